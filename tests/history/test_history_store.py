"""What is kept comes back, once, and all or nothing of it."""

import os
import pickle
import stat
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from history_answers import MakeAnswer
from hypothesis import given
from hypothesis import strategies as st

from voicedrill.coverage.results import Coverage
from voicedrill.errors import HistoryError
from voicedrill.history.packing import pack, unpack
from voicedrill.history.store import History, open_history

TABLES = ("attempts", "answers", "reports", "points", "facts", "beats", "question_versions", "glossaries")


def rows(history: History) -> dict[str, int]:
    return {
        table: history.connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in TABLES
    }


def test_an_answer_comes_back_as_it_was(history: History, answer: MakeAnswer) -> None:
    kept = answer("a-1", mode="mock", session="m1", self_rating=2)
    history.add(kept)
    assert history.report("a-1") == kept.report
    asked = history.asked("a-1")
    assert (asked.question, asked.glossary, asked.deck_file, asked.deck) == (
        kept.question,
        kept.glossary,
        "starter",
        "Starter",
    )
    assert (asked.mode, asked.session, asked.created_at) == ("mock", "m1", kept.created_at)
    [past] = history.answers()
    delivery = kept.report.delivery
    assert past.created_at == "2026-11-21T09:30:00+00:00"
    assert (past.word_count, past.score) == (delivery.word_count, kept.report.coverage.score)
    assert past.speech_rate_wpm == pytest.approx(delivery.speech_rate_wpm, abs=1e-4)
    assert past.silence_share is not None
    assert 0 <= past.silence_share < 0.5
    assert history.question(past.question_hash) == kept.question
    points = history.connection.execute("SELECT point, status, score FROM points").fetchall()
    assert {tuple(row) for row in points} == {
        (point.id, point.status, point.score) for point in kept.report.coverage.points
    }


def test_the_day_is_that_of_the_place_where_it_was_spoken(history: History, answer: MakeAnswer) -> None:
    late = datetime(2026, 11, 21, 23, 30, tzinfo=timezone(timedelta(hours=-5)))
    history.add(answer("a-1", created_at=late))
    [past] = history.answers()
    assert (past.day, past.created_at) == ("2026-11-21", "2026-11-22T04:30:00+00:00")


def test_what_is_kept_again_is_there_once(history: History, answer: MakeAnswer) -> None:
    history.add(answer("a-1", self_rating=3))
    before = rows(history)
    bare = replace(answer("a-1").report, coverage=Coverage("words", None, (), (), (), ()))
    history.add(answer("a-1", report=bare))
    assert rows(history) == {**before, "points": 0, "facts": 0, "beats": 0}
    assert history.report("a-1") == bare
    assert history.answers()[0].self_rating == 3, "a rating that is not given takes none away"


def test_a_corrected_report_takes_the_place_of_the_first(history: History, answer: MakeAnswer) -> None:
    history.add(answer("a-1"))
    history.add(answer("a-1", part=1, because="that"))
    for part in (0, 1):
        kept = history.report("a-1", part)
        history.replace_report(replace(kept, warnings=(f"part {part}",)))
    assert [history.report("a-1", part).warnings for part in (0, 1)] == [("part 0",), ("part 1",)]
    with pytest.raises(HistoryError, match="holds no answer b-1"):
        history.replace_report(replace(answer("b-1").report))


def test_follow_ups_belong_to_their_attempt(history: History, answer: MakeAnswer) -> None:
    with pytest.raises(HistoryError, match="not in the history"):
        history.add(answer("a-1", part=1))
    history.add(answer("a-1"))
    history.add(answer("a-1", part=2, because="late"))
    history.add(answer("a-1", part=1, because="early"))
    assert [(past.part, past.because) for past in history.answers()] == [(0, None), (1, "early"), (2, "late")]
    asked = history.asked("a-1", 1)
    assert asked.part is not None
    assert asked.part.number == 1
    assert rows(history)["attempts"] == 1


def test_answers_are_narrowed_and_the_latest_come_first(history: History, answer: MakeAnswer) -> None:
    other = replace(answer("x").question, id="other")
    for n in range(6):
        at = datetime(2026, 11, 10 + n, 9, tzinfo=UTC)
        history.add(
            answer(
                f"a-{n}",
                created_at=at,
                deck="starter" if n % 2 else "backend",
                question=other if n == 3 else answer("x").question,
            )
        )
    history.add(answer("a-5", part=1))

    def names(**narrowed: object) -> list[str]:
        return [past.attempt for past in history.answers(**narrowed)]  # type: ignore[arg-type]

    assert names(part=0) == ["a-5", "a-4", "a-3", "a-2", "a-1", "a-0"]
    assert names(limit=2) == ["a-5", "a-5", "a-4"], "a limit of attempts, with all their parts"
    assert names(deck="backend") == ["a-4", "a-2", "a-0"]
    assert names(question="other") == ["a-3"]
    assert names(since="2026-11-14", part=0) == ["a-5", "a-4"]
    assert names(before="2026-11-12") == ["a-1", "a-0"]
    assert names(deck="nowhere") == []


def test_earlier_texts_are_those_of_the_same_question(history: History, answer: MakeAnswer) -> None:
    question = answer("x").question
    reworded = replace(question, ask="What did you make better?")
    for n, asked in enumerate((question, reworded, replace(question, id="other"), question)):
        kept = answer(f"a-{n}", question=asked, deck="starter")
        said = replace(kept.report, transcript=replace(kept.report.transcript, text=f"text {n}"))
        history.add(replace(kept, report=said))
    assert history.texts(question, before="a-9", limit=5) == ("text 0", "text 3")
    assert history.texts(question, before="a-9", deck="starter", limit=5) == ("text 0", "text 1", "text 3")
    assert history.texts(question, before="a-9", deck="starter", limit=2) == ("text 1", "text 3")
    assert history.texts(question, before="a-0", limit=5) == ()


@pytest.mark.parametrize(
    ("name", "found"),
    [("a-1", "a-1"), ("a-1x", "a-1xyz"), ("b", "b%_"), ("b%", "b%_"), ("last", "b%_")],
)
def test_answers_are_found_by_the_beginning_of_their_names(
    history: History, answer: MakeAnswer, name: str, found: str
) -> None:
    for n, known in enumerate(("a-1", "a-1xyz", "b%_")):
        history.add(answer(known, created_at=datetime(2026, 11, 10 + n, tzinfo=UTC)))
    assert history.find(name) == found


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("a", "begins several"),
        ("", "No answer"),
        ("_", "No answer"),
        ("zz", "No answer"),
        ("a-1/7", "no foll"),
    ],
)
def test_names_that_are_none_or_several_are_told(
    history: History, answer: MakeAnswer, name: str, told: str
) -> None:
    for known in ("a-1", "a-2"):
        history.add(answer(known))
    with pytest.raises(HistoryError, match=told):
        history.find_answer(name)


def test_an_empty_history_has_no_last_answer(history: History) -> None:
    with pytest.raises(HistoryError, match="voicedrill practice"):
        history.find("last")


def test_a_follow_up_is_named_behind_a_stroke(history: History, answer: MakeAnswer) -> None:
    history.add(answer("a-1"))
    history.add(answer("a-1", part=1))
    assert [history.find_answer(name) for name in ("a", "a/0", "a-1/1")] == [
        ("a-1", None),
        ("a-1", 0),
        ("a-1", 1),
    ]
    with pytest.raises(HistoryError, match="has 1 follow-up"):
        history.find_answer("a/2")


def test_all_of_a_transaction_is_kept_or_nothing(history: History, answer: MakeAnswer) -> None:
    def broken_off(name: str) -> None:
        with history.transaction():
            history.add(answer(name))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        broken_off("a-1")
    assert set(rows(history).values()) == {0}
    with history.transaction():
        history.add(answer("a-1"))
        with pytest.raises(ZeroDivisionError):
            broken_off("a-2")
    assert history.attempt_ids() == {"a-1"}


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps no such modes")
def test_only_the_user_may_read_the_history(data: Path, history: History, answer: MakeAnswer) -> None:
    history.add(answer("a-1"))
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in data.glob("history*")}
    assert modes == {f"history.sqlite3{end}": 0o600 for end in ("", "-wal", "-shm")}
    assert stat.S_IMODE(data.stat().st_mode) == 0o700


ADDS = """
import pickle, sys
from dataclasses import replace
from voicedrill.history.store import open_history
kept = pickle.load(open(sys.argv[1], "rb"))
for n in range(15):
    name = f"{sys.argv[2]}-{n:02}"
    with open_history() as history:
        history.add(replace(kept, attempt=name, report=replace(kept.report, attempt_id=name)))
"""


def test_two_processes_add_at_once_from_the_first_moment_on(tmp_path: Path, answer: MakeAnswer) -> None:
    (tmp_path / "kept").write_bytes(pickle.dumps(answer("x")))
    running = [
        subprocess.Popen([sys.executable, "-c", ADDS, str(tmp_path / "kept"), name], stderr=subprocess.PIPE)
        for name in ("a", "b")
    ]
    assert [(process.communicate()[1], process.returncode) for process in running] == [(b"", 0)] * 2
    with open_history() as history:
        assert len(history.answers()) == 30
        assert history.connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"


@given(st.text())
def test_any_text_is_packed_and_comes_back(text: str) -> None:
    assert unpack(pack(text.encode("utf-8", "replace").decode("utf-8"))) == text.encode(
        "utf-8", "replace"
    ).decode("utf-8")


def test_listing_loads_nothing_heavy(history: History, answer: MakeAnswer) -> None:
    history.add(answer("a-1"))
    probe = """
import sys
from voicedrill.history.store import open_history
with open_history() as history:
    assert len(history.answers()) == 1
print(sorted({"pydantic", "numpy", "yaml", "ruamel", "rich", "voicedrill.decks.load"} & set(sys.modules)))
"""
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


KILLED = """
import os, pickle, sys
from voicedrill.history.store import open_history
kept = pickle.load(open(sys.argv[1], "rb"))
history = open_history()
with history.transaction():
    history.add(kept)
    os.kill(os.getpid(), 9)
"""


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signals")
def test_a_kill_within_the_transaction_leaves_nothing_of_it(tmp_path: Path, answer: MakeAnswer) -> None:
    with open_history() as history:
        history.add(answer("a-1"))
    (tmp_path / "kept").write_bytes(pickle.dumps(answer("a-2")))
    killed = subprocess.run([sys.executable, "-c", KILLED, str(tmp_path / "kept")])
    assert killed.returncode == -9
    with open_history() as history:
        assert history.attempt_ids() == {"a-1"}
        assert history.connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        history.add(answer("a-2"))
