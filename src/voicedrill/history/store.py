"""The history: one SQLite file with every finished answer. Whoever opens it finds its shape up to date.

with open_history() as history, history.transaction():
    history.add(answer)
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from voicedrill.errors import HistoryError
from voicedrill.history import reading
from voicedrill.history.database import connect, history_file, problem, told
from voicedrill.history.migrating import migrate
from voicedrill.history.taking_over import LeftOut, take_over

if TYPE_CHECKING:
    from voicedrill.decks.model import Question
    from voicedrill.history.folders import Asked
    from voicedrill.history.values import KeptAnswer, PastAnswer
    from voicedrill.reports.model import Report


def open_history(path: Path | None = None, *, takes_over: bool = False) -> "History":
    """The history at ``path``, None: the user's own; made when it is not there. Raises HistoryError.

    Attempts that an early version kept in the folder ``attempts`` beside it are taken over into a new
    history; with ``takes_over`` they are looked for in any case, some milliseconds a thousand attempts.
    """
    path = path or history_file()
    connection = connect(path)
    try:
        with told(path):
            is_new = migrate(connection) == 0
            history = History(path, connection)
            if is_new or takes_over:
                history.left_out = take_over(history, history.folder)
    except BaseException:
        connection.close()
        raise
    return history


class History:
    """An open history. As a context manager it closes itself and tells what SQLite says as HistoryError.

    ``connection``: for the modules of this package that have tables of their own; rows are `sqlite3.Row`.
    ``left_out``: folders of an early version that could not be taken over.
    """

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self.connection = connection
        self.left_out: tuple[LeftOut, ...] = ()
        self._depth = 0

    @property
    def folder(self) -> Path:
        """The folder of the attempts' sound."""
        return self.path.parent / "attempts"

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.connection.close()
        if isinstance(error, sqlite3.Error):
            raise problem(self.path, error) from error

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All of the block or nothing of it; inside another one it is a part of that.

        Raises HistoryError when the database is in use, full or not writable; nothing has then changed.
        """
        is_inner = self._depth > 0
        with told(self.path):
            self.connection.execute("SAVEPOINT inner" if is_inner else "BEGIN IMMEDIATE")
            self._depth += 1
            try:
                yield
                self.connection.execute("RELEASE inner" if is_inner else "COMMIT")
            except BaseException:
                if self.connection.in_transaction:  # else SQLite has undone it, as it does on a full disk
                    self.connection.execute("ROLLBACK TO inner" if is_inner else "ROLLBACK")
                    if is_inner:
                        self.connection.execute("RELEASE inner")
                raise
            finally:
                self._depth -= 1

    def add(self, kept: "KeptAnswer") -> None:
        """Keep an answer with all its rows; one that is there already is replaced. One transaction.

        Of an attempt that is there only the self-rating may change; None does not take it away.
        """
        from voicedrill.history import writing

        with self.transaction():
            writing.add(self.connection, kept)

    def replace_report(self, report: "Report") -> None:
        """Put ``report`` in the place of the one on the same answer. Raises HistoryError without such one."""
        from voicedrill.history import writing

        with self.transaction():
            writing.replace_report(self.connection, report)

    def rate(self, attempt: str, self_rating: int) -> None:
        """Keep how the speaker found an answer, 1 (poor) to 4 (strong)."""
        from voicedrill.history import writing

        with self.transaction():
            writing.rate(self.connection, attempt, self_rating)

    def set_sound(self, attempt: str, part: int, sound: str | None) -> None:
        """Keep under which name an answer's sound is now, None when it is gone."""
        from voicedrill.history import writing

        with self.transaction():
            writing.set_sound(self.connection, attempt, part, sound)

    def recorded_in(self, pattern: str, limit: int) -> list[tuple[str, int]]:
        """Attempt and part of answers whose sound's file name is LIKE ``pattern``, the latest first."""
        return reading.recorded_in(self.connection, pattern, limit)

    def report(self, attempt: str, part: int = 0) -> "Report":
        """The whole report on an answer, with the sound's path as it is now.

        Raises HistoryError when there is none or it is damaged.
        """
        return reading.report(self.connection, self.folder, attempt, part)

    def question(self, question_hash: str) -> "Question":
        """A question as it was asked. Raises HistoryError when it is not known."""
        return reading.question(self.connection, question_hash)

    def asked(self, attempt: str, part: int = 0) -> "Asked":
        """What an answer was asked, and in which deck. Raises HistoryError when there is no such answer."""
        return reading.asked(self.connection, attempt, part)

    def holds(self, attempt: str, part: int = 0) -> bool:
        """Whether an answer is in the history."""
        return reading.holds(self.connection, attempt, part)

    def attempt_ids(self) -> set[str]:
        """The ids of all attempts."""
        return reading.attempt_ids(self.connection)

    def texts(
        self, question: "Question", *, before: str, deck: str | None = None, limit: int
    ) -> tuple[str, ...]:
        """What was said in the latest ``limit`` answers to a question before the attempt ``before``, the
        latest last.

        The same question is one of the same id that was worded so, or stands in ``deck``.
        """
        return reading.texts(self.connection, question, before=before, deck=deck, limit=limit)

    def answers(
        self,
        *,
        deck: str | None = None,
        question: str | None = None,
        since: str | None = None,
        before: str | None = None,
        session: str | None = None,
        attempt: str | None = None,
        part: int | None = None,
        limit: int | None = None,
    ) -> "list[PastAnswer]":
        """Answers, the latest first, the parts of an attempt in order. What is None does not narrow.

        ``since`` and ``before``: dates or moments as `created_at` writes them, the first included; ``limit``:
        of attempts.
        """
        return reading.answers(
            self.connection,
            deck=deck,
            question=question,
            since=since,
            before=before,
            session=session,
            attempt=attempt,
            part=part,
            limit=limit,
        )

    def find(self, name: str) -> str:
        """The id of the attempt that begins with ``name``, or of the latest for "last".

        Raises HistoryError when there is none, or more than one.
        """
        return reading.find(self.connection, name)

    def short_name(self, attempt: str) -> str:
        """The beginning of an attempt's id, where that is enough to name it."""
        return reading.short_name(self.connection, attempt)

    def find_answer(self, name: str) -> tuple[str, int | None]:
        """Attempt and part that ``name`` stands for: as `find`, with /1 behind it for the first follow-up.

        The part is None where none is named. Raises HistoryError.
        """
        return reading.find_answer(self.connection, name)

    def sound(self, attempt: str, part: int = 0) -> Path:
        """The file of an answer's sound. Raises HistoryError when it is not there any more."""
        return reading.sound(self.connection, self.folder, attempt, part)

    @property
    def count(self) -> int:
        """How many attempts there are."""
        return reading.count(self.connection)

    def forget(self, attempts: "list[str]") -> int:
        """Delete attempts with all their rows, and make what they said unreadable in the file.

        Mock interviews of which nothing is left go with them. Gives how many attempts were there. Must not be
        called inside a transaction.
        """
        from voicedrill.history import mocks, writing

        with self.transaction():
            count = writing.forget(self.connection, attempts)
            mocks.prune(self)
        self.tidy()
        return count

    def tidy(self) -> None:
        """Write the file anew, without what was deleted from it, and empty its log.

        Raises HistoryError while another process uses it.
        """
        with told(self.path):
            self.connection.execute("VACUUM")
            (is_busy, _, _) = self.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        if is_busy:
            raise HistoryError(
                f"The history is in use by another voicedrill: {self.path}. What was forgotten is in its log "
                "until that one ends and something else is forgotten."
            )
