"""Plans of mock interviews: what is asked, in which round, in the time there is."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voicedrill.coach.mock.clock import Costs, budget_of
from voicedrill.coach.mock.plan import CLOSING_ID, Plan, make_plan
from voicedrill.coach.mock.rounds import (
    STANDARD_ROUNDS,
    cast,
    closing_question,
    find_round,
    interviewer_of,
    loop_of,
)
from voicedrill.coach.mock.weak import weights_from
from voicedrill.decks.find import deck_names, find_deck
from voicedrill.decks.load import load_deck
from voicedrill.decks.model import Deck, Question, Round, TalkingPoint

KINDS = ("behavioural", "technical", "system-design", "pitch", "culture", "ask-them")
BRIEF = Costs(think_s=0.0, follow_ups=0)


def ids(plan: Plan) -> list[str]:
    return [question.id for stage in plan.rounds for question in stage.questions]


def deck_of(*questions: Question, rounds: tuple[Round, ...] = ()) -> Deck:
    return Deck("A deck", questions, rounds=rounds)


questions = st.lists(
    st.builds(
        Question,
        id=st.uuids().map(str),
        ask=st.just("Tell me about it."),
        kind=st.sampled_from(KINDS),
        difficulty=st.sampled_from(["easy", "medium", "hard", None]),
        story=st.sampled_from([None, "a", "b"]),
        seconds=st.sampled_from([None, (5.0, 15.0), (60.0, 120.0), (300.0, 900.0)]),
    ),
    min_size=1,
    max_size=14,
    unique_by=lambda question: question.id,
)
rounds = st.lists(
    st.builds(
        Round,
        id=st.uuids().map(str),
        name=st.just("Round"),
        minutes=st.sampled_from([None, (1.0, 2.0), (30.0, 60.0)]),
        kinds=st.lists(st.sampled_from(KINDS), max_size=3, unique=True).map(tuple),
        questions=st.sampled_from([None, 1, 3]),
    ),
    min_size=1,
    max_size=4,
    unique_by=lambda stage: stage.id,
)


@given(questions, rounds, st.sampled_from([None, 0.5, 3.0, 20.0, 240.0]), st.integers(0, 9))
def test_a_plan_asks_nothing_twice_and_keeps_to_its_kinds_and_its_time(
    questions: list[Question], rounds: list[Round], minutes: float | None, seed: int
) -> None:
    deck = deck_of(*questions)
    plan = make_plan(deck, rounds, Costs(), seed=seed, minutes=minutes)
    assert len(ids(plan)) == len(set(ids(plan)))
    kinds = {stage.id: stage.kinds for stage in rounds}
    wanted = {stage.id: stage.questions or 4 for stage in rounds}
    for stage in plan.rounds:
        assert 1 <= len(stage.questions) <= wanted[stage.id]
        allowed = set(kinds[stage.id]) - {"ask-them"} or set(KINDS) - {"ask-them"}
        assert {question.kind for question in stage.questions} <= allowed
        # One question is asked, however little time there is.
        assert stage.planned_s <= stage.limit_s or len(ids(plan)) == 1
    assert not plan.rounds or any(stage.closing for stage in plan.rounds)
    if minutes is not None and len(ids(plan)) > 1:
        assert plan.planned_s <= minutes * 60 + 1e-6
    assert make_plan(deck, rounds, Costs(), seed=seed, minutes=minutes) == plan


def test_a_story_is_asked_for_twice_only_where_nothing_else_is_left() -> None:
    told = [Question(f"q{n}", "And?", story="one", seconds=(10, 20)) for n in range(3)]
    other = [Question(f"r{n}", "And?", story=None, seconds=(10, 20)) for n in range(2)]
    stage = Round("one", "One", (30, 45), ("behavioural",), 3)
    for seed in range(20):
        chosen = ids(make_plan(deck_of(*told, *other), [stage], BRIEF, seed=seed))
        assert len(set(chosen) & {"q0", "q1", "q2"}) == 1
    assert len(ids(make_plan(deck_of(*told), [stage], BRIEF, seed=0))) == 3


def test_the_kinds_of_a_round_come_in_turn_and_easier_questions_first() -> None:
    deck = deck_of(
        *(Question(f"t{n}", "How?", kind="technical", difficulty="hard") for n in range(4)),
        *(Question(f"s{n}", "Tell me.", kind="behavioural", difficulty="easy") for n in range(4)),
        Question("p", "Who are you?", kind="pitch", difficulty="hard"),
    )
    stage = Round("m", "Manager", (45, 60), ("pitch", "technical", "behavioural"), 5)
    [planned] = make_plan(deck, [stage], Costs(), seed=3).rounds
    kinds = [question.kind for question in planned.questions]
    assert Counter(kinds) == {"pitch": 1, "technical": 2, "behavioural": 2}
    assert kinds == ["pitch", "behavioural", "behavioural", "technical", "technical"]


def test_what_is_weak_is_asked_more_often() -> None:
    deck = deck_of(*(Question(f"q{n}", "And?", seconds=(10, 20)) for n in range(10)))
    stage = Round("one", "One", (30, 45), ("behavioural",), 2)
    weights = {"q7": 8.0}
    hits = sum("q7" in ids(make_plan(deck, [stage], BRIEF, seed=n, weights=weights)) for n in range(200))
    plain = sum("q7" in ids(make_plan(deck, [stage], BRIEF, seed=n)) for n in range(200))
    # By chance alone it is 2 in 10, with the weight of 8 more than 6 in 10.
    assert plain < 70
    assert hits > 110


def test_weights_follow_the_latest_score() -> None:
    answers = [("good", 1.0), ("bad", 0.2), ("bad", 1.0), ("none", None)]
    weights = weights_from(answers, ["good", "bad", "none", "new"])
    assert weights["bad"] > weights["new"] > weights["none"] > weights["good"] > 0


def test_rounds_without_time_for_a_question_are_left_out_and_named() -> None:
    deck = load_deck(find_deck("senior-engineer"))
    plan = make_plan(deck, loop_of(deck), Costs(), seed=1, minutes=20)
    assert [stage.name for stage in plan.rounds][:2] == ["Recruiter screen", "Hiring manager"]
    assert all(stage.questions for stage in plan.rounds)
    assert "Peers" in plan.left_out


@pytest.mark.parametrize("name", deck_names())
def test_every_deck_that_ships_can_be_held(name: str) -> None:
    deck = load_deck(find_deck(name))
    plan = make_plan(deck, loop_of(deck), Costs(), seed=1, role=cast(deck.questions).role)
    assert plan.rounds
    assert plan.left_out == ()
    assert plan.rounds[-1].closing or any(stage.closing for stage in plan.rounds)
    roles = {q.role for q in deck.questions if q.id in ids(plan)} - {None, "anyone"}
    assert len(roles) <= 1, "one interview is for one post"


def test_a_deck_without_rounds_gets_the_usual_ones_that_it_can_fill() -> None:
    deck = deck_of(Question("t", "How?", kind="technical"), Question("s", "Tell me."))
    assert [stage.id for stage in loop_of(deck)] == ["manager", "technical", "cross-functional"]
    assert loop_of(deck_of(Question("g", "Why the gap?", kind="gap")))[0].kinds == ("gap",)


def test_rounds_are_found_by_id_name_and_part() -> None:
    deck = load_deck(find_deck("senior-engineer"))
    for name in ("peers", "Peers", "PEERS"):
        found = find_round(deck, name)
        assert found is not None
        assert found.id == "peers"
    by_part = find_round(deck, "reverse")
    assert by_part is not None
    assert by_part.id == "proud"
    assert find_round(deck, "system design") == STANDARD_ROUNDS[3], "the deck has several of that name"
    assert find_round(deck, "cross functional") == STANDARD_ROUNDS[4], "no round of the deck, but a usual one"
    assert find_round(deck, "knitting") is None


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Recruiter screen", "recruiter"),
        ("Hiring manager", "manager"),
        ("Culture with a director", "executive"),
        ("peers Peers", "peer"),
        ("First team round", "peer"),
        ("Panel interview", None),
    ],
)
def test_the_interviewer_is_known_by_the_round(text: str, who: str | None) -> None:
    assert interviewer_of(text) == who


def test_the_closing_question_is_that_of_the_interviewer() -> None:
    deck = load_deck(find_deck("senior-engineer"))
    for stage, wanted in (("recruiter", "ask-recruiter"), ("manager", "ask-manager"), ("peers", "ask-peers")):
        found = find_round(deck, stage)
        assert found is not None
        question = closing_question(deck, found, None, frozenset())
        assert question is not None
        assert question.id == wanted


def test_every_interview_ends_with_the_candidates_questions() -> None:
    plan = make_plan(deck_of(Question("s", "Tell me.")), STANDARD_ROUNDS[1:2], Costs(), seed=0)
    closing = plan.rounds[-1].closing
    assert closing is not None
    assert closing.id == CLOSING_ID


def test_a_deck_for_several_roles_is_cast() -> None:
    asked = [Question(f"n{n}", "And?", role="nurse") for n in range(2)] + [Question("c", "And?", role="cook")]
    assert cast(asked).role == "nurse"
    assert cast(asked).others == ("cook",)
    assert cast(asked, "COOK").role == "cook"
    assert cast(asked[:2]).role is None
    with pytest.raises(KeyError):
        cast(asked, "pilot")
    plan = make_plan(deck_of(*asked), STANDARD_ROUNDS[1:2], BRIEF, seed=0, role="cook")
    assert ids(plan) == ["c"]


@given(
    st.floats(1, 600),
    st.floats(0, 600),
    st.builds(Costs, think_s=st.floats(0, 60), follow_ups=st.integers(0, 5), silence_s=st.floats(0.5, 10)),
)
def test_a_budget_is_never_less_than_the_question_needs(low: float, more: float, costs: Costs) -> None:
    question = Question("q", "One two three?", seconds=(low, low + more), points=(TalkingPoint("a", "b"),))
    budget = budget_of(question, costs)
    assert 0 < budget.least_s <= budget.budget_s
    assert budget.follow_up_s > 0
    assert budget_of(question, costs.without_follow_ups).budget_s <= budget.budget_s
