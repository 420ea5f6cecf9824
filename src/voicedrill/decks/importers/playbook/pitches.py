"""Pitches of a playbook, and the questions that stand beside them ("Why this company?")."""

import re

from voicedrill.decks.importers.document import Block
from voicedrill.decks.importers.draft import DraftBeat, DraftPoint, DraftQuestion
from voicedrill.decks.importers.phrases import (
    ask_of,
    clean,
    is_quoted,
    joined,
    seconds_around,
    spoken_points,
    unquoted,
    whole_sentences,
)
from voicedrill.decks.importers.playbook.book import NUMBER_ALONE, Book
from voicedrill.decks.importers.playbook.roles import Role
from voicedrill.decks.importers.playbook.spans import Span, is_number

_PAST_TO_FUTURE = ("past", "present", "pivot", "future")
_LENGTH = re.compile(r"^~?\s*\d+(?:\s*(?:-|–|to)\s*\d+)?\s*-?\s*(?:sec\w*|min\w*|s)\.?$", re.I)
#: "1 Hook: Establishes credibility": says what a part of the pitch is for.
_PART = re.compile(
    r"^(?:\d\s*[.)]?\s+)?(?P<name>hook|proof|bridge|close|ask|opening|evidence)\s*[:–—-]\s*", re.I
)
_TIP = re.compile(r"^(?:tip|note|why it works|why this works|hint)s?$", re.I)
_SHORT_TEXT = 12
_NAMED = re.compile(r"[\"“]([^\"“”]{8,80}?)[.?!]?[\"”]")


def read_pitch(span: Span, book: Book) -> None:
    """The pitches in a section: a script below a title or a quoted question, or labelled steps."""
    title, *rest = span.blocks
    book.ledger.use(title)
    reader = _Pitches(title, book)
    for block in rest:
        if is_number(block):
            book.ledger.leave(NUMBER_ALONE, block)
        else:
            reader.take(block)
    reader.close()


class _Pitches:
    """The state between the blocks of a section of pitches: under which title we are."""

    def __init__(self, title: Block, book: Book) -> None:
        self._book = book
        self._title = title
        ask = clean(title.text)
        self._ask = ask.capitalize() if ask.isupper() else ask
        self._at, self._length = title, seconds_around(title.text)
        self._script: list[tuple[str, Block]] = []
        self._stepped: list[tuple[str, Block]] = []
        self._notes: list[str] = []

    def take(self, block: Block) -> None:
        """One more block of the section."""
        book, text, lead = self._book, clean(block.text), (block.lead or "").casefold()
        if is_quoted(text) and len(text.split()) <= _SHORT_TEXT:
            self.close()
            self._ask, self._at, self._length = ask_of(text), block, None
        elif _LENGTH.match(text):
            self._length = seconds_around(text)
        elif lead in _PAST_TO_FUTURE:
            self._stepped.append((lead, block))
        elif (
            (_PART.match(text) and len(text.split()) <= _SHORT_TEXT)
            or _TIP.match(lead)
            or block.kind == "item"
        ):
            self._notes.append(text)
        elif self._at is self._title and self._length is None and not self._script:
            named = _NAMED.search(text)
            if not named:
                book.ledger.leave(Role.USAGE.value, block)
                return
            book.opening = named[1]
        else:
            self._script.append((text, block))
        book.ledger.use(block)

    def close(self) -> None:
        """The pitch so far, and the one in steps, are done."""
        stepped, self._stepped = self._stepped, []
        own_title = bool(stepped) and not self._script and self._length is not None
        if self._script:
            self._book.questions.append(_pitch(self._ask, self._at, self._script, self._length, self._notes))
            self._script, self._notes = [], []
        if stepped:
            length = self._length if own_title else self._book.long_pitch
            ask = self._ask if own_title else self._book.opening or self._ask
            notes, self._notes = self._notes if own_title else [], []
            self._book.questions.append(_in_steps(ask, stepped, length, notes))


def _in_steps(
    ask: str, steps: list[tuple[str, Block]], length: tuple[float, float] | None, notes: list[str]
) -> DraftQuestion:
    """A pitch told as past, present, pivot, future."""
    beats: dict[str, list[DraftPoint]] = {}
    for name, block in steps:
        told = (DraftPoint(s, block.line) for s in whole_sentences(clean(block.rest)))
        beats.setdefault(name, []).extend(told)
    return DraftQuestion(
        ask,
        steps[0][1].line,
        "pitch",
        tuple(p for _, block in steps for p in spoken_points(block.rest, block.line)),
        "past-present-future",
        tuple(DraftBeat(name, tuple(beats[name])) for name in _PAST_TO_FUTURE if name in beats),
        script=joined(clean(block.rest) for _, block in steps),
        seconds=length,
        notes=joined(notes),
    )


def _pitch(
    ask: str, at: Block, script: list[tuple[str, Block]], length: tuple[float, float] | None, notes: list[str]
) -> DraftQuestion:
    is_pitch = "pitch" in ask.casefold() or length is not None
    return DraftQuestion(
        ask,
        at.line,
        "pitch" if is_pitch else "culture",
        tuple(p for text, block in script for p in spoken_points(text, block.line)),
        "pitch" if is_pitch else None,
        script=joined(unquoted(text) for text, _ in script),
        seconds=length,
        notes=joined(notes),
    )
