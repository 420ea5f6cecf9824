"""The small headings of a playbook that say what stands below them, by families of words."""

import re
from enum import Enum, auto

from voicedrill.decks.importers.document import Block
from voicedrill.decks.importers.phrases import any_of
from voicedrill.decks.importers.prep_sheet.families import story_beat

#: A heading that is a mark has at most so many characters.
_LONGEST_MARK = 90


class Mark(Enum):
    """What the text below a small heading is."""

    VERIFIED = auto()
    USE_FOR = auto()
    DRAFT = auto()
    BEAT = auto()
    VERIFY = auto()
    FOLLOW_UPS = auto()
    ASKING = auto()
    GREAT = auto()
    RED_FLAGS = auto()
    PREP = auto()
    PROMPT = auto()
    PROBE = auto()
    SCRIPT = auto()
    REQUIREMENT = auto()
    WHY_ASK = auto()
    FRAMEWORK = auto()
    PHRASES = auto()
    DAYS = auto()
    MILESTONE = auto()
    WHY_IT_WORKS = auto()
    FOCUS = auto()


_MARKS: tuple[tuple[Mark, re.Pattern[str]], ...] = (
    (
        Mark.PROMPT,
        any_of(
            r"^(?:practi[cs]e|stress[- ]?test|rehearse|drill) (?:it |this )?"
            r"with (?:an? )?(?:ai|chatgpt|claude)\b"
        ),
    ),
    (
        Mark.VERIFY,
        any_of(
            r"^before (?:you |your )?(?:use|using|tell\w*|interview)\b.{0,20}\b(?:story|script)\b",
            r"^before you use\b",
            r"^(?:to )?(?:verify|fill in|check)(?: first| before\b.*)?$",
        ),
    ),
    (
        Mark.USE_FOR,
        any_of(r"^(?:use (?:this|it|story)|best used|works|good) (?:story )?for\b", r"^answers these\b"),
    ),
    (
        Mark.VERIFIED,
        any_of(
            r"^(?:from (?:your )?r[eé]sum[eé]|from your cv|verified|what we know)\b",
            r"^(?:the )?(?:facts|anchor) (?:from|we know|in) ",
        ),
    ),
    (Mark.DRAFT, any_of(r"^draft\b", r"^plausible story\b", r"^your draft\b")),
    (
        Mark.FOLLOW_UPS,
        any_of(r"\bfollow[- ]?ups?\b(?: questions?)?(?:\b|$)", r"^what they(?:['’]ll| will) ask next\b"),
    ),
    (
        Mark.PROBE,
        any_of(
            r"^why (?:interviewers|they|the panel|he|she)(?: will| may| might|['’]ll)? "
            r"(?:probe|push|dig|worry|raise)\b"
        ),
    ),
    (
        Mark.ASKING,
        any_of(
            r"^what (?:they(?:['’]re| are)|the interviewer is|it(?:['’]s| is)) (?:really |actually )?"
            r"(?:asking|testing|after|looking for|assessing)\W*$",
            r"^what(?:['’]s| is) (?:really )?(?:being )?(?:asked|tested|assessed)\b",
            r"^behind the question\b",
            r"^the real question\b",
        ),
    ),
    (
        Mark.GREAT,
        any_of(
            r"^what (?:a )?(?:great|good|strong|excellent)(?: answers?)? "
            r"(?:looks?|sounds?|includes?|holds?|does)\b",
            r"^(?:a )?(?:strong|great) answers?\b",
            r"^(?:signs of a )?(?:strong|great) answer\b",
        ),
    ),
    (
        Mark.RED_FLAGS,
        any_of(
            r"^red flags?\b",
            r"^(?:what|things) to avoid\b",
            r"^(?:pitfalls|what fails|weak answers?)\b",
            r"^where candidates (?:fail|fall)\b",
        ),
    ),
    (
        Mark.PREP,
        any_of(
            r"^(?:your|how to) prep(?:are|aration)?\b$",
            r"^your prep$",
            r"^your angle\b",
            r"^how to prepare\b",
        ),
    ),
    (
        Mark.SCRIPT,
        any_of(
            r"^(?:your |the )?(?:bridge |gap )?script\b", r"^what to say\b", r"^say (?:this|it like this)\b"
        ),
    ),
    (Mark.REQUIREMENT, any_of(r"^re$", r"^(?:requirement|the requirement|jd says)$")),
    (Mark.WHY_ASK, any_of(r"^why (?:they|interviewers) ask\b", r"^why (?:this|it) is asked\b")),
    (
        Mark.FRAMEWORK,
        any_of(r"^(?:the |a |your |answer )?framework$", r"^how to (?:structure|frame) (?:it|your answer)\b"),
    ),
    (Mark.PHRASES, any_of(r"^(?:phrases|lines|words) (?:that work|to use|that help)\b")),
    (
        Mark.DAYS,
        any_of(
            r"^days?\s*\d+\s*(?:-|–|—|to)\s*\d+",
            r"^(?:first|next|last|final|second|third) (?:30|thirty) days\b",
            r"^(?:30|60|90) days$",
        ),
    ),
    (Mark.MILESTONE, any_of(r"^(?:my |the |your )?milestones?\b", r"^(?:success|done) (?:looks|means)\b")),
    (Mark.WHY_IT_WORKS, any_of(r"^why (?:it|this) works\b", r"^why ask (?:it|this)\b")),
    (Mark.FOCUS, any_of(r"^focus$")),
)
_SYMBOLS = re.compile(r"^[\W\d_]+(?=[^\W\d_])")
#: "SITUATION VERIFY", "RESULT FROM RESUME", "ACTION (draft)", "RESULT ✓ Anchor here".
_BEAT = re.compile(
    r"^(?P<beat>situation|context|task|role|challenge|actions?|approach|results?|outcome|impact|reflection|"
    r"lessons?(?: learned)?)"
    r"\W*(?P<state>verify|from r[eé]sum[eé]|draft|verified|you fill in|anchor here|confirmed)?\W*$",
    re.IGNORECASE,
)


def bare(text: str) -> str:
    """A heading without the symbols before it and the colon after it."""
    return (
        _SYMBOLS.sub("", text).strip().rstrip(":").strip() if not text[:4].strip().isdigit() else text.strip()
    )


def mark_of(block: Block) -> Mark | None:
    """What a block says of the text below it, or after its colon; None for text itself."""
    if block.kind == "paragraph" and block.lead and block.rest:
        return _mark_of_text(block.lead)
    if block.kind not in ("heading", "paragraph", "item") or len(block.text) > _LONGEST_MARK:
        return None
    if block.kind == "item" and block.marker in ("-", "*", "+") and not block.text.isupper():
        return None
    if block.text[:1] in "\"“'" or block.text[-1:] in ".!?,;":
        return None
    return _mark_of_text(block.text)


def _mark_of_text(text: str) -> Mark | None:
    text = bare(text)
    if _BEAT.match(text):
        return Mark.BEAT
    return next((mark for mark, pattern in _MARKS if pattern.search(text)), None)


def beat_name(text: str) -> str:
    """The beat of STAR that a heading such as "RESULT FROM RESUME" names."""
    match = _BEAT.match(bare(text))
    return (story_beat(match["beat"]) if match else None) or "situation"


def is_asserted(text: str) -> bool:
    """Whether the beat below the heading is said to be known from the résumé."""
    match = _BEAT.match(bare(text))
    return bool(match and match["state"] and re.match(r"from|verified|confirmed", match["state"], re.I))
