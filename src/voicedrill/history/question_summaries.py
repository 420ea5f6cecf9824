"""The last answers to each question, what they made of its points and facts, as rows of `coach.progress`."""

import json
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from voicedrill.coach.progress.points import LAST
from voicedrill.coach.progress.rows import FactRow, PointRow, QuestionRow
from voicedrill.history.scope import Scope
from voicedrill.history.store import History

#: A JSON list of attempts as a table, in its order.
_EACH_OF = "(SELECT key AS number, value AS attempt FROM json_each(?))"


class LastAnswer(NamedTuple):
    """One of the last answers to a question, ``nth`` from 0, the latest; ``answers``: how many there are."""

    nth: int
    attempt: str
    deck: str | None
    question: str
    answers: int


def last_answers(history: History, scope: Scope) -> tuple[LastAnswer, ...]:
    """Of each question its last `LAST` answers (no drills), the latest first."""
    counted = history.connection.execute(
        "SELECT deck, question_id, count(*) FROM attempts WHERE question_id IS NOT NULL "
        f"AND mode <> 'drill' AND {scope.where} GROUP BY deck, question_id",
        scope.values,
    ).fetchall()
    # A question at a time by its index: numbering all answers in one statement takes five times as long.
    last = (
        "SELECT id FROM attempts WHERE question_id = :question AND deck IS :of AND mode <> 'drill' "
        f"AND {scope.where} ORDER BY created_at DESC, id DESC LIMIT {LAST}"
    )
    found = [
        LastAnswer(nth, row["id"], deck, question, answers)
        for deck, question, answers in counted
        for nth, row in enumerate(
            history.connection.execute(last, {**scope.values, "question": question, "of": deck})
        )
    ]
    return tuple(sorted(found, key=lambda one: one.nth))


def questions(history: History, last: Sequence[LastAnswer]) -> tuple[QuestionRow, ...]:
    """Each question that was answered, the one answered last first."""
    answers = {one.attempt: one.answers for one in last if one.nth == 0}
    found = history.connection.execute(
        "SELECT id, deck, deck_title, question_id, ask, kind, day, score "
        f"FROM {_EACH_OF} CROSS JOIN attempts ON id = attempt JOIN answers USING (attempt) WHERE part = 0 "
        "ORDER BY created_at DESC, id DESC",
        [json.dumps(list(answers))],
    )
    return tuple(
        QuestionRow(deck, title, name, ask or name, kind, answers[attempt], date.fromisoformat(day), score)
        for attempt, deck, title, name, ask, kind, day, score in found
    )


def points(history: History, last: Sequence[LastAnswer]) -> tuple[PointRow, ...]:
    """The points of the ``last`` answers, the last answer first, in the order of the deck."""
    of = {one.attempt: one for one in last}
    found = history.connection.execute(
        f"SELECT attempt, point, text, status FROM {_EACH_OF} CROSS JOIN points USING (attempt) "
        "WHERE part = 0 ORDER BY number, position",
        [json.dumps(list(of))],
    )
    return tuple(
        PointRow(of[attempt].deck, of[attempt].question, point, text, status, of[attempt].nth)
        for attempt, point, text, status in found
    )


def facts(history: History, last: Sequence[LastAnswer]) -> tuple[FactRow, ...]:
    """Facts that were misstated when they were told last, those told wrong most often first."""
    of = {one.attempt: one for one in last}
    found = history.connection.execute(
        f"SELECT attempt, text, said, status = 'misstated' FROM {_EACH_OF} CROSS JOIN facts USING (attempt) "
        "WHERE part = 0 AND status <> 'absent' ORDER BY number, position",
        [json.dumps(list(of))],
    )
    told: dict[tuple[str | None, str, str], list[tuple[bool, str | None]]] = {}
    for attempt, text, said, wrong in found:
        told.setdefault((of[attempt].deck, of[attempt].question, text), []).append((bool(wrong), said))
    wrong_now = [
        FactRow(*place, tellings[0][1], sum(wrong for wrong, _ in tellings), len(tellings))
        for place, tellings in told.items()
        if tellings[0][0]
    ]
    return tuple(sorted(wrong_now, key=lambda row: -row.wrong))
