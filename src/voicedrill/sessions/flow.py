"""One question of a practice session as a state machine: pure, without clock, terminal or device.

    Asking ──played, key──> Thinking ──time, key──> Recording ⇄ Paused
                                                        │
              Unheard <──no speech──── its end ────speech──> Reporting ──> Reviewing ──> Done

`step` takes a state and an event and gives the next state and what the shell has to do for it, in order.
The rules of time are the sound's own: a limit or a wait counts recorded seconds, so that a played file
behaves alike at every speed.
"""

from dataclasses import dataclass, replace
from typing import Literal

from voicedrill.recording import EndedBy

Action = Literal["go", "redo", "skip", "hear", "pause", "quit"]
Outcome = Literal["next", "again", "skip", "quit"]


@dataclass(frozen=True)
class Rules:
    """What does not change during a question. Seconds.

    ``wait_s``: how long to wait for the first word. ``has_keys``: somebody can choose; without, every choice
    is made by going on.
    """

    think_s: float = 10.0
    end_silence_s: float = 2.5
    max_s: float = 600.0
    wait_s: float = 20.0
    has_keys: bool = True


# -- States --------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Asking:
    """The question is being read aloud."""


@dataclass(frozen=True)
class Thinking:
    """Time to think before the answer; ``left_s`` runs down."""

    left_s: float


@dataclass(frozen=True)
class Recording:
    """The answer is being recorded. ``recorded_s`` and ``silence_s`` are seconds of sound."""

    recorded_s: float = 0.0
    heard_speech: bool = False
    silence_s: float = 0.0


@dataclass(frozen=True)
class Paused:
    """The recording rests. ``reading``: because the question is read again; it goes on when that is over."""

    recording: Recording
    reading: bool = False


@dataclass(frozen=True)
class Unheard:
    """The recording is over and no speech was heard in it."""

    ended_by: EndedBy


@dataclass(frozen=True)
class Reporting:
    """The report is being made."""

    ended_by: EndedBy


@dataclass(frozen=True)
class Reviewing:
    """The report stands on the screen."""


@dataclass(frozen=True)
class Done:
    """The question is over. ``unreported``: an answer was begun and lies on disk without a report."""

    outcome: Outcome
    unreported: bool = False


State = Asking | Thinking | Recording | Paused | Unheard | Reporting | Reviewing | Done


# -- Events --------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Key:
    """Somebody pressed a key."""

    action: Action


@dataclass(frozen=True)
class Tick:
    """Time went by: ``elapsed_s`` since the tick before."""

    elapsed_s: float


@dataclass(frozen=True)
class Played:
    """The question has been read to its end, or could not be read."""


@dataclass(frozen=True)
class Heard:
    """A block of sound was recorded.

    ``recorded_s``: length of the recording with it. ``heard_speech``: at any time in this recording.
    ``silence_s``: since the last speech, or since the recording began or went on. ``ended``: the endpointer
    takes the answer to be over.
    """

    recorded_s: float
    heard_speech: bool
    silence_s: float
    ended: bool = False


@dataclass(frozen=True)
class SoundOver:
    """No more sound will come: a file's end, or a device that went away."""

    ended_by: EndedBy


@dataclass(frozen=True)
class Reported:
    """The report is there."""


Event = Key | Tick | Played | Heard | SoundOver | Reported


# -- Commands ------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class ReadQuestion:
    """Read the question aloud, from its start."""


@dataclass(frozen=True)
class StopReading:
    """Stop reading the question."""


@dataclass(frozen=True)
class StartRecording:
    """Open the microphone and put its sound on disk, in a new attempt."""


@dataclass(frozen=True)
class PauseRecording:
    """Let the recording rest."""


@dataclass(frozen=True)
class ResumeRecording:
    """Let the recording go on; what was silent before counts no more."""


@dataclass(frozen=True)
class StopRecording:
    """End the recording."""

    ended_by: EndedBy


@dataclass(frozen=True)
class DiscardRecording:
    """End the recording if it runs, and throw the attempt away."""


@dataclass(frozen=True)
class MakeReport:
    """Make the report of the recording."""


Command = (
    ReadQuestion
    | StopReading
    | StartRecording
    | PauseRecording
    | ResumeRecording
    | StopRecording
    | DiscardRecording
    | MakeReport
)
Step = tuple[State, tuple[Command, ...]]


# -- Steps ---------------------------------------------------------------------------------------------


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
            return _reviewing(state, event)
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
        case Key("hear"):
            return begin()
        case Key("skip" | "quit" as action):
            return Done(action), ()
    return state, ()


def _recording(state: Recording, event: Event, rules: Rules) -> Step:
    match event:
        case Heard():
            now = Recording(event.recorded_s, event.heard_speech, event.silence_s)
            ended_by = ending(event, rules)
            return _end(now, ended_by, rules) if ended_by else (now, ())
        case SoundOver(ended_by):
            return _end(state, ended_by, rules)
        case Key("go"):
            return _end(state, "key", rules)
        case Key("pause"):
            return Paused(state), (PauseRecording(),)
        case Key("hear"):
            return Paused(state, reading=True), (PauseRecording(), ReadQuestion())
        case Key("redo" | "skip" | "quit" as action):
            return _leave(action, state, rules)
    return state, ()


def _paused(state: Paused, event: Event, rules: Rules) -> Step:
    hush: tuple[Command, ...] = (StopReading(),) if state.reading else ()
    match event:
        case Heard():  # a block that was on its way when the pause began
            late = replace(
                state.recording, recorded_s=event.recorded_s, heard_speech=event.heard_speech, silence_s=0.0
            )
            return replace(state, recording=late), ()
        case Played() if state.reading:
            return replace(state.recording, silence_s=0.0), (ResumeRecording(),)
        case Key("go" | "pause"):
            return replace(state.recording, silence_s=0.0), (*hush, ResumeRecording())
        case Key("hear"):
            return replace(state, reading=True), (*hush, ReadQuestion())
        case SoundOver(ended_by):
            after, commands = _end(state.recording, ended_by, rules)
            return after, (*hush, *commands)
        case Key("redo" | "skip" | "quit" as action):
            after, commands = _leave(action, state.recording, rules)
            return after, (*hush, *commands)
    return state, ()


def _end(state: Recording, ended_by: EndedBy, rules: Rules) -> Step:
    if state.heard_speech or not rules.has_keys:
        return Reporting(ended_by), (StopRecording(ended_by), MakeReport())
    return Unheard(ended_by), (StopRecording(ended_by),)


def _leave(action: Literal["redo", "skip", "quit"], state: Recording, rules: Rules) -> Step:
    if action == "quit" and state.heard_speech:
        return Done("quit", unreported=True), (StopRecording("key"),)
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
        case Reported() if state.ended_by == "device-lost":
            return Done("quit"), ()
        case Reported():
            return (Reviewing() if rules.has_keys else Done("next")), ()
        case Key("quit"):
            return Done("quit", unreported=True), ()
    return state, ()


def _reviewing(state: Reviewing, event: Event) -> Step:
    match event:
        case Key("go" | "skip"):
            return Done("next"), ()
        case Key("redo"):
            return Done("again"), ()
        case Key("quit"):
            return Done("quit"), ()
    return state, ()
