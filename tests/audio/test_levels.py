import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sounds import noise, tone

from voicedrill.audio.clips import Samples, dbfs
from voicedrill.audio.levels import check_level


def speech_in_a_room(speech: float, room: float) -> Samples:
    """Syllables with gaps, then a rest, over a steady noise."""
    gate = np.repeat([1, 1, 0, 1, 1, 1, 0, 0, 0, 0], 3200)
    return (tone(2.0, 200, speech) * gate + noise(2.0, room)).astype(np.float32)


def test_good_speech_in_a_quiet_room_is_good() -> None:
    check = check_level(speech_in_a_room(0.2, 0.001))
    assert check.is_good, check.sentences
    assert check.peak_dbfs == pytest.approx(-14, abs=0.5)
    assert check.noise_dbfs == pytest.approx(dbfs(noise(2.0, 0.001)), abs=1)


@pytest.mark.parametrize(
    ("samples", "problem", "says"),
    [
        (speech_in_a_room(0.004, 0.0002), "too_quiet", "Too quiet"),
        (np.clip(speech_in_a_room(1.6, 0.001), -1, 1), "clipping", "turn the microphone down"),
        (speech_in_a_room(0.15, 0.08), "noisy", "quieter place"),
        (noise(2.0, 0.3), "noisy", "quieter place"),
        (np.zeros(32_000, dtype=np.float32), "too_quiet", "muted"),
        (np.zeros(0, dtype=np.float32), "too_quiet", "no sound at all"),
    ],
)
def test_each_problem_is_named_with_what_to_do(samples: Samples, problem: str, says: str) -> None:
    check = check_level(samples)
    named = {name for name in ("too_quiet", "clipping", "noisy") if getattr(check, name)}
    assert named == {problem}
    assert len(check.sentences) == 1
    assert says in check.sentences[0]


def test_one_sample_at_full_scale_is_no_clipping() -> None:
    samples = speech_in_a_room(0.2, 0.001)
    samples[100] = 1.0
    assert not check_level(samples).clipping


def test_a_room_without_a_word_is_too_quiet_not_noisy() -> None:
    check = check_level(noise(2.0, 0.002))
    assert check.too_quiet
    assert not check.noisy


@given(st.integers(1, 40_000), st.floats(0, 1), st.integers(0, 9))
def test_every_sound_gets_an_answer_and_its_levels_are_in_order(length: int, level: float, seed: int) -> None:
    samples = np.random.default_rng(seed).uniform(-level, level, length).astype(np.float32)
    check = check_level(samples)
    assert check.is_good == (not (check.too_quiet or check.clipping or check.noisy))
    if check.rms_dbfs is not None:
        assert check.peak_dbfs is not None
        assert check.rms_dbfs <= check.peak_dbfs + 1e-6 <= 1e-3
