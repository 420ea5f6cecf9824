"""The session's shell: asks what a script says, with microphone, speaker, terminal and recogniser.

One loop in the main thread takes what happens from one inbox; `turn` has the loop of a single question.
Whatever breaks it, the terminal is put back and the recording stays on disk.
"""

import time
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from pathlib import Path

from voicedrill.audio.capture import check_microphone_file
from voicedrill.decks.model import Deck, Question
from voicedrill.errors import HistoryError
from voicedrill.sessions.analyse import Analyser
from voicedrill.sessions.attempts import unfinished_attempts
from voicedrill.sessions.desk import Desk, Settings
from voicedrill.sessions.inbox import Inbox
from voicedrill.sessions.judged import as_judged
from voicedrill.sessions.keys import keys_of_terminal, termination_interrupts
from voicedrill.sessions.microphone import Quit, prepare_microphone
from voicedrill.sessions.practice_script import PracticeScript
from voicedrill.sessions.screen import Screen
from voicedrill.sessions.script import Answered, Item, Script
from voicedrill.sessions.turn import Turn

__all__ = ["Settings", "practice", "run_session"]


def practice(
    deck: Deck,
    questions: Sequence[Question],
    settings: Settings,
    screen: Screen,
    analyser: Analyser,
    deck_file: Path | None = None,
    follow_ups: int = 0,
) -> tuple[Answered, ...]:
    """Ask ``questions``, after each at most ``follow_ups`` that its answer left open: see `run_session`."""
    script = PracticeScript(deck, deck_file, tuple(questions), follow_ups)
    return run_session(script, settings, screen, analyser)


def run_session(
    script: Script,
    settings: Settings,
    screen: Screen,
    analyser: Analyser,
    *,
    answered: Sequence[Answered] = (),
    elapsed_s: float = 0.0,
    on_answered: Callable[[Answered], None] | None = None,
) -> tuple[Answered, ...]:
    """Ask what ``script`` says, record the answers, report on each, until it is over or somebody quits.

    Gives all that was asked, ``answered`` before it: that and ``elapsed_s`` are a session's that goes on
    where it was interrupted. ``on_answered`` is called when an item is over. Keys are read when the rules
    allow for them and standard input is a terminal. Raises LessonsError, DeviceError, EngineError,
    HistoryError, and KeyboardInterrupt on Ctrl-C and SIGTERM: what was recorded is then on disk, and the
    screen has said where.
    """
    inbox = Inbox()
    reads_keys = settings.rules.has_keys
    keys = keys_of_terminal(lambda key: inbox.put(None, key)) if reads_keys else nullcontext(False)
    desk = Desk(settings, screen, analyser, inbox)
    session = _Session(script, desk, list(answered), elapsed_s, on_answered)
    try:
        with termination_interrupts(), keys as desk.has_keys:
            try:
                session.run()
            except Quit:
                pass
            finally:
                screen.still()
    finally:
        desk.free_recogniser()
    return tuple(session.so_far)


class _Session:
    def __init__(
        self,
        script: Script,
        desk: Desk,
        so_far: list[Answered],
        elapsed_s: float,
        on_answered: Callable[[Answered], None] | None,
    ) -> None:
        self.so_far = so_far
        self._script = script
        self._desk = desk
        self._on_answered = on_answered
        self._began_s = time.monotonic() - elapsed_s

    def run(self) -> None:
        item = self._next()
        if item is None:
            return
        self._prepare(item)
        while item is not None:
            answered = None
            while answered is None:
                answered = Turn(item, tuple(self.so_far), self._desk, self._label_after).run()
            self.so_far.append(answered)
            if self._on_answered is not None:
                self._on_answered(answered)
            if answered.outcome == "quit":
                return
            item = self._next()

    def _prepare(self, first: Item) -> None:
        desk = self._desk
        try:
            _tell_unfinished(desk.screen)
        except HistoryError:
            if desk.settings.keep:  # said before anybody has spoken
                raise
        desk.corrector_for(first)
        check_microphone_file(desk.device)
        _ = desk.analyser.recogniser  # one that is missing is told before anybody has spoken
        if desk.settings.check and desk.has_keys:
            desk.device = prepare_microphone(desk.device, desk.screen, desk.inbox.next_key)

    def _next(self, *more: Answered) -> Item | None:
        item = self._script.next((*self.so_far, *more), time.monotonic() - self._began_s)
        return as_judged(item) if item else None

    def _label_after(self, answered: Answered) -> str:
        """What going on leads to."""
        item = self._next(answered)
        if item is None:
            return "finish"
        return "follow-up" if item.part else "next question"


def _tell_unfinished(screen: Screen) -> None:
    unfinished = unfinished_attempts()
    if unfinished:
        several = len(unfinished) > 1
        who = f"{len(unfinished)} earlier answers have" if several else "An earlier answer has"
        screen.say(f"{who} no report yet. {'The latest' if several else 'To get one'}:", "dim")
        screen.line(f"  voicedrill analyze {unfinished[-1].path}", "cyan")
