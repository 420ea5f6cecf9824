"""Telling questions from other sentences by their words, and what kind of question they are.

A question is one by its mark, by its first words ("How", "Tell me"), or because the document says so ("Q:"). What
the words alone cannot tell is left to where they stand (`outline`).
"""

import re
from enum import IntEnum

from voicedrill.decks.model import Difficulty, Kind


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
    rf"^(?:(?:and|so|but|or|ok|okay|then|now|also|in|at|on|if|as|for|from|with|given|after|before)\b.{{0,90}}?[, ]\s*)?"
    rf"(?:{'|'.join((_OPEN + ' ' + _AUXILIARY).split())})(?:['’](?:s|re|ve|d|ll))?\b",
    re.I,
)
_OPEN_START = re.compile(rf"^(?:{'|'.join(_OPEN.split())})(?:['’](?:s|re|ve|d|ll))?\b", re.I)
#: Prompts that people give to somebody who is to answer.
_SURE_PROMPT = re.compile(
    r"^(?:please\s+)?(?:tell\s+(?:me|us)\b|tell\s+about\b|walk\s+(?:me|us)\b|talk\s+(?:me|us)\b|talk\s+about\b|give\s+(?:me|us|an?\s+example|examples)\b|"
    r"describe\b|explain\b|discuss\b|define\b|differentiate\b|distinguish\b|compare\b|contrast\b|elaborate\b|"
    r"introduce\s+yourself|convince\s+(?:me|us)|sell\s+(?:me|us)|pitch\s+(?:me|us)|take\s+(?:me|us)\b|help\s+(?:me|us)\s+understand|"
    r"show\s+(?:me|us)\b|teach\s+(?:me|us)\b|share\s+(?:with\s+(?:me|us)|a\s+time|an?\s+(?:example|experience|story|situation|instance))\b|"
    r"(?:imagine|suppose|assume|pretend|say)\s+(?:that\s+)?(?:you|a|an|your|the|we)\b|rate\s+yourself|in\s+your\s+(?:own\s+words|opinion|view)|"
    r"what['’]?s?\b.{0,120}\?|(?:name|list)\s+(?:\w+\s+){0,3}(?:you|that|of|types?|ways?|reasons?|differences?|examples?|advantages|benefits)\b)",
    re.I,
)
_WEAK_PROMPT = re.compile(
    r"^(?:please\s+)?(?:name|list|design|implement|write|create|build|outline|state|identify|mention|share|rate|estimate|calculate|"
    r"find|given|reverse|prove|solve|draw|sketch|optimi[sz]e|debug|summari[sz]e|justify|analy[sz]e|architect|model|recall|"
    r"difference\s+between|differences\s+between|types\s+of|advantages\s+of|pros\s+and\s+cons|use\s+cases?\s+(?:of|for)|your\s+(?:greatest|biggest)\b)\b",
    re.I,
)
_VERSUS = re.compile(r"\bvs\.?\b|\bversus\b", re.I)
#: Questions that a document asks about itself or to lead its reader on.
_ABOUT_THE_DOCUMENT = re.compile(
    r"\b(?:this|these)\s+(?:repo\w*|guide|list|document|page|book|project|handbook|course|collection|resource|article|post|section|questions?|deck|sheet|playbook)\b"
    r"|^(?:why this|what['’]?s inside|what is inside|who is this for|how to use|how do i use|how can i (?:contribute|help|use)|how to (?:contribute|prepare|answer|read|run|install|start|study|practi[sc]e)|"
    r"want to (?:contribute|help)|found an? |have (?:a )?(?:suggestions?|questions?)|any questions|questions|what['’]?s new|what now|what['’]?s next|what next|still|ready|sound familiar|short on time|need (?:help|more)|"
    r"looking for|did you (?:know|find)|like what you see|enjoy)\b",
    re.I,
)
_NUMBERING = re.compile(
    r"^\s*(?:(?:q|question|frage|pregunta|prompt|card)\s*(?:no\.?\s*)?#?\s*\d{0,4}\s*[.:)\]–—-]+\s*|q\d{1,4}\s+|#?\(?\d{1,4}(?:\.\d{1,3}){0,2}\s*[.:)\]–—-]+\s+(?=\S)|#\d{1,4}\s+|\[\d{1,4}\]\s+)",
    re.I,
)
_SAID = re.compile(
    r"^\s*(?:\d{1,4}\s*[.)]\s*)?(?:(?:q|question|prompt|front)\s*(?:no\.?\s*)?#?\s*\d{0,4}\s*[.:)\]–—-]+|q\d{1,4}\s)\s*(?=\S)",
    re.I,
)
_DIFFICULTY = re.compile(
    r"\s*[\[(]?\s*\b(?:difficulty\s*[:=-]\s*)?(?P<level>easy|medium|hard|beginner|intermediate|advanced|junior|senior)\b\s*[\])]\s*$",
    re.I,
)
_LEVELS: dict[str, Difficulty] = {
    "easy": "easy",
    "beginner": "easy",
    "basic": "easy",
    "junior": "easy",
    "medium": "medium",
    "intermediate": "medium",
    "moderate": "medium",
    "mid": "medium",
    "hard": "hard",
    "advanced": "hard",
    "difficult": "hard",
    "expert": "hard",
    "senior": "hard",
}
_QUOTES = "\"'“”‘’«»„`*_ "
_LONGEST_QUESTION_WORDS = 90


def likeness(text: str) -> Likeness:
    """How surely a whole line asks something: "What is X?" surely, "Design X" perhaps, "X is Y." not."""
    if says_so(text):
        return Likeness.SAID_SO
    bare = clean_ask(text)
    words = bare.split()
    if not words or len(words) > _LONGEST_QUESTION_WORDS or _ABOUT_THE_DOCUMENT.search(bare):
        return Likeness.NONE
    if _ends_asking(bare):
        return (
            Likeness.SURE
            if len(words) > 1 and (len(words) > 2 or _ASKING_START.match(bare))
            else Likeness.WEAK
        )
    if _SURE_PROMPT.match(bare) and len(words) > 1:
        return Likeness.SURE
    if _WEAK_PROMPT.match(bare) or _OPEN_START.match(bare) or (_VERSUS.search(bare) and len(words) < 12):
        return Likeness.WEAK
    return Likeness.NONE


def says_so(text: str) -> bool:
    """Whether the document names it a question: "Q: ...", "Question 3: ..."."""
    return _SAID.match(text) is not None


def starts_like_a_question(text: str) -> bool:
    """Whether the first words ask or prompt."""
    bare = clean_ask(text)
    return bool(_ASKING_START.match(bare) or _SURE_PROMPT.match(bare))


def clean_ask(text: str) -> str:
    """The question without its number, quotes, and level: 'Q3. "What is X?" (easy)' -> 'What is X?'."""
    text = _DIFFICULTY.sub("", text.strip())
    for _ in range(2):
        text = _NUMBERING.sub("", text, count=1)
    text = text.strip(_QUOTES) if text.strip(_QUOTES) else text.strip()
    return " ".join(text.split())


def difficulty_of(text: str) -> Difficulty | None:
    """The level that a question carries at its end: "(hard)"; or that a cell or label holds: "Hard"."""
    match = _DIFFICULTY.search(text)
    word = match["level"] if match else text.strip(" .:[]()").split(" ")[0]
    return _LEVELS.get(word.casefold())


def _ends_asking(text: str) -> bool:
    return re.search(r"\?[\"'”’)\]*_.!…]*(?:\s*\([^()]{1,60}\))?\s*$", text) is not None


_KINDS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    (
        "compensation",
        re.compile(
            r"\bsalar(?:y|ies)\b|\bcompensation\b|\bpay (?:expect|range)|\bexpected (?:pay|package)\b|\bnotice period\b|\bcounter-?offer",
            re.I,
        ),
    ),
    (
        "pitch",
        re.compile(
            r"\b(?:tell|talk).{0,12}\babout (?:yourself|your background|you)\b[^,]{0,12}$|\bintroduce yourself\b|\bwalk (?:me|us) through your (?:resume|résumé|cv|background|career)",
            re.I,
        ),
    ),
    (
        "behavioural",
        re.compile(
            r"\b(?:tell|give|share|describe|talk|recall|think|walk|discuss)\b.{0,40}\b(?:a|an|one|any|another|the last|the first|your last|some|most)\b.{0,40}\b(?:time|situation|example|instance|occasion|experience|project|conflict|mistake|failure|challenge|achievement|accomplishment|decision|disagreement|moment|story)\b"
            r"|\bhave you ever\b|\bwhen (?:have|did) you\b|\bwhat did you (?:do|learn)\b",
            re.I,
        ),
    ),
    (
        "system-design",
        re.compile(
            r"^(?:please\s+)?(?:design|architect)\b|\b(?:would|do|can|could|might|should) (?:you|we) (?:design|architect)\b|\bsystem design\b",
            re.I,
        ),
    ),
    (
        "coding",
        re.compile(
            r"^(?:please\s+)?(?:write|implement|code|reverse|find|given an? (?:array|string|list|binary|tree|linked|matrix|integer|number|sorted))\b",
            re.I,
        ),
    ),
    (
        "culture",
        re.compile(
            r"\bwhy (?:do you want|are you interested|this company|us\b|should we hire|did you apply|are you leaving|do you want to leave)|\bour (?:values|culture|mission|company)\b|\bcompany culture\b|\bwhat (?:motivates|drives) you\b|\bwork environment\b|\bwhat do you know about (?:us|our)\b",
            re.I,
        ),
    ),
    (
        "curveball",
        re.compile(
            r"\bif you were an? (?:animal|tree|fruit|colou?r|kitchen|superhero|car)\b|\bhow many .{1,40} (?:fit|are there)\b|\bteach me something\b|\bdesert(?:ed)? island\b",
            re.I,
        ),
    ),
    (
        "gap",
        re.compile(
            r"\b(?:gap|break) in your\b|\byou (?:lack|have no|don['’]t have|haven['’]t)\b|\bwhy (?:is there|were you) .{0,30}(?:gap|laid off|fired)\b",
            re.I,
        ),
    ),
    (
        "behavioural",
        re.compile(
            r"\b(?:your|yourself|you['’]ve)\b|\b(?:do|did|are|were|have|would|can|could|will) you\b", re.I
        ),
    ),
)


def kind_of(ask: str, fallback: Kind = "technical") -> Kind:
    """What kind of question the words make it; ``fallback`` when they do not say."""
    for kind, pattern in _KINDS:
        if pattern.search(ask):
            # "How would you handle backpressure?" says "you" and is about the matter.
            if pattern is _KINDS[-1][1] and fallback != "technical":
                return fallback
            return kind
    return fallback


_SECTION_KINDS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    (
        "ask-them",
        re.compile(
            r"\b(?:ask|questions?)\b.{0,30}\b(?:them|interviewers?|employer|company|us|hiring manager|recruiter|panel|team|end of)\b",
            re.I,
        ),
    ),
    ("system-design", re.compile(r"\bsystems? design\b|\barchitecture\b", re.I)),
    (
        "behavioural",
        re.compile(
            r"\bbehaviou?r|\bsoft skills?\b|\bleadership\b|\bsituational\b|\bstar\b|\bcompetenc|\bteamwork\b|\bpersonal\b",
            re.I,
        ),
    ),
    ("compensation", re.compile(r"\bcompensation\b|\bsalary\b|\bpay\b", re.I)),
    ("culture", re.compile(r"\bculture\b|\bvalues\b|\bmotivation\b", re.I)),
    ("coding", re.compile(r"\bcoding\b|\balgorithms?\b|\bprogramming (?:tasks|exercises|problems)\b", re.I)),
    ("curveball", re.compile(r"\bcurve ?balls?\b|\bbrain ?teasers?\b|\bfun questions\b|\bquirky\b", re.I)),
    ("gap", re.compile(r"\bgaps?\b|\bweak(?:ness|nesses)\b", re.I)),
    ("pitch", re.compile(r"\bpitch\b|\bintroduction\b.*\byou", re.I)),
    ("technical", re.compile(r"\btechnical\b|\bconcepts?\b|\bfundamentals\b|\btheory\b", re.I)),
)


def section_kind(title: str) -> Kind | None:
    """The kind that a section's title gives to the questions under it; None when it says none."""
    for kind, pattern in _SECTION_KINDS:
        if pattern.search(title):
            return kind
    return None
