"""Sound in, timed words out, while the sound is still coming.

`Listener.push` measures, finds speech and cuts. Each finished cut goes over a queue to a thread that
recognises it, and from there to one that has its words timed, in a process of its own where a core is free.
The caller is never made to wait for a model, so a recording is not either. A file takes the same way.
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from voicedrill.audio.activity import VoiceActivity
from voicedrill.audio.clips import SAMPLE_RATE_HZ, Samples
from voicedrill.audio.measures import SoundMeter
from voicedrill.errors import EngineError, VoicedrillError
from voicedrill.recognition.alignment import Aligner
from voicedrill.recognition.base import Heard, Hints, Recogniser
from voicedrill.recognition.cuts import Cut, Cutter
from voicedrill.recognition.glossary import repair
from voicedrill.recognition.parts import OwnPartMaker, Part, PartMaker, open_part_maker, split_words
from voicedrill.recognition.sphinx import missing
from voicedrill.recognition.stage import Stage
from voicedrill.recording import SoundMeasures
from voicedrill.transcript import Timing, Transcript

__all__ = ["Listened", "Listener", "ListeningError", "listen_file", "split_words"]

NO_SPEECH = "No speech was heard."
LOOSE_TIMES = "The words could not be matched to the sound well: their times are estimates."

#: Cuts of a file that may wait for the recogniser: keeps memory flat however long the file is.
_FILE_CUTS_WAITING = 3
#: A pause of live speech from which the cut is recognised as if it ended there: mostly it does.
_GUESS_AFTER_S = 0.4
#: An engine that needs more than this share of the sound's length has no time for guesses.
_GUESS_SHARE = 0.25


@dataclass(frozen=True)
class Listened:
    """What was heard. ``recognition_s``: seconds spent on recognition and on timing words, summed."""

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

    ``aligner``: times the words, in this process; None: the best that can run here does, in a process of its
    own. ``max_waiting``: how many cuts may wait for the recogniser before ``push`` waits too; 0: any number.
    ``live``: the sound comes as it is spoken, so there is time to recognise in a pause what may be a cut.
    """

    def __init__(
        self,
        recogniser: Recogniser,
        hints: Hints | None = None,
        aligner: Aligner | None = None,
        *,
        max_waiting: int = 0,
        live: bool = False,
    ) -> None:
        self._recogniser = recogniser
        self._hints = hints or Hints()
        self._activity = VoiceActivity()
        self._cutter = Cutter()
        self._meter = SoundMeter()
        self._live = live
        self._heard_s = 0.0
        self._guess: _Guess | None = None
        self._parts: list[Part] = []
        self._maker: PartMaker = OwnPartMaker(aligner) if aligner else open_part_maker()
        self._timing: Stage[tuple[Cut, Heard]] = Stage("timing", self._time, max_waiting)
        self._recognition: Stage[Cut | _Guess] = Stage("recognition", self._recognise, max_waiting)

    def push(self, samples: Samples) -> NDArray[np.float32]:
        """Listen to ``samples`` (16 kHz mono, any number). Gives the speech probabilities of the 32 ms frames
        that they completed, for whoever watches for the end of the answer.
        """
        probabilities = self._activity.push(samples)
        self._take(samples, probabilities)
        return probabilities

    @property
    def words_so_far(self) -> str:
        """What was recognised by now, filled pauses among it; some seconds behind the sound. Never waits."""
        return " ".join(word.text for part in tuple(self._parts) for word in part.words)

    def latest_words(self, timeout_s: float) -> str | None:
        """What was said before the silence that is going on: the last words, filled pauses among them.

        None when the recogniser is not so far within ``timeout_s``.
        """
        if not (self._recognition.wait_until_idle(timeout_s) and self._timing.wait_until_idle(timeout_s)):
            return None
        tail = self._cutter.tail()
        if tail is not None:
            return (
                self._guess.heard.text
                if self._guess and self._guess.heard and self._guess.is_of(tail)
                else None
            )
        return " ".join(word.text for word in self._parts[-1].words) if self._parts else ""

    def finish(self) -> Listened:
        """Everything that was heard, once the last cut is done.

        Raises ListeningError when the recogniser failed.
        """
        self._take(np.zeros(0, np.float32), self._activity.finish(), last=True)
        for cut in self._cutter.finish():
            self._recognition.put(cut)
        self.close()
        listened = self._assemble(self._meter.finish())
        error = self._recognition.error or self._timing.error
        if error is None:
            return listened
        known = isinstance(error, VoicedrillError)
        message = str(error) if known else f"The recogniser failed: {error!r}"
        raise ListeningError(message, listened) from error

    def close(self) -> None:
        """Stop after all that waits is done. The recogniser stays open: it is the caller's."""
        self._recognition.close()
        self._timing.close()
        self._maker.close()

    def abandon(self) -> None:
        """As `close`, but the cuts that wait are dropped: nobody wants to know any more."""
        self._recognition.drop()
        self._timing.drop()
        self._maker.close()
        self.close()

    def _take(self, samples: Samples, probabilities: NDArray[np.float32], *, last: bool = False) -> None:
        self._meter.push(samples, probabilities.tolist())
        for cut in self._cutter.push(samples, probabilities):
            self._recognition.put(cut)
        self._heard_s += len(samples) / SAMPLE_RATE_HZ
        if self._live and not last and self._cutter.silence_s >= _GUESS_AFTER_S and self._has_time():
            self._guess_ahead()

    def _has_time(self) -> bool:
        return self._recognition.is_idle and self._recognition.busy_s <= _GUESS_SHARE * self._heard_s

    def _guess_ahead(self) -> None:
        tail = self._cutter.tail()
        if tail is not None and not (self._guess and self._guess.is_of(tail)):
            self._guess = _Guess(tail)
            self._recognition.put(self._guess)

    def _recognise(self, item: "Cut | _Guess") -> None:
        if isinstance(item, _Guess):
            item.heard = self._recogniser.transcribe(item.cut.samples, self._hints)
            return
        guess = self._guess
        if guess is not None and guess.heard is not None and guess.is_of(item):
            heard = guess.heard
        else:
            heard = self._recogniser.transcribe(item.samples, self._hints)
        self._timing.put((item, heard))

    def _time(self, cut_and_heard: tuple[Cut, Heard]) -> None:
        self._parts.append(self._maker.make(*cut_and_heard))

    def _assemble(self, sound: SoundMeasures) -> Listened:
        words = tuple(word for part in self._parts for word in part.words)
        aligned = sum(part.aligned for part in self._parts)
        recognised = sum(part.recognised for part in self._parts)
        timing: Timing = "aligned" if 2 * aligned > recognised else "engine"
        warnings = list(self._maker.warnings)
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
        recognition_s = self._recognition.busy_s + self._timing.busy_s
        return Listened(transcript, sound, tuple(warnings), recognition_s)


@dataclass(eq=False)
class _Guess:
    """A cut that may end where the speaker pauses, and what is heard in it, once that is known."""

    cut: Cut
    heard: Heard | None = None

    def is_of(self, cut: Cut) -> bool:
        """Whether it came true: the same sound, so the same words."""
        return self.cut.start_s == cut.start_s and len(self.cut.samples) == len(cut.samples)


def listen_file(
    path: Path,
    recogniser: Recogniser,
    hints: Hints | None = None,
    aligner: Aligner | None = None,
    on_heard: Callable[[float], None] | None = None,
) -> Listened:
    """Listen to the sound in ``path``; a damaged file gives what is there and a warning.

    ``on_heard``: called with the seconds listened to so far, for whoever waits. Raises AudioFileError for
    what is not sound, ListeningError when the recogniser fails.
    """
    from voicedrill.audio.files import read_blocks

    file_warnings: list[str] = []
    listener = Listener(recogniser, hints, aligner, max_waiting=_FILE_CUTS_WAITING)
    try:
        heard = 0
        for block in read_blocks(path, on_warning=file_warnings.append):
            listener.push(block)
            heard += len(block)
            if on_heard is not None:
                on_heard(heard / SAMPLE_RATE_HZ)
        listened = listener.finish()
    except BaseException:
        with suppress(Exception):
            listener.abandon()  # nobody may close the recogniser while the worker is still using it
        raise
    return replace(listened, warnings=(*file_warnings, *listened.warnings))
