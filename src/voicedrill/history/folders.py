"""Attempts' folders, readable by the user alone: the sound, and what was asked while there is no report yet.

    attempts/20261121-114258-ab12/
        answer.wav         the sound, written while it is spoken; answer.flac once it was compressed
        question.json      what was asked, until the answer is in the history
        follow-up-1.wav    the answer to the first follow-up; .flac and .json likewise

A follow-up is an attempt of its own within the folder, and is finished by the path of its sound.
"""

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from voicedrill.errors import InputError
from voicedrill.folders import data_dir
from voicedrill.history.packing import part_of, question_of, terms_of
from voicedrill.history.values import Mode

if TYPE_CHECKING:
    from voicedrill.decks.model import Deck, GlossaryTerm, Question
    from voicedrill.reports.model import Part

_WAV_HEADER_BYTES = 44
_ANSWER = "answer"
_FOLLOW_UP = "follow-up-"


class AttemptError(InputError):
    """An attempt's folder could not be written or read."""


@dataclass(frozen=True)
class Asked:
    """What was asked in an attempt. ``glossary``: that of the question's deck.

    ``deck``: the deck's title; ``deck_file``: what `find_deck` finds it by, None when it is not known.
    ``part``: of a follow-up, which it is; ``mode`` and ``session`` as in `script.Item`. ``created_at``: when
    it was, None in a folder that an early version made.
    """

    question: "Question"
    glossary: "tuple[GlossaryTerm, ...]" = ()
    deck: str | None = None
    deck_file: str | None = None
    part: "Part | None" = None
    mode: Mode = "practice"
    session: str | None = None
    created_at: datetime | None = None

    def as_deck(self) -> "Deck":
        """A deck of this question alone, for whoever needs its glossary."""
        from voicedrill.decks.model import Deck

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
    def recorded(self) -> Path:
        """Where the answer is recorded."""
        return self.folder / f"{self._stem}.wav"

    @property
    def compressed(self) -> Path:
        """Where the sound is once it was compressed."""
        return self.folder / f"{self._stem}.flac"

    @property
    def sound(self) -> Path:
        """Where the sound is now, or will be."""
        is_compressed = not self.recorded.exists() and self.compressed.exists()
        return self.compressed if is_compressed else self.recorded

    @property
    def question(self) -> Path:
        """Where it stands what was asked, until there is a report."""
        return self.folder / (f"{self._stem}.json" if self.part else "question.json")

    @property
    def _stem(self) -> str:
        return f"{_FOLLOW_UP}{self.part}" if self.part else _ANSWER

    @property
    def path(self) -> Path:
        """What `voicedrill analyze` finishes it by."""
        return self.sound if self.part else self.folder

    @property
    def has_sound(self) -> bool:
        """Whether anything was recorded."""
        with suppress(OSError):
            return self.sound.stat().st_size > _WAV_HEADER_BYTES
        return False

    @property
    def is_unfinished(self) -> bool:
        """Whether there is sound and no report on it."""
        return self.has_sound and self.question.exists()

    def asked(self) -> Asked:
        """The question as it was, of an attempt that is unfinished. Raises AttemptError when it cannot be
        read.
        """
        from pydantic import ValidationError

        try:
            data = json.loads(self.question.read_text(encoding="utf-8"))
            about = data.pop("asked_in")
            created_at = about.get("created_at")
            return Asked(
                question=question_of(data),
                glossary=terms_of(about["glossary"]),
                deck=about["deck"],
                deck_file=about.get("deck_file"),
                part=part_of(about.get("part")),
                mode=about.get("mode", "practice"),
                session=about.get("session"),
                created_at=datetime.fromisoformat(created_at) if created_at else None,
            )
        except (OSError, ValueError, KeyError, TypeError, AttributeError, ValidationError) as error:
            raise AttemptError(
                f"The question of this attempt cannot be read: {self.question}. "
                f"Its sound can still be analysed alone: voicedrill analyze {self.sound}"
            ) from error

    def settle(self) -> None:
        """The answer is in the history: what was asked stands there too. Leftovers do no harm."""
        with suppress(OSError):
            self.question.unlink(missing_ok=True)

    def drop_sound(self) -> None:
        """Delete the sound, and the folder when nothing else is in it."""
        for path in (self.recorded, self.compressed):
            with suppress(OSError):
                path.unlink(missing_ok=True)
        with suppress(OSError):  # it is not empty
            self.folder.rmdir()

    def discard(self) -> None:
        """Delete the attempt with all that is in it, of a follow-up its own files; what is gone already is
        no error.
        """
        if not self.part:
            shutil.rmtree(self.folder, ignore_errors=True)
            return
        self.settle()
        self.drop_sound()


def attempts_dir() -> Path:
    """The folder of all attempts, created when first asked for."""
    folder = data_dir() / "attempts"
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder


def follow_ups_in(folder: Path) -> Iterator[Attempt]:
    """The follow-ups that are not finished in an attempt's folder, in order."""
    names = (path.stem.removeprefix(_FOLLOW_UP) for path in folder.glob(f"{_FOLLOW_UP}*.json"))
    return (Attempt(folder, number) for number in sorted(int(name) for name in names if name.isdigit()))


def folder_at(path: Path) -> Attempt | None:
    """The attempt whose folder ``path`` may be, or the follow-up whose sound; None without such sound."""
    number = path.stem.removeprefix(_FOLLOW_UP) if path.suffix in (".wav", ".flac") else ""
    attempt = Attempt(path.parent, int(number)) if number.isdigit() else Attempt(path)
    return attempt if attempt.folder.is_dir() and attempt.sound.is_file() else None


def asked_text(asked: Asked) -> str:
    """What `Attempt.asked` reads."""
    about: dict[str, Any] = {
        "deck": asked.deck,
        "deck_file": asked.deck_file,
        "glossary": [asdict(term) for term in asked.glossary],
        "mode": asked.mode,
        "session": asked.session,
    }
    if asked.created_at is not None:
        about["created_at"] = asked.created_at.isoformat(timespec="seconds")
    if asked.part is not None:
        about["part"] = asdict(asked.part)
    return json.dumps({**asdict(asked.question), "asked_in": about}, ensure_ascii=False)


def write_private(path: Path, text: str) -> None:
    """Put ``text`` in the place of the file at once, so that no half of it is ever there. Raises
    AttemptError.
    """
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
