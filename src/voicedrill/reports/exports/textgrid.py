"""A report as a TextGrid for Praat: tiers of words, fillers, pauses and beats.

Long text format: https://www.fon.hum.uva.nl/praat/manual/TextGrid_file_formats.html. A tier of intervals
fills the whole time, so what lies between labels is an interval without text.
"""

from collections.abc import Iterator, Sequence

from voicedrill.reports.exports import labels
from voicedrill.reports.exports.labels import Label
from voicedrill.reports.model import Report

#: Times are written to a tenth of a millisecond, as in the report.
_DIGITS = 4


def render(reports: Sequence[Report]) -> str:
    """The one report. Raises InputError when its words have no times."""
    (report,) = reports
    labels.require_times(report)
    tiers = {
        "words": labels.words(report),
        "fillers": labels.fillers(report),
        "pauses": labels.pauses(report),
        "beats": labels.beats(report),
    }
    placed = {name: labels.apart(found) for name, found in tiers.items()}
    end = max([labels.end_s(report), *(tier[-1].end for tier in placed.values() if tier)]) or 0.001
    return "\n".join(_grid(placed, end)) + "\n"


def _grid(tiers: dict[str, list[Label]], end: float) -> Iterator[str]:
    yield 'File type = "ooTextFile"'
    yield 'Object class = "TextGrid"'
    yield ""
    yield "xmin = 0"
    yield f"xmax = {_time(end)}"
    yield "tiers? <exists>"
    yield f"size = {len(tiers)}"
    yield "item []:"
    for number, (name, found) in enumerate(tiers.items(), 1):
        intervals = _filled(found, end)
        yield f"    item [{number}]:"
        yield '        class = "IntervalTier"'
        yield f'        name = "{name}"'
        yield "        xmin = 0"
        yield f"        xmax = {_time(end)}"
        yield f"        intervals: size = {len(intervals)}"
        for at, label in enumerate(intervals, 1):
            yield f"        intervals [{at}]:"
            yield f"            xmin = {_time(label.start)}"
            yield f"            xmax = {_time(label.end)}"
            text = label.text.replace('"', '""')
            yield f'            text = "{text}"'


def _filled(found: Sequence[Label], end: float) -> list[Label]:
    """``found`` with empty intervals between, so that all of the time is there."""
    filled: list[Label] = []
    at = 0.0
    for label in found:
        if round(label.start, _DIGITS) > round(at, _DIGITS):
            filled.append(Label(at, label.start, ""))
        filled.append(Label(at if label.start < at else label.start, label.end, label.text))
        at = label.end
    if not filled or round(end, _DIGITS) > round(at, _DIGITS):
        filled.append(Label(at, end, ""))
    return filled


def _time(seconds: float) -> str:
    return f"{seconds:.{_DIGITS}f}".rstrip("0").rstrip(".")
