"""Likeness of an answer to its script: a sign of reciting.

Conventions: words without case, punctuation, filled pauses and backchannels. Overlap is containment of word
trigrams (Broder 1997), from the side of the answer: how much of what was said stands in the script.
"""

from collections.abc import Sequence

from voicedrill.delivery.results import Recital
from voicedrill.delivery.words import bare, spoken_words
from voicedrill.timing import Word


def evaluate(words: Sequence[Word], script: str | None) -> Recital | None:
    """Overlap (0 to 1) and longest run of words common to both. None when either has under three words."""
    said = [bare(word.text) for word in spoken_words(words)]
    written = [
        bare(word.text) for word in spoken_words([Word(text, None, None) for text in (script or "").split()])
    ]
    if len(said) < 3 or len(written) < 3:
        return None
    known = set(_trigrams(written))
    trigrams = _trigrams(said)
    overlap = sum(trigram in known for trigram in trigrams) / len(trigrams)
    return Recital(overlap, _longest_run(said, written))


def _trigrams(words: Sequence[str]) -> list[tuple[str, str, str]]:
    return list(zip(words, words[1:], words[2:], strict=False))


def _longest_run(said: Sequence[str], written: Sequence[str]) -> int:
    """Length of the longest run of words in both: dynamic programming over the places of each word."""
    places: dict[str, list[int]] = {}
    for place, word in enumerate(written):
        places.setdefault(word, []).append(place)
    longest = 0
    runs: dict[int, int] = {}
    for word in said:
        runs = {place: runs.get(place - 1, 0) + 1 for place in places.get(word, ())}
        longest = max(longest, *runs.values(), 0)
    return longest
