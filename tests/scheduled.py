"""A report as a value, for tests of scheduling."""

from voicedrill.coverage.results import Coverage, PointVerdict
from voicedrill.decks.model import Question
from voicedrill.delivery.results import Delivery, Length, Wording
from voicedrill.reports.model import SCHEMA, QuestionRef, Report, Timings
from voicedrill.transcript import Transcript


def report_on(question: Question, statuses: str, attempt: str, words: int = 80) -> Report:
    """A report whose points are c(overed), p(artial) or m(issed), in their order."""
    names = {"c": "covered", "p": "partial", "m": "missed"}
    points = tuple(
        PointVerdict(point.id, point.say, point.weight, point.must, names[status], 0.5, None)  # type: ignore[arg-type]
        for point, status in zip(question.points, statuses, strict=True)
    )
    score = sum({"c": 1.0, "p": 0.5, "m": 0.0}[status] for status in statuses) / (len(statuses) or 1)
    delivery = Delivery(
        0.5, 70.0, 60.0, words, Length((60, 120), "on-target"), 130.0, 150.0, (), (), (), None, None, None,
        Wording((), (), 1, 0), None,
    )  # fmt: skip
    return Report(
        SCHEMA, "0", attempt, "2026-11-02T10:00:00+00:00", "en", (),
        QuestionRef(question.id, question.ask, question.kind, "hash"), None,
        Transcript("test", None, "", "none", ()), delivery,
        Coverage("words", score if points else None, points, (), (), ()), (), None, Timings(None, 0.0, None),
    )  # fmt: skip
