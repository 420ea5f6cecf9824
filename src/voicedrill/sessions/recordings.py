"""What becomes of a recording once its answer is in the history: kept as it is, compressed or deleted.

The new file is there and whole before the old one goes, so that whatever ends the program leaves one that
plays; the history finds it by either name.
"""

import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Literal, get_args

from voicedrill.errors import AudioFileError, HistoryError, VoicedrillError
from voicedrill.history.folders import Attempt
from voicedrill.history.store import open_history

if TYPE_CHECKING:
    from voicedrill.reports.model import Report

#: "compress" loses no sample: FLAC of a third of the size.
SoundPolicy = Literal["keep", "compress", "delete"]
POLICIES: tuple[SoundPolicy, ...] = get_args(SoundPolicy)
#: So many of the latest recordings are looked at for what an earlier run was killed in.
_LOOKED_AT = 10

_one_at_a_time = threading.Lock()


def settle_sound(attempt: Attempt, policy: SoundPolicy) -> None:
    """Do what ``policy`` says with the sound of an answer that is in the history; done already, nothing.

    Raises AudioFileError, HistoryError: the sound is then as it was.
    """
    if policy == "keep":
        return
    with _one_at_a_time:
        if policy == "delete":
            _note(attempt, None)
            attempt.drop_sound()
            return
        if attempt.has_sound and attempt.recorded.exists():
            from voicedrill.audio.flac import compress

            compress(attempt.recorded, attempt.compressed)
            attempt.recorded.unlink()
        if attempt.compressed.exists():
            _note(attempt, attempt.compressed.name)


def settle_later(
    attempt: Attempt, policy: SoundPolicy, first: Callable[[], None] = lambda: None
) -> threading.Thread:
    """`settle_sound` while something else is done, and what earlier runs left over with it.

    ``first``: done before that, while the sound is as it was. The program does not end before all is done.
    What goes wrong loses nothing and is tried again next time.
    """

    def settle() -> None:
        with suppress(VoicedrillError):
            first()
        with suppress(AudioFileError, HistoryError, OSError):
            settle_sound(attempt, policy)
            if policy == "compress":
                for other in broken_off(_LOOKED_AT):
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


def broken_off(looked_at: int) -> list[Attempt]:
    """Answers, among the latest that are kept as wav, whose compressing was begun. Raises HistoryError.

    Others were meant to stay as they are.
    """
    with open_history() as history:
        found = [
            Attempt(history.folder / attempt, part)
            for attempt, part in history.recorded_in("%.wav", looked_at)
        ]
    return [
        attempt for attempt in found if attempt.compressed.exists() or any(attempt.folder.glob(".*.part"))
    ]


def _note(attempt: Attempt, sound: str | None) -> None:
    with open_history() as history:
        history.set_sound(attempt.id, attempt.part, sound)
