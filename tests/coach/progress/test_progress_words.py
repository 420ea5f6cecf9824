from dataclasses import replace
from datetime import date, timedelta

import pytest

from progress_values import TODAY, empty, full, rows
from voicedrill.coach.progress.build import Rows, build_progress
from voicedrill.coach.progress.rows import DayRow
from voicedrill.coach.progress.words import MOST_LINES, cut, duration, headlines, in_a_row


def test_the_lines_that_matter_come_first_and_are_few() -> None:
    assert headlines(full()) == (
        "12 answers on 6 days, 6 follow-ups, 24 min of speaking. 3 days in a row.",
        "1 question is due: `voicedrill today` asks what you have time for.",
        "Missed most: “idempotent writes”, not covered in any of its last 3 tellings.",
        "Last told wrong: “p99 under 50 ms”, as 80 ms.",
        "Um and uh: 5.9 a minute of late; advice is given above 5.",
    )
    assert len(headlines(full())) <= MOST_LINES


def test_an_empty_history_says_how_to_begin() -> None:
    (line,) = headlines(empty())
    assert "voicedrill practice" in line


def test_a_time_without_answers_is_not_called_a_beginning() -> None:
    old = Rows(days=(DayRow(TODAY - timedelta(days=90), 1, 1, 60.0, {}),))
    assert headlines(build_progress(old, TODAY, since=TODAY - timedelta(days=7))) == (
        "No answers in this time.",
    )


def test_one_answer_reads_well() -> None:
    one = Rows(days=(DayRow(TODAY, 1, 1, 62.0, {}),), measured=1)
    assert headlines(build_progress(one, TODAY)) == (
        "1 answer on 1 day, 62 s of speaking. Today is day one.",
    )


@pytest.mark.parametrize(
    ("ago", "said"),
    [
        ([0], "Today is day one."),
        ([1], "Yesterday was day one; today is still open."),
        ([0, 1], "2 days in a row."),
        ([1, 2], "2 days in a row; today is still open."),
        ([0, 3, 4], "Today is day one; the longest run was 2 days."),
        ([5], "The longest run was 1 day."),
    ],
)
def test_the_streak_in_words(ago: list[int], said: str) -> None:
    days = tuple(DayRow(TODAY - timedelta(days=number), 1, 1, 60.0, {}) for number in sorted(ago)[::-1])
    assert in_a_row(build_progress(Rows(days=days), TODAY)) == said


def test_since_counts_what_came_after_and_leaves_the_streak_whole() -> None:
    found = build_progress(rows(), TODAY, since=TODAY)
    assert (found.attempts, found.answers, found.days, found.practised_s) == (2, 3, 1, 240)
    assert found.streak.days == 3
    assert sum(day.answers or 0 for day in found.calendar) == 12


def test_what_is_due_is_counted_by_questions() -> None:
    found = full()
    assert found.questions_due == 1
    assert replace(found, due=None).questions_due == 0
    first, second = found.due_questions
    assert (first.ask, first.due, first.points) == ("How late?", date(2026, 11, 12), ("idempotent writes",))
    assert (second.due, second.points) == (date(2026, 11, 24), ())
    whole = tuple(row._replace(due=TODAY) if row.point is None else row for row in found.due or ())
    # Once the question is due itself, all of it is asked.
    assert replace(found, due=whole).due_questions[0].points == ()


@pytest.mark.parametrize(
    ("seconds", "said"), [(0, "0 s"), (89, "89 s"), (120, "2 min"), (5400, "1.5 h"), (90_000, "25 h")]
)
def test_a_duration_in_words(seconds: float, said: str) -> None:
    assert duration(seconds) == said


def test_a_long_text_is_cut_at_a_word() -> None:
    assert cut("one two three, four", 3) == "one two three …"
    assert cut("one two three") == "one two three"
