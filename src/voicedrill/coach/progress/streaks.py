"""Days in a row, and the calendar of the last weeks. Days are local dates."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

#: Weeks that the calendar shows, the current one among them.
WEEKS = 12
#: Answers a day from which on a calendar shows a stronger mark.
LEVELS = (1, 2, 4, 7)
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Streak:
    """Days in a row with an answer. ``days``: up to today, or up to yesterday while today is still open.

    ``today``: whether today counts already; ``longest``: the longest there ever was.
    """

    days: int
    today: bool
    longest: int


@dataclass(frozen=True)
class CalendarDay:
    """A day and how many answers were given on it; None for a day that is still to come."""

    day: date
    answers: int | None

    @property
    def level(self) -> int:
        """How strong its mark is: 0 for no answer, then one more for each of `LEVELS`."""
        return bisect_right(LEVELS, self.answers or 0)


def streak(practised: Iterable[date], today: date) -> Streak:
    """The streak at ``today``. ``practised``: days with an answer, in any order; later ones are left out."""
    days = sorted({day for day in practised if day <= today})
    longest = run = 0
    for index, day in enumerate(days):
        run = run + 1 if index and day - days[index - 1] == _DAY else 1
        longest = max(longest, run)
    # A gap of a whole day ends it; today is no gap before it is over.
    alive = bool(days) and today - days[-1] <= _DAY
    return Streak(run if alive else 0, bool(days) and days[-1] == today, longest)


def calendar(answers: Mapping[date, int], today: date, weeks: int = WEEKS) -> tuple[CalendarDay, ...]:
    """Whole weeks from Monday to Sunday, the oldest first, the last with ``today`` in it."""
    monday = today - today.weekday() * _DAY
    first = monday - (weeks - 1) * 7 * _DAY
    days = (first + number * _DAY for number in range(weeks * 7))
    return tuple(CalendarDay(day, answers.get(day, 0) if day <= today else None) for day in days)
