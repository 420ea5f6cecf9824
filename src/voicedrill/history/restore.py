"""A backup taken back: it replaces the history, and nothing of it is touched before all was looked at.

The recordings come first, beside those that are there; then the database is replaced by SQLite in one
transaction; then the recordings of answers that the backup does not know go. Killed anywhere, what is there
is the old history or the new one, with its sound.
"""

import json
import re
import shutil
import sqlite3
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from voicedrill.errors import HistoryError
from voicedrill.history.backup import ABOUT, ATTEMPTS, DATABASE, SCHEMA, SUFFIXES
from voicedrill.history.database import told
from voicedrill.history.folders import Attempt
from voicedrill.history.forgetting import unfinished_folders
from voicedrill.history.migrating import migrate
from voicedrill.history.store import History, open_history

#: attempts/ID/NAME: one folder deep, of harmless signs, not hidden.
_RECORDING = re.compile(rf"{ATTEMPTS}/([\w-][\w.-]*)/([\w-][\w.-]*)", re.ASCII)
_DAMAGED = "is no backup of voicedrill, or a damaged one"


@dataclass(frozen=True)
class Unpacked:
    """A backup that was looked at, in a folder of its own. ``attempts``: the ids of the answers in it."""

    folder: Path
    created_at: str
    attempts: frozenset[str]

    @property
    def database(self) -> Path:
        """Its database, of the present format."""
        return self.folder / DATABASE


@contextmanager
def unpacked(source: Path, data: Path) -> Iterator[Unpacked]:
    """Unpack the backup ``source`` into a folder in ``data``, which is gone after the block, and look at it.

    Raises HistoryError when it is none, is damaged, was made by a later version, or names a place outside.
    """
    data.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        with tempfile.TemporaryDirectory(dir=data, prefix=".restore-") as folder:
            yield _looked_at(source, Path(folder))
    except (zipfile.BadZipFile, zipfile.LargeZipFile, EOFError, NotImplementedError, RuntimeError) as error:
        raise HistoryError(f"{source} {_DAMAGED}: {error}.") from error
    except OSError as error:
        where = error.filename or source
        raise HistoryError(f"{where} cannot be read or written: {error.strerror or error}.") from error


def _looked_at(source: Path, folder: Path) -> Unpacked:
    with zipfile.ZipFile(source) as archive:
        about = _about(archive, source)
        entries = [entry for entry in archive.infolist() if entry.filename != ABOUT]
        needed = sum(entry.file_size for entry in entries)
        if needed > shutil.disk_usage(folder).free:
            raise HistoryError(f"{source} takes {needed / 1e6:,.0f} MB unpacked, and the disk has less.")
        for entry in entries:
            target = folder / _place_of(entry.filename, source)
            target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            with archive.open(entry) as packed, target.open("xb") as file:
                target.chmod(0o600)
                shutil.copyfileobj(packed, file)  # which fails when the entry's checksum does
    if not (folder / DATABASE).is_file():
        raise HistoryError(f"{source} {_DAMAGED}: there is no {DATABASE} in it.")
    return Unpacked(folder, about["created_at"], _checked(folder / DATABASE, source))


def _about(archive: zipfile.ZipFile, source: Path) -> dict[str, str]:
    try:
        about = json.loads(archive.read(ABOUT))
        schema, made = str(about["schema"]), str(about["created_at"])
    except (KeyError, ValueError, TypeError) as error:
        raise HistoryError(f"{source} {_DAMAGED}: it does not say what it is.") from error
    if schema != SCHEMA:
        raise HistoryError(f"{source} has the schema '{schema}'; this version reads '{SCHEMA}'.")
    return {"created_at": made}


def _place_of(name: str, source: Path) -> str:
    """``name`` if it is one that a backup has. Raises HistoryError."""
    recording = _RECORDING.fullmatch(name)
    if name == DATABASE or (recording and name.endswith(SUFFIXES)):
        return name
    raise HistoryError(f"{source} names a place that no backup has: {name!r}. Nothing of it was taken.")


def _checked(database: Path, source: Path) -> frozenset[str]:
    """Look at the database in a backup and bring it up to date. Gives the ids of its attempts."""
    try:
        with closing(sqlite3.connect(database, isolation_level=None)) as connection:
            connection.execute("PRAGMA trusted_schema = OFF")
            (found,) = connection.execute("PRAGMA integrity_check").fetchone()
            strange = connection.execute(
                "SELECT name FROM sqlite_master WHERE type NOT IN ('table', 'index')"
            ).fetchall()
            broken = connection.execute("PRAGMA foreign_key_check").fetchone()
            if found != "ok" or strange or broken:
                raise HistoryError(f"{source} {_DAMAGED}: its database is not whole.")
            migrate(connection)
            return frozenset(name for (name,) in connection.execute("SELECT id FROM attempts"))
    except sqlite3.Error as error:
        raise HistoryError(f"{source} {_DAMAGED}: its database cannot be read ({error}).") from error


def open_or_set_aside(path: Path) -> History:
    """The history at ``path``; one that is damaged is moved aside, beside it, and a new one begun.

    Raises HistoryError for any other trouble.
    """
    try:
        return open_history(path)
    except HistoryError as error:
        code = getattr(error.__cause__, "sqlite_errorcode", 0) & 0xFF
        if code not in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
            raise
    stamp = f"{datetime.now():%Y%m%d-%H%M%S}"
    for suffix in ("", "-wal", "-shm"):
        with suppress(FileNotFoundError):
            path.with_name(path.name + suffix).rename(path.with_name(f"damaged-{stamp}-{path.name}{suffix}"))
    return open_history(path)


def restore(backup: Unpacked, history: History) -> None:
    """Put ``backup`` in the place of what ``history`` holds. Raises HistoryError.

    The history is then to be opened anew. What has no report yet stays.
    """
    for path in sorted((backup.folder / ATTEMPTS).glob("*/*")):
        target = history.folder / path.relative_to(backup.folder / ATTEMPTS)
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        if not target.exists():
            path.rename(target)
    with history.transaction():
        pass  # else the copy would wait for another process for ever
    with told(history.path), closing(sqlite3.connect(backup.database)) as copy:
        copy.execute("PRAGMA journal_mode = WAL")
        copy.backup(history.connection)
    for name in unfinished_folders(history):
        if not _is_unfinished(history.folder / name):
            shutil.rmtree(history.folder / name, ignore_errors=True)


def _is_unfinished(folder: Path) -> bool:
    return Attempt(folder).question.exists()
