import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sounds import noise, tone

from voicedrill.audio.clips import Samples, joined
from voicedrill.audio.resampling import Resampler

RATES = [8_000, 11_025, 22_050, 44_100, 48_000, 96_000]


def resampled(samples: Samples, from_hz: int, to_hz: int, block: int) -> Samples:
    resampler = Resampler(from_hz, to_hz)
    pieces = [resampler.push(samples[start : start + block]) for start in range(0, len(samples), block)]
    return joined([*pieces, resampler.finish()])


@pytest.mark.parametrize("rate_hz", RATES)
def test_a_tone_comes_out_clean_and_in_place(rate_hz: int) -> None:
    heard = resampled(tone(2.0, 1000, 0.5, rate_hz), rate_hz, 16_000, 441)
    error = (heard - tone(2.0, 1000)[: len(heard)])[800:-800]
    assert len(heard) == pytest.approx(32_000, abs=2)
    assert 20 * np.log10(np.sqrt(np.mean(error**2)) / 0.35) < -60


@pytest.mark.parametrize("rate_hz", [44_100, 48_000, 96_000])
def test_what_16_khz_cannot_carry_does_not_come_back_as_another_tone(rate_hz: int) -> None:
    heard = resampled(tone(1.0, 10_000, 0.5, rate_hz), rate_hz, 16_000, 480)
    assert np.abs(heard[800:-800]).max() < 0.005


@settings(deadline=None, max_examples=25)
@given(st.sampled_from(RATES), st.integers(1, 3000))
def test_the_size_of_the_blocks_leaves_no_seam(rate_hz: int, block: int) -> None:
    spoken = noise(0.3, rate_hz=rate_hz)
    whole = resampled(spoken, rate_hz, 16_000, len(spoken))
    parts = resampled(spoken, rate_hz, 16_000, block)
    np.testing.assert_allclose(parts, whole, atol=1e-6)


def test_the_same_rate_changes_nothing() -> None:
    spoken = noise(0.2)
    np.testing.assert_array_equal(resampled(spoken, 16_000, 16_000, 100), spoken)
