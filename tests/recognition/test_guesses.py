"""In a pause of live sound the cut that it may end is recognised: if it does, nothing is left to do."""

import time
from pathlib import Path

import numpy as np
import pytest

from voicedrill.audio.clips import SAMPLE_RATE_HZ, Samples
from voicedrill.audio.files import read_clip
from voicedrill.recognition.alignment import ProportionalAligner
from voicedrill.recognition.base import Heard, Hints
from voicedrill.recognition.fakes import ScriptedRecogniser
from voicedrill.recognition.listener import Listener

ANSWER = Path(__file__).parents[2] / "audio_fixtures" / "demo" / "answer.flac"
BLOCK = SAMPLE_RATE_HZ // 10
LONG_S = 60.0


def silence(seconds: float) -> Samples:
    return np.zeros(int(seconds * SAMPLE_RATE_HZ), np.float32)


@pytest.fixture(scope="module")
def speech() -> Samples:
    return read_clip(ANSWER).samples[: 4 * SAMPLE_RATE_HZ]


def push(listener: Listener, samples: Samples) -> None:
    for at in range(0, len(samples), BLOCK):
        listener.push(samples[at : at + BLOCK])
        listener.latest_words(LONG_S)  # as live: the recogniser keeps up with the sound


def test_what_was_guessed_right_is_not_recognised_again(speech: Samples) -> None:
    recogniser = ScriptedRecogniser(f"take{n}" for n in range(100))
    listener = Listener(recogniser, aligner=ProportionalAligner(), live=True)
    push(listener, np.concatenate([speech, silence(0.8)]))
    words = listener.latest_words(LONG_S)
    assert words == f"take{len(recogniser.cuts_s) - 1}"
    before = len(recogniser.cuts_s)
    assert listener.finish().transcript.words[-1].text == words
    assert len(recogniser.cuts_s) == before


def test_a_wrong_guess_changes_nothing(speech: Samples) -> None:
    class ByLength(ScriptedRecogniser):
        def transcribe(self, samples: Samples, hints: Hints) -> Heard:
            super().transcribe(samples, hints)
            return Heard(f"length{len(samples)}")

    sound = np.concatenate([speech, silence(0.8), speech, silence(2), speech])
    texts = []
    for live in (True, False):
        listener = Listener(ByLength([]), aligner=ProportionalAligner(), live=live)
        push(listener, sound)
        texts.append(listener.finish().transcript.text)
    assert texts[0] == texts[1] != ""


def test_a_recording_that_is_not_live_is_not_guessed_at(speech: Samples) -> None:
    recogniser = ScriptedRecogniser(["words"] * 100)
    listener = Listener(recogniser, aligner=ProportionalAligner())
    push(listener, np.concatenate([speech, silence(0.8)]))
    assert listener.latest_words(LONG_S) is None
    listener.finish()
    assert len(recogniser.cuts_s) == 1


def test_a_slow_engine_is_not_made_slower(speech: Samples) -> None:
    class Slow(ScriptedRecogniser):
        def transcribe(self, samples: Samples, hints: Hints) -> Heard:
            time.sleep(3)  # more than a quarter of the sound's length
            return super().transcribe(samples, hints)

    recogniser = Slow(["words"] * 100)
    listener = Listener(recogniser, aligner=ProportionalAligner(), live=True)
    # Under five seconds in all, so that no pause of these ends the cut.
    push(listener, np.concatenate([speech[: 2 * SAMPLE_RATE_HZ], silence(0.8)]))
    assert listener.latest_words(LONG_S) == "words"  # how slow it is was not known yet
    push(listener, np.concatenate([speech[SAMPLE_RATE_HZ : 2 * SAMPLE_RATE_HZ], silence(0.8)]))
    assert listener.latest_words(LONG_S) is None
    assert len(recogniser.cuts_s) == 1
    listener.finish()
