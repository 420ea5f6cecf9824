"""A report is put beside the speaker's own usual, and never lost for it."""

from dataclasses import replace
from pathlib import Path

import pytest

from spoken_answers import put
from voicedrill.history.store import open_history
from voicedrill.reports.model import Part, Report
from voicedrill.sessions.usual import with_usual


@pytest.fixture
def report(tmp_path: Path) -> Report:
    """An answer of 180 words a minute, which is in no history of the user's."""
    with open_history(tmp_path / "another.sqlite3") as history:
        attempt = put(history, "2026-11-20 10:00", kind="behavioural", wpm=180.0)
        return history.report(attempt)


@pytest.fixture
def ten_answers(data: Path) -> None:
    with open_history() as history, history.transaction():
        for day in range(1, 11):
            put(history, f"2026-11-{day:02} 10:00", kind="culture", wpm=140.0 + day)


def test_before_ten_answers_nothing_is_usual(data: Path, report: Report) -> None:
    assert with_usual(report) == report


def test_after_ten_a_report_says_what_is(ten_answers: None, report: Report) -> None:
    usual = with_usual(report).usual
    assert usual is not None
    assert usual.kinds == ("behavioural", "culture")
    pace = usual.of("speech_rate_wpm")
    assert pace is not None
    assert pace.place == "above"
    assert 141 < pace.low < pace.high < 150


def test_drills_and_follow_ups_are_no_whole_answers(ten_answers: None, report: Report) -> None:
    assert with_usual(report, "drill").usual is None
    follow_up = replace(report, part=Part(of="20261101-000000-ab12", number=1, ask="And then?", because=""))
    assert with_usual(follow_up).usual is None


def test_a_history_that_cannot_be_read_costs_no_report(data: Path, report: Report) -> None:
    data.mkdir()
    (data / "history.sqlite3").write_bytes(b"no database at all, " * 500)
    assert with_usual(report) == report
