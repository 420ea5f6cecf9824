"""Parts of the transcript made in a process of their own: the same as here, and nothing lost without it."""

import multiprocessing
import os
import signal
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest

from voicedrill.audio.clips import SAMPLE_RATE_HZ, Samples
from voicedrill.audio.files import read_clip
from voicedrill.errors import EngineError
from voicedrill.recognition import parts
from voicedrill.recognition.alignment import Alignment
from voicedrill.recognition.base import Heard, Hints, Recogniser
from voicedrill.recognition.cuts import Cut
from voicedrill.recognition.fakes import ScriptedRecogniser
from voicedrill.recognition.filled.detector import Found
from voicedrill.recognition.listener import Listened, Listener, listen_file
from voicedrill.recognition.parts import (
    WORKER_LOST,
    OwnPartMaker,
    WorkerPartMaker,
    open_part_maker,
)
from voicedrill.recognition.registry import open_recogniser
from voicedrill.timing import Word
from voicedrill.transcript import FilledPause

ANSWER = Path(__file__).parents[2] / "audio_fixtures" / "demo" / "answer.flac"


@pytest.fixture(scope="module")
def answer() -> Samples:
    return read_clip(ANSWER).samples


@pytest.fixture(scope="module")
def moonshine() -> Iterator[Recogniser]:
    recogniser = open_recogniser("moonshine")
    yield recogniser
    recogniser.close()


@pytest.fixture(scope="module")
def filed(moonshine: Recogniser) -> Listened:
    return listen_file(ANSWER, moonshine)


@pytest.fixture(autouse=True)
def two_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "_cores", lambda: 2)


def in_blocks(listener: Listener, samples: Samples, sizes: np.random.Generator) -> Listened:
    at = 0
    while at < len(samples):
        size = int(sizes.integers(1, 2 * SAMPLE_RATE_HZ))
        listener.push(samples[at : at + size])
        at += size
    return listener.finish()


@pytest.mark.parametrize("seed", [1, 2])
def test_a_streamed_answer_reads_as_the_filed_one(
    answer: Samples, moonshine: Recogniser, filed: Listened, seed: int
) -> None:
    streamed = in_blocks(Listener(moonshine, live=True), answer, np.random.default_rng(seed))
    assert streamed.transcript == filed.transcript  # words, times and filled pauses
    assert streamed.sound == filed.sound
    assert streamed.transcript.timing == "aligned"


class KillsWorker(ScriptedRecogniser):
    """The embedded engine, but the process beside it dies before the third cut is timed."""

    def __init__(self, engine: Recogniser) -> None:
        super().__init__([])
        self.name, self.model = engine.name, engine.model
        self.maker: WorkerPartMaker | None = None
        self._engine = engine

    def transcribe(self, samples: Samples, hints: Hints) -> Heard:
        super().transcribe(samples, hints)
        if len(self.cuts_s) == 3 and self.maker is not None:
            os.kill(self.maker.pid, signal.SIGKILL)
        return self._engine.transcribe(samples, hints)


def test_an_answer_whose_worker_dies_loses_nothing(
    answer: Samples, moonshine: Recogniser, filed: Listened, monkeypatch: pytest.MonkeyPatch
) -> None:
    recogniser = KillsWorker(moonshine)

    def opened() -> WorkerPartMaker:
        recogniser.maker = WorkerPartMaker()
        return recogniser.maker

    monkeypatch.setattr("voicedrill.recognition.listener.open_part_maker", opened)
    listened = in_blocks(Listener(recogniser, max_waiting=1), answer, np.random.default_rng(3))
    assert listened.warnings == (WORKER_LOST,)
    # The speaker is learnt anew, so filled pauses may differ; the words that were written do not.
    assert {word.text for word in filed.transcript.words} - {"um", "uh"} <= {
        word.text for word in listened.transcript.words
    }
    assert listened.transcript.timing == "aligned"


class Remembers:
    """An aligner that remembers what it was asked, and spreads the words over the cut."""

    def __init__(self, trusted: tuple[bool, ...]) -> None:
        self.asked: list[list[str]] = []
        self._trusted = trusted

    def align(self, cut: Cut, texts: Sequence[str]) -> Alignment:
        self.asked.append(list(texts))
        step = cut.duration_s / len(texts)
        words = tuple(Word(text, at * step, (at + 1) * step) for at, text in enumerate(texts))
        return Alignment(words, self._trusted[len(self.asked) - 1])


@pytest.mark.parametrize("fits", [True, False])
def test_words_are_placed_again_around_what_only_the_sound_told_of(
    monkeypatch: pytest.MonkeyPatch, fits: bool
) -> None:
    um = Found(FilledPause("um", 10.55, 10.65, "acoustic", True), 0.9)
    monkeypatch.setattr(parts.FilledPauseDetector, "hear", lambda *_: (um,))
    aligner = Remembers((True, fits))
    part = OwnPartMaker(aligner).make(Cut(10.0, np.zeros(16_000, np.float32), ()), Heard("one two", None))
    assert aligner.asked == [["one", "two"], ["one", "um", "two"]]
    assert [word.text for word in part.words] == ["one", "um", "two"]
    assert part.words[0].end == pytest.approx(10.333 if fits else 10.5, abs=0.001)
    assert part.aligned == part.recognised == 2


def test_an_answer_that_is_given_up_ends_its_worker(answer: Samples) -> None:
    listener = Listener(ScriptedRecogniser(["some words"] * 100))
    listener.push(answer)
    listener.abandon()
    assert not [thread for thread in threading.enumerate() if "voicedrill-" in thread.name]


def test_without_pocketsphinx_times_are_estimates(monkeypatch: pytest.MonkeyPatch, answer: Samples) -> None:
    def refuse() -> None:
        raise EngineError("The aligner does not start.")

    monkeypatch.setattr(parts, "default_aligner", refuse)
    monkeypatch.setattr(parts, "_cores", lambda: 1)
    listener = Listener(ScriptedRecogniser(["some words"]))
    listener.push(answer)
    assert listener.finish().transcript.timing == "engine"


def test_a_process_of_its_own_where_a_core_is_free(monkeypatch: pytest.MonkeyPatch) -> None:
    maker = open_part_maker()
    maker.close()
    assert isinstance(maker, WorkerPartMaker)
    monkeypatch.setattr(parts, "_cores", lambda: 1)
    assert isinstance(open_part_maker(), OwnPartMaker)


def kind_of_part_maker() -> str:
    maker = open_part_maker()
    maker.close()
    return type(maker).__name__


def test_a_process_of_a_batch_starts_no_other() -> None:
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        assert pool.apply(kind_of_part_maker) == "OwnPartMaker"
