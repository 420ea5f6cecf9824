"""Correcting a report and reviewing doubts in a real (pseudo) terminal, and where no key can be read."""

import dataclasses
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

import past_answers
from voicedrill.decks.find import find_deck, find_question
from voicedrill.decks.load import load_deck
from voicedrill.history.store import open_history
from voicedrill.reports.model import Report
from voicedrill.resources import demo_dir
from voicedrill.sessions.analyse import Analyser
from voicedrill.sessions.attempts import create_attempt
from voicedrill.sessions.keeping import keep_answer
from voicedrill.sessions.reviewing import doubtful
from voicedrill.sessions.screen import Screen
from voicedrill.sessions.transcripts import transcript_from_data
from voicedrill.teaching.book import Place
from voicedrill.teaching.store import LessonsFile, lessons_of

if os.name == "nt":
    pytest.skip("Windows has no pseudo-terminals of this kind", allow_module_level=True)

from terminal import Terminal

Start = Callable[..., Terminal]
ID = "made-it-better"


#: One question and nothing around it.
_BARE = ("--no-voice", "--no-check", "--no-rating", "--follow-ups", 0, "--think", 0, "--sound", "keep")
ALONE = ("--question", ID, *_BARE)


@pytest.fixture
def start(data: Path) -> Iterator[Start]:
    """Start `voicedrill ARGS` in a terminal; in the end its settings must be as before."""
    terminals: list[Terminal] = []

    def start(*arguments: object, **environment: str) -> Terminal:
        terminals.append(Terminal(*arguments, data=data, environment={**os.environ, **environment}))
        return terminals[-1]

    yield start
    for terminal in terminals:
        modes, text = terminal.modes, terminal.text
        terminal.close()
        assert modes == terminal.modes_before, "the terminal was not put back"
        assert "Traceback" not in text


@pytest.fixture
def mine(data: Path, tmp_path: Path) -> Path:
    """A deck of one's own: the one that ships, copied."""
    return Path(shutil.copy(find_deck("starter"), tmp_path / "mine.yaml"))


@pytest.fixture
def lessons(mine: Path) -> LessonsFile:
    return lessons_of(mine)


def practise(start: Start, deck: Path) -> Terminal:
    answer = f"file:{demo_dir() / 'answer.flac'}@4"
    return start(*("practice", deck, *ALONE, "--device", answer))


def reviewing(terminal: Terminal, spoken_s: float) -> None:
    terminal.wait_for(f"●  0:{int(spoken_s):02}")
    terminal.press(" ")
    terminal.wait_for("c correct a verdict")


def kept_report() -> Report:
    [report] = past_answers.reports()
    return report


def status_of(report: Report, point: str) -> str:
    return next(verdict.status for verdict in report.coverage.points if verdict.id == point)


def label_of(report: Report, status: str) -> tuple[str, str]:
    """Number and id of the first point with a status."""
    return next((str(n), v.id) for n, v in enumerate(report.coverage.points, 1) if v.status == status)


def test_i_did_say_that_in_three_keys_and_one_more_undoes_it(
    start: Start, mine: Path, lessons: LessonsFile, spoken_s: float
) -> None:
    terminal = practise(start, mine)
    reviewing(terminal, spoken_s)
    before = kept_report()
    number, point = label_of(before, "missed")
    terminal.press("c")
    terminal.wait_for("Which verdict is wrong?")
    terminal.wait_for(f"{number} ✗")
    terminal.press(number)
    terminal.wait_for("b back")
    terminal.press("\r")
    terminal.wait_for("(as you taught)")
    terminal.wait_for("Learnt: these words make the point")
    terminal.wait_for("u undo the correction")
    after = kept_report()
    assert status_of(after, point) == "covered"
    assert after.coverage.score > before.coverage.score
    [passage] = lessons.read().at(Place(ID, point)).said
    assert passage.attempt == before.attempt_id
    assert passage.text in after.transcript.text
    terminal.press("u")
    terminal.wait_for("The correction is forgotten.")
    terminal.wait_for("c correct a verdict")
    assert not lessons.path.exists()
    assert kept_report() == before
    terminal.press(" ")
    assert terminal.wait_for_end() == 0


def test_a_wrong_tick_goes_with_two_keys_and_is_used_from_the_next_answer_on(
    start: Start, mine: Path, lessons: LessonsFile, spoken_s: float
) -> None:
    terminal = practise(start, mine)
    reviewing(terminal, spoken_s)
    number, point = label_of(kept_report(), "covered")
    terminal.press("c" + number)
    terminal.wait_for("Learnt: these words do not make the point")
    terminal.press("r")
    reviewing(terminal, spoken_s)
    terminal.press("q")
    assert terminal.wait_for_end() == 0
    first, second = past_answers.reports()
    assert status_of(first, point) == "missed"
    assert lessons.read().at(Place(ID, point)).not_said
    next_time = next(verdict for verdict in second.coverage.points if verdict.id == point)
    assert next_time.status != "covered" or not next_time.taught


def test_ctrl_c_while_correcting_leaves_everything_as_it_was(
    start: Start, mine: Path, lessons: LessonsFile, spoken_s: float
) -> None:
    terminal = practise(start, mine)
    reviewing(terminal, spoken_s)
    before = kept_report()
    terminal.press("c")
    terminal.wait_for("Which verdict is wrong?")
    terminal.wait_for("enter back")
    terminal.press("\x03")
    assert terminal.wait_for_end() == 130
    assert kept_report() == before
    assert not lessons.path.exists()


def test_no_lessons_means_none_are_used_and_none_made(
    start: Start, mine: Path, lessons: LessonsFile, spoken_s: float
) -> None:
    lessons.path.write_text("not read: at all\n")
    answer = f"file:{demo_dir() / 'answer.flac'}@4"
    terminal = start(
        *("practice", mine, *ALONE, "--device", answer),
        "--no-lessons",
    )
    terminal.wait_for(f"●  0:{int(spoken_s):02}")
    terminal.press(" ")
    terminal.wait_for("space finish")
    terminal.press("c")  # means nothing
    terminal.press(" ")
    assert terminal.wait_for_end() == 0
    assert "Which verdict" not in terminal.text


def test_a_slip_in_the_lessons_is_told_before_anybody_speaks(
    start: Start, mine: Path, lessons: LessonsFile
) -> None:
    lessons.path.write_text("schema: voicedrill.lessons/1\nquestion: {}\n")
    terminal = practise(start, mine)
    terminal.wait_for("'question'.")
    assert terminal.wait_for_end() == 3


def test_where_no_key_can_be_read_it_is_told_how_to_correct(data: Path, mine: Path, spoken: Path) -> None:
    start = "from voicedrill.cli.main import main; main()"
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            start,
            "practice",
            mine,
            "--question",
            ID,
            "--no-voice",
            "--device",
            f"file:{spoken}@8",
        ],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "VOICEDRILL_DATA": str(data)},
    )
    assert f"voicedrill review {mine}" in done.stderr
    assert "c correct" not in done.stdout


def test_where_nothing_can_be_redrawn_the_keys_are_printed() -> None:
    from io import StringIO

    from rich.console import Console

    out = StringIO()
    Screen(console=Console(file=out, force_terminal=True, _environ={"TERM": "dumb"}, width=80)).tell_keys(
        (("enter", "back"),)
    )
    assert "enter back" in out.getvalue()


# -- Review --------------------------------------------------------------------------------------------

ANSWERS = (
    "Patients kept missing their visits. I rang some of them. Then we sent a message before the visit.",
    "So many people did not come. We thought about a reminder by text. One dentist tried something.",
    "The phone rang all day. I asked them why. After that everybody used the reminder and it was fine.",
)


@pytest.fixture
def past(mine: Path) -> list[Report]:
    """Three reported answers to a question of the deck."""
    deck, question = find_question(f"{mine}#{ID}")
    made = []
    with Analyser() as analyser:
        for minute, text in enumerate(ANSWERS):
            attempt = create_attempt(question, deck, datetime(2026, 11, 21, 9, minute, tzinfo=UTC), mine)
            report = analyser.analyse_transcript(transcript_from_data(text, "test"), question)
            made.append(dataclasses.replace(report, attempt_id=attempt.id))
            keep_answer(attempt, made[-1])
    return made


def test_a_review_asks_learns_undoes_and_leaves(
    start: Start, mine: Path, lessons: LessonsFile, past: list[Report]
) -> None:
    reports = past_answers.reports()
    first, second, *_ = doubtful(mine)
    terminal = start("review", mine)
    terminal.wait_for("1 of ")
    terminal.wait_for(first.verdict.text)
    terminal.wait_for("y yes")
    terminal.press("y")
    terminal.wait_for("Learnt: they make it.")
    terminal.wait_for("2 of ")
    terminal.wait_for("u undo")
    assert status_of(past_answers.report_on(first.attempt), first.verdict.id) == "covered"
    [passage] = lessons.read().at(Place(ID, first.verdict.id)).said
    assert passage.attempt == first.attempt
    terminal.press("u")
    terminal.wait_for("That answer is forgotten.")
    terminal.wait_for(first.verdict.text)
    assert not lessons.path.exists()
    assert past_answers.reports() == reports
    terminal.press("s")
    terminal.wait_for("2 of ")
    terminal.wait_for(second.verdict.text)
    terminal.press("n")
    terminal.wait_for("Learnt: they do not make it.")
    terminal.press("q")
    assert terminal.wait_for_end() == 0
    assert "Answered: 1." in terminal.text
    assert lessons.read().at(Place(ID, second.verdict.id)).not_said
    assert first.verdict.id in {doubt.verdict.id for doubt in doubtful(mine)}, "what was skipped stays"


def test_a_review_without_doubts_says_so(start: Start, mine: Path) -> None:
    terminal = start("review", mine)
    terminal.wait_for("No verdict is doubtful.")
    assert terminal.wait_for_end() == 0


def test_ctrl_c_in_a_review_keeps_what_was_answered(
    start: Start, mine: Path, lessons: LessonsFile, past: list[Report]
) -> None:
    assert past
    terminal = start("review", mine)
    terminal.wait_for("y yes")
    terminal.press("y")
    terminal.wait_for("2 of ")
    terminal.wait_for("y yes")
    terminal.press("\x03")
    assert terminal.wait_for_end() == 130
    assert len(lessons.read()) == 1


def test_answers_that_cannot_be_read_are_passed_over(mine: Path, past: list[Report]) -> None:
    expected = [doubt for doubt in doubtful(mine) if doubt.attempt != past[0].attempt_id]
    with open_history() as history:
        history.connection.execute(
            "UPDATE reports SET report = x'00' WHERE attempt = ?", (past[0].attempt_id,)
        )
    create_attempt(load_deck(mine).questions[0], None, datetime(2026, 11, 21, 10, tzinfo=UTC))
    assert doubtful(mine) == expected
    assert doubtful(find_deck("starter")) == [], "of another deck"
