"""The database's file: made for the user alone, opened with care, its errors as sentences."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from voicedrill.errors import HistoryError
from voicedrill.folders import data_dir

#: How long a process waits for another one that writes, seconds.
WAIT_S = 10.0
#: What every connection is told. A commit is on the disk before it returns; what is deleted is overwritten.
_SETTINGS = (
    "journal_mode = WAL",
    "synchronous = FULL",
    "foreign_keys = ON",
    "secure_delete = ON",
)
_ELSEWHERE = "Give yourself the right to write there, or set VOICEDRILL_DATA to another folder."


def history_file() -> Path:
    """Where the history is."""
    return data_dir() / "history.sqlite3"


def connect(path: Path) -> sqlite3.Connection:
    """Open the database at ``path``, made when it is not there, in autocommit mode. Raises HistoryError."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        # Made here, so that it is the user's alone from the start; SQLite's other files take its mode.
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    except OSError as error:
        raise HistoryError(
            f"The history cannot be opened: {path}: {error.strerror or error}. {_ELSEWHERE}"
        ) from error
    with told(path):
        connection = sqlite3.connect(path, timeout=WAIT_S, isolation_level=None)
        try:
            connection.row_factory = sqlite3.Row
            for setting in _SETTINGS:
                connection.execute(f"PRAGMA {setting}")
        except BaseException:
            connection.close()
            raise
        return connection


@contextmanager
def told(path: Path) -> Iterator[None]:
    """What SQLite says of the database at ``path`` while the block runs becomes a HistoryError."""
    try:
        yield
    except sqlite3.Error as error:
        raise problem(path, error) from error


def problem(path: Path, error: sqlite3.Error) -> HistoryError:
    """What ``error`` means for whoever has the history at ``path``, and what to do."""
    match getattr(error, "sqlite_errorcode", 0) & 0xFF:  # the rest tells the cases of one kind apart
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            said = f"is in use by another voicedrill: {path}. Let that one finish, then try again."
        case sqlite3.SQLITE_CORRUPT | sqlite3.SQLITE_NOTADB:
            said = (
                f"is damaged: {path} ({error}). `voicedrill history restore FILE` brings a backup back; "
                "without one move the file away: a new history begins, and the sound of your answers stays "
                "where it is."
            )
        case sqlite3.SQLITE_FULL:
            said = (
                f"does not fit on the disk: {path}. Make room, then try again; what was there is as it was."
            )
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_CANTOPEN | sqlite3.SQLITE_PERM | sqlite3.SQLITE_IOERR:
            said = f"cannot be written: {path} ({error}). {_ELSEWHERE}"
        case _:
            said = f"cannot be used: {path} ({error})."
    return HistoryError(f"The history {said}")
