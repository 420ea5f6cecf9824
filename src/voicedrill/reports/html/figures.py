"""The numbers of the delivery as a page shows them: name, value, what to compare it with, and a scale. Pure.

The bands are those by which advice is given and progress is drawn (docs/metrics.md); the reader compares, no
verdict is added.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from voicedrill.coach.baselines import Compared
from voicedrill.coach.delivery_advice import Bands
from voicedrill.coach.progress.measures import MEASURES
from voicedrill.delivery.results import Delivery, Filler
from voicedrill.reports.model import Report
from voicedrill.reports.usual_words import usual_words
from voicedrill.timing import clock
from voicedrill.transcript import Quote

_LENGTH_WORDS = {"short": "shorter than asked", "on-target": "as long as asked", "long": "longer than asked"}
_KNOWN = {measure.key: measure for measure in MEASURES}


@dataclass(frozen=True)
class Gauge:
    """A scale, all in percent of its width: the band from ``low``, ``width`` wide; the number ``at``.

    ``over``: of a number that is known as a range, how much further it reaches. ``own_low``, ``own_width``:
    the speaker's own usual, None where it is not known.
    """

    low: float
    width: float
    at: float
    over: float | None = None
    own_low: float | None = None
    own_width: float | None = None


@dataclass(frozen=True)
class Figure:
    """One number. ``aim``: the band in words; ``usual``: one's own; ``how``: what it is; ``places``: where to
    hear it.
    """

    name: str
    value: str
    unit: str = ""
    aim: str = ""
    usual: str = ""
    how: str = ""
    gauge: Gauge | None = None
    places: tuple[Quote, ...] = ()


def figures(report: Report, bands: Bands | None = None) -> tuple[Figure, ...]:
    """What is known of how it was said; what has no value is left out. ``bands``: one's own bounds."""
    if not report.delivery.word_count:
        return ()
    drawn = _Drawn(report, bands or Bands())
    parts = (
        drawn.length,
        drawn.pace,
        drawn.filled,
        drawn.discourse,
        drawn.silence,
        drawn.hedges,
        drawn.apologies,
        drawn.persons,
        drawn.pitch,
    )
    return tuple(figure for part in parts for figure in part())


def gauge(
    value: float,
    scale: tuple[float, float],
    band: tuple[float | None, float | None],
    upto: float | None = None,
    own: Compared | None = None,
) -> Gauge:
    """``value`` (to ``upto``) on ``scale`` with ``band``, whose open ends are the scale's."""
    bottom, top = scale

    def place(number: float) -> float:
        return round(100 * min(max((number - bottom) / (top - bottom), 0.0), 1.0), 1)

    low = place(bottom if band[0] is None else band[0])
    high = place(top if band[1] is None else band[1])
    at = place(value)
    over = None if upto is None or upto <= value else round(place(upto) - at, 1)
    if own is None:
        return Gauge(low, round(high - low, 1), at, over)
    usual = place(own.low)
    return Gauge(low, round(high - low, 1), at, over, usual, round(place(own.high) - usual, 1))


@dataclass(frozen=True)
class _Drawn:
    report: Report
    bands: Bands

    @property
    def delivery(self) -> Delivery:
        return self.report.delivery

    def _own(self, measure: str) -> Compared | None:
        return self.report.usual.of(measure) if self.report.usual else None

    def _usual(self, measure: str) -> str:
        return usual_words(self.report, measure, before="")

    def length(self) -> Iterator[Figure]:
        seconds, length = self.delivery.answer_s, self.delivery.length
        if seconds is None:
            return
        how, usual = "from your first word to your last", self._usual("answer_s")
        if length is None:
            yield Figure("Length", clock(seconds), usual=usual, how=how)
            return
        low, high = length.target_s
        drawn = gauge(seconds, (0.0, max(high * 1.5, seconds)), (low, high), own=self._own("answer_s"))
        aim = f"{clock(low)} to {clock(high)} asked for"
        yield Figure("Length", clock(seconds), _LENGTH_WORDS[length.verdict], aim, usual, how, drawn)

    def pace(self) -> Iterator[Figure]:
        rate = self.delivery.speech_rate_wpm
        if rate is None:
            return
        known = _KNOWN["speech_rate_wpm"]
        low, high = known.good or (None, None)
        how = "words over the whole answer, pauses included"
        if self.delivery.articulation_rate_wpm is not None:
            how += f"; {self.delivery.articulation_rate_wpm:.0f} without the pauses"
        drawn = gauge(rate, known.scale, (low, high), own=self._own("speech_rate_wpm"))
        aim, usual = f"{low} to {high} is easy to follow", self._usual("speech_rate_wpm")
        yield Figure("Pace", f"{rate:.0f}", "words a minute", aim, usual, how, drawn)

    def filled(self) -> Iterator[Figure]:
        rate = self.delivery.filled_pauses_per_min
        found = [filler for filler in self.delivery.fillers if filler.kind == "filled-pause"]
        if rate is None and not found:
            return
        how = _counted([filler for filler in found if filler.certain]) or "none heard"
        possible = sum(not filler.certain for filler in found)
        how += f", {possible} more possible" if possible else ""
        if rate is None:
            yield Figure("Um and uh", str(len(found)), how=how, places=_places(found))
            return
        good = (_KNOWN["filled_pauses_per_min"].good or (None, None))[1]
        low, high = f"{rate.low:.1f}", f"{rate.high:.1f}"
        drawn = gauge(
            rate.low,
            (0.0, self.bands.filled_bad),
            (None, self.bands.filled_fine),
            rate.high,
            self._own("filled_pauses_per_min"),
        )
        yield Figure(
            "Um and uh",
            low if low == high else f"{low} to {high}",
            "a minute",
            f"up to {good} is good, up to {self.bands.filled_fine:g} is fine",
            self._usual("filled_pauses_per_min"),
            how,
            drawn,
            _places(found),
        )

    def discourse(self) -> Iterator[Figure]:
        rate = self.delivery.discourse_fillers_per_min
        found = [filler for filler in self.delivery.fillers if filler.kind == "discourse"]
        if rate is None and not found:
            return
        how, places = _counted(found) or "none heard", _places(found)
        if rate is None:
            yield Figure("Filler words", str(len(found)), how=how, places=places)
            return
        fine = self.bands.discourse_fine
        drawn = gauge(rate, (0.0, max(self.bands.filled_bad, fine)), (None, fine))
        aim = f"up to {fine:g} is fine"
        yield Figure("Filler words", f"{rate:.1f}", "a minute", aim, how=how, gauge=drawn, places=places)

    def silence(self) -> Iterator[Figure]:
        delivery, share = self.delivery, self.delivery.silence_share
        if share is None:
            return
        known = _KNOWN["silence_share"]
        long = [pause for pause in delivery.pauses if pause.long]
        how = f"{len(delivery.pauses)} pauses of a quarter of a second and more"
        how += f", {len(long)} of them long" if long else ""
        low, high = known.good or (None, None)
        aim = f"{low:.0%} to {high:.0%} is usual" if low is not None and high is not None else ""
        yield Figure(
            "Silence",
            f"{share:.0%}",
            "of the answer",
            aim,
            self._usual("silence_share"),
            how,
            gauge(share, known.scale, (low, high), own=self._own("silence_share")),
            tuple(Quote(f"{pause.duration_s:.1f} s", pause.start, pause.end) for pause in long),
        )

    def hedges(self) -> Iterator[Figure]:
        hedges, seconds = self.delivery.wording.hedges, self.delivery.answer_s
        if not hedges:
            return
        how = "such as “I think” or “maybe”: keep those that you mean"
        if not seconds:
            yield Figure("Hedges", str(len(hedges)), how=how, places=hedges)
            return
        rate, fine = 60 * len(hedges) / seconds, self.bands.hedges
        aim = f"up to {fine:g} a minute is fine"
        drawn = gauge(rate, (0.0, max(3 * fine, 1.0)), (None, fine))
        each = f"({rate:.1f} a minute)"
        yield Figure("Hedges", str(len(hedges)), each, aim, how=how, gauge=drawn, places=hedges)

    def apologies(self) -> Iterator[Figure]:
        apologies = self.delivery.wording.apologies
        if apologies:
            yield Figure("Apologies", str(len(apologies)), how="correct yourself and go on", places=apologies)

    def persons(self) -> Iterator[Figure]:
        wording = self.delivery.wording
        value = f"{wording.i_count} and {wording.we_count}"
        yield Figure("“I” and “we”", value, how="counted with their contractions; no number of them is right")

    def pitch(self) -> Iterator[Figure]:
        voice = self.delivery.voice
        if voice:
            how = f"moving over {voice.pitch_spread_semitones:.1f} semitones; shown, not graded"
            yield Figure("Pitch", f"{voice.pitch_median_hz:.0f}", "Hz in the middle", how=how)


def _counted(fillers: Sequence[Filler]) -> str:
    counts = Counter(filler.text.lower() for filler in fillers).most_common(8)
    return ", ".join(f"{word} ×{count}" if count > 1 else word for word, count in counts)


def _places(fillers: Sequence[Filler]) -> tuple[Quote, ...]:
    texts = ((filler, filler.text if filler.certain else f"{filler.text}?") for filler in fillers)
    return tuple(Quote(text, filler.start, filler.end) for filler, text in texts)
