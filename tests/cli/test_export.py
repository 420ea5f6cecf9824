"""`voicedrill export`, from the history and from a saved report."""

import csv
import io
import json
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from praatio import textgrid

from voicedrill.cli.main import COMMANDS
from voicedrill.decks.model import Question
from voicedrill.history.store import open_history
from voicedrill.history.values import KeptAnswer
from voicedrill.reports.as_json import from_json, to_json
from voicedrill.reports.exports import FORMS
from voicedrill.reports.model import Report
from voicedrill.sessions.analyse import Analyser
from voicedrill.sessions.transcripts import transcript_from_data

QUESTION = Question("q", "What do you do?", kind="technical")


@pytest.fixture(scope="module")
def report() -> Report:
    words = [{"text": f"word{n}", "start": n * 0.5, "end": n * 0.5 + 0.4} for n in range(30)]
    with Analyser() as analyser:
        return analyser.analyse_transcript(transcript_from_data({"words": words}, "here"), QUESTION)


@pytest.fixture
def kept(report: Report) -> list[str]:
    """Two attempts in the history, the second with a follow-up."""
    with open_history() as history:
        for name, part in (
            ("20260101-100000-aaaa", 0),
            ("20260102-100000-bbbb", 0),
            ("20260102-100000-bbbb", 1),
        ):
            history.add(
                KeptAnswer(
                    attempt=name,
                    report=replace(report, attempt_id=name),
                    question=QUESTION,
                    created_at=datetime.fromisoformat(
                        f"{name[:4]}-{name[4:6]}-{name[6:8]}T10:0{part}:00+00:00"
                    ),
                    part=part,
                )
            )
    return ["20260101-100000-aaaa", "20260102-100000-bbbb"]


def test_the_command_knows_every_form() -> None:
    from voicedrill.cli.export import FORMS as OFFERED

    assert set(OFFERED) == set(FORMS)
    assert "export" in COMMANDS


def test_the_latest_answer_is_written_when_none_is_named(run, kept: list[str], tmp_path: Path) -> None:
    file = tmp_path / "last.TextGrid"
    result = run("export", "--to", "textgrid", "-o", file)
    assert result.exit_code == 0, result.output
    assert len(textgrid.openTextgrid(str(file), includeEmptyIntervals=False).getTier("words").entries) == 30


def test_a_table_holds_all_answers_with_their_follow_ups_in_order(run, kept: list[str]) -> None:
    rows = list(csv.DictReader(io.StringIO(run("export", "--all", "--to", "csv").stdout)))
    assert [row["attempt"] for row in rows] == [kept[0], kept[1], kept[1]]


def test_a_saved_report_is_written_too(run, report: Report, tmp_path: Path) -> None:
    file = tmp_path / "report.json"
    file.write_text(to_json(report))
    assert run("export", file, "--to", "vtt").stdout.startswith("WEBVTT")
    assert from_json(run("export", file, "--to", "json").stdout).transcript == report.transcript


def test_a_file_is_not_replaced_unasked(run, kept: list[str], tmp_path: Path) -> None:
    file = tmp_path / "mine.srt"
    file.write_text("mine")
    assert run("export", "--to", "srt", "-o", file).exit_code == 2
    assert file.read_text() == "mine"
    assert run("export", "--to", "srt", "-o", file, "--force").exit_code == 0
    assert "-->" in file.read_text()


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (("--all", "last", "--to", "csv"), 2, "not both"),
        (("--all", "--to", "srt"), 2, "holds one answer"),
        (("last", "last", "--to", "textgrid"), 2, "holds one answer"),
        (("2026", "--to", "csv"), 3, "begins several"),
        (("nosuch", "--to", "csv"), 3, "No answer 'nosuch'"),
        (("last/7", "--to", "csv"), 3, "no follow-up 7"),
        (("nosuch.json", "--to", "csv"), 3, "cannot be read"),
    ],
)
def test_what_cannot_be_written_is_one_sentence(
    run, kept: list[str], arguments: tuple[str, ...], code: int, told: str
) -> None:
    result = run("export", *arguments)
    assert (result.exit_code, told in result.output) == (code, True), result.output


def test_an_empty_history_says_how_to_begin(run) -> None:
    result = run("export", "--to", "csv")
    assert result.exit_code != 0
    assert "voicedrill practice" in result.output


def test_json_of_the_history_is_a_report_a_line(run, kept: list[str]) -> None:
    lines = run("export", "--all", "--to", "json").stdout.splitlines()
    assert [json.loads(line)["attempt_id"] for line in lines] == [kept[0], kept[1], kept[1]]
