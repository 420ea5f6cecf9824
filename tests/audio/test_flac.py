"""Compressed recordings hold every sample, or the one that was recorded stays alone."""

import os
import stat
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from voicedrill.audio.files import WavWriter, read_clip
from voicedrill.audio.flac import compress
from voicedrill.errors import AudioFileError


def record(path: Path, samples: np.ndarray) -> Path:
    with WavWriter(path) as wav:
        wav.write(samples.astype(np.float32))
    return path


@settings(max_examples=15)
@given(st.integers(1, 40_000), st.integers(0, 2**32 - 1), st.floats(0, 1))
def test_no_sample_is_lost(tmp_path_factory: pytest.TempPathFactory, n: int, seed: int, loud: float) -> None:
    folder = tmp_path_factory.mktemp("flac")
    noise = np.random.default_rng(seed).uniform(-1, 1, n) * loud
    source = record(folder / "answer.wav", noise)
    compress(source, folder / "answer.flac")
    assert np.array_equal(read_clip(source).samples, read_clip(folder / "answer.flac").samples)


def test_speech_like_sound_gets_smaller_and_private(tmp_path: Path) -> None:
    tone = np.sin(np.arange(3 * 16_000) / 20) * np.linspace(0, 0.5, 3 * 16_000)
    source, target = record(tmp_path / "answer.wav", tone), tmp_path / "answer.flac"
    compress(source, target)
    assert target.stat().st_size < 0.7 * source.stat().st_size
    assert sorted(path.name for path in tmp_path.iterdir()) == ["answer.flac", "answer.wav"]
    if os.name != "nt":
        assert stat.S_IMODE(target.stat().st_mode) == 0o600


@pytest.mark.parametrize("content", [b"", b"no sound at all", None])
def test_what_is_no_sound_leaves_what_was_there(tmp_path: Path, content: bytes | None) -> None:
    source, target = tmp_path / "answer.wav", tmp_path / "answer.flac"
    if content is not None:
        source.write_bytes(content)
    target.write_bytes(b"the one before")
    with pytest.raises(AudioFileError):
        compress(source, target)
    assert target.read_bytes() == b"the one before"
    assert not list(tmp_path.glob(".*"))


def test_a_copy_that_differs_is_not_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = record(tmp_path / "answer.wav", np.ones(16_000) / 3)
    monkeypatch.setattr("voicedrill.audio.flac._whole", lambda block: block[:-1].astype(np.int16))
    with pytest.raises(AudioFileError, match="not all of its sound"):
        compress(source, tmp_path / "answer.flac")
    assert [path.name for path in tmp_path.iterdir()] == ["answer.wav"]
