"""Data of one's own, and a short answer to play into the file microphone."""

from pathlib import Path

import pytest

from voicedrill.audio.files import WavWriter, read_clip
from voicedrill.resources import demo_dir

#: "I was working at the front desk of a dental clinic. Every week, patients missed their appointments, and
#: nobody knew why.", and a breath.
SPOKEN_S = 9.3


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty data folder, for this process and those that it starts."""
    folder = tmp_path / "data"
    monkeypatch.setenv("VOICEDRILL_DATA", str(folder))
    return folder


@pytest.fixture(scope="session")
def spoken(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The first two sentences of the demo's answer, a wav file."""
    path = tmp_path_factory.mktemp("spoken") / "two-sentences.wav"
    with WavWriter(path) as wav:
        wav.write(read_clip(demo_dir() / "answer.flac").samples[: int(SPOKEN_S * 16_000)])
    return path


@pytest.fixture(scope="session")
def silence(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three seconds of nothing, a wav file."""
    import numpy as np

    path = tmp_path_factory.mktemp("silence") / "silence.wav"
    with WavWriter(path) as wav:
        wav.write(np.zeros(3 * 16_000, np.float32))
    return path
