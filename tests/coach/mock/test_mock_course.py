"""The course of a mock interview under its clock."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from voicedrill.coach.mock.clock import Budget, Clock, questions_left
from voicedrill.coach.mock.course import Step, Turn, clock_of, next_turn
from voicedrill.coach.mock.moods import MOODS, lead_in, mood_of
from voicedrill.coach.mock.plan import Plan, PlannedQuestion, PlannedRound
from voicedrill.coach.results import FollowUpAsked

OPEN = FollowUpAsked("How exactly?", "It was left open.")


def planned(name: str, budget_s: float = 60.0, least_s: float = 20.0) -> PlannedQuestion:
    return PlannedQuestion(name, "behavioural", Budget(budget_s, least_s, 30.0))


def plan_of(*counts: int, limit_s: float = 600.0, closing: bool = True, follow_ups: int = 1) -> Plan:
    stages = []
    for number, count in enumerate(counts):
        asked = tuple(planned(f"r{number}q{n}") for n in range(count))
        last = number == len(counts) - 1
        end = planned(f"close{number}", 30.0, 10.0) if closing and last else None
        stages.append(PlannedRound(f"r{number}", f"Round {number}", limit_s, asked, end))
    return Plan(tuple(stages), follow_ups, 0)


def hold(plan: Plan, took_s: float, opens: FollowUpAsked | None = None, most: int = 100) -> list[Turn]:
    """Every answer takes so long, and leaves ``opens``."""
    turns: list[Turn] = []
    steps: list[Step] = []
    now_s = 0.0
    while len(turns) < most and (turn := next_turn(plan, steps, now_s)) is not None:
        turns.append(turn)
        left = None if turn.closing else opens
        steps.append(Step(turn.round, turn.question, turn.part, "answered", now_s, left))
        now_s += took_s
    return turns


def test_all_is_asked_in_order_while_there_is_time() -> None:
    turns = hold(plan_of(2, 1), took_s=40.0)
    assert [(turn.question, turn.opens_round, turn.closing) for turn in turns] == [
        ("r0q0", True, False),
        ("r0q1", False, False),
        ("r1q0", True, False),
        ("close1", False, True),
    ]
    assert [turn.number for turn in turns] == [1, 2, 1, 2]


def test_follow_ups_are_asked_up_to_their_number() -> None:
    turns = hold(plan_of(2, follow_ups=2), took_s=30.0, opens=OPEN)
    assert [(turn.question, turn.part) for turn in turns] == [
        ("r0q0", 0),
        ("r0q0", 1),
        ("r0q0", 2),
        ("r0q1", 0),
        ("r0q1", 1),
        ("r0q1", 2),
        ("close0", 0),
    ]


def test_when_time_runs_short_fewer_are_asked_and_it_is_said() -> None:
    turns = hold(plan_of(6, limit_s=300.0), took_s=100.0)
    assert [turn.question for turn in turns] == ["r0q0", "r0q1", "r0q2", "close0"]
    assert [turn.one_more for turn in turns] == [False, False, True, False]
    assert turns[-1].cut_short


def test_a_follow_up_gives_way_to_the_next_question() -> None:
    plan = plan_of(2, limit_s=150.0)
    # 100 s are gone; a follow-up (30 s) would leave no 20 s for the question and 30 s for the closing.
    turns = hold(plan, took_s=100.0, opens=OPEN)
    assert [(turn.question, turn.part) for turn in turns] == [("r0q0", 0), ("r0q1", 0), ("close0", 0)] or [
        turn.question for turn in turns
    ] == ["r0q0", "close0"]
    assert all(turn.part == 0 for turn in turns)


def test_a_question_that_was_skipped_is_not_followed_up() -> None:
    steps = [Step(0, "r0q0", 0, "skipped", 0.0, OPEN)]
    turn = next_turn(plan_of(2), steps, 5.0)
    assert turn is not None
    assert (turn.question, turn.part) == ("r0q1", 0)


def test_rounds_that_share_a_time_lose_what_earlier_ones_took() -> None:
    plan = replace(plan_of(1, 1, 1, limit_s=100.0), limit_s=300.0)
    turns = hold(plan, took_s=290.0)
    assert [turn.question for turn in turns] == ["r0q0", "close2"], "the second round has no time left"
    late = clock_of(plan, 1, [Step(0, "r0q0", 0, "answered", 0.0)], 200.0)
    assert late.limit_s == 50.0


def test_a_round_of_its_own_time_asks_at_least_one_question() -> None:
    turns = hold(plan_of(3, 3, limit_s=10.0), took_s=500.0)
    assert [turn.question for turn in turns] == ["r0q0", "r1q0", "close1"]


@given(
    st.lists(st.integers(1, 5), min_size=1, max_size=4),
    st.floats(1, 2000),
    st.floats(0, 900),
    st.integers(0, 3),
    st.one_of(st.none(), st.floats(1, 4000)),
)
def test_an_interview_ends_repeats_nothing_and_its_clock_never_runs_below_zero(
    counts: list[int], limit_s: float, took_s: float, follow_ups: int, total_s: float | None
) -> None:
    plan = replace(plan_of(*counts, limit_s=limit_s, follow_ups=follow_ups), limit_s=total_s)
    turns = hold(plan, took_s, opens=OPEN)
    asked = [(turn.round, turn.question, turn.part) for turn in turns]
    assert len(asked) == len(set(asked))
    assert asked == sorted(asked, key=lambda each: each[0])
    assert len(turns) <= (sum(counts) + 1) * (follow_ups + 1)
    assert turns[-1].closing
    assert sum(turn.one_more for turn in turns) <= len(counts)


@given(st.floats(0, 1e5), st.floats(0, 1e5))
def test_what_is_left_is_never_negative(limit_s: float, spent_s: float) -> None:
    clock = Clock(limit_s, spent_s)
    assert clock.left_s >= 0
    assert clock.over_s >= 0
    assert clock.left_s == 0 or clock.over_s == 0
    assert questions_left(clock, [Budget(60, 20, 10)] * 3, 30.0) in range(4)


def test_what_is_said_between_questions_never_depends_on_the_answer() -> None:
    friendly = mood_of("friendly")
    said = {lead_in(friendly, number=number) for number in range(20)}
    assert len(said) == len(friendly.between)
    assert lead_in(mood_of("silent"), number=3) is None
    assert lead_in(mood_of("silent"), number=3, one_more=True) == "We have time for one more."
    opening = lead_in(friendly, number=0, opens_round=True, first_round=True)
    assert opening is not None
    assert opening.startswith("Hello")


def test_only_a_pressing_interviewer_cuts_in_at_the_limit() -> None:
    limits = {name: mood_of(name).limit_s(600.0, (60.0, 120.0)) for name in MOODS}
    assert limits == {"friendly": 600.0, "silent": 600.0, "pressing": 180.0}
    assert mood_of("pressing").limit_s(30.0, (60.0, 120.0)) == 30.0
    silences = {name: mood_of(name).end_silence_s(2.5) for name in MOODS}
    assert silences["silent"] > silences["friendly"] > 2.5 > silences["pressing"]
