"""The lessons file on disk: read whole, changed under a lock, replaced at once, put back byte for byte."""

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from voicedrill.folders import data_dir
from voicedrill.teaching.book import Book, Edit, backwards
from voicedrill.teaching.place import lessons_path
from voicedrill.teaching.reading import LessonsError, read_book
from voicedrill.teaching.writing import edited

_MOST_BYTES = 10_000_000


@dataclass(frozen=True)
class Change:
    """One change of a file: what was done, and the bytes before (None: there was no file) and after."""

    edits: tuple[Edit, ...]
    before: bytes | None
    after: bytes | None


class LessonsFile:
    """The lessons of one deck. Several processes may hold one at a time: each change reads it anew."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def read(self) -> Book:
        """The lessons; an empty book when there is no file. Raises LessonsError."""
        return self._book(self._bytes())

    def change(self, edits_for: Callable[[Book], Sequence[Edit]]) -> Change:
        """Make the edits that ``edits_for`` chooses for the book as it is now. Raises LessonsError."""
        with _locked():
            before = self._bytes()
            edits = tuple(edits_for(self._book(before)))
            return self._make(edits, before)

    def undo(self, change: Change) -> None:
        """Take a change back: byte for byte when the file was left alone since, else that change alone.

        Raises LessonsError.
        """
        with _locked():
            now = self._bytes()
            if now == change.after:
                self._write(change.before)
            else:
                self._make(backwards(change.edits), now)

    def _make(self, edits: tuple[Edit, ...], before: bytes | None) -> Change:
        if not edits:
            return Change((), before, before)
        text = None if before is None else self._text(before)
        after = edited(text, edits, str(self.path)).encode("utf-8")
        self._write(after)
        return Change(edits, before, after)

    def _book(self, content: bytes | None) -> Book:
        return Book() if content is None else read_book(self._text(content), str(self.path))

    def _text(self, content: bytes) -> str:
        try:
            return content.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = content.count(b"\n", 0, error.start) + 1
            raise LessonsError(
                f"{self.path}, line {line}: this is not UTF-8 text; save the file as UTF-8."
            ) from error

    def _bytes(self) -> bytes | None:
        try:
            if self.path.stat().st_size > _MOST_BYTES:
                raise LessonsError(f"{self.path} is over {_MOST_BYTES / 1e6:.0f} MB: these are no lessons.")
            return self.path.read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise LessonsError(f"{self.path} cannot be read: {error.strerror or error}.") from error

    def _write(self, content: bytes | None) -> None:
        path = self.path.resolve()  # a link stays a link
        beside = path.with_name(f".{path.name}.part")
        try:
            if content is None:
                path.unlink(missing_ok=True)
                return
            path.parent.mkdir(mode=0o700, exist_ok=True)
            beside.unlink(missing_ok=True)  # of a process that died, with whatever rights it had
            with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            beside.replace(path)
        except OSError as error:
            raise LessonsError(f"{path} cannot be written: {error.strerror or error}.") from error


def lessons_of(deck: Path) -> LessonsFile:
    """The lessons of the deck in the file ``deck``, wherever they are kept."""
    return LessonsFile(lessons_path(deck))


@contextmanager
def _locked() -> Iterator[None]:
    """One change at a time, over all processes and files. The system lets go of it when a process dies."""
    path = data_dir() / "lessons.lock"
    try:
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise LessonsError(
            f"{path} cannot be opened: {error.strerror or error}. "
            "Set VOICEDRILL_DATA to a folder that you may write to."
        ) from error
    try:
        _lock(handle)
        yield
    finally:
        os.close(handle)


if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int) -> None:
        while True:
            try:
                msvcrt.locking(handle, msvcrt.LK_LOCK, 1)  # waits ten seconds, then gives up
            except OSError:
                continue
            return

else:
    import fcntl

    def _lock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX)
