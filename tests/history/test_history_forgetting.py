"""What was forgotten cannot be found in any byte."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from history_answers import MakeAnswer, record

from voicedrill.errors import HistoryError
from voicedrill.history.folders import Attempt
from voicedrill.history.forgetting import forget, unfinished_folders
from voicedrill.history.store import History, open_history

#: Words that stand nowhere else. The rows of verdicts hold them plainly, reports compressed.
SECRET = "my former employer Quagmire Widgets"


@pytest.fixture
def told(history: History, answer: MakeAnswer) -> History:
    """Two answers, one of which says what nobody must know."""
    secret = answer("a-1")
    [first, *rest] = secret.report.coverage.points
    coverage = replace(secret.report.coverage, points=(replace(first, text=SECRET), *rest))
    question = replace(secret.question, ask=f"{secret.question.ask} {SECRET}")
    history.add(replace(secret, report=replace(secret.report, coverage=coverage), question=question))
    history.add(answer("a-1", part=1, question=question))
    history.add(answer("a-2"))
    for name in ("a-1", "a-2"):
        record(Attempt(history.folder / name).recorded)
    return history


def bytes_of(data: Path) -> Iterator[bytes]:
    return (path.read_bytes() for path in data.rglob("*") if path.is_file())


def test_words_rows_and_sound_are_really_gone(data: Path, told: History, answer: MakeAnswer) -> None:
    packed = told.connection.execute("SELECT report FROM reports WHERE attempt = 'a-1'").fetchone()[0]
    asked = told.connection.execute(
        "SELECT question FROM question_versions JOIN attempts ON question_hash = hash WHERE id = 'a-1'"
    ).fetchone()[0]
    traces = (SECRET.encode(), b"a-1", packed[20:60], asked[20:60])
    assert all(any(trace in content for content in bytes_of(data)) for trace in traces)
    assert forget(told, ["a-1"]) == 1
    for trace in traces:
        assert not any(trace in content for content in bytes_of(data)), trace
    assert not (told.folder / "a-1").exists()
    assert told.report("a-2") == answer("a-2").report
    assert told.question(told.answers()[0].question_hash) == answer("a-2").question
    assert told.asked("a-2").glossary, "what others still use stays"
    assert Attempt(told.folder / "a-2").has_sound


def test_forgetting_all_leaves_no_question_and_no_glossary(told: History) -> None:
    assert forget(told, told.attempt_ids()) == 2
    for table in ("question_versions", "glossaries", "answers", "reports", "points"):
        assert told.connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] == 0


def test_forgetting_goes_on_where_it_was_broken_off(told: History) -> None:
    import shutil

    shutil.rmtree(told.folder / "a-1")  # killed between the sound and the rows
    assert forget(told, ["a-1"]) == 1
    assert forget(told, ["a-1"]) == 0
    assert told.attempt_ids() == {"a-2"}


def test_forgetting_beside_a_reader_says_that_traces_are_left(
    told: History, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("voicedrill.history.database.WAIT_S", 0.05)
    with open_history() as other, open_history() as forgetting:
        reading = other.connection.execute("SELECT id FROM attempts")
        reading.fetchone()
        with pytest.raises(HistoryError, match="in use by another"):
            forget(forgetting, ["a-1"])
        reading.close()
    assert told.attempt_ids() == {"a-2"}
    told.tidy()
    assert not any(SECRET.encode() in content for content in bytes_of(told.path.parent))


def test_what_has_no_answer_is_found_by_its_age(told: History) -> None:
    for name in ("20260101-080000-aaaa", "20261101-080000-bbbb"):
        record(Attempt(told.folder / name).recorded)
    assert unfinished_folders(told) == ["20260101-080000-aaaa", "20261101-080000-bbbb"]
    assert unfinished_folders(told, "20260601-000000") == ["20260101-080000-aaaa"]
