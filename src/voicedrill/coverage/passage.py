"""The passage of an answer that decided a verdict: as short as shows why."""

import math

from voicedrill.coverage.evidence import STATEMENT, Sighting

#: What every further word of a quote must earn, as a share of the point's terms.
_PRICE = 0.008
#: Longest quote, words.
_LONGEST = 60


def passage(sighting: Sighting) -> tuple[int, int] | None:
    """The words (first, last) of the span that holds most of the terms for its length, or None.

    Of all spans that begin and end with a found term, the one with the largest sum of strengths, each term
    counted once, minus a price for every word.
    """
    if not sighting.found:
        return None
    centre = int(sighting.curve(STATEMENT).argmax())
    hits = sorted(
        (hit.first, hit.last, row, hit.strength)
        for row, row_hits in enumerate(sighting.hits)
        for hit in row_hits
        if abs(hit.token - centre) <= _LONGEST
    )
    terms = len(sighting.terms)
    best, best_worth = None, -math.inf
    for begin, (first, _, _, _) in enumerate(hits):
        strongest: dict[int, float] = {}
        last = first
        for _, end, row, strength in hits[begin:]:
            last = max(last, end)
            if last - first >= _LONGEST:
                break
            strongest[row] = max(strength, strongest.get(row, 0.0))
            worth = sum(strongest.values()) / terms - _PRICE * (last - first)
            if worth > best_worth + 1e-9:
                best, best_worth = (first, last), worth
    return best
