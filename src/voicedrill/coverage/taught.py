"""What a speaker taught, looked for in the next answer: passages that make a point, and some that do not.

A taught passage is long and does not come back word for word; what comes back is some of its telling words,
in one sentence or two. So it is compared by its own words alone (no synonyms), rare ones counting more: twice
what both share, by what both hold (Dice 1945), so that neither a long passage nor a long sentence wins.
"""

import math
from collections.abc import Iterable, Mapping
from itertools import pairwise

import numpy as np

from voicedrill.coverage.answers import Answer, prepare_text
from voicedrill.coverage.evidence import Array, Sighting, look
from voicedrill.coverage.matching import Index
from voicedrill.coverage.rarity import weight
from voicedrill.coverage.words import Token

#: log-odds that the point is made, from its own chance and the likeness of the passage that comes back most:
#: base + trust x own + slope x likeness. Who has a way of saying it is less often heard in other words.
_BASE, _TRUST, _SLOPE = -2.05, 0.2, 10.3
#: Own chances are taken to be no nearer to 0 and 1 than this.
_DOUBT = 0.02
#: Likeness to a counter-example from which a sentence starts to count less, and counts nothing: only where it
#: nearly comes back. Who was once wrongly ticked mostly makes the point the next time.
_LIKE, _SAME = 0.4, 0.6
#: What the point's own words count in a counter-example: they will stand where it is truly made, too.
_SHARED = 0.1


def recall(passage: str, index: Index) -> Sighting:
    """Look for a taught passage by its own words."""
    return look(passage, index, frozenset(), synonyms=False)


def strength(passage: str, answer: Answer) -> float:
    """How like a taught passage is to the sentence, or the two on end, that are likest to it, 0 to 1."""
    taught = _weights(prepare_text(passage).tokens)
    said = [answer.tokens[sentence.begin : sentence.end] for sentence in answer.sentences]
    windows = [*said, *(one + other for one, other in pairwise(said))]
    return max((_dice(taught, _weights(window)) for window in windows), default=0.0)


def revise(own: float, likeness: float) -> float:
    """The chance that a point is made, from its own chance and the `strength` of its taught passages."""
    inside = min(1 - _DOUBT, max(_DOUBT, own))
    log_odds: float = _BASE + _TRUST * math.log(inside / (1 - inside)) + _SLOPE * likeness
    return 1 / (1 + math.exp(-log_odds))


def without(sighting: Sighting, counter_examples: Iterable[str], answer: Answer) -> Sighting:
    """A sighting with what stands in sentences like the counter-examples taken off; the rest is untouched."""
    own = frozenset(term.stem for term in sighting.terms)
    for passage in counter_examples:
        sighting = sighting.faded(_fading(_weights(prepare_text(passage).tokens, own), answer, own))
    return sighting


def _fading(known: Mapping[str, float], answer: Answer, own: frozenset[str]) -> Array:
    """For every token, 0 to 1, how much its sentence repeats what is known not to make the point."""
    fading = np.zeros(len(answer.tokens))
    for sentence in answer.sentences:
        tokens = slice(sentence.begin, sentence.end)
        likeness = _dice(known, _weights(answer.tokens[tokens], own))
        fading[tokens] = min(1.0, max(0.0, (likeness - _LIKE) / (_SAME - _LIKE)))
    return fading


def _weights(tokens: Iterable[Token], own: frozenset[str] = frozenset()) -> dict[str, float]:
    """How much the stems tell that tell anything. ``own``: stems of the point that is judged."""
    found = {token.stem: weight(token.text) for token in tokens if weight(token.text) > 0}
    return {stem: worth * (_SHARED if stem in own else 1.0) for stem, worth in found.items()}


def _dice(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    total = sum(one.values()) + sum(other.values())
    return 2 * sum(worth for stem, worth in one.items() if stem in other) / total if total else 0.0
