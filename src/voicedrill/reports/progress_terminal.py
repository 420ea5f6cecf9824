"""Progress in the terminal: the few lines that matter, then each part of it. Rendering only."""

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import TYPE_CHECKING

from voicedrill.coach.calibration import fit_sentences
from voicedrill.coach.progress.build import Progress
from voicedrill.coach.progress.points import QuestionProgress
from voicedrill.coach.progress.streaks import LEVELS, CalendarDay
from voicedrill.coach.progress.trends import Trend
from voicedrill.coach.progress.words import amount, cut, day_words, headlines, when_due, worn
from voicedrill.reports import plots
from voicedrill.reports.plain import shown
from voicedrill.reports.terminal_page import Page, styled

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

#: Columns of a label.
_LABEL = 19
#: Lines of each list; what has no room is counted.
_MOST = 8
#: From this width on the first measure is plotted higher, in so many lines.
_WIDE, _PLOT_LINES = 60, 4
_MARKS = {"covered": ("✓", "green"), "partial": ("◐", "yellow"), "missed": ("✗", "red")}
_SPANS = {"answer": "an answer", "day": "a day", "week": "a week", "month": "a month"}
_CALENDAR = "·░▒▓█"
_DAYS = ("Mon", "   ", "Wed", "   ", "Fri", "   ", "Sun")


def print_progress(progress: Progress, console: "Console") -> None:
    """Print ``progress`` to ``console``, as wide as the console is, at most 100 columns."""
    page = Page(console)
    _head(progress, page)
    if progress.attempts == 0:
        return
    for section in (
        _due,
        _calendar,
        _trends,
        _open_points,
        _matrix,
        _facts,
        _stories,
        _kinds,
        _ratings,
    ):
        section(progress, page)


def _head(progress: Progress, page: Page) -> None:
    title = "Your progress" + (f": {shown(progress.deck)}" if progress.deck else "")
    page.item("", f"\n{title}", "bold")
    if progress.since:
        page.item("", f"since {day_words(progress.since)}", "dim")
    page.rule()
    for sentence in headlines(progress):
        page.item("  ", shown(sentence))


def _due(progress: Progress, page: Page) -> None:
    if not progress.due:
        return
    page.heading("Due", "until a week from now")
    for question in progress.due_questions[:_MOST]:
        late = question.due <= progress.today
        when = styled(f"  ({when_due(question.due, progress.today)})", "" if late else "dim")
        page.item("  · " if late else "    ", styled(shown(question.ask)) + when)
        for point in question.points:
            page.item("      ", shown(cut(point)), "dim")
    _more(len(progress.due_questions), page)


def _calendar(progress: Progress, page: Page) -> None:
    page.heading("Practice", f"answers a day in the last {len(progress.calendar) // 7} weeks")
    weeks = [progress.calendar[start : start + 7] for start in range(0, len(progress.calendar), 7)]
    weeks = weeks[-max(1, (page.width - 7) // 2) :]
    page.line(styled("      " + _months(weeks), "dim"))
    for number, name in enumerate(_DAYS):
        line = styled(f"  {name} ", "dim")
        for week in weeks:
            day = week[number]
            mark = " " if day.answers is None else _CALENDAR[day.level]
            line.append(mark + " ", "dim" if day.level == 0 else "not dim green")
        page.line(line)
    spans = [
        str(low) if high is None or high - low == 1 else f"{low} to {high - 1}"
        for low, high in zip_longest(LEVELS, LEVELS[1:])
    ]
    spans[-1] += " and more"
    legend = (f"{mark} {span}" for mark, span in zip(_CALENDAR[1:], spans, strict=True))
    page.item("      ", "   ".join(legend), "dim")


def _months(weeks: Sequence[Sequence[CalendarDay]]) -> str:
    """The names of months over weeks of two columns each: where the month of a week's Sunday begins."""
    line = ""
    for index, week in enumerate(weeks):
        begins = index == 0 or week[-1].day.month != weeks[index - 1][-1].day.month
        if begins and 2 * index >= len(line):
            line = line.ljust(2 * index) + f"{week[-1].day:%b}"
    return line


def _trends(progress: Progress, page: Page) -> None:
    told = [trend for trend in progress.trends if trend.points]
    if not told:
        return
    note = ""
    if any(len(trend.points) > 1 for trend in told):
        note = f"each mark {_SPANS[told[0].grain]}; numbers: the middle of the last ten answers"
    page.heading("Over time", note)
    for trend in told:
        if trend.measure.key == "score" and len(trend.points) > 1 and page.width >= _WIDE:
            _plot(trend, page)
        else:
            _trend(trend, page)


def _plot(trend: Trend, page: Page) -> None:
    """The measure that matters most, a few lines high, with its dates."""
    values = plots.squeezed([point.value for point in trend.points], page.width - _LABEL - 16)
    low, high = trend.measure.scale
    labels = [trend.measure.worded(high), *[""] * (_PLOT_LINES - 2), trend.measure.worded(low)]
    for number, columns in enumerate(plots.columns(values, low, high, _PLOT_LINES)):
        name = f"  {trend.measure.label:<{_LABEL}}" if number == 0 else " " * (_LABEL + 2)
        line = styled(f"{name}{labels[number]:>4} ┤", "dim")
        line.append(columns, "not dim cyan")
        if number == 0:
            line.append("  " + _recent(trend), "not dim")
        page.line(line)
    first, last = (day_words(trend.points[index].start) for index in (0, -1))
    page.line(styled(" " * (_LABEL + 8) + f"{first} to {last}", "dim"))
    _band_line(trend, page)


def _trend(trend: Trend, page: Page) -> None:
    values = [point.value for point in trend.points]
    low, high = min(trend.measure.scale[0], *values), max(trend.measure.scale[1], *values)
    line = styled(f"  {trend.measure.label:<{_LABEL}}", "dim")
    recent = _recent(trend)
    room = min(40, page.width - _LABEL - 4 - len(recent))
    if len(values) > 1 and room >= 6:
        line.append(_sparkline(trend, values, room, low, high) + "  ", "not dim cyan")
    line.append(recent, "not dim")
    page.line(line)
    _band_line(trend, page)


def _sparkline(trend: Trend, values: Sequence[float], room: int, low: float, high: float) -> str:
    if trend.measure.key == "on_target" and trend.grain == "answer":
        return "".join("●" if value else "·" for value in values[-room:])
    return plots.sparkline(plots.squeezed(values, room), low, high)


def _band_line(trend: Trend, page: Page) -> None:
    lead, bands = " " * (_LABEL + 2), list(_bands(trend))
    if len(lead) + len("   ".join(bands)) <= page.width:
        bands = ["   ".join(bands)] if bands else []
    for band in bands:
        page.item(lead, band, "dim")


def _recent(trend: Trend) -> str:
    measure = trend.measure
    if trend.recent is None:
        return "–"
    value = measure.worded(trend.recent)
    if trend.most is not None and measure.worded(trend.most) != value:
        value += f" to {measure.worded(trend.most)}"
    return f"{value} {measure.unit_words}".rstrip()


def _bands(trend: Trend) -> Iterator[str]:
    measure = trend.measure
    if trend.usual:
        yield f"your usual {measure.span(trend.usual.low, trend.usual.high)}"
    if measure.good:
        low, high = measure.good
        if low is None and high is not None:
            yield f"good up to {measure.bound(high)}"
        elif low is not None and high is not None:
            yield f"good {measure.bound(low)} to {measure.bound(high)}"
    if trend.change:
        yield f"was {measure.worded(trend.change.before)} in the ten answers before"


def _open_points(progress: Progress, page: Page) -> None:
    if not progress.open_points:
        return
    page.heading("Points still open", "as told in the last answers, the latest right")
    for one in progress.open_points[:_MOST]:
        line = styled("  " + " " * (5 - len(one.point.statuses)))
        for status in one.point.statuses:
            line.append(*_MARKS[status])
        line.append("  ")
        page.item(line, shown(one.point.text))
        page.item(" " * 9, shown(cut(one.question.ask, 12)), "dim")
    _more(len(progress.open_points), page)


def _matrix(progress: Progress, page: Page) -> None:
    asked = [question for question in progress.questions if question.points]
    if not asked:
        return
    note = "each mark a point: ✓ covered ◐ in part ✗ missed"
    page.heading("Questions and their points", note)
    for question in asked[:_MOST]:
        marks = styled("  ")
        for point in question.points:
            marks.append(*_MARKS[point.last])
        room = max((len(each.points) for each in asked[:_MOST]), default=0)
        marks.append(" " * (min(room, 12) - len(question.points) + 2))
        page.item(marks, _asked(question))
    _more(len(asked), page)


def _asked(question: QuestionProgress) -> "Text":
    text = styled(shown(question.ask))
    text.append(f"  {amount(question.answers, 'answer')}", "dim")
    return text


def _facts(progress: Progress, page: Page) -> None:
    if not progress.facts:
        return
    page.heading("Facts last told wrong", "")
    for fact in progress.facts[:_MOST]:
        said = f": you said {shown(fact.said)}" if fact.said else ""
        often = f"  ({fact.wrong} of {fact.told} times)" if fact.told > 1 else ""
        page.item(styled("  ≠ ", "red"), styled(shown(fact.text) + said + often))
    _more(len(progress.facts), page)


def _stories(progress: Progress, page: Page) -> None:
    if not progress.stories:
        return
    page.heading("Stories", "and the questions that they answered")
    for story in progress.stories[:_MOST]:
        tired = story.wear in ("told often", "for many questions")
        mark = "!" if tired else "–" if story.wear == "unused" else "·"
        text = styled(f"{shown(story.title)}: {worn(story)}")
        if story.questions:
            text.append("   " + _some(story.questions), "dim")
        if story.open:
            text.append("   not yet: " + _some(story.open), "dim")
        page.item(styled(f"  {mark} ", "yellow" if tired else "dim"), text)
    _more(len(progress.stories), page)


def _kinds(progress: Progress, page: Page) -> None:
    if not progress.kinds:
        return
    page.heading("Kinds of question", "points made in the last ten answers")
    for kind in progress.kinds:
        score = "–" if kind.score is None else f"{kind.score:.0%}"
        text = styled(f"{score:<6}")
        if kind.before is not None:
            text.append(f"{kind.before:.0%} before   ", "dim")
        text.append(amount(kind.answers, "answer"), "dim")
        page.item(styled(f"  {shown(kind.kind):<{_LABEL}}", "dim"), text)


def _ratings(progress: Progress, page: Page) -> None:
    sentences = fit_sentences(progress.rating)
    if sentences:
        page.heading("Your own rating", "")
    for sentence in sentences:
        page.item("  ", sentence)


def _some(names: Sequence[str], most: int = 4) -> str:
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return ", ".join(map(shown, names[:most])) + more


def _more(count: int, page: Page) -> None:
    if count > _MOST:
        page.item("  ", f"and {count - _MOST} more: `voicedrill progress --open` shows all", "dim")
