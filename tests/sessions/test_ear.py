"""When an answer ends: after a silence, and later when its last words promise more."""

import threading
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from voicedrill.audio.clips import SAMPLE_RATE_HZ, Samples
from voicedrill.audio.files import read_clip
from voicedrill.recognition import base as recognition
from voicedrill.recognition.alignment import ProportionalAligner
from voicedrill.recognition.base import Hints
from voicedrill.recognition.fakes import ScriptedRecogniser
from voicedrill.recognition.listener import Listener
from voicedrill.sessions.ear import Ear
from voicedrill.sessions.flow_values import Heard, Rules

BLOCK = SAMPLE_RATE_HZ // 10
FINISHED = "That is how it was done."


@pytest.fixture(scope="module")
def words(spoken: Path) -> Samples:
    return read_clip(spoken).samples


def silence(seconds: float) -> Samples:
    return np.zeros(int(seconds * SAMPLE_RATE_HZ), np.float32)


def listen(text: str, sounds: Sequence[Samples], rules: Rules | None = None) -> list[Heard]:
    """All that an ear tells about ``sounds`` in a row, in which ``text`` is recognised, up to the end."""
    told: list[Heard] = []
    ended = threading.Event()

    def note(heard: Heard) -> None:
        told.append(heard)
        if heard.ended:
            ended.set()
            ear.let_go()

    listener = Listener(ScriptedRecogniser([text] * 1000), aligner=ProportionalAligner(), live=True)
    ear = Ear(listener, rules or Rules(), note)
    sound = np.concatenate(sounds)
    for at in range(0, len(sound), BLOCK):
        if ended.is_set():
            break
        ear(sound[at : at + BLOCK])
        listener.latest_words(60)  # as live: the recogniser keeps up with the sound
    ear.finish()
    return told


@pytest.mark.parametrize("end_silence_s", [1.0, 2.5])  # before and after the last cut is known
def test_a_finished_sentence_ends_after_the_silence(
    words: Samples, spoken_s: float, end_silence_s: float
) -> None:
    told = listen(FINISHED, [words, silence(12)], Rules(end_silence_s=end_silence_s))
    assert told[-1].ended
    assert told[-1].recorded_s == pytest.approx(spoken_s + end_silence_s, abs=0.4)
    assert not any(heard.held for heard in told)


@pytest.mark.parametrize("end_silence_s", [1.0, 2.5])
@pytest.mark.parametrize("text", ["And I did it because", "So that was it, um."])
def test_a_promise_of_more_is_waited_for_once_as_long_again(
    words: Samples, spoken_s: float, text: str, end_silence_s: float
) -> None:
    told = listen(text, [words, silence(12)], Rules(end_silence_s=end_silence_s))
    assert told[-1].ended
    assert told[-1].recorded_s == pytest.approx(spoken_s + 2 * end_silence_s, abs=0.4)
    first = next(heard for heard in told if heard.held)
    assert first.recorded_s == pytest.approx(spoken_s + end_silence_s, abs=0.4)
    assert first.ends_in_s == pytest.approx(end_silence_s, abs=0.2)
    assert told[-1].held


def test_a_long_silence_is_not_doubled(words: Samples, spoken_s: float) -> None:
    told = listen("and", [words, silence(16)], Rules(end_silence_s=6))
    assert told[-1].recorded_s == pytest.approx(spoken_s + 10, abs=0.4)


def test_who_goes_on_is_heard_on_and_may_be_waited_for_again(words: Samples) -> None:
    told = listen("and", [words, silence(4), words, silence(12)])
    changes = [heard.held for last, heard in pairwise(told) if heard.held != last.held]
    assert changes == [True, False, True]
    assert told[-1].recorded_s > 2 * len(words) / SAMPLE_RATE_HZ + 4 + 4


def test_a_recogniser_that_is_slow_keeps_nobody(words: Samples, spoken_s: float) -> None:
    may_go_on = threading.Event()

    class Slow(ScriptedRecogniser):
        def transcribe(self, samples: Samples, hints: Hints) -> recognition.Heard:
            assert may_go_on.wait(60)
            return super().transcribe(samples, hints)

    told: list[Heard] = []
    listener = Listener(Slow(["and"] * 100), aligner=ProportionalAligner(), live=True)
    ear = Ear(listener, Rules(), told.append)
    ear.let_go()
    sound = np.concatenate([words, silence(4)])
    for at in range(0, len(sound), BLOCK):
        ear(sound[at : at + BLOCK])
    assert told[-1].ended
    assert told[-1].recorded_s == pytest.approx(spoken_s + 2.5, abs=0.4)
    may_go_on.set()
    assert ear.finish().transcript.text
