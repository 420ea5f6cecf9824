"""One line of a batch: what it asks for, and the one line that answers it."""

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from voicedrill.coverage.lessons import NO_LESSONS, Lessons
from voicedrill.decks.find import find_deck, find_question
from voicedrill.decks.load import load_deck, question_from_data
from voicedrill.decks.model import Deck, Question
from voicedrill.decks.suggest import did_you_mean
from voicedrill.decks.telling import with_story
from voicedrill.errors import (
    AudioFileError,
    DeckError,
    DeviceError,
    EngineError,
    InputError,
    TranscriptError,
    UsageError,
    VoicedrillError,
)
from voicedrill.sessions.json_text import read_json
from voicedrill.teaching.book import Book
from voicedrill.teaching.store import lessons_of

if TYPE_CHECKING:
    from voicedrill.sessions.analyse import Analyser

KEYS = ("id", "audio", "transcript", "question")
#: What `error.kind` may be, beside "crash" and "internal"; the first class that fits names it.
_KINDS: tuple[tuple[type[Exception], str], ...] = (
    (DeckError, "deck"),
    (AudioFileError, "audio"),
    (TranscriptError, "transcript"),
    (EngineError, "engine"),
    (DeviceError, "device"),
    (InputError, "input"),
    (UsageError, "usage"),
)


class ManifestError(InputError):
    """A line of a manifest that is none."""


@dataclass(frozen=True)
class Request:
    """What one line asks for: sound or a transcript, and perhaps a question."""

    id: Any
    audio: str | None
    transcript: Any
    question: Any


@dataclass(frozen=True)
class Answer:
    """One line of JSON without its end, {"id", "report"} or {"id", "error"}, and whether it is an error."""

    line: str
    failed: bool


def answer_line(analyser: "Analyser", raw: bytes, where: str, folder: Path, learnt: bool = True) -> Answer:
    """The answer to one line of a manifest; an error is an answer too.

    ``where`` names the line in errors, such as "m.jsonl, line 3"; its paths are relative to ``folder``;
    ``learnt``: with the lessons of the deck that the line names.
    """
    name = None
    try:
        data = _read(raw, where)
        name = data.get("id")
        report = _report(analyser, _request(data, where), where, folder, learnt)
    except VoicedrillError as error:
        return failure(name, _kind(error), str(error))
    except Exception as error:  # one line's surprise must not cost the others their answer
        return failure(name, "internal", f"{where}: {type(error).__name__}: {error}")
    from voicedrill.reports.as_json import to_data

    return Answer(_json({"id": name, "report": to_data(report)}), failed=False)


def failure(name: Any, kind: str, message: str) -> Answer:
    """The answer to a line that failed."""
    return Answer(_json({"id": name, "error": {"kind": kind, "message": message}}), failed=True)


def id_of(raw: bytes) -> Any:
    """The id of a line, None when it has none that can be read."""
    try:
        return _read(raw, "").get("id")
    except ManifestError:
        return None


def audio_of(raw: bytes, folder: Path) -> Path | None:
    """The sound that a line names, None when it names none."""
    try:
        audio = _read(raw, "").get("audio")
    except ManifestError:
        return None
    return folder / audio if isinstance(audio, str) and "\0" not in audio else None


def _json(data: dict[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=False, allow_nan=False)


def _read(raw: bytes, where: str) -> dict[str, Any]:
    if not raw.strip():
        raise ManifestError(f"{where} is empty.")
    try:
        data = read_json(raw.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise ManifestError(f"{where} is not UTF-8 text.") from error
    except ValueError as error:
        raise ManifestError(f"{where} is {error}.") from error
    if not isinstance(data, dict):
        raise ManifestError(f"{where} is no object: a line is {{'id', 'audio' or 'transcript', 'question'}}.")
    return data


def _request(data: dict[str, Any], where: str) -> Request:
    for key in data:
        meant = did_you_mean(key, KEYS) if key not in KEYS else ""
        if meant:  # keys of the manifest's owner are passed over, misspelt ones are not
            raise ManifestError(f"{where}: unknown key '{key}'.{meant}")
    if data.get("id") is None:
        raise ManifestError(f"{where} has no 'id'.")
    audio, transcript = data.get("audio"), data.get("transcript")
    if (audio is None) == (transcript is None):
        raise ManifestError(f"{where} needs one of 'audio' and 'transcript'.")
    if audio is not None and not (isinstance(audio, str) and audio and "\0" not in audio):
        raise ManifestError(f"{where}: 'audio' must be the path of a file.")
    return Request(data["id"], audio, transcript, data.get("question"))


def _report(analyser: "Analyser", request: Request, where: str, folder: Path, learnt: bool) -> Any:
    from voicedrill.sessions.transcripts import transcript_from_data

    deck, question = _question(request.question, where, folder)
    lessons = _lessons(request.question, folder) if learnt else NO_LESSONS
    if request.audio is not None:
        return analyser.analyse_file(folder / request.audio, question, deck, lessons)
    return analyser.analyse_transcript(transcript_from_data(request.transcript, where), question, lessons)


def _lessons(asked: Any, folder: Path) -> Lessons:
    if not isinstance(asked, str):
        return NO_LESSONS
    deck, _, question = asked.rpartition("#")
    return _remembered_book(find_deck(deck, folder)).lessons(question)


def _question(asked: Any, where: str, folder: Path) -> tuple[Deck | None, Question | None]:
    if asked is None:
        return None, None
    if isinstance(asked, str):
        deck, question = find_question(asked, folder, _remembered_deck)
        return deck, with_story(question, deck)
    return None, question_from_data(asked, file=where)


@lru_cache(maxsize=8)
def _remembered_deck(path: Path) -> Deck:
    return load_deck(path)


@lru_cache(maxsize=8)
def _remembered_book(deck: Path) -> Book:
    return lessons_of(deck).read()


def _kind(error: VoicedrillError) -> str:
    if isinstance(error, ManifestError):
        return "manifest"
    return next((kind for known, kind in _KINDS if isinstance(error, known)), "error")
