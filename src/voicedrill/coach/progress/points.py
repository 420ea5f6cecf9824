"""The matrix question x point over the last answers, and the points that are still open."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from voicedrill.coach.progress.rows import PointRow, PointStatus, QuestionRow

#: A question's last answers that say how its points stand.
LAST = 5
_COST = {"missed": 1.0, "partial": 0.5, "covered": 0.0}


@dataclass(frozen=True)
class PointHistory:
    """A point. ``statuses``: in its question's last answers, the oldest first, at most `LAST`."""

    id: str
    text: str
    statuses: tuple[PointStatus, ...]

    @property
    def last(self) -> PointStatus:
        """How it was told last."""
        return self.statuses[-1]


@dataclass(frozen=True)
class QuestionProgress:
    """A question and its points in the deck's order; one that the question has no more is left out."""

    deck: str | None
    deck_title: str | None
    id: str
    ask: str
    kind: str | None
    answers: int
    last: date
    score: float | None
    points: tuple[PointHistory, ...]


@dataclass(frozen=True)
class OpenPoint:
    """A point not covered the last time. ``missed``: how often of late, a partial one counting half."""

    question: QuestionProgress
    point: PointHistory
    missed: float


def question_progress(
    questions: Sequence[QuestionRow], points: Iterable[PointRow]
) -> tuple[QuestionProgress, ...]:
    """The matrix: questions in the order given, points in that of the rows of the question's last answer."""
    told: dict[tuple[str | None, str], dict[str, list[PointRow]]] = defaultdict(lambda: defaultdict(list))
    for row in points:
        told[row.deck, row.question][row.point].append(row)
    return tuple(
        QuestionProgress(
            question.deck,
            question.deck_title,
            question.id,
            question.ask,
            question.kind,
            question.answers,
            question.last,
            question.score,
            tuple(_history(rows) for rows in told[question.deck, question.id].values() if _is_current(rows)),
        )
        for question in questions
    )


def open_points(questions: Iterable[QuestionProgress]) -> tuple[OpenPoint, ...]:
    """Points that were not covered the last time, those missed most of late first."""
    still = [
        OpenPoint(question, point, sum(_COST[status] for status in point.statuses))
        for question in questions
        for point in question.points
        if point.last != "covered"
    ]
    return tuple(sorted(still, key=lambda one: (-one.missed, -_COST[one.point.last])))


def _is_current(rows: list[PointRow]) -> bool:
    return any(row.nth == 0 for row in rows)


def _history(rows: list[PointRow]) -> PointHistory:
    rows = sorted(rows, key=lambda row: -row.nth)[-LAST:]
    return PointHistory(rows[-1].point, rows[-1].text, tuple(row.status for row in rows))
