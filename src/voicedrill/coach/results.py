"""What to do next, as values."""

from dataclasses import dataclass
from typing import Literal

from voicedrill.transcript import Quote


@dataclass(frozen=True)
class Advice:
    """One thing to change: what it is about, what to do, and the words that show it."""

    about: str
    say: str
    evidence: Quote | None


@dataclass(frozen=True)
class Aim:
    """What a follow-up is after. ``id``: the point's id, the beat's name, the fact's text, or the words said.

    "subject": what the deck asks next, aimed at nothing that was missed.
    """

    kind: Literal["point", "fact", "beat", "quote", "role", "subject"]
    id: str | None = None


@dataclass(frozen=True)
class FollowUpAsked:
    """The follow-up that the answer left open, why it is asked, and what it is after."""

    ask: str
    because: str
    about: Aim | None = None
