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
    Interjected,
    Key,
    MakeReport,
    Paused,
    PauseRecording,
    Played,
    Rated,
    Rating,
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
        if isinstance(event, Key | Rated) and not rules.has_keys:
            continue
        state, commands = flow.step(state, event, rules)
        done += commands
    return state, done


def test_a_question_is_read_thought_over_answered_and_reported() -> None:
    heard = Heard(14.0, heard_speech=True, silence_s=2.5, ended=True)
    state, done = run([Played(), Tick(2), Tick(3), heard, Rated(3), Reported(), Key("go")])
    assert state == Done("next")
    assert done == [
        *(ReadQuestion(), StartRecording(), StopRecording("silence"), MakeReport(), ShowReport(3))
    ]


def test_without_keys_everything_goes_on_by_itself() -> None:
    state, done = run([Played(), Heard(20, heard_speech=False, silence_s=20), Reported()], UNATTENDED)
    assert state == Done("next")
    assert done == [*(ReadQuestion(), StartRecording(), StopRecording("silence"), MakeReport(), ShowReport())]


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
    assert flow.step(state, Reported(), RULES) == (Done("quit"), (ShowReport(),))
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


ENDED: list[Event] = [Played(), Key("go"), Heard(20, True, 2.5, ended=True)]


def test_the_report_waits_for_the_rating() -> None:
    waiting, done = run([*ENDED, Reported()])
    assert ShowReport() not in done
    assert flow.step(waiting, Rated(2), RULES) == (Reviewing(), (ShowReport(2),))
    assert flow.step(waiting, Key("go"), RULES) == (Reviewing(), (ShowReport(),)), "it need not be given"


def test_a_rating_before_the_report_is_made_is_kept_for_it() -> None:
    rated, done = run([*ENDED, Rated(4)])
    assert not any(isinstance(command, ShowReport) for command in done)
    assert flow.step(rated, Rated(1), RULES) == (rated, ()), "it is given once"
    assert flow.step(rated, Reported(), RULES) == (Reviewing(), (ShowReport(4),))


def test_quitting_instead_of_rating_keeps_the_report_that_is_made() -> None:
    waiting, _ = run([*ENDED, Reported()])
    assert flow.step(waiting, Key("quit"), RULES) == (Done("quit"), (ShowReport(),))
    making, _ = run(ENDED)
    assert flow.step(making, Key("quit"), RULES) == (Done("quit"), ())


@pytest.mark.parametrize("rules", [dataclasses.replace(RULES, can_rate=False), UNATTENDED])
def test_nobody_is_asked_who_cannot_or_will_not_rate(rules: Rules) -> None:
    _, done = run([*ENDED, Reported()], rules)
    assert done[-1] == ShowReport()


def test_an_answer_without_speech_is_not_rated() -> None:
    state, _ = run([Played(), Key("go"), SoundOver("end-of-file"), Key("go")])
    assert flow.step(state, Reported(), RULES) == (Reviewing(), (ShowReport(),))


def test_what_is_not_revealed_is_kept_and_passed_over() -> None:
    hidden = dataclasses.replace(RULES, reveals=False, can_rate=False)
    assert run([*ENDED, Reported()], hidden)[0] == Done("next")


def test_a_follow_up_is_not_answered_again() -> None:
    once = dataclasses.replace(RULES, can_redo=False)
    assert flow.step(Reviewing(), Key("redo"), once) == (Reviewing(), ())


def test_an_interviewer_breaks_in_while_the_recording_rests() -> None:
    paused, commands = flow.step(SPEAKING, Interjected("How exactly?"), RULES)
    assert commands == (PauseRecording(), Say("How exactly?"))
    assert flow.step(paused, Played(), RULES) == (SPEAKING.rested(), (ResumeRecording(),))
    resting = Paused(SPEAKING)
    assert flow.step(resting, Interjected("How exactly?"), RULES) == (resting, ())


KEYS = st.sampled_from([Key(action) for action in get_args(Action)])
TIMES = st.floats(0, 200)
EVENTS = st.one_of(
    KEYS,
    st.builds(Tick, TIMES),
    st.just(Played()),
    st.just(Reported()),
    st.builds(Rated, st.sampled_from(get_args(Rating))),
    st.builds(Interjected, st.just("How exactly?")),
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
    can_rate=st.booleans(),
    reveals=st.booleans(),
    can_redo=st.booleans(),
)


#: One of each, to draw those from that mean something in a state.
SAMPLES: list[Event] = [
    *(Key(action) for action in get_args(Action)),
    *(Played(), Tick(60), Reported(), Rated(1), Interjected("How?"), Corrected(True)),
    *(Heard(20, True, 0.1), Heard(20, True, 2.5, ended=True), SoundOver("end-of-file")),
]


@st.composite
def courses(draw: st.DrawFn) -> tuple[list[Event], Rules]:
    """Events in any order, half of them such as lead on, so that all states are reached."""
    rules, events = draw(ANY_RULES), list[Event]()
    state, _ = flow.begin()
    for _ in range(draw(st.integers(0, 25))):
        leading = [event for event in SAMPLES if flow.step(state, event, rules)[0] != state]
        event = draw(st.sampled_from(leading) if leading and draw(st.booleans()) else EVENTS)
        if isinstance(event, Key | Rated) and not rules.has_keys:
            continue
        events.append(event)
        state, _ = flow.step(state, event, rules)
    return events, rules


class Shell:
    """What the commands may rely on: it fails when they come in an order that no device could follow."""

    def __init__(self) -> None:
        self.recording = self.resting = self.attempt = self.making = False
        self.made = self.shown = False

    def do(self, command: Command) -> None:
        match command:
            case ReadQuestion() | Say():
                assert not self.recording or self.resting, "the question would be recorded"
            case StartRecording():
                assert not self.attempt
                self.recording, self.resting, self.attempt = True, False, True
                self.making = False
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
                assert not self.making
                self.making = True
            case ShowReport():
                assert self.made
                assert not self.shown, "it would be kept twice"
                self.shown = True

    def note(self, event: Event) -> None:
        """A report is only ever made when it was asked for."""
        self.made = self.made or (self.making and isinstance(event, Reported))


@given(courses())
def test_no_order_of_events_breaks_the_devices(course: tuple[list[Event], Rules]) -> None:
    events, rules = course
    shell = Shell()
    state, commands = flow.begin()
    for event in [*events, None]:
        for command in commands:
            shell.do(command)
        assert shell.recording == isinstance(state, Recording | Paused)
        assert shell.resting == isinstance(state, Paused) or not shell.recording
        if isinstance(state, Done):
            assert not shell.recording
            assert shell.shown == (shell.made and shell.attempt), "a report that was made is kept"
            return
        if event is None:
            return
        if isinstance(event, Reported) and (not shell.making or shell.made):
            commands = ()  # nobody says so without being asked, or twice
            continue
        shell.note(event)
        state, commands = flow.step(state, event, rules)


@given(courses())
def test_a_recording_begins_in_silence(course: tuple[list[Event], Rules]) -> None:
    events, rules = course
    reading = False
    state, commands = flow.begin()
    for event in events:
        for command in commands:
            reading = {ReadQuestion: True, Say: True, StopReading: False}.get(type(command), reading)
            assert not (reading and isinstance(command, StartRecording | ResumeRecording))
        reading = reading and not isinstance(event, Played)
        state, commands = flow.step(state, event, rules)


@given(courses())
def test_skipping_always_ends_the_question(course: tuple[list[Event], Rules]) -> None:
    events, rules = course
    state, _ = run(events, rules)
    for _ in range(2):  # a report that is being made is waited for, and so is a correction
        state, _ = flow.step(state, Key("skip"), rules)
        state, _ = flow.step(state, Reported(), rules)
        state, _ = flow.step(state, Corrected(False), rules)
    state, _ = flow.step(state, Key("skip"), rules)
    assert isinstance(state, Done)


@given(courses())
def test_no_state_is_a_dead_end(course: tuple[list[Event], Rules]) -> None:
    events, rules = course
    state, _ = run(events, rules)
    for _ in range(8):  # what comes by itself, and the key that goes on
        for event in (Played(), Tick(60), Heard(400, True, 3, ended=True), Reported(), Corrected(False)):
            state, _ = flow.step(state, event, rules)
        state, _ = flow.step(state, Key("go"), rules) if rules.has_keys else (state, ())
    assert isinstance(state, Done)


@given(courses())
def test_done_stays_done(course: tuple[list[Event], Rules]) -> None:
    events, rules = course
    assert flow.step(Done("next"), Key("redo"), rules) == (Done("next"), ())
    rules = dataclasses.replace(rules, has_keys=True)
    state, _ = run([*events, Corrected(False), Key("quit"), Key("quit")], rules)
    assert isinstance(state, Done)
