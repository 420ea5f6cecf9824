"""Attempts that were kept as folders before there was a history: taken over by id, once."""

import os
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from voicedrill.errors import HistoryError, InputError
from voicedrill.history.folders import Attempt

if TYPE_CHECKING:
    from voicedrill.history.store import History

_REPORT = "report.json"


@dataclass(frozen=True)
class LeftOut:
    """A folder that could not be taken over, and why. Nothing in it was changed."""

    folder: Path
    why: str


def take_over(history: "History", folder: Path) -> tuple[LeftOut, ...]:
    """Take the reported attempts in ``folder`` into the history; what they said leaves their folders then.

    Called again it takes what is new. Gives those that cannot be read. Raises HistoryError.
    """
    try:
        names = {entry.name for entry in os.scandir(folder)}
    except FileNotFoundError:
        return ()
    left = []
    for name in sorted(names - history.attempt_ids()):
        if (folder / name / _REPORT).is_file():
            try:
                _take(history, Attempt(folder / name))
            except HistoryError:
                raise
            except InputError as error:
                left.append(LeftOut(folder / name, str(error)))
    return tuple(left)


def _take(history: "History", attempt: Attempt) -> None:
    from voicedrill.history.values import KeptAnswer
    from voicedrill.reports.as_json import from_json

    path = attempt.folder / _REPORT
    asked = attempt.asked()
    try:
        report = from_json(path.read_bytes())
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror or error}.") from error
    history.add(
        KeptAnswer(
            attempt=attempt.id,
            report=report,
            question=asked.question,
            created_at=datetime.fromisoformat(report.created_at),
            deck=asked.deck_file,
            deck_title=asked.deck,
            glossary=asked.glossary,
            mode=asked.mode,
            session=asked.session,
            sound=attempt.sound.name if attempt.has_sound else None,
        )
    )
    with suppress(OSError):
        path.unlink()
    attempt.settle()
