"""The measures that are followed over time: their names, units and the bands for everybody.

The bands are those of docs/metrics.md. Inside ``good`` nothing is said of an answer, outside ``fine`` advice
is given; None where no study or guide gives a bound.
"""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from voicedrill.coach.delivery_advice import Bands

Band = tuple[float | None, float | None]


@dataclass(frozen=True)
class Measure:
    """One measure. ``scale``: the least range of its plots, so that small changes look small."""

    key: str
    label: str
    unit: str
    scale: tuple[float, float]
    good: Band | None = None
    fine: Band | None = None

    def worded(self, value: float) -> str:
        """A value as people read it, without its unit unless that is one sign."""
        if self.unit == "%":
            return f"{value * 100:.0f}%"
        if self.unit == "wpm":
            return f"{value:.0f}"
        return f"{value:.1f}"

    def span(self, low: float, high: float) -> str:
        """A band of values: "140 to 158", or one number where both ends read alike."""
        first, last = self.worded(low), self.worded(high)
        return first if first == last else f"{first} to {last}"

    def bound(self, value: float) -> str:
        """A bound of a band: 3, not 3.0."""
        return self.worded(value) if self.unit == "%" else f"{value:g}"

    @property
    def unit_words(self) -> str:
        """The unit after a number; empty where the number has it."""
        return {"%": "", "wpm": "words a minute", "/min": "a minute", "s": "s"}[self.unit]


MEASURES = (
    Measure("score", "points made", "%", (0.0, 1.0)),
    Measure("speech_rate_wpm", "pace", "wpm", (80.0, 220.0), (125, 170), (110, 185)),
    Measure("filled_pauses_per_min", "um and uh", "/min", (0.0, 8.0), (None, 3), (None, 5)),
    Measure("silence_share", "silence", "%", (0.0, 0.5), (0.12, 0.30), (None, 0.30)),
    Measure("on_target", "length on target", "%", (0.0, 1.0)),
    Measure("first_word_s", "time to first word", "s", (0.0, 5.0)),
)
BY_KEY = {measure.key: measure for measure in MEASURES}


def measures_with(bands: "Bands") -> tuple[Measure, ...]:
    """The measures with a speaker's own bounds of advice; what is good never lies outside them."""
    fine: dict[str, Band] = {
        "speech_rate_wpm": (bands.slow_wpm, bands.fast_wpm),
        "filled_pauses_per_min": (None, bands.filled_fine),
        "silence_share": (None, bands.most_silence),
    }
    return tuple(
        replace(measure, fine=fine[measure.key], good=_inside(measure.good, fine[measure.key]))
        if measure.key in fine
        else measure
        for measure in MEASURES
    )


def _inside(good: Band | None, fine: Band) -> Band | None:
    """The part of ``good`` that lies in ``fine``; None when there is none."""
    if good is None:
        return None
    lows = [low for low in (good[0], fine[0]) if low is not None]
    highs = [high for high in (good[1], fine[1]) if high is not None]
    low, high = max(lows, default=None), min(highs, default=None)
    return None if low is not None and high is not None and low >= high else (low, high)
