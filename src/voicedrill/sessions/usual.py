"""The speaker's own usual, from the history, put beside an answer in its report."""

from dataclasses import replace

from voicedrill.coach.baselines import Comparison, comparison
from voicedrill.delivery.results import Delivery
from voicedrill.errors import HistoryError
from voicedrill.history.store import History, open_history
from voicedrill.history.summaries import usual_rows
from voicedrill.history.values import Mode
from voicedrill.reports.model import Report


def usual_of(
    history: History, kind: str | None, delivery: Delivery, attempt: str | None = None
) -> Comparison | None:
    """An answer to a question of ``kind`` beside those before ``attempt`` (None: all); None of too few."""
    return comparison(usual_rows(history, kind, attempt), kind, delivery)


def with_usual(report: Report, mode: Mode = "practice") -> Report:
    """``report`` with what is usual, unless it is on a drill or a follow-up, which are no whole answers.

    A history that cannot be read costs the comparison, not the report.
    """
    if mode == "drill" or report.part is not None:
        return report
    try:
        with open_history() as history:
            kind = report.question.kind if report.question else None
            return replace(report, usual=usual_of(history, kind, report.delivery, report.attempt_id))
    except HistoryError:
        return report
