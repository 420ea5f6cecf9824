"""An answer's words as plainly spoken: lower case, contractions written out, words that only fill left out.

Cue phrases and scripts are compared in this form, so that "I'd been, like, asked to" and "I had been asked
to" are one. Every `Spoken` keeps the index of its transcript word, so that quotes can be made.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from voicedrill.coverage.lexicon import CONTRACTIONS, listed
from voicedrill.coverage.words import is_filled_pause, plain, words_of
from voicedrill.timing import Word

_WORD = re.compile(r"[a-z0-9]+(?:['.,][a-z0-9]+)*")
#: Words that may stand anywhere without changing what is said.
_FILLERS = listed(
    "actually basically really just literally obviously simply quite definitely kinda sorta yeah"
)
_FILLER_PAIRS = frozenset({("you", "know"), ("i", "mean"), ("kind", "of"), ("sort", "of")})
_TAILS = {"'ll": "will", "'ve": "have", "'re": "are", "'m": "am"}
#: After these "'s" is "is"; after a noun it is nearly always a genitive.
_BEFORE_IS = listed("it that this there here what who where how he she everything nobody everyone one")
#: After "'d" these show that "had" is meant; "-ed" does too.
_AFTER_HAD = listed(
    "been had better gone done seen got made taken come known left lost told built run written"
)


@dataclass(frozen=True)
class Spoken:
    """One plain word. ``index``: of the transcript word it came from (two may share one)."""

    text: str
    index: int


def spoken(words: Sequence[Word]) -> tuple[Spoken, ...]:
    """The words as plainly spoken ones, without filled pauses and fillers such as "you know"."""
    said: list[Spoken] = []
    for index, word in enumerate(words):
        if not is_filled_pause(word.text):
            said += (Spoken(text, index) for text in _parts(word.text))
    kept: list[Spoken] = []
    skip = False
    for at, one in enumerate(said):
        after = said[at + 1].text if at + 1 < len(said) else ""
        if skip or one.text in _FILLERS:
            skip = False
        elif (one.text, after) in _FILLER_PAIRS:
            skip = True
        elif one.text == "'d":
            had = after in _AFTER_HAD or after.endswith("ed")
            kept.append(Spoken("had" if had else "would", one.index))
        else:
            kept.append(one)
    return tuple(kept)


@lru_cache(maxsize=4096)
def phrase(text: str) -> str:
    """Written text (a cue) in the same form, its words with single spaces between."""
    return " ".join(one.text for one in spoken(words_of(text)))


@lru_cache(maxsize=16_384)
def _parts(word: str) -> tuple[str, ...]:
    """The plain words in one word of a transcript; "'d" stays apart until its verb is seen."""
    return tuple(text for part in _WORD.findall(plain(word)) for text in _written_out(part))


def _written_out(part: str) -> tuple[str, ...]:
    if part in CONTRACTIONS:
        return CONTRACTIONS[part]
    base, apostrophe, tail = part.partition("'")
    if not apostrophe:
        return (part,)
    tail = apostrophe + tail
    if part.endswith("n't"):
        return (part[:-3], "not")
    if tail == "'d":
        return (base, tail)
    if tail in _TAILS:
        return (base, _TAILS[tail])
    if tail == "'s" and base in _BEFORE_IS:
        return (base, "is")
    return (base,) if tail == "'s" else (base + tail[1:],)
