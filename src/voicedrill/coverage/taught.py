"""What a speaker taught, looked for in the next answer: passages that make a point, and some that do not.

A taught passage is long and does not come back word for word; what comes back is some of its telling words,
near one another. So it is looked for like a point, but by its own words alone (no synonyms), rare ones
counting more, and those that the speaker says all the time less.
"""

import math
from collections.abc import Iterable

import numpy as np

from voicedrill.coverage.evidence import Array, Sighting, look, spread
from voicedrill.coverage.matching import Index

#: How far a found word of a passage reaches, words.
_REACH = 15.0
#: A word that the answer says n times tells 1 / (1 + this x ln n) as much.
_OFTEN = 0.7
#: The same words found tell less of a longer passage: they are divided by its weight to this power.
_LENGTH = 0.5
#: log-odds that the point is made, from its own and the strength of the passage that comes back most: base +
#: trust x own + slope x strength. Whoever has a way of saying it is less often heard in other words.
_BASE, _TRUST, _SLOPE = -1.6, 0.7, 2.9
#: Own chances are taken to be no nearer to 0 and 1 than this.
_DOUBT = 0.02
#: Shares of a counter-example found from which its neighbourhood starts to count less, and counts nothing.
_LIKE, _SAME = 0.2, 0.45
#: What the point's own words count in a counter-example: they will stand where it is truly made, too.
_SHARED = 0.1


def recall(passage: str, index: Index) -> Sighting:
    """Look for a taught passage by its own words."""
    return look(passage, index, frozenset(), synonyms=False)


def strength(sighting: Sighting) -> float:
    """How much of a taught passage comes back in one place; 0 for nothing, over 1 for most of it."""
    if not sighting.found:
        return 0.0
    return float(_curve(sighting).max() / _total(sighting) ** _LENGTH)


def revise(own: float, recalled: float) -> float:
    """The chance that a point is made, from its own chance and the `strength` of its taught passages."""
    inside = min(1 - _DOUBT, max(_DOUBT, own))
    log_odds: float = _BASE + _TRUST * math.log(inside / (1 - inside)) + _SLOPE * recalled
    return 1 / (1 + math.exp(-log_odds))


def without(sighting: Sighting, counter_examples: Iterable[Sighting]) -> Sighting:
    """A sighting with what stands in passages like the counter-examples taken off; the rest is untouched."""
    own = {term.stem or term.text for term in sighting.terms}
    for counter in counter_examples:
        if counter.found and sighting.found:
            known = np.array([_SHARED if (term.stem or term.text) in own else 1.0 for term in counter.terms])
            likeness = _curve(counter, known) / _total(counter, known)
            sighting = sighting.faded(np.clip((likeness - _LIKE) / (_SAME - _LIKE), 0.0, 1.0))
    return sighting


def _curve(sighting: Sighting, factors: Array | float = 1.0) -> Array:
    """For every token, the weight of the passage's terms that reach it."""
    rare = 1 / (1 + _OFTEN * np.log(np.maximum(1, np.array(sighting.often))))
    return np.asarray((_weights(sighting) * factors * rare) @ spread(sighting.strengths, _REACH))


def _total(sighting: Sighting, factors: Array | float = 1.0) -> float:
    return float((_weights(sighting) * factors).sum())


def _weights(sighting: Sighting) -> Array:
    return np.array([term.weight for term in sighting.terms])
