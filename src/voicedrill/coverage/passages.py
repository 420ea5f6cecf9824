"""An answer cut into the passages that beats are told in: its sentences, and parts of run-on ones.

Speech that a recogniser wrote without punctuation comes as sentences of up to forty words; there a passage
may also begin where a clause does. A passage is never shorter than a clause, and none is cut at a comma
inside a written sentence of ordinary length.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from voicedrill.coverage.answers import Answer
from voicedrill.coverage.lexicon import listed
from voicedrill.coverage.phrasing import Spoken, spoken

#: A sentence of more plain words than the first is cut, into parts of no fewer than the second: one that was
#: written (it has its full stop), and one that is only guessed from pauses and connectives.
_WRITTEN, _GUESSED = (24, 8), (12, 5)
_OPENS = listed("so then and but because after afterwards when")
_SUBJECTS = listed("i we my our they he she it this in since first")
#: A clause does not begin after one of these.
_INSIDE = listed(
    "a an the this that these those my our your his her their its and or but so because if when where what "
    "which who how than as of at by for with about into to from in on off over under is are was were be been "
    "am do does did have has had will would can could should might must not no very i we you he she it they "
    "let then"
)


@dataclass(frozen=True)
class Passage:
    """Words ``first`` to ``last`` (both included); ``text``: plainly spoken, a space around every word.

    ``place``: where its middle stands in the answer, 0 to 1, filled pauses not counted.
    """

    first: int
    last: int
    text: str
    place: float


def passages(answer: Answer) -> tuple[Passage, ...]:
    """All of the answer, in order, without gaps; empty when nothing was said."""
    said = spoken(answer.words)
    if not said:
        return ()
    cuts: list[tuple[int, int]] = []
    at = 0
    for sentence in answer.sentences:
        begin = at
        while at < len(said) and said[at].index <= sentence.last:
            at += 1
        if at > begin:
            written = answer.words[sentence.last].text.rstrip("'\")]").endswith((".", "?", "!"))
            cuts += _parts(said, begin, at, *(_WRITTEN if written else _GUESSED))
    firsts = [0, *(said[begin].index for begin, _ in cuts[1:])]
    lasts = [*(first - 1 for first in firsts[1:]), len(answer.words) - 1]
    return tuple(
        Passage(first, last, f" {' '.join(one.text for one in said[a:b])} ", (a + b) / 2 / len(said))
        for first, last, (a, b) in zip(firsts, lasts, cuts, strict=True)
    )


def _parts(
    said: tuple[Spoken, ...], begin: int, end: int, longest: int, shortest: int
) -> Iterator[tuple[int, int]]:
    """The parts of one sentence: itself, unless it has more words than ``longest``."""
    if end - begin > longest:
        at = begin + shortest
        while at <= end - shortest:
            if _opens(said, at):
                yield begin, at
                begin, at = at, at + shortest
            else:
                at += 1
    yield begin, end


def _opens(said: tuple[Spoken, ...], at: int) -> bool:
    """Whether a clause may begin at this word (and with a new word of the transcript)."""
    before, here = said[at - 1], said[at]
    if before.index == here.index:
        return False
    return here.text in _OPENS or (here.text in _SUBJECTS and before.text not in _INSIDE)
