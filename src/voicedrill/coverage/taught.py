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
#: log-odds that the point is made = base + slope x strength found (fitted by benchmarks/fit_points.py).
_BASE, _SLOPE = -3.2, 2.0
#: Shares of a counter-example found from which its neighbourhood starts to count less, and counts nothing.
_LIKE, _SAME = 0.2, 0.45


def recall(passage: str, index: Index) -> Sighting:
    """Look for a taught passage by its own words."""
    return look(passage, index, frozenset(), synonyms=False)


def chance_taught(sighting: Sighting) -> float:
    """The chance that a point is made, going by one taught passage alone; 0 when nothing of it is there."""
    if not sighting.found:
        return 0.0
    strength = float(_curve(sighting).max()) / _total(sighting) ** _LENGTH
    return 1 / (1 + math.exp(-(_BASE + _SLOPE * strength)))


def without(sighting: Sighting, counter_examples: Iterable[Sighting]) -> Sighting:
    """A sighting with what stands in passages like the counter-examples taken off; the rest is untouched."""
    for counter in counter_examples:
        if counter.found and sighting.found:
            likeness = _curve(counter) / _total(counter)
            sighting = sighting.faded(np.clip((likeness - _LIKE) / (_SAME - _LIKE), 0.0, 1.0))
    return sighting


def _curve(sighting: Sighting) -> Array:
    """For every token, the weight of the passage's terms that reach it."""
    plain = np.array([term.weight for term in sighting.terms])
    weights = plain / (1 + _OFTEN * np.log(np.maximum(1, np.array(sighting.often))))
    return np.asarray(weights @ spread(sighting.strengths, _REACH))


def _total(sighting: Sighting) -> float:
    return sum(term.weight for term in sighting.terms)
