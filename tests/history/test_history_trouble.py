"""Whatever is wrong with the file or the disk is one sentence that leads on, and loses nothing."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from history_answers import MakeAnswer

from voicedrill.errors import HistoryError
from voicedrill.history.store import History, open_history


def damaged_at(path: Path, first: int) -> None:
    data = path.read_bytes()
    path.write_bytes(data[:first] + os.urandom(len(data) - first))


@pytest.mark.parametrize("first", [0, 200, 4096])
def test_a_damaged_file_leads_to_the_backup(data: Path, answer: MakeAnswer, first: int) -> None:
    with open_history() as history:
        for n in range(20):
            history.add(answer(f"a-{n:02}"))
    path = data / "history.sqlite3"
    damaged_at(path, first)
    broken = path.read_bytes()

    def use() -> None:
        with open_history() as history:
            for past in history.answers():
                history.report(past.attempt)

    with pytest.raises(HistoryError, match=r"damaged.*history restore"):
        use()
    assert path.read_bytes() == broken, "nobody mends it by making it worse"


def test_a_report_that_is_damaged_costs_that_one(history: History, answer: MakeAnswer) -> None:
    for name in ("a-1", "a-2"):
        history.add(answer(name))
    history.connection.execute("UPDATE reports SET report = substr(report, 1, 90) WHERE attempt = 'a-1'")
    with pytest.raises(HistoryError, match="history restore"):
        history.report("a-1")
    assert history.report("a-2") == answer("a-2").report


def test_a_history_in_use_is_waited_for_and_then_told(
    data: Path, history: History, answer: MakeAnswer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("voicedrill.history.database.WAIT_S", 0.05)
    with (
        closing(sqlite3.connect(data / "history.sqlite3", isolation_level=None)) as other,
        open_history() as waiting,
    ):
        other.execute("BEGIN IMMEDIATE")
        assert waiting.answers() == [], "it can be read meanwhile"
        with pytest.raises(HistoryError, match="in use by another"):
            waiting.add(answer("a-1"))
        other.execute("COMMIT")
        waiting.add(answer("a-1"))
    assert history.attempt_ids() == {"a-1"}


def test_a_full_disk_keeps_what_was_there(history: History, answer: MakeAnswer) -> None:
    history.add(answer("a-1"))
    (pages,) = history.connection.execute("PRAGMA page_count").fetchone()
    history.connection.execute(f"PRAGMA max_page_count = {pages}")

    def add_many() -> None:
        for n in range(50):
            history.add(answer(f"b-{n}"))

    with pytest.raises(HistoryError, match="does not fit on the disk"):
        add_many()
    assert history.report("a-1") == answer("a-1").report
    history.connection.execute("PRAGMA max_page_count = 100000")
    history.add(answer("c-1"))
    assert {"a-1", "c-1"} <= history.attempt_ids()


def test_a_history_that_may_not_be_written_is_told(history: History, answer: MakeAnswer) -> None:
    history.connection.execute("PRAGMA query_only = ON")
    with pytest.raises(HistoryError, match=r"cannot be written.*VOICEDRILL_DATA"):
        history.add(answer("a-1"))


def test_a_place_that_is_none_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(HistoryError, match=r"cannot be opened.*VOICEDRILL_DATA"):
        open_history(tmp_path / "file" / "history.sqlite3")
    (tmp_path / "folder.sqlite3").mkdir()
    with pytest.raises(HistoryError, match="cannot be opened"):
        open_history(tmp_path / "folder.sqlite3")


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="rights do not hold root back")
def test_a_folder_without_rights_is_told(tmp_path: Path) -> None:
    folder = tmp_path / "closed"
    folder.mkdir(mode=0o500)
    with pytest.raises(HistoryError, match="VOICEDRILL_DATA"):
        open_history(folder / "history.sqlite3")
