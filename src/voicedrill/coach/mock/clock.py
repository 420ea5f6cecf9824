"""The interviewer's clock: what a question costs, what there is still time for. Pure; seconds throughout.

A question's budget is its reading, the time to think, the middle of the length that it asks for, and its
follow-ups. What it can do with is the short end of that length and no follow-up. While time is short fewer
questions are asked; nobody is cut off for it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from voicedrill.decks.model import Question

#: How fast questions are read, words a second, and the breath before.
_READING_RATE, _BREATH_S = 2.5, 1.0
#: A follow-up is a short question, and its answer half as long as the first, within these bounds.
_FOLLOW_UP_READING_S = 5.0
_FOLLOW_UP_S = (10.0, 60.0)


@dataclass(frozen=True)
class Costs:
    """What each question takes beside its answer. ``silence_s``: the silence by which an answer ends."""

    think_s: float = 10.0
    follow_ups: int = 1
    silence_s: float = 2.5

    @property
    def without_follow_ups(self) -> "Costs":
        """The same for a question that has none."""
        return replace(self, follow_ups=0)


@dataclass(frozen=True)
class Budget:
    """Seconds for one question: in all, at the very least, and for one of its follow-ups."""

    budget_s: float
    least_s: float
    follow_up_s: float


def budget_of(question: Question, costs: Costs) -> Budget:
    """What a question costs."""
    low, high = question.target_s
    around_s = len(question.ask.split()) / _READING_RATE + _BREATH_S + costs.think_s + costs.silence_s
    least, most = _FOLLOW_UP_S
    answer_s = min(most, max(min(least, high), (low + high) / 4))
    follow_up_s = _FOLLOW_UP_READING_S + costs.silence_s + answer_s
    return Budget(
        budget_s=around_s + (low + high) / 2 + costs.follow_ups * follow_up_s,
        least_s=around_s + low,
        follow_up_s=follow_up_s,
    )


@dataclass(frozen=True)
class Clock:
    """One round's time. ``limit_s``: how long it may take; ``spent_s``: gone by."""

    limit_s: float
    spent_s: float

    @property
    def left_s(self) -> float:
        """What is left, never below 0."""
        return max(0.0, self.limit_s - self.spent_s)

    @property
    def over_s(self) -> float:
        """By how much the round ran over, never below 0."""
        return max(0.0, self.spent_s - self.limit_s)


def questions_left(clock: Clock, ahead: Sequence[Budget], closing_s: float) -> int:
    """How many of the questions ahead, in their order, there is still time for.

    All but the last are given their whole budget; the last need only find the least that it can do with.
    """
    left_s = clock.left_s - closing_s
    count = 0
    for question in ahead:
        if question.least_s > left_s:
            break
        count += 1
        left_s -= question.budget_s
    return count


def may_follow_up(clock: Clock, follow_up_s: float, ahead_least_s: float, closing_s: float) -> bool:
    """Whether a follow-up leaves time for the least of the question after it, and for the closing."""
    return clock.left_s >= follow_up_s + ahead_least_s + closing_s
