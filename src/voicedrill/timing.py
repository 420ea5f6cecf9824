"""Spans of time. All times are seconds from the start of the recording."""

from dataclasses import dataclass
from typing import Literal

#: A silence of this length or more between words is a pause (Goldman-Eisler 1968).
SILENT_PAUSE_S = 0.25
#: A pause of this length or more is long.
LONG_PAUSE_S = 1.5


def clock(seconds: float) -> str:
    """A moment as people read it, rounded down as a player shows it: 75.4 is "1:15"."""
    whole = int(seconds)
    return f"{whole // 60}:{whole % 60:02d}"


@dataclass(frozen=True, order=True)
class TimeSpan:
    """A stretch of time, ``start <= end``.

    Raises ValueError when it would end before it starts.
    """

    start: float
    end: float

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise ValueError(f"a span cannot end ({self.end}) before it starts ({self.start})")

    @property
    def duration_s(self) -> float:
        """Length in seconds."""
        return self.end - self.start

    def overlap_s(self, other: "TimeSpan") -> float:
        """Seconds shared with ``other``; 0 when they only touch or lie apart."""
        return max(0.0, min(self.end, other.end) - max(self.start, other.start))


@dataclass(frozen=True)
class Word:
    """One recognised word with its time. ``start`` and ``end`` are None in an untimed transcript.

    ``probability`` is the recogniser's own, 0 to 1, None when it gives none.
    """

    text: str
    start: float | None
    end: float | None
    probability: float | None = None


@dataclass(frozen=True)
class Pause:
    """A silent pause inside the answer.

    ``place``: inside a clause, or at the boundary of one. ``after_number``: it follows a number.
    """

    start: float
    end: float
    long: bool
    place: Literal["clause", "boundary"]
    after_number: bool

    @property
    def duration_s(self) -> float:
        """Length in seconds."""
        return self.end - self.start
