"""Sound in, timed words out, while the sound is still coming.

`Listener.push` measures, finds speech and cuts; each finished cut goes over a queue to one worker thread,
which recognises and aligns it. The caller is never made to wait for a model, so a recording is not either.
A file takes the same way.
"""

import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from queue import Queue

import numpy as np
from numpy.typing import NDArray

from voicedrill.audio.activity import VoiceActivity
from voicedrill.audio.clips import Samples
from voicedrill.audio.measures import SoundMeter
from voicedrill.errors import EngineError, VoicedrillError
from voicedrill.recognition.alignment import Aligner, Alignment
from voicedrill.recognition.base import Heard, Hints, Recogniser
from voicedrill.recognition.cuts import Cut, Cutter
from voicedrill.recognition.filled.detector import FilledPauseDetector
from voicedrill.recognition.filled.fuse import with_filled_pauses
from voicedrill.recognition.glossary import repair
from voicedrill.recognition.sphinx import default_aligner, missing
from voicedrill.recording import SoundMeasures
from voicedrill.timing import Word
from voicedrill.transcript import FilledPause, Timing, Transcript

NO_SPEECH = "No speech was heard."
LOOSE_TIMES = "The words could not be matched to the sound well: their times are estimates."

#: Cuts of a file that may wait for the recogniser: keeps memory flat however long the file is.
_FILE_CUTS_WAITING = 3


@dataclass(frozen=True)
class Listened:
    """What was heard. ``recognition_s``: seconds the worker spent on recognition and alignment."""

    transcript: Transcript
    sound: SoundMeasures
    warnings: tuple[str, ...]
    recognition_s: float


class ListeningError(EngineError):
    """The recogniser failed under way; ``listened`` holds what was heard until then."""

    def __init__(self, message: str, listened: Listened) -> None:
        super().__init__(message)
        self.listened = listened


class Listener:
    """Listens to one answer. ``push`` and ``finish`` belong to one thread.

    ``aligner`` None: the best that can run here. ``max_waiting``: how many cuts may wait for the recogniser
    before ``push`` waits too; 0, for live sound: any number.
    """

    def __init__(
        self,
        recogniser: Recogniser,
        hints: Hints | None = None,
        aligner: Aligner | None = None,
        *,
        max_waiting: int = 0,
    ) -> None:
        self._recogniser = recogniser
        self._hints = hints or Hints()
        self._aligner = aligner or default_aligner()
        self._activity = VoiceActivity()
        self._cutter = Cutter()
        self._filled_pauses = FilledPauseDetector()
        self._meter = SoundMeter()
        self._queue: Queue[Cut | None] = Queue(max_waiting)
        self._parts: list[_Part] = []
        self._error: Exception | None = None
        self._recognition_s = 0.0
        self._worker = threading.Thread(target=self._work, name="voicedrill-listener", daemon=True)
        self._worker.start()

    def push(self, samples: Samples) -> NDArray[np.float32]:
        """Listen to ``samples`` (16 kHz mono, any number). Gives the speech probabilities of the 32 ms frames
        that they completed, for whoever watches for the end of the answer.
        """
        probabilities = self._activity.push(samples)
        self._take(samples, probabilities)
        return probabilities

    def finish(self) -> Listened:
        """Everything that was heard, once the last cut is done.

        Raises ListeningError when the recogniser failed.
        """
        self._take(np.zeros(0, np.float32), self._activity.finish())
        for cut in self._cutter.finish():
            self._queue.put(cut)
        self.close()
        listened = self._assemble(self._meter.finish())
        if self._error is None:
            return listened
        known = isinstance(self._error, VoicedrillError)
        message = str(self._error) if known else f"The recogniser failed: {self._error!r}"
        raise ListeningError(message, listened) from self._error

    def close(self) -> None:
        """Stop the worker after what waits for it. The recogniser stays open: it is the caller's."""
        self._queue.put(None)
        self._worker.join()

    def abandon(self) -> None:
        """As `close`, but the cuts that wait are dropped: nobody wants to know any more."""
        self._error = self._error or EngineError("The answer was given up.")
        self.close()

    def _take(self, samples: Samples, probabilities: NDArray[np.float32]) -> None:
        self._meter.push(samples, probabilities.tolist())
        for cut in self._cutter.push(samples, probabilities):
            self._queue.put(cut)

    def _work(self) -> None:
        while (cut := self._queue.get()) is not None:
            if self._error is not None:
                continue  # after a failure the queue is only emptied, so that nobody waits for it
            began = time.perf_counter()
            try:
                self._parts.append(self._hear(cut))
            except Exception as error:  # handed to whoever calls finish
                self._error = error
            self._recognition_s += time.perf_counter() - began

    def _hear(self, cut: Cut) -> "_Part":
        heard = self._recogniser.transcribe(cut.samples, self._hints)
        texts = split_words(heard.text) if heard.words is None else [word.text for word in heard.words]
        alignment = self._aligner.align(cut, texts) if texts else Alignment((), trusted=True)
        words = alignment.words
        if heard.words is not None:
            words = heard.words if not alignment.trusted else _with_probabilities(words, heard)
        found = self._filled_pauses.hear(cut, alignment)
        words = with_filled_pauses(_moved(words, cut.start_s), found)
        aligned = len(texts) if alignment.trusted else 0
        return _Part(words, tuple(one.pause for one in found), len(texts), aligned)

    def _assemble(self, sound: SoundMeasures) -> Listened:
        words = tuple(word for part in self._parts for word in part.words)
        aligned = sum(part.aligned for part in self._parts)
        recognised = sum(part.recognised for part in self._parts)
        timing: Timing = "aligned" if 2 * aligned > recognised else "engine"
        warnings = []
        if not words:
            warnings.append(NO_SPEECH)
        elif timing != "aligned":
            warnings.append(missing() or LOOSE_TIMES)
        words, repairs = repair(words, self._hints.terms)
        transcript = Transcript(
            engine=self._recogniser.name,
            model=self._recogniser.model,
            text=" ".join(word.text for word in words),
            timing=timing,
            words=words,
            filled_pauses=tuple(pause for part in self._parts for pause in part.filled_pauses),
            repairs=repairs,
        )
        return Listened(transcript, sound, tuple(warnings), self._recognition_s)


@dataclass(frozen=True)
class _Part:
    """What one cut gave. ``recognised``: words that the recogniser wrote; so many of them ``aligned``."""

    words: tuple[Word, ...]
    filled_pauses: tuple[FilledPause, ...]
    recognised: int
    aligned: int


def listen_file(
    path: Path, recogniser: Recogniser, hints: Hints | None = None, aligner: Aligner | None = None
) -> Listened:
    """Listen to the sound in ``path``; a damaged file gives what is there and a warning.

    Raises AudioFileError for what is not sound, ListeningError when the recogniser fails.
    """
    from voicedrill.audio.files import read_blocks

    file_warnings: list[str] = []
    listener = Listener(recogniser, hints, aligner, max_waiting=_FILE_CUTS_WAITING)
    try:
        for block in read_blocks(path, on_warning=file_warnings.append):
            listener.push(block)
        listened = listener.finish()
    except BaseException:
        with suppress(Exception):
            listener.abandon()  # nobody may close the recogniser while the worker is still using it
        raise
    return replace(listened, warnings=(*file_warnings, *listened.warnings))


def split_words(text: str) -> list[str]:
    """The words of ``text`` with their punctuation; a sign standing alone joins the word before it."""
    words: list[str] = []
    for piece in text.split():
        if any(char.isalnum() for char in piece):
            words.append(piece)
        elif words:
            words[-1] += piece
    return words


def _with_probabilities(words: Sequence[Word], heard: Heard) -> tuple[Word, ...]:
    return tuple(
        replace(word, probability=own.probability) for word, own in zip(words, heard.words or (), strict=True)
    )


def _moved(words: Sequence[Word], by_s: float) -> tuple[Word, ...]:
    """``words`` on the recording's clock."""
    return tuple(
        replace(word, start=round(word.start + by_s, 3), end=round(word.end + by_s, 3))
        for word in words
        if word.start is not None and word.end is not None
    )
