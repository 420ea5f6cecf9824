"""`voicedrill demo`: the whole loop with the embedded engine, against the answer's truth."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from voicedrill import resources
from voicedrill.reports.as_json import from_json
from voicedrill.resources import demo_dir

TRUTH = json.loads((demo_dir() / "answer.truth.json").read_text(encoding="utf-8"))


def test_the_demo_finds_what_the_truth_names() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "voicedrill", "demo", "--json", "--no-voice", "--engine", "moonshine"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.count("\n") == 1
    report = from_json(done.stdout)
    assert "moonshine" in done.stderr
    assert report.question is not None
    assert report.question.ask in done.stderr
    assert TRUTH["question"].endswith(f"#{report.question.id}")
    said = {point["id"] for point in TRUTH["points"] if point["status"] == "covered"}
    found = {point.id for point in report.coverage.points if point.status == "covered"}
    assert len(said & found) >= len(said) - 1
    long = [pause for pause in TRUTH["pauses"] if pause["end"] - pause["start"] >= 1.5]
    heard = [pause for pause in report.delivery.pauses if pause.long]
    for pause in long:
        assert any(abs(pause["start"] - other.start) < 0.3 for other in heard)
    filled = [filler for filler in TRUTH["fillers"] if filler["kind"] == "filled-pause"]
    times = [filler.start for filler in report.delivery.fillers if filler.start is not None]
    near = sum(any(abs(filler["start"] - time) < 0.5 for time in times) for filler in filled)
    assert filled
    assert near >= len(filled) / 2
    assert [point.text for point in report.coverage.points]


def test_the_demo_goes_on_without_a_speaker(run, scripted: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from voicedrill.audio import playback
    from voicedrill.errors import DeviceError

    def no_speaker() -> None:
        raise DeviceError("No speaker here.")

    monkeypatch.setattr(playback, "open_speaker", no_speaker)
    result = run("demo", "--engine", scripted, "--json")
    assert result.exit_code == 0
    assert "The question is not played: No speaker here." in result.stderr
    from_json(result.stdout)


def test_another_question_may_be_asked_of_the_answer(run, scripted: str, tmp_path: Path) -> None:
    (tmp_path / "q.yaml").write_text("ask: How?\npoints: [called forty patients]\n")
    result = run("demo", "--engine", scripted, "--no-voice", "--question-file", tmp_path / "q.yaml")
    assert result.exit_code == 0
    assert "1 of 1 points" in result.stdout


def test_a_broken_installation_says_so(run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(resources, "demo_dir", lambda: tmp_path)
    result = run("demo")
    assert result.exit_code == 3
    assert "Install voicedrill again" in result.stderr
    assert run("demo", "--engine", "nonsense").exit_code == 2
