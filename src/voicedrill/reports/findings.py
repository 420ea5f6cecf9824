"""What a report found, by time: each judgement with the moment that proves it. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass

from voicedrill.reports.model import Report
from voicedrill.transcript import Quote


@dataclass(frozen=True, order=True)
class Finding:
    """One finding, from ``start`` to ``end`` seconds; ``quote``: the words, empty for a pause."""

    start: float
    end: float
    about: str
    quote: str = ""


def findings(report: Report) -> tuple[Finding, ...]:
    """Everything in ``report`` that has a time, in order of time."""
    return tuple(sorted(_all(report)))


def _all(report: Report) -> Iterator[Finding]:
    delivery, coverage = report.delivery, report.coverage
    for filler in delivery.fillers:
        if filler.start is not None and filler.end is not None:
            what = "filled pause" if filler.kind == "filled-pause" else "discourse filler"
            yield Finding(
                filler.start, filler.end, what if filler.certain else f"possible {what}", filler.text
            )
    for pause in delivery.pauses:
        if pause.long:
            yield Finding(pause.start, pause.end, f"pause of {pause.duration_s:.1f} s")
    quoted: list[tuple[str, Quote | None]] = [
        *(("hedge", hedge) for hedge in delivery.wording.hedges),
        *(("apology", apology) for apology in delivery.wording.apologies),
        *((f"{point.status}: {point.text}", point.evidence) for point in coverage.points),
        *((f"{fact.status}: {fact.text}", fact.evidence) for fact in coverage.facts),
        *((f"red flag: {flag.text}", flag.evidence) for flag in coverage.red_flags if flag.present),
        *((f"beat: {beat.beat}", span) for beat in coverage.beats for span in beat.spans),
    ]
    for about, quote in quoted:
        if quote is not None and quote.start is not None and quote.end is not None:
            yield Finding(quote.start, quote.end, about, quote.quote)
