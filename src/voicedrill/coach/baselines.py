"""A speaker's own usual: what an answer is compared with beside the bands for everybody.

After `ENOUGH` answers the median and the 10th to 90th percentile of the last `LATEST` say what is usual; both
are robust, so that one odd answer moves them little. Answers to like questions are compared with each other
where there are enough of them (`group_of`). Length is compared only then: a pitch is no short design.
docs/progress.md gives the formulas.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from voicedrill.delivery.results import Delivery

#: Answers from which on anything is called usual, and how many of the latest say what it is.
ENOUGH = 10
LATEST = 30
#: The part of one's own answers that lies inside the band: from this percentile to that.
LOW, HIGH = 0.10, 0.90

#: Kinds of question whose answers are told alike. A kind that stands nowhere is a group of its own.
GROUPS = (
    frozenset({"behavioural", "culture"}),
    frozenset({"technical", "coding"}),
    frozenset({"gap", "curveball"}),
    frozenset({"pitch", "compensation", "ask-them"}),
)

Place = Literal["below", "usual", "above"]


@dataclass(frozen=True)
class Measured:
    """What of an answer is compared. None: not known.

    ``answer_s`` seconds, ``speech_rate_wpm`` words a minute, ``silence_share`` 0 to 1, the others per minute;
    filled pauses are those that were surely heard.
    """

    kind: str | None
    answer_s: float | None = None
    speech_rate_wpm: float | None = None
    silence_share: float | None = None
    long_pauses_per_min: float | None = None
    filled_pauses_per_min: float | None = None


#: Fields of `Measured` that are compared, in the order in which they are shown.
COMPARED = (
    "answer_s",
    "speech_rate_wpm",
    "silence_share",
    "long_pauses_per_min",
    "filled_pauses_per_min",
)


@dataclass(frozen=True)
class OwnBand:
    """One's own usual in one measure: the median, and the 10th to 90th percentile of ``answers`` answers."""

    low: float
    median: float
    high: float
    answers: int


@dataclass(frozen=True)
class Usual:
    """One's own usual. ``kinds``: of these kinds of question; empty when it is of all kinds together."""

    kinds: tuple[str, ...]
    bands: dict[str, OwnBand]


@dataclass(frozen=True)
class Compared:
    """One measure of an answer beside one's own usual, in the units of `Measured`.

    ``place``: below or above the band from ``low`` to ``high``, or usual; both ends belong to the band.
    ``answers``: how many earlier ones the band is of.
    """

    measure: str
    value: float
    low: float
    median: float
    high: float
    place: Place
    answers: int


@dataclass(frozen=True)
class Comparison:
    """An answer beside one's own usual. ``kinds``: of these kinds of question; empty: of all together."""

    kinds: tuple[str, ...]
    compared: tuple[Compared, ...]

    def of(self, measure: str) -> Compared | None:
        """One measure, by its name in `Measured`."""
        return next((one for one in self.compared if one.measure == measure), None)


def group_of(kind: str | None) -> frozenset[str]:
    """The kinds of question whose answers are told like those to ``kind``, itself among them."""
    if kind is None:
        return frozenset()
    return next((group for group in GROUPS if kind in group), frozenset({kind}))


def usual(rows: Sequence[Measured], kind: str | None = None) -> Usual | None:
    """What is usual among earlier answers (the latest last) for a question of ``kind``; None of too few.

    Of like kinds where there are `ENOUGH`, else of all, and then without length. A measure that is known of
    fewer than `ENOUGH` of the latest `LATEST` answers has no band.
    """
    group = group_of(kind)
    alike = [row for row in rows if row.kind in group]
    if len(alike) >= ENOUGH:
        return _usual_of(alike[-LATEST:], tuple(sorted(group)), COMPARED)
    return _usual_of(rows[-LATEST:], (), [name for name in COMPARED if name != "answer_s"])


def compare(own: Usual, delivery: "Delivery") -> tuple[Compared, ...]:
    """The measures of an answer that have a value and a band, in the order of `COMPARED`."""
    measures = measured(None, delivery)
    compared = []
    for name in COMPARED:
        value, band = getattr(measures, name), own.bands.get(name)
        if value is not None and band is not None:
            where = place(value, band.low, band.high)
            compared.append(Compared(name, value, band.low, band.median, band.high, where, band.answers))
    return tuple(compared)


def comparison(rows: Sequence[Measured], kind: str | None, delivery: "Delivery") -> Comparison | None:
    """An answer to a question of ``kind`` beside earlier ones (the latest last); None of too few."""
    own = usual(rows, kind)
    compared = compare(own, delivery) if own else ()
    return Comparison(own.kinds, compared) if own and compared else None


def measured(kind: str | None, delivery: "Delivery") -> Measured:
    """What of an answer is compared."""
    answer_s = delivery.answer_s
    if not answer_s or delivery.word_count == 0:
        return Measured(kind)
    # Without times of sound there are no pauses to count, and none is not the same as not known.
    timed = delivery.phonation_s is not None
    filled = delivery.filled_pauses_per_min
    return Measured(
        kind,
        answer_s=answer_s,
        speech_rate_wpm=delivery.speech_rate_wpm,
        silence_share=delivery.silence_share,
        long_pauses_per_min=sum(p.long for p in delivery.pauses) * 60 / answer_s if timed else None,
        filled_pauses_per_min=filled.low if filled else None,
    )


def place(value: float, low: float, high: float) -> Place:
    """Where ``value`` lies: both ends belong to the band."""
    return "below" if value < low else "above" if value > high else "usual"


def own_band(values: Sequence[float]) -> OwnBand | None:
    """The median and the 10th to 90th percentile; None of fewer than `ENOUGH` values."""
    if len(values) < ENOUGH:
        return None
    ordered = sorted(values)
    low, median, high = (quantile(ordered, share) for share in (LOW, 0.5, HIGH))
    return OwnBand(low, median, high, len(ordered))


def quantile(ordered: Sequence[float], share: float) -> float:
    """The value under which ``share`` (0 to 1) of the ascending values lie, between two of them by a line.

    Hyndman and Fan 1996, type 7. Raises ValueError of no values.
    """
    if not ordered:
        raise ValueError("no values")
    place_in = share * (len(ordered) - 1)
    below = int(place_in)
    above = min(below + 1, len(ordered) - 1)
    # Written so that it never leaves the two values by rounding.
    return min(ordered[above], ordered[below] + (ordered[above] - ordered[below]) * (place_in - below))


def _usual_of(rows: Sequence[Measured], kinds: tuple[str, ...], names: Sequence[str]) -> Usual | None:
    bands = {}
    for name in names:
        band = own_band([value for row in rows if (value := getattr(row, name)) is not None])
        if band:
            bands[name] = band
    return Usual(kinds, bands) if bands else None
