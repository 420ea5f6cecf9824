"""What all questions of a session share: settings, screen, inbox, recogniser, and who corrects."""

import os
import sys
import threading
from dataclasses import dataclass, field, replace
from pathlib import Path

from voicedrill.decks.model import Deck
from voicedrill.sessions.analyse import Analyser
from voicedrill.sessions.correcting import Corrector
from voicedrill.sessions.flow_values import Rules
from voicedrill.sessions.inbox import Inbox
from voicedrill.sessions.reading import VoiceChoice
from voicedrill.sessions.recordings import SoundPolicy
from voicedrill.sessions.screen import Screen
from voicedrill.sessions.script import Item
from voicedrill.teaching.reading import LessonsError
from voicedrill.teaching.store import lessons_of

#: A recogniser that was given up may finish its cut for so long before the wait for it is told.
_FREE_S = 1.0
_INTERRUPTED = 130


@dataclass(frozen=True)
class Settings:
    """How a session goes. ``voice`` None: questions are only printed. ``device``: see `open_microphone`.

    ``keep``: attempts stay after their report. ``check``: the microphone's level is checked first, if there
    are keys to react with. ``learns``: what was corrected before is used, and verdicts can be corrected.
    ``sound``: what becomes of the recordings of reported answers. ``page``: a page of HTML is written for
    each answer that is kept.
    """

    rules: Rules
    device: str | None = None
    voice: VoiceChoice | None = field(default_factory=VoiceChoice)
    keep: bool = True
    check: bool = True
    learns: bool = True
    sound: SoundPolicy = "compress"
    page: bool = False


class Desk:
    """What a session's questions share.

    ``device``, ``has_keys`` and ``has_voice`` are found out under way; ``freeing``: a thread that frees the
    recogniser of an answer that was given up.
    """

    def __init__(self, settings: Settings, screen: Screen, analyser: Analyser, inbox: Inbox) -> None:
        self.settings = settings
        self.screen = screen
        self.analyser = analyser
        self.inbox = inbox
        self.device = settings.device
        self.has_keys = False
        self.has_voice = settings.voice is not None
        self.freeing: threading.Thread | None = None
        self._correctors: dict[Path, Corrector | None] = {}

    def rules_for(self, item: Item) -> Rules:
        """The item's rules, as far as its answer, keys and voice allow for them.

        A follow-up is answered at once, and rated with the answer that it is a part of.
        """
        rules = item.rules or self.settings.rules
        if item.part:
            rules = replace(rules, think_s=0.0, can_redo=False, can_rate=False)
        correctable = item.question.points and not item.part and self.corrector_for(item) is not None
        return replace(
            rules,
            has_keys=rules.has_keys and self.has_keys,
            has_voice=rules.has_voice and self.has_voice,
            can_correct=rules.can_correct and bool(correctable),
            reveals=rules.reveals and item.reveal,
        )

    def corrector_for(self, item: Item) -> Corrector | None:
        """Who corrects verdicts on the item's deck; None when nobody does.

        What was learnt about a deck is told when it comes first. Raises LessonsError when the session's very
        first lessons cannot be read, as a slip is best mended then; later they are done without.
        """
        if item.deck_file is None or not self.settings.learns:
            return None
        if item.deck_file not in self._correctors:
            is_first = not self._correctors
            self._correctors[item.deck_file] = self._corrector(item.deck_file, item.deck, is_first)
        return self._correctors[item.deck_file]

    def _corrector(self, deck_file: Path, deck: Deck, is_first: bool) -> Corrector | None:
        try:
            corrector = Corrector(lessons_of(deck_file), self.screen, self.inbox.next_key)
            corrector.tell(deck)
        except LessonsError as error:
            if is_first:
                raise
            self.screen.say(f"Judged without what you corrected before: {error}", "yellow")
            return None
        return corrector

    def free_recogniser(self) -> None:
        """Wait until the recogniser has finished with an answer that was given up.

        Its native code must not be torn down under it; who interrupts the wait leaves at once.
        """
        if self.freeing is None:
            return
        try:
            self.freeing.join(_FREE_S)
            if self.freeing.is_alive():
                self.screen.say("Waiting for the recogniser. Ctrl-C leaves at once.", "dim")
                self.freeing.join()
        except KeyboardInterrupt:
            sys.stdout.flush()
            os._exit(_INTERRUPTED)
