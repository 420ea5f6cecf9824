"""What the history of the tests holds."""

from voicedrill.history.store import open_history
from voicedrill.reports.model import Report


def reports() -> list[Report]:
    """The reports on all answers, the oldest first."""
    with open_history() as history:
        return [history.report(answer.attempt, answer.part) for answer in reversed(history.answers())]


def report_on(attempt: str, part: int = 0) -> Report:
    """The report on one answer."""
    with open_history() as history:
        return history.report(attempt, part)


def rating(attempt: str) -> int | None:
    """How the speaker rated an answer."""
    with open_history() as history:
        [found] = [answer for answer in history.answers() if answer.attempt == attempt and not answer.part]
        return found.self_rating
