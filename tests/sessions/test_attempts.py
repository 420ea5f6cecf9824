"""Attempts on disk: private, whole, found again, and the question back as it was."""

import json
import os
import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest

from voicedrill.audio.files import WavWriter
from voicedrill.decks.find import find_deck, question_hash
from voicedrill.decks.load import load_deck
from voicedrill.decks.model import Deck, Question
from voicedrill.sessions.attempts import (
    AttemptError,
    attempt_at,
    attempts,
    create_attempt,
    earlier_answers,
    unfinished_attempts,
)

NOW = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
QUESTION = Question("why-us", "Why us?", kind="culture")


def record(path: Path, seconds: float = 1.0) -> None:
    with WavWriter(path) as wav:
        wav.write(np.zeros(int(seconds * 16_000), np.float32))


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps no such modes")
def test_only_the_user_may_read_an_attempt(data: Path) -> None:
    attempt = create_attempt(QUESTION, None, NOW)
    record(attempt.sound)
    attempt.save_report("{}")
    modes = {path: stat.S_IMODE(path.stat().st_mode) for path in (data / "attempts").rglob("*")}
    assert modes == {
        attempt.folder: 0o700,
        attempt.sound: 0o600,
        attempt.folder / "question.json": 0o600,
        attempt.report: 0o600,
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
    found = [attempt.id for attempt in attempts()]
    assert sorted(attempt.id for attempt in made) == found[:-1]
    assert found[-1] == later.id


def test_an_attempt_with_sound_and_without_report_is_unfinished(data: Path) -> None:
    empty, spoken, reported = (create_attempt(QUESTION, None, NOW) for _ in range(3))
    record(spoken.sound)
    record(reported.sound)
    reported.save_report('{"schema": "voicedrill.report/1"}')
    assert [attempt.is_unfinished for attempt in (empty, spoken, reported)] == [False, True, False]
    assert unfinished_attempts() == [spoken]
    assert json.loads(reported.report.read_text()) == {"schema": "voicedrill.report/1"}


def test_a_foreign_folder_is_no_attempt(data: Path, tmp_path: Path) -> None:
    attempt = create_attempt(QUESTION, None, NOW)
    (data / "attempts" / "notes").mkdir()
    (data / "attempts" / "todo.txt").write_text("")
    assert list(attempts()) == [attempt]
    assert attempt_at(tmp_path) is None
    assert attempt_at(tmp_path / "nowhere") is None
    assert attempt_at(attempt.folder) == attempt


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


def test_earlier_answers_to_the_same_question_come_the_latest_last(data: Path) -> None:
    others = [QUESTION, Question("why-us", "Why them?"), Question("why-you", "Why us?"), QUESTION, QUESTION]
    kept = [create_attempt(asked, None, NOW + timedelta(minutes=n)) for n, asked in enumerate(others)]
    for n, attempt in enumerate(kept[:4]):
        attempt.save_report(json.dumps({"transcript": {"text": f"answer {n}"}}))
    kept[4].save_report("no report at all")
    latest = create_attempt(QUESTION, None, NOW + timedelta(hours=1))
    assert earlier_answers(QUESTION, latest) == ("answer 0", "answer 3")
    assert earlier_answers(QUESTION, kept[3]) == ("answer 0",)
    assert earlier_answers(QUESTION, kept[0]) == ()
