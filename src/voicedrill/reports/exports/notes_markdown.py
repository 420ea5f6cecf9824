"""Reports as Markdown (CommonMark, task lists) for one's notes: what to change, points, facts, words."""

from collections.abc import Iterable, Iterator, Sequence

from voicedrill.decks.export.as_markdown import escaped
from voicedrill.reports.model import Report
from voicedrill.timing import clock
from voicedrill.transcript import Quote

_BOXES = {
    "covered": "[x]",
    "partial": "[ ]",
    "missed": "[ ]",
    "stated": "[x]",
    "misstated": "[ ]",
    "absent": "[ ]",
}
_PARAGRAPH_WORDS = 60


def render(reports: Sequence[Report]) -> str:
    """All reports, one after the other."""
    return "\n".join("\n".join(_report(report)) + "\n" for report in reports)


def _report(report: Report) -> Iterator[str]:
    yield f"## {escaped(report.question.ask) if report.question else 'An answer'}"
    yield ""
    yield f"{report.created_at[:10]}, {_summary(report)}"
    yield from _section("To change", _advice(report))
    yield from _section("Points", _points(report))
    yield from _section("Facts", _facts(report))
    yield from _section(
        "Red flags",
        (
            f"- {escaped(flag.text)}{_quoted(flag.evidence)}"
            for flag in report.coverage.red_flags
            if flag.present
        ),
    )
    yield from _section("Beats", _beats(report))
    if report.follow_up:
        yield ""
        yield f"**They may ask next:** {escaped(report.follow_up.ask)}"
    if report.transcript.text:
        yield ""
        yield "**What was said:**"
        yield ""
        yield from _paragraphs(report.transcript.text)


def _summary(report: Report) -> str:
    delivery = report.delivery
    parts = [clock(delivery.answer_s)] if delivery.answer_s is not None else []
    parts.append(f"{delivery.word_count} words")
    if delivery.speech_rate_wpm is not None:
        parts.append(f"{delivery.speech_rate_wpm:.0f} a minute")
    filled = delivery.filled_pauses_per_min
    if filled is not None:
        low, high = f"{filled.low:.1f}", f"{filled.high:.1f}"
        parts.append(f"um and uh {low if low == high else f'{low} to {high}'} a minute")
    return ", ".join(parts)


def _advice(report: Report) -> Iterator[str]:
    for number, advice in enumerate(report.advice, 1):
        yield f"{number}. {escaped(advice.say)}{_quoted(advice.evidence)}"


def _points(report: Report) -> Iterator[str]:
    for point in report.coverage.points:
        part = " (in part)" if point.status == "partial" else ""
        yield f"- {_BOXES[point.status]} {escaped(point.text)}{part}{_quoted(point.evidence)}"


def _facts(report: Report) -> Iterator[str]:
    for fact in report.coverage.facts_that_count:
        said = f" (said: {escaped(fact.said)})" if fact.said else ""
        yield f"- {_BOXES[fact.status]} {escaped(fact.text)}{said}{_quoted(fact.evidence)}"


def _beats(report: Report) -> Iterator[str]:
    for beat in report.coverage.beats:
        share = "" if beat.share is None else f", {beat.share:.0%} of the time"
        yield f"- {escaped(beat.beat)}: {'heard' + share if beat.present else 'not heard'}"


def _section(title: str, entries: Iterable[str]) -> Iterator[str]:
    lines = list(entries)
    if lines:
        yield ""
        yield f"**{title}:**"
        yield ""
        yield from lines


def _quoted(quote: Quote | None) -> str:
    if quote is None:
        return ""
    at = "" if quote.start is None else f" at {clock(quote.start)}"
    return f" — “{escaped(quote.quote)}”{at}"


def _paragraphs(text: str) -> Iterator[str]:
    """The words in paragraphs of whole sentences, each a line that is not too long to read."""
    paragraph: list[str] = []
    for word in text.split():
        paragraph.append(word)
        if len(paragraph) >= _PARAGRAPH_WORDS and word.endswith((".", "?", "!")):
            yield f"> {escaped(' '.join(paragraph))}"
            yield ">"
            paragraph = []
    if paragraph:
        yield f"> {escaped(' '.join(paragraph))}"
