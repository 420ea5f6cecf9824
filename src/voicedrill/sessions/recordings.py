"""What becomes of a recording once its answer is in the history: kept as it is, compressed or deleted.

The history names the file; on disk the new file is there and whole before the old one goes, so that whatever
ends the program leaves one that plays.
"""

import threading
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Literal, get_args

from voicedrill.errors import AudioFileError, HistoryError
from voicedrill.history.folders import Attempt, attempts_dir
from voicedrill.history.store import open_history

if TYPE_CHECKING:
    from voicedrill.reports.model import Report

#: "compress" loses no sample: FLAC of a third of the size.
SoundPolicy = Literal["keep", "compress", "delete"]
POLICIES: tuple[SoundPolicy, ...] = get_args(SoundPolicy)
#: Recordings that an earlier run left as they were are settled with the next one, so many at a time.
_AT_A_TIME = 10

_one_at_a_time = threading.Lock()


def settle_sound(attempt: Attempt, policy: SoundPolicy) -> None:
    """Do what ``policy`` says with the sound of an answer that is in the history; done already, nothing.

    Raises AudioFileError, HistoryError: the sound is then as it was.
    """
    if policy == "keep":
        return
    with _one_at_a_time:
        if policy == "compress" and attempt.recorded.exists():
            from voicedrill.audio.flac import compress

            if attempt.has_sound:
                compress(attempt.recorded, attempt.compressed)
                _note(attempt, attempt.compressed.name)
            attempt.recorded.unlink(missing_ok=True)
        elif policy == "delete":
            _note(attempt, None)
            attempt.drop_sound()


def settle_later(attempt: Attempt, policy: SoundPolicy) -> threading.Thread:
    """`settle_sound` while something else is done, and what earlier runs left over with it.

    The program does not end before it is done. What goes wrong loses nothing and is tried again next time.
    """

    def settle() -> None:
        with suppress(AudioFileError, HistoryError, OSError):
            settle_sound(attempt, policy)
            if policy == "compress":
                for other in uncompressed(_AT_A_TIME):
                    settle_sound(other, policy)

    thread = threading.Thread(target=settle, name="settling sound")
    thread.start()
    return thread


def settled(report: "Report", attempt: Attempt, policy: SoundPolicy) -> "Report":
    """`settle_sound`, and the report with the sound's path as it is then; what goes wrong changes neither."""
    with suppress(AudioFileError, HistoryError, OSError):
        settle_sound(attempt, policy)
    if report.audio is None or not attempt.has_sound:
        return report
    return replace(report, audio=replace(report.audio, path=str(attempt.sound)))


def uncompressed(limit: int) -> list[Attempt]:
    """Answers of the history whose sound is as it was recorded, the latest first. Raises HistoryError."""
    with open_history() as history:
        found = history.recorded_in("%.wav", limit)
    return [Attempt(attempts_dir() / attempt, part) for attempt, part in found]


def _note(attempt: Attempt, sound: str | None) -> None:
    with open_history() as history:
        history.set_sound(attempt.id, attempt.part, sound)
