"""A question turned into speech: rendered once by pyttsx3 in a process of its own, then kept."""

import hashlib
import json
import os
import subprocess
import sys
import tempfile
import unicodedata
from importlib import metadata
from pathlib import Path
from typing import Any

from voicedrill import folders
from voicedrill.audio.files import WavWriter, read_blocks
from voicedrill.errors import AudioFileError, FolderError, VoiceError

#: Words a minute: a person who reads a question to somebody.
DEFAULT_RATE_WPM = 165
DEFAULT_VOLUME = 1.0
#: A question longer than this (some five minutes) is only printed.
MAX_CHARACTERS = 4_000

_TIME_LIMIT_S = 60.0
_ESPEAK_CHOICES = ("auto", "system", "bundled")
_INSTEAD = "--no-voice prints the questions only."


def render(
    text: str, *, voice: str | None = None, rate: int | None = None, volume: float | None = None
) -> Path:
    """The wav file (16 kHz mono) in which ``text`` is read aloud; made once, then taken from the cache.

    ``voice`` is a name or id of `voices`, or a part of a name; with espeak-ng "en-us+f3" asks for a variant.
    ``rate`` is in words a minute (80 to 400), ``volume`` 0 to 1.

    Raises VoiceError when there is nothing to read or too much, no such voice, or no synthesiser that works.
    """
    plain = _speakable(text)
    request = {
        "do": "render",
        "text": plain,
        "voice": voice or None,
        "rate": _within(rate or DEFAULT_RATE_WPM, 80, 400, "rate, in words a minute,"),
        "volume": _within(DEFAULT_VOLUME if volume is None else volume, 0.0, 1.0, "volume"),
        "espeak": _espeak_choice(),
    }
    try:
        cache = folders.cache_dir()
    except FolderError as error:
        raise VoiceError(f"The spoken question cannot be kept. {error}") from error
    kept = cache / "voice" / f"{_key(request)}.wav"
    if kept.exists():
        return kept
    try:
        kept.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=kept.parent, prefix="making-") as folder:
            spoken, tidy = Path(folder) / "spoken.wav", Path(folder) / "tidy.wav"
            _ask({**request, "path": str(spoken)})
            # The driver of macOS writes AIFF, whatever the name; and each has its own rate.
            with WavWriter(tidy) as writer:
                for block in read_blocks(spoken):
                    writer.write(block)
            tidy.replace(kept)
    except AudioFileError as error:
        raise VoiceError(f"The voice gave no sound for the question. {_INSTEAD}") from error
    except OSError as error:
        raise VoiceError(f"The spoken question cannot be kept in {kept.parent}: {error.strerror}.") from error
    return kept


def voices() -> list[str]:
    """The names of the English voices on this machine. Raises VoiceError when no synthesiser works."""
    listed = _ask({"do": "voices", "espeak": _espeak_choice()})["voices"]
    # en-shaw reads the Shavian alphabet, in which nobody writes questions.
    languages = {voice["name"]: voice["language"] for voice in listed}
    return sorted(name for name, code in languages.items() if code.startswith("en") and code != "en-shaw")


def library() -> str:
    """What speaks here: the path of the espeak-ng library, elsewhere the name of the system's own.

    Raises VoiceError when no synthesiser works.
    """
    return str(_ask({"do": "voices", "espeak": _espeak_choice()})["library"])


def _ask(request: dict[str, Any]) -> dict[str, Any]:
    answer = _run(request)
    if answer.get("kind") == "engine" and request["espeak"] == "auto":
        # A system library without its data, say: the bundled one brings its own.
        answer = _run({**request, "espeak": "bundled"})
    if "error" not in answer:
        return answer
    message = str(answer["error"])
    if answer["kind"] == "voice":
        raise VoiceError(message)
    if answer["kind"] == "engine":
        raise VoiceError(
            f"No speech synthesiser could be started ({message}). On Linux install espeak-ng. {_INSTEAD}"
        )
    raise VoiceError(f"The question could not be spoken ({message}). {_INSTEAD}")


def _run(request: dict[str, Any]) -> dict[str, Any]:
    try:
        done = subprocess.run(
            [sys.executable, "-m", "voicedrill.voice.render"],
            input=json.dumps(request),
            capture_output=True,
            text=True,
            encoding="utf-8",
            errors="replace",
            timeout=_TIME_LIMIT_S,
        )
        answer: dict[str, Any] = json.loads(done.stdout)
    except subprocess.TimeoutExpired:
        return {"kind": "render", "error": f"it took longer than {_TIME_LIMIT_S:.0f} s"}
    except json.JSONDecodeError:
        last = (done.stderr.strip().splitlines() or [f"exit code {done.returncode}"])[-1]
        return {"kind": "engine", "error": f"it crashed: {last}"}
    except OSError as error:
        return {"kind": "engine", "error": str(error)}
    return answer


def _speakable(text: str) -> str:
    """``text`` without what no voice can say: control characters, halves of characters, runs of blanks."""
    sayable = "".join(
        " " if unicodedata.category(letter) in ("Cc", "Cs", "Co", "Cn") else letter for letter in text
    )
    plain = " ".join(sayable.split())
    if not any(letter.isalnum() for letter in plain):
        raise VoiceError("There is nothing to read aloud: the question has no words.")
    if len(plain) > MAX_CHARACTERS:
        raise VoiceError(
            f"The question is too long to be read aloud: {len(plain)} characters, at most {MAX_CHARACTERS}."
        )
    return plain


def _within(value: float, low: float, high: float, what: str) -> float:
    if not low <= value <= high:
        raise VoiceError(f"The voice's {what} must lie between {low} and {high}, not {value}.")
    return value


def _espeak_choice() -> str:
    choice = os.environ.get("VOICEDRILL_ESPEAK", "auto").strip().lower() or "auto"
    if choice not in _ESPEAK_CHOICES:
        known = ", ".join(_ESPEAK_CHOICES)
        raise VoiceError(f"VOICEDRILL_ESPEAK is '{choice}'. Known: {known}.")
    return choice


def _key(request: dict[str, Any]) -> str:
    versions = {name: _version(name) for name in ("pyttsx3", "espeakng-loader")}
    whole = json.dumps([request, versions, sys.platform], sort_keys=True)
    return hashlib.sha256(whole.encode()).hexdigest()[:32]


def _version(distribution: str) -> str | None:
    try:
        return metadata.version(distribution)
    except metadata.PackageNotFoundError:
        return None
