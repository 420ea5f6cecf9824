"""The session's states: what each key and each silence does, and what may never happen."""

import dataclasses
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voicedrill.sessions import flow
from voicedrill.sessions.flow_values import (
    Action,
    Asking,
    Command,
    Corrected,
    Correcting,
    CorrectReport,
    DiscardRecording,
    Done,
    Event,
    Heard,
    Key,
    MakeReport,
    Paused,
    PauseRecording,
    Played,
    ReadQuestion,
    Recording,
    Reported,
    Reporting,
    ResumeRecording,
    Reviewing,
    Rules,
    SoundOver,
    StartRecording,
    State,
    StopReading,
    StopRecording,
    Thinking,
    Tick,
    UndoCorrection,
    Unheard,
)

RULES = Rules(think_s=5, end_silence_s=2.5, max_s=100, wait_s=20)
UNATTENDED = Rules(think_s=0, end_silence_s=2.5, max_s=100, wait_s=20, has_keys=False)
SPEAKING = Recording(recorded_s=12, heard_speech=True, silence_s=0.2)


def run(events: list[Event], rules: Rules = RULES) -> tuple[State, list[Command]]:
    state, commands = flow.begin()
    done = list(commands)
    for event in events:
        state, commands = flow.step(state, event, rules)
        done += commands
    return state, done


def test_a_question_is_read_thought_over_answered_and_reported() -> None:
    heard = Heard(14.0, heard_speech=True, silence_s=2.5, ended=True)
    state, done = run([Played(), Tick(2), Tick(3), heard, Reported(), Key("go")])
    assert state == Done("next")
    assert done == [ReadQuestion(), StartRecording(), StopRecording("silence"), MakeReport()]


def test_without_keys_everything_goes_on_by_itself() -> None:
    state, done = run([Played(), Heard(20, heard_speech=False, silence_s=20), Reported()], UNATTENDED)
    assert state == Done("next")
    assert done == [ReadQuestion(), StartRecording(), StopRecording("silence"), MakeReport()]


def test_thinking_time_runs_down_and_a_key_ends_it() -> None:
    state, done = run([Played(), Tick(2)])
    assert (state, done) == (Thinking(3), [ReadQuestion()])
    assert flow.step(state, Key("go"), RULES) == (Recording(), (StartRecording(),))
    assert flow.step(state, Key("hear"), RULES) == (Asking(), (ReadQuestion(),))


def test_a_key_interrupts_the_reading() -> None:
    assert flow.step(Asking(), Key("go"), RULES) == (Thinking(5), (StopReading(),))


@pytest.mark.parametrize(
    ("heard", "ended_by"),
    [
        (Heard(30, True, 2.4), None),
        (Heard(30, True, 2.5, ended=True), "silence"),
        (Heard(19.9, False, 19.9), None),
        (Heard(20, False, 20), "silence"),
        (Heard(100, True, 0), "limit"),
        (Heard(100, True, 3, ended=True), "limit"),
    ],
)
def test_what_ends_a_recording(heard: Heard, ended_by: str | None) -> None:
    assert flow.ending(heard, RULES) == ended_by


def test_a_long_end_silence_is_not_cut_short_by_the_wait_for_the_first_word() -> None:
    rules = dataclasses.replace(RULES, end_silence_s=30)
    assert flow.ending(Heard(60, True, 25), rules) is None


def test_a_pause_rests_the_recording_and_forgets_the_silence_before_it() -> None:
    quiet = dataclasses.replace(SPEAKING, silence_s=2.0, ends_in_s=0.5)
    paused, commands = flow.step(quiet, Key("pause"), RULES)
    assert commands == (PauseRecording(),)
    resumed, commands = flow.step(paused, Key("pause"), RULES)
    assert commands == (ResumeRecording(),)
    assert resumed == dataclasses.replace(SPEAKING, silence_s=0)


def test_hearing_the_question_again_rests_the_recording_until_it_was_read() -> None:
    paused, commands = flow.step(SPEAKING, Key("hear"), RULES)
    assert commands == (PauseRecording(), ReadQuestion())
    resumed, commands = flow.step(paused, Played(), RULES)
    assert isinstance(resumed, Recording)
    assert commands == (ResumeRecording(),)


def test_a_reading_that_ends_late_does_not_end_a_pause_that_was_asked_for() -> None:
    paused, _ = flow.step(SPEAKING, Key("pause"), RULES)
    assert flow.step(paused, Played(), RULES) == (paused, ())


@pytest.mark.parametrize("action", ["redo", "skip"])
@pytest.mark.parametrize("state", [SPEAKING, Paused(SPEAKING), Unheard("silence")])
def test_redo_and_skip_throw_the_answer_away(action: Action, state: State) -> None:
    after, commands = flow.step(state, Key(action), RULES)
    assert commands == (DiscardRecording(),)
    assert after == (Thinking(5) if action == "redo" else Done("skip"))


def test_quitting_keeps_what_was_said() -> None:
    assert flow.step(SPEAKING, Key("quit"), RULES) == (Done("quit"), (StopRecording("key"),))
    assert flow.step(Recording(1.0), Key("quit"), RULES) == (Done("quit"), (DiscardRecording(),))


def test_an_answer_without_speech_offers_a_choice() -> None:
    state, commands = flow.step(Recording(20), SoundOver("end-of-file"), RULES)
    assert (state, commands) == (Unheard("end-of-file"), (StopRecording("end-of-file"),))
    assert flow.step(state, Key("go"), RULES) == (Reporting("end-of-file"), (MakeReport(),))


def test_a_lost_microphone_ends_the_session_after_its_report() -> None:
    state, commands = flow.step(SPEAKING, SoundOver("device-lost"), RULES)
    assert commands == (StopRecording("device-lost"), MakeReport())
    assert flow.step(state, Reported(), RULES) == (Done("quit"), ())
    lost = flow.step(Recording(3), SoundOver("device-lost"), RULES)
    assert lost == (Done("quit"), (StopRecording("device-lost"),))


def test_a_reported_answer_can_be_given_again() -> None:
    assert flow.step(Reviewing(), Key("redo"), RULES) == (Done("again"), ())
    assert flow.step(Reviewing(), Key("quit"), RULES) == (Done("quit"), ())


def test_a_report_can_be_corrected_and_the_correction_undone() -> None:
    assert flow.step(Reviewing(), Key("correct"), RULES) == (Correcting(), (CorrectReport(),))
    assert flow.step(Correcting(), Corrected(undoable=True), RULES) == (Reviewing(corrected=True), ())
    assert flow.step(Reviewing(corrected=True), Key("undo"), RULES) == (Correcting(), (UndoCorrection(),))
    assert flow.step(Reviewing(), Key("undo"), RULES) == (Reviewing(), ()), "there is nothing to undo"
    nothing = dataclasses.replace(RULES, can_correct=False)
    assert flow.step(Reviewing(), Key("correct"), nothing) == (Reviewing(), ())


KEYS = st.sampled_from([Key(action) for action in get_args(Action)])
TIMES = st.floats(0, 200)
EVENTS = st.one_of(
    KEYS,
    st.builds(Tick, TIMES),
    st.just(Played()),
    st.just(Reported()),
    st.builds(Corrected, st.booleans()),
    st.builds(Heard, TIMES, st.booleans(), TIMES, st.none() | TIMES, st.booleans()),
    st.builds(SoundOver, st.sampled_from(["end-of-file", "device-lost"])),
)
ANY_RULES = st.builds(
    Rules,
    think_s=st.floats(0, 30),
    end_silence_s=st.floats(0.5, 10),
    max_s=st.floats(1, 300),
    has_keys=st.booleans(),
)


class Shell:
    """What the commands may rely on: it fails when they come in an order that no device could follow."""

    def __init__(self) -> None:
        self.recording = self.resting = self.attempt = False

    def do(self, command: Command) -> None:
        match command:
            case ReadQuestion():
                assert not self.recording or self.resting, "the question would be recorded"
            case StartRecording():
                assert not self.attempt
                self.recording, self.resting, self.attempt = True, False, True
            case PauseRecording():
                assert self.recording
                assert not self.resting
                self.resting = True
            case ResumeRecording():
                assert self.recording
                assert self.resting
                self.resting = False
            case StopRecording():
                assert self.recording
                self.recording = False
            case DiscardRecording():
                assert self.attempt
                self.recording = self.attempt = False
            case MakeReport():
                assert self.attempt
                assert not self.recording


@given(st.lists(EVENTS, max_size=40), ANY_RULES)
def test_no_order_of_events_breaks_the_devices(events: list[Event], rules: Rules) -> None:
    shell = Shell()
    state, commands = flow.begin()
    for event in [*events, None]:
        for command in commands:
            shell.do(command)
        assert shell.recording == isinstance(state, Recording | Paused)
        assert shell.resting == isinstance(state, Paused) or not shell.recording
        if isinstance(state, Done):
            assert not shell.recording
        if event is None:
            return
        state, commands = flow.step(state, event, rules)


@given(st.lists(EVENTS, max_size=40), ANY_RULES)
def test_a_recording_begins_in_silence(events: list[Event], rules: Rules) -> None:
    reading = False
    state, commands = flow.begin()
    for event in events:
        for command in commands:
            reading = {ReadQuestion: True, StopReading: False}.get(type(command), reading)
            assert not (reading and isinstance(command, StartRecording | ResumeRecording))
        reading = reading and not isinstance(event, Played)
        state, commands = flow.step(state, event, rules)


@given(st.lists(EVENTS, max_size=20), ANY_RULES)
def test_skipping_always_ends_the_question(events: list[Event], rules: Rules) -> None:
    state, _ = run(events, rules)
    for _ in range(2):  # a report that is being made is waited for, and so is a correction
        state, _ = flow.step(state, Key("skip"), rules)
        state, _ = flow.step(state, Reported(), rules)
        state, _ = flow.step(state, Corrected(False), rules)
    state, _ = flow.step(state, Key("skip"), rules)
    assert isinstance(state, Done)


@given(st.lists(EVENTS, max_size=20), ANY_RULES)
def test_done_stays_done(events: list[Event], rules: Rules) -> None:
    assert flow.step(Done("next"), Key("redo"), rules) == (Done("next"), ())
    state, _ = run([*events, Corrected(False), Key("quit"), Key("quit")], rules)
    assert isinstance(state, Done)
