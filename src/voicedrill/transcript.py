"""What was said: the value that recognition hands to the judges of delivery and coverage."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from voicedrill.timing import Word

Timing = Literal["aligned", "engine", "none"]


@dataclass(frozen=True)
class FilledPause:
    """An um, uh or er, and who heard it.

    ``witness``: the recogniser's text, the sound itself, or both. Not ``certain``: possible, shown apart.
    """

    text: str
    start: float
    end: float
    witness: Literal["transcript", "acoustic", "both"]
    certain: bool


@dataclass(frozen=True)
class Repair:
    """A term of the deck's glossary, put where the recogniser wrote ``raw`` that sounds like it.

    ``first`` and ``last`` (both included) are its places in the transcript's words. Times as in `Word`.
    """

    raw: str
    term: str
    start: float | None
    end: float | None
    first: int
    last: int


@dataclass(frozen=True)
class Transcript:
    """Timed words of one answer, filled pauses included.

    ``timing`` says where the word times come from: forced alignment, the engine itself, or nowhere (then
    every word's times are None). ``filled_pauses`` is None when only the text was asked; else it holds all
    that the listeners found, those in ``words`` included. ``repairs``: terms that stand for other raw words.
    """

    engine: str
    model: str | None
    text: str
    timing: Timing
    words: tuple[Word, ...]
    filled_pauses: tuple[FilledPause, ...] | None = None
    repairs: tuple[Repair, ...] = ()


@dataclass(frozen=True)
class Quote:
    """Words of the transcript that prove a judgement. Times are None when the transcript has none."""

    quote: str
    start: float | None
    end: float | None


def quote(words: Sequence[Word], first: int, last: int) -> Quote:
    """The words ``first`` to ``last`` (both included) as evidence. Raises IndexError outside the words."""
    return Quote(
        quote=" ".join(word.text for word in words[first : last + 1]),
        start=words[first].start,
        end=words[last].end,
    )
