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

from voicedrill.history import reading
from voicedrill.history.database import connect, history_file, problem, told
from voicedrill.history.migrating import migrate

if TYPE_CHECKING:
    from voicedrill.decks.model import Question
    from voicedrill.history.values import Context, KeptAnswer, PastAnswer
    from voicedrill.reports.model import Report


def open_history(path: Path | None = None) -> "History":
    """The history at ``path``, None: the user's own; made when it is not there. Raises HistoryError."""
    path = path or history_file()
    connection = connect(path)
    try:
        with told(path):
            migrate(connection)
    except BaseException:
        connection.close()
        raise
    return History(path, connection)


class History:
    """An open history. As a context manager it closes itself and tells what SQLite says as HistoryError.

    ``connection``: for the modules of this package that have tables of their own; rows are `sqlite3.Row`.
    """

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self.connection = connection
        self._depth = 0

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

    def replace_report(self, report: "Report", part: int = 0) -> None:
        """Put ``report`` in the place of the one on the same answer. Raises HistoryError without such one."""
        from voicedrill.history import writing

        with self.transaction():
            writing.replace_report(self.connection, report, part)

    def report(self, attempt: str, part: int = 0) -> "Report":
        """The whole report on an answer. Raises HistoryError when there is none or it is damaged."""
        return reading.report(self.connection, attempt, part)

    def question(self, question_hash: str) -> "Question":
        """A question as it was asked. Raises HistoryError when it is not known."""
        return reading.question(self.connection, question_hash)

    def context(self, attempt: str, part: int = 0) -> "Context":
        """What an answer was asked, and in which deck. Raises HistoryError when there is no such answer."""
        return reading.context(self.connection, attempt, part)

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

    def forget(self, attempts: "list[str]") -> int:
        """Delete attempts with all their rows, and make what they said unreadable in the file.

        Gives how many were there. Must not be called inside a transaction.
        """
        from voicedrill.history import writing

        with self.transaction():
            count = writing.forget(self.connection, attempts)
        self.tidy()
        return count

    def tidy(self) -> None:
        """Write the file anew, without what was deleted from it, and empty its log."""
        with told(self.path):
            self.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            self.connection.execute("VACUUM")
            self.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
