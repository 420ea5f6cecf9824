"""Telling questions from other sentences by their words.

A question is one by its mark, by its first words ("How", "Tell me"), or because the document says so ("Q:").
What the words alone cannot tell is left to where they stand (`outline`).
"""

import re
from enum import IntEnum
from functools import lru_cache

from voicedrill.decks.importers.document import says_something
from voicedrill.decks.importers.question_kinds import without_level


class Likeness(IntEnum):
    """How surely a line asks something, by its words alone."""

    NONE = 0
    WEAK = 1
    SURE = 2
    SAID_SO = 3


_OPEN = "what why how when where who whom whose which whats hows whys"
_AUXILIARY = (
    "can could would will do does did have has had are is was were should shall may might am "
    "isn't aren't don't doesn't didn't haven't hasn't wouldn't couldn't can't"
)
_ASKING_START = re.compile(
    rf"^(?:(?:and|so|but|or|ok|okay|then|now|also|in|at|on|if|as|for|from|with|given|after|"
    rf"before)\b.{{0,90}}?[, ]\s*)?"
    rf"(?:{'|'.join((_OPEN + ' ' + _AUXILIARY).split())})(?:['’](?:s|re|ve|d|ll))?\b",
    re.I,
)
_OPEN_START = re.compile(rf"^(?:{'|'.join(_OPEN.split())})(?:['’](?:s|re|ve|d|ll))?\b", re.I)
#: "How do you reconcile an account", "Can you work weekends", "The till is short, what do you do": the mark
#: forgotten.
_ASKED_PLAINLY = re.compile(
    rf"^(?:what|why|how|when|where|who|which)\s+(?:{'|'.join(_AUXILIARY.split())})\b|"
    rf"^how\s+(?:many|much|often|long)\b|"
    r"^(?-i:Can|Could|Would|Will|Do|Did|Have|Are|Were)\s+you\s+\w+\s+\w|"
    r"^(?-i:Is|Are)\s+there\s+(?:any|some)|"
    r"^\S.{8,}[,.–—-]\s*(?:what|how)\s+(?:do|would|will|can|should)\s+you\s+(?:do|say|react|respond|"
    r"handle it|proceed|answer)$",
    re.I,
)
#: Prompts that people give to somebody who is to answer.
_SURE_PROMPT = re.compile(
    r"^(?:please\s+)?(?:tell\s+(?:me|us)\b|tell\s+about\b|walk\s+(?:me|us)\b|talk\s+(?:me|"
    r"us)\b|talk\s+about\b|(?:give|provide)\s+(?:me|us|an?\s+example|examples|"
    r"an?\s+instance)\b|"
    r"describe\b|explain\b|discuss\b|define\b|differentiate\b|distinguish\b|compare\b|contrast\b|elaborate\b|"
    r"introduce\s+yourself|convince\s+(?:me|us)|sell\s+(?:me|us)|pitch\s+(?:me|us)|"
    r"take\s+(?:me|us)\b|help\s+(?:me|us)\s+understand|"
    r"show\s+(?:me|us)\b|(?:show|demonstrate)\s+how\s+you\b|teach\s+(?:me|us)\b|share\s+(?:with\s+(?:me|us)|a\s+time|"
    r"an?\s+(?:example|experience|story|situation|instance))\b|"
    r"(?:imagine|suppose|assume|pretend)\s+(?:that\s+)?(?:you|a|an|your|the|we)\b|"
    r"say\s+(?:that\s+)?(?:you|your|we)\b|"
    r"(?:an?|one|some)\s+(?:time|situation|moment|occasion|instance)\s+(?:when|where|in\s+which|that|you)\b|"
    r"rate\s+yourself|in\s+your\s+(?:own\s+words|opinion|view)|"
    r"what['’]?s?\b.{0,120}\?|(?:name|list)\s+(?:\w+\s+){0,3}(?:you|that|of|types?|ways?|"
    r"reasons?|differences?|examples?|advantages|benefits)\b)",
    re.I,
)
_WEAK_PROMPT = re.compile(
    r"^(?:please\s+)?(?:name|list|design|implement|write|create|build|outline|state|identify|"
    r"mention|share|rate|estimate|calculate|"
    r"find|given|reverse|prove|solve|draw|sketch|optimi[sz]e|debug|summari[sz]e|justify|"
    r"analy[sz]e|architect|model|recall|"
    r"difference\s+between|differences\s+between|types\s+of|advantages\s+of|pros\s+and\s+cons|"
    r"use\s+cases?\s+(?:of|for)|your\s+(?:greatest|biggest)\b)\b",
    re.I,
)
#: What is asked everywhere, named only.
_TOPIC = re.compile(
    r"(?:my |your )?(?:greatest|biggest|main|key|proudest|worst) (?:strengths?|weakness(?:es)?|achievements?|"
    r"accomplishments?|mistakes?|failures?|challenges?|moments?)|(?:my |your )?(?:strengths?(?: (?:and|&) "
    r"weaknesses)?|weakness(?:es)?)|salary(?: expectations?)?|elevator pitch|notice period",
    re.I,
)
_VERSUS = re.compile(r"\bvs\.?\b|\bversus\b", re.I)
#: Questions that a document asks about itself or to lead its reader on.
_ABOUT_THE_DOCUMENT = re.compile(
    r"\b(?:this|these)\s+(?:repo\w*|guide|list|document|page|book|project|handbook|course|"
    r"collection|resource|article|post|section|questions?|deck|sheet|playbook)\b"
    r"|^(?:why this\b(?![^?]{0,60}\?)|what['’]?s inside|what is inside|who is this for|"
    r"how to use|how do i use|how can i (?:contribute|help|use)|"
    r"how to (?:contribute|prepare|answer|read|run|install|start|study|practi[sc]e)|"
    r"want to (?:contribute|help)|found an? |have (?:a )?(?:suggestions?|questions?)|"
    r"any questions|questions|what['’]?s new|what now|what['’]?s next|what next|still|ready|"
    r"sound familiar|short on time|need (?:help|more)|"
    r"(?:would you like|do you want|want) me to|looking for|did you (?:know|find)|like what you see|enjoy|"
    r"(?:did|does|was) (?:this|that|it) (?:help|useful|helpful))\b"
    r"|\b(?:why|what|how|where|when) (?:did|had|was|am) i\b",
    re.I,
)
_SPEAKERS = r"interviewer|hiring manager|recruiter|panel|examiner|board|coach|hr|hm"
_NUMBERING = re.compile(
    r"^\s*(?:\[q\]\s*|q\s?>\s*|no\.?\s*\d{1,3}\s*[.:)–—-]+\s+|№\s*\d{1,3}\s*[.:)–—-]*\s+|"
    r"(?:theme|topic|scenario|case|situation|competenc[ey]|item|task|behaviou?ral|technical|general|round)\s+"
    r"#?\d{1,3}\s*[:.)–—-]+\s+(?=\S)|"
    r"q(?:uestion|\.)\s*(?:no\.?\s*)?\d{1,4}\s+(?=[\"“]?(?-i:[A-Z]))|"
    rf"(?:q|(?:(?:interview|sample|practi[cs]e) )?question|frage|pregunta|prompt|card|"
    rf"front|{_SPEAKERS})"
    r"\s*(?:no\.?\s*)?#?\s*\d{0,4}\s*(?:\([^()]{1,20}\)\s*)?[.:)\]–—-]+\s*|q\d{1,4}\s+|"
    r"#?\(?\d{1,4}(?:\.\d{1,3}){0,2}\s*[.:)\]–—-]+\s+(?=\S)|#\d{1,4}\s+|\[\d{1,4}\]\s+|"
    r"\d{1,2}(?:\.\d{1,2}){1,3}\s+(?=[\"“]?(?-i:[A-Z])[a-z']*\s)|"
    r"(?:[\w.]+ ){1,2}(?:(?:then|also|may|might|will) )?(?:asks?|asked|wants? to know):\s+)",
    re.I,
)
_SAID = re.compile(
    r"^\s*(?:\d{1,4}\s*[.)]\s*)?(?:\[q\]|q\s?>|"
    r"(?:q|(?:(?:interview|sample|practi[cs]e) )?question|prompt|front|"
    rf"(?P<speaker>{_SPEAKERS}))"
    r"\s*(?:no\.?\s*)?#?\s*\d{0,4}\s*(?:\([^()]{1,20}\)\s*)?[.:)\]–—-]+|q\d{1,4}\s|"
    r"question \d{1,4}\s+(?=[\"“]?(?-i:[A-Z])))\s*(?=\S)",
    re.I,
)
#: "Slices vs. arrays?" is one sentence.
_SENTENCE_END = re.compile(r"(?<!\bvs)(?<!\be\.g)(?<!\bi\.e)(?<!\betc)[.!?]\s+", re.I)
#: "... at a site visit? #card #trials"
_TRAILING_TAGS = re.compile(r"(?<=[?.!])(?:\s+#[A-Za-z][\w/-]{0,40}){1,8}\s*$")
_TITLED = re.compile(r"^(?P<title>[^.?!:\"“–—]{3,60}?)(?::|\s[–—-])\s+(?P<ask>[A-Z\"“].*\?)$", re.S)
_QUOTES = "\"'“”‘’«»„`*_ "
_LONGEST_QUESTION_WORDS = 90
_LONGEST_QUESTION = 1_500


def likeness(text: str) -> Likeness:
    """How surely a whole line asks something: "What is X?" surely, "Design X" perhaps, "X is Y." not."""
    return _likeness(text) if len(text) <= _LONGEST_QUESTION else Likeness.NONE


@lru_cache(maxsize=8192)
def _likeness(text: str) -> Likeness:
    if says_so(text):
        return Likeness.SAID_SO
    bare = clean_ask(text)
    words = bare.split()
    if not words or len(words) > _LONGEST_QUESTION_WORDS or _ABOUT_THE_DOCUMENT.search(bare):
        return Likeness.NONE
    if _ends_asking(bare):
        if _only_ends_asking(bare):
            return Likeness.NONE
        return (
            Likeness.SURE
            if len(words) > 1 and (len(words) > 2 or _ASKING_START.match(bare))
            else Likeness.WEAK
        )
    if (_SURE_PROMPT.match(bare) or (_ASKED_PLAINLY.match(bare) and bare[-1] not in ".:;,")) and len(
        words
    ) > 1:
        return Likeness.SURE
    if (
        _WEAK_PROMPT.match(bare)
        or _TOPIC.fullmatch(bare)
        or _OPEN_START.match(bare)
        or (_VERSUS.search(bare) and len(words) < 12)
    ):
        return Likeness.WEAK
    return Likeness.NONE


def _only_ends_asking(text: str) -> bool:
    """A statement with a word or two after it: "These come up in most schools. Ready?"."""
    last = _SENTENCE_END.split(text)[-1]
    if last == text or "?" in text[: -len(last)] or _OPEN_START.match(last):
        return False
    return len(last.split()) < 3


def says_so(text: str) -> bool:
    """Whether the document names it a question: "Q: ...", "Question 3: ..."; interviewers also say thanks."""
    said = _SAID.match(text)
    if said is None or said["speaker"] is None:
        return said is not None
    return "?" in text or _SURE_PROMPT.search(text[said.end() :]) is not None


def only_prompts(text: str) -> bool:
    """Whether it is worded as an order, which a step of an answer is as well: "Explain the fare once"."""
    bare = clean_ask(text)
    return not _ends_asking(bare) and _ASKING_START.match(bare) is None and not says_so(text)


def starts_like_a_question(text: str) -> bool:
    """Whether the first words ask or prompt."""
    bare = clean_ask(text)
    return bool(_ASKING_START.match(bare) or _SURE_PROMPT.match(bare))


def clean_ask(text: str) -> str:
    """The question without its number, quotes, and level: 'Q3. "What is X?" (easy)' -> 'What is X?'."""
    return _clean_ask(text) if len(text) <= _LONGEST_QUESTION else " ".join(text.split())


@lru_cache(maxsize=8192)
def _clean_ask(text: str) -> str:
    whole, text = text, without_level(text.strip())
    for _ in range(2):
        text = _NUMBERING.sub("", text, count=1)
    bare = _without_its_title(_TRAILING_TAGS.sub("", text)).strip(_QUOTES)
    return " ".join((bare if says_something(bare) else whole).split())


def _without_its_title(text: str) -> str:
    """Without a title whose words, or those of one of its languages, the question says again: "Stärken /
    Strengths – What are your strengths?".
    """
    match = _TITLED.match(text)
    if match is None or _ASKING_START.match(match["ask"]) is None:
        return text
    said = match["ask"].casefold()
    names = (re.findall(r"\w{3,}", name.casefold()) for name in match["title"].split("/"))
    again = any(words and all(word.removesuffix("es")[:8] in said for word in words) for words in names)
    return match["ask"] if again else text


def _ends_asking(text: str) -> bool:
    return re.search(r"\?[\"'”’)\]*_.!…]*(?:\s*[(\[][^()\[\]]{1,60}[)\]])?\s*$", text) is not None
