"""A session by any script: what it asks, what is shown and kept, and an interviewer who breaks in."""

import io
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from itertools import repeat
from pathlib import Path

import numpy as np
import pytest
from rich.console import Console

import past_answers
from voicedrill.audio.files import read_clip
from voicedrill.decks.model import Deck, Question, TalkingPoint
from voicedrill.errors import DeviceError
from voicedrill.recognition.alignment import ProportionalAligner
from voicedrill.recognition.fakes import ScriptedRecogniser
from voicedrill.recognition.listener import Listener
from voicedrill.sessions.analyse import Analyser
from voicedrill.sessions.attempts import Attempt
from voicedrill.sessions.flow_values import Rules
from voicedrill.sessions.run import Settings, run_session
from voicedrill.sessions.screen import Screen
from voicedrill.sessions.script import Answered, Item

QUESTION = Question("q", "What did you do?", points=(TalkingPoint("called", "I called forty patients"),))
DECK = Deck("A deck", (QUESTION,))
RULES = Rules(think_s=0, end_silence_s=1.0)
SAYS = "So I called forty patients."


class Lines:
    """A script that asks its items one after the other, whatever is answered."""

    def __init__(self, *items: Item) -> None:
        self.items = items
        self.elapsed_s: list[float] = []

    def next(self, so_far: Sequence[Answered], elapsed_s: float) -> Item | None:
        self.elapsed_s.append(elapsed_s)
        return self.items[len(so_far)] if len(so_far) < len(self.items) else None


class Pressing:
    """Breaks in once, when the answer is as long as that."""

    def __init__(self, after_s: float) -> None:
        self.after_s = after_s
        self.recorded_s: list[float] = []

    def heard(self, words_so_far: str, recorded_s: float) -> str | None:
        assert isinstance(words_so_far, str)
        self.recorded_s.append(recorded_s)
        due = recorded_s >= self.after_s
        if due:
            self.after_s = np.inf
        return "How exactly?" if due else None


def item(**more: object) -> Item:
    return replace(Item(QUESTION, DECK, None, "Round one"), **more)  # type: ignore[arg-type] # any field


def run(
    script: Lines, sound: Path, answered: Sequence[Answered] = (), elapsed_s: float = 0.0
) -> tuple[tuple[Answered, ...], str, list[Answered]]:
    console = Console(file=io.StringIO(), width=100)
    told: list[Answered] = []
    analyser = Analyser(recogniser=ScriptedRecogniser(repeat(SAYS)))
    settings = Settings(RULES, device=f"file:{sound}@0", voice=None, check=False)
    screen = Screen(console=console)
    result = run_session(
        script, settings, screen, analyser, answered=answered, elapsed_s=elapsed_s, on_answered=told.append
    )
    assert isinstance(console.file, io.StringIO)
    return result, console.file.getvalue(), told


def test_what_a_script_asks_is_asked_reported_and_handed_back(data: Path, spoken: Path) -> None:
    script = Lines(item(lead_in="Let us begin.", mode="drill", session="s1"))
    [answered], shown, told = run(script, spoken)
    assert answered.item == script.items[0]
    assert told == [answered]
    assert shown.index("Round one") < shown.index("Let us begin.") < shown.index("What did you do?")
    assert "1 of 1 points" in shown
    assert "Kept in" in shown
    assert (answered.outcome, answered.ended_by, answered.self_rating) == ("next", "silence", None)
    assert answered.report
    assert answered.report.attempt_id == answered.attempt_id
    assert past_answers.report_on(answered.report.attempt_id).coverage == answered.report.coverage


def test_a_session_goes_on_where_it_was_and_reveals_only_what_it_may(
    data: Path, spoken: Path, spoken_s: float
) -> None:
    pressing = Pressing(after_s=2.0)
    first, second = item(), item(heading="Round two", reveal=False, interrupter=pressing)
    before = (Answered(first, "skip", datetime.now().astimezone()),)
    script = Lines(first, second)
    answered, shown, told = run(script, spoken, before, elapsed_s=600)
    assert answered[:1] == before
    assert answered[1:] == tuple(told)
    assert min(script.elapsed_s) >= 600
    assert "Round one" not in shown
    assert "points" not in shown
    attempt = answered[1].attempt_id
    assert attempt
    assert past_answers.report_on(attempt).coverage.score == 1.0
    # And the interviewer broke in once, and listened on.
    assert answered[1].interjections == ("How exactly?",)
    assert shown.count("How exactly?") == 1
    assert max(pressing.recorded_s) > spoken_s
    assert read_clip(Attempt(data / "attempts" / attempt).sound).duration_s > spoken_s - 0.5


def test_a_script_that_asks_nothing_needs_no_microphone(data: Path) -> None:
    assert run(Lines(), Path("nowhere.wav"))[0] == ()


def test_a_missing_microphone_is_told_and_nothing_is_kept(data: Path) -> None:
    screen = Screen(console=Console(file=io.StringIO()))
    analyser = Analyser(recogniser=ScriptedRecogniser(repeat(SAYS)))
    settings = Settings(RULES, device="no such microphone", voice=None, check=False)
    with pytest.raises(DeviceError):
        run_session(Lines(item()), settings, screen, analyser)
    assert list((data / "attempts").iterdir()) == []


def test_the_words_so_far_are_known_while_somebody_speaks(spoken: Path) -> None:
    listener = Listener(ScriptedRecogniser(repeat(SAYS)), aligner=ProportionalAligner(), live=True)
    assert listener.words_so_far == ""
    listener.push(np.concatenate([read_clip(spoken).samples, np.zeros(32_000, np.float32)]))
    assert listener.latest_words(30) is not None
    assert listener.words_so_far.startswith(SAYS)
    listener.finish()
