from datetime import date

from voicedrill.coach.progress.points import open_points, question_progress
from voicedrill.coach.progress.rows import PointRow, PointStatus, QuestionRow, StoryRow
from voicedrill.coach.progress.stories import KnownStory, story_uses

DAY = date(2026, 11, 20)


def question(name: str = "late", deck: str | None = "a") -> QuestionRow:
    return QuestionRow(deck, "A", name, f"About {name}?", "technical", 3, DAY, 0.5)


def told(point: str, *statuses: PointStatus, of: str = "late", deck: str | None = "a") -> list[PointRow]:
    """A point's statuses, the latest first."""
    return [PointRow(deck, of, point, f"say {point}", status, n) for n, status in enumerate(statuses)]


def test_the_matrix_has_each_point_with_its_last_answers_the_latest_last() -> None:
    rows = [*told("b", "covered", "missed"), *told("a", "missed", "partial", "covered")]
    (found,) = question_progress([question()], rows)
    assert [(point.id, point.statuses) for point in found.points] == [
        ("b", ("missed", "covered")),
        ("a", ("covered", "partial", "missed")),
    ]


def test_a_point_that_the_question_has_no_more_is_left_out() -> None:
    gone = PointRow("a", "late", "old", "an old point", "missed", 1)
    (found,) = question_progress([question()], [*told("a", "covered"), gone])
    assert [point.id for point in found.points] == ["a"]


def test_questions_of_the_same_name_in_two_decks_are_two() -> None:
    rows = [*told("a", "covered"), *told("a", "missed", deck="b")]
    first, second = question_progress([question(), question(deck="b")], rows)
    assert first.points[0].last == "covered"
    assert second.points[0].last == "missed"


def test_a_question_without_points_has_none() -> None:
    (found,) = question_progress([question()], [])
    assert found.points == ()
    assert open_points([found]) == ()


def test_points_missed_most_of_late_come_first_and_learnt_ones_not_at_all() -> None:
    rows = [
        *told("once", "missed", "covered", "covered"),
        *told("often", "missed", "missed", "missed"),
        *told("half", "partial", "missed", "partial"),
        *told("learnt", "covered", "missed", "missed"),
    ]
    found = open_points(question_progress([question()], rows))
    assert [(one.point.id, one.missed) for one in found] == [("often", 3), ("half", 2), ("once", 1)]


def test_how_worn_a_story_is() -> None:
    rows = [
        StoryRow("a", "often", "q1", 9, 5, DAY),
        *[StoryRow("a", "wide", f"q{n}", 1, 0, DAY) for n in range(4)],
        StoryRow("a", "fresh", "q1", 1, 1, DAY),
    ]
    known = {"a": [KnownStory("new", "A new one", ("q7",)), KnownStory("fresh", "Fresh", ("q1", "q2"))]}
    found = {story.id: story for story in story_uses(rows, known)}
    assert list(found) == ["often", "wide", "fresh", "new"]
    assert [story.wear for story in found.values()] == [
        "told often",
        "for many questions",
        "in use",
        "unused",
    ]
    assert (found["new"].told, found["new"].last, found["new"].open) == (0, None, ("q7",))
    assert (found["fresh"].questions, found["fresh"].open) == (("q1",), ("q2",))
    assert found["often"].title == "often"


def test_without_its_deck_a_story_has_no_questions_left_to_answer() -> None:
    (story,) = story_uses([StoryRow(None, "one-night", "q1", 1, 1, DAY)])
    assert (story.title, story.open) == ("one night", ())
