"""Whisper by faster-whisper (CTranslate2), int8 on the processor, with weights that are on this machine.

Whisper leaves out most "um" and "uh" (faster-whisper issues 319, 901), and its word times are often more than
0.1 s off: the listeners and the aligner put both right. How it is driven here, and why:

- One cut, one pass, without time tokens. faster-whisper would go on after the last word that it timed, and so
  transcribe the silence at the end of a cut as if it were speech; the cuts have been made at pauses already.
- Temperature 0 only. The library's fallback draws at random, so that two runs over one answer could differ.
  When a pass falls into a loop, a second one without hotwords and without repeated triples takes its place.
- No text of the cut before: it carries a mistake from cut to cut.
"""

import os
from collections.abc import Iterable, Sequence
from importlib.util import find_spec
from typing import Any

import numpy as np

from voicedrill.audio.clips import SAMPLE_RATE_HZ, Samples
from voicedrill.decks.model import GlossaryTerm
from voicedrill.errors import EngineError
from voicedrill.recognition.base import Heard, Hints
from voicedrill.timing import Word
from voicedrill.weights import models

#: Whisper hears 30 s at once; a prompt reaches no further.
LONGEST_CUT_S = 28.0
#: Shorter cuts get silence behind them: with a handful of frames faster-whisper's word timing fails.
SHORTEST_CUT_S = 1.0
#: Longer prompts made Whisper leave out whole sentences (whisperX issue 693).
LONGEST_HOTWORDS = 32
#: Text that zlib shrinks this much is a loop: Whisper's own threshold (Radford et al. 2022, section 4.5).
LOOP_COMPRESSION = 2.4
#: More threads than this bring little for one cut; `OMP_NUM_THREADS` overrules it.
MOST_THREADS = 4


class WhisperRecogniser:
    """Whisper with the weights of ``model``, by default `models.chosen`.

    Raises EngineError when there are none, or when they do not load.
    """

    name = "whisper"

    def __init__(self, model: models.InstalledModel | None = None) -> None:
        chosen = model or models.chosen()
        if chosen is None:
            raise EngineError(_none_here())
        missing = models.missing_files(chosen.path)
        if missing:
            raise EngineError(_unusable(chosen, f"it lacks {', '.join(missing)}"))
        self.model = chosen.name
        threads = 0 if os.environ.get("OMP_NUM_THREADS") else min(MOST_THREADS, os.cpu_count() or 1)
        try:
            from faster_whisper import WhisperModel

            # A folder and local_files_only: nothing here may open a connection.
            self._whisper: Any = WhisperModel(
                str(chosen.path),
                device="cpu",
                compute_type="int8",
                cpu_threads=threads,
                local_files_only=True,
            )
        except Exception as error:  # RuntimeError, ValueError, IndexError and bare Exception
            raise EngineError(_unusable(chosen, str(error))) from error

    def transcribe(self, samples: Samples, hints: Hints) -> Heard:
        """The words of one cut of at most `LONGEST_CUT_S`, timed from its start; no words for silence.

        Raises EngineError, also for a longer cut.
        """
        if self._whisper is None:
            raise EngineError("Whisper is closed.")
        duration_s = len(samples) / SAMPLE_RATE_HZ
        if duration_s > LONGEST_CUT_S:
            raise EngineError(
                f"Whisper hears at most {LONGEST_CUT_S:.0f} s at once, and this cut has {duration_s:.1f} s."
            )
        if not len(samples):
            return Heard("", ())
        samples = np.pad(samples, (0, max(0, int(SHORTEST_CUT_S * SAMPLE_RATE_HZ) - len(samples))))
        try:
            segment = self._pass(samples, hotwords=hotwords(hints.terms))
            if segment is not None and segment.compression_ratio > LOOP_COMPRESSION:
                again = self._pass(samples, no_repeat_ngram_size=3)
                if again is not None and again.compression_ratio < segment.compression_ratio:
                    segment = again
        except Exception as error:  # as above
            raise EngineError(
                f"Whisper ({self.model}) failed on a cut of {duration_s:.1f} s: {error}"
            ) from error
        if segment is None:
            return Heard("", ())
        words = whole_words(segment.words or (), duration_s)
        return Heard(" ".join(word.text for word in words), words)

    def close(self) -> None:
        """Free the weights."""
        self._whisper = None

    def _pass(self, samples: Samples, **options: Any) -> Any:
        """faster-whisper's one segment for the cut, or None when it hears no speech."""
        segments, _ = self._whisper.transcribe(
            samples,
            language="en",
            beam_size=5,
            temperature=0.0,
            condition_on_previous_text=False,
            without_timestamps=True,
            word_timestamps=True,
            vad_filter=False,
            **options,
        )
        return next(iter(segments), None)


def availability() -> str | None:
    """Why this engine cannot run here, or None. Imports nothing heavy."""
    if find_spec("faster_whisper") is None:
        return "faster-whisper is not installed. Run `pip install faster-whisper`."
    try:
        return _none_here() if models.chosen() is None else None
    except EngineError as error:
        return str(error)


def hotwords(terms: Sequence[GlossaryTerm]) -> str | None:
    """As many terms, in the deck's order, as the prompt may hold; None when there are none."""
    text = ""
    for term in terms:
        longer = f"{text}, {term.term}" if text else term.term
        if len(longer) <= LONGEST_HOTWORDS:
            text = longer
    return text or None


def whole_words(pieces: Iterable[Any], duration_s: float) -> tuple[Word, ...]:
    """faster-whisper's words as ours, with times inside the cut.

    A piece that does not begin with a space belongs to the word before it ("99", ".9%"): their times are
    joined, and the word is as probable as its weakest piece.
    """
    words: list[Word] = []
    for piece in pieces:
        start = min(max(0.0, float(piece.start)), duration_s)
        end = min(max(start, float(piece.end)), duration_s)
        probability = min(1.0, max(0.0, float(piece.probability)))
        if words and not piece.word.startswith(" "):
            last = words.pop()
            probability = min(probability, last.probability or 0.0)
            words.append(
                Word(last.text + piece.word.strip(), last.start, max(end, last.end or 0.0), probability)
            )
        elif piece.word.strip():
            words.append(Word(piece.word.strip(), start, end, probability))
    return tuple(words)


def _none_here() -> str:
    advised = models.find(models.RECOMMENDED)
    return (
        "No Whisper model is on this machine yet. "
        f"Run `voicedrill models pull {advised.name}` to fetch one ({advised.size_mb} MB)."
    )


def _unusable(model: models.InstalledModel, reason: str) -> str:
    known = any(entry.name == model.name for entry in models.CATALOGUE)
    again = f"Run `voicedrill models remove {model.name}`"
    again += f", then `voicedrill models pull {model.name}`." if known else " or choose another."
    return f"The Whisper model in {model.path} does not load: {reason.strip().rstrip('.')}. {again}"
