"""`today`, `plan` and `grade` as they are called."""

import json
import sqlite3
import subprocess
import sys
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from scheduled import report_on
from voicedrill.cli.main import command
from voicedrill.coach.schedule.memory import Grade
from voicedrill.decks.model import Question
from voicedrill.history import cards
from voicedrill.history.cards import Face
from voicedrill.history.store import open_history
from voicedrill.history.values import KeptAnswer

DECK = """
title: Streams
questions:
  - {id: late, ask: Tell me about late events., kind: technical, points: [a grace period, idempotent writes]}
  - {id: why, ask: Why us?, kind: culture}
  - {id: pitch, ask: Who are you?, kind: pitch, seconds: [20, 40], facts: [8 years]}
"""


@pytest.fixture(autouse=True)
def deck(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("VOICEDRILL_DATA", str(tmp_path / "data"))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "streams.yaml").write_text(DECK)
    return tmp_path / "streams.yaml"


def voicedrill(*args: str) -> Result:
    return CliRunner().invoke(command, args)


def answered(deck: Path, attempt: str, grade: Grade, days_ago: int) -> None:
    """A row of an attempt, and what it did to the first question and a point of it."""
    reference = str(deck.resolve())
    question = Question("late", "Tell me about late events.", "technical")
    kept = KeptAnswer(
        attempt,
        report_on(question, "", attempt),
        question,
        datetime.now().astimezone() - timedelta(days_ago),
        deck=reference,
    )
    with open_history() as history, history.transaction():
        history.add(kept)
        point = Face("late", "a-grace-period", "a grace period", "technical", (60, 120), 1.0, False)
        whole = Face("late", "", "Tell me about late events.", "technical", (60, 120), 2.0, False)
        cards.put(history, reference, [whole, point])
        cards.record(
            history,
            reference,
            "late",
            attempt,
            {"": (grade, "50% of its points"), "a-grace-period": (Grade.AGAIN, "")},
        )


def test_without_any_practice_it_says_how_to_begin() -> None:
    shown = voicedrill("today")
    assert shown.exit_code == 0
    assert "voicedrill today --deck starter" in shown.stderr


def test_a_named_deck_begins_with_its_new_questions(deck: Path) -> None:
    shown = json.loads(voicedrill("today", "--deck", "streams.yaml", "--list", "--json").stdout)
    assert {(task["question"], task["why"]) for task in shown["tasks"]} == {
        ("late", "new"),
        ("why", "new"),
        ("pitch", "new"),
    }
    assert shown["seconds"] <= shown["minutes"] * 60


def test_what_is_due_is_listed_and_when_nothing_is_the_next_day_is_named(deck: Path) -> None:
    answered(deck, "20261101-090000-aaaa", Grade.AGAIN, 1)
    shown = voicedrill("today", "--list")
    assert "due" in shown.stdout
    assert f"{deck.resolve()}#late" in shown.stdout
    answered(deck, "20261102-090000-aaaa", Grade.EASY, 0)
    assert "Next: tomorrow" in voicedrill("today", "--list").stderr
    assert (
        "--minutes"
        in voicedrill("today", "--list", "--minutes", "1", "--deck", "streams.yaml").stderr + "--minutes"
    )


def test_a_deck_that_is_gone_is_told_and_nothing_breaks(deck: Path) -> None:
    answered(deck, "20261101-090000-aaaa", Grade.AGAIN, 1)
    deck.unlink()
    shown = voicedrill("today")
    assert shown.exit_code == 0
    assert "cannot be read" in shown.stderr


def test_a_grade_is_shown_corrected_and_taken_back(deck: Path) -> None:
    answered(deck, "20261101-090000-aaaa", Grade.HARD, 0)
    before = voicedrill("grade").stdout
    assert "late: hard (50% of its points), comes back on" in before
    easy = voicedrill("grade", "last", "easy").stdout
    assert "late: easy (your own grade)" in easy
    assert easy.splitlines()[0][-10:] > before.splitlines()[0][-10:]
    assert voicedrill("grade", "last", "auto").stdout == before
    assert (
        "point a-grace-period: good"
        in voicedrill("grade", "last", "good", "--point", "a-grace-period").stdout
    )
    wrong = voicedrill("grade", "last", "good", "--point", "nothing")
    assert wrong.exit_code == 2
    assert "a-grace-period" in wrong.stderr


def test_a_plan_is_remembered_listed_and_forgotten(deck: Path) -> None:
    assert voicedrill("plan", "streams.yaml").exit_code == 2
    assert voicedrill("plan", "streams.yaml", "--interview", "2020-01-01").exit_code == 2
    day = date.today() + timedelta(3)
    made = voicedrill("plan", "streams.yaml", "--interview", str(day), "--minutes-a-day", "25")
    assert made.exit_code == 0
    assert "30 minutes before" in made.stdout
    again = json.loads(voicedrill("plan", "streams.yaml", "--json").stdout)
    assert again["interview"]["day"] == str(day)
    assert [one["day"] for one in again["days"]] == [str(date.today() + timedelta(n)) for n in range(3)]
    assert all(sum(step["minutes"] for step in one["steps"]) == 25 for one in again["days"])
    assert f"{day}  Streams" in voicedrill("plan").stdout
    assert json.loads(voicedrill("today", "--list", "--json").stdout)["minutes"] == 25
    voicedrill("plan", "streams.yaml", "--forget")
    assert "No interview is planned" in voicedrill("plan").stderr


def test_listing_reads_no_deck_and_loads_nothing_heavy(deck: Path) -> None:
    answered(deck, "20261101-090000-aaaa", Grade.AGAIN, 1)
    deck.unlink()
    probe = """
import sys
from voicedrill.cli.main import command
command(["today", "--list"], standalone_mode=False)
print(sorted({"pydantic", "numpy", "ruamel", "yaml", "rich"} & set(sys.modules)))
"""
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"
    assert "#late" in done.stdout


def test_the_history_stays_whole(deck: Path) -> None:
    answered(deck, "20261101-090000-aaaa", Grade.AGAIN, 1)
    with open_history() as history:
        history.forget(["20261101-090000-aaaa"])
        problems = history.connection.execute("PRAGMA foreign_key_check").fetchall()
        assert problems == []
        assert (
            history.connection.execute("SELECT count(*) FROM reviews WHERE attempt IS NULL").fetchone()[0]
            == 2
        )
        with pytest.raises(sqlite3.IntegrityError):
            history.connection.execute("UPDATE reviews SET grade = 5")
