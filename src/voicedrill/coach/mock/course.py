"""What a mock interview asks next: follows from the plan, from what was asked, and from the clock. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from voicedrill.coach.mock.clock import Clock, may_follow_up, questions_left
from voicedrill.coach.mock.plan import Plan, PlannedQuestion, PlannedRound
from voicedrill.coach.results import FollowUpAsked


@dataclass(frozen=True)
class Step:
    """One thing that was asked and is over. ``at_s``: when it was asked, on the interview's clock, which
    stands while the interview is interrupted. ``open``: the follow-up that its answer left, None: nothing.
    """

    round: int
    question: str
    part: int
    outcome: Literal["answered", "skipped"]
    at_s: float
    open: FollowUpAsked | None = None


@dataclass(frozen=True)
class Turn:
    """What is asked next. ``round``: its place in the plan; ``number``: of the question in the round, from 1.

    ``one_more``: there is no time for another question of the plan; ``cut_short``: of a closing, that
    there was no time for all.
    """

    round: int
    question: str
    number: int
    part: int = 0
    follow_up: FollowUpAsked | None = None
    opens_round: bool = False
    closing: bool = False
    one_more: bool = False
    cut_short: bool = False


def next_turn(plan: Plan, steps: Sequence[Step], now_s: float) -> Turn | None:
    """The next turn; None when the interview is over. ``now_s``: on the interview's clock."""
    if not plan.rounds:
        return None
    at = steps[-1].round if steps else 0
    for number in range(at, len(plan.rounds)):
        turn = _in_round(plan, number, steps, now_s)
        if turn is not None:
            return turn
    return None


def clock_of(plan: Plan, number: int, steps: Sequence[Step], now_s: float) -> Clock:
    """The clock of round ``number`` at ``now_s``, while it is held or before it begins.

    Under a limit for all rounds, what earlier ones ran over is taken from those to come, in proportion.
    """
    began_s = min((step.at_s for step in steps if step.round == number), default=now_s)
    stage = plan.rounds[number]
    limit_s = stage.limit_s
    if plan.limit_s is not None:
        first_s = steps[0].at_s if steps else now_s  # the microphone was tried before, that takes none of it
        left_s = max(0.0, plan.limit_s - (began_s - first_s))
        ahead_s = sum(other.limit_s for other in plan.rounds[number:])
        limit_s = stage.limit_s * min(1.0, left_s / ahead_s) if ahead_s > 0 else 0.0
    return Clock(limit_s, max(0.0, now_s - began_s))


def _in_round(plan: Plan, number: int, steps: Sequence[Step], now_s: float) -> Turn | None:
    stage = plan.rounds[number]
    own = [step for step in steps if step.round == number]
    clock = clock_of(plan, number, steps, now_s)
    closing_s = stage.closing.budget.budget_s if stage.closing else 0.0
    asked = {step.question for step in own}
    ahead = [question for question in stage.questions if question.id not in asked]
    if own:
        following = _follow_up(plan, stage, own, ahead, clock, closing_s)
        if following is not None:
            return following
    if stage.closing and stage.closing.id in asked and own and own[-1].question == stage.closing.id:
        return None
    count = len(asked)
    fits = questions_left(clock, [question.budget for question in ahead], closing_s)
    # A round that begins asks something, unless all rounds share a time that is over.
    begins = not own and (number == 0 or plan.limit_s is None)
    if ahead and (fits or begins) and not _was_last(plan, number, steps):
        one_more = fits <= 1 < len(ahead) and bool(own)
        return Turn(number, ahead[0].id, count + 1, opens_round=not own, one_more=one_more)
    if stage.closing and (own or number == len(plan.rounds) - 1):
        return Turn(
            number,
            stage.closing.id,
            count + 1,
            opens_round=not own,
            closing=True,
            cut_short=bool(ahead),
        )
    return None


def _was_last(plan: Plan, number: int, steps: Sequence[Step]) -> bool:
    """Whether the latest question of a round was told to be the last: then it is, however short it was."""
    asked = [at for at, step in enumerate(steps) if step.round == number and step.part == 0]
    if len(asked) < 2:
        return False
    turn = _in_round(plan, number, steps[: asked[-1]], steps[asked[-1]].at_s)
    return turn is not None and turn.one_more


def _follow_up(
    plan: Plan,
    stage: PlannedRound,
    own: Sequence[Step],
    ahead: Sequence[PlannedQuestion],
    clock: Clock,
    closing_s: float,
) -> Turn | None:
    last = own[-1]
    planned = next((question for question in stage.questions if question.id == last.question), None)
    if planned is None or last.outcome == "skipped" or last.open is None or last.part >= plan.follow_ups:
        return None
    next_least_s = ahead[0].budget.least_s if ahead else 0.0
    if not may_follow_up(clock, planned.budget.follow_up_s, next_least_s, closing_s):
        return None
    number = len(dict.fromkeys(step.question for step in own))
    return Turn(own[-1].round, last.question, number, part=last.part + 1, follow_up=last.open)
