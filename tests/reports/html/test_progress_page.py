"""The page of progress: all of it stands there, others write no markup, and the charts are drawn to scale."""

from dataclasses import replace
from datetime import date, timedelta
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st
from seen_pages import Open
from test_answer_page import HOSTILE, Reader, shown_on

from progress_values import TODAY, empty, full
from voicedrill.coach.baselines import OwnBand
from voicedrill.coach.progress.measures import MEASURES
from voicedrill.coach.progress.streaks import calendar
from voicedrill.coach.progress.trends import Trend, TrendPoint
from voicedrill.reports.html import charts
from voicedrill.reports.html.progress_page import progress_page

NUMBERS = st.floats(0, 1e6, allow_nan=False)


def test_all_of_the_progress_stands_on_the_page() -> None:
    text = shown_on(progress_page(full()))
    for said in (
        "Answers12on 6 days",
        "1 question is due: voicedrill today asks",
        "How late? since 12 Nov 2026",
        "Why us? 24 Nov 2026",
        "5.9 to 6.9 a minute",
        "your usual 141 to 150 · good 125 to 170",
        "3 days in a row.",
        "in part, missed, missed: idempotent writes",
        "p99 under 50 ms: you said 80 ms (2 of 3 times)",
        "rate limiter told 5 times in 14 days 21 Nov 2026 late",
        "The outage never told – why: not yet",
        "technical60%40%11",
        "You rate yourself lower than your points",
    ):
        assert said in text


def test_a_chart_and_the_calendar_are_told_in_words_too() -> None:
    labels = [value for name, value in Reader(progress_page(full())).attributes if name == "aria-label"]
    assert "pace from 12 Nov 2026 to 21 Nov 2026, 12 values: 140 to 151 words a minute" in labels
    assert "Answers a day in the last 12 weeks. 3 days in a row." in labels


def test_an_empty_history_is_a_page_that_says_how_to_begin() -> None:
    reader = Reader(progress_page(empty()))
    assert "No answers yet. voicedrill practice asks the first question." in " ".join(reader.text.split())
    assert "section" not in reader.tags


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_text_of_others_is_text(text: str) -> None:
    harmless, reader = (Reader(progress_page(full(f" {words}"))) for words in ("harmless", text))
    assert reader.tags == harmless.tags
    assert {name for name, _ in reader.attributes} == {name for name, _ in harmless.attributes}
    assert text in " ".join(reader.text.split())


def trend(*values: float, usual: OwnBand | None = None, step: int = 0, measure: int = 1) -> Trend:
    """A measure's values, each of one answer, or ``step`` days apart."""
    points = tuple(
        TrendPoint(date(2026, 1, 1) + timedelta(days=number * max(step, 1)), 1, value)
        for number, value in enumerate(values)
    )
    grain = "day" if step else "answer"
    return Trend(MEASURES[measure], grain, points, values[-1], values[-1], None, usual, None)


@given(st.lists(NUMBERS, min_size=1, max_size=40), st.integers(0, 40), st.integers(0, len(MEASURES) - 1))
def test_every_value_is_inside_the_chart_and_higher_ones_are_higher(
    values: list[float], step: int, measure: int
) -> None:
    drawn = charts.chart(trend(*values, step=step, measure=measure))
    assert len(drawn.dots) == len(values)
    assert all(charts.LEFT <= dot.x <= charts.RIGHT for dot in drawn.dots)
    assert all(charts.TOP - 0.1 <= dot.y <= charts.BOTTOM + 0.1 for dot in drawn.dots)
    by_value = [dot.y for _, dot in sorted(zip(values, drawn.dots, strict=True), key=lambda pair: pair[0])]
    assert by_value == sorted(by_value, reverse=True)
    assert 1 <= len(drawn.ticks) <= 6
    assert [dot.x for dot in drawn.dots] == sorted(dot.x for dot in drawn.dots)


@given(NUMBERS, NUMBERS, st.lists(NUMBERS, min_size=1, max_size=5))
def test_bands_are_inside_the_chart(one: float, other: float, values: list[float]) -> None:
    low, high = sorted((one, other))
    drawn = charts.chart(trend(*values, usual=OwnBand(low, (low + high) / 2, high, 10)))
    for stripe in (drawn.usual, drawn.good):
        assert stripe is not None
        assert stripe.y >= charts.TOP - 0.1
        assert stripe.y + stripe.height <= charts.BOTTOM + 1.1


def test_days_stand_where_they_are_in_time() -> None:
    points = trend(1, 2, 3, step=1).points
    gap = replace(trend(1, 2, 3, step=1), points=(*points[:2], replace(points[2], start=date(2026, 1, 11))))
    first, second, third = (dot.x for dot in charts.chart(gap).dots)
    assert third - second == pytest.approx(9 * (second - first), abs=1)


def test_of_a_length_it_is_only_said_whether_it_was_on_target() -> None:
    drawn = charts.chart(trend(0.0, 1.0, 1.0, measure=4))
    assert [tick.label for tick in drawn.ticks] == ["no", "yes"]
    assert drawn.path == ""
    assert charts.chart(trend(0.2, 1.0, step=7, measure=4)).path != ""


def test_a_calendar_leaves_out_what_is_to_come() -> None:
    days = calendar({TODAY: 5}, TODAY)
    cells = charts.day_cells(days)
    assert len(cells) == 83
    assert cells[-1].label == "21 Nov 2026: 5 answers"
    assert (cells[-1].level, cells[0].level) == (3, 0)
    assert cells[0].label == "31 Aug 2026: no answers"
    assert [name for _, name in charts.month_names(days)] == ["Sep", "Oct", "Nov"]


def test_axe_finds_nothing_and_the_page_fits_in_all_sizes(open_page: Open) -> None:
    package = pytest.importorskip("axe_playwright_python", reason="axe-core is not installed")
    axe = files(package).joinpath("axe.min.js").read_text(encoding="utf-8")
    page = open_page(progress_page(full()), bypass_csp=True).page
    page.evaluate(axe)
    page.evaluate("document.querySelectorAll('details').forEach((node) => (node.open = true))")
    for width, scheme in ((390, "light"), (1280, "dark")):
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]  # "light" or "dark"
        assert page.evaluate("document.documentElement.scrollWidth") == width
        found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        assert [(rule["id"], [node["html"] for node in rule["nodes"]]) for rule in found["violations"]] == []


def test_the_page_is_read_by_keyboard_asks_for_nothing_and_breaks_nothing(open_page: Open) -> None:
    seen = open_page(progress_page(full(" " + " ".join(HOSTILE))), width=390)
    assert seen.page.evaluate("window.ran") is None
    assert seen.page.evaluate("document.documentElement.scrollWidth") == 390
    question = seen.page.locator("#matrix summary")
    question.focus()
    seen.page.keyboard.press("Enter")
    assert seen.page.locator("#matrix details[open] li").count() == 2
    assert seen.troubles == []
    assert [url for url in seen.requests if not url.startswith(("file:", "data:"))] == []
