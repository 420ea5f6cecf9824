"""Filled pauses put among the words: those that the text lacks become words, their neighbours give way."""

from collections.abc import Sequence
from dataclasses import replace

from voicedrill.recognition.filled.detector import Found
from voicedrill.timing import Word


def with_filled_pauses(words: Sequence[Word], found: Sequence[Found]) -> tuple[Word, ...]:
    """``words`` with each certain filled pause of ``found`` that is not among them, by time.

    Its probability is its score. An aligner stretches words over what the text lacks: a word that reaches
    into a filled pause ends or begins at its edge. Words without times stay as they are, before the others.
    """
    result = list(words)
    for one in found:
        if one.in_text or not one.pause.certain:
            continue
        start, end = one.pause.start, one.pause.end
        place = sum(_middle(word) < (start + end) / 2 for word in result)
        before = [_ending_by(word, start) for word in result[:place]]
        after = [_beginning_from(word, end) for word in result[place:]]
        result = [*before, Word(one.pause.text, start, end, round(one.score, 3)), *after]
    return tuple(result)


def _middle(word: Word) -> float:
    return -1.0 if word.start is None or word.end is None else (word.start + word.end) / 2


def _ending_by(word: Word, at: float) -> Word:
    if word.start is None or word.end is None or word.end <= at:
        return word
    return replace(word, start=min(word.start, at), end=at)


def _beginning_from(word: Word, at: float) -> Word:
    if word.start is None or word.end is None or word.start >= at:
        return word
    return replace(word, start=at, end=max(word.end, at))
