"""How like a wording is to the passage of an answer that is likest to it, small words included.

Terms (`terms`) tell which telling words came back; whoever makes a point also comes back to its "before",
"with" and "my". rapidfuzz's token_set_ratio sees both: which words of the wording a window holds, by letters.
"""

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process

from voicedrill.coverage.answers import Answer, prepare_text

#: Words of a window, and from one window to the next. Not sentences: those move with a lost full stop.
_WINDOW, _STEP = 20, 5
#: Stands for a letter of a word that does not count.
_CROSSED = "~"


class Windows:
    """All windows of one answer. ``echoes``: sentences (numbers) that only repeat the question."""

    def __init__(self, answer: Answer, echoes: frozenset[int] = frozenset()) -> None:
        self._texts = tuple(token.text for token in answer.tokens)
        self._heard = tuple(sentence not in echoes for sentence in answer.sentence_of)
        self._kept: dict[bytes, tuple[str, ...]] = {}

    def likeness(self, wording: str, counted: NDArray[np.bool_]) -> float:
        """0 to 1. ``counted``: for every token of the answer, whether it may speak for this wording."""
        words = _words(wording)
        windows = self._windows(counted)
        if not words or not windows:
            return 0.0
        best = process.extractOne(" ".join(words), windows, scorer=fuzz.token_set_ratio)
        # Both of two words may well stand in the wording by chance: an answer shorter than it shows less.
        return best[1] / 100 * min(1.0, (best[0].count(" ") + 1) / len(words))

    def _windows(self, counted: NDArray[np.bool_]) -> tuple[str, ...]:
        """The windows, made once for all wordings for which the same words count."""
        key = counted.tobytes()
        if key not in self._kept:
            # Crossed out and not left out: of what else stood in the window nothing shall look more.
            words = [
                text if counts else _CROSSED * len(text)
                for text, counts, heard in zip(self._texts, counted, self._heard, strict=True)
                if heard
            ]
            begins = range(0, max(1, len(words) - _WINDOW + _STEP), _STEP) if words else ()
            self._kept[key] = tuple(" ".join(words[begin : begin + _WINDOW]) for begin in begins)
        return self._kept[key]


@lru_cache(maxsize=4096)
def _words(wording: str) -> tuple[str, ...]:
    return tuple(token.text for token in prepare_text(wording).tokens)
