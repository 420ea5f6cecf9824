"""The history and its recordings as one file, and back.

A backup is a zip archive: `voicedrill-backup.json` says what it is, `history.sqlite3` is a consistent copy of
the database, `attempts/ID/NAME` are the recordings, those without a report with what was asked in them.
"""

import json
import os
import sqlite3
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path

from voicedrill import __version__
from voicedrill.errors import HistoryError
from voicedrill.history.database import told
from voicedrill.history.store import History

SCHEMA = "voicedrill.backup/1"
ABOUT = "voicedrill-backup.json"
DATABASE = "history.sqlite3"
ATTEMPTS = "attempts"
#: Pages made from a report are left out, and what a broken write has left.
SUFFIXES = (".wav", ".flac", ".json")


def back_up(
    history: History, target: Path, tell: Callable[[int, int], None] = lambda _done, _all: None
) -> int:
    """Write everything to ``target``, whole or not at all, for its owner alone. Gives the number of attempts.

    Others may go on writing: what is in the history when the copy begins is in it. ``tell`` is called with
    how many files are done, and how many there are. Raises HistoryError, which leaves ``target`` as it was.
    """
    beside = target.with_name(f".{target.name[:100]}.{os.getpid()}.part")
    try:
        os.close(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        with tempfile.TemporaryDirectory(dir=history.path.parent, prefix=".backup-") as folder:
            copy = Path(folder) / DATABASE
            with told(history.path), closing(sqlite3.connect(copy)) as connection:
                history.connection.backup(connection)
                (count,) = connection.execute("SELECT count(*) FROM attempts").fetchone()
                connection.execute("PRAGMA journal_mode = DELETE")
            with zipfile.ZipFile(beside, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
                archive.writestr(ABOUT, _about(count))
                archive.write(copy, DATABASE)
                files = list(recordings(history.folder))
                for done, path in enumerate(files):
                    tell(done, len(files))
                    with suppress(FileNotFoundError):  # forgotten, or compressed, meanwhile
                        _add(archive, path, history.folder)
        with beside.open("rb") as file:
            os.fsync(file.fileno())
        beside.replace(target)
    except OSError as error:
        raise HistoryError(
            f"The backup cannot be written to {target}: {error.strerror or error}. Name another place."
        ) from error
    finally:
        beside.unlink(missing_ok=True)
    return int(count)


def recordings(folder: Path) -> Iterator[Path]:
    """The files of all attempts that are worth keeping, in order."""
    for attempt in sorted(folder.iterdir()) if folder.is_dir() else ():
        if attempt.is_dir() and not attempt.is_symlink():
            for path in sorted(attempt.iterdir()):
                if path.suffix in SUFFIXES and not path.name.startswith(".") and path.is_file():
                    yield path


def _add(archive: zipfile.ZipFile, path: Path, folder: Path) -> None:
    # Wav alone shrinks much; FLAC would only take time.
    how = zipfile.ZIP_STORED if path.suffix == ".flac" else zipfile.ZIP_DEFLATED
    archive.write(path, f"{ATTEMPTS}/{path.relative_to(folder).as_posix()}", compress_type=how)


def _about(count: int) -> str:
    now = datetime.now().astimezone().isoformat(timespec="seconds")
    return json.dumps(
        {"schema": SCHEMA, "voicedrill": __version__, "created_at": now, "attempts": count}, indent=2
    )
