"""What the text and the aligner say about filled pauses in a cut."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from voicedrill.recognition.alignment import Alignment, PlacedFiller
from voicedrill.timing import TimeSpan

#: Written forms that are filled pauses wherever they stand; "ah" and "eh" may be words too.
_SURE = re.compile(r"u+m+|u+h+m*|e+r+m*|e+r+h+m*")
_LIKELY = re.compile(r"a+h+m*|eh+m*")
#: Chance of a filled pause after any word, for the aligner: one in ten words is much.
_CHANCE = 0.1

#: A step of the grammar: from state, to state, probability, and the word, or none for a step without sound.
Step = tuple[int, int, float] | tuple[int, int, float, str]


@dataclass(frozen=True)
class PlacedWord:
    """A word of the text with its time in the cut, seconds, and how many phones it has."""

    text: str
    span: TimeSpan
    phones: int


@dataclass(frozen=True)
class Witnesses:
    """``words`` without fillers, placed as if there were none."""

    words: tuple[PlacedWord, ...] = ()
    fillers: tuple[PlacedFiller, ...] = ()


def bare(text: str) -> str:
    """``text`` in lower case without the signs around it."""
    return text.lower().strip(".,;:!?\"'()-…")


def is_filler(text: str) -> bool:
    """Whether ``text`` is the written form of a filled pause."""
    plain = bare(text)
    return bool(_SURE.fullmatch(plain) or _LIKELY.fullmatch(plain))


def is_surely_filler(text: str) -> bool:
    """As `is_filler`, without what may be a word of its own ("ah", "eh")."""
    return bool(_SURE.fullmatch(bare(text)))


def grammar(words: Sequence[str | None], fillers: Sequence[str]) -> tuple[list[Step], int]:
    """The steps, and the final state, of a grammar over ``words`` with an optional filler between any two.

    ``words``: dictionary keys in order, None for a filler that the text has: there one must be heard.
    ``fillers``: the keys of the filled pauses. The first state is 0; from state 2n on, n words were said.
    """
    steps: list[Step] = []
    said, must = 0, False

    def place(word: str | None) -> None:
        share = (1.0 if must else _CHANCE) / len(fillers)
        steps.extend((2 * said, 2 * said + 1, share, filler) for filler in fillers)
        if word is None:
            if not must:
                steps.append((2 * said, 2 * said + 1, 1 - _CHANCE))
        else:
            if not must:
                steps.append((2 * said, 2 * said + 2, 1 - _CHANCE, word))
            steps.append((2 * said + 1, 2 * said + 2, 1.0, word))

    for word in words:
        if word is None:
            must = True
            continue
        place(word)
        said, must = said + 1, False
    place(None)
    return steps, 2 * said + 1


def witnesses_of(alignment: Alignment) -> Witnesses:
    """What the words of ``alignment``, and the filled pauses that the aligner chose, say."""
    phones = alignment.phones or tuple(len(word.text) for word in alignment.words)
    placed = [
        (PlacedWord(word.text, TimeSpan(word.start, word.end), count), is_filler(word.text))
        for word, count in zip(alignment.words, phones, strict=True)
        if word.start is not None and word.end is not None
    ]
    words = tuple(word for word, filler in placed if not filler)
    written = [PlacedFiller(bare(word.text), word.span, in_text=True) for word, filler in placed if filler]
    chosen = [filler for filler in alignment.fillers if not filler.in_text]
    better = [filler for filler in alignment.fillers if filler.in_text]
    if not alignment.trusted and len(better) == len(written):
        written = better  # the words fit the sound only where a filled pause may stand between them
    return Witnesses(words, tuple(sorted([*written, *chosen], key=lambda filler: filler.span.start)))
