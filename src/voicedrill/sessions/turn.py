"""One item of a session, from the question to the review: does what `flow` decides."""

import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from voicedrill.coverage.lessons import NO_LESSONS
from voicedrill.decks.telling import story_of
from voicedrill.errors import EngineError, VoicedrillError
from voicedrill.reports.model import Report
from voicedrill.sessions import flow
from voicedrill.sessions.answer import Answer
from voicedrill.sessions.attempts import Attempt
from voicedrill.sessions.correcting import Subject
from voicedrill.sessions.desk import Desk
from voicedrill.sessions.flow_values import (
    Command,
    Corrected,
    CorrectReport,
    DiscardRecording,
    Done,
    Event,
    Heard,
    Interjected,
    Key,
    MakeReport,
    PauseRecording,
    Played,
    Rated,
    Rating,
    ReadQuestion,
    Recording,
    Reported,
    ResumeRecording,
    Say,
    ShowReport,
    SoundOver,
    StartRecording,
    State,
    StopReading,
    StopRecording,
    Tick,
    UndoCorrection,
)
from voicedrill.sessions.following import completed
from voicedrill.sessions.keeping import keep_answer
from voicedrill.sessions.keys import ACTIONS, RATINGS
from voicedrill.sessions.pages import page_file, write_page
from voicedrill.sessions.reading import Reading
from voicedrill.sessions.recordings import settle_later, settled
from voicedrill.sessions.script import Answered, Item
from voicedrill.sessions.views import View

#: How often the screen is redrawn and the thinking time counted while nothing else happens.
_TICK_S = 0.1


@dataclass(frozen=True)
class _ReportMade(Reported):
    report: Report


class Turn:
    """Asks ``item`` once. ``before``: what was answered in this session; ``label_after``: what going on after
    an answer leads to, in words for the keys.
    """

    def __init__(
        self, item: Item, before: Sequence[Answered], desk: Desk, label_after: Callable[[Answered], str]
    ) -> None:
        self._item = item
        self._before = before
        self._desk = desk
        self._screen = desk.screen
        self._corrector = desk.corrector_for(item)
        self._rules = desk.rules_for(item)
        self._label_after = label_after
        self._after = "finish"
        self._reading: Reading | None = None
        self._answer: Answer | None = None
        self._report: Report | None = None
        self._lead_in = item.lead_in
        self._answered = Answered(item, "quit", datetime.now().astimezone())

    def run(self) -> Answered | None:
        """What became of it; None when it is to be asked again."""
        self._screen.ask(self._item)
        self._tick_at_s = time.monotonic()
        state, commands = flow.begin()
        try:
            while True:
                for command in commands:
                    self._do(command)
                if isinstance(state, Done):
                    break
                if self._desk.inbox.is_empty:  # else it is out of date at once
                    self._screen.show(self._view(state))
                before = type(state)
                state, commands = flow.step(state, self._next_event(state), self._rules)
                if type(state) is not before:
                    self._tick_at_s = time.monotonic()
            if self._answer is not None and self._answer.recorder.error is not None:
                raise self._answer.recorder.error
            if state.outcome == "again":
                return None
            return replace(self._answered, outcome=state.outcome)
        finally:
            self._leave()

    def _view(self, state: State) -> View:
        level_dbfs = self._answer.level_dbfs if self._answer else None
        return View(self._item.question, state, self._rules, level_dbfs, self._after)

    def _do(self, command: Command) -> None:
        match command:
            case ReadQuestion():
                lead_in, self._lead_in = self._lead_in, None  # said once; asked again, the question alone
                self._read([text for text in (lead_in, self._item.question.ask) if text])
            case Say(text):
                self._screen.interject(text)
                self._read([text])
            case StopReading():
                self._stop_reading()
            case StartRecording():
                self._start()
            case PauseRecording():
                self._under_way.pause()
            case ResumeRecording():
                self._under_way.resume()
            case StopRecording(ended_by):
                self._under_way.stop(ended_by)
            case DiscardRecording():
                answer, self._answer = self._under_way, None
                self._desk.freeing = answer.abandon()
                answer.attempt.discard()
                self._answered = replace(self._answered, attempt_id=None)
            case MakeReport():
                thread = threading.Thread(
                    target=self._make_report, args=(self._under_way,), name="report", daemon=True
                )
                thread.start()
            case ShowReport(rating):
                self._show(rating)
            case CorrectReport():
                self._correct(undo=False)
            case UndoCorrection():
                self._correct(undo=True)

    @property
    def _under_way(self) -> Answer:
        assert self._answer is not None, "flow asks for this after StartRecording only"
        return self._answer

    # -- Speaking and recording ------------------------------------------------------------------------

    def _read(self, texts: Sequence[str]) -> None:
        voice = self._desk.settings.voice
        if voice is None or not self._rules.has_voice:
            self._desk.inbox.put(None, Played())
            return
        self._reading = Reading(
            texts, voice, lambda reading, problem: self._desk.inbox.put(reading, Played(problem))
        )
        self._reading.start()

    def _stop_reading(self) -> None:
        reading, self._reading = self._reading, None
        if reading is not None:
            reading.stop()

    def _start(self) -> None:
        desk = self._desk
        if desk.freeing is not None:
            desk.freeing.join()
        self._sound_is_over = False
        corrects = self._corrector is not None and not self._item.part
        self._answer = Answer(
            self._item,
            self._rules,
            desk.device,
            desk.analyser,
            lambda answer, heard: desk.inbox.put(answer, heard),
            self._corrector.learnt(self._item.question) if self._corrector and corrects else NO_LESSONS,
        )
        self._answered = replace(self._answered, attempt_id=self._answer.attempt.id)

    # -- What happens ----------------------------------------------------------------------------------

    def _next_event(self, state: State) -> Event:
        while True:
            entry = self._desk.inbox.get(_TICK_S)
            if entry is None:
                return self._when_nothing_is_said()
            source, said = entry
            if isinstance(said, str):
                if said in ACTIONS:
                    return Key(ACTIONS[said])
                if said in RATINGS:
                    return Rated(RATINGS[said])
            elif source is None or source is self._reading or source is self._answer:
                if isinstance(said, Exception):
                    raise _as_ours(said)
                return self._noted(said, state)

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

    def _noted(self, event: Event, state: State) -> Event:
        """The event, once what it means whatever the state is done."""
        match event:
            case Played(problem) if problem is not None:
                self._screen.say(f"The question is not read aloud: {problem}", "yellow")
                self._desk.has_voice = False  # said once is enough
                self._rules = replace(self._rules, has_voice=False)
            case _ReportMade(report=report):
                self._report = report
            case Heard() if isinstance(state, Recording) and self._item.interrupter is not None:
                sentence = self._item.interrupter.heard(self._under_way.words_so_far, event.recorded_s)
                ends = flow.ending(event, self._rules) is not None
                if sentence and not ends:
                    interjections = (*self._answered.interjections, sentence)
                    self._answered = replace(self._answered, interjections=interjections)
                    return Interjected(sentence)
        return event

    # -- The report ------------------------------------------------------------------------------------

    def _make_report(self, answer: Answer) -> None:
        try:
            report = completed(answer.report(), self._item, self._before)
        except Exception as error:  # raised again in the main thread
            self._desk.inbox.put(answer, error)
        else:
            self._desk.inbox.put(answer, _ReportMade(report))

    def _show(self, rating: Rating | None) -> None:
        report, answer = self._report, self._under_way
        assert report is not None, "flow shows it when it is made"
        self._keep(answer, report, rating)
        settings = self._desk.settings
        page = partial(self._write_page, answer, report)
        if settings.keep and self._screen.as_json:  # who reads it looks for the sound where it says
            page()
            report = settled(report, answer.attempt, settings.sound)
        self._take(report, rating)
        if self._rules.reveals:
            if self._corrector and self._rules.can_correct:
                keep = partial(self._keep, answer, rating=rating)
                story = story_of(self._item.question, self._item.deck)
                self._corrector.begin(Subject(self._item.question, report, keep, story))
            self._screen.report(report, rating)
            if settings.keep:
                where = "the history" if settings.sound == "delete" else str(answer.attempt.folder)
                self._screen.line(f"Kept in {where}", "dim")
                if settings.page:
                    self._screen.line(f"Its page: {page_file(report)}", "dim")
        if not settings.keep:
            Attempt(answer.attempt.folder).discard()
        elif not self._screen.as_json:
            settle_later(answer.attempt, settings.sound, page)

    def _write_page(self, answer: Answer, report: Report) -> None:
        if self._desk.settings.page:
            write_page(report, self._item.question, answer.attempt.sound, page_file(report))

    def _keep(self, answer: Answer, report: Report, rating: Rating | None) -> None:
        if self._desk.settings.keep:
            keep_answer(answer.attempt, report, rating)

    def _take(self, report: Report, rating: Rating | None) -> None:
        answer = self._under_way
        self._answered = replace(
            self._answered,
            outcome="next",
            report=report,
            self_rating=rating,
            ended_by=answer.recorder.stop().ended_by,
        )
        self._after = self._label_after(self._answered)

    def _correct(self, undo: bool) -> None:
        assert self._corrector is not None, "the rules allow for it only where there is one"
        self._screen.still()
        report = self._corrector.undo() if undo else self._corrector.correct()
        self._take(report, self._answered.self_rating)
        self._desk.inbox.put(None, Corrected(self._corrector.undoable))

    def _leave(self) -> None:
        """The item is over, by whatever way: end what runs and say where an answer without report is."""
        self._screen.still()
        self._stop_reading()
        answer, self._answer = self._answer, None
        if answer is None:
            return
        try:
            self._desk.freeing = answer.abandon()
        finally:
            if self._report is not None and self._answered.report is None:  # it waited to be seen
                self._keep(answer, self._report, None)
            if answer.attempt.is_unfinished:
                self._screen.say("The recording is kept. To get its report:")
                self._screen.line(f"  voicedrill analyze {answer.attempt.path}", "cyan")
            elif self._report is None and not answer.attempt.has_sound:
                answer.attempt.discard()


def _as_ours(error: Exception) -> VoicedrillError:
    if isinstance(error, VoicedrillError):
        return error
    wrapped = EngineError(f"The answer could not be analysed: {error!r}.")
    wrapped.__cause__ = error
    return wrapped
