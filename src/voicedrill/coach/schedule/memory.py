"""How well something is remembered, by FSRS-6 as the library `fsrs` computes it with its default parameters.

Days are whole calendar days where the speaker is: an answer at eight in the evening is a day old the next
morning. There are no learning steps of minutes, since an answer takes two; so a card is under review from its
first answer on, and its state is stability and difficulty. Nothing here is random: intervals have no fuzz.
Source: https://github.com/open-spaced-repetition/awesome-fsrs/wiki/The-Algorithm
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from enum import IntEnum
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fsrs import Card, Scheduler

#: FSRS's default decay of the forgetting curve. A test holds it to the library's.
DECAY = 0.1542
#: Recall at which a card is due when no interview is near, 0 to 1.
RETENTION = 0.9
#: The longest interval, days: what is asked in an interview should not rest for longer.
MOST_DAYS = 180


class Grade(IntEnum):
    """How an answer went, in the library's four grades. Again means forgotten; Hard is still remembered."""

    AGAIN = 1
    HARD = 2
    GOOD = 3
    EASY = 4


@dataclass(frozen=True, slots=True)
class Memory:
    """A card after its last review. ``stability``: days until recall is 0.9; ``difficulty``: 1 to 10."""

    stability: float
    difficulty: float
    last_review: date
    reviews: int = 1
    lapses: int = 0


def reviewed(memory: Memory | None, grade: Grade, day: date) -> Memory:
    """The memory after a review on ``day``; None: of something new. A day before the last is the last."""
    from fsrs import Rating

    on = max(day, memory.last_review) if memory else day
    card, _ = _scheduler().review_card(_card(memory, on), Rating(int(grade)), _noon(on))
    assert card.stability is not None, "a reviewed card has both"
    assert card.difficulty is not None, "a reviewed card has both"
    before, lapses = (memory.reviews, memory.lapses) if memory else (0, 0)
    lapsed = memory is not None and grade is Grade.AGAIN
    return Memory(card.stability, card.difficulty, on, before + 1, lapses + lapsed)


@dataclass(frozen=True, slots=True)
class Curve:
    """How fast this speaker forgets. ``speed``: multiplies stability, below 1 forgets faster than most.

    ``decay``: how steep the curve is; FSRS's default has a long tail, 0.8 is near to exponential.
    """

    speed: float = 1.0
    decay: float = DECAY

    def recall(self, stability: float, days: float) -> float:
        """The chance, 0 to 1, that something of this stability is remembered after ``days``."""
        spans = max(0.0, days) / (stability * self.speed)
        return float((1 + _factor(self.decay) * spans) ** -self.decay)

    def interval_days(self, stability: float, retention: float = RETENTION) -> int:
        """Whole days until recall falls to ``retention``: at least 1, at most `MOST_DAYS`."""
        days = stability * self.speed * _factor(self.decay, retention) / _factor(self.decay)
        return max(1, round(min(days, MOST_DAYS)))


USUAL = Curve()


@cache
def _factor(decay: float, recall: float = 0.9) -> float:
    """How many stabilities after a review recall is down to ``recall``, but for the scale of the curve."""
    return float(recall ** (-1 / decay)) - 1


@cache
def _scheduler() -> "Scheduler":
    from fsrs import Scheduler

    return Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)


def _card(memory: Memory | None, day: date) -> "Card":
    from fsrs import Card, State

    if memory is None:
        return Card(card_id=0, due=_noon(day))
    last = _noon(memory.last_review)
    return Card(0, State.Review, None, memory.stability, memory.difficulty, due=last, last_review=last)


def _noon(day: date) -> datetime:
    """So that the library, which counts spans of 24 hours in UTC, counts calendar days."""
    return datetime.combine(day, time(12), UTC)
