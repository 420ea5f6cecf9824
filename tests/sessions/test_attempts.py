"""Attempts on disk: private, whole, found again, and the question back as it was."""

import json
import os
import stat
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest

from voicedrill.audio.files import WavWriter
from voicedrill.decks.find import find_deck, question_hash
from voicedrill.decks.load import load_deck
from voicedrill.decks.model import Deck, Question
from voicedrill.errors import HistoryError
from voicedrill.history.store import open_history
from voicedrill.history.values import Mode
from voicedrill.reports.model import Part, Report
from voicedrill.sessions.analyse import Analyser
from voicedrill.sessions.attempts import (
    AttemptError,
    attempt_at,
    create_attempt,
    create_follow_up,
    earlier_answers,
    unfinished_attempts,
)
from voicedrill.sessions.keeping import keep_answer
from voicedrill.sessions.scheduling import what_to_ask
from voicedrill.sessions.transcripts import transcript_from_data

NOW = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
QUESTION = Question("why-us", "Why us?", kind="culture")


@pytest.fixture(scope="module")
def report() -> Report:
    with Analyser() as analyser:
        return analyser.analyse_transcript(transcript_from_data("I like it here.", "test"), QUESTION)


def record(path: Path, seconds: float = 1.0) -> None:
    with WavWriter(path) as wav:
        wav.write(np.zeros(int(seconds * 16_000), np.float32))


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps no such modes")
def test_only_the_user_may_read_an_attempt(data: Path) -> None:
    attempt = create_attempt(QUESTION, None, NOW)
    record(attempt.sound)
    modes = {path: stat.S_IMODE(path.stat().st_mode) for path in (data / "attempts").rglob("*")}
    assert modes == {
        attempt.folder: 0o700,
        attempt.sound: 0o600,
        attempt.question: 0o600,
    }
    assert stat.S_IMODE((data / "attempts").stat().st_mode) == 0o700


@pytest.mark.parametrize("name", ["starter", "backend", "pitch-and-curveballs"])
def test_every_question_comes_back_as_it_was(data: Path, name: str) -> None:
    deck = load_deck(find_deck(name))
    for question in deck.questions:
        asked = create_attempt(question, deck, NOW).asked()
        assert asked.question == question
        assert question_hash(asked.question) == question_hash(question)
        assert (asked.deck, asked.glossary) == (deck.title, deck.glossary)
        assert asked.as_deck() == Deck(deck.title, (question,), glossary=deck.glossary)


def test_the_question_file_can_be_read_by_others(data: Path) -> None:
    attempt = create_attempt(QUESTION, None, NOW)
    written = json.loads((attempt.folder / "question.json").read_text())
    assert (written["id"], written["ask"], written["kind"]) == ("why-us", "Why us?", "culture")


def test_attempts_of_the_same_second_stay_apart_and_names_sort_by_time(data: Path) -> None:
    made = [create_attempt(QUESTION, None, NOW) for _ in range(20)]
    later = create_attempt(QUESTION, None, NOW.replace(minute=31))
    names = {attempt.id for attempt in made}
    assert len(names) == 20
    assert max(names) < later.id


def test_an_attempt_with_sound_and_without_report_is_unfinished(data: Path, report: Report) -> None:
    empty, spoken, reported = (create_attempt(QUESTION, None, NOW) for _ in range(3))
    record(spoken.sound)
    record(reported.sound)
    keep_answer(reported, replace(report, attempt_id=reported.id))
    assert [attempt.is_unfinished for attempt in (empty, spoken, reported)] == [False, True, False]
    assert unfinished_attempts() == [spoken]


def test_a_follow_up_that_was_broken_off_is_unfinished_by_its_sound(data: Path, report: Report) -> None:
    first = create_attempt(QUESTION, None, NOW)
    record(first.sound)
    keep_answer(first, replace(report, attempt_id=first.id))
    part = Part(first.id, 1, "Why?", "You did not say why.")
    follow_up = create_follow_up(part, replace(QUESTION, ask="Why?"), None)
    record(follow_up.sound)
    assert follow_up.sound == first.folder / "follow-up-1.wav"
    assert unfinished_attempts() == [follow_up]
    assert attempt_at(follow_up.path) == follow_up
    keep_answer(follow_up, replace(report, attempt_id=first.id, part=part))
    assert unfinished_attempts() == []
    with open_history() as history:
        assert [(past.part, past.ask, past.because) for past in history.answers()] == [
            (0, "Why us?", None),
            (1, "Why?", "You did not say why."),
        ]


def test_an_answer_is_kept_in_one_step_with_where_it_comes_from(data: Path, report: Report) -> None:
    deck = load_deck(find_deck("starter"))
    question = deck.questions[0]
    attempt = create_attempt(question, deck, NOW, find_deck("starter"), mode="mock", session="m-1")
    record(attempt.sound)
    keep_answer(attempt, replace(report, attempt_id=attempt.id), self_rating=2)
    assert [path.name for path in attempt.folder.iterdir()] == ["answer.wav"]
    with open_history() as history:
        [past] = history.answers()
        assert history.asked(attempt.id).glossary == deck.glossary
    assert (past.deck, past.deck_title, past.mode, past.session) == ("starter", deck.title, "mock", "m-1")
    assert (past.self_rating, past.sound) == (2, "answer.wav")
    assert past.created_at == NOW.isoformat()
    keep_answer(attempt, replace(report, attempt_id=attempt.id, warnings=("corrected",)))
    with open_history() as history:
        assert history.report(attempt.id).warnings == ("corrected",)
        assert history.answers()[0].self_rating == 2


@pytest.mark.parametrize(("mode", "has_others"), [("practice", True), ("drill", False)])
def test_the_first_answer_of_a_deck_lets_its_other_questions_come(
    data: Path, report: Report, mode: Mode, has_others: bool
) -> None:
    deck = load_deck(find_deck("starter"))
    attempt = create_attempt(deck.questions[0], deck, NOW, find_deck("starter"), mode=mode)
    record(attempt.sound)
    keep_answer(attempt, replace(report, attempt_id=attempt.id))
    with open_history() as history:
        new = [task.question.card.question for task in what_to_ask(history, NOW.date(), 60).tasks]
    assert bool(new) is has_others


def test_a_kill_between_the_history_and_the_folder_is_no_second_answer(data: Path, report: Report) -> None:
    attempt = create_attempt(QUESTION, None, NOW)
    record(attempt.sound)
    asked = attempt.question.read_bytes()
    keep_answer(attempt, replace(report, attempt_id=attempt.id))
    attempt.question.write_bytes(asked)
    assert unfinished_attempts() == []
    keep_answer(attempt, replace(report, attempt_id=attempt.id))
    with open_history() as history:
        assert len(history.answers()) == 1


def test_an_answer_that_cannot_be_kept_stays_unfinished(data: Path, report: Report) -> None:
    attempt = create_attempt(QUESTION, None, NOW)
    record(attempt.sound)
    with open_history():
        pass
    (data / "history.sqlite3").write_bytes(b"no database at all" * 100)
    with pytest.raises(HistoryError, match="damaged"):
        keep_answer(attempt, replace(report, attempt_id=attempt.id))
    assert attempt.is_unfinished
    assert attempt.asked().question == QUESTION


def test_a_foreign_folder_is_no_attempt(data: Path, tmp_path: Path, report: Report) -> None:
    attempt = create_attempt(QUESTION, None, NOW)
    record(attempt.sound)
    (data / "attempts" / "notes").mkdir()
    (data / "attempts" / "todo.txt").write_text("")
    record(tmp_path / "mine" / "answer.wav")
    assert unfinished_attempts() == [attempt]
    assert attempt_at(tmp_path) is None
    assert attempt_at(tmp_path / "nowhere") is None
    assert attempt_at(tmp_path / "mine") is None
    assert attempt_at(attempt.folder) == attempt
    keep_answer(attempt, replace(report, attempt_id=attempt.id))
    assert attempt_at(attempt.folder) == attempt, "what is in the history can be analysed again"


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"id": "x"}', '{"asked_in": {}, "id": 3}'])
def test_a_damaged_question_is_one_sentence_that_leads_on(data: Path, text: str) -> None:
    attempt = create_attempt(QUESTION, None, NOW)
    (attempt.folder / "question.json").write_text(text)
    with pytest.raises(AttemptError, match=r"voicedrill analyze .*answer\.wav"):
        attempt.asked()


def test_discarding_leaves_nothing_and_may_be_repeated(data: Path) -> None:
    attempt = create_attempt(QUESTION, None, NOW)
    record(attempt.sound)
    attempt.discard()
    attempt.discard()
    assert list((data / "attempts").iterdir()) == []


def test_a_data_folder_that_cannot_be_written_is_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "attempts").write_text("a file where the folder should be")
    monkeypatch.setenv("VOICEDRILL_DATA", str(tmp_path))
    with pytest.raises(AttemptError, match="VOICEDRILL_DATA"):
        create_attempt(QUESTION, None, NOW)


def test_earlier_answers_to_the_same_question_come_the_latest_last(data: Path, report: Report) -> None:
    others = [QUESTION, Question("why-us", "Why them?"), Question("why-you", "Why us?"), QUESTION, QUESTION]
    kept = [create_attempt(asked, None, NOW + timedelta(minutes=n)) for n, asked in enumerate(others)]
    for n, attempt in enumerate(kept[:4]):
        said = replace(report.transcript, text=f"answer {n}")
        keep_answer(attempt, replace(report, attempt_id=attempt.id, transcript=said))
    latest = create_attempt(QUESTION, None, NOW + timedelta(hours=1))
    assert earlier_answers(QUESTION, latest) == ("answer 0", "answer 3")
    assert earlier_answers(QUESTION, kept[3]) == ("answer 0",)
    assert earlier_answers(QUESTION, kept[0]) == ()
    (data / "history.sqlite3").write_bytes(b"no database at all" * 100)
    assert earlier_answers(QUESTION, latest) == (), "no reason to be without a report"
