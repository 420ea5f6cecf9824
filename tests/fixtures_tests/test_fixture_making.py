"""The maker: scripts are read as written, and what is made has exactly the asked length."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from audio_fixtures import signals
from audio_fixtures.espeak import VoiceSettings
from audio_fixtures.script import MadeSound, Phrase, Script, ScriptError, Silence, items, script_from_data
from hypothesis import given, settings
from hypothesis import strategies as st

ROOT = Path(__file__).parents[2]
RATE_HZ = 22_050


def read(text: str) -> list[Phrase | Silence | MadeSound]:
    return list(items(Script("x", "a test", None, VoiceSettings("en-us"), text)))


def words(item: object) -> str:
    assert isinstance(item, Phrase)
    return " ".join(word.text for word in item.words)


def test_marks_divide_the_words() -> None:
    first, silence, um, second = read("@task I asked [0.8] {um 0.45 pitch=30} them")
    assert (words(first), words(second)) == ("I asked", "them")
    assert silence == Silence(0.8)
    assert isinstance(um, MadeSound)
    assert (um.text, um.seconds, um.beat, um.options) == ("um", 0.45, "task", {"pitch": "30"})


def test_punctuation_makes_a_silence_only_before_more_words() -> None:
    kinds = [type(item).__name__ for item in read("Yes, I did. [0.7] And then {uh 0.3}")]
    assert kinds == ["Phrase", "Silence", "Phrase", "Silence", "Phrase", "MadeSound"]
    assert [item.seconds for item in read("Yes, I did. We won.") if isinstance(item, Silence)] == [0.12, 0.5]


def test_discourse_fillers_of_two_words_are_one() -> None:
    (phrase, _, _) = read("it was <you know>, late")
    assert isinstance(phrase, Phrase)
    assert [(word.bare, word.discourse) for word in phrase.words] == [
        ("it", None),
        ("was", None),
        ("you", 0),
        ("know", 0),
    ]


def test_pace_changes_from_its_place_on() -> None:
    slow, fast = read("slowly now %rate=220 and faster")
    assert isinstance(slow, Phrase)
    assert isinstance(fast, Phrase)
    assert (slow.settings.rate, fast.settings.rate) == (165, 220)


@pytest.mark.parametrize("text", ["we had 3 days", "{cough 0.4}", "%speed=3 now", "what $ is"])
def test_what_cannot_be_spoken_is_refused(text: str) -> None:
    with pytest.raises(ScriptError):
        read(text)


def test_an_unknown_key_names_the_known_ones() -> None:
    with pytest.raises(ScriptError, match=r"known: .*voice"):
        script_from_data({"name": "x", "about": "y", "voice": "en-us", "script": "hello", "colour": "red"})


@settings(max_examples=30)
@given(length=st.integers(RATE_HZ // 20, RATE_HZ), source_s=st.floats(0.05, 0.6))
def test_stretching_gives_the_asked_length(length: int, source_s: float) -> None:
    tone = np.sin(2 * np.pi * 150 * np.arange(round(source_s * RATE_HZ)) / RATE_HZ).astype(np.float32)
    stretched = signals.stretch(tone, length, RATE_HZ)
    assert len(stretched) == length
    assert np.abs(stretched).max() <= 1.2


def test_stretching_keeps_the_pitch() -> None:
    tone = np.sin(2 * np.pi * 150 * np.arange(RATE_HZ // 3) / RATE_HZ).astype(np.float32)
    stretched = signals.stretch(tone, RATE_HZ, RATE_HZ)
    loudest = int(np.argmax(np.abs(np.fft.rfft(stretched))))  # one second: bins of 1 Hz
    assert loudest == pytest.approx(150, abs=3)


def test_the_sounding_range_leaves_out_silence_on_both_sides() -> None:
    tone = 0.3 * np.sin(2 * np.pi * 200 * np.arange(4000) / RATE_HZ)
    samples = np.concatenate([np.zeros(3000), tone, np.zeros(5000)]).astype(np.float32)
    first, last = signals.sounding_range(samples, RATE_HZ)
    assert first == pytest.approx(3000, abs=100)
    assert last == pytest.approx(7000, abs=100)


def test_making_again_gives_the_same_truth() -> None:
    again = subprocess.run(
        [sys.executable, "-m", "audio_fixtures.make", "--check", "pitch-recited"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert again.returncode == 0, again.stderr
