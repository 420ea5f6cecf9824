"""A paragraph that tells what somebody once did, as a story: its title, its beats by their cues, its figures.

Sentences are kept as they stand. What no cue tells apart stays in one beat; nothing is added.
"""

import re
from collections.abc import Sequence

from voicedrill.decks.blanks import BLANK
from voicedrill.decks.importers.draft import DraftBeat, DraftPoint, DraftStory, blanks_of
from voicedrill.decks.importers.phrases import whole_sentences

_WHEN = (
    r"(?:in|at|during|on|for|with) (?:a|an|one|my|our|the|one of my)\s+(?:[\w-]+\s+){0,3}?"
    r"(?:previous|recent|past|last|former|current|prior|earlier|first|old)\s+(?:[\w-]+\s+){0,3}?[\w-]+"
)
#: How a paragraph begins that tells something that happened.
_TELLS = re.compile(
    rf"^(?:(?:for example|for instance|e\.g\.|as an example|to illustrate|to give (?:you )?an example|one "
    rf"example)\b.{{0,60}}?\b(?:I|we|my|our)\b|{_WHEN}\b"
    r"|(?:in|at) my (?:[\w-]+ )?role\b|in my (?:time|days?) (?:at|as)\b|while (?:working|I was|leading|"
    r"at)\b|when I (?:was|worked|led|joined|started)\b"
    r"|(?:once|recently|previously|last (?:year|month|quarter|summer)|a few years ago|earlier in my "
    r"career|(?:one|two|three|\d+) years ago)\b,?|at \[[^\]]+\],?)",
    re.I,
)
_PERSON = re.compile(r"\b(?:I|we|my|our|us|me)\b", re.I)
_PAST = re.compile(
    r"\b(?:was|were|had|did|led|faced|managed|implemented|introduced|created|built|organi[sz]ed|worked|"
    r"used|resulted|reduced|increased|"
    r"improved|achieved|allowed|enabled|helped|saw|became|came|took|made|decided|migrated|launched|"
    r"developed|established|"
    r"negotiated|delivered|ended|agreed|spent|brought|set up|found|identified|discovered|realised|"
    r"realized|wrote|ran|taught|learned|saved|cut|grew)\b",
    re.I,
)
_PRESENT = re.compile(
    r"\b(?:I|we) (?:also |always |then |usually |often )?(?!led|cut|set|put|read|let|"
    r"hit)[a-z]+(?<!ed)(?<!s)\b"
)
_RESULT = re.compile(
    r"^(?:these|those|our|my|the) (?:[\w-]+ ){0,3}"
    r"(?:efforts?|initiatives?|changes?|measures?|improvements?|approach)\b"
    r"|^that (?:led|meant|cut|saved|gave|allowed|reduced|raised|improved|helped)\b"
    r"|\bthis (?:[\w-]+ ){0,5}?"
    r"(?:allowed|enabled|led|reduced|improved|increased|helped|resulted|gave|saved|cut|meant|drove)\b"
    r"|\b(?:result(?:ed|ing) in|as a result|the results?|led to|leading to|in the end|ultimately|outcome|"
    r"successfully|we managed to|(?:I|we) (?:was|were) able to|we (?:also )?saw an?|during a simulated|"
    r"(?:through|thanks to) (?:this|these|those|that)|"
    r"(?:was|were) (?:a success|successful|completed|delivered|finished))\b"
    r"|\bby \w+ing\b.{3,200}?\bwe (?:were|agreed|managed|could)\b",
    re.I,
)
_TASK = re.compile(
    r"\b(?:(?:I|we) (?:then )?(?:led|managed|oversaw|headed|ran|drove|spearheaded|owned|coordinated|"
    r"directed) (?:the|our|an?) |"
    r"I was (?:asked|responsible|tasked|in charge|assigned)|my (?:task|job|goal|role|responsibility) was|"
    r"we (?:had|needed) to\b|I (?:had|needed) to\b|(?:was|were) (?:tasked|asked) (?:with|to)\b)",
    re.I,
)
_SITUATION = re.compile(
    r"\b(?:(?:I|we|there|team|system|company|client|customers?|platform|it) (?:had|faced|were|was|"
    r"identified|encountered|noticed|inherited|realised|realized|discovered|struggled)\b|"
    r"was (?:struggling|failing|becoming|growing)|(?:spanned|involved)\b|"
    r"when (?:I|we) (?:joined|started)|were (?:struggling|facing|developing|using|building|planning))",
    re.I,
)
_PREAMBLE = re.compile(
    rf"^(?:(?:for example|for instance|as an example)[:,]?\s+)?(?:{_WHEN}[^,]{{0,60}},|(?:in|at) my "
    rf"(?:[\w-]+ )?role(?: as [^,]{{1,80}})?(?: at [^,]{{1,60}})?,|at [^,]{{1,40}},|(?:once|recently|"
    rf"previously|for example|for instance),|(?:when|while) (?:I was|I worked|working|I joined|I led) "
    rf"[^,]{{3,60}},|{_WHEN}\s+(?=(?:we|I)\b))\s*",
    re.I,
)
_SUBJECT = re.compile(r"^(?:I|we)\s+(?:also\s+)?", re.I)
_TITLE_WORDS = 14
_TITLE_ENDS = re.compile(
    r"[,;:(]|\s(?:which|that|where|while|resulting|using|by|so|because|when|and|after|before|who)\s", re.I
)
#: What a figure stands for is told by the words around it, up to these ends.
_CLAUSE_END = re.compile(
    r"[,;:.!?]\s|[.!?]$|\s[—–]\s|\s(?:while|resulting|enabling|allowing|leading|compared|starting|so that|"
    r"which|who|because)\s"
    r"|\sand (?=we|I|our|the|a|an|had|was|were|improv|reduc|increas|cut|enabl|creat|nobody|everyone|help|"
    r"achiev|sav|gave|led)",
)
#: Words before a figure that say which way it went.
_CHANGE = re.compile(
    r"\b(?:(?:improv|reduc|increas|decreas|lower|rais|achiev|reach|sav|enabl|grow|boost|doubl|halv|"
    r"shorten|slash|exceed)(?:e[ds]?|ing|s)?|cut|cutting|fell|grew|rose|drop(?:ped)?|serv(?:ed|ing))\b",
    re.I,
)
_AFTER_WORDS, _BEFORE_WORDS = 7, 6


def tells(text: str) -> bool:
    """Whether a paragraph tells something that happened: "In a previous role, we ..."."""
    return _TELLS.match(text) is not None and _PERSON.search(text) is not None and _is_past(text)


def goes_on_telling(text: str) -> bool:
    """Whether a paragraph can be the rest of something told: in the past, and not a rule for every day."""
    return _is_past(text) and len(text.split()) > 7


def _is_past(text: str) -> bool:
    return len(_PAST.findall(text)) > len(_PRESENT.findall(text)) // 2


def story(paragraphs: Sequence[tuple[str, int]], title: str = "") -> DraftStory:
    """The story of some (paragraph, line): sentences in the beats of STAR where cues tell them apart.

    A sentence without a cue goes on with the beat before it. ``title``: its name if its words give none.
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
    bare = _SUBJECT.sub("", _PREAMBLE.sub("", whole_sentences(text.strip())[0]))
    end = _TITLE_ENDS.search(bare, _SHORTEST_TITLE)
    words = (bare[: end.start()] if end else bare).rstrip(" .!?").split()
    title = " ".join(_trimmed(words[:_TITLE_WORDS])).strip('"“”‘’ ')
    if title.count('"') % 2:
        title = title.replace('"', "")
    if blanks_of(title):
        return ""
    return title[:1].upper() + title[1:]


_SHORTEST_TITLE = 12
_LOOSE_ENDS = frozenset(
    [
        "a",
        "an",
        "the",
        "of",
        "to",
        "for",
        "in",
        "on",
        "at",
        "with",
        "and",
        "or",
        "our",
        "my",
        "their",
        "its",
        "from",
        "by",
        "into",
        "as",
        "across",
        "during",
    ]
)


def facts_of(sentence: str) -> tuple[str, ...]:
    """The figures of a sentence, each with what it is of: "30% reduction in operational costs"."""
    found: list[str] = []
    done = 0
    for match in _FIGURE.finditer(BLANK.sub(lambda blank: " " * len(blank.group()), sentence)):
        at = match.start()
        if at < done or _NUMBERED_NAME.search(sentence[:at]):
            continue
        span = _RANGE.match(sentence, at)
        head = span.group() if span else match.group()
        done = at + len(head)
        ending = _CLAUSE_END.search(sentence, done - 1)
        after = sentence[done : max(done, ending.start() if ending else len(sentence))].split()
        after = _trimmed(after[:_AFTER_WORDS])
        if span or not any(word.casefold() not in _LOOSE_ENDS for word in after):
            found.append(" ".join([*_before(sentence[:at]), head, *after]))
        else:
            found.append(" ".join([head, *after]))
    return tuple(dict.fromkeys(fact.strip(' .,;:"“”') for fact in found))


def _before(text: str) -> list[str]:
    """The words of the clause before a figure, from the word that says which way it went."""
    clause = max((match.end() for match in _CLAUSE_END.finditer(text)), default=0)
    change = [match.start() for match in _CHANGE.finditer(text, clause)]
    if change and len(text[change[-1] :].split()) <= 2 * _BEFORE_WORDS:
        return text[change[-1] :].split()
    words = text[clause:].split()[-_BEFORE_WORDS:]
    while words and words[0].casefold() in _LOOSE_ENDS | {"we", "i", "it", "had", "was", "were"}:
        words.pop(0)
    return words


def _trimmed(words: list[str]) -> list[str]:
    while words and words[-1].casefold() in _LOOSE_ENDS:
        words.pop()
    return words


_FIGURE = re.compile(
    r"(?<![\w.:/])[~<>≥≤]?[$€£]?\d[\d.,]*(?<![.,])(?: ?%| ?[KMB]\b|ms\b|[xks]\b)?(?:\+|-[a-z-]+)?(?![:\w])"
)
#: "SOC 2", "HTTP 5": a name, not a figure.
_NUMBERED_NAME = re.compile(r"\b[A-Z]{2,}[ -]$")
_RANGE = re.compile(r"\S*\d\S*\s+to\s+\S*\d\S*(?<![.,;:])")
