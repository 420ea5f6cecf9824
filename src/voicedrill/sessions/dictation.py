"""One note spoken instead of typed: recorded, recognised, and the sound forgotten."""

import tempfile
import threading
from collections.abc import Callable
from pathlib import Path

from voicedrill.audio.capture import Recorder, open_microphone
from voicedrill.decks.importers.sentences import sentences
from voicedrill.delivery.words import kind_of
from voicedrill.recognition.base import Hints, Recogniser
from voicedrill.recognition.listener import Listener
from voicedrill.sessions.ear import Ear
from voicedrill.sessions.flow import ending
from voicedrill.sessions.flow_values import Heard, Rules

_LOOK_S = 0.05


def dictate(
    recogniser: Recogniser,
    device: str | None,
    *,
    hints: Hints | None = None,
    end_silence_s: float = 2.5,
    max_s: float = 180.0,
    on_open: Callable[[], None] = lambda: None,
) -> str:
    """What was said until a silence of ``end_silence_s``, as text; empty when nothing was.

    ``device`` as for `open_microphone`; ``on_open`` is called when it is open. The sound is deleted.
    Raises DeviceError, EngineError.
    """
    rules = Rules(think_s=0.0, end_silence_s=end_silence_s, max_s=max_s, has_keys=False, has_voice=False)
    over = threading.Event()

    def heard(heard: Heard) -> None:
        if ending(heard, rules) is not None:
            over.set()

    with tempfile.TemporaryDirectory(prefix="voicedrill-") as folder:
        ear = Ear(Listener(recogniser, hints, live=True), rules, heard)
        try:
            recorder = Recorder(open_microphone(device), Path(folder) / "note.wav", [ear])
            recorder.start()
            try:
                on_open()
                while not (over.wait(_LOOK_S) or recorder.finished.is_set()):
                    pass
            finally:
                ear.let_go()
                recorder.stop("silence")
        except BaseException:
            ear.abandon()
            raise
        listened = ear.finish()
    if recorder.error is not None:
        raise recorder.error
    return " ".join(listened.transcript.text.split())


def notes_in(text: str) -> list[str]:
    """What was said as notes: a sentence each, without filled pauses and the full stop."""
    words = [word for word in text.split() if kind_of(word) != "filled-pause"]
    notes = (sentence.strip().rstrip(".").strip(" ,") for sentence in sentences(" ".join(words)))
    return [note for note in notes if any(character.isalnum() for character in note)]
