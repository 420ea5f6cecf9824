"""What an answer does to the cards of its question, and what a changed deck does."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from scheduled import report_on
from voicedrill.coach.schedule.memory import Grade, reviewed
from voicedrill.coach.schedule.prompts import for_points_alone
from voicedrill.decks.model import Deck, Question, TalkingPoint
from voicedrill.history import cards
from voicedrill.history.store import History, open_history
from voicedrill.history.values import KeptAnswer, Mode
from voicedrill.sessions.scheduling import catch_up, enrol, review_cards, what_to_ask

DAY = date(2026, 11, 2)
QUESTION = Question(
    "late",
    "Tell me about late events.",
    "technical",
    points=(
        TalkingPoint("grace", "a grace period"),
        TalkingPoint("idempotent", "idempotent writes", must=True),
        TalkingPoint("watermark", "watermarks"),
    ),
)
DECK = Deck("Streams", (QUESTION, Question("why", "Why us?")))


@pytest.fixture
def history(tmp_path: Path) -> Iterator[History]:
    with open_history(tmp_path / "history.sqlite3") as history:
        yield history


def answered(
    history: History,
    statuses: str,
    day: int = 0,
    question: Question = QUESTION,
    mode: Mode = "practice",
    words: int = 80,
) -> str:
    """Keep an answer that many days after `DAY`, and review the cards; gives its id."""
    attempt = f"attempt-{history.count}"
    report = report_on(question, statuses, attempt, words)
    at = datetime.combine(DAY, datetime.min.time(), UTC) + timedelta(days=day, hours=20)
    with history.transaction():
        history.add(KeptAnswer(attempt, report, question, at, deck="streams", mode=mode))
        review_cards(history, question, report)
    return attempt


def memories(history: History) -> dict[str, tuple[int, date]]:
    """Point -> how often it was reviewed, and when last."""
    return {
        card.point: (card.memory.reviews, card.memory.last_review)
        for card in cards.cards(history)
        if card.memory is not None
    }


def test_a_question_gets_a_card_and_so_does_each_point_it_missed(history: History) -> None:
    answered(history, "cmp")
    assert memories(history) == {"": (1, DAY), "idempotent": (1, DAY), "watermark": (1, DAY)}
    answered(history, "ccc", day=3)
    later = DAY + timedelta(3)
    assert memories(history) == {"": (2, later), "idempotent": (2, later), "watermark": (2, later)}


def test_missed_points_come_back_before_those_made_in_part(history: History) -> None:
    answered(history, "cmp")
    due = {card.point: card.due() for card in cards.cards(history)}
    assert due["idempotent"] == DAY + timedelta(1)
    assert due["idempotent"] <= due["watermark"]  # type: ignore[operator]


@pytest.mark.parametrize(("mode", "words"), [("drill", 80), ("practice", 0)])
def test_drills_and_silence_change_nothing(history: History, mode: Mode, words: int) -> None:
    answered(history, "mmm", mode=mode, words=words)
    assert cards.cards(history) == []


def test_an_answer_to_points_alone_leaves_the_question_as_it_was(history: History) -> None:
    answered(history, "cmc")
    answered(history, "c", day=2, question=for_points_alone(QUESTION, ["idempotent"]))
    assert memories(history) == {"": (1, DAY), "idempotent": (2, DAY + timedelta(2))}


def test_a_report_again_takes_the_place_of_the_first(history: History) -> None:
    attempt = answered(history, "mmm")
    review_cards(history, QUESTION, report_on(QUESTION, "ccm", attempt))
    assert memories(history) == {"": (1, DAY), "watermark": (1, DAY)}
    graded = {review.point: review.grade for review in cards.reviews_of(history, attempt)}
    assert graded == {"": Grade.HARD, "watermark": Grade.AGAIN}


def test_a_corrected_grade_counts_for_all_that_came_after_it(history: History) -> None:
    first = answered(history, "mmm")
    answered(history, "ccc", day=2)
    assert cards.correct(history, first, "", Grade.GOOD)
    second = reviewed(reviewed(None, Grade.GOOD, DAY), Grade.EASY, DAY + timedelta(2))
    assert cards.card(history, "streams", "late").memory == second  # type: ignore[union-attr]
    review_cards(history, QUESTION, report_on(QUESTION, "mmm", first))
    assert cards.card(history, "streams", "late").memory == second  # type: ignore[union-attr]
    cards.correct(history, first, "", None)
    assert cards.card(history, "streams", "late").memory != second  # type: ignore[union-attr]
    assert not cards.correct(history, "nobody", "", Grade.GOOD)


def test_an_older_answer_that_comes_late_is_put_in_its_place(history: History, tmp_path: Path) -> None:
    answered(history, "ccm", day=5)
    answered(history, "mcc", day=1)
    with open_history(tmp_path / "other.sqlite3") as other:
        answered(other, "mcc", day=1)
        answered(other, "ccm", day=5)
        assert cards.card(history, "streams", "late") == cards.card(other, "streams", "late")


def test_forgetting_an_answer_keeps_what_was_learnt_by_it(history: History) -> None:
    attempt = answered(history, "cmc")
    history.forget([attempt])
    assert set(memories(history)) == {"", "idempotent"}
    answered(history, "ccc", day=2)
    assert memories(history)[""] == (2, DAY + timedelta(2))


def test_a_card_follows_its_id_and_rests_while_the_deck_is_without_it(history: History) -> None:
    enrol(history, "streams", DECK)
    answered(history, "mcc")
    reworded = replace(
        QUESTION, ask="Events are late. What now?", points=(replace(QUESTION.points[0], say="grace"),)
    )
    enrol(history, "streams", replace(DECK, questions=(reworded,)))
    assert [(card.point, card.text) for card in cards.cards(history)] == [
        ("", "Events are late. What now?"),
        ("grace", "grace"),
    ]
    enrol(history, "streams", replace(DECK, questions=()))
    assert cards.cards(history) == []
    enrol(history, "streams", DECK)
    assert set(memories(history)) == {"", "grace"}
    assert {card.question for card in cards.cards(history)} == {"late", "why"}


def test_what_is_due_is_asked_and_new_questions_too(history: History) -> None:
    enrol(history, "streams", DECK)
    answered(history, "mmm")
    found = what_to_ask(history, DAY + timedelta(1), 20)
    assert {(task.question.card.question, task.why) for task in found.tasks} == {
        ("late", "due"),
        ("why", "new"),
    }
    assert what_to_ask(history, DAY, 20, ["another"]).tasks == ()


def test_the_wording_that_was_used_is_remembered(history: History) -> None:
    answered(history, "ccc", question=replace(QUESTION, ask="I'd like to hear about late events."))
    assert cards.card(history, "streams", "late").asked == "I'd like to hear about late events."  # type: ignore[union-attr]


def test_answers_that_were_kept_before_there_were_cards_are_caught_up_with(history: History) -> None:
    for n, statuses in enumerate(("cmm", "ccm")):
        name = f"early-{n}"
        at = datetime.combine(DAY, datetime.min.time(), UTC) + timedelta(days=n, hours=9)
        report = report_on(QUESTION, statuses, name)
        history.add(KeptAnswer(name, report, QUESTION, at, deck="streams"))
    catch_up(history)
    caught_up = memories(history)
    assert caught_up == {"": (2, DAY + timedelta(1)), "idempotent": (2, DAY + timedelta(1)),
                         "watermark": (2, DAY + timedelta(1))}  # fmt: skip
    catch_up(history)
    assert memories(history) == caught_up
