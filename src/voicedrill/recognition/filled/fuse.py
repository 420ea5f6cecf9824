"""Filled pauses put among the words: those that the text lacks become words, their neighbours give way."""

from collections.abc import Sequence
from dataclasses import replace

from voicedrill.recognition.filled.detector import Found
from voicedrill.timing import Word


def with_filled_pauses(words: Sequence[Word], found: Sequence[Found]) -> tuple[Word, ...]:
    """``words`` with each certain filled pause of ``found`` that is not among them, by time.

    Its probability is its score. An aligner stretches words over what the text lacks: a word that reaches
    into a filled pause ends or begins at its edge. A written one is put where it sounds. Words without times
    stay as they are, before the others.
    """
    result = list(words)
    for one in found:
        if not one.pause.certain:
            continue
        if one.aligned is not None:
            result = _moved(result, one)
            continue
        start, end = one.pause.start, one.pause.end
        place = sum(_middle(word) < (start + end) / 2 for word in result)
        before = [_ending_by(word, start) for word in result[:place]]
        after = [_beginning_from(word, end) for word in result[place:]]
        result = [*before, Word(one.pause.text, start, end, round(one.score, 3)), *after]
    return tuple(result)


def _moved(words: list[Word], one: Found) -> list[Word]:
    """``words`` with the written filled pause where it sounds, if no other word is in the way."""
    for place, word in enumerate(words):
        if one.aligned is None or (word.start, word.end) != (one.aligned.start, one.aligned.end):
            continue
        before = words[place - 1].end if place else 0.0
        after = words[place + 1].start if place + 1 < len(words) else one.pause.end
        if before is None or after is None or one.pause.start < before or one.pause.end > after:
            return words
        return [*words[:place], replace(word, start=one.pause.start, end=one.pause.end), *words[place + 1 :]]
    return words


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
