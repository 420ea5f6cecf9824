"""Cards kept in step with answers and decks: what an answer does to them, what a deck has."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from voicedrill.coach.schedule.agenda import Agenda, agenda
from voicedrill.coach.schedule.cards import weight_of
from voicedrill.coach.schedule.fit import fit_curve
from voicedrill.history import cards as kept
from voicedrill.history.cards import Face

if TYPE_CHECKING:
    from datetime import date

    from voicedrill.coach.schedule.memory import Grade
    from voicedrill.decks.model import Deck, Question
    from voicedrill.history.store import History
    from voicedrill.reports.model import Report

#: Answers that are no attempt at the whole question as it is meant.
_NOT_COUNTED = ("drill",)


def review_cards(
    history: "History",
    question: "Question",
    report: "Report",
    grade: "Grade | None" = None,
) -> None:
    """What a finished answer, kept in ``history`` already, does to the cards of its question.

    The question's card, those of its points that were ever missed, and new ones for points missed now are
    graded by the report; ``grade`` is the user's own for the question. Called again for the same answer, it
    takes the place of what was. Nothing happens to questions without a deck, in drills, and where nothing was
    said. One transaction, or a part of the caller's. Raises HistoryError.
    """
    from voicedrill.coach.schedule.grades import grade_answer, grade_point
    from voicedrill.coach.schedule.prompts import is_for_points_alone

    row = history.connection.execute(
        "SELECT deck, mode FROM attempts WHERE id = ?", (report.attempt_id,)
    ).fetchone()
    graded = grade_answer(report.coverage, report.delivery)
    if row is None or row["deck"] is None or row["mode"] in _NOT_COUNTED or graded is None:
        return
    deck = row["deck"]
    verdicts = {verdict.id: verdict for verdict in report.coverage.points}
    with history.transaction():
        there = kept.points_of(history, deck, question.id)
        missed = {name for name, verdict in verdicts.items() if verdict.status != "covered"}
        faces = [face for face in faces_of(question) if face.point in missed - there]
        graded_again = there - kept.points_only_by(history, report.attempt_id)
        grades = {
            name: (grade_point(verdicts[name]), "") for name in verdicts if name in missed | graded_again
        }
        if not is_for_points_alone(question):
            kept.drop_points(
                history, deck, question.id, there - {point.id for point in question.points} - {""}
            )
            faces += [face for face in faces_of(question) if not face.point and "" not in there]
            grades[""] = (graded.grade, graded.because)
        kept.put(history, deck, faces)
        kept.record(history, deck, question.id, report.attempt_id, grades)
        if "" in grades:
            kept.asked(history, deck, question.id, report.question.ask if report.question else question.ask)
            if grade is not None:
                kept.correct(history, report.attempt_id, "", grade)


def catch_up(history: "History", on_done: Callable[[int, int], None] = lambda *_: None) -> None:
    """Review the cards with the answers of a history that has none yet: those kept before there were cards.

    ``on_done``: called with how many are done of how many. Raises HistoryError.
    """
    if history.connection.execute("SELECT 1 FROM cards LIMIT 1").fetchone():
        return
    marks = ", ".join("?" * len(_NOT_COUNTED))
    rows = history.connection.execute(
        f"SELECT id FROM attempts WHERE deck IS NOT NULL AND mode NOT IN ({marks}) ORDER BY created_at, id",
        _NOT_COUNTED,
    ).fetchall()
    with history.transaction():
        for done, row in enumerate(rows, 1):
            question = history.asked(row["id"]).question if history.holds(row["id"]) else None
            if question is not None:
                review_cards(history, question, history.report(row["id"]))
            on_done(done, len(rows))


def enrol(history: "History", reference: str, deck: "Deck") -> None:
    """Bring the cards in step with a deck: new questions get one, others show what the deck has now.

    A card follows its id: in other words it stays what it was. What the deck no longer has is dropped: not
    asked any more, and taken up again where it stood should it come back. Raises HistoryError.
    """
    with history.transaction():
        faces = [face for n, question in enumerate(deck.questions) for face in faces_of(question, n)]
        there = kept.names(history, reference)
        kept.put(
            history,
            reference,
            [face for face in faces if not face.point or (face.question, face.point) in there],
        )
        kept.drop_all_but(history, reference, [(face.question, face.point) for face in faces])


def enrol_at_first(history: "History", reference: str, mode: str) -> None:
    """Give all questions of a deck cards with its first answer, so that `today` asks the others too.

    ``reference``: as `decks.find.reference_to` gives it. A deck that cannot be read now is left for later,
    and so it is in drills. Raises HistoryError.
    """
    from voicedrill.decks.find import find_deck
    from voicedrill.decks.load import load_deck
    from voicedrill.errors import DeckError, UsageError

    if mode in _NOT_COUNTED or kept.names(history, reference):
        return
    with suppress(DeckError, UsageError):
        enrol(history, reference, load_deck(find_deck(reference)))


def faces_of(question: "Question", position: int = 0) -> Iterator[Face]:
    """What the cards of a question show: its own, and those that its points have once they were missed."""
    weight = weight_of([point.weight for point in question.points])
    about = (question.kind, question.target_s)
    yield Face(question.id, "", question.ask, *about, weight, False, position)
    for point in question.points:
        yield Face(question.id, point.id, point.say, *about, point.weight, point.must, position)


def what_to_ask(
    history: "History",
    today: "date",
    minutes: float,
    decks: Sequence[str] | None = None,
    think_s: float = 10.0,
) -> Agenda:
    """What to ask today of ``decks`` (references; None: all that were ever practised or planned for)."""
    return agenda(
        kept.cards(history, decks),
        today,
        minutes,
        kept.interviews(history),
        think_s,
        fit_curve(kept.outcomes(history)),
    )
