"""Sentences read aloud in the background, so that a key can interrupt it."""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from voicedrill.decks.aloud import aloud
from voicedrill.errors import VoicedrillError

#: How long a reading that was stopped may take to fall silent.
_FALL_SILENT_S = 1.0


@dataclass(frozen=True)
class VoiceChoice:
    """Which voice reads, how fast (words a minute) and how loud (0 to 1). None: the voice's own."""

    voice: str | None = None
    rate: int | None = None
    volume: float | None = None


class Reading:
    """Reads ``texts`` one after the other from `start` on, blanks in them put in words or passed over; then
    calls ``on_end`` with None, or with why they could not be read.

    ``on_end`` runs in a thread of its own.
    """

    def __init__(
        self, texts: Sequence[str], choice: VoiceChoice, on_end: Callable[["Reading", str | None], None]
    ) -> None:
        self._texts = texts
        self._choice = choice
        self._on_end = on_end
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._read, name="reading", daemon=True)

    def start(self) -> None:
        """Begin to read."""
        self._thread.start()

    def stop(self) -> None:
        """Fall silent."""
        self._stop.set()
        self._thread.join(_FALL_SILENT_S)

    def _read(self) -> None:
        try:
            self._play()
        except VoicedrillError as error:
            self._on_end(self, str(error))
        else:
            self._on_end(self, None)

    def _play(self) -> None:
        from voicedrill.audio.files import read_clip
        from voicedrill.audio.playback import open_speaker
        from voicedrill.voice.speech import render

        speaker = open_speaker()
        choice = self._choice
        for text in filter(None, map(aloud, self._texts)):
            path = render(text, voice=choice.voice, rate=choice.rate, volume=choice.volume)
            if self._stop.is_set():
                break
            speaker.play(read_clip(path), self._stop)
