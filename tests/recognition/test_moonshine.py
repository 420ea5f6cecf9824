"""The embedded recogniser: its own weights on real sound."""

from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest

from voicedrill.audio.clips import SAMPLE_RATE_HZ
from voicedrill.audio.files import read_clip
from voicedrill.errors import EngineError
from voicedrill.recognition import moonshine
from voicedrill.recognition.base import Hints
from voicedrill.recognition.moonshine import MoonshineRecogniser, clean_text


@pytest.fixture(scope="module")
def recogniser() -> Iterator[MoonshineRecogniser]:
    made = MoonshineRecogniser()
    yield made
    made.close()


def two_cities() -> Path:
    spec = find_spec("moonshine_voice")
    assert spec is not None
    assert spec.origin is not None
    return Path(spec.origin).parent / "assets" / "two_cities.wav"


def test_hears_a_human_reader(recogniser: MoonshineRecogniser) -> None:
    samples = read_clip(two_cities()).samples[SAMPLE_RATE_HZ : 5 * SAMPLE_RATE_HZ]
    heard = recogniser.transcribe(samples, Hints())
    assert heard.text.startswith("It was the best of times")
    assert heard.words is None


@pytest.mark.parametrize("seconds", [0.0, 0.05, 0.3, 4.0])
def test_silence_of_any_length_says_nothing(recogniser: MoonshineRecogniser, seconds: float) -> None:
    silence = np.zeros(round(seconds * SAMPLE_RATE_HZ), np.float32)
    assert recogniser.transcribe(silence, Hints()).text == ""


def test_a_view_of_every_second_sample_is_read_right(recogniser: MoonshineRecogniser) -> None:
    samples = read_clip(two_cities()).samples[SAMPLE_RATE_HZ : 3 * SAMPLE_RATE_HZ]
    view = np.repeat(samples, 2)[::2]
    assert recogniser.transcribe(view, Hints()) == recogniser.transcribe(samples, Hints())


def test_a_closed_recogniser_says_so() -> None:
    made = MoonshineRecogniser()
    made.close()
    made.close()
    with pytest.raises(EngineError, match="closed"):
        made.transcribe(np.zeros(100, np.float32), Hints())


@pytest.mark.parametrize("noise", ["You", "you.", " You ", "♪", "♪ ♪♪", "[BLANK_AUDIO]", "...", ""])
def test_what_it_writes_for_noise_is_dropped(noise: str) -> None:
    assert clean_text(noise) == ""


def test_words_are_kept() -> None:
    assert clean_text("You did it.") == "You did it."
    assert clean_text("♪ In short,, yes ♪") == "In short, yes"


def test_missing_weights_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(moonshine, "_WEIGHTS", "assets/none")
    with pytest.raises(EngineError, match=r"carries no weights.*0\.0\.73"):
        MoonshineRecogniser()
