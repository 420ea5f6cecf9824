"""Recital: how much of an answer stands word for word in its script, or in an earlier answer.

An observation, no verdict: saying the same again may be wanted. Words are compared as plainly spoken
(`phrasing`: no case, punctuation or filled pauses, contractions written out), numbers by their value.
"So", "like" and other words that may only fill do not break a run. The share is the containment of word
trigrams (Broder 1997) from the side of the answer; the longest run is the longest common substring of words.
Beside it stands the evenness of pace, which reading aloud and reciting tend to raise.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from statistics import fmean, pstdev

from voicedrill.coverage.answers import Answer
from voicedrill.coverage.lexicon import listed
from voicedrill.coverage.numbers import Number, find_numbers
from voicedrill.coverage.phrasing import spoken
from voicedrill.coverage.results import Recital
from voicedrill.coverage.words import words_of
from voicedrill.timing import Word

#: Words that may stand between two words of a run without breaking it.
_PASSED_OVER = listed("so like well okay right and um uh")
#: A trigram needs three words; windows of pace, fewer than which tell nothing of evenness.
_SHORTEST, _FEWEST_WINDOWS = 3, 3
#: Of earlier answers only the latest are compared.
MOST_EARLIER = 5

_Run = tuple[int, int, "_Run | None"]


@dataclass(frozen=True)
class _Unit:
    """A plain word or a number, from the transcript's words ``first`` to ``last``."""

    text: str
    first: int
    last: int


@dataclass(frozen=True)
class _Overlap:
    """``share``: of the answer's trigrams; ``run``: the longest run, as places in the answer's units."""

    share: float
    run: tuple[int, ...]


def judge(
    answer: Answer, script: str | None, earlier: Sequence[str] = (), pace_wpm: Sequence[float] = ()
) -> Recital | None:
    """The likeness to the script or to an earlier answer, whichever holds the longest run.

    ``earlier``: texts of earlier answers to the same question, the latest last; ``pace_wpm``: words a minute
    in the windows of this one. None when there is nothing to compare, or under three words on either side.
    """
    said = _units(answer.words, answer.numbers)
    if len(said) < _SHORTEST:
        return None
    texts = [("script", script)] if script else []
    texts += [("earlier answer", text) for text in reversed(earlier[-MOST_EARLIER:])]
    found = [
        (source, _compare(said, written))
        for source, text in texts
        if len(written := _written(text)) >= _SHORTEST
    ]
    if not found:
        return None
    source, best = max(found, key=lambda pair: (len(pair[1].run), pair[1].share))
    return Recital(
        source="script" if source == "script" else "earlier answer",
        longest_run_words=_words_in(said, best.run),
        share=best.share,
        evidence=answer.quote(said[best.run[0]].first, said[best.run[-1]].last) if best.run else None,
        pace_evenness=evenness(pace_wpm),
    )


def likeness(words: Sequence[Word], script: str) -> tuple[float, int] | None:
    """Share of the trigrams (0 to 1) and the longest run, in words, that stand in the script too.

    None when either has under three words.
    """
    said, written = _units(words, find_numbers(words)), _written(script)
    if min(len(said), len(written)) < _SHORTEST:
        return None
    found = _compare(said, written)
    return found.share, _words_in(said, found.run)


def evenness(pace_wpm: Sequence[float]) -> float | None:
    """1 - standard deviation / mean of the windows' pace, not under 0; None for fewer than three windows."""
    if len(pace_wpm) < _FEWEST_WINDOWS or (mean := fmean(pace_wpm)) <= 0:
        return None
    return max(0.0, 1.0 - pstdev(pace_wpm) / mean)


@lru_cache(maxsize=32)
def _written(text: str) -> tuple[str, ...]:
    """The units of a script or of an earlier answer; kept, for it is met again with the next answer."""
    words = words_of(text)
    return tuple(unit.text for unit in _units(words, find_numbers(words)))


def _units(words: Sequence[Word], found: Sequence[Number]) -> list[_Unit]:
    """The words as plain ones, each number as one unit that is written by its value."""
    numbers = {number.first: number for number in found}
    units: list[_Unit] = []
    last = -1
    for one in spoken(words):
        if one.index <= last:
            continue
        number = numbers.get(one.index)
        if number is None:
            units.append(_Unit(one.text, one.index, one.index))
        else:
            last = number.last
            units.append(_Unit(f"{number.value:g} {number.unit or ''}", number.first, last))
    return units


def _compare(said: Sequence[_Unit], written: Sequence[str]) -> _Overlap:
    here = [unit.text for unit in said]
    known = set(_trigrams(written))
    trigrams = _trigrams(here)
    share = sum(trigram in known for trigram in trigrams) / len(trigrams)
    return _Overlap(share, _longest_run(here, written))


def _trigrams(words: Sequence[str]) -> list[tuple[str, str, str]]:
    return list(zip(words, words[1:], words[2:], strict=False))


def _longest_run(said: Sequence[str], written: Sequence[str]) -> tuple[int, ...]:
    """Places in ``said`` of the longest run of both, by dynamic programming over the places of each word.

    A word that may be passed over and does not go on with a run leaves it standing.
    """
    places: dict[str, list[int]] = {}
    for place, word in enumerate(written):
        places.setdefault(word, []).append(place)
    # By the place in the script that a run has reached: its length, its last word's place, the run before it.
    runs: dict[int, _Run] = {}
    longest: _Run = (0, -1, None)
    for at, word in enumerate(said):
        going = dict(runs) if word in _PASSED_OVER else {}
        for place in places.get(word, ()):
            before = runs.get(place - 1)
            run = (before[0] + 1 if before else 1, at, before)
            going[place] = run
            if run[0] > longest[0]:
                longest = run
        runs = going
    found: list[int] = []
    last: _Run | None = longest if longest[0] else None
    while last is not None:
        found.append(last[1])
        last = last[2]
    return tuple(reversed(found))


def _words_in(said: Sequence[_Unit], run: Sequence[int]) -> int:
    """How many words of the transcript the units of a run hold."""
    return len({index for place in run for index in range(said[place].first, said[place].last + 1)})
