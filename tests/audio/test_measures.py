"""Silences, levels, clipping and pitch of sound that is made here, so that the truth is exact."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from voicedrill.audio.measures import SoundMeter
from voicedrill.recording import SoundMeasures

RATE = 16_000
Sound = NDArray[np.float32]


def measure(samples: Sound, block: int = RATE) -> SoundMeasures:
    meter = SoundMeter()
    for start in range(0, len(samples), block):
        meter.push(samples[start : start + block])
    return meter.finish()


def quiet(seconds: float) -> Sound:
    return np.zeros(round(seconds * RATE), dtype=np.float32)


def vowel(seconds: float, f0: float = 150.0, level: float = 0.2) -> Sound:
    """A buzz with falling harmonics: near enough to a vowel for energy and pitch."""
    t = np.arange(round(seconds * RATE)) / RATE
    tone = sum(np.sin(2 * np.pi * f0 * n * t) / n for n in range(1, 12))
    return (level * np.asarray(tone)).astype(np.float32)


def noise(samples: Sound, dbfs: float) -> Sound:
    random = np.random.default_rng(3)
    return (samples + 10 ** (dbfs / 20) * random.standard_normal(len(samples))).astype(np.float32)


#: Sounds and the silences between them, seconds.
PARTS = [0.5, 1.0, 0.3, 1.2, 0.12, 0.8, 1.7, 1.0, 0.26, 0.4, 0.6]


def speech() -> Sound:
    return np.concatenate([vowel(s) if i % 2 else quiet(s) for i, s in enumerate(PARTS)])


def true_silences() -> list[tuple[float, float]]:
    edges = np.cumsum([0.0, *PARTS])
    return [(edges[i], edges[i + 1]) for i in range(0, len(PARTS), 2)]


def edge_errors(measures: SoundMeasures) -> list[float]:
    assert len(measures.silences) == len(true_silences())
    return [
        error
        for silence, (start, end) in zip(measures.silences, true_silences(), strict=True)
        for error in (abs(silence.start - start), abs(silence.end - end))
    ]


@pytest.mark.parametrize("level", [None, -60, -50, -40, -35])
def test_silences_are_found_in_noise_with_edges_within_30_ms(level: float | None) -> None:
    sound = speech() if level is None else noise(speech(), level)
    assert max(edge_errors(measure(sound))) <= 0.03


def test_dc_offset_and_mains_hum_do_not_hide_silences() -> None:
    t = np.arange(len(speech())) / RATE
    hum = 0.02 * np.sin(2 * np.pi * 50 * t) + 0.005 * np.sin(2 * np.pi * 100 * t)
    assert max(edge_errors(measure((speech() + 0.1 + hum).astype(np.float32)))) <= 0.03


def test_clicks_and_breaths_do_not_split_a_pause() -> None:
    random = np.random.default_rng(1)
    sound = noise(np.concatenate([vowel(1.0), quiet(2.0), vowel(1.0)]), -60)
    sound[round(1.5 * RATE) : round(1.503 * RATE)] = 0.5
    breath = round(0.35 * RATE)
    hiss = np.hanning(breath) * random.standard_normal(breath) * 10 ** (-45 / 20)
    sound[2 * RATE : 2 * RATE + breath] += hiss.astype(np.float32)
    (silence,) = measure(sound).silences
    assert silence.start == pytest.approx(1.0, abs=0.03)
    assert silence.end == pytest.approx(3.0, abs=0.03)


def test_a_weak_final_fricative_belongs_to_its_word() -> None:
    random = np.random.default_rng(1)
    hiss = random.standard_normal(round(0.15 * RATE))
    hiss = 10 ** (-45 / 20) * np.diff(hiss, prepend=0.0)
    # "minu-ts": a vowel, the closure of the stop, a fricative 30 dB weaker.
    sound = np.concatenate([vowel(0.8), quiet(0.05), hiss, quiet(0.7), vowel(0.5)]).astype(np.float32)
    (silence,) = measure(noise(sound, -70)).silences
    assert silence.start == pytest.approx(1.0, abs=0.03)


def test_a_detector_that_hears_no_speech_turns_a_loud_noise_into_silence() -> None:
    sound = noise(np.concatenate([vowel(1.0), quiet(0.5), vowel(1.0, f0=90), quiet(0.5), vowel(1.0)]), -60)
    meter = SoundMeter()
    frames = len(sound) // 512
    times = np.arange(frames) * 0.032
    meter.push(sound, np.where((times > 1.3) & (times < 2.7), 0.01, 0.95).tolist())
    (silence,) = meter.finish().silences
    assert silence.start == pytest.approx(1.0, abs=0.03)
    assert silence.end == pytest.approx(3.0, abs=0.03)


def test_nothing_pushed() -> None:
    empty = SoundMeter().finish()
    assert empty == SoundMeasures(0.0, None, None, 0.0, False, ())


@pytest.mark.parametrize("level", [None, -60.0, -30.0])
def test_a_recording_without_speech_is_one_silence(level: float | None) -> None:
    measures = measure(quiet(3.0) if level is None else noise(quiet(3.0), level))
    assert [(s.start, s.end) for s in measures.silences] == [(0.0, 3.0)]
    assert measures.speech_dbfs is None
    assert measures.pitch_median_hz is None
    assert measures.too_quiet == (level != -30.0)


def test_levels() -> None:
    measures = measure(noise(speech(), -50))
    assert measures.noise_dbfs == pytest.approx(-50, abs=1)
    true = 20 * np.log10(np.sqrt(np.mean(vowel(1.0).astype(np.float64) ** 2)))
    assert measures.speech_dbfs == pytest.approx(true, abs=1)
    assert not measures.too_quiet
    assert measure((speech() * 0.01).astype(np.float32)).too_quiet


def test_speech_without_a_pause_has_no_noise_level() -> None:
    syllables = 0.55 + 0.45 * np.sin(2 * np.pi * 4 * np.arange(2 * RATE) / RATE)
    measures = measure((vowel(2.0) * syllables).astype(np.float32))
    assert measures.noise_dbfs is None
    assert measures.silences == ()


def test_clipping_is_the_share_of_samples_on_flat_tops() -> None:
    assert measure(speech()).clipped_share == 0.0
    clean = np.sin(2 * np.pi * 100 * np.arange(RATE) / RATE).astype(np.float32)
    loud = np.clip(2 * clean, -1, 1)
    assert measure(loud).clipped_share == pytest.approx(np.mean(np.abs(loud) >= 0.999), abs=0.005)
    # Clipped first and turned down after: still flat.
    assert measure(np.asarray(0.6 * loud, dtype=np.float32)).clipped_share > 0.6


@pytest.mark.parametrize("f0", [75, 110, 164.8, 220, 311, 390])
def test_pitch_of_a_steady_tone(f0: float) -> None:
    measures = measure(noise(np.concatenate([vowel(2.0, f0), quiet(0.5)]), -50))
    assert measures.pitch_median_hz == pytest.approx(f0, rel=0.01)
    assert measures.pitch_spread_semitones == pytest.approx(0, abs=0.3)


@pytest.mark.parametrize("depth", [1.0, 3.0, 5.0])
def test_pitch_spread_of_a_vibrato_of_known_depth(depth: float) -> None:
    t = np.arange(6 * RATE) / RATE
    semitones = depth * np.sin(2 * np.pi * 0.5 * t)
    phase = 2 * np.pi * np.cumsum(160 * 2 ** (semitones / 12)) / RATE
    sound = (0.2 * (np.sin(phase) + 0.5 * np.sin(2 * phase) + 0.3 * np.sin(3 * phase))).astype(np.float32)
    expected = np.diff(np.percentile(semitones, [10, 90]))[0]
    sound = np.concatenate([sound, quiet(1.0)])
    assert measure(sound).pitch_spread_semitones == pytest.approx(expected, abs=0.15 * expected)


def test_hiss_has_no_pitch() -> None:
    random = np.random.default_rng(2)
    bursts = [0.2 * random.standard_normal(RATE // 2), np.zeros(RATE // 2)] * 4
    assert measure(noise(np.concatenate(bursts).astype(np.float32), -60)).pitch_median_hz is None


@settings(max_examples=15, deadline=None)
@given(cuts=st.lists(st.integers(min_value=0, max_value=len(speech())), max_size=12))
def test_the_size_of_the_blocks_does_not_matter(cuts: list[int]) -> None:
    sound = noise(speech(), -55)
    meter = SoundMeter()
    for start, end in pairwise(sorted([0, *cuts, len(sound)])):
        meter.push(sound[start:end])
    assert meter.finish() == measure(sound, len(sound))


@settings(max_examples=25, deadline=None)
@example(seed=0, length=5, loudness=1.0)
@given(
    seed=st.integers(0, 2**31),
    length=st.integers(0, 3 * RATE),
    loudness=st.floats(0, 2),
)
def test_any_sound_gives_ordered_silences_inside_it(seed: int, length: int, loudness: float) -> None:
    random = np.random.default_rng(seed)
    sound = random.standard_normal(length).astype(np.float32) * np.float32(loudness)
    sound *= np.repeat(random.integers(0, 2, length // 800 + 1), 800)[:length]
    measures = measure(sound)
    assert measures.duration_s == length / RATE
    assert 0 <= measures.clipped_share <= 1
    for silence in measures.silences:
        assert 0 <= silence.start < silence.end <= measures.duration_s
        assert silence.duration_s >= 0.1 - 1e-9
    for one, other in pairwise(measures.silences):
        assert one.end < other.start
