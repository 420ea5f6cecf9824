"""Forgetting answers: the sound first, then the rows, so that what was broken off can be gone on with."""

import os
import shutil
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from voicedrill.errors import HistoryError
from voicedrill.history.store import History

#: Pages over several answers lie beside the database. Their commands write them anew, without what is gone.
_PAGES = ("mock.html", "progress.html")


def forget(history: History, attempts: Iterable[str]) -> int:
    """Delete attempts: their folders with all that is in them, their rows, and every trace in the database
    and on pages beside it.

    Gives how many there were. Raises HistoryError when a folder cannot be deleted or the database is in use;
    called again it goes on.
    """
    names = list(attempts)
    for name in names:
        _delete(history.folder / name)
    for name in _PAGES if names else ():
        with suppress(OSError):
            (history.folder.parent / name).unlink(missing_ok=True)
    return history.forget(names)


def unfinished_folders(history: History, before: str | None = None) -> list[str]:
    """The names of folders that have no answer in the history; begun before the moment ``before``, as
    `new_attempt_id` writes it, None: all.
    """
    with suppress(FileNotFoundError):
        names = {entry.name for entry in os.scandir(history.folder) if entry.is_dir(follow_symlinks=False)}
        found = sorted(names - history.attempt_ids())
        return [name for name in found if before is None or name < before]
    return []


def _delete(folder: Path) -> None:
    try:
        shutil.rmtree(folder)
    except FileNotFoundError:
        pass
    except OSError as error:
        raise HistoryError(f"{folder} cannot be deleted: {error.strerror or error}.") from error
