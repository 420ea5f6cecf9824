"""What speaks for a talking point in an answer, as a few named numbers between -1 and 1.

Every term of a point's wording is looked for in the whole answer (`matching`). A word that was found reaches
as far as its neighbourhood: its strength falls off by exp(-distance / reach), distance in words. So nearness
counts without leaning on sentences, which a recogniser may cut wrongly.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from voicedrill.coverage.answers import NEGATORS
from voicedrill.coverage.likeness import Windows
from voicedrill.coverage.matching import Hit, Index
from voicedrill.coverage.terms import Term, denies, terms_of, wishes

Array = NDArray[np.float64]

#: How far a found word reaches, words: within a passage, and within one statement.
PASSAGE, STATEMENT = 60.0, 10.0
#: What is left of a found word that the answer denies, or only wishes or plans.
DENIED, WISHED = 0.3, 0.2
#: A term's rarity counts by its weight to this power: little, since a point's common words are asked for too.
_RARITY = 0.3
#: As if every wording had this many terms more that are never found.
_CHANCE_TERMS = 0.6
#: The weight that the found terms of an alias must have together.
_TELLING = 3.5
#: A token of which no more than this is left speaks for nothing.
_HALF = 0.5


@dataclass(frozen=True)
class Sighting:
    """One wording in one answer. ``strengths``: terms x tokens, 0 to 1. ``hits``: those above 0, by term.

    ``often``: how many times the answer says each term itself, synonyms not counted. ``counted``: for every
    token whether it may speak for the wording, neither denied nor wished. ``other_numbers``: tokens of those
    numbers that measure what a number of the wording does, which itself is not said.
    """

    wording: str
    terms: tuple[Term, ...]
    strengths: Array
    hits: tuple[tuple[Hit, ...], ...]
    often: tuple[int, ...]
    counted: NDArray[np.bool_]
    other_numbers: tuple[int, ...] = ()

    @property
    def found(self) -> bool:
        """Whether any term was found at all."""
        return any(self.hits)

    @property
    def share(self) -> float:
        """The share of the terms that stand in one passage, 0 to 1."""
        if not self.found:
            return 0.0
        return float(spread(self.strengths, PASSAGE).mean(axis=0).max()) * self.substance

    @property
    def tells(self) -> bool:
        """Whether enough was found for an alias to stand for its point: two terms, and not the plainest.

        "Mitigate first" is not said by whoever says "first".
        """
        strongest = self.strengths.max(axis=1, initial=0.0)
        found = sum(term.weight * strength for term, strength in zip(self.terms, strongest, strict=True))
        return bool(np.count_nonzero(strongest) >= min(2, len(self.terms)) and found >= _TELLING)

    @property
    def substance(self) -> float:
        """Below 1, the more so the shorter the wording: two words of three are sooner said by chance."""
        return len(self.terms) / (len(self.terms) + _CHANCE_TERMS)

    @property
    def weights(self) -> Array:
        """How much each term counts."""
        return np.array([term.weight for term in self.terms]) ** _RARITY

    def curve(self, reach: float) -> Array:
        """For every token, the share of the terms that reach it."""
        if not self.found:
            return np.zeros(self.strengths.shape[1])
        share = self.weights @ spread(self.strengths, reach) / self.weights.sum()
        return np.asarray(share * self.substance)

    def faded(self, fading: Array) -> "Sighting":
        """The same with every hit weakened by the fading (0 to 1) at its token."""
        left = 1 - fading
        hits = tuple(
            tuple(
                replace(hit, strength=hit.strength * float(left[hit.token]))
                for hit in row
                if left[hit.token] > 0
            )
            for row in self.hits
        )
        counted = self.counted & (left > _HALF)
        return replace(self, strengths=self.strengths * left, hits=hits, counted=counted)


@dataclass(frozen=True)
class Evidence:
    """The evidence for one point.

    ``anywhere``: the share of the point's terms found in the answer; ``margin``: how much more of this point
    than of any other stands in one statement; ``likeness``: to the likest passage, small words included.
    ``contradicted``: the share of the terms that are numbers and not said, where near the rest of the point
    another number of their kind is.
    """

    anywhere: float
    margin: float
    likeness: float
    contradicted: float = 0.0


def look(wording: str, index: Index, asked: frozenset[str], synonyms: bool = True) -> Sighting:
    """Look for one wording. Words that the question said as well (``asked``) tell less."""
    terms = terms_of(wording, asked)
    denying, wishing = denies(wording), wishes(wording)
    answer = index.answer
    strengths = np.zeros((len(terms), len(answer.tokens)))
    found: list[tuple[Hit, ...]] = []
    often: list[int] = []
    for row, term in enumerate(terms):
        said = index.find_said(term.text, term.stem, term.number, term.joined)
        often.append(len(said))
        hits = []
        related = index.find_related(term.related, term.weight) if synonyms else ()
        for hit in (*said, *related):
            strength = hit.strength
            # "No finger pointing" is said of itself: its negation denies nothing.
            if answer.denied[hit.token] and not denying and answer.tokens[hit.token].text not in NEGATORS:
                strength *= DENIED
            if answer.wished[hit.token] and not wishing:
                strength *= WISHED
            if strength > 0:
                strengths[row, hit.token] = max(strengths[row, hit.token], strength)
                hits.append(Hit(hit.token, hit.first, hit.last, strength))
        found.append(tuple(hits))
    unsaid = [term.number for term, hits in zip(terms, found, strict=True) if term.number and not hits]
    counted = np.array(
        [
            (denying or not denied) and (wishing or not wished)
            for denied, wished in zip(answer.denied, answer.wished, strict=True)
        ],
        dtype=bool,
    )
    return Sighting(
        wording, terms, strengths, tuple(found), tuple(often), counted, index.numbers_like(unsaid)
    )


def spread(strengths: Array, reach: float) -> Array:
    """The largest strength at each token, falling off by exp(-distance / reach) to both sides; row by row."""
    at = np.arange(strengths.shape[1]) / reach
    logs = np.log(strengths + 1e-12)
    before = np.maximum.accumulate(logs + at, axis=1) - at
    after = np.maximum.accumulate((logs - at)[:, ::-1], axis=1)[:, ::-1] + at
    return np.asarray(np.exp(np.maximum(before, after)))


def weigh(sightings: Sequence[Sighting], windows: Windows) -> tuple[Evidence, ...]:
    """The evidence for all points of a question, one sighting a point, in the order of the points."""
    curves = [sighting.curve(STATEMENT) for sighting in sightings]
    return tuple(_evidence(at, sighting, curves, windows) for at, sighting in enumerate(sightings))


def _evidence(at: int, sighting: Sighting, curves: Sequence[Array], windows: Windows) -> Evidence:
    others = [curve for other, curve in enumerate(curves) if other != at]
    ahead = curves[at] - np.max(others, axis=0) if others else curves[at]
    margin = float(ahead.max(initial=-1.0))
    likeness = windows.likeness(sighting.wording, sighting.counted)
    if not sighting.found:
        return Evidence(0.0, margin, likeness)
    centre = int(curves[at].argmax())
    another = any(abs(token - centre) <= STATEMENT for token in sighting.other_numbers)
    unsaid = sum(
        term.number is not None and not hits for term, hits in zip(sighting.terms, sighting.hits, strict=True)
    )
    return Evidence(
        anywhere=float(sighting.strengths.max(axis=1).mean()) * sighting.substance,
        margin=margin,
        likeness=likeness,
        contradicted=unsaid / len(sighting.terms) if another else 0.0,
    )
