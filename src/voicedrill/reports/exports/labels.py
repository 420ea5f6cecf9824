"""What of a report lies on the time of its recording, as labelled spans; for the forms that show them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from voicedrill.errors import InputError
from voicedrill.reports.model import Report
from voicedrill.transcript import Quote


@dataclass(frozen=True, order=True)
class Label:
    """A stretch of the recording, seconds, and what it is."""

    start: float
    end: float
    text: str


def require_times(report: Report) -> None:
    """Raises InputError for a report on words without times."""
    if report.transcript.timing == "none" and report.transcript.words:
        raise InputError(
            "This report is on a transcript without times, and this form shows nothing else. "
            "csv, markdown and json can be written."
        )


def words(report: Report) -> list[Label]:
    """The words, filled pauses among them."""
    return [
        Label(word.start, word.end, one_line(word.text))
        for word in report.transcript.words
        if word.start is not None and word.end is not None
    ]


def fillers(report: Report) -> list[Label]:
    """Filled pauses and discourse fillers; a question mark behind those that are only possible."""
    return sorted(
        Label(filler.start, filler.end, one_line(filler.text) + ("" if filler.certain else "?"))
        for filler in report.delivery.fillers
        if filler.start is not None and filler.end is not None
    )


def pauses(report: Report) -> list[Label]:
    """Silent pauses."""
    return [
        Label(pause.start, pause.end, "long pause" if pause.long else "pause")
        for pause in report.delivery.pauses
    ]


def beats(report: Report) -> list[Label]:
    """The spans of the beats, in the order of time."""
    return sorted(
        label for beat in report.coverage.beats for span in beat.spans for label in _of(span, beat.beat)
    )


def points(report: Report) -> list[Label]:
    """The words that make a point, state a fact or raise a red flag."""
    coverage = report.coverage
    found = [label for point in coverage.points for label in _of(point.evidence, f"point: {point.text}")]
    for fact in coverage.facts:
        what = fact.text if fact.said is None else f"{fact.text} (said: {fact.said})"
        found += _of(fact.evidence, f"fact: {what}")
    for flag in coverage.red_flags:
        if flag.present:
            found += _of(flag.evidence, f"red flag: {flag.text}")
    return sorted(found)


def end_s(report: Report) -> float:
    """Where the recording ends; without sound, where the last label does."""
    ends = [label.end for part in (words, fillers, pauses, beats) for label in part(report)]
    duration_s = report.audio.duration_s if report.audio else 0.0
    return max([duration_s, *ends])


def apart(labels: Iterable[Label], least_s: float = 0.001) -> list[Label]:
    """Labels in the order of time of which none overlaps the next, each at least ``least_s`` long.

    One that reaches into the next ends there; one that begins where another does begins ``least_s`` later.
    """
    placed: list[Label] = []
    for label in sorted(labels):
        start = label.start
        if placed:
            start = max(start, placed[-1].start + least_s)
            before = placed[-1]
            placed[-1] = Label(before.start, min(before.end, start), before.text)
        placed.append(Label(start, max(label.end, start + least_s), label.text))
    return placed


def one_line(text: str) -> str:
    """``text`` without line breaks, tabs and what no editor shows."""
    return "".join(character for character in " ".join(text.split()) if character.isprintable())


def _of(quote: Quote | None, text: str) -> Sequence[Label]:
    if quote is None or quote.start is None or quote.end is None:
        return ()
    return (Label(quote.start, quote.end, one_line(text)),)
