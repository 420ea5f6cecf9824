"""Labels inside the sections of a prep sheet, by what they are for: families of words, never whole titles."""

from collections.abc import Iterable

from voicedrill.decks.importers.labels import beat_of
from voicedrill.decks.importers.phrases import any_of

#: What is to be said.
SAY = any_of(
    r"\b(?:say|script|answer|respon[ds]e?|reply|line|position|frame|honest|pitch)\b",
    r"\byour (?:edge|honesty|words)\b",
    r"\bask for\b",
    r"^a$",
)
#: A pitch among other things.
PITCH = any_of(
    r"\bpitch\b", r"\bopening\b", r"\bopener\b", r"\bintro\w*\b", r"\bmain story\b", r"\belevator\b"
)
#: Questions that interviewers ask about an area.
ASKS = any_of(
    r"\bquestions?\b.{0,25}\b(?:they|ask|asked|expect|likely|interviewers?)\b",
    r"\b(?:likely|probable|expected|possible|probing|drill) (?:down )?questions?\b",
    r"\bthey(?:['’]ll| will| may| might| could)? ask\b",
    r"^(?:q ?& ?a|q/a|questions|expect)\b",
)
FOLLOW_UPS = any_of(r"\bfollow[- ]?ups?\b")
WHY = any_of(
    r"^why\b",
    r"\brelevance\b",
    r"\bmatters\b",
    r"\bwhat they(?:['’]re| are) (?:really )?(?:asking|testing)\b",
)
#: What the speaker has not done: worth knowing, not worth saying.
NOT_DONE = any_of(
    r"\bhaven['’]?t\b",
    r"\bhave not\b",
    r"\bnot (?:yet )?(?:done|know|built|used)\b",
    r"\bdon['’]t (?:know|have)\b",
    r"\bmissing\b",
    r"\bnever\b",
    r"\black",
)
AVOID = any_of(
    r"\bavoid\b",
    r"\b(?:do not|don['’]t|never|not to) say\b",
    r"\bred flags?\b",
    r"\bpitfalls?\b",
    r"\btraps?\b",
)
GAP = any_of(r"^(?:gap|concern|weakness|objection|doubt|challenge)\s*\d*$")
STORY = any_of(r"^story\b", r"^(?:example|project)$")
USE_FOR = any_of(
    r"\buse (?:it |this )?(?:story )?for\b", r"\bgood for\b", r"\banswers\b", r"\balso (?:works|fits) for\b"
)
QUESTION = any_of(r"^(?:q|question|they ask|asked|prompt)\s*\d*$")
#: What the speaker did, named by nothing else.
OWN_WORK = any_of(r"^what (?:you|i)\b", r"^(?:your|my) (?:work|experience)")

_CHALLENGE = any_of(r"^(?:the |main |key )?(?:challenges?|problems?|obstacles?|complications?)$")
#: Labels of a story's lines, beside those of `labels.beat_of`.
_BEATS = (
    (
        "lesson",
        any_of(
            r"\b(?:lessons?|learn\w*|take-?aways?|philosophy|insight|reflection|hindsight|differently|principle)\b"
        ),
    ),
    (
        "task",
        any_of(
            r"\b(?:my|our|the) (?:role|task|job|goal|position|part|stake|charge|mandate)\b",
            r"^(?:role|goal|position|objective|mandate|constraints?|tension|stakes?)\b",
        ),
    ),
    (
        "action",
        any_of(
            r"\b(?:approach|actions?|steps|execution|solution|strategy)\b",
            r"^(?:how|design|plan|decisions?|moves?|what (?:i|we) (?:did|built|changed))\b",
        ),
    ),
    ("result", any_of(r"\b(?:results?|outcomes?|impact|effects?|metrics?|numbers|after(?:wards)?|payoff)\b")),
    ("situation", any_of(r"\b(?:situation|context|background|setting|problem|trigger|before|where|when)\b")),
)
#: Labels that say no more than the beat itself does: they are not repeated in its notes.
PLAIN_BEAT = any_of(
    r"^(?:my |the |our )?(?:situation|context|background|task|role|approach|actions?|results?)$",
    r"^(?:my |the |our )?(?:outcomes?|impact|lessons?(?: learned)?|learning)$",
)
_DESIGN = (
    (
        "clarify",
        any_of(
            r"\bclarif|\bestimat",
            r"\b(?:requirements?|scope|assumptions?|constraints|challenges|questions (?:first|to ask))\b",
        ),
    ),
    (
        "trade-offs",
        any_of(r"\btrade-?\s?offs?\b", r"\b(?:alternatives?|pros|what i rejected|failure modes)\b"),
    ),
    ("deep dive", any_of(r"\bdeep[- ]?dives?\b", r"\b(?:details?|bottlenecks?|scal(?:e|ing)|hard parts?)\b")),
    (
        "high level",
        any_of(
            r"\bhigh[- ]level\b",
            r"\b(?:design|architecture|components?|overview|api|data (?:model|flow)|building blocks)\b",
            r"^(?:the |your )?(?:plan|solution|structure)\b",
        ),
    ),
)
#: The order in which the beats are told.
STORY_ORDER = ("situation", "task", "action", "result", "lesson")
DESIGN_ORDER = ("clarify", "high level", "deep dive", "trade-offs")


def story_beat(label: str, told: Iterable[str] = ()) -> str | None:
    """The beat of STAR with lesson that a label tells, under whatever name; ``told``: the beats before it.

    A challenge opens a story, or is what its teller was up against.
    """
    if _CHALLENGE.match(label):
        return "task" if any(told) else "situation"
    return beat_of(label) or next((beat for beat, pattern in _BEATS if pattern.search(label)), None)


def design_beat(label: str) -> str | None:
    """The beat of the system design framework that a label tells."""
    return next((beat for beat, pattern in _DESIGN if pattern.search(label)), None)
