"""What an answer said, as verdicts with evidence. Field for field the `coverage` part of the report."""

from dataclasses import dataclass
from typing import Literal

from voicedrill.transcript import Quote


@dataclass(frozen=True)
class PointVerdict:
    """Whether a talking point was made. ``score``: chance (0 to 1) that a coach would tick it."""

    id: str
    text: str
    weight: float
    must: bool
    status: Literal["covered", "partial", "missed"]
    score: float
    evidence: Quote | None


@dataclass(frozen=True)
class Judged:
    """What another judge than the embedded one says of a question's points, in their order.

    None stands where it gave no verdict that it could prove: the embedded judge then has the word.
    """

    judge: str
    points: tuple[PointVerdict | None, ...]


@dataclass(frozen=True)
class BeatVerdict:
    """One beat of the framework. ``share``: its part of the answer's time, None when untimed or absent."""

    beat: str
    present: bool
    share: float | None
    spans: tuple[Quote, ...]


@dataclass(frozen=True)
class FactVerdict:
    """Whether a fact was said right. ``said``: what was said instead, when misstated."""

    text: str
    status: Literal["stated", "misstated", "absent"]
    said: str | None
    evidence: Quote | None


@dataclass(frozen=True)
class RedFlagVerdict:
    """Whether a pattern that loses points is there."""

    text: str
    present: bool
    evidence: Quote | None


@dataclass(frozen=True)
class Coverage:
    """All of it, and who judged. ``score``: weighted, partial counts half; None without points."""

    judge: str
    score: float | None
    points: tuple[PointVerdict, ...]
    beats: tuple[BeatVerdict, ...]
    facts: tuple[FactVerdict, ...]
    red_flags: tuple[RedFlagVerdict, ...]
