"""Families of words and phrases that stand for one another in interview speech, kept in families.txt."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from voicedrill.coverage.tables import zipf
from voicedrill.coverage.words import tokens_of, words_of

#: How many other words may stand between two words of a phrase ("put it all back").
_SKIPS = 2


#: A phrase is taken to be this common (share of all words), and the forms of a word this many times its own.
_PHRASE, _FORMS = 3e-6, 2.0
_COMMON_ZIPF = 7.5


@dataclass(frozen=True)
class _Families:
    """``of``: stem -> its families. ``same``: stem -> the family of its meaning. See `rarity`.

    ``phrases``: (stems, all of them as a set, family).
    """

    of: dict[str, tuple[int, ...]]
    phrases: tuple[tuple[tuple[str, ...], frozenset[str], int], ...]
    rarities: tuple[float, ...]
    same: dict[str, int]


@cache
def _families() -> _Families:
    of: dict[str, list[int]] = {}
    phrases: list[tuple[tuple[str, ...], frozenset[str], int]] = []
    rarities: list[float] = []
    same: dict[str, int] = {}
    text = files("voicedrill.coverage").joinpath("families.txt").read_text(encoding="utf-8")
    for line in text.splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        family, frequency = len(rarities), 0.0
        members = [member.strip() for member in line.removeprefix("=").split(",")]
        for member in members:
            stems = tuple(token.stem for token in tokens_of(words_of(member)))
            if len(stems) == 1:
                frequency += _FORMS * 10 ** (zipf(member) - 9)
                if family not in of.setdefault(stems[0], []):
                    of[stems[0]].append(family)
                if line.startswith("="):
                    same.setdefault(stems[0], family)
            else:
                frequency += _PHRASE
                phrases.append((stems, frozenset(stems), family))
        rarities.append(max(0.0, _COMMON_ZIPF - 9 - math.log10(frequency)))
    return _Families(
        {word: tuple(numbers) for word, numbers in of.items()},
        tuple(phrases),
        tuple(rarities),
        same,
    )


def families(stemmed: str) -> tuple[int, ...]:
    """The numbers of the families that a stem belongs to."""
    return _families().of.get(stemmed, ())


def same(stemmed: str) -> int | None:
    """The family of words that mean the same as a stem, or None."""
    return _families().same.get(stemmed)


def rarity(family: int) -> float:
    """What it tells that any member of the family was said, on the scale of `rarity.weight`."""
    return _families().rarities[family]


def phrases(stems: Sequence[str]) -> list[tuple[int, int, int]]:
    """(first, last, family) of every phrase of more than one word said among these stems, ends included."""
    places: dict[str, list[int]] = {}
    for at, stem in enumerate(stems):
        places.setdefault(stem, []).append(at)
    found = []
    for wanted, words, family in _families().phrases:
        if words <= places.keys():
            for begin in places[wanted[0]]:
                last = _follow(stems, begin, wanted)
                if last is not None:
                    found.append((begin, last, family))
    return found


def _follow(stems: Sequence[str], begin: int, wanted: Sequence[str]) -> int | None:
    at = begin
    for word in wanted[1:]:
        try:
            at = stems.index(word, at + 1, at + 2 + _SKIPS)
        except ValueError:
            return None
    return at
