"""Memory, grades, the agenda and the plan: what must hold for any cards and any day."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voicedrill.coach.schedule.agenda import agenda
from voicedrill.coach.schedule.cards import Card
from voicedrill.coach.schedule.fit import Outcome, fit_curve
from voicedrill.coach.schedule.grades import grade_answer, grade_point
from voicedrill.coach.schedule.interview import Interview, retention
from voicedrill.coach.schedule.memory import USUAL, Curve, Grade, Memory, reviewed
from voicedrill.coach.schedule.plan import plan
from voicedrill.coach.schedule.prompts import for_points_alone
from voicedrill.coverage.results import BeatVerdict, Coverage, FactVerdict, PointVerdict
from voicedrill.decks.find import deck_names, find_deck
from voicedrill.decks.load import load_deck
from voicedrill.decks.model import FollowUp, Question, TalkingPoint
from voicedrill.delivery.results import Delivery, Length, Wording

TODAY = date(2026, 11, 21)
MEMORIES = st.builds(
    Memory,
    stability=st.floats(0.05, 400),
    difficulty=st.floats(1, 10),
    last_review=st.integers(0, 300).map(lambda days: TODAY - timedelta(days)),
)


@st.composite
def some_cards(draw: st.DrawFn) -> list[Card]:
    cards = []
    for n in range(draw(st.integers(0, 12))):
        memory = draw(st.none() | MEMORIES)
        seconds = draw(st.sampled_from([(20.0, 40.0), (60.0, 120.0), (120.0, 300.0)]))
        card = Card(draw(st.sampled_from("ab")), str(n), "", "?", "technical", seconds, 4.0, False, memory)
        cards.append(card)
        for point in range(draw(st.integers(0, 3)) if memory else 0):
            must = draw(st.booleans())
            cards.append(replace(card, point=f"p{point}", weight=1.0, must=must, memory=draw(MEMORIES)))
    return cards


# -- Memory --------------------------------------------------------------------------------------------


@given(st.none() | MEMORIES)
def test_better_grades_never_come_back_sooner(memory: Memory | None) -> None:
    after = [reviewed(memory, grade, TODAY) for grade in Grade]
    days = [USUAL.interval_days(one.stability) for one in after]
    assert days == sorted(days)
    assert all(1 <= count <= 180 for count in days)
    assert all(one.last_review == TODAY for one in after)


@given(MEMORIES, st.integers(0, 400))
def test_recall_is_that_of_the_library(memory: Memory, days: int) -> None:
    from fsrs import Card as LibraryCard
    from fsrs import Scheduler, State

    noon = datetime(2026, 1, 1, 12, tzinfo=UTC)
    card = LibraryCard(1, State.Review, None, memory.stability, memory.difficulty, noon, noon)
    theirs = Scheduler().get_card_retrievability(card, noon + timedelta(days))
    assert USUAL.recall(memory.stability, days) == pytest.approx(theirs)


@given(st.floats(0.1, 300), st.floats(0.7, 0.98), st.floats(0.7, 0.98), st.sampled_from([0.1542, 0.4, 0.8]))
def test_higher_retention_means_shorter_intervals(
    stability: float, one: float, other: float, decay: float
) -> None:
    curve = Curve(1.0, decay)
    low, high = sorted((one, other))
    assert curve.interval_days(stability, high) <= curve.interval_days(stability, low)


def test_an_evening_and_the_next_morning_are_a_day_apart() -> None:
    evening = reviewed(None, Grade.GOOD, TODAY)
    same_day, morning = (reviewed(evening, Grade.GOOD, TODAY + timedelta(n)) for n in (0, 1))
    assert morning.stability > same_day.stability


def test_who_forgets_faster_than_most_gets_a_curve_of_their_own() -> None:
    forgot = [Outcome(2, 2.3, n % 5 == 0) for n in range(60)]
    kept = [Outcome(20, 2.3, n % 5 != 0) for n in range(60)]
    assert fit_curve([]) == USUAL
    assert fit_curve(forgot).recall(2.3, 2) < 0.5 < USUAL.recall(2.3, 2)
    assert fit_curve(kept).recall(2.3, 20) > USUAL.recall(2.3, 20)


# -- Grades --------------------------------------------------------------------------------------------


def points(statuses: str, must: str = "") -> tuple[PointVerdict, ...]:
    names = {"c": "covered", "p": "partial", "m": "missed"}
    return tuple(
        PointVerdict(str(n), "x", 1.0, str(n) in must, names[status], 0.5, None)  # type: ignore[arg-type]
        for n, status in enumerate(statuses)
    )


def graded(
    statuses: str,
    must: str = "",
    fact: str = "",
    beat: bool = True,
    length: str = "on-target",
    from_story: bool = False,
) -> str:
    scores = {"c": 1.0, "p": 0.5, "m": 0.0}
    facts = (FactVerdict("8 ms", fact, None, None, from_story),) if fact else ()  # type: ignore[arg-type]
    score = sum(scores[status] for status in statuses) / len(statuses) if statuses else None
    coverage = Coverage(
        "words", score, points(statuses, must), (BeatVerdict("result", beat, None, ()),), facts, ()
    )
    delivery = Delivery(
        0.5, 70.0, 60.0, 80, Length((60, 120), length), 130.0, 150.0, (), (), (), None, None, None,  # type: ignore[arg-type]
        Wording((), (), 1, 0), None,
    )  # fmt: skip
    found = grade_answer(coverage, delivery)
    assert found is not None
    return found.grade.name


@pytest.mark.parametrize(
    ("grade", "what"),
    [
        ("EASY", {"statuses": "cccc"}),
        ("EASY", {"statuses": "", "fact": "stated"}),
        ("GOOD", {"statuses": "cccc", "beat": False}),
        ("GOOD", {"statuses": "cccc", "length": "long"}),
        ("GOOD", {"statuses": "cccp"}),
        ("HARD", {"statuses": "cccc", "fact": "misstated"}),
        ("HARD", {"statuses": "cccm", "must": "3"}),
        ("HARD", {"statuses": "ccmm"}),
        ("AGAIN", {"statuses": "ccmm", "must": "23"}),
        ("AGAIN", {"statuses": "cmmm"}),
        ("AGAIN", {"statuses": "", "fact": "absent"}),
        ("EASY", {"statuses": "", "fact": "absent", "from_story": True}),
        ("HARD", {"statuses": "cccc", "fact": "misstated", "from_story": True}),
    ],
)
def test_the_table_of_grades(grade: str, what: dict[str, str]) -> None:
    assert graded(**what) == grade  # type: ignore[arg-type]


def test_points_are_graded_by_their_status() -> None:
    assert [grade_point(point) for point in points("cpm")] == [Grade.GOOD, Grade.HARD, Grade.AGAIN]


# -- The agenda ----------------------------------------------------------------------------------------


@given(some_cards(), st.floats(1, 90), st.integers(-3, 40) | st.none())
def test_an_agenda_fits_and_asks_nothing_twice(cards: list[Card], minutes: float, left: int | None) -> None:
    ahead = {} if left is None else {"a": Interview("a", "A", TODAY + timedelta(left))}
    found = agenda(cards, TODAY, minutes, ahead)
    assert found.seconds <= minutes * 60
    asked = [task.question.key for task in found.tasks]
    assert len(set(asked)) == len(asked)
    for task in found.tasks:
        assert task.value == pytest.approx(task.value)
        assert all(card.memory is None or card.memory.last_review < TODAY for card in task.cards)
        assert task.why != "ahead" or task.question.card.deck in ahead
    assert found == agenda(cards, TODAY, minutes, ahead)
    if found.next_due is not None:
        assert found.next_due > TODAY


def known(name: str, stability: float, days: int, **values: object) -> Card:
    memory = Memory(stability, 5.0, TODAY - timedelta(days))
    card = Card("a", name, "", "?", "technical", (60.0, 120.0), 4.0, False, memory)
    return replace(card, **values)  # type: ignore[arg-type]


def test_a_missed_point_comes_back_alone_and_shorter_than_its_question() -> None:
    point = known("q", 0.2, 2, point="p", weight=1.0)
    found = agenda([known("q", 40, 2), point], TODAY, 20)
    assert [task.points for task in found.tasks] == [(point,)]
    assert found.seconds < agenda([known("q", 1, 2), point], TODAY, 20).seconds


def test_must_points_and_short_answers_come_first() -> None:
    cards = [known(name, 40, 2) for name in "xyz"]
    must = [known(name, 0.2, 2, point="p", weight=1.0, must=name == "y") for name in "xyz"]
    assert agenda([*cards, *must], TODAY, 20).tasks[0].question.card.question == "y"
    long = known("x", 1, 9, seconds=(120.0, 300.0))
    assert agenda([long, known("y", 1, 9)], TODAY, 20).tasks[0].question.card.question == "y"


def test_all_new_questions_are_asked_before_the_interview() -> None:
    cards = {str(n): known(str(n), 1, 0, memory=None) for n in range(30)}
    interview = Interview("a", "A", TODAY + timedelta(9))
    for day in (TODAY + timedelta(n) for n in range(9)):
        for task in agenda(cards.values(), day, 25, {"a": interview}).tasks:
            name = task.question.card.question
            cards[name] = replace(cards[name], memory=reviewed(cards[name].memory, Grade.AGAIN, day))
    assert all(card.memory is not None for card in cards.values())


def test_without_an_interview_new_questions_come_a_few_a_day() -> None:
    cards = [known(str(n), 1, 0, memory=None) for n in range(30)]
    assert len(agenda(cards, TODAY, 60).tasks) == 3
    begun = [known(str(n), 2, 0) for n in range(2)]
    assert len(agenda([*begun, *cards[2:]], TODAY, 60).tasks) == 1
    assert len(agenda([*begun, *cards[2:]], TODAY + timedelta(1), 60).tasks) >= 3


def test_more_is_asked_for_as_the_interview_comes_near() -> None:
    wanted = [retention(Interview("a", "A", TODAY + timedelta(n)), TODAY) for n in (60, 30, 14, 7, 2, 0)]
    assert wanted == sorted(wanted)
    assert wanted[0] == retention(None, TODAY) == retention(Interview("a", "A", TODAY - timedelta(1)), TODAY)


# -- Points alone --------------------------------------------------------------------------------------


QUESTION = Question(
    "late",
    "How do you deal with late events?",
    points=(
        TalkingPoint("grace", "wait for a grace period"),
        TalkingPoint("nightly", "a nightly correction"),
        TalkingPoint("cost", "it was cheaper than streaming"),
    ),
    beats={"situation": ("a fifth of the orders came late",), "result": ("cheaper than streaming",)},
    follow_ups=(
        FollowUp("And what if a phone comes back after days?", (TalkingPoint("c", "a nightly correction"),)),
    ),
)


def test_a_point_is_asked_for_by_the_decks_own_cue() -> None:
    assert "what if a phone comes back" in for_points_alone(QUESTION, ["nightly"]).ask
    assert "in this part: result" in for_points_alone(QUESTION, ["cost"]).ask
    assert for_points_alone(QUESTION, ["grace"]).ask.endswith("left something out. Say only that.")
    assert "two things" in for_points_alone(QUESTION, ["grace", "cost"]).ask


def test_no_prompt_of_a_shipped_deck_gives_a_point_away() -> None:
    for name in deck_names():
        for question in load_deck(find_deck(name)).questions:
            for point in question.points:
                alone = for_points_alone(question, [point.id])
                assert alone.points == (point,)
                assert alone.id == question.id
                cue = alone.ask.replace(question.ask, "").casefold()
                assert point.say.casefold() not in cue


# -- The plan ------------------------------------------------------------------------------------------


@given(st.integers(0, 40), st.floats(5, 120), st.sampled_from(deck_names()))
def test_a_plan_lies_before_the_interview_and_fits_the_days(left: int, minutes: float, name: str) -> None:
    deck = DECKS[name]
    interview = Interview(name, deck.title, TODAY + timedelta(left), minutes)
    cards = [known(q.id, 1.0, 5, deck=name) for q in deck.questions[::2]]
    made = plan(deck, cards, interview, TODAY)
    days = [one.day for one in made.days]
    assert days == sorted(set(days))
    assert all(TODAY <= day < interview.day for day in days)
    assert all(one.minutes == pytest.approx(minutes) for one in made.days)
    assert [hours.name for hours in made.last_hours][-2:] == ["two hours before", "30 minutes before"]
    assert all(
        hours.minutes <= limit for hours, limit in zip(made.last_hours[::-1], (15, 35, 40), strict=False)
    )
    ids = {question.id for question in deck.questions}
    for part in (*made.days, *made.last_hours):
        assert all(set(step.questions) <= ids for step in part.steps)
    assert set(made.weak) <= ids


DECKS = {name: load_deck(find_deck(name)) for name in deck_names()}
