"""A finished answer goes into the history, in one transaction; its folder then holds the sound alone."""

from datetime import datetime
from typing import TYPE_CHECKING

from voicedrill.history.folders import Asked, Attempt
from voicedrill.history.store import History, open_history
from voicedrill.history.values import KeptAnswer
from voicedrill.sessions.scheduling import enrol_at_first, review_cards

if TYPE_CHECKING:
    from voicedrill.reports.model import Report


def keep_answer(attempt: Attempt, report: "Report", self_rating: int | None = None) -> None:
    """Keep ``report`` as the one on ``attempt``; called again, it takes the place of the one before.

    What the answer does to when its question comes back is kept with it. ``self_rating``: 1 to 4; None leaves
    what was said before. Raises HistoryError, AttemptError: the answer is then as unfinished as it was.
    """
    with open_history() as history, history.transaction():
        if history.holds(attempt.id, attempt.part):
            replace_report(history, report)
            if self_rating is not None:
                history.rate(attempt.id, self_rating)
        else:
            asked = attempt.asked()
            history.add(_kept(attempt, asked, report, self_rating))
            if not attempt.part:
                if asked.deck_file:
                    enrol_at_first(history, asked.deck_file, asked.mode)
                review_cards(history, asked.question, report)
    attempt.settle()


def keep_again(*reports: "Report") -> None:
    """Put reports in the place of those that the history has on their answers, all or none of them.

    Raises HistoryError.
    """
    with open_history() as history, history.transaction():
        for report in reports:
            replace_report(history, report)


def replace_report(history: History, report: "Report") -> None:
    """Put ``report`` in the place of the one before, and what follows from it; within a transaction."""
    history.replace_report(report)
    if report.part is None:
        review_cards(history, history.asked(report.attempt_id).question, report)


def _kept(attempt: Attempt, asked: Asked, report: "Report", self_rating: int | None) -> KeptAnswer:
    return KeptAnswer(
        attempt=attempt.id,
        report=report,
        question=asked.question,
        created_at=asked.created_at or datetime.fromisoformat(report.created_at),
        part=attempt.part,
        deck=asked.deck_file,
        deck_title=asked.deck,
        glossary=asked.glossary,
        mode=asked.mode,
        session=asked.session,
        self_rating=self_rating,
        because=asked.part.because if asked.part else None,
        sound=attempt.sound.name if attempt.has_sound else None,
    )
