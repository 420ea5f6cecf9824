"""Rows in: what changes the history, each inside a transaction of `History`."""

import sqlite3
from collections.abc import Iterable
from dataclasses import asdict

from voicedrill.decks.find import question_hash
from voicedrill.decks.model import GlossaryTerm, Question
from voicedrill.errors import HistoryError
from voicedrill.history import packing, rows
from voicedrill.history.reading import no_such_answer
from voicedrill.history.values import KeptAnswer
from voicedrill.reports.as_json import to_json
from voicedrill.reports.model import Report


def add(connection: sqlite3.Connection, kept: KeptAnswer) -> None:
    """Keep an answer, or put it in the place of itself. See `History.add`."""
    known = connection.execute("SELECT 1 FROM attempts WHERE id = ?", (kept.attempt,)).fetchone()
    if kept.part and not known:
        raise HistoryError(
            f"The answer that this follow-up belongs to is not in the history: {kept.attempt}."
        )
    asked = _put_question(connection, kept.question)
    if known is None:
        attempt = rows.attempt_row(kept, asked, _put_glossary(connection, kept.glossary))
        connection.execute(f"INSERT INTO attempts {_values(attempt)}", attempt)
    elif kept.self_rating is not None:
        rate(connection, kept.attempt, kept.self_rating)
    answer = {**rows.asked_row(kept, asked), **rows.numbers(kept.report)}
    changed = ", ".join(f"{name} = excluded.{name}" for name in answer)
    # Not REPLACE, which would delete the row first and with it all that hangs on it.
    connection.execute(
        f"INSERT INTO answers {_values(answer)} ON CONFLICT (attempt, part) DO UPDATE SET {changed}", answer
    )
    _put_report(connection, kept.attempt, kept.part, kept.report)


def replace_report(connection: sqlite3.Connection, report: Report) -> None:
    """See `History.replace_report`."""
    part = report.part.number if report.part else 0
    numbers = rows.numbers(report)
    changed = connection.execute(
        f"UPDATE answers SET {', '.join(f'{name} = :{name}' for name in numbers)} "
        "WHERE attempt = :attempt AND part = :part",
        {**numbers, "attempt": report.attempt_id, "part": part},
    )
    if not changed.rowcount:
        raise no_such_answer(report.attempt_id, part)
    _put_report(connection, report.attempt_id, part, report)


def rate(connection: sqlite3.Connection, attempt: str, self_rating: int) -> None:
    """Keep how the speaker found an answer, 1 to 4."""
    connection.execute("UPDATE attempts SET self_rating = ? WHERE id = ?", (self_rating, attempt))


def set_sound(connection: sqlite3.Connection, attempt: str, part: int, sound: str | None) -> None:
    """Keep under which name an answer's sound is now, None when it is gone."""
    connection.execute("UPDATE answers SET sound = ? WHERE attempt = ? AND part = ?", (sound, attempt, part))


def forget(connection: sqlite3.Connection, attempts: Iterable[str]) -> int:
    """See `History.forget`."""
    count = sum(
        connection.execute("DELETE FROM attempts WHERE id = ?", (attempt,)).rowcount for attempt in attempts
    )
    connection.execute(
        "DELETE FROM question_versions WHERE NOT EXISTS (SELECT 1 FROM attempts WHERE question_hash = hash) "
        "AND NOT EXISTS (SELECT 1 FROM answers WHERE question_hash = hash)"
    )
    connection.execute(
        "DELETE FROM glossaries WHERE NOT EXISTS (SELECT 1 FROM attempts WHERE glossary = hash)"
    )
    return count


def _put_question(connection: sqlite3.Connection, question: Question) -> str:
    hashed = question_hash(question)
    connection.execute(
        "INSERT INTO question_versions VALUES (?, ?) ON CONFLICT (hash) DO NOTHING",
        (hashed, packing.pack_data(asdict(question))),
    )
    return hashed


def _put_glossary(connection: sqlite3.Connection, terms: tuple[GlossaryTerm, ...]) -> str | None:
    if not terms:
        return None
    hashed = packing.glossary_hash(terms)
    connection.execute(
        "INSERT INTO glossaries VALUES (?, ?) ON CONFLICT (hash) DO NOTHING",
        (hashed, packing.pack_data([asdict(term) for term in terms])),
    )
    return hashed


def _put_report(connection: sqlite3.Connection, attempt: str, part: int, report: Report) -> None:
    place = {"attempt": attempt, "part": part}
    for table, found in rows.verdict_rows(report.coverage).items():
        connection.execute(f"DELETE FROM {table} WHERE attempt = :attempt AND part = :part", place)
        for row in found:
            whole = {**place, **row}
            connection.execute(f"INSERT INTO {table} {_values(whole)}", whole)
    connection.execute(
        "INSERT INTO reports VALUES (?, ?, ?) "
        "ON CONFLICT (attempt, part) DO UPDATE SET report = excluded.report",
        (attempt, part, packing.pack(to_json(report))),
    )


def _values(row: rows.Row) -> str:
    return f"({', '.join(row)}) VALUES ({', '.join(f':{name}' for name in row)})"
