"""The word tables that the judges lean on: simplemma's lemmas and wordfreq's frequencies.

Both are loaded when the first word is looked up (about 0.3 s and 40 MB together), never at import.
"""

import math
from collections.abc import Callable
from functools import cache

#: Zipf frequency (log10 of the count in a thousand million words) of a word that is in no table.
UNKNOWN_ZIPF = 2.5


@cache
def _lemmatizer() -> Callable[[str], str]:
    import simplemma

    def lemma(word: str) -> str:
        return simplemma.lemmatize(word, lang="en")

    return lemma


@cache
def _frequencies() -> dict[str, float]:
    import wordfreq

    return dict(wordfreq.get_frequency_dict("en", "small"))


def lemma(word: str) -> str:
    """The dictionary form of a lower-case English word; the word itself when it is not known."""
    return _lemmatizer()(word)


def zipf(word: str) -> float:
    """How common a lower-case word is: about 7.7 ("the") to 3; `UNKNOWN_ZIPF` when it is in no table."""
    frequency = _frequencies().get(word)
    return math.log10(frequency) + 9 if frequency else UNKNOWN_ZIPF
