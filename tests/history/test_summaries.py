from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from spoken_answers import put
from voicedrill.coach.baselines import Measured
from voicedrill.coach.calibration import Rated
from voicedrill.coach.progress.build import Rows
from voicedrill.coach.progress.rows import FactRow, KindRow, StoryRow, Total
from voicedrill.coach.schedule.interview import Interview
from voicedrill.history import cards, summaries
from voicedrill.history.cards import Face
from voicedrill.history.due_cards import due
from voicedrill.history.question_summaries import facts, last_answers, points, questions
from voicedrill.history.scope import Scope
from voicedrill.history.store import History, open_history
from voicedrill.sessions.scheduling import what_to_ask
from voicedrill.sessions.usual import usual_of

TODAY = date(2026, 11, 21)
ALL = Scope()


@pytest.fixture
def history(tmp_path: Path) -> Iterator[History]:
    with open_history(tmp_path / "history.sqlite3") as opened:
        yield opened


def test_an_empty_history_has_no_rows(history: History) -> None:
    assert summaries.progress_rows(history, TODAY, ALL) == Rows()


def test_a_day_counts_answers_follow_ups_and_seconds(history: History) -> None:
    attempt = put(history, "2026-11-20 10:00", wpm=140.0, score=0.2)
    put(history, "2026-11-20 10:00", attempt=attempt, part=1, score=1.0)
    put(history, "2026-11-20 11:00", wpm=160.0, verdict="short", score=None)
    put(history, "2026-11-21 11:00", wpm=None)
    first, second = summaries.days(history, ALL)
    assert (first.day, first.attempts, first.answers, first.practised_s) == (date(2026, 11, 20), 2, 3, 192.0)
    # The follow-up is practice, and not measured.
    assert first.totals["score"] == Total(1, 0.2)
    assert first.totals["speech_rate_wpm"] == Total(2, 300.0)
    assert first.totals["on_target"] == Total(2, 1.0)
    assert first.totals["filled_pauses_per_min"] == Total(2, 4.0)
    assert first.totals["silence_share"] == Total(2, pytest.approx(0.4))
    assert second.totals["speech_rate_wpm"] == Total(0, 0.0)


def test_drills_are_practice_and_are_not_measured(history: History) -> None:
    put(history, "2026-11-20 10:00", mode="drill", story="outage", points={"p1": "missed"}, self_rating=1)
    rows = summaries.progress_rows(history, TODAY, ALL)
    assert [day.attempts for day in rows.days] == [1]
    assert rows.days[0].totals["score"] == Total(0, 0.0)
    assert rows == Rows(days=rows.days)


def test_the_latest_answers_come_last(history: History) -> None:
    for hour in (12, 10, 11):
        put(history, f"2026-11-20 {hour}:00", wpm=100.0 + hour)
    found = summaries.latest_answers(history, ALL, 2)
    assert [row.values["speech_rate_wpm"] for row in found] == [111, 112]
    assert found[-1].values["on_target"] == 1
    assert found[-1].values["first_word_s"] == 1.5
    assert (found[-1].filled_high, found[-1].long_pauses_per_min) == (3.0, 1.0)


def test_questions_points_and_their_last_five_answers(history: History) -> None:
    for hour, status in enumerate(["missed", "covered", "partial", "missed", "covered", "missed"], 10):
        put(history, f"2026-11-20 {hour}:00", points={"z": status, "a": "covered"}, score=hour / 100)
    put(history, "2026-11-21 09:00", "other", deck="b.yaml")
    last = last_answers(history, ALL)
    other, late = questions(history, last)
    assert (other.deck, other.id, other.answers) == ("b.yaml", "other", 1)
    assert (late.ask, late.answers, late.last, late.score) == ("About late?", 6, date(2026, 11, 20), 0.15)
    found = points(history, last)
    assert [row.status for row in found if row.point == "z"] == [
        "missed",
        "covered",
        "missed",
        "partial",
        "covered",
    ]
    # In the deck's order, not in that of their names.
    assert [row.point for row in found if row.nth == 0] == ["z", "a"]


def test_the_same_question_in_two_decks_is_two(history: History) -> None:
    put(history, "2026-11-20 10:00", points={"p1": "missed"})
    put(history, "2026-11-20 11:00", deck="b.yaml", points={"p1": "covered"})
    put(history, "2026-11-20 12:00", deck=None, points={"p1": "partial"})
    last = last_answers(history, ALL)
    assert len(questions(history, last)) == 3
    assert {(row.deck, row.status, row.nth) for row in points(history, last)} == {
        ("a.yaml", "missed", 0),
        ("b.yaml", "covered", 0),
        (None, "partial", 0),
    }


def test_a_fact_counts_as_wrong_when_it_was_told_wrong_last(history: History) -> None:
    put(history, "2026-11-20 10:00", facts={"p99": ("misstated", "80 ms"), "8M": ("misstated", "9M")})
    put(history, "2026-11-20 11:00", facts={"p99": ("misstated", "70 ms"), "8M": ("stated", None)})
    put(history, "2026-11-20 12:00", facts={"p99": ("absent", None)})
    last = last_answers(history, ALL)
    assert facts(history, last) == (FactRow("a.yaml", "late", "p99", "70 ms", 2, 2),)


def test_stories_by_question_and_how_often_of_late(history: History) -> None:
    put(history, "2026-10-01 10:00", story="outage")
    put(history, "2026-11-20 10:00", story="outage")
    put(history, "2026-11-21 10:00", "why", story="outage")
    put(history, "2026-11-21 11:00", "none")
    assert set(summaries.stories(history, ALL, TODAY)) == {
        StoryRow("a.yaml", "outage", "late", 2, 1, date(2026, 11, 20)),
        StoryRow("a.yaml", "outage", "why", 1, 1, date(2026, 11, 21)),
    }


def test_kinds_with_their_last_ten_and_the_ten_before(history: History) -> None:
    for day in range(1, 13):
        put(history, f"2026-10-{day:02} 10:00", score=1.0 if day <= 2 else 0.5)
    put(history, "2026-11-01 10:00", "me", kind="pitch", score=None)
    assert summaries.kinds(history, ALL) == (
        KindRow("technical", 12, 0.5, 1.0),
        KindRow("pitch", 1, None, None),
    )


def test_ratings_of_answers_with_a_score(history: History) -> None:
    put(history, "2026-11-20 10:00", self_rating=2, score=0.9)
    put(history, "2026-11-20 11:00", self_rating=4, score=None)
    put(history, "2026-11-20 12:00")
    assert summaries.ratings(history, ALL) == (Rated(2, 0.9),)


def test_a_scope_narrows_all_but_the_calendar(history: History) -> None:
    put(history, "2026-10-01 10:00", "old", story="s", self_rating=1, points={"p1": "missed"})
    put(history, "2026-11-20 10:00", "new", story="s", self_rating=2, points={"p1": "missed"})
    put(history, "2026-11-20 11:00", "new", deck="b.yaml", kind="pitch")
    rows = summaries.progress_rows(history, TODAY, Scope("a.yaml", date(2026, 11, 1)))
    assert [day.day for day in rows.days] == [date(2026, 10, 1), date(2026, 11, 20)]
    assert rows.measured == len(rows.latest) == len(rows.points) == len(rows.ratings) == 1
    assert [row.id for row in rows.questions] == ["new"]
    assert [row.kind for row in rows.kinds] == ["technical"]
    assert [row.told for row in rows.stories] == [1]


def test_what_is_due_until_a_week_from_now(history: History) -> None:
    assert due(history, TODAY, ALL) is None
    put_cards(history, "a.yaml")
    rows = due(history, TODAY, ALL)
    assert rows is not None
    assert [(row.question, row.ask, row.point) for row in rows] == [
        ("late", "About late?", "say p1"),
        ("late", "About late?", None),
    ]
    assert (rows[0].due, rows[1].due) == (TODAY - timedelta(days=1), TODAY + timedelta(days=4))
    assert due(history, TODAY, Scope("b.yaml")) == ()


def test_near_an_interview_more_is_due_as_it_is_for_today(history: History) -> None:
    put_cards(history, "a.yaml")
    before = due(history, TODAY, ALL)
    cards.set_interview(history, Interview("a.yaml", "A", TODAY + timedelta(days=1)))
    near = due(history, TODAY, ALL)
    assert before is not None
    assert near is not None
    assert near[1].due < before[1].due
    asked = what_to_ask(history, TODAY, 60.0)
    assert {task.question.key[1] for task in asked.tasks if task.why == "due"} == {
        row.question for row in near if row.due <= TODAY
    }


def put_cards(history: History, deck: str) -> None:
    """A question asked six days ago, a point of it that was missed, one that is no more, and a new one."""
    points = [
        Face("late", point, f"say {point}", "technical", (60, 120), 1.0, False) for point in ("p1", "p2")
    ]
    asks = [Face(name, "", f"About {name}?", "technical", (60, 120), 2.0, False) for name in ("late", "new")]
    cards.put(history, deck, [*asks, *points])
    for name, point, stability in (("late", "", 10.0), ("late", "p1", 5.0), ("late", "p2", 1.0)):
        history.connection.execute(
            "UPDATE cards SET stability = ?, difficulty = 5, last_review = ?, reviews = 1 "
            "WHERE question = ? AND point = ?",
            (stability, (TODAY - timedelta(days=6)).isoformat(), name, point),
        )
    cards.drop_all_but(history, deck, {("late", ""), ("late", "p1"), ("new", "")})


def test_the_title_of_a_deck_that_is_gone(history: History) -> None:
    put(history, "2026-11-20 10:00")
    assert summaries.deck_title(history, "a.yaml") == "The deck"
    assert summaries.deck_title(history, "b.yaml") is None


def test_what_is_usual_is_of_earlier_whole_answers(history: History) -> None:
    for day in range(1, 12):
        last = put(history, f"2026-11-{day:02} 10:00", wpm=140.0 + day)
    put(history, "2026-11-12 10:00", wpm=900.0, mode="drill")
    put(history, last[0:4] + "-11-11 10:00", attempt=last, part=1, wpm=900.0)
    rows = summaries.usual_rows(history, "technical", before=last)
    assert [row.speech_rate_wpm for row in rows] == [140.0 + day for day in range(1, 11)]
    assert rows[0] == Measured("technical", 60.0, 141.0, pytest.approx(0.2), 1.0, 2.0)
    delivery = history.report(last).delivery
    beside = usual_of(history, "technical", delivery, last)
    assert beside is not None
    pace = beside.of("speech_rate_wpm")
    assert pace is not None
    assert (pace.value, pace.place, pace.answers) == (151.0, "above", 10)
    first = "20261110-100000-ab12"
    assert usual_of(history, "technical", delivery, first) is None


def test_like_kinds_are_found_behind_many_others(history: History) -> None:
    for day in range(1, 11):
        put(history, f"2026-09-{day:02} 10:00", "me", kind="pitch", wpm=190.0)
    for number in range(35):
        put(history, f"2026-10-01 {number // 2:02}:{number % 2 * 30:02}", wpm=140.0)
    beside = usual_of(history, "pitch", history.report("20260910-100000-ab12").delivery)
    assert beside is not None
    assert beside.kinds == ("ask-them", "compensation", "pitch")
    pace = beside.of("speech_rate_wpm")
    assert pace is not None
    assert pace.median == 190.0
