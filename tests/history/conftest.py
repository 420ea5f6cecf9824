"""A history of one's own, and answers to keep in it."""

from pathlib import Path

import pytest


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty data folder, for this process and those that it starts."""
    folder = tmp_path / "data"
    monkeypatch.setenv("VOICEDRILL_DATA", str(folder))
    return folder
