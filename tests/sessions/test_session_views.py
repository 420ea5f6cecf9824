"""What the screen shows in each state: calm lines, as wide as the terminal at most, and every key."""

import io
from dataclasses import replace
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from voicedrill.decks.model import Question
from voicedrill.sessions import flow, views
from voicedrill.sessions.flow_values import (
    Action,
    Asking,
    Correcting,
    Done,
    Key,
    Paused,
    Rated,
    Recording,
    Reporting,
    Reviewing,
    Rules,
    State,
    Thinking,
    Unheard,
)
from voicedrill.sessions.keys import ACTIONS, RATINGS
from voicedrill.sessions.views import View

QUESTION = Question("q", "Why?", seconds=(60, 120))
RULES = Rules(end_silence_s=2.5, max_s=600, wait_s=20)
SPEAKING = Recording(63.0, heard_speech=True, silence_s=0.1, ends_in_s=2.4)
STATES: list[State] = [
    Asking(),
    Thinking(4.2),
    SPEAKING,
    Paused(SPEAKING),
    Paused(SPEAKING, reading=True),
    Unheard("silence"),
    Reporting("key"),
    Reporting("key", awaits_rating=True),
    Reporting("key", awaits_rating=True, is_made=True),
    Reviewing(),
    Reviewing(corrected=True),
    Correcting(),
]


def shown(view: View, width: int = 100) -> list[str]:
    console = Console(file=io.StringIO(), width=width, color_system=None)
    console.print(views.status(view, width))
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue().splitlines()


def view(state: State, rules: Rules = RULES) -> View:
    return View(QUESTION, state, rules, level_dbfs=-30.0)


def test_recording_shows_time_target_level_and_keys() -> None:
    lines = shown(view(SPEAKING))
    assert lines == [
        "  ●  1:03  ━━━━━━━━━━━━━━━━════════════════────────  aim for 1:00 to 2:00",
        "           ▮▮▮▮▮▮▮▮▮▮▮▮▮▮▯▯▯▯▯▯▯▯▯▯",
        "",
        "  space done   p pause   h hear again   r start over   s skip   q quit",
    ]


@pytest.mark.parametrize(
    ("recording", "countdown"),
    [
        (Recording(30, True, 0.4, 2.1), ""),
        (Recording(30, True, 1.0, 1.5), "silence: ends in 1.5 s"),
        (Recording(30, True, 2.6, 2.4, held=True), "take your time: ends in 2.4 s"),
        (Recording(580, True, 0.1, 2.4), "time limit: ends in 20 s"),
        (Recording(599.5, True, 1.0, 1.5), "time limit: ends in 0 s"),
        (Recording(15, False, 15, None), "no speech yet: stops in 5 s"),
        (Recording(4, False, 4, None), ""),
    ],
)
def test_the_end_is_announced_before_it_comes(recording: Recording, countdown: str) -> None:
    assert shown(view(recording))[1].partition("▯ ")[2].strip() == countdown


@pytest.mark.parametrize("width", [50, 60, 80])
def test_bars_give_way_in_a_narrow_terminal_and_words_do_not(width: int) -> None:
    held = replace(SPEAKING, silence_s=1.5, ends_in_s=1.5, held=True)
    time, level, *_ = shown(view(held), width)
    assert time.endswith("aim for 1:00 to 2:00")
    assert level.endswith("take your time: ends in 1.5 s")


def test_only_the_dot_and_the_time_stand_out_while_you_speak() -> None:
    console = Console(file=io.StringIO(), width=100, force_terminal=True, color_system="standard")
    with console.capture() as capture:
        console.print(views.status(view(SPEAKING), 100))
    assert "\x1b[2m  aim for" in capture.get()


def test_the_last_second_of_thinking_reads_one() -> None:
    assert shown(view(Thinking(0.3)))[0] == "  Think first: 0:01"


@pytest.mark.parametrize("state", STATES, ids=lambda state: type(state).__name__)
@pytest.mark.parametrize("width", [100, 60, 30])
def test_only_the_keys_wrap_and_stay_whole(state: State, width: int) -> None:
    lines = shown(view(state), width)
    assert max(map(len, lines)) <= width
    assert lines[2] == ""
    keys = [f"{key} {meaning}" for key, meaning in views.keys_of(view(state))]
    assert all(any(key in line for line in lines[3:]) for key in keys)
    assert width < 100 or len(lines) == 4


@pytest.mark.parametrize("has_voice", [True, False])
@pytest.mark.parametrize("state", STATES, ids=lambda state: type(state).__name__)
def test_the_keys_shown_are_those_that_do_something(state: State, has_voice: bool) -> None:
    rules = Rules(has_voice=has_voice)
    help_ = dict(views.keys_of(View(QUESTION, state, rules, after="next question")))
    known = {" " if name == "space" else name for name in help_}
    rates = flow.step(state, Rated(1), rules)[0] != state
    assert known & set(RATINGS) == (set(RATINGS) if rates else set())
    shown_actions = {ACTIONS[key] for key in known - set(RATINGS)}
    acting = {action for action in get_args(Action) if flow.step(state, Key(action), rules) != (state, ())}
    spare = {Paused: {"pause"}, Reviewing: {"skip"}, Reporting: {"skip"}}.get(type(state), set())
    if isinstance(state, Asking) and not has_voice:
        return  # over before it is seen
    assert shown_actions == acting - spare


def test_nobody_is_offered_keys_that_nobody_reads() -> None:
    assert views.keys_of(view(SPEAKING, Rules(has_keys=False))) == ()


def test_the_keys_say_what_comes_next() -> None:
    def offered(after: str) -> dict[str, str]:
        return dict(views.keys_of(View(QUESTION, Reviewing(), RULES, after=after)))

    assert offered("follow-up")["space"] == "follow-up"
    last = offered("finish")
    assert last["space"] == "finish"
    assert "q" not in last, "it would do the same"


@given(st.floats(0, 4000), st.floats(1, 300), st.floats(0, 600))
def test_the_time_bar_keeps_its_length(recorded_s: float, low: float, more: float) -> None:
    bar = views.time_bar(recorded_s, (low, low + more)).plain
    assert len(bar) == 40
    assert set(bar) <= set("━═─")


@given(st.none() | st.floats(-200, 20))
def test_the_meter_keeps_its_length(level_dbfs: float | None) -> None:
    assert len(views.meter(level_dbfs).plain) == 24


def test_a_louder_sound_never_shows_less() -> None:
    filled = [views.meter(level).plain.count("▮") for level in range(-70, 5)]
    assert filled == sorted(filled)
    assert (filled[0], filled[-1]) == (0, 24)


def test_done_shows_nothing() -> None:
    assert shown(view(Done("next"))) == ["", "", "", ""]
