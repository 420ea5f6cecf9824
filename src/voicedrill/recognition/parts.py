"""A cut and the words that were heard in it become a part of the transcript: times, filled pauses.

This holds Python's lock for seconds in a long answer, so it is done in a `Worker` where a core is free.
"""

import multiprocessing
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from voicedrill.errors import EngineError
from voicedrill.recognition.alignment import Aligner, Alignment, ProportionalAligner
from voicedrill.recognition.base import Heard
from voicedrill.recognition.cuts import Cut
from voicedrill.recognition.filled.detector import FilledPauseDetector, Found
from voicedrill.recognition.filled.fuse import with_filled_pauses
from voicedrill.recognition.sphinx import default_aligner
from voicedrill.recognition.worker import Worker, WorkerGoneError
from voicedrill.timing import Word
from voicedrill.transcript import FilledPause

WORKER_LOST = (
    "The process that times the words ended early; the rest was done without it, and nothing is lost."
)


@dataclass(frozen=True)
class Part:
    """The words of one cut with their times, and its filled pauses, on the recording's clock.

    ``recognised``: words that the recogniser wrote; so many of them ``aligned``: the other times are the
    engine's own or estimates.
    """

    words: tuple[Word, ...]
    filled_pauses: tuple[FilledPause, ...]
    recognised: int
    aligned: int


class PartMaker(Protocol):
    """Makes parts out of cuts, in the order in which they were said."""

    warnings: list[str]

    def make(self, cut: Cut, heard: Heard) -> Part:
        """The part of the transcript that ``cut`` is, in which ``heard`` was heard."""

    def close(self) -> None:
        """Free what is held; `make` may be under way in another thread, and fails then."""


class OwnPartMaker:
    """See `PartMaker`. Works where it is called. ``aligner`` None: the best that starts."""

    def __init__(self, aligner: Aligner | None = None) -> None:
        self.warnings: list[str] = []
        self._aligner = aligner or _best_aligner()
        self._filled_pauses = FilledPauseDetector()

    def make(self, cut: Cut, heard: Heard) -> Part:
        """See `PartMaker`."""
        texts = split_words(heard.text) if heard.words is None else [word.text for word in heard.words]
        alignment = self._aligner.align(cut, texts) if texts else Alignment((), trusted=True)
        found = self._filled_pauses.hear(cut, alignment)
        alignment = self._with_room(cut, alignment, found)
        words = alignment.words
        if heard.words is not None:
            words = heard.words if not alignment.trusted else _with_probabilities(words, heard)
        words = with_filled_pauses(_moved(words, cut.start_s), found)
        aligned = len(texts) if alignment.trusted else 0
        return Part(words, tuple(one.pause for one in found), len(texts), aligned)

    def _with_room(self, cut: Cut, alignment: Alignment, found: Sequence[Found]) -> Alignment:
        """The same words, aligned once more with the filled pauses between them that only the sound told of.

        Without them an aligner stretches the words over what it has no name for. As before where that fails.
        """
        unwritten = [one.pause for one in found if one.pause.certain and not one.in_text]
        if not unwritten:
            return alignment
        texts: list[tuple[float, str, bool]] = [
            (((word.start or 0.0) + (word.end or 0.0)) / 2 + cut.start_s, word.text, True)
            for word in alignment.words
        ]
        for pause in unwritten:
            middle = (pause.start + pause.end) / 2
            at = sum(when < middle for when, _, _ in texts)
            texts.insert(at, (middle, pause.text, False))
        again = self._aligner.align(cut, [text for _, text, _ in texts])
        if not again.trusted:
            return alignment
        words = (word for word, (_, _, own) in zip(again.words, texts, strict=True) if own)
        return replace(alignment, words=tuple(words), trusted=True)

    def close(self) -> None:
        """See `PartMaker`."""


class WorkerPartMaker:
    """See `PartMaker`. Works in a process of its own, which starts at once; where that ends, without it."""

    def __init__(self) -> None:
        self.warnings: list[str] = []
        self._worker: Worker[Part] = Worker(make_function)
        self._own: OwnPartMaker | None = None
        self._closed = False

    @property
    def pid(self) -> int:
        """The process's id."""
        return self._worker.pid

    def make(self, cut: Cut, heard: Heard) -> Part:
        """See `PartMaker`."""
        if self._own is None:
            try:
                return self._worker.call(cut, heard)
            except WorkerGoneError:
                if self._closed:
                    raise
                self.warnings.append(WORKER_LOST)
                self._own = OwnPartMaker()
        return self._own.make(cut, heard)

    def close(self) -> None:
        """See `PartMaker`."""
        self._closed = True
        self._worker.close()


def open_part_maker() -> PartMaker:
    """The one that is fastest here: in a process of its own, if there is a core for it.

    A process that works for another, as in a batch, has but one core.
    """
    if multiprocessing.parent_process() is not None or _cores() == 1:
        return OwnPartMaker()
    try:
        return WorkerPartMaker()
    except OSError:  # no more processes, or no program that is Python
        return OwnPartMaker()


def make_function() -> Callable[[Cut, Heard], Part]:
    """What the worker runs."""
    return OwnPartMaker().make


def split_words(text: str) -> list[str]:
    """The words of ``text`` with their punctuation; a sign standing alone joins the word before it."""
    words: list[str] = []
    for piece in text.split():
        if any(char.isalnum() for char in piece):
            words.append(piece)
        elif words:
            words[-1] += piece
    return words


def _best_aligner() -> Aligner:
    try:
        return default_aligner()
    except EngineError:
        return ProportionalAligner()  # whose times are told to be estimates


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


def _cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
