"""`voicedrill report`, from a saved report and from the history."""

import webbrowser
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from click.testing import Result

from voicedrill.audio.files import WavWriter
from voicedrill.decks.find import find_question
from voicedrill.folders import data_dir
from voicedrill.history.folders import attempts_dir
from voicedrill.history.store import open_history
from voicedrill.history.values import KeptAnswer
from voicedrill.reports.as_json import to_json
from voicedrill.reports.model import AudioRef, Report
from voicedrill.sessions.analyse import Analyser
from voicedrill.sessions.transcripts import transcript_from_data

Run = Callable[..., Result]
NAME = "20260101-100000-aaaa"
QUESTION = find_question("starter#made-it-better")[1]


@pytest.fixture(scope="module")
def report() -> Report:
    words = [{"text": f"word{n}", "start": n * 0.1, "end": n * 0.1 + 0.1} for n in range(9)]
    with Analyser() as analyser:
        made = analyser.analyse_transcript(transcript_from_data({"words": words}, "here"), QUESTION)
    return replace(made, attempt_id=NAME, audio=AudioRef("answer.wav", 1.0, -60.0, 0.0, False))


def record(folder: Path) -> None:
    with WavWriter(folder / "answer.wav") as writer:
        import numpy as np

        writer.write(np.zeros(16_000, dtype=np.float32))


@pytest.fixture
def saved(report: Report, tmp_path: Path) -> Path:
    record(tmp_path)
    (tmp_path / "mine.json").write_text(to_json(report))
    return tmp_path / "mine.json"


@pytest.fixture
def kept(report: Report) -> Path:
    """An attempt in the history with its folder."""
    when = datetime.fromisoformat("2026-01-01T10:00:00+00:00")
    with open_history() as history:
        history.add(KeptAnswer(NAME, report, QUESTION, when, sound="answer.wav"))
    record(attempts_dir() / NAME)
    return attempts_dir() / NAME


def test_a_saved_report_becomes_a_page_beside_it(run: Run, saved: Path) -> None:
    assert run("report", saved).exit_code == 0
    page = saved.with_suffix(".html").read_text()
    assert "data:audio/mpeg;base64," in page
    assert QUESTION.ask in page
    assert "Show what you had noted" not in page


def test_a_page_of_ones_own_is_not_replaced_unasked(run: Run, saved: Path) -> None:
    page = saved.with_suffix(".html")
    page.write_text("mine")
    done = run("report", saved)
    assert done.exit_code == 2
    assert "--force" in done.output
    assert page.read_text() == "mine"
    assert run("report", saved, "--force").exit_code == 0
    assert page.read_text() != "mine"


def test_no_sound_and_notes(run: Run, saved: Path, tmp_path: Path) -> None:
    target = tmp_path / "page.html"
    options = ("--no-sound", "--notes", "--question", "starter#made-it-better")
    assert run("report", saved, "-o", target, *options).exit_code == 0
    page = target.read_text()
    assert "data:audio" not in page
    assert "<details open>" in page
    assert target.stat().st_mode & 0o077 == 0


def test_sound_that_is_gone_is_told_and_left_out(run: Run, saved: Path) -> None:
    (saved.parent / "answer.wav").unlink()
    done = run("report", saved)
    assert done.exit_code == 0
    assert "answer.wav" in done.output
    assert "data:audio" not in saved.with_suffix(".html").read_text()


@pytest.mark.parametrize("name", [None, "last", NAME[:12], "folder"])
def test_an_answer_of_the_history_has_its_page_in_its_folder(run: Run, kept: Path, name: str | None) -> None:
    names = [str(kept) if name == "folder" else name] if name else []
    assert run("report", *names).exit_code == 0
    page = kept / "report.html"
    assert "data:audio/mpeg" in page.read_text()
    assert "Show what you had noted" in page.read_text()
    assert page.stat().st_mode & 0o077 == 0
    assert run("report", *names).exit_code == 0


def test_the_page_can_be_opened(run: Run, kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr(webbrowser, "open", lambda address: bool(opened.append(address)))
    done = run("report", "--open")
    assert opened == [(kept / "report.html").resolve().as_uri()]
    assert "open" in done.output  # no browser could be opened, and it says so


def test_what_is_not_there_is_said(run: Run, saved: Path) -> None:
    assert run("report", "nothing").exit_code in (2, 3)
    assert run("report", saved.with_name("none.json")).exit_code == 3
    saved.write_text("{}")
    done = run("report", saved)
    assert done.exit_code == 3
    assert "not a voicedrill report" in done.output
    assert run("report", "last", "--question", "starter#made-it-better").exit_code == 2
    assert not list(data_dir().glob("**/*.html"))
