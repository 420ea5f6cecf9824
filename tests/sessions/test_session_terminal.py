"""The session in a real (pseudo) terminal: its keys, its screen, and how it leaves them behind."""

import os
import signal
import wave
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import past_answers
from voicedrill.audio.files import read_clip
from voicedrill.sessions.attempts import Attempt, unfinished_attempts

if os.name == "nt":
    pytest.skip("Windows has no pseudo-terminals of this kind", allow_module_level=True)

from terminal import Terminal

Start = Callable[..., Terminal]
ASKED = ("starter", "--question", "made-it-better", "--no-voice")
QUESTION = (*ASKED, "--follow-ups", 0)


@pytest.fixture
def start(data: Path) -> Iterator[Start]:
    """Start `voicedrill practice ARGS` in a terminal; in the end its settings must be as before."""
    terminals: list[Terminal] = []

    def start(*arguments: object) -> Terminal:
        terminals.append(Terminal("practice", *arguments, data=data))
        return terminals[-1]

    yield start
    for terminal in terminals:
        left_alone = terminal.process.poll() is not None
        modes, text = terminal.modes, terminal.text
        terminal.close()
        assert left_alone, f"still running:\n{text}"
        assert modes == terminal.modes_before, "the terminal was not put back"
        assert "Traceback" not in text


def kept(data: Path) -> list[Attempt]:
    return [Attempt(folder) for folder in sorted((data / "attempts").iterdir())]


def seconds(path: Path) -> float:
    if path.suffix != ".wav":
        return read_clip(path).duration_s
    with wave.open(str(path)) as file:
        return file.getnframes() / file.getframerate()


def test_a_session_by_keys_from_the_check_to_the_report(start: Start, data: Path, spoken: Path) -> None:
    terminal = start(*QUESTION, "--device", f"file:{spoken}@2")
    terminal.wait_for("Microphone: file spoken.wav")
    terminal.wait_for("The level is good.")
    terminal.wait_for("Question 1 of 1")
    terminal.wait_for("aim for")
    terminal.wait_for("Think first: 0:1")
    terminal.wait_for("Think first: 0:09")  # it runs down by itself
    terminal.press(" ")
    terminal.wait_for("●  0:00")
    terminal.wait_for("●  0:02")
    terminal.press("p")
    terminal.wait_for("Paused at 0:0")
    terminal.press("p")
    terminal.wait_for("●  0:03")
    terminal.wait_for("▮▮▮▮▮▮")
    terminal.press("\r")
    terminal.wait_for("How did that go?")
    terminal.wait_for("4 strong")
    assert "What you said" not in terminal.text
    terminal.press("3")
    terminal.wait_for("What you said")
    terminal.wait_for("You gave it 3 of 4; ")
    terminal.wait_for("Kept in")
    terminal.wait_for("space finish")
    terminal.press(" ")
    assert terminal.wait_for_end() == 0
    [attempt] = kept(data)
    [report] = past_answers.reports()
    assert past_answers.rating(attempt.id) == 3
    assert (report.attempt_id, report.question and report.question.id) == (attempt.id, "made-it-better")


def test_silence_counts_down_and_ends_the_answer(start: Start, spoken: Path) -> None:
    terminal = start(*QUESTION, "--no-check", "--no-rating", "--think", 0, "--device", f"file:{spoken}@4")
    terminal.wait_for("silence: ends in")
    terminal.wait_for("What you said")
    assert "How did that go?" not in terminal.text
    terminal.wait_for("space finish")
    terminal.press("q")
    terminal.wait_for_end()


def test_the_follow_up_is_asked_answered_and_kept_with_its_answer(
    start: Start, data: Path, spoken: Path
) -> None:
    terminal = start(*ASKED, "--no-check", "--no-rating", "--think", 0, "--device", f"file:{spoken}@8")
    terminal.wait_for("They may ask next")
    terminal.wait_for("space follow-up")
    terminal.press(" ")
    terminal.wait_for("── Follow-up ─")
    terminal.wait_for("follow-up, aim for 0:10 to 1:00")
    terminal.wait_for("of the points, follow-ups counted")
    terminal.wait_for("space finish")
    assert "answer again" not in terminal.text.partition("── Follow-up ─")[2]
    terminal.press(" ")
    assert terminal.wait_for_end() == 0
    [attempt] = kept(data)
    report, follow_up = past_answers.report_on(attempt.id), past_answers.report_on(attempt.id, 1)
    assert report.follow_up
    assert follow_up.part
    assert follow_up.part.of == attempt.id
    assert (follow_up.part.ask, follow_up.part.about) == (report.follow_up.ask, report.follow_up.about)
    assert seconds(Attempt(attempt.folder, 1).sound) > 3


def test_redo_forgets_the_first_try_and_skip_the_question(start: Start, data: Path, spoken: Path) -> None:
    terminal = start("starter", "--questions", 2, "--no-voice", "--no-check", "--device", f"file:{spoken}")
    terminal.wait_for("Question 1 of 2")
    terminal.press(" ")
    terminal.wait_for("●  0:01")
    [first] = kept(data)
    terminal.press("r")
    terminal.wait_for("Think first: 0:10")
    terminal.press(" ")
    terminal.wait_for("●  0:01")
    [second] = kept(data)
    assert second != first
    terminal.press("s")
    terminal.wait_for("Question 2 of 2")
    terminal.press("q")
    assert terminal.wait_for_end() == 0
    assert kept(data) == []


def test_no_speech_offers_another_try(start: Start, data: Path, silence: Path) -> None:
    terminal = start(*QUESTION, "--no-check", "--think", 0, "--device", f"file:{silence}@8")
    terminal.wait_for("No speech was heard.")
    terminal.wait_for("r try again")
    terminal.press("r")
    terminal.wait_for("No speech was heard.")
    terminal.press("s")
    assert terminal.wait_for_end() == 0
    assert kept(data) == []


def test_quitting_keeps_what_was_said(start: Start, data: Path, spoken: Path) -> None:
    terminal = start(*QUESTION, "--no-check", "--think", 0, "--device", f"file:{spoken}")
    terminal.wait_for("●  0:02")
    terminal.press("q")
    terminal.wait_for("voicedrill analyze")
    assert terminal.wait_for_end() == 0
    [attempt] = unfinished_attempts()
    assert seconds(attempt.sound) >= 2


def test_a_bad_level_is_told_and_can_be_checked_again(start: Start, silence: Path) -> None:
    terminal = start(*QUESTION, "--device", f"file:{silence}@4")
    terminal.wait_for("no sound at all")
    terminal.press("x")  # means nothing here
    terminal.press("c")
    terminal.wait_for("no sound at all")
    terminal.press("q")
    assert terminal.wait_for_end() == 0


MOMENTS = {
    "the level check": ["Say a few words"],
    "thinking": ["Think first: 0:10"],
    "recording": ["Think first", " ", "●  0:01"],
    "a pause": ["Think first", " ", "●  0:01", "p", "Paused at"],
    "the report": ["Think first", " ", "●  0:02", " ", "the report is being made"],
    "the rating": ["Think first", " ", "●  0:02", " ", "the report is ready"],
    "the review": ["Think first", " ", "●  0:01", " ", "How did that go", " ", "space finish"],
}


@pytest.mark.parametrize("moment", MOMENTS)
def test_ctrl_c_leaves_the_terminal_sane_and_the_sound_on_disk(
    start: Start, data: Path, spoken: Path, moment: str
) -> None:
    check = () if moment == "the level check" else ("--no-check",)
    terminal = start(*QUESTION, *check, "--device", f"file:{spoken}")
    for turn in MOMENTS[moment]:
        if len(turn) == 1:
            terminal.press(turn)
        else:
            terminal.wait_for(turn)
    terminal.press("\x03")
    assert terminal.wait_for_end() == 130
    assert "interrupted" in terminal.text
    attempts = kept(data)
    assert len(attempts) == (0 if moment in ("the level check", "thinking") else 1)
    for attempt in attempts:
        assert seconds(attempt.sound) >= 1
        is_kept = attempt.id in [report.attempt_id for report in past_answers.reports()]
        assert is_kept or f"voicedrill analyze {attempt.folder}" in terminal.text


def test_sigterm_leaves_as_ctrl_c_does(start: Start, data: Path, spoken: Path) -> None:
    terminal = start(*QUESTION, "--no-check", "--think", 0, "--device", f"file:{spoken}")
    terminal.wait_for("●  0:01")
    terminal.process.send_signal(signal.SIGTERM)
    assert terminal.wait_for_end() == 130
    [attempt] = unfinished_attempts()
    assert str(attempt.folder) in terminal.text


def test_an_error_under_way_leaves_the_terminal_sane(start: Start, data: Path, spoken: Path) -> None:
    terminal = start(*QUESTION, "--no-check", "--device", f"file:{spoken}@8")
    terminal.wait_for("Think first")
    (data / "attempts").chmod(0o500)
    (data / "attempts").rename(data / "moved")
    (data / "attempts").write_text("in the way")
    terminal.press(" ")
    terminal.wait_for("error: The attempt cannot be kept")
    assert terminal.wait_for_end() == 3
