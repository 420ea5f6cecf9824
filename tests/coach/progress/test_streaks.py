from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voicedrill.coach.progress.streaks import WEEKS, CalendarDay, Streak, calendar, streak

TODAY = date(2026, 11, 21)  # a Saturday
DAYS_AGO = st.sets(st.integers(0, 400), max_size=60)


def ago(*days: int) -> list[date]:
    return [TODAY - timedelta(days=number) for number in days]


@pytest.mark.parametrize(
    ("practised", "expected"),
    [
        ([], Streak(0, False, 0)),
        (ago(0), Streak(1, True, 1)),
        (ago(0, 1, 2), Streak(3, True, 3)),
        # Today is no gap before it is over.
        (ago(1, 2), Streak(2, False, 2)),
        # A whole day without an answer ends it.
        (ago(2, 3), Streak(0, False, 2)),
        (ago(0, 2, 3, 4), Streak(1, True, 3)),
        # A clock that was wrong once, or a flight westwards, makes no streak of the future.
        ([TODAY + timedelta(days=1), *ago(0)], Streak(1, True, 1)),
    ],
)
def test_days_in_a_row(practised: list[date], expected: Streak) -> None:
    assert streak(practised, TODAY) == expected


def test_a_streak_goes_over_the_end_of_a_month_and_of_february() -> None:
    days = [date(2024, 2, 28), date(2024, 2, 29), date(2024, 3, 1)]
    assert streak(days, date(2024, 3, 1)) == Streak(3, True, 3)


@given(DAYS_AGO)
def test_a_streak_is_the_days_up_to_its_first_gap(offsets: set[int]) -> None:
    found = streak(ago(*offsets), TODAY)
    first = 0 if 0 in offsets else 1
    assert found.today == (0 in offsets)
    assert all(first + number in offsets for number in range(found.days))
    assert first + found.days not in offsets
    assert found.days <= found.longest <= len(offsets)


@given(DAYS_AGO, st.randoms(use_true_random=False))
def test_neither_order_nor_two_answers_on_a_day_matter(offsets: set[int], random: object) -> None:
    days = ago(*offsets)
    shuffled = [*days, *days]
    random.shuffle(shuffled)  # type: ignore[attr-defined]  # hypothesis gives a Random
    assert streak(shuffled, TODAY) == streak(days, TODAY)


@given(DAYS_AGO)
def test_one_more_day_of_practice_never_shortens_a_streak(offsets: set[int]) -> None:
    before, after = streak(ago(*offsets), TODAY), streak(ago(*offsets, 0), TODAY)
    assert after.days >= before.days
    assert after.longest >= before.longest


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(1, 30))
def test_a_calendar_is_whole_weeks_that_end_in_this_one(today: date, weeks: int) -> None:
    days = calendar({today: 3}, today, weeks)
    assert len(days) == 7 * weeks
    assert days[0].day.weekday() == 0
    assert all(b.day - a.day == timedelta(days=1) for a, b in pairwise(days))
    assert [day.answers for day in days if day.day == today] == [3]
    assert all((day.answers is None) == (day.day > today) for day in days)


def test_a_day_without_an_answer_is_told_from_one_to_come() -> None:
    days = calendar({date(2026, 11, 20): 2}, TODAY)
    assert len(days) == 7 * WEEKS
    assert days[-3:] == (
        CalendarDay(date(2026, 11, 20), 2),
        CalendarDay(TODAY, 0),
        CalendarDay(date(2026, 11, 22), None),
    )


def test_more_answers_make_a_stronger_mark() -> None:
    levels = [CalendarDay(TODAY, answers).level for answers in (0, 1, 2, 3, 4, 6, 7, 500)]
    assert levels == [0, 1, 2, 2, 3, 3, 4, 4]
