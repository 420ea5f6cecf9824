"""What a follow-up's answer added, in the terminal: a few lines."""

from collections.abc import Iterator
from itertools import chain
from typing import TYPE_CHECKING

from voicedrill.coverage.results import FactVerdict, PointVerdict
from voicedrill.reports.model import Part, Report
from voicedrill.reports.rows import heading, item, verdict
from voicedrill.timing import clock

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

_WIDEST = 100


def print_part(report: Report, console: "Console") -> None:
    """Print what the answer to a follow-up added to its attempt; nothing for a report that is no part."""
    part = report.part
    if part is None:
        return
    width = min(console.width, _WIDEST)
    for line in chain(_warnings(report), _added(report, part), _spoken(report), _then(report)):
        console.print(line, width=width)


def _warnings(report: Report) -> "Iterator[RenderableType]":
    for warning in report.warnings:
        yield item("  ! ", warning, style="yellow")


def _added(report: Report, part: Part) -> "Iterator[RenderableType]":
    coverage = report.coverage
    judged: list[PointVerdict | FactVerdict] = [*coverage.points, *coverage.facts]
    untold = [f"the {beat.beat}" for beat in coverage.beats if not beat.present]
    evidence = {one.text: one.evidence for one in judged}
    counts = "" if part.score is None else f"{part.score:.0%} of the points, follow-ups counted"
    title = "Now said" if part.now_said else "Nothing new" if judged or untold else "Answered"
    yield heading(title, counts)
    for text in part.now_said:
        yield verdict("covered", text, evidence.get(text))
    for one in judged:
        if one.text not in part.now_said:
            yield verdict(one.status, one.text, one.evidence)
    for text in untold:
        yield verdict("missed", text, None)


def _spoken(report: Report) -> "Iterator[RenderableType]":
    from rich.text import Text

    delivery = report.delivery
    if report.advice:
        yield heading("One thing to change")
        yield item("  ", report.advice[0].say, report.advice[0].evidence)
    if delivery.answer_s is not None:
        pace = delivery.speech_rate_wpm
        at = "" if pace is None else f", at {pace:.0f} words a minute"
        yield Text()
        yield item("  ", f"You spoke for {clock(delivery.answer_s)}{at}.")


def _then(report: Report) -> "Iterator[RenderableType]":
    if report.follow_up:
        yield heading("Still open")
        yield item("  ", report.follow_up.because)
