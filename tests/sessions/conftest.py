"""Data of one's own, and a short answer to play into the microphone."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from voicedrill.audio.files import WavWriter, read_clip
from voicedrill.resources import demo_dir

#: The demo's answer is cut in its first pause after this long.
AT_LEAST_S = 6.0


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty data folder, for this process and those that it starts."""
    folder = tmp_path / "data"
    monkeypatch.setenv("VOICEDRILL_DATA", str(folder))
    return folder


@pytest.fixture(scope="session")
def truth() -> dict:
    """What is said in the demo's answer, and when."""
    return json.loads((demo_dir() / "answer.truth.json").read_text())


@pytest.fixture(scope="session")
def spoken_s(truth: dict) -> float:
    """Where the first words of the demo's answer end."""
    return next(pause["start"] for pause in truth["pauses"] if pause["start"] > AT_LEAST_S)


@pytest.fixture(scope="session")
def spoken(spoken_s: float, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The first words of the demo's answer, a wav file."""
    path = tmp_path_factory.mktemp("spoken") / "spoken.wav"
    with WavWriter(path) as wav:
        wav.write(read_clip(demo_dir() / "answer.flac").samples[: int((spoken_s + 0.2) * 16_000)])
    return path


@pytest.fixture(scope="session")
def share_heard(truth: dict, spoken_s: float) -> Callable[[str], float]:
    """How many of the words of ``spoken`` stand in a text, 0 to 1."""
    said = {plain(word["text"]) for word in truth["words"] if word["end"] <= spoken_s + 0.1}

    def share(text: str) -> float:
        return len(said & set(map(plain, text.split()))) / len(said)

    return share


def plain(word: str) -> str:
    return re.sub(r"\W", "", word.lower())


@pytest.fixture(scope="session")
def silence(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three seconds of nothing, a wav file."""
    path = tmp_path_factory.mktemp("silence") / "silence.wav"
    with WavWriter(path) as wav:
        wav.write(np.zeros(3 * 16_000, np.float32))
    return path
