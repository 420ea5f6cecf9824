"""How an answer was said, as numbers. Field for field the `delivery` part of the report."""

from dataclasses import dataclass
from typing import Literal

from voicedrill.timing import Pause
from voicedrill.transcript import Quote


@dataclass(frozen=True)
class Length:
    """The answer's length against the question's band (seconds, both ends included)."""

    target_s: tuple[float, float]
    verdict: Literal["short", "on-target", "long"]


@dataclass(frozen=True)
class PaceWindow:
    """Speech rate in one window of the answer."""

    start: float
    end: float
    wpm: float


@dataclass(frozen=True)
class Filler:
    """One filled pause or discourse filler. ``start`` and ``end`` are None without timing."""

    text: str
    kind: Literal["filled-pause", "discourse"]
    start: float | None
    end: float | None
    witness: Literal["transcript", "acoustic", "both"]
    certain: bool


@dataclass(frozen=True)
class RateRange:
    """A rate that the recogniser may have missed a part of, per minute."""

    low: float
    high: float


@dataclass(frozen=True)
class Voice:
    """Fundamental frequency: its median and its spread (semitones, 10th to 90th percentile)."""

    pitch_median_hz: float
    pitch_spread_semitones: float


@dataclass(frozen=True)
class Wording:
    """Hedges and apologies with where they stand; how often I and we."""

    hedges: tuple[Quote, ...]
    apologies: tuple[Quote, ...]
    i_count: int
    we_count: int


@dataclass(frozen=True)
class Recital:
    """Likeness to the script: share of the answer's trigrams found there; longest common run, words."""

    overlap: float
    longest_run: int


@dataclass(frozen=True)
class Delivery:
    """All of it. What does not apply is None, never 0."""

    first_word_s: float | None
    answer_s: float | None
    phonation_s: float | None
    word_count: int
    length: Length | None
    speech_rate_wpm: float | None
    articulation_rate_wpm: float | None
    pace: tuple[PaceWindow, ...]
    pauses: tuple[Pause, ...]
    fillers: tuple[Filler, ...]
    filled_pauses_per_min: RateRange | None
    discourse_fillers_per_min: float | None
    voice: Voice | None
    wording: Wording
    recital: Recital | None

    @property
    def silence_share(self) -> float | None:
        """The part of the answer that is silent pauses, 0 to 1; None without times or words."""
        if not self.answer_s or self.phonation_s is None:
            return None
        return 1 - self.phonation_s / self.answer_s
