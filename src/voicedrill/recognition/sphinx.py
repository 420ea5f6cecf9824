"""Forced alignment by pocketsphinx: recognised words are laid over the sound, phone by phone.

Plain alignment stretches words over the silence beside them, so their edges are then drawn in to the sound's
own energy. pocketsphinx (BSD) brings its acoustic model and dictionary in the wheel.
"""

import math
import os
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Any

import numpy as np

from voicedrill.errors import EngineError
from voicedrill.recognition.alignment import (
    Aligner,
    Alignment,
    PlacedFiller,
    ProportionalAligner,
    proportional_times,
)
from voicedrill.recognition.cuts import Cut
from voicedrill.recognition.edges import draw_in, reach_back
from voicedrill.recognition.filled.witnesses import grammar, is_filler
from voicedrill.recognition.pronunciation import Pronouncer, is_filled_pause
from voicedrill.timing import TimeSpan, Word

#: pocketsphinx's frames.
_FRAME_S = 0.01
#: Mean log-likelihood of a frame, against the best phone state in it, below which words do not fit the sound.
_LEAST_SCORE = -4.4
#: Below this not even an estimate is taken from it.
_WORST_SCORE = -6.5
#: Wider than the decoder's own (1e-48, 7e-29), which lose the way in one cut of ten.
_BEAMS = {"beam": 1e-100, "pbeam": 1e-100, "wbeam": 1e-80}
#: For the cuts in which those lose the way all the same (drawn-out words, hums): several times slower.
_WIDE_BEAMS = {"beam": 1e-200, "pbeam": 1e-200, "wbeam": 1e-160}
#: What the acoustic model hears of the sound. As its own feat.params, which would win, but for the removal of
#: noise: that takes a held vowel for noise, so that an um becomes a silence.
_SOUND = {
    "featparams": os.devnull, "remove_noise": False, "lowerf": 130.0, "upperf": 6800.0, "nfilt": 25,
    "transform": "dct", "lifter": 22, "feat": "1s_c_d_dd", "svspec": "0-12/13-25/26-38", "agc": "none",
    "varnorm": False,
}  # fmt: skip
#: The decoder keeps scores divided by this.
_SCORE_SCALE = 1024
#: Key in the dictionary -> how a filled pause is written, and its phones.
_FILLERS = {
    "=uh=": ("uh", "AH"),
    "=um=": ("um", "AH M"),
    "=er=": ("uh", "ER"),
    "=erm=": ("um", "ER M"),
}
_GRAMMAR = "fillers"
_MODEL, _DICTIONARY = "en-us/en-us", "en-us/cmudict-en-us.dict"


@dataclass(frozen=True)
class _Placed:
    key: str
    span: TimeSpan
    log_likelihood: float


class ForcedAligner:
    """See `Aligner`. Belongs to one thread at a time. Raises EngineError when pocketsphinx does not start.

    ``fillers``: look for filled pauses too, in a second pass. ``patient``: keep nearly every way open, which
    is slow; where an aligner that is not finds no way through, it asks one that is.
    """

    def __init__(self, *, trim: bool = True, fillers: bool = True, patient: bool = False) -> None:
        try:
            from pocketsphinx import Decoder, get_model_path

            self._decoder: Any = Decoder(
                hmm=get_model_path(_MODEL),
                dict=get_model_path(_DICTIONARY),
                lm=None,
                cmn="batch",
                bestpath=False,  # that second pass over the lattice drops words beside silence
                **_SOUND,
                **(_WIDE_BEAMS if patient else _BEAMS),
                loglevel="FATAL",
            )
        except Exception as error:  # ImportError, RuntimeError, ValueError: all mean the same here
            raise EngineError(f"The aligner (pocketsphinx) does not start: {error}") from error
        self._pronouncer = Pronouncer(self._decoder.lookup_word)
        self._keys: dict[str, str] = {}
        self._trim = trim
        self._seek_fillers = fillers
        self._is_patient = patient
        self._patient: ForcedAligner | None = None
        if fillers:
            for key, (_, sounds) in _FILLERS.items():
                self._decoder.add_word(key, sounds, True)

    def align(self, cut: Cut, texts: Sequence[str]) -> Alignment:
        """See `Aligner`. Signs without sound get no time of their own: they stand at the word before."""
        keys = [self._key(text) for text in texts]
        phones = tuple(self._phones(key) for key in keys)
        fillers = self._fillers(cut, texts, keys) if self._seek_fillers else ()
        placed, trusted = self._place(cut, texts)
        if placed is None:
            return Alignment(proportional_times(cut, texts), trusted=False, fillers=fillers, phones=phones)
        spans = [place.span for place in placed]
        if self._trim:
            written = [is_filler(text) for text, key in zip(texts, keys, strict=True) if key]
            spans = reach_back(cut.samples, draw_in(cut.samples, spans), written)
        remaining = iter(spans)
        words, last = [], spans[0].start
        for text, key in zip(texts, keys, strict=True):
            span = next(remaining) if key else TimeSpan(last, last)
            words.append(Word(text, span.start, span.end))
            last = span.end
        return Alignment(tuple(words), trusted, fillers=fillers, phones=phones)

    def score(self, cut: Cut, texts: Sequence[str]) -> float | None:
        """How well ``texts`` fit: mean log-likelihood of a frame (`_LEAST_SCORE`); None for not at all."""
        placed = self._search(cut, texts)
        return _mean_score(placed) if placed else None

    def _place(self, cut: Cut, texts: Sequence[str]) -> tuple[list[_Placed] | None, bool]:
        """The words of ``texts`` that have a sound, None for no way through; and whether they fit.

        Those that fit badly are placed all the same: an unusual voice scores as badly as wrong words, and its
        words lie nearer to where the search left them than to an even spread.
        """
        placed = self._search(cut, texts)
        if placed is None and not self._is_patient:
            if self._patient is None:
                self._patient = ForcedAligner(fillers=False, patient=True)
            placed = self._patient._search(cut, texts)
        score = _mean_score(placed) if placed else _WORST_SCORE
        return (placed if score > _WORST_SCORE else None), score >= _LEAST_SCORE

    def _search(self, cut: Cut, texts: Sequence[str]) -> list[_Placed] | None:
        keys = [key for text in texts if (key := self._key(text))]
        if not keys or not len(cut.samples):
            return None
        try:
            self._decoder.set_align_text(" ".join(keys))
            placed = self._decode(cut)
        except RuntimeError:  # the sound is too short for the words
            return None
        return placed if len(placed) == len(keys) else None

    def _fillers(self, cut: Cut, texts: Sequence[str], keys: Sequence[str]) -> tuple[PlacedFiller, ...]:
        """Filled pauses between the words, by a grammar that allows one anywhere; () where nothing fits."""
        if not len(cut.samples):
            return ()
        parts = [None if is_filler(text) else key for text, key in zip(texts, keys, strict=True) if key]
        steps, final = grammar(parts, list(_FILLERS))
        try:
            self._decoder.add_fsg(_GRAMMAR, self._decoder.create_fsg(_GRAMMAR, 0, final, steps))
            self._decoder.activate_search(_GRAMMAR)
            placed = self._decode(cut)
        except RuntimeError:
            return ()
        words = [key for key in parts if key is not None]
        if [place.key for place in placed if place.key not in _FILLERS] != words:
            return ()
        found, at = [], 0
        for place in placed:
            while at < len(parts) and parts[at] is None and place.key not in _FILLERS:
                at += 1
            if place.key in _FILLERS:
                in_text = at < len(parts) and parts[at] is None
                found.append(PlacedFiller(_FILLERS[place.key][0], place.span, in_text))
            else:
                at += 1
        return tuple(found)

    def _decode(self, cut: Cut) -> list[_Placed]:
        """The words that the search in use finds in ``cut``, without silences. Raises RuntimeError."""
        pcm = (np.clip(cut.samples, -1, 1) * 32767).astype("<i2").tobytes()
        self._decoder.start_utt()
        try:
            self._decoder.process_raw(pcm, full_utt=True)
        finally:
            self._decoder.end_utt()
        return [
            _Placed(
                segment.word.partition("(")[0],
                TimeSpan(segment.start_frame * _FRAME_S, (segment.end_frame + 1) * _FRAME_S),
                math.log(max(segment.ascore, 1e-300)) * _SCORE_SCALE,
            )
            for segment in self._decoder.seg() or ()
            if not segment.word.startswith(("<", "[", "("))
        ]

    def _phones(self, key: str) -> int:
        return len((self._decoder.lookup_word(key) or "").split()) if key else 0

    def _key(self, text: str) -> str:
        """The dictionary's key for ``text``, entered when it is new; "" for what has no sound."""
        if text not in self._keys:
            plain = text.lower().strip('.,;:!?"()')
            known = plain.isalpha() and not text[1:].isupper() and not is_filled_pause(plain)
            if known and self._decoder.lookup_word(plain) is not None:
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
