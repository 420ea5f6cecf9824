from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voicedrill.coach.delivery_advice import Bands
from voicedrill.coach.progress.measures import BY_KEY, MEASURES, measures_with
from voicedrill.coach.progress.rows import AnswerRow, DayRow, Total
from voicedrill.coach.progress.trends import MOST_POINTS, Trend, changed, middle, trends

FIRST = date(2025, 1, 6)  # a Monday
PACE = BY_KEY["speech_rate_wpm"]


def answer(day: date, wpm: float | None = None, on_target: float | None = None, **rest: float) -> AnswerRow:
    values = {measure.key: None for measure in MEASURES}
    return AnswerRow(
        day, "technical", {**values, "speech_rate_wpm": wpm, "on_target": on_target, **rest}, filled_high=4.0
    )


def day_of(day: date, *paces: float) -> DayRow:
    return DayRow(day, len(paces), len(paces), 60.0, {"speech_rate_wpm": Total(len(paces), sum(paces))})


def pace(found: tuple[Trend, ...]) -> Trend:
    return next(trend for trend in found if trend.measure is PACE)


def test_a_few_answers_are_a_point_each() -> None:
    rows = [answer(FIRST + timedelta(days=n), 100.0 + n) for n in range(5)]
    trend = pace(trends([], rows, 5))
    assert trend.grain == "answer"
    assert [point.value for point in trend.points] == [100, 101, 102, 103, 104]
    assert trend.latest == 104
    assert trend.recent == 102
    assert trend.usual is None


@pytest.mark.parametrize(
    ("days", "step", "grain", "points"),
    [(30, 1, "day", 30), (60, 1, "week", 9), (80, 7, "month", 19), (50, 31, "month", MOST_POINTS)],
)
def test_many_answers_are_days_weeks_or_months(days: int, step: int, grain: str, points: int) -> None:
    rows = [day_of(FIRST + timedelta(days=n * step), 100, 140) for n in range(days)]
    latest = [answer(rows[-1].day, 140)] * MOST_POINTS
    trend = pace(trends(rows, latest, 2 * days))
    assert trend.grain == grain
    assert len(trend.points) == points
    assert {point.value for point in trend.points} == {120}


def test_a_mean_over_a_week_weighs_answers_and_not_days() -> None:
    rows = [day_of(FIRST, 100), day_of(FIRST + timedelta(days=1), 160, 160, 160)]
    rows += [day_of(FIRST + timedelta(days=7 * n), 120) for n in range(1, MOST_POINTS)]
    first = pace(trends(rows, [], 100)).points[0]
    assert (first.start, first.answers, first.value) == (FIRST, 4, 145)


def test_what_was_not_measured_is_no_point() -> None:
    rows = [answer(FIRST, 120.0), answer(FIRST, None), answer(FIRST, 130.0)]
    assert [point.value for point in pace(trends([], rows, 3)).points] == [120, 130]
    days = [day_of(FIRST + timedelta(days=n), *([120] if n % 2 else [])) for n in range(10)]
    assert len(pace(trends(days, [], 100)).points) == 5


def test_of_nothing_there_are_no_points() -> None:
    for trend in trends([], [], 0):
        assert (trend.points, trend.latest, trend.recent, trend.usual, trend.change) == (
            (),
            None,
            None,
            None,
            None,
        )


def test_after_ten_answers_there_is_a_band_of_ones_own() -> None:
    rows = [answer(FIRST, 100.0 + n) for n in range(10)]
    assert pace(trends([], rows[:9], 9)).usual is None
    usual = pace(trends([], rows, 10)).usual
    assert usual is not None
    assert (round(usual.low, 1), usual.median, round(usual.high, 1)) == (100.9, 104.5, 108.1)


def test_lengths_on_target_are_a_share() -> None:
    rows = [answer(FIRST, on_target=float(n < 3)) for n in range(10)]
    trend = next(trend for trend in trends([], rows, 10) if trend.measure.key == "on_target")
    assert trend.recent == 0.3
    assert trend.usual is None


def test_filled_pauses_tell_what_may_have_been_missed() -> None:
    found = trends([], [answer(FIRST, filled_pauses_per_min=2.0)], 1)
    assert {trend.measure.key: trend.most for trend in found if trend.most} == {"filled_pauses_per_min": 4.0}


def test_a_change_is_one_that_most_answers_show() -> None:
    slow, fast = [120.0 + n for n in range(10)], [150.0 + n for n in range(10)]
    change = changed(PACE, slow, fast)
    assert change is not None
    assert (change.before, change.now) == (124.5, 154.5)
    assert changed(PACE, slow, [value + 1 for value in slow]) is None
    assert changed(PACE, slow[:9], fast) is None


@given(st.lists(st.floats(80, 220), min_size=10, max_size=10), st.lists(st.floats(80, 220), min_size=10))
def test_a_change_is_told_both_ways_or_not_at_all(before: list[float], now: list[float]) -> None:
    there, back = changed(PACE, before, now), changed(PACE, now, before)
    assert (there is None) == (back is None)
    if there and back:
        assert (there.before, there.now) == (back.now, back.before)


def test_the_middle_of_nothing_is_none() -> None:
    assert middle(PACE, []) is None


def test_the_bands_are_those_by_which_advice_is_given() -> None:
    bands = Bands()
    assert PACE.fine == (bands.slow_wpm, bands.fast_wpm)
    assert BY_KEY["filled_pauses_per_min"].fine == (None, bands.filled_fine)
    assert BY_KEY["silence_share"].fine == (None, bands.most_silence)


def test_ones_own_bounds_of_advice_count_and_good_stays_within_them() -> None:
    assert measures_with(Bands()) == MEASURES
    own = {m.key: m for m in measures_with(Bands(fast_wpm=160, filled_fine=2, most_silence=0.1))}
    assert (own["speech_rate_wpm"].fine, own["speech_rate_wpm"].good) == ((110, 160), (125, 160))
    assert (own["filled_pauses_per_min"].fine, own["filled_pauses_per_min"].good) == ((None, 2), (None, 2))
    assert own["silence_share"].good is None
