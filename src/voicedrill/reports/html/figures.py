"""The numbers of the delivery as a page shows them: name, value, what to compare it with, and a scale. Pure.

The bands are those by which advice is given and progress is drawn (docs/metrics.md); the reader compares, no
verdict is added.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from voicedrill.coach.delivery_advice import Bands
from voicedrill.coach.progress.measures import MEASURES
from voicedrill.delivery.results import Delivery, Filler
from voicedrill.reports.model import Report
from voicedrill.timing import clock
from voicedrill.transcript import Quote

_LENGTH_WORDS = {"short": "shorter than asked", "on-target": "as long as asked", "long": "longer than asked"}
_KNOWN = {measure.key: measure for measure in MEASURES}


@dataclass(frozen=True)
class Gauge:
    """A scale, all in percent of its width: the band from ``low``, ``width`` wide; the number ``at``.

    ``upto``: of a number that is known as a range, its upper end.
    """

    low: float
    width: float
    at: float
    upto: float | None = None


@dataclass(frozen=True)
class Figure:
    """One number. ``aim``: the band in words; ``how``: what it is; ``places``: where to hear it."""

    name: str
    value: str
    unit: str = ""
    aim: str = ""
    how: str = ""
    gauge: Gauge | None = None
    places: tuple[Quote, ...] = ()


def figures(report: Report) -> tuple[Figure, ...]:
    """What is known of how it was said; what has no value is left out."""
    delivery = report.delivery
    if not delivery.word_count:
        return ()
    return tuple(
        figure
        for part in (_length, _pace, _filled, _discourse, _silence, _hedges, _apologies, _persons, _pitch)
        for figure in part(delivery)
    )


def gauge(
    value: float,
    scale: tuple[float, float],
    band: tuple[float | None, float | None],
    upto: float | None = None,
) -> Gauge:
    """``value`` (to ``upto``) on ``scale`` with ``band``, whose open ends are the scale's."""
    bottom, top = scale

    def place(number: float) -> float:
        return round(100 * min(max((number - bottom) / (top - bottom), 0.0), 1.0), 1)

    low = place(bottom if band[0] is None else band[0])
    high = place(top if band[1] is None else band[1])
    end = None if upto is None or upto <= value else place(upto)
    return Gauge(low, round(high - low, 1), place(value), end)


def _length(delivery: Delivery) -> Iterator[Figure]:
    if delivery.answer_s is None:
        return
    how = "from your first word to your last"
    if delivery.length is None:
        yield Figure("Length", clock(delivery.answer_s), how=how)
        return
    low, high = delivery.length.target_s
    drawn = gauge(delivery.answer_s, (0.0, max(high * 1.5, delivery.answer_s)), (low, high))
    aim = f"{clock(low)} to {clock(high)} asked for"
    yield Figure("Length", clock(delivery.answer_s), _LENGTH_WORDS[delivery.length.verdict], aim, how, drawn)


def _pace(delivery: Delivery) -> Iterator[Figure]:
    rate = delivery.speech_rate_wpm
    if rate is None:
        return
    known = _KNOWN["speech_rate_wpm"]
    low, high = known.good or (None, None)
    how = "words over the whole answer, pauses included"
    if delivery.articulation_rate_wpm is not None:
        how += f"; {delivery.articulation_rate_wpm:.0f} without the pauses"
    drawn = gauge(rate, known.scale, (low, high))
    yield Figure("Pace", f"{rate:.0f}", "words a minute", f"{low} to {high} is easy to follow", how, drawn)


def _filled(delivery: Delivery) -> Iterator[Figure]:
    rate = delivery.filled_pauses_per_min
    found = [filler for filler in delivery.fillers if filler.kind == "filled-pause"]
    if rate is None and not found:
        return
    counted = _counted([filler for filler in found if filler.certain]) or "none heard"
    possible = sum(not filler.certain for filler in found)
    how = counted + (f", {possible} more possible" if possible else "")
    if rate is None:
        yield Figure("Um and uh", str(len(found)), how=how, places=_places(found))
        return
    known = _KNOWN["filled_pauses_per_min"]
    limits = Bands()
    low, high = f"{rate.low:.1f}", f"{rate.high:.1f}"
    value = low if low == high else f"{low} to {high}"
    drawn = gauge(rate.low, (0.0, limits.filled_bad), (None, limits.filled_fine), rate.high)
    good = known.good[1] if known.good else None
    aim = f"up to {good} is good, up to {limits.filled_fine:.0f} is fine"
    yield Figure("Um and uh", value, "a minute", aim, how, drawn, _places(found))


def _discourse(delivery: Delivery) -> Iterator[Figure]:
    rate = delivery.discourse_fillers_per_min
    found = [filler for filler in delivery.fillers if filler.kind == "discourse"]
    if rate is None and not found:
        return
    how = _counted(found) or "none heard"
    if rate is None:
        yield Figure("Filler words", str(len(found)), how=how, places=_places(found))
        return
    limits = Bands()
    drawn = gauge(rate, (0.0, limits.filled_bad), (None, limits.discourse_fine))
    aim = f"up to {limits.discourse_fine:.0f} is fine"
    yield Figure("Filler words", f"{rate:.1f}", "a minute", aim, how, drawn, _places(found))


def _silence(delivery: Delivery) -> Iterator[Figure]:
    if not delivery.answer_s or delivery.phonation_s is None:
        return
    known = _KNOWN["silence_share"]
    share = 1 - delivery.phonation_s / delivery.answer_s
    long = [pause for pause in delivery.pauses if pause.long]
    how = f"{len(delivery.pauses)} pauses of a quarter of a second and more"
    if long:
        how += f", {len(long)} of them long"
    low, high = known.good or (None, None)
    aim = f"{low:.0%} to {high:.0%} is usual" if low is not None and high is not None else ""
    places = tuple(Quote(f"{pause.duration_s:.1f} s", pause.start, pause.end) for pause in long)
    yield Figure(
        "Silence", f"{share:.0%}", "of the answer", aim, how, gauge(share, known.scale, (low, high)), places
    )


def _hedges(delivery: Delivery) -> Iterator[Figure]:
    hedges = delivery.wording.hedges
    if not hedges:
        return
    limits = Bands()
    how = "such as “I think” or “maybe”: keep those that you mean"
    if not delivery.answer_s:
        yield Figure("Hedges", str(len(hedges)), how=how, places=hedges)
        return
    rate = 60 * len(hedges) / delivery.answer_s
    drawn = gauge(rate, (0.0, 3 * limits.hedges), (None, limits.hedges))
    aim = f"up to {limits.hedges:.0f} a minute is fine"
    yield Figure("Hedges", str(len(hedges)), f"({rate:.1f} a minute)", aim, how, drawn, hedges)


def _apologies(delivery: Delivery) -> Iterator[Figure]:
    apologies = delivery.wording.apologies
    if apologies:
        yield Figure("Apologies", str(len(apologies)), how="correct yourself and go on", places=apologies)


def _persons(delivery: Delivery) -> Iterator[Figure]:
    wording = delivery.wording
    value = f"{wording.i_count} and {wording.we_count}"
    yield Figure("“I” and “we”", value, how="counted with their contractions; no number of them is right")


def _pitch(delivery: Delivery) -> Iterator[Figure]:
    if delivery.voice:
        spread = f"moving over {delivery.voice.pitch_spread_semitones:.1f} semitones; shown, not graded"
        yield Figure("Pitch", f"{delivery.voice.pitch_median_hz:.0f}", "Hz in the middle", how=spread)


def _counted(fillers: Sequence[Filler]) -> str:
    counts = Counter(filler.text.lower() for filler in fillers).most_common(8)
    return ", ".join(f"{word} ×{count}" if count > 1 else word for word, count in counts)


def _places(fillers: Sequence[Filler]) -> tuple[Quote, ...]:
    texts = ((filler, filler.text if filler.certain else f"{filler.text}?") for filler in fillers)
    return tuple(Quote(text, filler.start, filler.end) for filler, text in texts)
