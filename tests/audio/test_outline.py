"""What pages draw of a recording, and the small sound that they carry."""

import wave
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sounds import noise, tone

from voicedrill.audio.encoding import BIT_RATE, mp3, mp3_of
from voicedrill.audio.files import WavWriter, read_clip
from voicedrill.audio.outline import PITCH_STEP_S, peaks, pitch_contour, samples_of
from voicedrill.errors import AudioFileError
from voicedrill.timing import TimeSpan

RATE = 16_000


def test_peaks_follow_the_loudness_and_reach_one() -> None:
    sound = np.concatenate((tone(1, level=0.2), np.zeros(RATE, dtype=np.float32), tone(1, level=0.4)))
    assert peaks(sound, 3) == pytest.approx([0.5, 0, 1], abs=0.01)


@given(st.integers(0, 50), st.integers(1, 80))
def test_there_are_never_more_peaks_than_samples(samples: int, count: int) -> None:
    found = peaks(np.full(samples, 0.3, dtype=np.float32), count)
    assert len(found) == min(samples, count)
    assert all(found == 1)


def test_silence_has_no_peaks_and_no_pitch() -> None:
    silence = np.zeros(RATE, dtype=np.float32)
    assert peaks(silence, 4) == pytest.approx([0, 0, 0, 0])
    assert np.isnan(pitch_contour(silence)).all()
    assert not len(pitch_contour(silence[:100]))


def test_the_contour_follows_the_voice_and_stays_where_words_are() -> None:
    sound = np.concatenate([tone(1, hz) + tone(1, 2 * hz, 0.3) for hz in (110, 150)]) + noise(2, 0.002)
    contour = pitch_contour(sound)
    at = round(0.5 / PITCH_STEP_S), round(1.5 / PITCH_STEP_S)
    assert contour[list(at)] == pytest.approx([110, 150], rel=0.02)
    only_the_first = pitch_contour(sound, [TimeSpan(0.0, 0.9)])
    assert only_the_first[at[0]] == pytest.approx(110, rel=0.02)
    assert np.isnan(only_the_first[at[1] :]).all()


def test_own_recordings_are_read_as_ffmpeg_reads_them(tmp_path: Path) -> None:
    with WavWriter(tmp_path / "own.wav") as writer:
        writer.write(noise(0.5))
    assert samples_of(tmp_path / "own.wav") == pytest.approx(
        read_clip(tmp_path / "own.wav").samples, abs=1e-4
    )
    with wave.open(str(tmp_path / "other.wav"), "wb") as other:
        other.setparams((2, 2, 44_100, 0, "NONE", ""))
        other.writeframes(np.zeros(2 * 44_100, dtype="<i2").tobytes())
    assert len(samples_of(tmp_path / "other.wav")) == pytest.approx(RATE, abs=2)


def test_what_is_no_sound_is_told(tmp_path: Path) -> None:
    (tmp_path / "no.wav").write_text("no sound")
    with pytest.raises(AudioFileError, match=r"no\.wav"):
        samples_of(tmp_path / "no.wav")


def test_small_sound_is_small_and_lies_where_it_lay(tmp_path: Path) -> None:
    clicks = np.zeros(10 * RATE, dtype=np.float32)
    places = [RATE, 5 * RATE, 9 * RATE]
    for place in places:
        clicks[place : place + 800] = tone(0.05, 1000, 0.8)
    (tmp_path / "small.mp3").write_bytes(mp3(clicks))
    assert (tmp_path / "small.mp3").stat().st_size <= 10 * BIT_RATE / 8 * 1.05
    heard = read_clip(tmp_path / "small.mp3").samples
    assert len(heard) == pytest.approx(len(clicks), abs=RATE // 10)
    for place in places:
        onset = place - 400 + int(np.argmax(np.abs(heard[place - 400 : place + 800]) > 0.3))
        assert abs(onset - place) <= RATE // 100


def test_pieces_follow_each_other_as_one_sound_would() -> None:
    rng = np.random.default_rng(1)
    whole = (0.1 * rng.standard_normal(5 * RATE)).astype(np.float32)
    pieces = np.split(whole, [7, 1_000, RATE, RATE, 3 * RATE + 11])
    assert any(not len(piece) for piece in pieces)
    assert mp3_of(pieces) == mp3(whole)
    assert len(mp3_of(pieces, 24_000)) < 0.65 * len(mp3(whole))
