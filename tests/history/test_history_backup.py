"""One file holds everything, and brings it back; what is no backup changes nothing."""

import json
import os
import sqlite3
import stat
import zipfile
from contextlib import closing
from pathlib import Path

import pytest
from history_answers import MakeAnswer, record

from voicedrill.errors import HistoryError
from voicedrill.history.backup import ABOUT, DATABASE, back_up
from voicedrill.history.folders import Asked, Attempt, asked_text, write_private
from voicedrill.history.migrating import migrate, migrations, version_of
from voicedrill.history.restore import open_or_set_aside, restore, unpacked
from voicedrill.history.store import History, open_history
from voicedrill.history.writing import add


@pytest.fixture
def full(history: History, answer: MakeAnswer) -> History:
    """Two answers with sound, one of them compressed, and one that has no report yet."""
    for name, sound in (("a-1", "answer.wav"), ("a-2", "answer.flac")):
        history.add(answer(name, sound=sound))
        record(history.folder / name / sound.replace("flac", "wav"))
        (history.folder / name / "answer.wav").rename(history.folder / name / sound)
    unfinished = Attempt(history.folder / "b-1")
    record(unfinished.recorded)
    write_private(unfinished.question, asked_text(Asked(answer("x").question)))
    (history.folder / "a-1" / "report.html").write_text("can be made again")
    return history


def taken_back(file: Path, path: Path) -> None:
    with unpacked(file, path.parent) as found, open_or_set_aside(path) as history:
        restore(found, history)


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted((folder / "attempts").rglob("*.*"))
        if path.suffix != ".html"
    }


def test_a_backup_brings_everything_to_another_machine(full: History, data: Path, tmp_path: Path) -> None:
    file = tmp_path / "all.zip"
    assert back_up(full, file) == 2
    elsewhere = tmp_path / "elsewhere"
    taken_back(file, elsewhere / "history.sqlite3")
    assert contents(elsewhere) == contents(data)
    assert Attempt(elsewhere / "attempts" / "b-1").is_unfinished
    with open_history(elsewhere / "history.sqlite3") as copy:
        assert copy.answers() == full.answers()
        assert [copy.report(name) for name in ("a-1", "a-2")] == [
            full.report(name) for name in ("a-1", "a-2")
        ]
        assert copy.sound("a-2") == elsewhere / "attempts" / "a-2" / "answer.flac"
        assert copy.connection.execute("PRAGMA journal_mode").fetchone()[0] == "wal"
    if os.name != "nt":
        modes = {stat.S_IMODE(path.stat().st_mode) for path in (file, *elsewhere.rglob("*.*"))}
        assert modes == {0o600}
        assert {stat.S_IMODE(path.stat().st_mode) for path in elsewhere.glob("attempts/*")} == {0o700}
    assert [path.name for path in tmp_path.glob(".*")] == []


def test_a_backup_made_while_another_writes_is_whole(
    full: History, answer: MakeAnswer, tmp_path: Path
) -> None:
    with open_history() as other, other.transaction():
        other.add(answer("c-1"))
        assert back_up(full, tmp_path / "all.zip") == 2
    with unpacked(tmp_path / "all.zip", tmp_path / "place") as found:
        assert found.attempts == {"a-1", "a-2"}


def test_a_restore_replaces_what_came_after_and_keeps_what_is_unfinished(
    full: History, data: Path, tmp_path: Path, answer: MakeAnswer
) -> None:
    back_up(full, tmp_path / "all.zip")
    full.add(answer("c-1"))
    record(Attempt(full.folder / "c-1").recorded)
    begun = Attempt(full.folder / "c-2")
    record(begun.recorded)
    write_private(begun.question, asked_text(Asked(answer("x").question)))
    full.connection.close()
    taken_back(tmp_path / "all.zip", data / "history.sqlite3")
    with open_history() as history:
        assert history.attempt_ids() == {"a-1", "a-2"}
    assert begun.is_unfinished
    assert not (data / "attempts" / "c-1").exists()
    assert (data / "attempts" / "a-1" / "answer.wav").exists()
    assert list(data.glob(".*")) == []


def test_a_damaged_history_is_moved_aside_and_restored(full: History, data: Path, tmp_path: Path) -> None:
    back_up(full, tmp_path / "all.zip")
    full.connection.close()
    broken = os.urandom(5000)
    (data / "history.sqlite3").write_bytes(broken)
    taken_back(tmp_path / "all.zip", data / "history.sqlite3")
    with open_history() as history:
        assert history.attempt_ids() == {"a-1", "a-2"}
    [aside] = data.glob("damaged-*-history.sqlite3")
    assert aside.read_bytes() == broken


def test_an_old_backup_is_brought_up_to_date(
    full: History, data: Path, tmp_path: Path, answer: MakeAnswer
) -> None:
    back_up(full, tmp_path / "all.zip")

    def make_old(database: Path) -> None:
        database.unlink()
        with closing(sqlite3.connect(database, isolation_level=None)) as connection:
            migrate(connection, to=1)
            add(connection, answer("a-1"))

    rewritten(tmp_path / "all.zip", tmp_path / "old.zip", make_old)
    taken_back(tmp_path / "old.zip", tmp_path / "elsewhere" / "history.sqlite3")
    with open_history(tmp_path / "elsewhere" / "history.sqlite3") as history:
        assert history.report("a-1") == answer("a-1").report
        assert version_of(history.connection) == migrations()[-1].number


def rewritten(file: Path, target: Path, change) -> None:
    """The backup ``file`` with its database changed."""
    database = target.with_suffix(".db")
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(target, "w") as new:
        for entry in old.infolist():
            if entry.filename == DATABASE:
                database.write_bytes(old.read(entry))
                change(database)
                new.write(database, DATABASE)
            else:
                new.writestr(entry, old.read(entry))


@pytest.mark.parametrize(
    "name",
    [
        "../evil.wav",
        "attempts/../../evil.wav",
        "/etc/evil.wav",
        "attempts/a/b/evil.wav",
        "attempts/a\\..\\evil.wav",
        "attempts/./evil.wav",
        "attempts/a/..",
        "attempts/a/run.sh",
        "history.sqlite3-wal",
        "C:/evil.wav",
        "attempts/.hidden/answer.wav",
    ],
)
def test_a_backup_that_leaves_its_folder_is_refused(
    full: History, data: Path, tmp_path: Path, name: str
) -> None:
    file = tmp_path / "all.zip"
    back_up(full, file)
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr(name, b"evil")
    before = contents(data)
    with pytest.raises(HistoryError, match="names a place that no backup has"), unpacked(file, data):
        pass
    assert contents(data) == before
    assert [path.name for path in tmp_path.rglob("evil*")] == []


def damage_an_entry(file: Path) -> None:
    data = bytearray(file.read_bytes())
    at = data.index(b"answer.flac") + 60
    data[at : at + 40] = os.urandom(40)
    file.write_bytes(bytes(data))


def break_the_database(file: Path) -> None:
    def change(database: Path) -> None:
        database.write_bytes(b"SQLite format 3\0" + os.urandom(4000))

    rewritten(file, file.with_name("new.zip"), change)
    file.with_name("new.zip").replace(file)


def add_a_trigger(file: Path) -> None:
    def change(database: Path) -> None:
        with closing(sqlite3.connect(database)) as connection:
            connection.execute("CREATE TRIGGER t AFTER INSERT ON attempts BEGIN DELETE FROM attempts; END")

    rewritten(file, file.with_name("new.zip"), change)
    file.with_name("new.zip").replace(file)


def come_from_later(file: Path) -> None:
    def change(database: Path) -> None:
        with closing(sqlite3.connect(database)) as connection:
            connection.execute("PRAGMA user_version = 999")

    rewritten(file, file.with_name("new.zip"), change)
    file.with_name("new.zip").replace(file)


def say_nothing(file: Path) -> None:
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("a.txt", "hello")


def be_of_a_later_schema(file: Path) -> None:
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(ABOUT, json.dumps({"schema": "voicedrill.backup/2", "created_at": "2027-01-01"}))


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (damage_an_entry, "damaged"),
        (break_the_database, "damaged"),
        (add_a_trigger, "not whole"),
        (come_from_later, "newer voicedrill"),
        (say_nothing, "does not say what it is"),
        (be_of_a_later_schema, "schema"),
        (lambda file: file.write_bytes(file.read_bytes()[:2000]), "damaged"),
        (lambda file: file.write_bytes(b"hello"), "damaged"),
        (lambda file: file.unlink(), "cannot be read"),
    ],
)
def test_what_is_no_whole_backup_changes_nothing(
    full: History, data: Path, tmp_path: Path, answer: MakeAnswer, spoil, told: str
) -> None:
    file = tmp_path / "all.zip"
    back_up(full, file)
    full.add(answer("c-1"))
    spoil(file)
    before = contents(data)
    with pytest.raises(HistoryError, match=told), unpacked(file, data):
        pass
    assert contents(data) == before
    assert full.attempt_ids() == {"a-1", "a-2", "c-1"}
    assert list(data.glob(".*")) == []


def test_a_backup_that_cannot_be_written_leaves_the_one_before(full: History, tmp_path: Path) -> None:
    with pytest.raises(HistoryError, match="Name another place"):
        back_up(full, tmp_path / "nowhere" / "all.zip")
    file = tmp_path / "all.zip"
    file.write_text("the one before")

    def broken(done: int, all_of_them: int) -> None:
        raise OSError(28, "No space left on device")

    with pytest.raises(HistoryError, match="No space left"):
        back_up(full, file, broken)
    assert file.read_text() == "the one before"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["all.zip", "data"]
