"""One question of a practice session as a state machine: pure, without clock, terminal or device.

    Asking ──played, key──> Thinking ──time, key──> Recording ⇄ Paused
                                                        │
              Unheard <──no speech──── its end ────speech──> Reporting ──> Reviewing ──> Done
                                                                              ⇅
                                                                          Correcting

`step` takes a state and an event and gives the next state and what the shell has to do for it, in order.
Reporting shows the report when it is made and, where the speaker rates the answer first, when that is done.
The rules of time are the sound's own: a limit or a wait counts recorded seconds, so that a played file
behaves alike at every speed.
"""

from dataclasses import replace
from typing import Literal

from voicedrill.recording import EndedBy
from voicedrill.sessions.flow_values import (
    Asking,
    Command,
    Corrected,
    Correcting,
    CorrectReport,
    DiscardRecording,
    Done,
    Event,
    Heard,
    Interjected,
    Key,
    MakeReport,
    Paused,
    PauseRecording,
    Played,
    Rated,
    ReadQuestion,
    Recording,
    Reported,
    Reporting,
    ResumeRecording,
    Reviewing,
    Rules,
    Say,
    ShowReport,
    SoundOver,
    StartRecording,
    State,
    Step,
    StopReading,
    StopRecording,
    Thinking,
    Tick,
    UndoCorrection,
    Unheard,
)


def begin() -> Step:
    """The first state of a question."""
    return Asking(), (ReadQuestion(),)


def ending(heard: Heard, rules: Rules) -> EndedBy | None:
    """Whether the recording is over with this block of sound, and why."""
    if heard.recorded_s >= rules.max_s:
        return "limit"
    if heard.ended or heard.silence_s >= max(rules.wait_s, rules.end_silence_s):
        return "silence"
    return None


def step(state: State, event: Event, rules: Rules) -> Step:
    """The next state, and what is to be done for it in order. What means nothing here changes nothing."""
    match state:
        case Asking():
            return _asking(state, event, rules)
        case Thinking():
            return _thinking(state, event, rules)
        case Recording():
            return _recording(state, event, rules)
        case Paused():
            return _paused(state, event, rules)
        case Unheard():
            return _unheard(state, event, rules)
        case Reporting():
            return _reporting(state, event, rules)
        case Reviewing():
            return _reviewing(state, event, rules)
        case Correcting():
            return _correcting(state, event)
        case Done():
            return state, ()


def _asking(state: Asking, event: Event, rules: Rules) -> Step:
    match event:
        case Played():
            return _think(rules)
        case Key("go"):
            thinking, commands = _think(rules)
            return thinking, (StopReading(), *commands)
        case Key("hear"):
            return state, (StopReading(), ReadQuestion())
        case Key("skip" | "quit" as action):
            return Done(action), (StopReading(),)
    return state, ()


def _think(rules: Rules) -> Step:
    return (Thinking(rules.think_s), ()) if rules.think_s > 0 else (Recording(), (StartRecording(),))


def _thinking(state: Thinking, event: Event, rules: Rules) -> Step:
    match event:
        case Tick(elapsed_s) if elapsed_s < state.left_s:
            return Thinking(state.left_s - elapsed_s), ()
        case Tick() | Key("go"):
            return Recording(), (StartRecording(),)
        case Key("hear") if rules.has_voice:
            return begin()
        case Key("skip" | "quit" as action):
            return Done(action), ()
    return state, ()


def _recording(state: Recording, event: Event, rules: Rules) -> Step:
    match event:
        case Heard():
            now = _with(event)
            ended_by = ending(event, rules)
            return _end(now, ended_by, rules) if ended_by else (now, ())
        case SoundOver(ended_by):
            return _end(state, ended_by, rules)
        case Key("go"):
            return _end(state, "key", rules)
        case Key("pause"):
            return Paused(state), (PauseRecording(),)
        case Key("hear") if rules.has_voice:
            return Paused(state, reading=True), (PauseRecording(), ReadQuestion())
        case Interjected(text):
            return Paused(state, reading=True), (PauseRecording(), Say(text))
        case Key("redo" | "skip" | "quit" as action):
            return _leave(action, state, rules)
    return state, ()


def _paused(state: Paused, event: Event, rules: Rules) -> Step:
    hush: tuple[Command, ...] = (StopReading(),) if state.reading else ()
    match event:
        case Heard():  # a block that was on its way when the pause began
            return replace(state, recording=_with(event)), ()
        case Played() if state.reading:
            return state.recording.rested(), (ResumeRecording(),)
        case Key("go" | "pause"):
            return state.recording.rested(), (*hush, ResumeRecording())
        case Key("hear") if rules.has_voice:
            return replace(state, reading=True), (*hush, ReadQuestion())
        case SoundOver(ended_by):
            after, commands = _end(state.recording, ended_by, rules)
            return after, (*hush, *commands)
        case Key("redo" | "skip" | "quit" as action):
            after, commands = _leave(action, state.recording, rules)
            return after, (*hush, *commands)
    return state, ()


def _with(heard: Heard) -> Recording:
    return Recording(heard.recorded_s, heard.heard_speech, heard.silence_s, heard.ends_in_s, heard.held)


def _end(state: Recording, ended_by: EndedBy, rules: Rules) -> Step:
    if state.heard_speech or not rules.has_keys:
        rates = rules.can_rate and rules.has_keys and ended_by != "device-lost"
        return Reporting(ended_by, awaits_rating=rates), (StopRecording(ended_by), MakeReport())
    if ended_by == "device-lost":
        return Done("quit"), (StopRecording(ended_by),)
    return Unheard(ended_by), (StopRecording(ended_by),)


def _leave(action: Literal["redo", "skip", "quit"], state: Recording, rules: Rules) -> Step:
    if action == "quit" and state.heard_speech:
        return Done("quit"), (StopRecording("key"),)
    return _drop(action, rules)


def _drop(action: Literal["redo", "skip", "quit"], rules: Rules) -> Step:
    if action == "redo":
        after, commands = _think(rules)
        return after, (DiscardRecording(), *commands)
    return Done(action), (DiscardRecording(),)


def _unheard(state: Unheard, event: Event, rules: Rules) -> Step:
    match event:
        case Key("go"):
            return Reporting(state.ended_by), (MakeReport(),)
        case Key("redo" | "skip" | "quit" as action):
            return _drop(action, rules)
    return state, ()


def _reporting(state: Reporting, event: Event, rules: Rules) -> Step:
    match event:
        case Reported():
            return _made(replace(state, is_made=True), rules)
        case Rated(rating) if state.awaits_rating:
            return _made(replace(state, awaits_rating=False, rating=rating), rules)
        case Key("go" | "skip") if state.awaits_rating:
            return _made(replace(state, awaits_rating=False), rules)
        case Key("quit"):
            return Done("quit"), ((ShowReport(),) if state.is_made else ())
    return state, ()


def _made(state: Reporting, rules: Rules) -> Step:
    if state.awaits_rating or not state.is_made:
        return state, ()
    show = ShowReport(state.rating)
    if state.ended_by == "device-lost":
        return Done("quit"), (show,)
    return (Reviewing() if rules.has_keys and rules.reveals else Done("next")), (show,)


def _reviewing(state: Reviewing, event: Event, rules: Rules) -> Step:
    match event:
        case Key("correct") if rules.can_correct:
            return Correcting(), (CorrectReport(),)
        case Key("undo") if state.corrected:
            return Correcting(), (UndoCorrection(),)
        case Key("go" | "skip"):
            return Done("next"), ()
        case Key("redo") if rules.can_redo:
            return Done("again"), ()
        case Key("quit"):
            return Done("quit"), ()
    return state, ()


def _correcting(state: Correcting, event: Event) -> Step:
    return (Reviewing(event.undoable), ()) if isinstance(event, Corrected) else (state, ())
