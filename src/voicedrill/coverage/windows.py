"""One wording looked for in the sentences of an answer: how facts and red flags find what is worded freely.

The strength of the evidence is the weight of the wording's terms found in the best window of one to three
sentences, against the weight of the wording. The judge of talking points goes further (`points`).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from voicedrill.coverage.matching import Index
from voicedrill.coverage.terms import Term, denies, stems_of, terms_of

#: A window of one, two, three sentences: nearness counts.
_WINDOWS = (1.0, 0.97, 0.9)
#: What is left of a term's weight when the answer denies it, or only wishes it.
DENIED, WISHED = 0.5, 0.35
#: The same evidence tells less of a longer wording: it is divided by the wording's weight to this power.
_LENGTH = 0.3
#: A wording said whole is made, however plain its words: strength is at least this times the share squared.
_WHOLE = 2.9
#: Weight that a wording must have for that.
_SUBSTANCE = 3.0


@dataclass(frozen=True)
class Match:
    """The best window for one wording, and the words (first, last) that matched in it.

    ``strength``: weight found against the weight asked; ``share``: part of the weight found, 0 to 1.
    """

    strength: float
    share: float
    first: int
    last: int


def match(wording: str, index: Index, asked: frozenset[str] = frozenset()) -> Match:
    """The best evidence for one wording: said word for word, or its terms in the best window."""
    found = best_window(terms_of(wording, asked), index, denies(wording))
    literal = index.phrase(stems_of(wording))
    if literal is not None and found.strength < _WHOLE:
        return Match(_WHOLE, 1.0, *literal)
    return found


def best_window(terms: Sequence[Term], index: Index, denying: bool = False) -> Match:
    """The window of one to three sentences in which most of the terms' weight is found.

    ``denying``: the wording is a negative one, so that a negation near its words is no loss.
    """
    nothing = Match(0.0, 0.0, 0, 0)
    asked = sum(term.weight for term in terms)
    if not asked or not index.answer.tokens:
        return nothing
    hits = [index.find(term.text, term.stem, term.number, term.joined) for term in terms]
    answer = index.answer
    # For every term: sentence -> (strength, word of the strongest hit in it).
    by_sentence: list[dict[int, tuple[float, int, int]]] = []
    for found in hits:
        best: dict[int, tuple[float, int, int]] = {}
        for hit in found:
            sentence = answer.sentence_of[hit.token]
            strength = hit.strength
            if not denying and answer.denied[hit.token]:
                strength *= DENIED
            if answer.wished[hit.token]:
                strength *= WISHED
            if strength > best.get(sentence, (0.0, 0, 0))[0]:
                best[sentence] = (strength, hit.first, hit.last)
        by_sentence.append(best)
    touched = sorted({s for best in by_sentence for s in best})
    top, best_gain = nothing, 0.0
    for begin in touched:
        for length, factor in enumerate(_WINDOWS, 1):
            gained = 0.0
            words: list[int] = []
            for term, best in zip(terms, by_sentence, strict=True):
                inside = [best[s] for s in range(begin, begin + length) if s in best]
                if inside:
                    strongest = max(inside)
                    gained += term.weight * strongest[0]
                    words += strongest[1:]
            gained *= factor
            if gained > best_gain + 1e-9:
                best_gain = gained
                share = gained / asked
                strength = max(gained / asked**_LENGTH, _WHOLE * share**2 * min(1.0, asked / _SUBSTANCE))
                top = Match(strength, share, min(words), max(words))
    return top
