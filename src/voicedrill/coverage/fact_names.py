"""Facts that are names: "Kafka", "led by Dr Osei". Said, heard as something that sounds so, or another said.

A name is a word of the fact with a capital letter or a digit inside it (not merely at the start of a fact of
several words, unless no other is there); every one of them must be said. A fact without one is matched by its
words.
"""

import re
from collections.abc import Sequence

from rapidfuzz import fuzz

from voicedrill.coverage.answers import prepare_text
from voicedrill.coverage.lexicon import listed
from voicedrill.coverage.matching import Index
from voicedrill.coverage.results import FactVerdict
from voicedrill.coverage.sounds import skeleton
from voicedrill.coverage.terms import Term, terms_of
from voicedrill.coverage.windows import match
from voicedrill.transcript import Quote

#: Share of a fact's words that must be said when none of them is a name.
_PLAIN = 0.55
#: Share of a fact's other words that must stand beside another name for it to be the wrong one.
_SAME_ROLE = 0.9
#: A short name sounds alike when its consonants agree and this much of its spelling (0 to 100).
_SPELT_ALIKE = 45.0
#: How far after the fact's words another name may stand, words.
_AFTER = 3
_NO_NAMES = listed(
    "i january february march april may june july august september october november december monday tuesday "
    "wednesday thursday friday saturday sunday i'm i'd i've i'll english okay so and but then"
)
_TITLES = listed("dr doctor mr mrs ms miss prof professor")


def judge(fact: str, index: Index) -> FactVerdict:
    """The verdict on a fact without a number."""
    terms = terms_of(fact, frozenset())
    names = [term for term in terms if term.text in _names_in(fact)]
    if not names:
        found = match(fact, index)
        if found.share < _PLAIN:
            return FactVerdict(fact, "absent", None, None)
        return FactVerdict(fact, "stated", None, index.answer.quote(found.first, found.last))
    places = [_place(term, index) for term in names]
    said = [place for place in places if place is not None]
    if len(said) == len(places):
        return FactVerdict(fact, "stated", None, _quote(said, index))
    if not said:
        other = _another(terms, names, index)
        if other is not None:
            first, last = other
            text = " ".join(w.text for w in index.answer.words[first : last + 1]).strip(" ,.;:?!")
            return FactVerdict(fact, "misstated", text, index.answer.quote(max(0, first - _AFTER), last))
    return FactVerdict(fact, "absent", None, None)


def _names_in(fact: str) -> frozenset[str]:
    """The words of a fact that are names, as tokens."""
    words = fact.split()
    inside = [w for w in words[1:] if re.search(r"[A-Z]", w) or re.search(r"[a-zA-Z]\d", w)]
    chosen = inside if inside else [w for w in words[:1] if w[:1].isupper()]
    if inside and words[0][:1].isupper() and len(words) == len(inside) + 1:
        chosen = words
    tokens = {token.text for word in chosen for token in prepare_text(word).tokens}
    return frozenset(tokens - _TITLES)


def _place(term: Term, index: Index) -> tuple[int, int] | None:
    """The words that say a name, or sound like it; None when nothing does."""
    hits = [h for h in index.find(term.text, term.stem, None, term.joined) if h.strength >= 0.8]
    if hits:
        best = max(hits, key=lambda hit: hit.strength)
        return best.first, best.last
    for token in index.answer.tokens:
        raw = index.answer.words[token.index].text
        if raw[:1].isupper() and _sounds_alike(term.text, token.text):
            return token.index, token.index
    return None


def _sounds_alike(one: str, other: str) -> bool:
    """Whether two short names are heard alike: "Osei" and "Osay", "Kerr" and "Care"."""
    if one[0] in "aeiou" or other[0] in "aeiou":
        begins = one[0] == other[0]
    else:
        begins = skeleton(one)[:1] == skeleton(other)[:1]
    return begins and skeleton(one) == skeleton(other) and fuzz.ratio(one, other) >= _SPELT_ALIKE


def _quote(places: Sequence[tuple[int, int]], index: Index) -> Quote:
    return index.answer.quote(min(first for first, _ in places), max(last for _, last in places))


def _another(terms: Sequence[Term], names: Sequence[Term], index: Index) -> tuple[int, int] | None:
    """Another name (first word, last word) said right after all other words of the fact, or None."""
    context = [term for term in terms if term not in names]
    total = sum(term.weight for term in context)
    if not total:
        return None
    answer = index.answer
    for sentence in answer.sentences:
        found, last = 0.0, -1
        for term in context:
            hits = [h for h in index.find(term.text, term.stem) if sentence.first <= h.first <= sentence.last]
            if hits:
                found += term.weight * max(h.strength for h in hits)
                last = max(last, max(h.last for h in hits))
        if found < _SAME_ROLE * total:
            continue
        for at in range(last + 1, min(last + 1 + _AFTER, sentence.last) + 1):
            if _is_name(answer.words[at].text):
                end = at
                while end < sentence.last and _is_name(answer.words[end + 1].text):
                    end += 1
                return at, end
    return None


def _is_name(word: str) -> bool:
    plain = word.strip(".,;:?!'\"").lower().removesuffix("'s")
    return word[:1].isupper() and len(plain) > 2 and plain not in _NO_NAMES and plain not in _TITLES
