"""What `today` asks, one thing after the other."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from voicedrill.coach.rewordings import wordings
from voicedrill.coach.schedule.agenda import Task, Why
from voicedrill.coach.schedule.cards import Card, QuestionCards
from voicedrill.decks.model import Deck, Question, TalkingPoint
from voicedrill.sessions.script import Answered, Item
from voicedrill.sessions.today import TodayScript

FILE = Path("d.yaml")
QUESTIONS = tuple(
    Question(name, f"Tell me about {name}.", points=(TalkingPoint("p", f"{name} was hard"),))
    for name in ("kafka", "nginx", "redis")
)
DECKS = {"d": (Deck("D", QUESTIONS), FILE)}


def task(
    name: str, *, points: bool = False, asked: str | None = None, why: Why = "due", s: float = 60
) -> Task:
    card = Card("d", name, "", "?", "technical", (30, 60), 1.0, False, None, asked)
    point = replace(card, point="p")
    return Task(QuestionCards(card, (point,)), (point,) if points else (), why, s, 1.0)


def answered(item: Item) -> Answered:
    return Answered(item, "next", datetime(2026, 11, 21, tzinfo=UTC))


def all_items(script: TodayScript, seconds_each: float = 0) -> list[Item]:
    so_far: list[Answered] = []
    while (item := script.next(so_far, len(so_far) * seconds_each)) is not None:
        so_far.append(answered(item))
    return [one.item for one in so_far]


def test_everything_is_asked_once_in_its_order() -> None:
    items = all_items(
        TodayScript((task("nginx"), task("kafka", why="new"), task("redis", points=True)), DECKS, 20)
    )
    assert [item.question.id for item in items] == ["nginx", "kafka", "redis"]
    assert [item.heading for item in items] == [
        "Question 1 of 3, due",
        "Question 2 of 3, new",
        "Question 3 of 3, what you left out",
    ]
    assert {item.mode for item in items} == {"today"}
    assert "redis was hard" not in items[2].question.ask


def test_what_no_longer_fits_is_left_for_another_day() -> None:
    tasks = (task("nginx"), task("kafka", s=200), task("redis"))
    items = all_items(TodayScript(tasks, DECKS, 3), seconds_each=80)
    assert [item.question.id for item in items] == ["nginx", "redis"]


def test_a_question_comes_in_the_words_whose_turn_it_is() -> None:
    first, second, *_ = wordings(QUESTIONS[0])
    (item,) = all_items(TodayScript((task("kafka", asked=first),), DECKS, 20))
    assert item.question.ask == second
    assert replace(item.question, ask=first) == QUESTIONS[0]


def test_what_the_deck_no_longer_has_is_passed_over() -> None:
    lost = replace(QUESTIONS[1], points=())
    decks = {"d": (Deck("D", (lost, QUESTIONS[2])), FILE)}
    tasks = (task("kafka"), task("nginx", points=True), task("redis"))
    assert [item.question.id for item in all_items(TodayScript(tasks, decks, 20))] == ["redis"]
