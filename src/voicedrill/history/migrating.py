"""The database's shape: numbered steps in `migrations/`, each in one transaction, counted by SQLite itself.

A step is `NNNN_name.sql`, plain statements without a transaction of their own. `PRAGMA user_version` is the
number of the last one that was taken. Steps that shipped are never edited; a change is a new step.
"""

import sqlite3
from functools import cache
from pathlib import Path
from typing import NamedTuple

from voicedrill.errors import HistoryError

_FOLDER = Path(__file__).resolve().parent / "migrations"


class Migration(NamedTuple):
    """One step: its number, from 1, and the file that holds it."""

    number: int
    path: Path


@cache
def migrations() -> tuple[Migration, ...]:
    """All steps in order."""
    steps = (Migration(int(path.name[:4]), path) for path in sorted(_FOLDER.glob("[0-9]" * 4 + "_*.sql")))
    return tuple(steps)


def version_of(connection: sqlite3.Connection) -> int:
    """The number of the last step that was taken, 0 in a new database."""
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    return int(version)


def migrate(connection: sqlite3.Connection, to: int | None = None) -> int:
    """Take the steps that are missing, up to number ``to`` (None: all). Gives the version before.

    ``connection`` must be in autocommit mode. Two processes may do it at once. Raises HistoryError for a
    database that a later version of voicedrill has made, sqlite3.Error when a step fails: it is then undone.
    """
    known = migrations()
    before = version_of(connection)
    if before > known[-1].number:
        raise HistoryError(
            f"The history was written by a newer voicedrill (format {before}, this one knows "
            f"{known[-1].number}). Update voicedrill; the history is left as it is."
        )
    for step in known:
        if before < step.number <= (known[-1].number if to is None else to):
            _take(connection, step)
    return before


def _take(connection: sqlite3.Connection, step: Migration) -> None:
    connection.execute("BEGIN IMMEDIATE")
    try:
        if version_of(connection) < step.number:  # else another process has taken it meanwhile
            for statement in statements(step.path.read_text(encoding="utf-8")):
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {step.number}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def statements(script: str) -> list[str]:
    """The statements of a script, one by one: `executescript` would commit before it began."""
    found, so_far = [], ""
    for line in script.splitlines(keepends=True):
        so_far += line
        if sqlite3.complete_statement(so_far):
            found.append(so_far.strip())
            so_far = ""
    return found
