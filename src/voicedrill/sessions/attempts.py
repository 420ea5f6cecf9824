"""Attempts on disk: one folder for each spoken answer, readable by the user alone.

    attempts/20261121-114258-ab12/
        answer.wav       the sound, written while it is spoken
        question.json    the question as it was, and its deck's glossary
        report.json      the report, once there is one
        follow-up-1.wav  the answer to the first follow-up; .json and .report.json beside it likewise

An attempt with sound and without a report is unfinished: `voicedrill analyze FOLDER` finishes it. A follow-up
is an attempt of its own within the folder, and is finished by the path of its sound.
"""

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from voicedrill.coverage.lessons import NO_LESSONS
from voicedrill.decks.find import find_deck, reference_to
from voicedrill.decks.model import Deck, GlossaryTerm, Question
from voicedrill.errors import InputError, UsageError
from voicedrill.folders import data_dir
from voicedrill.reports.model import Part
from voicedrill.teaching.store import LessonsFile, lessons_of

if TYPE_CHECKING:
    from voicedrill.reports.model import Report
    from voicedrill.sessions.analyse import Analyser

_WAV_HEADER_BYTES = 44
_FOLLOW_UP = "follow-up-"
#: How many of the latest attempts are searched for earlier answers, so that a long history delays no report.
_LOOKED_AT = 100


class AttemptError(InputError):
    """An attempt's folder could not be written or read."""


@dataclass(frozen=True)
class Asked:
    """What was asked in an attempt. ``glossary``: that of the question's deck.

    ``deck``: the deck's title; ``deck_file``: what `find_deck` finds it by, None when it is not known.
    ``part``: of a follow-up, which it is; ``mode`` and ``session`` as in `script.Item`.
    """

    question: Question
    glossary: tuple[GlossaryTerm, ...] = ()
    deck: str | None = None
    deck_file: str | None = None
    part: Part | None = None
    mode: str = "practice"
    session: str | None = None

    def as_deck(self) -> Deck:
        """A deck of this question alone, for whoever needs its glossary."""
        return Deck(self.deck or self.question.id, (self.question,), glossary=self.glossary)


@dataclass(frozen=True)
class Attempt:
    """One attempt's folder; with a ``part`` from 1 on, the answer to that follow-up in it."""

    folder: Path
    part: int = 0

    @property
    def id(self) -> str:
        """The attempt's name; names sort by time."""
        return self.folder.name

    @property
    def sound(self) -> Path:
        """Where the answer is recorded."""
        return self.folder / (f"{_FOLLOW_UP}{self.part}.wav" if self.part else "answer.wav")

    @property
    def report(self) -> Path:
        """Where the report is kept."""
        return self.folder / (f"{_FOLLOW_UP}{self.part}.report.json" if self.part else "report.json")

    @property
    def question(self) -> Path:
        """Where it stands what was asked."""
        return self.folder / (f"{_FOLLOW_UP}{self.part}.json" if self.part else "question.json")

    @property
    def path(self) -> Path:
        """What `voicedrill analyze` finishes it by."""
        return self.sound if self.part else self.folder

    @property
    def has_sound(self) -> bool:
        """Whether anything was recorded."""
        return self.sound.is_file() and self.sound.stat().st_size > _WAV_HEADER_BYTES

    @property
    def is_unfinished(self) -> bool:
        """Whether there is sound and no report on it."""
        return self.has_sound and not self.report.exists()

    def asked(self) -> Asked:
        """The question as it was. Raises AttemptError when it cannot be read."""
        from pydantic import TypeAdapter, ValidationError

        path = self.question
        try:
            data = json.loads(path.read_text(encoding="utf-8"))
            about = data.pop("asked_in")
            return Asked(
                question=TypeAdapter(Question).validate_python(data),
                glossary=TypeAdapter(tuple[GlossaryTerm, ...]).validate_python(about["glossary"]),
                deck=about["deck"],
                deck_file=about.get("deck_file"),
                part=TypeAdapter(Part | None).validate_python(about.get("part")),
                mode=about.get("mode", "practice"),
                session=about.get("session"),
            )
        except (OSError, ValueError, KeyError, TypeError, AttributeError, ValidationError) as error:
            raise AttemptError(
                f"The question of this attempt cannot be read: {path}. "
                f"Its sound can still be analysed alone: voicedrill analyze {self.sound}"
            ) from error

    def save_report(self, text: str) -> None:
        """Keep the report, whole or not at all. Raises AttemptError."""
        _write(self.report, text)

    def discard(self) -> None:
        """Delete the attempt with all that is in it, of a follow-up its own files; what is gone already is
        no error.
        """
        if not self.part:
            shutil.rmtree(self.folder, ignore_errors=True)
            return
        for path in (self.sound, self.report, self.question):
            with suppress(OSError):
                path.unlink(missing_ok=True)


def finish_attempt(attempt: Attempt, analyser: "Analyser", learnt: bool = True) -> "Report":
    """Analyse an attempt's sound with its own question; the report is kept where there is none yet.

    ``learnt``: with the lessons of its deck. Raises LessonsError, AttemptError, AudioFileError, EngineError.
    """
    asked = attempt.asked()
    kept = lessons_file(asked) if learnt else None
    lessons = kept.read().lessons(asked.question.id) if kept else NO_LESSONS
    report = analyser.analyse_file(
        attempt.sound,
        asked.question,
        asked.as_deck(),
        lessons,
        earlier=earlier_answers(asked.question, attempt),
    )
    report = replace(report, attempt_id=attempt.id, part=asked.part)
    if attempt.is_unfinished:
        from voicedrill.reports.as_json import to_json

        attempt.save_report(to_json(report))
    return report


def lessons_file(asked: Asked) -> LessonsFile | None:
    """The lessons of the deck that an attempt's question is from; None when that deck is not known."""
    try:
        return lessons_of(find_deck(asked.deck_file)) if asked.deck_file else None
    except UsageError:  # a deck that shipped once
        return None


def attempts_dir() -> Path:
    """The folder of all attempts, created when first asked for."""
    folder = data_dir() / "attempts"
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder


def create_attempt(
    question: Question,
    deck: Deck | None,
    now: datetime,
    deck_file: Path | None = None,
    *,
    mode: str = "practice",
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
    _write(attempt.question, _question_data(question, deck, deck_file, None, mode, session))
    return attempt


def create_follow_up(
    part: Part,
    question: Question,
    deck: Deck | None,
    deck_file: Path | None = None,
    *,
    mode: str = "practice",
    session: str | None = None,
) -> Attempt:
    """The files of a follow-up's answer in the folder of the attempt it belongs to, as `create_attempt`.

    Raises AttemptError when there is no such attempt, or it cannot be written.
    """
    attempt = Attempt(attempts_dir() / part.of, part.number)
    attempt.discard()
    try:
        _make_sound(attempt)
    except OSError as error:
        raise _unwritable(error) from error
    _write(attempt.question, _question_data(question, deck, deck_file, part, mode, session))
    return attempt


def _make_sound(attempt: Attempt) -> None:
    # Made here, so that the recorder finds it readable by the user alone.
    os.close(os.open(attempt.sound, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))


def _unwritable(error: OSError) -> AttemptError:
    return AttemptError(
        f"The attempt cannot be kept: {error.strerror or error} ({error.filename}). "
        "Set VOICEDRILL_DATA to a folder that you may write to."
    )


def attempts() -> Iterator[Attempt]:
    """All attempts, the oldest first."""
    for folder in sorted(attempts_dir().iterdir()):
        if folder.is_dir() and (folder / "question.json").is_file():
            yield Attempt(folder)


def unfinished_attempts() -> list[Attempt]:
    """Attempts and follow-ups with sound and without a report, the oldest first."""
    return [
        part for attempt in attempts() for part in (attempt, *follow_ups_of(attempt)) if part.is_unfinished
    ]


def follow_ups_of(attempt: Attempt) -> list[Attempt]:
    """The follow-ups that were recorded in an attempt's folder, in order."""
    names = (path.stem.removeprefix(_FOLLOW_UP) for path in attempt.folder.glob(f"{_FOLLOW_UP}*.wav"))
    return [
        Attempt(attempt.folder, number) for number in sorted(int(name) for name in names if name.isdigit())
    ]


def earlier_answers(question: Question, attempt: Attempt) -> tuple[str, ...]:
    """The texts of the latest answers to ``question`` before ``attempt``, the latest last.

    The same question is one of the same id and wording. What cannot be read is passed over.
    """
    from voicedrill.coverage.recital import MOST_EARLIER

    before = [other for other in attempts() if other.id < attempt.id][-_LOOKED_AT:]
    texts = (_answer_to(question, other) for other in reversed(before))
    return tuple(islice(filter(None, texts), MOST_EARLIER))[::-1]


def _answer_to(question: Question, attempt: Attempt) -> str | None:
    """What was said in an attempt, when it was asked the same and its report is there."""
    try:
        asked = json.loads((attempt.folder / "question.json").read_text(encoding="utf-8"))
        if (asked["id"], asked["ask"]) != (question.id, question.ask):
            return None
        text = json.loads(attempt.report.read_text(encoding="utf-8"))["transcript"]["text"]
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return text if isinstance(text, str) else None


def attempt_at(path: Path) -> Attempt | None:
    """The attempt whose folder is ``path``, or the follow-up whose sound it is; None when it is neither."""
    number = path.stem.removeprefix(_FOLLOW_UP) if path.suffix == ".wav" else ""
    attempt = Attempt(path.parent, int(number)) if number.isdigit() else Attempt(path)
    return attempt if attempt.question.is_file() and attempt.sound.is_file() else None


def _question_data(
    question: Question,
    deck: Deck | None,
    deck_file: Path | None,
    part: Part | None,
    mode: str,
    session: str | None,
) -> str:
    about: dict[str, Any] = {
        "deck": deck.title if deck else None,
        "deck_file": reference_to(deck_file) if deck_file else None,
        "glossary": [asdict(term) for term in deck.glossary] if deck else [],
        "mode": mode,
        "session": session,
    }
    if part is not None:
        about["part"] = asdict(part)
    return json.dumps({**asdict(question), "asked_in": about}, ensure_ascii=False)


def _write(path: Path, text: str) -> None:
    """Put ``text`` in the place of the file at once, so that no half of it is ever there."""
    beside = path.with_name(f".{path.name}.part")
    try:
        with os.fdopen(
            os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8"
        ) as file:
            file.write(text + "\n")
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except OSError as error:
        raise AttemptError(f"{path} cannot be written: {error.strerror or error}.") from error
