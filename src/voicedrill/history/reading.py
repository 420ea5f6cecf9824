"""Rows out: what is asked of the history. Lists read no report and load nothing heavy."""

import json
import sqlite3
from dataclasses import fields
from typing import TYPE_CHECKING

from voicedrill.errors import HistoryError, InputError
from voicedrill.history import packing
from voicedrill.history.values import Context, PastAnswer

if TYPE_CHECKING:
    from voicedrill.decks.model import Question
    from voicedrill.reports.model import Report

_OF_ATTEMPT = {
    "created_at",
    "day",
    "deck",
    "deck_title",
    "question_id",
    "kind",
    "story",
    "mode",
    "session",
    "self_rating",
}
_COLUMNS = ", ".join(
    f"attempts.{field.name}" if field.name in _OF_ATTEMPT else f"answers.{field.name}"
    for field in fields(PastAnswer)
)


def answers(
    connection: sqlite3.Connection,
    *,
    deck: str | None,
    question: str | None,
    since: str | None,
    before: str | None,
    session: str | None,
    attempt: str | None,
    part: int | None,
    limit: int | None,
) -> list[PastAnswer]:
    """See `History.answers`."""
    conditions = {
        "deck = :deck": deck,
        "question_id = :question": question,
        "created_at >= :since": since,
        "created_at < :before": before,
        "session = :session": session,
        "id = :attempt": attempt,
    }
    wanted = " AND ".join(text for text, value in conditions.items() if value is not None) or "1"
    found = connection.execute(
        f"SELECT {_COLUMNS} FROM (SELECT * FROM attempts WHERE {wanted} "
        "ORDER BY created_at DESC, id DESC LIMIT :limit) AS attempts "
        "JOIN answers ON answers.attempt = attempts.id "
        "WHERE :part IS NULL OR answers.part = :part "
        "ORDER BY attempts.created_at DESC, attempts.id DESC, answers.part",
        {
            "deck": deck,
            "question": question,
            "since": since,
            "before": before,
            "session": session,
            "attempt": attempt,
            "part": part,
            "limit": -1 if limit is None else limit,
        },
    )
    return [PastAnswer(*row) for row in found]


def report(connection: sqlite3.Connection, attempt: str, part: int) -> "Report":
    """See `History.report`."""
    from voicedrill.reports.as_json import from_json

    try:
        return from_json(report_text(connection, attempt, part))
    except HistoryError:
        raise
    except InputError as error:
        raise HistoryError(f"The report on {attempt} in the history cannot be read: {error}") from error


def report_text(connection: sqlite3.Connection, attempt: str, part: int) -> str:
    """The report on an answer as JSON, for whoever needs little of it. Raises HistoryError."""
    row = connection.execute(
        "SELECT report FROM reports WHERE attempt = ? AND part = ?", (attempt, part)
    ).fetchone()
    if row is None:
        raise no_such_answer(attempt, part)
    return packing.unpack(row["report"])


def question(connection: sqlite3.Connection, question_hash: str) -> "Question":
    """See `History.question`."""
    row = connection.execute(
        "SELECT question FROM question_versions WHERE hash = ?", (question_hash,)
    ).fetchone()
    if row is None:
        raise HistoryError(f"The history holds no question {question_hash}.")
    return packing.question_of(json.loads(packing.unpack(row["question"])))


def context(connection: sqlite3.Connection, attempt: str, part: int) -> Context:
    """See `History.context`."""
    row = connection.execute(
        "SELECT answers.question_hash, deck, deck_title, terms FROM answers "
        "JOIN attempts ON id = attempt LEFT JOIN glossaries ON glossaries.hash = glossary "
        "WHERE attempt = ? AND part = ?",
        (attempt, part),
    ).fetchone()
    if row is None:
        raise no_such_answer(attempt, part)
    return Context(
        question=question(connection, row["question_hash"]) if row["question_hash"] else None,
        glossary=packing.terms_of(json.loads(packing.unpack(row["terms"]))) if row["terms"] else (),
        deck=row["deck"],
        deck_title=row["deck_title"],
    )


def find(connection: sqlite3.Connection, name: str) -> str:
    """See `History.find`."""
    if name == "last":
        row = connection.execute(
            "SELECT id FROM attempts ORDER BY created_at DESC, id DESC LIMIT 1"
        ).fetchone()
        if row is None:
            raise HistoryError("The history is empty: `voicedrill practice` begins one.")
        return str(row["id"])
    # A range, as LIKE would take % and _ in a name for more than themselves.
    found = [
        str(row["id"])
        for row in connection.execute(
            "SELECT id FROM attempts WHERE id >= ? AND id < ? ORDER BY id LIMIT 4",
            (name, name + "\U0010ffff"),
        )
    ]
    if name in found or len(found) == 1:
        return name if name in found else found[0]
    if found and name:
        more = " and others" if len(found) > 3 else ""
        raise HistoryError(
            f"'{name}' begins several answers: {', '.join(found[:3])}{more}. Write more of it."
        )
    raise HistoryError(
        f"No answer '{name}' in the history. `voicedrill history` lists them; 'last' is the latest."
    )


def no_such_answer(attempt: str, part: int) -> HistoryError:
    """The error for an answer that is not there."""
    what = f"follow-up {part} of {attempt}" if part else f"answer {attempt}"
    return HistoryError(f"The history holds no {what}. `voicedrill history` lists what it holds.")
