"""Going through the doubtful verdicts of past answers, the most doubtful first, one key each."""

import queue
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from voicedrill.decks.find import reference_to
from voicedrill.decks.model import Question
from voicedrill.errors import HistoryError
from voicedrill.history.store import History, open_history
from voicedrill.reports.model import Report
from voicedrill.sessions.attempts import lessons_file
from voicedrill.sessions.correction_views import doubt_lines
from voicedrill.sessions.keeping import keep_again
from voicedrill.sessions.keys import keys_of_terminal, termination_interrupts
from voicedrill.sessions.screen import Screen
from voicedrill.sessions.views import KeyHelp
from voicedrill.teaching.book import Book, Kind, Passage, Place, tidy
from voicedrill.teaching.doubts import Doubt, Shown, doubts, most_doubtful_first, passage_of
from voicedrill.teaching.rejudge import rejudged
from voicedrill.teaching.store import Change, LessonsFile

_KEY_WAIT_S = 0.2
#: So many of the latest answers are gone through: a judge that has changed since says little of older ones.
_LATEST = 300
_ANSWERS: dict[str, Kind] = {"y": "said", "n": "not_said"}
_KEYS: KeyHelp = (("y", "yes, these words make it"), ("n", "no"), ("s", "skip"), ("q", "quit"))
_UNDO = ("u", "undo")

#: Waits up to some seconds for a key; None when none came.
NextKey = Callable[[float], str | None]


@dataclass(frozen=True)
class Past:
    """An answer in the history. ``deck``: what `find_deck` finds its deck by."""

    deck: str
    question: Question
    report: Report
    lessons: LessonsFile


@dataclass(frozen=True)
class Item:
    """One doubt with what is asked about it."""

    past: Past
    doubt: Doubt
    shown: Shown


@dataclass(frozen=True)
class _Answered:
    """What is needed to go back: where that was, what was learnt, the report before."""

    at: int
    asked: int
    change: Change
    lessons: LessonsFile
    report: Report


def past_answers(deck: Path | None = None) -> Iterator[Past]:
    """The latest answers from one deck (None: from all) that can be read, have points, and know their deck.

    Raises HistoryError when the whole history cannot be read.
    """
    with open_history() as history:
        for answer in history.answers(deck=reference_to(deck) if deck else None, part=0, limit=_LATEST):
            try:
                past = _read(history, answer.attempt)
            except HistoryError:
                continue
            if past is not None:
                yield past


def _read(history: History, attempt: str) -> Past | None:
    asked = history.asked(attempt)
    lessons = lessons_file(asked)
    if lessons is None or asked.deck_file is None:
        return None
    return Past(asked.deck_file, asked.question, history.report(attempt), lessons)


def doubtful(deck: Path | None = None) -> list[Doubt]:
    """All doubts about past answers, the most doubtful first. Raises LessonsError, HistoryError."""
    books: dict[Path, Book] = {}
    found: list[Doubt] = []
    for past in past_answers(deck):
        if past.lessons.path not in books:
            books[past.lessons.path] = past.lessons.read()
        found += doubts(past.report, past.question, books[past.lessons.path])
    return list(most_doubtful_first(found))


def item_of(doubt: Doubt) -> Item | None:
    """What is to be asked now; None when what was learnt since has settled it, or nothing can be shown.

    Raises LessonsError, HistoryError.
    """
    with open_history() as history:
        past = _read(history, doubt.attempt)
    if past is None:
        return None
    book = past.lessons.read()
    now = rejudged(past.report, past.question, book)
    again = next(
        (one for one in doubts(now, past.question, book) if one.verdict.id == doubt.verdict.id), None
    )
    shown = passage_of(again, now, past.question, book) if again else None
    return Item(past, again, shown) if again and shown else None


def items(deck: Path | None, limit: int) -> Iterator[Item]:
    """At most ``limit`` doubts to be asked about, the most doubtful first. Raises LessonsError."""
    left = limit
    for doubt in doubtful(deck):
        item = item_of(doubt) if left else None
        if item is not None:
            left -= 1
            yield item


def review(deck: Path | None, limit: int, screen: Screen) -> int | None:
    """Ask about at most ``limit`` doubts by keys. Gives how many were answered, None where no key can
    be read.

    Raises LessonsError, HistoryError, and KeyboardInterrupt on Ctrl-C: what was answered by then is kept.
    """
    pressed: queue.SimpleQueue[str] = queue.SimpleQueue()

    def next_key(timeout_s: float) -> str | None:
        try:
            return pressed.get(timeout=timeout_s)
        except queue.Empty:
            return None

    with termination_interrupts(), keys_of_terminal(pressed.put) as has_keys:
        if not has_keys:
            return None
        try:
            return _ask_all(doubtful(deck), limit, screen, next_key)
        finally:
            screen.still()


def _ask_all(todo: Sequence[Doubt], limit: int, screen: Screen, next_key: NextKey) -> int:
    answered: list[_Answered] = []
    at = asked = 0
    while at < len(todo) and asked < limit:
        item = item_of(todo[at])
        if item is None:
            at += 1
            continue
        key = _ask(item, asked + 1, min(limit, len(todo)), bool(answered), screen, next_key)
        if key == "q":
            break
        if key == "u":
            last = answered.pop()
            last.lessons.undo(last.change)
            keep_again(last.report)
            at, asked = last.at, last.asked
            screen.say("That answer is forgotten.", "green")
            continue
        if key in _ANSWERS:
            answered.append(_learn(item, at, asked, _ANSWERS[key], screen))
        at, asked = at + 1, asked + 1
    if asked == 0 and at == len(todo):
        screen.say("No verdict is doubtful.")
    return len(answered)


def _ask(item: Item, number: int, count: int, undoable: bool, screen: Screen, next_key: NextKey) -> str:
    for line in doubt_lines(number, count, item.past.question.ask, item.doubt.verdict, item.shown):
        screen.put(line)
    screen.tell_keys((*_KEYS, _UNDO) if undoable else _KEYS)
    valid = "ynsqu" if undoable else "ynsq"
    try:
        while True:
            key = next_key(_KEY_WAIT_S)
            if key is not None and key in valid:
                return key
    finally:
        screen.still()


def _learn(item: Item, at: int, asked: int, kind: Kind, screen: Screen) -> _Answered:
    past, verdict = item.past, item.doubt.verdict
    place = Place(past.question.id, verdict.id)
    today = datetime.now().astimezone().date().isoformat()
    passage = Passage(tidy(item.shown.passage.quote), past.report.attempt_id, today)
    change = past.lessons.change(lambda book: book.correction(place, kind, passage))
    after = rejudged(past.report, past.question, past.lessons.read())
    keep_again(after)
    screen.say("Learnt: they make it." if kind == "said" else "Learnt: they do not make it.", "green")
    return _Answered(at, asked, change, past.lessons, past.report)
