"""teach, lessons, review and --no-lessons on the command line."""

import dataclasses
import json
import shlex
import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import Result

from voicedrill.decks.find import find_deck, find_question
from voicedrill.sessions.analyse import Analyser
from voicedrill.sessions.attempts import create_attempt
from voicedrill.sessions.keeping import keep_answer
from voicedrill.sessions.transcripts import transcript_from_data
from voicedrill.teaching.store import lessons_of

Run = Callable[..., Result]

PASSAGE = "I would drag the front desk into it on day one"
POINT = ("made-it-better", "lesson")


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    return Path(shutil.copy(find_deck("starter"), tmp_path / "mine.yaml"))


@pytest.fixture
def answer(tmp_path: Path) -> Path:
    path = tmp_path / "answer.txt"
    path.write_text(f"It went well in the end. If I did it over, {PASSAGE}. That is all I have.")
    return path


def judged(line: str, point: str = "lesson") -> tuple[str, bool]:
    data = json.loads(line)
    points = data.get("report", data)["coverage"]["points"]
    return next((v["status"], v["taught"]) for v in points if v["id"] == point)


def test_what_is_taught_counts_in_the_next_answer_and_can_be_left_out(
    run: Run, mine: Path, answer: Path
) -> None:
    analyze = ("analyze", "--transcript", answer, "--question", f"{mine}#made-it-better", "--json")
    assert judged(run(*analyze).stdout) == ("missed", False)
    taught = run("teach", f"{mine}#made-it-better", "lesson", "--said", PASSAGE)
    assert taught.stdout == f"Learnt. It is kept in {mine.parent / 'mine.lessons.yaml'}\n"
    assert judged(run(*analyze).stdout) == ("covered", True)
    assert judged(run(*analyze, "--no-lessons").stdout) == ("missed", False)
    assert "(as you taught)" in run(*analyze[:-1]).stdout
    assert run("teach", f"{mine}#made-it-better", "lesson", "--said", PASSAGE).stdout.startswith(
        "Known already"
    )
    assert run("teach", f"{mine}#made-it-better", "lesson", "--forget").exit_code == 0
    assert judged(run(*analyze).stdout) == ("missed", False)


def test_a_batch_uses_what_was_taught(run: Run, mine: Path, answer: Path, tmp_path: Path) -> None:
    run("teach", f"{mine}#made-it-better", "lesson", "--said", PASSAGE)
    manifest = tmp_path / "m.jsonl"
    line = {"id": 1, "transcript": answer.read_text(), "question": "mine.yaml#made-it-better"}
    manifest.write_text(json.dumps(line) + "\n")
    batch = ("batch", manifest, "-o", "-", "--jobs", 1)
    assert judged(run(*batch).stdout) == ("covered", True)
    assert judged(run(*batch, "--no-lessons").stdout) == ("missed", False)
    (tmp_path / "mine.lessons.yaml").write_text("schema: 2\n")
    error = json.loads(run(*batch).stdout)["error"]
    assert error["kind"] == "input"
    assert "mine.lessons.yaml, line 1" in error["message"]


def test_lessons_on_a_deck_that_ships_are_kept_with_the_data(run: Run) -> None:
    run("teach", "starter#made-it-better", "lesson", "--not-said", PASSAGE)
    path = lessons_of(find_deck("starter")).path
    assert path.name == "starter.lessons.yaml"
    assert "content" not in path.parts
    assert f"- {PASSAGE}" in run("lessons", "starter").stdout


def test_lessons_are_listed_and_those_of_points_that_are_gone_named(run: Run, mine: Path) -> None:
    assert "Nothing was taught yet" in run("lessons", mine).stderr
    run("teach", f"{mine}#made-it-better", "lesson", "--said", PASSAGE)
    mine.write_text(mine.read_text().replace("id: lesson,", "id: moral,"))
    shown = run("lessons", mine)
    assert f"+ {PASSAGE}" in shown.stdout
    assert "the deck has no such point" in shown.stdout
    [line] = run("lessons", mine, "--json").stdout.splitlines()
    assert json.loads(line)["passage"] == PASSAGE
    assert json.loads(line)["known"] is False
    assert run("teach", f"{mine}#made-it-better", "moral", "--said", "another").exit_code == 0
    assert f"+ {PASSAGE}" in run("lessons", mine).stdout, "kept, whatever is taught"
    assert run("teach", f"{mine}#made-it-better", "lesson", "--forget").stdout.startswith(
        "Forgotten: 1 passage"
    )


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("starter#made-it-better", "lessen", "--said", "x"), "Did you mean 'lesson'?"),
        (("starter#made-it-bitter", "lesson", "--said", "x"), "Did you mean 'made-it-better'?"),
        (("starter#made-it-better", "lessen", "--forget"), "Did you mean 'lesson'?"),
        (("starter#made-it-better", "lesson", "--forget"), "nothing was taught"),
        (("starter", "lesson", "--forget"), "write DECK#ID"),
        (("starter#made-it-better", "lesson"), "say one of"),
        (("starter#made-it-better", "lesson", "--forget", "--said", "x"), "say one of"),
        (("starter#made-it-better", "lesson", "--said", "  "), "no words"),
    ],
)
def test_teaching_says_what_is_wrong_with_it(run: Run, arguments: tuple[str, ...], told: str) -> None:
    result = run("teach", *arguments)
    assert result.exit_code == 2
    assert told in result.stderr


def test_without_a_terminal_a_review_lists_and_says_how_to_teach(run: Run, mine: Path) -> None:
    assert run("review", mine, "--json").stdout == ""
    assert "No verdict is doubtful." in run("review", mine).stderr
    deck, question = find_question(f"{mine}#made-it-better")
    text = (
        "Patients missed visits a lot. I called some of them to ask. We thought about a message. "
        "It was tried with a dentist. Everybody uses it."
    )
    attempt = create_attempt(question, deck, datetime(2026, 11, 21, 9, tzinfo=UTC), mine)
    with Analyser() as analyser:
        report = analyser.analyse_transcript(transcript_from_data(text, "test"), question)
    keep_answer(attempt, dataclasses.replace(report, attempt_id=attempt.id))
    found = [json.loads(line) for line in run("review", mine, "--json").stdout.splitlines()]
    assert found
    assert [one["distance"] for one in found] == sorted(one["distance"] for one in found)
    assert all(one["passage"] in text and one["deck"] == str(mine) for one in found)
    assert len(run("review", mine, "--json", "--limit", 1).stdout.splitlines()) == 1
    assert run("review", "backend", "--json").stdout == "", "of another deck"
    listed = run("review", mine)
    assert found[0]["text"] in listed.stdout
    [advised] = [line for line in listed.stderr.splitlines() if line.startswith("  voicedrill teach")]
    assert run(*shlex.split(advised)[1:]).exit_code == 0
    left = run("review", mine, "--json").stdout.splitlines()
    assert found[0]["point"] not in {json.loads(line)["point"] for line in left}, "settled by that"
