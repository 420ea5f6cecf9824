"""Attempts that were kept as folders before there was a history."""

import json
from pathlib import Path

import pytest
from history_answers import MakeAnswer, record

from voicedrill.history.folders import Asked, Attempt, asked_text, write_private
from voicedrill.history.store import open_history
from voicedrill.reports.as_json import to_json


@pytest.fixture
def old_folder(data: Path, answer: MakeAnswer):
    """Makes a reported attempt as an early version kept it."""

    def make(name: str) -> Path:
        kept = answer(name)
        attempt = Attempt(data / "attempts" / name)
        record(attempt.recorded)
        asked = json.loads(asked_text(Asked(kept.question, kept.glossary, "Starter", "starter")))
        del asked["asked_in"]["mode"], asked["asked_in"]["session"]
        write_private(attempt.question, json.dumps(asked))
        write_private(attempt.folder / "report.json", to_json(kept.report))
        return attempt.folder

    return make


def test_old_folders_are_taken_over_once_and_keep_their_sound(
    data: Path, answer: MakeAnswer, old_folder
) -> None:
    for name in ("20261101-080000-aaaa", "20261102-080000-bbbb"):
        old_folder(name)
    for _ in range(2):
        with open_history(takes_over=True) as history:
            assert history.left_out == ()
            assert [past.attempt for past in history.answers()] == [
                "20261102-080000-bbbb",
                "20261101-080000-aaaa",
            ]
            report = history.report("20261101-080000-aaaa")
            assert report.audio is None, "as it was: this one is on words alone"
            asked = history.asked("20261101-080000-aaaa")
            assert (asked.question, asked.glossary) == (answer("x").question, answer("x").glossary)
            assert history.sound("20261101-080000-aaaa").name == "answer.wav"
    files = sorted(path.name for path in (data / "attempts").rglob("*.*"))
    assert files == ["answer.wav", "answer.wav"]


def test_a_take_over_that_was_killed_goes_on(answer: MakeAnswer, old_folder) -> None:
    folder = old_folder("20261101-080000-aaaa")
    report = (folder / "report.json").read_text()
    with open_history():
        pass
    write_private(folder / "report.json", report)  # killed between the rows and the file
    old_folder("20261102-080000-bbbb")
    with open_history(takes_over=True) as history:
        assert len(history.answers()) == 2


@pytest.mark.parametrize("broken", ["report.json", "question.json"])
def test_a_broken_folder_is_told_left_and_no_trouble(old_folder, broken: str) -> None:
    folder = old_folder("20261101-080000-aaaa")
    old_folder("20261102-080000-bbbb")
    (folder / broken).write_text("{")
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    with open_history(takes_over=True) as history:
        [left] = history.left_out
        assert left.folder == folder
        assert left.why
        assert history.attempt_ids() == {"20261102-080000-bbbb"}
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_a_new_history_begins_with_what_was_there(old_folder) -> None:
    old_folder("20261101-080000-aaaa")
    with open_history() as history:
        assert history.attempt_ids() == {"20261101-080000-aaaa"}


def test_what_is_unfinished_or_foreign_is_left_alone(data: Path, old_folder) -> None:
    folder = old_folder("20261101-080000-aaaa")
    (folder / "report.json").unlink()
    (data / "attempts" / "notes").mkdir()
    (data / "attempts" / "todo.txt").write_text("x")
    with open_history(takes_over=True) as history:
        assert history.answers() == []
        assert history.left_out == ()
    assert Attempt(folder).is_unfinished
