"""A report is put beside the speaker's own usual, and never lost for it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from voicedrill.decks.find import find_question
from voicedrill.history.store import open_history
from voicedrill.history.values import KeptAnswer
from voicedrill.reports.model import Part, Report
from voicedrill.sessions.analyse import Analyser
from voicedrill.sessions.transcripts import transcript_from_data
from voicedrill.sessions.usual import with_usual

WORDS = ["I", "made", "our", "release", "faster", "and", "everybody", "was", "glad", "about", "it"]


def report_at(pace: float) -> Report:
    """An answer of eleven words every so many seconds."""
    words = [
        {"text": word, "start": pace * number, "end": pace * number + 0.2}
        for number, word in enumerate(WORDS * 5)
    ]
    question = find_question("starter#made-it-better")[1]
    return Analyser().analyse_transcript(transcript_from_data({"words": words}, "here"), question)


@pytest.fixture
def ten_answers(data: Path) -> None:
    question = find_question("starter#made-it-better")[1]
    with open_history() as history, history.transaction():
        for number in range(10):
            at = datetime(2026, 11, 1, tzinfo=UTC) + timedelta(days=number)
            name = f"{at:%Y%m%d-%H%M%S}-ab12"
            report = replace(report_at(0.4 + number / 100), attempt_id=name)
            history.add(KeptAnswer(name, report, question, at))


def test_before_ten_answers_nothing_is_usual(data: Path) -> None:
    report = report_at(0.4)
    assert with_usual(report) == report


def test_after_ten_a_report_says_what_is(ten_answers: None) -> None:
    usual = with_usual(report_at(0.3)).usual
    assert usual is not None
    assert usual.kinds == ("behavioural", "culture")
    pace = usual.of("speech_rate_wpm")
    assert pace is not None
    assert pace.place == "above"
    assert 120 < pace.low < pace.high < 160


def test_drills_and_follow_ups_are_no_whole_answers(ten_answers: None) -> None:
    report = report_at(0.3)
    assert with_usual(report, "drill").usual is None
    follow_up = replace(report, part=Part(of="20261101-000000-ab12", number=1, ask="And then?", because=""))
    assert with_usual(follow_up).usual is None


def test_a_history_that_cannot_be_read_costs_no_report(data: Path) -> None:
    data.mkdir()
    (data / "history.sqlite3").write_bytes(b"no database at all, " * 500)
    report = report_at(0.4)
    assert with_usual(report) == report
