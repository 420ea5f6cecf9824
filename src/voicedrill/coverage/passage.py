"""The passage of an answer that decided a verdict: as short as shows why."""

import math

from voicedrill.coverage.answers import Answer
from voicedrill.coverage.evidence import STATEMENT, Sighting
from voicedrill.coverage.lexicon import listed
from voicedrill.coverage.words import plain

#: What every further word of a quote must earn, as a share of the point's terms.
_PRICE = 0.008
#: Longest quote, words.
_LONGEST = 60
#: How many words further, to either side, the end of a clause is looked for, and what ends and opens one.
_WIDEN = 10
_CLAUSE_ENDS = frozenset(",;:.?!")
_JOINTS = listed("and but so because when while where which who that if then or since until")


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


def whole_clauses(span: tuple[int, int], answer: Answer) -> tuple[int, int]:
    """The span widened to the clauses that it begins and ends in, so that a quote reads as it was said.

    To the nearest comma, full stop or the like, else to a conjunction; where neither is near it stays.
    """
    first, last = span
    before = range(first, max(-1, first - _WIDEN - 1), -1)
    after = range(last, min(len(answer.words), last + _WIDEN + 1))
    opens = {sentence.first for sentence in answer.sentences}
    stops = [at for at in before if at in opens or answer.words[at - 1].text[-1:] in _CLAUSE_ENDS]
    joints = [at for at in before if _joins(answer, at)]
    ends = [at for at in after if at + 1 in opens or answer.words[at].text[-1:] in _CLAUSE_ENDS]
    broken = [at for at in after if _joins(answer, at + 1)]
    whole = len(answer.words) - 1
    return (stops or joints or [first])[0], min(whole, (ends or broken or [last])[0])


def _joins(answer: Answer, at: int) -> bool:
    """Whether a conjunction stands there, or the answer is over."""
    return at >= len(answer.words) or plain(answer.words[at].text).strip(",") in _JOINTS
