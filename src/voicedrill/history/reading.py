"""Rows out: what is asked of the history. Lists read no report and load nothing heavy."""

import json
import sqlite3
from dataclasses import fields, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from voicedrill.errors import HistoryError, InputError
from voicedrill.history import packing
from voicedrill.history.folders import Asked, Attempt
from voicedrill.history.values import PastAnswer

if TYPE_CHECKING:
    from voicedrill.decks.model import Question
    from voicedrill.reports.model import Report

#: Behind all others, for the end of a range of names.
_LAST_SIGN = "\U0010ffff"
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


def report(connection: sqlite3.Connection, folder: Path, attempt: str, part: int) -> "Report":
    """See `History.report`. ``folder``: that of all attempts."""
    from voicedrill.reports.as_json import from_json

    try:
        found = from_json(report_text(connection, attempt, part))
    except HistoryError:
        raise
    except InputError as error:
        raise HistoryError(f"The report on {attempt} in the history cannot be read: {error}") from error
    sound = connection.execute(
        "SELECT sound FROM answers WHERE attempt = ? AND part = ?", (attempt, part)
    ).fetchone()["sound"]
    if found.audio is None or sound is None:
        return found
    return replace(found, audio=replace(found.audio, path=str(folder / attempt / sound)))


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


def asked(connection: sqlite3.Connection, attempt: str, part: int) -> Asked:
    """See `History.asked`."""
    row = connection.execute(
        "SELECT answers.question_hash, deck, deck_title, mode, session, created_at, terms FROM answers "
        "JOIN attempts ON id = attempt LEFT JOIN glossaries ON glossaries.hash = glossary "
        "WHERE attempt = ? AND part = ?",
        (attempt, part),
    ).fetchone()
    if row is None:
        raise no_such_answer(attempt, part)
    return Asked(
        question=question(connection, row["question_hash"]),
        glossary=packing.terms_of(json.loads(packing.unpack(row["terms"]))) if row["terms"] else (),
        deck=row["deck_title"],
        deck_file=row["deck"],
        part=packing.part_of(json.loads(report_text(connection, attempt, part)).get("part"))
        if part
        else None,
        mode=row["mode"],
        session=row["session"],
        created_at=datetime.fromisoformat(row["created_at"]),
    )


def texts(
    connection: sqlite3.Connection, question: "Question", *, before: str, deck: str | None, limit: int
) -> tuple[str, ...]:
    """See `History.texts`."""
    found = connection.execute(
        "SELECT report FROM attempts JOIN answers ON answers.attempt = id AND part = 0 "
        "JOIN reports USING (attempt, part) "
        "WHERE question_id = ? AND id < ? AND (ask = ? OR deck = ?) ORDER BY id DESC LIMIT ?",
        (question.id, before, question.ask, deck, limit),
    )
    said = [json.loads(packing.unpack(row["report"]))["transcript"]["text"] for row in found]
    return tuple(text for text in reversed(said) if text)


def attempt_ids(connection: sqlite3.Connection) -> set[str]:
    """See `History.attempt_ids`."""
    return {id_ for (id_,) in connection.execute("SELECT id FROM attempts")}


def holds(connection: sqlite3.Connection, attempt: str, part: int) -> bool:
    """See `History.holds`."""
    found = connection.execute("SELECT 1 FROM answers WHERE attempt = ? AND part = ?", (attempt, part))
    return found.fetchone() is not None


def recorded_in(connection: sqlite3.Connection, pattern: str, limit: int) -> list[tuple[str, int]]:
    """See `History.recorded_in`."""
    found = connection.execute(
        "SELECT attempt, part FROM answers WHERE sound LIKE ? ORDER BY attempt DESC, part LIMIT ?",
        (pattern, limit),
    )
    return [(attempt, part) for attempt, part in found]


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
            (name, name + _LAST_SIGN),
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


def find_answer(connection: sqlite3.Connection, name: str) -> tuple[str, int | None]:
    """See `History.find_answer`."""
    beginning, slash, number = name.partition("/")
    attempt = find(connection, beginning)
    if not slash:
        return attempt, None
    if not number.isascii() or not number.isdigit() or not holds(connection, attempt, int(number)):
        last = connection.execute("SELECT max(part) FROM answers WHERE attempt = ?", (attempt,)).fetchone()[0]
        raise HistoryError(f"'{name}' names no answer: {attempt} has {last or 'no'} follow-ups.")
    return attempt, int(number)


def sound(connection: sqlite3.Connection, folder: Path, attempt: str, part: int) -> Path:
    """See `History.sound`. ``folder``: that of all attempts."""
    row = connection.execute(
        "SELECT sound FROM answers WHERE attempt = ? AND part = ?", (attempt, part)
    ).fetchone()
    if row is None:
        raise no_such_answer(attempt, part)
    if row["sound"] is None:
        raise HistoryError(f"The sound of {attempt} was not kept; its report was: `voicedrill history show`.")
    # The file is settled before the history notes it, so it may have its other name.
    found = (folder / attempt / row["sound"], Attempt(folder / attempt, part).sound)
    for path in found:
        if path.is_file():
            return path
    raise HistoryError(f"The sound of {attempt} is gone: there is no file {found[0]}.")


def short_name(connection: sqlite3.Connection, attempt: str) -> str:
    """See `History.short_name`."""
    short = attempt.rpartition("-")[0]
    found = connection.execute(
        "SELECT count(*) FROM (SELECT 1 FROM attempts WHERE id >= ? AND id < ? LIMIT 2)",
        (short, short + _LAST_SIGN),
    )
    return short if short and found.fetchone()[0] == 1 else attempt


def count(connection: sqlite3.Connection) -> int:
    """See `History.count`."""
    return int(connection.execute("SELECT count(*) FROM attempts").fetchone()[0])


def no_such_answer(attempt: str, part: int) -> HistoryError:
    """The error for an answer that is not there."""
    what = f"follow-up {part} of {attempt}" if part else f"answer {attempt}"
    return HistoryError(f"The history holds no {what}. `voicedrill history` lists what it holds.")
