"""A paragraph that tells what somebody once did, as a story: its title, its beats by their cues, its figures.

Sentences are kept as they stand. What no cue tells apart stays in one beat; nothing is added.
"""

import re
from collections.abc import Sequence

from voicedrill.decks.importers.draft import DraftBeat, DraftPoint, DraftStory, blanks_of
from voicedrill.decks.importers.phrases import figures, whole_sentences

_WHEN = (
    r"(?:in|at|during|on|for|with) (?:a|an|one|my|our|the|one of my)\s+(?:[\w-]+\s+){0,3}?"
    r"(?:previous|recent|past|last|former|current|prior|earlier|first|old)\s+(?:[\w-]+\s+){0,3}?"
    r"(?:roles?|projects?|positions?|jobs?|company|companies|situations?|teams?|cases?|instances?|employers?|organi[sz]ation|"
    r"internship|assignment|engagement|experience|workplace|gig|shift|school|class|hospital|ward|year|initiative)"
)
#: How a paragraph begins that tells something that happened.
_TELLS = re.compile(
    rf"^(?:(?:for example|for instance|e\.g\.|as an example|to illustrate|to give (?:you )?an example|one example)\b.{{0,60}}?\b(?:I|we|my|our)\b|{_WHEN}\b"
    r"|(?:in|at) my (?:[\w-]+ )?role\b|in my (?:time|days?) (?:at|as)\b|while (?:working|I was|leading|at)\b|when I (?:was|worked|led|joined|started)\b"
    r"|(?:once|recently|previously|last (?:year|month|quarter|summer)|a few years ago|earlier in my career|(?:one|two|three|\d+) years ago)\b,?|at \[[^\]]+\],?)",
    re.I,
)
_PAST = re.compile(
    r"\b(?:was|were|had|did|led|faced|managed|implemented|introduced|created|built|organi[sz]ed|worked|used|resulted|reduced|increased|"
    r"improved|achieved|allowed|enabled|helped|saw|became|came|took|made|decided|migrated|launched|developed|established|"
    r"negotiated|delivered|ended|agreed|spent|brought|set up|found|identified|discovered|realised|realized|wrote|ran|taught|learned|saved|cut|grew)\b",
    re.I,
)
_PRESENT = re.compile(
    r"\b(?:I|we) (?:also |always |then |usually |often )?(?!led|cut|set|put|read|let|hit)[a-z]+(?<!ed)(?<!s)\b"
)
_RESULT = re.compile(
    r"\b(?:result(?:ed|ing) in|as a result|the results?\b|(?:these|those|our|my|the) (?:[\w-]+ ){0,2}(?:efforts?|initiatives?|changes?|measures?|improvements?|approach)\b|"
    r"this (?:[\w-]+ ){0,4}(?:approach|architecture|solution|system|process|model|initiative)?\s*(?:(?:significantly|not only|also|ultimately|greatly) )?"
    r"(?:allowed|enabled|led|reduced|improved|increased|helped|resulted|gave|saved|cut|meant|made it|ensured|drove|boosted)\b|"
    r"(?:led|leading) to (?:an?|the|several|significant|over|more|\d)\b|"
    r"(?:through|thanks to) (?:this|these|those|that)\b|in the end\b|ultimately\b|outcome\b|moreover, we saw\b|we (?:also )?saw an?\b|"
    r"we were able to\b|I was able to\b|(?:was|were) (?:a success|successful|completed|delivered|finished)\b|successfully\b|"
    r"by (?:identifying|focusing|implementing|closely|using|combining|doing)\b.{3,200}?\bwe (?:were|agreed|managed|could)\b|we managed to\b|during a simulated\b)",
    re.I,
)
_TASK = re.compile(
    r"\b(?:(?:I|we) (?:then )?(?:led|managed|oversaw|headed|ran|drove|spearheaded|owned|coordinated|directed) (?:the|our|an?) |"
    r"I was (?:asked|responsible|tasked|in charge|assigned)|my (?:task|job|goal|role|responsibility) was|"
    r"we (?:had|needed) to\b|I (?:had|needed) to\b|(?:was|were) (?:tasked|asked) (?:with|to)\b)",
    re.I,
)
_SITUATION = re.compile(
    r"\b(?:(?:I|we|there|team|system|company|client|customers?|platform|it) (?:had|faced|were|was|identified|encountered|noticed|inherited|realised|realized|discovered|struggled)\b|"
    r"was (?:struggling|failing|becoming|growing)|(?:spanned|involved)\b|"
    r"when (?:I|we) (?:joined|started)|were (?:struggling|facing|developing|using|building|planning))",
    re.I,
)
_PREAMBLE = re.compile(
    rf"^(?:(?:for example|for instance|as an example)[:,]?\s+)?(?:{_WHEN}[^,]{{0,60}},|(?:in|at) my (?:[\w-]+ )?role(?: as [^,]{{1,80}})?(?: at [^,]{{1,60}})?,|at [^,]{{1,40}},|(?:once|recently|previously|for example|for instance),)\s*",
    re.I,
)
_SUBJECT = re.compile(r"^(?:I|we)\s+(?:also\s+)?", re.I)
_TITLE_WORDS = 11
_TITLE_ENDS = re.compile(
    r"[,;:(]|\s(?:which|that|where|while|resulting|using|by|so|because|when|and|after|before|who)\s", re.I
)
#: What a figure stands for is told by the words around it, up to these ends.
_CLAUSE_END = re.compile(
    r"[,;:.!?]\s|[.!?]$|\s(?:while|resulting|enabling|allowing|leading|and (?:we|I|our|the|improved?|reduced?|increased?|cut(?:ting)?|improving|reducing|a|an)|compared|starting)\s|\s[—–]\s"
)
_AFTER_WORDS, _BEFORE_WORDS = 7, 6


def tells(text: str) -> bool:
    """Whether a paragraph tells something that happened: "In a previous role, we ..."."""
    return _TELLS.match(text) is not None and _is_past(text)


def goes_on_telling(text: str) -> bool:
    """Whether a paragraph can be the rest of something told: in the past, and not a rule for every day."""
    return _is_past(text) and len(text.split()) > 7


def _is_past(text: str) -> bool:
    return len(_PAST.findall(text)) > len(_PRESENT.findall(text)) // 2


def story(paragraphs: Sequence[tuple[str, int]], title: str = "") -> DraftStory:
    """The story of some (paragraph, line): sentences in the beats of STAR where cues tell them apart.

    A sentence without a cue goes on with the beat before it. ``title``: what it is called if its words do not say.
    """
    beats: dict[str, list[DraftPoint]] = {}
    facts: list[DraftPoint] = []
    now = ""
    for text, line in paragraphs:
        for sentence in whole_sentences(text):
            now = _beat(sentence, now)
            beats.setdefault(now, []).append(DraftPoint(sentence, line))
            facts += [DraftPoint(fact, line) for fact in facts_of(sentence)]
    ordered = [name for name in ("situation", "task", "action", "result") if name in beats]
    return DraftStory(
        _title(paragraphs[0][0]) or title,
        paragraphs[0][1],
        framework="star",
        beats=tuple(DraftBeat(name, tuple(beats[name])) for name in ordered),
        facts=tuple({fact.text: fact for fact in reversed(facts)}.values())[::-1],
    )


def _beat(sentence: str, before: str) -> str:
    """The beat of a sentence; ``before`` is that of the sentence before it, empty for the first."""
    bare = _PREAMBLE.sub("", sentence)
    if not before:
        if _TASK.search(bare):
            return "task"
        return "situation" if _SITUATION.search(bare) else "action"
    if _RESULT.search(sentence):
        return "result"
    if before in ("situation", "task") and not re.match(r"^(?:\w+ly, )?(?:I|we)\b", bare, re.I):
        return "task" if _TASK.search(bare) else before if _SITUATION.search(bare) else "action"
    if before in ("situation", "task") and re.match(
        r"^we (?:had|needed) to\b|^I (?:had|needed|was)\b", bare, re.I
    ):
        return "task"
    return "result" if before == "result" and not re.match(r"^(?:I|we) also\b", bare, re.I) else "action"


def _title(text: str) -> str:
    """The first clause without "In a previous role, I"; a name for the story in its own words."""
    bare = _SUBJECT.sub("", _PREAMBLE.sub("", text.strip()))
    if blanks_of(bare[:60]):
        return ""
    end = _TITLE_ENDS.search(bare, 12)
    words = (bare[: end.start()] if end else bare).rstrip(" .!?").split()
    short = words[:_TITLE_WORDS]
    while len(short) > 3 and short[-1].casefold() in _LOOSE_ENDS:
        short.pop()
    title = " ".join(short).strip("\"'“”‘’ ")
    return title[:1].upper() + title[1:]


_LOOSE_ENDS = frozenset(
    "a an the of to for in on at with and or our my their its from by into as across during".split()
)


def facts_of(sentence: str) -> tuple[str, ...]:
    """The figures of a sentence, each with the words that say of what: "30% reduction in operational costs"."""
    found: list[str] = []
    last_end = 0
    for figure in figures(sentence):
        head = figure.split()[0]
        at = sentence.find(head, last_end)
        if at < 0:
            continue
        end_match = _CLAUSE_END.search(sentence, at + len(head) - 1)
        end = end_match.start() if end_match else len(sentence)
        after = sentence[at + len(head) : max(end, at + len(head))].split()[:_AFTER_WORDS]
        while after and after[-1].casefold() in _LOOSE_ENDS:
            after.pop()
        start = at
        if len([w for w in after if w.casefold() not in _LOOSE_ENDS]) < 1:
            clause = max((m.end() for m in _CLAUSE_END.finditer(sentence[:at])), default=0)
            before = sentence[max(clause, last_end) : at].split()[-_BEFORE_WORDS:]
            while before and before[0].casefold() in _LOOSE_ENDS | {
                "and",
                "improve",
                "reduced",
                "increased",
                "reduce",
                "increase",
            }:
                before.pop(0)
            fact = " ".join([*before, head, *after])
        else:
            fact = " ".join([head, *after])
        last_end = start + len(head)
        found.append(fact.strip(' .,;:()"“”'))
    return tuple(dict.fromkeys(fact for fact in found if any(c.isdigit() for c in fact)))
