"""`voicedrill progress`, from the command line to what it prints and writes."""

import json
import subprocess
import sys
from datetime import date, datetime, timedelta
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from spoken_answers import put
from voicedrill.cli.main import command
from voicedrill.cli.progress import _since
from voicedrill.decks.find import find_deck
from voicedrill.decks.load import load_deck
from voicedrill.history.store import open_history


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("VOICEDRILL_DATA", str(tmp_path / "data"))
    return tmp_path / "data"


def run(*arguments: str) -> Result:
    return CliRunner().invoke(command, ["progress", *arguments])


def keep(days_ago: int = 0, *, deck: str = "starter") -> None:
    at = datetime.now() - timedelta(days=days_ago)
    with open_history() as history:
        put(history, f"{at:%Y-%m-%d %H:%M:%S}", "made-it-better", deck=deck, points={"p1": "missed"})


def test_before_the_first_answer() -> None:
    done = run()
    assert done.exit_code == 0
    assert "No answers yet." in done.output


def test_answers_are_counted_and_their_points_shown() -> None:
    keep()
    keep(1)
    done = run()
    assert done.exit_code == 0, done.output
    assert "2 answers on 2 days" in done.output
    assert "2 days in a row" in done.output
    assert "Questions and their points" in done.output
    assert "\x1b" not in done.output
    assert not any(line.endswith(" ") for line in done.output.splitlines())


def test_json_is_one_line_for_programs() -> None:
    keep()
    done = run("--json")
    (line,) = done.output.splitlines()
    data = json.loads(line)
    assert (data["schema"], data["attempts"]) == ("voicedrill.progress/1", 1)
    assert data["questions"][0]["id"] == "made-it-better"


def test_only_what_is_since_a_day() -> None:
    keep()
    keep(40)
    assert json.loads(run("--json", "--since", "30d").output)["attempts"] == 1
    assert json.loads(run("--json", "--since", "2m").output)["attempts"] == 2
    assert run("--since", "1d").exit_code == 0


@pytest.mark.parametrize(
    ("text", "days"), [("30d", 30), ("12w", 84), ("6m", 180), ("1y", 365), (" 7 D ", 7), ("0d", 0)]
)
def test_a_time_back_from_today(text: str, days: int) -> None:
    context = click.Context(command)
    assert _since(context, command.params[0], text) == date.today() - timedelta(days=days)


@pytest.mark.parametrize("text", ["yesterday", "30", "2026-13-01", "-3d", "99999y"])
def test_what_is_no_time_is_refused_with_what_is(text: str) -> None:
    done = run(f"--since={text}")
    assert done.exit_code == 2
    assert "30d" in done.output


def test_a_deck_by_its_name_with_the_stories_that_were_never_told() -> None:
    keep()
    keep(deck="backend")
    data = json.loads(run("--json", "--deck", "starter").output)
    assert data["attempts"] == 1
    assert data["deck"] == load_deck(find_deck("starter")).title
    assert run("--deck", "no-such-deck").exit_code == 2


def test_a_deck_that_is_gone_is_known_by_its_answers(tmp_path: Path) -> None:
    gone = tmp_path / "gone.yaml"
    keep(deck=str(gone.resolve()))
    data = json.loads(run("--json", "--deck", str(gone)).output)
    assert data["attempts"] == 1
    never = run("--deck", str(tmp_path / "never.yaml"))
    assert never.exit_code == 3
    assert "never.yaml" in never.output


def test_a_page_is_written_and_not_over_another_file(tmp_path: Path) -> None:
    keep()
    page = tmp_path / "progress.html"
    assert run("--html", str(page)).exit_code == 0
    assert page.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    page.write_text("mine")
    refused = run("--html", str(page))
    assert refused.exit_code == 2
    assert "--force" in refused.output
    assert page.read_text() == "mine"
    assert run("--html", str(page), "--force").exit_code == 0
    assert page.read_text(encoding="utf-8") != "mine"


def test_the_page_that_is_opened_is_the_users_alone(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr("webbrowser.open", lambda url: opened.append(url) or True)
    assert run("--open").exit_code == 0
    page = data / "progress.html"
    assert opened == [page.resolve().as_uri()]
    assert page.stat().st_mode & 0o077 == 0


def test_progress_reads_no_deck_and_loads_nothing_heavy(data: Path) -> None:
    keep()
    probe = """
import sys
from click.testing import CliRunner
from voicedrill.cli.main import command
done = CliRunner().invoke(command, ["progress"])
assert done.exit_code == 0, done.output
heavy = ("pydantic", "numpy", "ruamel", "yaml", "simplemma", "wordfreq", "jinja2", "fsrs", "onnxruntime")
ours = ("voicedrill.decks.load", "voicedrill.reports.model")
print(sorted(name for name in (*heavy, *ours) if name in sys.modules))
"""
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_ones_own_bounds_of_advice_are_those_of_progress(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VOICEDRILL_CONFIG", str(tmp_path))
    (tmp_path / "config.toml").write_text("[bands]\nfast-wpm = 140\n")
    keep()
    pace = json.loads(run("--json").output)["trends"][1]
    assert (pace["fine"], pace["good"]) == ([110, 140], [125, 140])
