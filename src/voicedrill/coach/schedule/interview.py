"""The day of the interview, and what it asks of the days before."""

from dataclasses import dataclass
from datetime import date

from voicedrill.coach.schedule.memory import RETENTION

#: Recall at which a card is due when the interview is so many days away or fewer.
_RETENTIONS = ((2, 0.97), (7, 0.95), (14, 0.93), (30, 0.92))
#: Without an interview, practice is for so many days from now.
USUAL_HORIZON_DAYS = 30


@dataclass(frozen=True, slots=True)
class Interview:
    """The interview that a deck prepares for. ``title``: the deck's; ``day``: a local date."""

    deck: str
    title: str
    day: date
    minutes_a_day: float = 20.0

    def days_left(self, today: date) -> int:
        """Days from ``today`` to the interview; negative when it is over."""
        return (self.day - today).days


def horizon_days(interview: Interview | None, today: date) -> int:
    """For how many days from ``today`` on something must be remembered."""
    if interview is None or interview.days_left(today) < 0:
        return USUAL_HORIZON_DAYS
    return max(1, interview.days_left(today))


def retention(interview: Interview | None, today: date) -> float:
    """The recall at which a card is due: higher as the interview comes near."""
    left = interview.days_left(today) if interview else -1
    if left < 0:
        return RETENTION
    return next((recall for days, recall in _RETENTIONS if left <= days), RETENTION)
