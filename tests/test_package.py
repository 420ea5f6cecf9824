"""What users install: the wheel holds the decks and the demo, and finds them outside a checkout."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    return next(folder.glob("*.whl"))


def test_the_wheel_carries_decks_demo_types_and_no_tests(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert any(name.startswith("voicedrill/content/") and name.endswith(".yaml") for name in names)
    assert "voicedrill/audio_fixtures/demo/answer.flac" in names
    assert "voicedrill/py.typed" in names
    assert "voicedrill/decks/frameworks.yaml" in names
    assert "voicedrill/history/migrations/0001_answers.sql" in names
    assert not any("tests/" in name for name in names)


def test_the_installed_wheel_runs_away_from_the_checkout(wheel: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    zipfile.ZipFile(wheel).extractall(site)
    environment = {
        **os.environ,
        "PYTHONPATH": str(site),
        "VOICEDRILL_DATA": str(tmp_path / "data"),
        "VOICEDRILL_CACHE": str(tmp_path / "cache"),
    }

    def run(*command: str) -> str:
        done = subprocess.run(
            [sys.executable, *command],
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stdout

    assert str(site) in run("-c", "import voicedrill; print(voicedrill.__file__)")
    assert "starter" in run("-m", "voicedrill", "decks")
    assert '"voicedrill.report/1"' in run("-m", "voicedrill", "demo", "--json")
