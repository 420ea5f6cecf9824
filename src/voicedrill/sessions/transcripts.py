"""Transcripts that somebody else made: plain text, or words with times as in the report."""

import math
from collections.abc import Sequence
from pathlib import Path
from typing import Any, TypeGuard

from voicedrill.errors import TranscriptError
from voicedrill.sessions.json_text import read_json
from voicedrill.timing import Word
from voicedrill.transcript import Timing, Transcript

MAX_BYTES = 50_000_000
#: The engine's name where none is told.
GIVEN = "given"


def read_transcript(path: Path) -> Transcript:
    """The transcript in a .txt (untimed) or .json file (a report, {"words": [...]} or {"text": "..."}).

    Raises TranscriptError naming the file and what is wrong.
    """
    suffix = path.suffix.lower()
    if suffix not in (".txt", ".json"):
        raise TranscriptError(f"{path}: a transcript is a .txt or a .json file.")
    text = _read_text(path)
    if not text.strip():
        raise TranscriptError(f"{path}: the file is empty.")
    if suffix == ".txt":
        return transcript_from_text(text)
    try:
        data = read_json(text)
    except ValueError as error:
        raise TranscriptError(f"{path}: this is {error}.") from error
    return transcript_from_data(data, str(path))


def transcript_from_text(text: str) -> Transcript:
    """The words of ``text``, without times."""
    from voicedrill.recognition.listener import split_words

    words = tuple(Word(word, None, None) for word in split_words(text))
    return Transcript(GIVEN, None, " ".join(word.text for word in words), "none", words)


def transcript_from_data(data: Any, where: str) -> Transcript:
    """A transcript from plain data: text, a list of words, the `transcript` of a report, or a whole report.

    ``where`` names the place in errors. Raises TranscriptError.
    """
    if isinstance(data, str):
        return transcript_from_text(data)
    if isinstance(data, list):
        return _from_words(data, {}, where)
    if not isinstance(data, dict):
        raise TranscriptError(f"{where}: a transcript is text or an object with 'words' or 'text'.")
    if isinstance(data.get("transcript"), dict):
        return transcript_from_data(data["transcript"], where)
    if isinstance(data.get("words"), list):
        return _from_words(data["words"], data, where)
    if isinstance(data.get("text"), str):
        return transcript_from_text(data["text"])
    raise TranscriptError(
        f"{where}: there is no transcript here. Expected a report, {{'words': [...]}} or {{'text': '...'}}."
    )


def _read_text(path: Path) -> str:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise TranscriptError(
                f"{path}: the file is too large; at most {MAX_BYTES // 1_000_000} MB are read."
            )
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        raise TranscriptError(f"{path}: there is no such file.") from error
    except UnicodeDecodeError as error:
        raise TranscriptError(f"{path}: this is not UTF-8 text; is it a transcript?") from error
    except OSError as error:
        raise TranscriptError(f"{path}: cannot be read ({error.strerror}).") from error


def _from_words(items: Sequence[Any], around: dict[str, Any], where: str) -> Transcript:
    words = tuple(_word(item, f"{where}: word {i}") for i, item in enumerate(items, 1))
    words = tuple(word for word in words if word.text)
    timed = [word.start is not None for word in words]
    if any(timed) and not all(timed):
        number = timed.index(False) + 1
        raise TranscriptError(f"{where}: word {number} has no time, and others have. Give all or none.")
    _check_order(words, where)
    engine, model = around.get("engine"), around.get("model")
    return Transcript(
        engine=engine if isinstance(engine, str) else GIVEN,
        model=model if isinstance(model, str) else None,
        text=" ".join(word.text for word in words),
        timing=_timing(around.get("timing"), any(timed)),
        words=words,
    )


def _word(item: Any, where: str) -> Word:
    if isinstance(item, str):
        return Word(item.strip(), None, None)
    if not isinstance(item, dict) or not isinstance(item.get("text"), str):
        raise TranscriptError(
            f"{where} has no 'text'. A word is {{'text', 'start', 'end'}}, times in seconds."
        )
    start, end = _seconds(item, "start", where), _seconds(item, "end", where)
    if (start is None) != (end is None):
        raise TranscriptError(f"{where} has only one of 'start' and 'end'.")
    if start is not None and end is not None and end < start:
        raise TranscriptError(f"{where} ends ({end:g} s) before it starts ({start:g} s).")
    probability = item.get("probability")
    likely = float(probability) if _is_number(probability) and 0 <= probability <= 1 else None
    return Word(item["text"].strip(), start, end, likely)


def _seconds(item: dict[str, Any], key: str, where: str) -> float | None:
    value = item.get(key)
    if value is None:
        return None
    if not _is_number(value) or value < 0:
        raise TranscriptError(
            f"{where}: '{key}' must be seconds from the start of the recording, not {value!r}."
        )
    return float(value)


def _is_number(value: Any) -> TypeGuard[float]:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def _check_order(words: Sequence[Word], where: str) -> None:
    latest = 0.0
    for number, word in enumerate(words, 1):
        if word.start is None:
            return
        if word.start < latest:
            raise TranscriptError(
                f"{where}: word {number} ('{word.text[:40]}') starts before the word in front of it."
            )
        latest = word.start


def _timing(told: Any, timed: bool) -> Timing:
    if not timed:
        return "none"
    return "aligned" if told == "aligned" else "engine"
