"""The lanes under the waveform: where each thing stands, in percent of the recording. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import log2

from voicedrill.coach.progress.measures import MEASURES
from voicedrill.reports.html.drawing import contour, line, outline, percent
from voicedrill.reports.html.values import SoundPicture
from voicedrill.reports.model import Report
from voicedrill.timing import Pause

_PACE = next(measure for measure in MEASURES if measure.key == "speech_rate_wpm")
#: The pitch lane shows at least this many octaves, so that an even voice looks even.
_LEAST_OCTAVES = 0.7


@dataclass(frozen=True)
class Block:
    """A stretch of a lane: ``x`` and ``width`` in percent, as text; a click goes to ``start``, seconds."""

    x: str
    width: str
    start: float
    kind: str = ""
    text: str = ""


@dataclass(frozen=True)
class Drawing:
    """A path over the whole lane, ``width`` steps wide and 100 high; ``label``: its range in words.

    ``band_y``, ``band_height``: of a band behind it, both 0 without one.
    """

    path: str
    width: int
    label: str = ""
    band_y: int = 0
    band_height: int = 0


@dataclass(frozen=True)
class Lanes:
    """All lanes of ``length_s`` seconds; an empty one is not shown.

    ``pauses``, ``long_pauses``: paths in a box of 10,000 by 1.
    """

    length_s: float
    wave: Drawing | None
    words: bool
    pauses: str
    long_pauses: str
    fillers: tuple[Block, ...]
    points: tuple[Block, ...]
    beats: tuple[Block, ...]
    pace: Drawing | None
    pitch: Drawing | None


def lanes(report: Report, picture: SoundPicture | None) -> Lanes | None:
    """The lanes; None when nothing in the report has a time."""
    length = _length_s(report, picture)
    if length <= 0:
        return None
    return Lanes(
        length_s=length,
        wave=_wave(picture),
        words=any(word.start is not None for word in report.transcript.words),
        pauses=_stretches([pause for pause in report.delivery.pauses if not pause.long], length),
        long_pauses=_stretches([pause for pause in report.delivery.pauses if pause.long], length),
        fillers=tuple(
            _block(filler.start, filler.end, length, _filler_kind(filler.kind, filler.certain), filler.text)
            for filler in report.delivery.fillers
            if filler.start is not None and filler.end is not None
        ),
        points=tuple(_points(report, length)),
        beats=tuple(_beats(report, length)),
        pace=_pace(report, length),
        pitch=_pitch(picture),
    )


def _length_s(report: Report, picture: SoundPicture | None) -> float:
    if picture is not None:
        return picture.duration_s
    if report.audio is not None:
        return report.audio.duration_s
    return max((word.end for word in report.transcript.words if word.end is not None), default=0.0)


def _block(start: float, end: float, length: float, kind: str = "", text: str = "") -> Block:
    return Block(percent(start, length), percent(end - start, length), start, kind, text)


def _stretches(pauses: Sequence[Pause], length: float) -> str:
    places = ((round(10_000 * pause.start / length), round(10_000 * pause.end / length)) for pause in pauses)
    return "".join(f"M{start} 0h{end - start}v1h{start - end}z" for start, end in places)


def _filler_kind(kind: str, certain: bool) -> str:
    if not certain:
        return "maybe"
    return "word" if kind == "discourse" else ""


def _points(report: Report, length: float) -> Iterator[Block]:
    for number, point in enumerate(report.coverage.points, 1):
        quote = point.evidence
        if quote is not None and quote.start is not None and quote.end is not None:
            yield _block(quote.start, quote.end, length, point.status, str(number))


def _beats(report: Report, length: float) -> Iterator[Block]:
    for number, beat in enumerate(report.coverage.beats, 1):
        for span in beat.spans:
            if span.start is not None and span.end is not None:
                yield _block(span.start, span.end, length, f"beat beat-{beat_colour(number)}", beat.beat)


def beat_colour(number: int) -> int:
    """Which of the six colours of base.css beat ``number`` (from 1) has."""
    return (number - 1) % 6 + 1


def _wave(picture: SoundPicture | None) -> Drawing | None:
    return Drawing(outline(picture.peaks), len(picture.peaks) - 1) if picture and picture.peaks else None


def _pace(report: Report, length: float) -> Drawing | None:
    windows = report.delivery.pace
    if len(windows) < 2:
        return None
    rates = [window.wpm for window in windows]
    bottom, top = min(_PACE.scale[0], *rates), max(_PACE.scale[1], *rates)
    points = ((100 * (window.start + window.end) / 2 / length, window.wpm) for window in windows)
    low, high = _PACE.good or (None, None)
    assert low is not None
    assert high is not None
    return Drawing(
        line(points, bottom, top),
        100,
        f"{min(rates):.0f} to {max(rates):.0f} words a minute",
        round(100 * (top - high) / (top - bottom)),
        round(100 * (high - low) / (top - bottom)),
    )


def _pitch(picture: SoundPicture | None) -> Drawing | None:
    voiced = sorted(hz for hz in picture.pitch_hz if hz) if picture else []
    if picture is None or len(voiced) < 2:
        return None
    low, high = voiced[0], voiced[-1]
    widen = max(_LEAST_OCTAVES - _octaves(low, high), 0.0) / 2
    low, high = low / 2**widen, high * 2**widen
    heights = [_octaves(low, hz) if hz else None for hz in picture.pitch_hz]
    label = f"{voiced[0]:.0f} to {voiced[-1]:.0f} Hz"
    return Drawing(contour(heights, 0.0, _octaves(low, high)), len(heights), label)


def _octaves(low: float, high: float) -> float:
    return log2(high / low)
