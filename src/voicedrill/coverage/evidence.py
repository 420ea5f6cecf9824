"""What speaks for a talking point in an answer, as a few named numbers between -1 and 1.

Every term of a point's wording is looked for in the whole answer (`matching`). A word that was found reaches
as far as its neighbourhood: its strength falls off by exp(-distance / reach), distance in words. So nearness
counts without leaning on sentences, which a recogniser may cut wrongly.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from voicedrill.coverage.answers import NEGATORS
from voicedrill.coverage.matching import Hit, Index
from voicedrill.coverage.terms import Term, denies, terms_of, wishes

Array = NDArray[np.float64]

#: How far a found word reaches, words: within a passage, and within one statement.
PASSAGE, STATEMENT = 60.0, 20.0
#: What is left of a found word that the answer denies, or only wishes or plans.
DENIED, WISHED = 0.3, 0.2
#: A word that the answer says n times tells 1 / (1 + this x ln n) as much of any one point.
_OFTEN = 0.7
#: A term's rarity counts by its weight to this power: little, since a point's common words are asked for too.
_RARITY = 0.3
#: As if every wording had this many terms more that are never found.
_CHANCE_TERMS = 0.6
#: A curve that stays below this shows nothing.
_FAINT = 1e-6
#: Over how many words "before" turns into "after" when the order of points is compared.
_SOFT_ORDER = 12.0


@dataclass(frozen=True)
class Sighting:
    """One wording in one answer. ``strengths``: terms x tokens, 0 to 1. ``hits``: those above 0, by term.

    ``often``: how many times the answer says each term itself, synonyms not counted. ``other_numbers``:
    tokens of numbers that measure what a number of the wording does, which itself is not said.
    """

    terms: tuple[Term, ...]
    strengths: Array
    hits: tuple[tuple[Hit, ...], ...]
    often: tuple[int, ...]
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
        return replace(self, strengths=self.strengths * left, hits=hits)


@dataclass(frozen=True)
class Evidence:
    """The evidence for one point.

    ``share``: of the point's terms found within one passage; ``anywhere``: in the whole answer; ``telling``:
    within one passage, words that the answer repeats counting less; ``margin``: how much more of this point
    than of any other stands in one statement; ``order``: whether it comes where its place among the points
    lets expect it, as far as this answer follows their order (-1 to 1). ``contradicted``: a number of the
    point is not said, and near the rest of it another one of its kind is. ``borrowed``: none of the point's
    own words was said, only some that may stand for them.
    """

    share: float
    anywhere: float
    telling: float
    margin: float
    order: float
    contradicted: bool = False
    borrowed: bool = False


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
    return Sighting(terms, strengths, tuple(found), tuple(often), index.numbers_like(unsaid))


def spread(strengths: Array, reach: float) -> Array:
    """The largest strength at each token, falling off by exp(-distance / reach) to both sides; row by row."""
    at = np.arange(strengths.shape[1]) / reach
    logs = np.log(strengths + 1e-12)
    before = np.maximum.accumulate(logs + at, axis=1) - at
    after = np.maximum.accumulate((logs - at)[:, ::-1], axis=1)[:, ::-1] + at
    return np.asarray(np.exp(np.maximum(before, after)))


def weigh(sightings: Sequence[Sighting]) -> tuple[Evidence, ...]:
    """The evidence for all points of a question, one sighting a point, in the order of the points."""
    curves = [sighting.curve(STATEMENT) for sighting in sightings]
    places = _Places(curves)
    return tuple(_evidence(at, sighting, curves, places) for at, sighting in enumerate(sightings))


def _evidence(at: int, sighting: Sighting, curves: Sequence[Array], places: "_Places") -> Evidence:
    others = [curve for other, curve in enumerate(curves) if other != at]
    ahead = curves[at] - np.max(others, axis=0) if others else curves[at]
    margin = float(ahead.max(initial=-1.0))
    if not sighting.found:
        return Evidence(0.0, 0.0, 0.0, margin, 0.0)
    wide = spread(sighting.strengths, PASSAGE)
    centre = int(curves[at].argmax())
    telling = sighting.weights / (1 + _OFTEN * np.log(np.maximum(1, np.array(sighting.often))))
    return Evidence(
        share=sighting.share,
        anywhere=float(sighting.strengths.max(axis=1).mean()) * sighting.substance,
        telling=float((telling @ wide).max() / telling.sum()) * sighting.substance,
        margin=margin,
        order=places.order(at),
        contradicted=any(abs(token - centre) <= STATEMENT for token in sighting.other_numbers),
        borrowed=not any(sighting.often),
    )


class _Places:
    """Where the points are likeliest: does this answer follow their order, and does each point?"""

    def __init__(self, curves: Sequence[Array]) -> None:
        #: Rank of a point -> (token, how much stands there), of those that were found at all.
        self._known = {
            rank: (int(curve.argmax()), float(curve.max()) ** 2)
            for rank, curve in enumerate(curves)
            if curve.size and curve.max() > _FAINT
        }

    def order(self, rank: int) -> float:
        """How well a point stands where it should, times how well the others do; 0 if those are shuffled."""
        own = self._known.get(rank)
        if own is None:
            return 0.0
        others = [(other, *place) for other, place in self._known.items() if other != rank]
        kept = _mean(
            (one_weight * weight, _agree(one, one_token, other, token))
            for at, (one, one_token, one_weight) in enumerate(others)
            for other, token, weight in others[:at]
        )
        fits = _mean((weight, _agree(rank, own[0], other, token)) for other, token, weight in others)
        return max(0.0, kept) * fits


def _agree(rank: int, token: int, other_rank: int, other_token: int) -> float:
    """1 when two points come in the order of the deck, -1 when reversed, about 0 when side by side."""
    softly = math.tanh((token - other_token) / _SOFT_ORDER)
    return softly if rank > other_rank else -softly


def _mean(weighted: Iterable[tuple[float, float]]) -> float:
    pairs = tuple(weighted)
    total = sum(weight for weight, _ in pairs)
    return sum(weight * value for weight, value in pairs) / total if total else 0.0
