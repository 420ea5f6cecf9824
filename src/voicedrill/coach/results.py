"""What to do next, as values."""

from dataclasses import dataclass

from voicedrill.transcript import Quote


@dataclass(frozen=True)
class Advice:
    """One thing to change: what it is about, what to do, and the words that show it."""

    about: str
    say: str
    evidence: Quote | None


@dataclass(frozen=True)
class FollowUpAsked:
    """The follow-up that the answer left open, and why it is asked."""

    ask: str
    because: str
