"""Forced alignment by pocketsphinx: recognised words are laid over the sound, phone by phone.

Plain alignment stretches words over the silence beside them, so their edges are then drawn in to the sound's
own energy. pocketsphinx (BSD) brings its acoustic model and dictionary in the wheel.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Any

import numpy as np

from voicedrill.errors import EngineError
from voicedrill.recognition.alignment import Aligner, Alignment, ProportionalAligner, proportional_times
from voicedrill.recognition.cuts import Cut
from voicedrill.recognition.edges import draw_in
from voicedrill.recognition.pronunciation import Pronouncer
from voicedrill.timing import TimeSpan, Word

#: pocketsphinx's frames.
_FRAME_S = 0.01
#: Mean log-likelihood of a frame, against the best phone state in it, below which words do not fit the sound.
_LEAST_SCORE = -4.4
#: Wider than the decoder's own (1e-48, 7e-29), which lose the way in one cut of ten.
_BEAMS = {"beam": 1e-100, "pbeam": 1e-100, "wbeam": 1e-80}
#: The decoder keeps scores divided by this.
_SCORE_SCALE = 1024
_MODEL, _DICTIONARY = "en-us/en-us", "en-us/cmudict-en-us.dict"


@dataclass(frozen=True)
class _Placed:
    span: TimeSpan
    log_likelihood: float


class ForcedAligner:
    """See `Aligner`. Belongs to one thread at a time. Raises EngineError when pocketsphinx does not start."""

    def __init__(self, *, trim: bool = True) -> None:
        try:
            from pocketsphinx import Decoder, get_model_path

            self._decoder: Any = Decoder(
                hmm=get_model_path(_MODEL),
                dict=get_model_path(_DICTIONARY),
                lm=None,
                cmn="batch",
                bestpath=False,  # that second pass over the lattice drops words beside silence
                **_BEAMS,
                loglevel="FATAL",
            )
        except Exception as error:  # ImportError, RuntimeError, ValueError: all mean the same here
            raise EngineError(f"The aligner (pocketsphinx) does not start: {error}") from error
        self._pronouncer = Pronouncer(self._decoder.lookup_word)
        self._keys: dict[str, str] = {}
        self._trim = trim

    def align(self, cut: Cut, texts: Sequence[str]) -> Alignment:
        """See `Aligner`. Signs without sound get no time of their own: they stand at the word before."""
        keys = [self._key(text) for text in texts]
        placed = self._place(cut, [key for key in keys if key])
        if placed is None:
            return Alignment(proportional_times(cut, texts), trusted=False)
        spans = [place.span for place in placed]
        if self._trim:
            spans = draw_in(cut.samples, spans)
        remaining = iter(spans)
        words, last = [], spans[0].start
        for text, key in zip(texts, keys, strict=True):
            span = next(remaining) if key else TimeSpan(last, last)
            words.append(Word(text, span.start, span.end))
            last = span.end
        return Alignment(tuple(words), trusted=True)

    def score(self, cut: Cut, texts: Sequence[str]) -> float | None:
        """How well ``texts`` fit: mean log-likelihood of a frame (`_LEAST_SCORE`); None for not at all."""
        placed = self._search(cut, [key for text in texts if (key := self._key(text))])
        return _mean_score(placed) if placed else None

    def _place(self, cut: Cut, keys: Sequence[str]) -> list[_Placed] | None:
        placed = self._search(cut, keys)
        return placed if placed and _mean_score(placed) >= _LEAST_SCORE else None

    def _search(self, cut: Cut, keys: Sequence[str]) -> list[_Placed] | None:
        if not keys or not len(cut.samples):
            return None
        pcm = (np.clip(cut.samples, -1, 1) * 32767).astype("<i2").tobytes()
        try:
            self._decoder.set_align_text(" ".join(keys))
            self._decoder.start_utt()
            try:
                self._decoder.process_raw(pcm, full_utt=True)
            finally:
                self._decoder.end_utt()
            segments = list(self._decoder.seg() or ())
        except RuntimeError:  # the sound is too short for the words
            return None
        placed = [
            _Placed(
                TimeSpan(segment.start_frame * _FRAME_S, (segment.end_frame + 1) * _FRAME_S),
                math.log(max(segment.ascore, 1e-300)) * _SCORE_SCALE,
            )
            for segment in segments
            if not segment.word.startswith(("<", "["))
        ]
        return placed if len(placed) == len(keys) else None

    def _key(self, text: str) -> str:
        """The dictionary's key for ``text``, entered when it is new; "" for what has no sound."""
        if text not in self._keys:
            plain = text.lower().strip('.,;:!?"()')
            if plain.isalpha() and not text[1:].isupper() and self._decoder.lookup_word(plain) is not None:
                self._keys[text] = plain
            else:
                self._keys[text] = self._enter(text)
        return self._keys[text]

    def _enter(self, text: str) -> str:
        pronunciations = self._pronouncer.pronunciations(text)
        if not pronunciations:
            return ""
        key = f"={len(self._keys)}="
        for number, phones in enumerate(pronunciations, start=1):
            self._decoder.add_word(key if number == 1 else f"{key}({number})", phones, False)
        return key


def default_aligner() -> Aligner:
    """Forced alignment where pocketsphinx is installed, else estimates."""
    return ProportionalAligner() if missing() else ForcedAligner()


def missing() -> str | None:
    """Why there is no forced alignment here, or None. Imports nothing heavy."""
    if find_spec("pocketsphinx") is None:
        return (
            "pocketsphinx is not installed (it has no wheel for Python 3.12): word times are estimates. "
            "With Python 3.11 or 3.13 they are measured."
        )
    return None


def _mean_score(placed: Sequence[_Placed]) -> float:
    frames = sum(place.span.duration_s for place in placed) / _FRAME_S
    return sum(place.log_likelihood for place in placed) / frames
