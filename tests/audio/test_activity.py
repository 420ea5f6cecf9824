"""Voice activity on made and on spoken sound."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from voicedrill.audio import activity
from voicedrill.audio.activity import FRAME_SAMPLES, VoiceActivity
from voicedrill.audio.clips import SAMPLE_RATE_HZ, Samples
from voicedrill.audio.files import read_clip
from voicedrill.errors import EngineError

ANSWER = Path(__file__).parents[2] / "audio_fixtures" / "demo" / "answer.flac"


@pytest.fixture(scope="module")
def spoken() -> Samples:
    return read_clip(ANSWER).samples[: 12 * SAMPLE_RATE_HZ]


def in_blocks(samples: Samples, sizes: Sequence[int]) -> np.ndarray:
    detector = VoiceActivity()
    parts, at = [], 0
    for size in [*sizes, len(samples)]:
        parts.append(detector.push(samples[at : at + size]))
        at += size
    return np.concatenate([*parts, detector.finish()])


def test_tells_speech_from_silence(spoken: Samples) -> None:
    silence = np.zeros(3 * SAMPLE_RATE_HZ, np.float32)
    probabilities = in_blocks(np.concatenate([silence, spoken, silence]), [])
    per_s = SAMPLE_RATE_HZ // FRAME_SAMPLES
    assert probabilities[: 3 * per_s].max() < 0.2
    assert probabilities[-2 * per_s :].max() < 0.2
    assert np.mean(probabilities[3 * per_s : -3 * per_s] > 0.5) > 0.6


@settings(max_examples=15, deadline=None)
@given(sizes=st.lists(st.integers(0, 30_000), max_size=12))
def test_blocks_of_any_size_give_the_same_probabilities(sizes: list[int]) -> None:
    samples = read_clip(ANSWER).samples[:90_000]
    np.testing.assert_allclose(in_blocks(samples, sizes), in_blocks(samples, []), atol=1e-4)


@given(length=st.integers(0, 5000))
@settings(max_examples=20, deadline=None)
def test_one_probability_for_each_frame_begun(length: int) -> None:
    detector = VoiceActivity()
    samples = np.zeros(length, np.float32)
    assert len(detector.push(samples)) == length // FRAME_SAMPLES
    assert len(detector.finish()) == (1 if length % FRAME_SAMPLES else 0)


def test_long_sound_at_once_is_read_in_batches(spoken: Samples, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = in_blocks(spoken, [])
    monkeypatch.setattr(activity, "_BATCH_FRAMES", 7)
    np.testing.assert_allclose(in_blocks(spoken, []), expected, atol=1e-4)


def test_a_missing_model_is_one_clear_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(activity, "model_path", lambda: None)
    activity._session.cache_clear()
    with pytest.raises(EngineError, match="pip install --force-reinstall faster-whisper"):
        VoiceActivity()
