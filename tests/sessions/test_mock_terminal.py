"""A mock interview in a terminal: skipped through with keys, left, offered again."""

from pathlib import Path

from mock_engine import DECK

from terminal import Terminal
from voicedrill.sessions.mocking import recall


def test_an_interview_that_was_left_is_offered_again(data: Path, tmp_path: Path, spoken: Path) -> None:
    deck = tmp_path / "clinic.yaml"
    deck.write_text(DECK)
    arguments = ("mock", deck, "--no-voice", "--no-check", "--seed", "1", "--device", f"file:{spoken}")
    first = Terminal(*arguments, data=data)
    try:
        first.wait_for("A clinic, about")
        first.wait_for("Round 1 of 3, First call · question 1")
        first.wait_for("Think first")
        first.press("s")
        first.wait_for("Round 2 of 3, Hiring manager · question 1")
        first.wait_for("Think first")
        first.press("q")
        first.wait_for("To go on with it: voicedrill mock --resume")
        assert first.wait_for_end() == 0
    finally:
        first.close()
    assert [(step.question, step.outcome) for step in recall("last").steps] == [("you", "skipped")]

    again = Terminal(*arguments, data=data)
    try:
        again.wait_for("was interrupted after 1 question.")
        again.wait_for("Go on with it?")
        again.press("\n")
        again.wait_for("Going on with the interview on A clinic")
        again.wait_for("Round 2 of 3, Hiring manager · question 1")
        again.wait_for("Think first")
        for heading in ("question 2", "The team · question 1", "your turn"):
            again.press("s")
            again.wait_for(heading)
            again.wait_for("Think first")
        again.press("s")
        again.wait_for("Your mock interview: A clinic")
        assert again.wait_for_end() == 0
    finally:
        again.close()
    assert recall("last").is_over
