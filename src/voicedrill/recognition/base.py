"""What every recogniser takes and gives: the port that engines plug into."""

from dataclasses import dataclass
from typing import Protocol

from voicedrill.audio.clips import Samples
from voicedrill.decks.model import GlossaryTerm
from voicedrill.timing import Word


@dataclass(frozen=True)
class Hints:
    """What may help an engine to hear right: terms of the field that the answer may hold."""

    terms: tuple[GlossaryTerm, ...] = ()


@dataclass(frozen=True)
class Heard:
    """What an engine heard in one cut.

    ``words``: the same words with times from the start of the cut; None when the engine gives no times.
    """

    text: str
    words: tuple[Word, ...] | None = None


class Recogniser(Protocol):
    """Speech to text, one cut at a time. A recogniser belongs to one thread at a time."""

    @property
    def name(self) -> str:
        """The engine's name in the registry."""

    @property
    def model(self) -> str | None:
        """Which weights it runs."""

    def transcribe(self, samples: Samples, hints: Hints) -> Heard:
        """The words in ``samples`` (16 kHz mono, one cut of at most some 12 s).

        Empty text when there are none. Raises EngineError.
        """

    def close(self) -> None:
        """Free the weights. Calling it again does nothing."""
