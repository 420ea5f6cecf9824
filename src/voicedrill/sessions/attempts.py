"""Attempts: begun as a folder of their own, finished in the history.

An attempt with sound and without a report is unfinished: `voicedrill analyze FOLDER` finishes it.
"""

import os
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from voicedrill.coverage.lessons import NO_LESSONS
from voicedrill.decks.find import find_deck, reference_to
from voicedrill.decks.load import load_deck
from voicedrill.decks.model import Deck, Question
from voicedrill.errors import DeckError, HistoryError, UsageError
from voicedrill.history.folders import Asked as Asked
from voicedrill.history.folders import Attempt as Attempt
from voicedrill.history.folders import AttemptError as AttemptError
from voicedrill.history.folders import (
    asked_text,
    attempts_dir,
    folder_at,
    follow_ups_in,
    write_private,
)
from voicedrill.history.store import open_history
from voicedrill.history.values import Mode
from voicedrill.reports.model import Part
from voicedrill.sessions.usual import with_usual
from voicedrill.teaching.store import LessonsFile, lessons_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from voicedrill.reports.model import Report
    from voicedrill.sessions.analyse import Analyser
    from voicedrill.sessions.script import Answered, Item

#: Follow-ups that were broken off are looked for in so many of the latest attempts.
_LOOKED_AT = 100


def create_attempt(
    question: Question,
    deck: Deck | None,
    now: datetime,
    deck_file: Path | None = None,
    *,
    mode: Mode = "practice",
    session: str | None = None,
) -> Attempt:
    """A new folder with the question in it and an empty sound file, before anything is recorded.

    ``deck_file``: where the deck was read, by which its lessons are found later; ``mode`` and ``session`` as
    in `script.Item`. Raises AttemptError when the data folder cannot be written.
    """
    from voicedrill.sessions.analyse import new_attempt_id

    try:
        while True:
            attempt = Attempt(attempts_dir() / new_attempt_id(now))
            try:
                attempt.folder.mkdir(mode=0o700)
                break
            except FileExistsError:
                continue
        _make_sound(attempt)
    except OSError as error:
        raise _unwritable(error) from error
    write_private(attempt.question, asked_text(_asked(question, deck, now, deck_file, mode, session)))
    return attempt


def create_follow_up(
    part: Part,
    question: Question,
    deck: Deck | None,
    deck_file: Path | None = None,
    *,
    mode: Mode = "practice",
    session: str | None = None,
) -> Attempt:
    """The files of a follow-up's answer in the folder of the attempt it belongs to, as `create_attempt`.

    Raises AttemptError when there is no such attempt, or it cannot be written.
    """
    attempt = Attempt(attempts_dir() / part.of, part.number)
    now = datetime.now().astimezone()
    asked = replace(_asked(question, deck, now, deck_file, mode, session), part=part)
    try:
        attempt.discard()
        attempt.folder.mkdir(mode=0o700, exist_ok=True)  # gone with its sound, where no sound is kept
        _make_sound(attempt)
    except OSError as error:
        raise _unwritable(error) from error
    write_private(attempt.question, asked_text(asked))
    return attempt


def _asked(
    question: Question,
    deck: Deck | None,
    now: datetime,
    deck_file: Path | None,
    mode: Mode,
    session: str | None,
) -> Asked:
    return Asked(
        question,
        glossary=deck.glossary if deck else (),
        deck=deck.title if deck else None,
        deck_file=reference_to(deck_file) if deck_file else None,
        mode=mode,
        session=session,
        created_at=now,
    )


def _make_sound(attempt: Attempt) -> None:
    # Made here, so that the recorder finds it readable by the user alone.
    os.close(os.open(attempt.sound, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))


def _unwritable(error: OSError) -> AttemptError:
    return AttemptError(
        f"The attempt cannot be kept: {error.strerror or error} ({error.filename}). "
        "Set VOICEDRILL_DATA to a folder that you may write to."
    )


def finish_attempt(attempt: Attempt, analyser: "Analyser", learnt: bool = True) -> "Report":
    """Analyse an attempt's sound with its own question; the report is kept where there is none yet.

    ``learnt``: with the lessons of its deck. Raises LessonsError, HistoryError, AttemptError, AudioFileError,
    EngineError.
    """
    from voicedrill.sessions.keeping import keep_answer

    is_kept, asked = asked_in(attempt)
    report = analyse_attempt(attempt, asked, analyser, learnt, _answered_before(attempt))
    if not is_kept:
        keep_answer(attempt, report)
    return report


def analyse_attempt(
    attempt: Attempt,
    asked: Asked,
    analyser: "Analyser",
    learnt: bool = True,
    before: "Sequence[tuple[Asked, Report]]" = (),
) -> "Report":
    """Today's report on an attempt's sound; nothing is kept. Raises as `finish_attempt`.

    ``before``: of a follow-up, what was asked and said in the attempt before it.
    """
    from voicedrill.sessions.following import completed
    from voicedrill.teaching.rejudge import rejudged

    kept = lessons_file(asked) if learnt and asked.part is None else None
    book = kept.read() if kept else None
    deck = _deck_of(asked)
    report = analyser.analyse_file(
        attempt.sound,
        asked.question,
        deck,
        book.lessons(asked.question.id) if book else NO_LESSONS,
        earlier=() if asked.part else earlier_answers(asked.question, attempt, asked.deck_file),
    )
    report = replace(report, attempt_id=attempt.id, part=asked.part)
    if asked.part:
        so_far = [_answered(attempt, *one, deck) for one in before]
        return completed(report, _item(attempt, asked, deck), so_far)
    if book:  # what was corrected in this very answer is not weighed against anything
        report = rejudged(report, asked.question, book)
    return with_usual(report, asked.mode)


def _answered_before(attempt: Attempt) -> "list[tuple[Asked, Report]]":
    """What was asked and said in an attempt before a follow-up, as far as it is in the history."""
    if not attempt.part:
        return []
    with open_history() as history:
        parts = [one.part for one in history.answers(attempt=attempt.id) if one.part < attempt.part]
        return [(history.asked(attempt.id, part), history.report(attempt.id, part)) for part in parts]


def _answered(attempt: Attempt, asked: Asked, report: "Report", deck: Deck) -> "Answered":
    from voicedrill.sessions.script import Answered

    started_at = asked.created_at or datetime.fromisoformat(report.created_at)
    return Answered(_item(attempt, asked, deck), "next", started_at, report, attempt_id=attempt.id)


def _item(attempt: Attempt, asked: Asked, deck: Deck) -> "Item":
    from voicedrill.sessions.script import Item

    part = asked.part
    return Item(
        asked.question,
        deck,
        None,
        heading="",
        part=part.number if part else 0,
        of=attempt.id if part else None,
        because=part.because if part else None,
        about=part.about if part else None,
        mode=asked.mode,
        session=asked.session,
    )


def _deck_of(asked: Asked) -> Deck:
    """The deck with the glossary that it had, and with its stories where it is still there."""
    deck = asked.as_deck()
    try:
        stories = load_deck(find_deck(asked.deck_file)).stories if asked.deck_file else ()
    except (UsageError, DeckError):
        return deck
    return replace(deck, stories=stories)


def asked_in(attempt: Attempt) -> tuple[bool, Asked]:
    """Whether an attempt is in the history, and what was asked in it. Raises AttemptError, HistoryError."""
    with open_history() as history:
        if history.holds(attempt.id, attempt.part):
            return True, history.asked(attempt.id, attempt.part)
    return False, attempt.asked()


def attempt_at(path: Path) -> Attempt | None:
    """The attempt whose folder is ``path``, or the follow-up whose sound it is; None when it is neither."""
    attempt = folder_at(path)
    if attempt is None or attempt.question.is_file():
        return attempt
    if attempt.folder.resolve().parent != attempts_dir().resolve():
        return None
    with open_history() as history:
        return attempt if history.holds(attempt.id, attempt.part) else None


def unfinished_attempts() -> list[Attempt]:
    """Attempts and follow-ups with sound and without a report, the oldest first. Raises HistoryError."""
    with open_history(takes_over=True) as history:
        finished = history.attempt_ids()
        latest = sorted(finished)[-_LOOKED_AT:]
        begun = [
            Attempt(Path(entry.path)) for entry in os.scandir(attempts_dir()) if entry.name not in finished
        ]
        folders = [attempts_dir() / name for name in latest] + [attempt.folder for attempt in begun]
        parts = [part for folder in folders for part in follow_ups_in(folder)]
        found = [
            attempt
            for attempt in (*begun, *parts)
            if attempt.is_unfinished and not history.holds(attempt.id, attempt.part)
        ]
    return sorted(found, key=lambda attempt: (attempt.id, attempt.part))


def earlier_answers(question: Question, attempt: Attempt, deck: str | None = None) -> tuple[str, ...]:
    """The texts of the latest answers to ``question`` before ``attempt``, the latest last.

    The same question is one of the same id and wording, or of the same id in ``deck`` (what `find_deck` finds
    it by). A history that cannot be read gives none: it is no reason to be without a report.
    """
    from voicedrill.coverage.recital import MOST_EARLIER

    try:
        with open_history() as history:
            return history.texts(question, before=attempt.id, deck=deck, limit=MOST_EARLIER)
    except HistoryError:
        return ()


def lessons_file(asked: Asked) -> LessonsFile | None:
    """The lessons of the deck that an attempt's question is from; None when that deck is not known."""
    return lessons_of_deck(asked.deck_file)


def lessons_of_deck(deck: str | None) -> LessonsFile | None:
    """The lessons of the deck that `find_deck` finds by ``deck``; None when there is no such deck."""
    try:
        return lessons_of(find_deck(deck)) if deck else None
    except UsageError:  # a deck that shipped once
        return None
