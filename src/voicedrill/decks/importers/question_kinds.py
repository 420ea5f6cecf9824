"""What kind of question it is and how hard, from its words and from the title it stands under."""

import re

from voicedrill.decks.model import Difficulty, Kind

_DIFFICULTY = re.compile(
    r"\s*[\[(]\s*(?:[^\[\]()]{1,60}[,;|/·]\s*)?\b(?:difficulty\s*[:=-]\s*)?(?P<level>easy|medium|hard|beginner|"
    r"intermediate|advanced|junior|senior)\b\s*[\])]\s*$",
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


def difficulty_of(text: str) -> Difficulty | None:
    """The level that a question carries at its end: "(hard)"; or that a cell or label holds: "Hard"."""
    match = _DIFFICULTY.search(text)
    word = match["level"] if match else text.strip(" .:[]()").split(" ")[0]
    return _LEVELS.get(word.casefold())


def without_level(text: str) -> str:
    """The text without the level at its end."""
    return _DIFFICULTY.sub("", text)


_KINDS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    (
        "compensation",
        re.compile(
            r"\bsalar(?:y|ies)\b|\bcompensation\b|\bpay (?:expect|range)|\bexpected (?:pay|package)\b|"
            r"\bnotice period\b|\bcounter-?offer",
            re.I,
        ),
    ),
    (
        "pitch",
        re.compile(
            r"\b(?:tell|talk).{0,12}\babout (?:yourself|your background|you)\b[^,]{0,12}$|"
            r"\bintroduce yourself\b|\bwalk (?:me|us) through your (?:resume|résumé|cv|background|"
            r"career)",
            re.I,
        ),
    ),
    (
        "behavioural",
        re.compile(
            r"\b(?:tell|give|share|describe|talk|recall|think|walk|discuss)\b.{0,40}\b(?:a|an|one|any|"
            r"another|the last|the first|your last|some|most)\b.{0,40}\b(?:time|situation|example|"
            r"instance|occasion|experience|project|conflict|mistake|failure|challenge|achievement|"
            r"accomplishment|decision|disagreement|moment|story)\b"
            r"|\bhave you ever\b|\bwhen (?:have|did) you\b|\bwhat did you (?:do|learn)\b",
            re.I,
        ),
    ),
    (
        "system-design",
        re.compile(
            r"^(?:please\s+)?(?:design|architect)\b|\b(?:would|do|can|could|might|should) (?:you|"
            r"we) (?:design|architect)\b|\bsystem design\b",
            re.I,
        ),
    ),
    (
        "coding",
        re.compile(
            r"^(?:please\s+)?(?:write|implement|code|reverse|find|given an? (?:array|string|list|"
            r"binary|tree|linked|matrix|integer|number|sorted))\b",
            re.I,
        ),
    ),
    (
        "culture",
        re.compile(
            r"\bwhy (?:do you want|are you interested|this (?:company|role|job|position|team)|us\b|"
            r"should we hire|did you apply|are you leaving|do you want to leave)|"
            r"\bour (?:values|culture|mission|company)\b|\bcompany culture\b|"
            r"\bwhat (?:motivates|drives) you\b|\bwork environment\b|\bwhat do you know about (?:us|our)\b",
            re.I,
        ),
    ),
    (
        "curveball",
        re.compile(
            r"\bif you were an? (?:animal|tree|fruit|colou?r|kitchen|superhero|car)\b|"
            r"\bhow many .{1,40} (?:fit|are there)\b|\bteach me something\b|\bdesert(?:ed)? island\b",
            re.I,
        ),
    ),
    (
        "gap",
        re.compile(
            r"\b(?:gap|break) in your\b|\byou (?:lack|have no|don['’]t have|haven['’]t)\b|"
            r"\bwhy (?:is there|were you) .{0,30}(?:gap|laid off|fired)\b",
            re.I,
        ),
    ),
)


#: What is asked about the person, and not about the matter.
_PERSONAL = re.compile(
    r"\b(?:your|yourself|you['’]ve)\b|\b(?:are|were|have|did) you\b|\byou (?:like|enjoy|prefer|want)\b"
    r"|\byou\b.{0,30}\b(?:stress|conflicts?|pressure|feedback|criticism|failure|difficult|"
    r"people|disagreements?|deadlines?|priorit\w+|"
    r"colleagues?|co-?workers?|manager|boss|team|customers?|patients?|students?|parents?|"
    r"clients?|mistakes?)\b",
    re.I,
)


def kind_of(ask: str, fallback: Kind = "technical") -> Kind:
    """What kind of question the words make it; ``fallback`` when they do not say."""
    return _special_kind(ask) or (
        "behavioural" if _PERSONAL.search(ask) and fallback == "technical" else fallback
    )


def kind_in_section(ask: str, section: Kind | None) -> Kind:
    """What kind a question is under a section's title: the words first, where they are plain, then the
    title.
    """
    if section in ("ask-them", "gap"):
        return section
    return _special_kind(ask) or section or kind_of(ask)


def _special_kind(ask: str) -> Kind | None:
    return next((kind for kind, pattern in _KINDS if pattern.search(ask)), None)


_SECTION_KINDS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    (
        "ask-them",
        re.compile(
            r"\b(?:ask|questions?)\b.{0,30}\b(?:them|interviewers?|employer|company|us|hiring manager|"
            r"recruiter|panel|team|end of)\b|"
            r"^\W*(?:things |what )?(?:i (?:want|wish|would like) )?to (?:ask|know)\W*$|"
            r"^\W*(?:questions?|what) to ask\W*$|^\W*for (?:them|the (?:panel|team|interviewers?))\W*$|"
            r"^\W*(?:my|our|own) questions\W*$|^\W*ask \w+\W*$",
            re.I,
        ),
    ),
    ("system-design", re.compile(r"\bsystems? design\b|\barchitecture\b", re.I)),
    (
        "behavioural",
        re.compile(
            r"\bbehaviou?r|\bsoft skills?\b|\bleadership\b|\bsituational\b|\bstar\b|\bcompetenc|"
            r"\bteamwork\b|\bpersonal\b",
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
