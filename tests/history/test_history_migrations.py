"""From every old version the history comes to the present shape with what was in it."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from history_answers import MakeAnswer
from hypothesis import given
from hypothesis import strategies as st

from voicedrill.errors import HistoryError
from voicedrill.history.migrating import migrate, migrations, statements, version_of
from voicedrill.history.store import open_history
from voicedrill.history.writing import add

LATEST = migrations()[-1].number


def shape(connection: sqlite3.Connection) -> set[tuple[str, str]]:
    return set(connection.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL"))


def test_steps_are_numbered_without_gaps() -> None:
    assert [step.number for step in migrations()] == list(range(1, LATEST + 1))


@pytest.mark.parametrize("version", range(1, LATEST + 1))
def test_every_old_version_is_brought_up_to_date_with_its_answers(
    tmp_path: Path, answer: MakeAnswer, version: int
) -> None:
    path = tmp_path / "old.sqlite3"
    with closing(sqlite3.connect(path, isolation_level=None)) as old:
        old.row_factory = sqlite3.Row
        assert migrate(old, to=version) == 0
        assert version_of(old) == version
        add(old, answer("a-1"))
    with open_history(path) as history, open_history(tmp_path / "new.sqlite3") as new:
        assert version_of(history.connection) == LATEST
        assert history.report("a-1") == answer("a-1").report
        assert {tuple(row) for row in shape(history.connection)} == {
            tuple(row) for row in shape(new.connection)
        }


def test_a_step_that_fails_is_undone_and_taken_again(
    tmp_path: Path, answer: MakeAnswer, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "history.sqlite3"
    with open_history(path) as history:
        history.add(answer("a-1"))
    bad = tmp_path / f"{LATEST + 1:04}_bad.sql"
    bad.write_text("CREATE TABLE half (x);\nCREATE TABLE half (y);\n")
    steps = (*migrations(), type(migrations()[0])(LATEST + 1, bad))
    monkeypatch.setattr("voicedrill.history.migrating.migrations", lambda: steps)
    with pytest.raises(HistoryError, match="half"):
        open_history(path)
    bad.write_text("CREATE TABLE half (x);\n")
    with open_history(path) as history:
        assert version_of(history.connection) == LATEST + 1
        assert history.attempt_ids() == {"a-1"}


def test_a_history_of_a_newer_voicedrill_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "history.sqlite3"
    with open_history(path) as history:
        history.connection.execute(f"PRAGMA user_version = {LATEST + 1}")
    before = path.read_bytes()
    with pytest.raises(HistoryError, match="Update voicedrill"):
        open_history(path)
    assert path.read_bytes() == before


@given(st.lists(st.sampled_from(["CREATE TABLE a (b);", "SELECT ';';", "-- one; two\nSELECT 1;"])))
def test_a_script_falls_into_its_statements(script: list[str]) -> None:
    assert statements("\n".join(script) + "\n") == script
