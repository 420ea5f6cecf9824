"""The practice session's shell: does what `flow` decides, with microphone, speaker, terminal and recogniser.

One loop in the main thread takes what happens from one queue: keys, blocks that were recorded, the end of
the reading, the report. Whatever breaks the loop, the terminal is put back and the recording stays on disk.
"""

import os
import queue
import sys
import threading
import time
from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from pathlib import Path

from voicedrill.coverage.lessons import NO_LESSONS
from voicedrill.decks.model import Deck, Question
from voicedrill.errors import EngineError, VoicedrillError
from voicedrill.reports.as_json import to_json
from voicedrill.reports.model import Report
from voicedrill.sessions import flow
from voicedrill.sessions.analyse import Analyser
from voicedrill.sessions.answer import Answer
from voicedrill.sessions.attempts import unfinished_attempts
from voicedrill.sessions.correcting import Corrector, Subject
from voicedrill.sessions.flow_values import (
    Command,
    Corrected,
    CorrectReport,
    DiscardRecording,
    Done,
    Event,
    Key,
    MakeReport,
    Outcome,
    PauseRecording,
    Played,
    ReadQuestion,
    Reported,
    ResumeRecording,
    Rules,
    SoundOver,
    StartRecording,
    StopReading,
    StopRecording,
    Tick,
    UndoCorrection,
)
from voicedrill.sessions.keys import ACTIONS, keys_of_terminal, termination_interrupts
from voicedrill.sessions.microphone import Quit, prepare_microphone
from voicedrill.sessions.reading import Reading, VoiceChoice
from voicedrill.sessions.screen import Screen
from voicedrill.sessions.views import View
from voicedrill.teaching.store import LessonsFile

#: How often the screen is redrawn and the thinking time counted while nothing else happens.
_TICK_S = 0.1
#: A recogniser that was given up may finish its cut for so long before the wait for it is told.
_FREE_S = 1.0
_INTERRUPTED = 130


@dataclass(frozen=True)
class Settings:
    """How a session goes. ``voice`` None: questions are only printed. ``device``: see `open_microphone`.

    ``keep``: attempts stay after their report. ``check``: the microphone's level is checked first, if there
    are keys to react with. ``deck_file``: where the deck was read, for the attempts to remember.
    """

    rules: Rules
    device: str | None = None
    voice: VoiceChoice | None = field(default_factory=VoiceChoice)
    keep: bool = True
    check: bool = True
    deck_file: Path | None = None


def practice(
    deck: Deck,
    questions: Sequence[Question],
    settings: Settings,
    screen: Screen,
    analyser: Analyser,
    lessons: LessonsFile | None = None,
) -> Report | None:
    """Ask ``questions``, record the answers, report on each. Gives the last report, None without any.

    ``lessons``: what was learnt about the deck; None: nothing is used, and nothing can be corrected. Keys are
    read when the rules allow for them and standard input is a terminal. Raises LessonsError, DeviceError,
    EngineError, and KeyboardInterrupt on Ctrl-C and SIGTERM: what was recorded is then on disk, and the
    screen has said where.
    """
    inbox: _Inbox = queue.SimpleQueue()
    reads_keys = settings.rules.has_keys
    keys = keys_of_terminal(lambda key: inbox.put((None, key))) if reads_keys else nullcontext(False)
    session = _Session(deck, settings, screen, analyser, inbox, lessons)
    try:
        with termination_interrupts(), keys as has_keys:
            try:
                return session.run(questions, has_keys)
            except Quit:
                return None
            finally:
                screen.still()
    finally:
        session.free_recogniser()


@dataclass(frozen=True)
class _ReportMade(Reported):
    report: Report


#: Which part says so, and what happened; a string is a key. A part that is over is not listened to.
_Inbox = queue.SimpleQueue[tuple[object, Event | Exception | str]]


class _Session:
    def __init__(
        self,
        deck: Deck,
        settings: Settings,
        screen: Screen,
        analyser: Analyser,
        inbox: _Inbox,
        lessons: LessonsFile | None,
    ) -> None:
        self._deck = deck
        self._settings = settings
        self._rules = replace(settings.rules, has_voice=settings.voice is not None)
        self._device = settings.device
        self._screen = screen
        self._analyser = analyser
        self._inbox = inbox
        self._reading: Reading | None = None
        self._answer: Answer | None = None
        self._freeing: threading.Thread | None = None
        self._corrector = Corrector(lessons, screen, self._next_key) if lessons else None
        self._last_report: Report | None = None

    def run(self, questions: Sequence[Question], has_keys: bool) -> Report | None:
        self._rules = replace(self._rules, has_keys=has_keys)
        self._tell_unfinished()
        if self._corrector:
            self._corrector.tell(self._deck)
        _ = self._analyser.recogniser  # one that is missing is told before anybody has spoken
        if self._settings.check and has_keys:
            self._device = prepare_microphone(self._device, self._screen, self._next_key)
        for number, question in enumerate(questions, 1):
            outcome: Outcome = "again"
            while outcome == "again":
                self._screen.ask(question, number, len(questions))
                outcome = self._ask(question, is_last=number == len(questions))
            if outcome == "quit":
                break
        return self._last_report

    def free_recogniser(self) -> None:
        """Wait until the recogniser has finished with an answer that was given up.

        Its native code must not be torn down under it; who interrupts the wait leaves at once.
        """
        if self._freeing is None:
            return
        try:
            self._freeing.join(_FREE_S)
            if self._freeing.is_alive():
                self._screen.say("Waiting for the recogniser. Ctrl-C leaves at once.", "dim")
                self._freeing.join()
        except KeyboardInterrupt:
            sys.stdout.flush()
            os._exit(_INTERRUPTED)

    def _tell_unfinished(self) -> None:
        unfinished = unfinished_attempts()
        if unfinished:
            several = len(unfinished) > 1
            who = f"{len(unfinished)} earlier answers have" if several else "An earlier answer has"
            self._screen.say(f"{who} no report yet. {'The latest' if several else 'To get one'}:", "dim")
            self._screen.line(f"  voicedrill analyze {unfinished[-1].folder}", "cyan")

    def _next_key(self, timeout_s: float) -> str | None:
        try:
            _, key = self._inbox.get(timeout=timeout_s) if timeout_s else self._inbox.get_nowait()
        except queue.Empty:
            return None
        return key if isinstance(key, str) else None

    # -- One question ----------------------------------------------------------------------------------

    def _ask(self, question: Question, is_last: bool) -> Outcome:
        self._tick_at_s = time.monotonic()
        self._rules = replace(self._rules, can_correct=bool(self._corrector and question.points))
        state, commands = flow.begin()
        try:
            while True:
                for command in commands:
                    self._do(command, question)
                if isinstance(state, Done):
                    break
                if self._inbox.empty():  # else it is out of date at once
                    level_dbfs = self._answer.level_dbfs if self._answer else None
                    self._screen.show(View(question, state, self._rules, level_dbfs, is_last))
                event = self._next_event()
                self._take_note(event, question)
                before = type(state)
                state, commands = flow.step(state, event, self._rules)
                if type(state) is not before:
                    self._tick_at_s = time.monotonic()
            if self._answer is not None and self._answer.recorder.error is not None:
                raise self._answer.recorder.error
            return state.outcome
        finally:
            self._leave()

    def _do(self, command: Command, question: Question) -> None:
        match command:
            case ReadQuestion():
                self._read(question)
            case StopReading():
                self._stop_reading()
            case StartRecording():
                self._start(question)
            case PauseRecording():
                self._under_way.pause()
            case ResumeRecording():
                self._under_way.resume()
            case StopRecording(ended_by):
                self._under_way.stop(ended_by)
            case DiscardRecording():
                answer, self._answer = self._under_way, None
                self._freeing = answer.abandon()
                answer.attempt.discard()
            case MakeReport():
                thread = threading.Thread(
                    target=self._make_report, args=(self._under_way,), name="report", daemon=True
                )
                thread.start()
            case CorrectReport():
                self._correct(undo=False)
            case UndoCorrection():
                self._correct(undo=True)

    @property
    def _under_way(self) -> Answer:
        assert self._answer is not None, "flow asks for this after StartRecording only"
        return self._answer

    def _read(self, question: Question) -> None:
        if self._settings.voice is None or not self._rules.has_voice:
            self._inbox.put((None, Played()))
            return
        self._reading = Reading(
            question.ask,
            self._settings.voice,
            lambda reading, problem: self._inbox.put((reading, Played(problem))),
        )
        self._reading.start()

    def _stop_reading(self) -> None:
        reading, self._reading = self._reading, None
        if reading is not None:
            reading.stop()

    def _start(self, question: Question) -> None:
        if self._freeing is not None:
            self._freeing.join()
        self._sound_is_over = False
        self._answer = Answer(
            question,
            self._deck,
            self._rules,
            self._device,
            self._analyser.recogniser,
            lambda answer, heard: self._inbox.put((answer, heard)),
            self._analyser.judge,
            self._settings.deck_file,
            self._corrector.learnt(question) if self._corrector else NO_LESSONS,
        )

    def _make_report(self, answer: Answer) -> None:
        try:
            report = answer.report()
        except Exception as error:  # raised again in the main thread
            self._inbox.put((answer, error))
        else:
            self._inbox.put((answer, _ReportMade(report)))

    def _next_event(self) -> Event:
        while True:
            try:
                source, said = self._inbox.get(timeout=_TICK_S)
            except queue.Empty:
                return self._when_nothing_is_said()
            if isinstance(said, str):
                if said in ACTIONS:
                    return Key(ACTIONS[said])
            elif source is None or source is self._reading or source is self._answer:
                if isinstance(said, Exception):
                    raise _as_ours(said)
                return said

    def _when_nothing_is_said(self) -> Event:
        recorder = self._answer.recorder if self._answer else None
        if recorder is not None and not self._sound_is_over:
            if recorder.listener_error is not None:
                raise _as_ours(recorder.listener_error)
            if recorder.finished.is_set():
                self._sound_is_over = True
                return SoundOver(recorder.ended_by or "key")
        before_s, self._tick_at_s = self._tick_at_s, time.monotonic()
        return Tick(self._tick_at_s - before_s)

    def _take_note(self, event: Event, question: Question) -> None:
        """What an event means for the screen and the disk, whatever the state."""
        match event:
            case Played(problem) if problem is not None:
                self._screen.say(f"The question is not read aloud: {problem}", "yellow")
                self._rules = replace(self._rules, has_voice=False)  # said once is enough
            case _ReportMade(report=report):
                self._show(question, report, self._under_way)

    def _show(self, question: Question, report: Report, answer: Answer) -> None:
        def keep(report: Report) -> None:
            if self._settings.keep:
                answer.attempt.save_report(to_json(report))

        keep(report)
        if self._corrector:
            self._corrector.begin(Subject(question, report, keep))
        self._screen.report(report)
        if self._settings.keep:
            self._screen.line(f"Kept in {answer.attempt.folder}", "dim")
        else:
            answer.attempt.discard()
        self._last_report = report

    def _correct(self, undo: bool) -> None:
        assert self._corrector is not None, "the rules allow for it only where there is one"
        self._screen.still()
        self._last_report = self._corrector.undo() if undo else self._corrector.correct()
        self._inbox.put((None, Corrected(self._corrector.undoable)))

    def _leave(self) -> None:
        """The question is over, by whatever way: end what runs and say where an answer without report is."""
        self._screen.still()
        self._stop_reading()
        answer, self._answer = self._answer, None
        if answer is None:
            return
        try:
            self._freeing = answer.abandon()
        finally:
            if answer.attempt.is_unfinished:
                self._screen.say("The recording is kept. To get its report:")
                self._screen.line(f"  voicedrill analyze {answer.attempt.folder}", "cyan")
            elif not answer.attempt.has_sound:
                answer.attempt.discard()


def _as_ours(error: Exception) -> VoicedrillError:
    if isinstance(error, VoicedrillError):
        return error
    wrapped = EngineError(f"The answer could not be analysed: {error!r}.")
    wrapped.__cause__ = error
    return wrapped
