"""Moonshine tiny-en: the recogniser that works at once, its weights come inside the moonshine-voice wheel.

It runs on whole cuts with its own voice activity detection switched off: that one forces a cut at ten
seconds and repeats half a second of words there.
"""

import ctypes
import re
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np

from voicedrill.audio.clips import SAMPLE_RATE_HZ, Samples
from voicedrill.errors import EngineError
from voicedrill.recognition.base import Heard, Hints

#: Shorter cuts are filled up with silence: below this the model invents words.
SHORTEST_CUT_S = 1.5
_WEIGHTS = Path("assets/tiny-en")
#: What it writes for breath, hum and silence.
_NOTHING_SAID = re.compile(r"(?:you)?\W*", re.IGNORECASE)
_NOTE_SIGNS = re.compile(r"[♪♫♩♬]+|\[[^\]]*\]|\([^)]*\)")


class MoonshineRecogniser:
    """Raises EngineError when the library or its weights are missing or do not load."""

    name = "moonshine"
    model = "tiny-en"

    def __init__(self) -> None:
        why = availability()
        if why is not None:
            raise EngineError(why)
        try:
            from moonshine_voice import ModelArch, Transcriber

            self._transcriber: Any = Transcriber(
                str(weights_folder()), ModelArch.TINY, options={"vad_threshold": "0"}
            )
        except Exception as error:  # the library raises its own, ImportError and OSError
            raise EngineError(f"The embedded recogniser (moonshine) does not start: {error}") from error

    def transcribe(self, samples: Samples, hints: Hints) -> Heard:  # noqa: ARG002 - it takes no hints
        """The words of one cut, without times. Raises EngineError."""
        if self._transcriber is None:
            raise EngineError("The embedded recogniser (moonshine) is closed.")
        missing = int(SHORTEST_CUT_S * SAMPLE_RATE_HZ) - len(samples)
        if missing > 0:
            samples = np.pad(samples, (missing // 2, missing - missing // 2))
        try:
            lines = self._lines(np.ascontiguousarray(samples, np.float32))
        except Exception as error:  # the library's errors share no base but Exception
            raise EngineError(f"The embedded recogniser (moonshine) failed: {error}") from error
        return Heard(clean_text(" ".join(lines)))

    def _lines(self, samples: Samples) -> list[str]:
        """What the library makes of ``samples``.

        Its C function is called on the array itself: the Python wrapper copies every sample to a list and
        back, which held the interpreter's lock for 60 ms a cut. The version is pinned, so this is safe.
        """
        from moonshine_voice.errors import check_error
        from moonshine_voice.moonshine_api import TranscriptC

        result = ctypes.POINTER(TranscriptC)()
        status = self._transcriber._lib.moonshine_transcribe_without_streaming(
            self._transcriber._handle,
            samples.ctypes.data_as(ctypes.POINTER(ctypes.c_float)),
            len(samples),
            SAMPLE_RATE_HZ,
            0,
            ctypes.byref(result),
        )
        check_error(status)
        lines = [result.contents.lines[number] for number in range(result.contents.line_count)]
        return [ctypes.string_at(line.text).decode("utf-8", "ignore") for line in lines if line.text]

    def close(self) -> None:
        """Free the weights."""
        if self._transcriber is not None:
            self._transcriber.close()
            self._transcriber = None


def clean_text(text: str) -> str:
    """``text`` without note signs and bracketed noises; empty when it is what the model makes of silence."""
    text = " ".join(_NOTE_SIGNS.sub(" ", text).split())
    text = re.sub(r",{2,}", ",", text)
    return "" if _NOTHING_SAID.fullmatch(text) else text


def availability() -> str | None:
    """Why this engine cannot run here, or None. Imports nothing heavy."""
    if find_spec("moonshine_voice") is None:
        return (
            "The embedded recogniser (moonshine) is not installed: there is no wheel for this platform. "
            "Run `voicedrill models pull base.en` and use Whisper."
        )
    if not weights_folder().is_dir():
        return (
            "The installed moonshine-voice carries no weights. Run `pip install moonshine-voice==0.0.73`, "
            "or `voicedrill models pull base.en` and use Whisper."
        )
    return None


def weights_folder() -> Path:
    """Where its models lie. Raises EngineError when it is not installed."""
    spec = find_spec("moonshine_voice")  # looks, does not import
    if spec is None or spec.origin is None:
        raise EngineError("moonshine-voice is not installed.")
    return Path(spec.origin).parent / _WEIGHTS
