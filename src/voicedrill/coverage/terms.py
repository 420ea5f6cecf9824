"""The terms of a written wording: what its words and numbers are, and how much each of them tells."""

from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from voicedrill.coverage.answers import Answer, prepare_text
from voicedrill.coverage.numbers import Number
from voicedrill.coverage.rarity import is_telling, weight
from voicedrill.coverage.synonyms import families, phrases

#: What is left of a word's weight when the question said it.
_ASKED = 0.4
#: What is left for the label of a long point ("Retry strategy: ..."), and for "explains", "names".
_LABEL, _TELLING = 0.5, 0.15
#: A number with a unit or of some size is rare; "two" is not.
_NUMBER, _SMALL_NUMBER = 3.0, 0.5
#: A phrase that tells something though none of its words does, "went down", and how it ends.
_PLAIN_PHRASE = 2.0
_DIRECTIONS = frozenset({"up", "down", "back", "off", "out", "over"})
_OPENERS = frozenset({"i", "we", "my", "our", "the", "a", "it"})
#: The longest label before a colon, words.
_LONGEST_LABEL = 5


@dataclass(frozen=True)
class Term:
    """One word stem or number of a wording. ``joined``: this word and the next written as one.

    ``related``: families (`synonyms`) of the word, and of the phrases that it is part of.
    """

    text: str
    stem: str
    weight: float
    number: Number | None = None
    joined: str | None = None
    related: tuple[int, ...] = ()


@lru_cache(maxsize=4096)
def terms_of(wording: str, asked: frozenset[str]) -> tuple[Term, ...]:
    """A wording's terms; ``asked``: stems of the question. Words inside a number belong to the number."""
    prepared = prepare_text(wording)
    numbered = {i for n in prepared.numbers for i in range(n.first, n.last + 1)}
    label_ends = _label_end(prepared)
    terms = [Term(n.text, "", _number_weight(n), number=n) for n in prepared.numbers]
    tokens = [t for t in prepared.tokens if t.index not in numbered]
    joined = {a: a.text + b.text for a, b in pairwise(tokens) if b.index - a.index <= 1}
    in_phrases: dict[int, list[int]] = {}
    plain_phrases: dict[str, list[int]] = {}
    for first, last, family in phrases([token.stem for token in prepared.tokens]):
        said = prepared.tokens[first : last + 1]
        for token in said:
            in_phrases.setdefault(token.index, []).append(family)
        if said[-1].text in _DIRECTIONS and not any(weight(token.text) for token in said):
            plain_phrases.setdefault(" ".join(token.text for token in said), []).append(family)
    terms += [Term(text, "", _PLAIN_PHRASE, related=tuple(kin)) for text, kin in plain_phrases.items()]
    seen: set[str] = set()
    for token in tokens:
        worth = weight(token.text)
        if token.index < label_ends:
            worth *= _LABEL
        if is_telling(token.text):
            worth *= _TELLING
        if token.stem in asked:
            worth *= _ASKED
        if worth > 0 and token.stem not in seen:
            seen.add(token.stem)
            related = tuple(dict.fromkeys((*families(token.stem), *in_phrases.get(token.index, ()))))
            terms.append(Term(token.text, token.stem, worth, joined=joined.get(token), related=related))
    return tuple(terms)


def _number_weight(number: Number) -> float:
    return _SMALL_NUMBER if number.unit is None and abs(number.value) <= 12 else _NUMBER


def _label_end(prepared: Answer) -> int:
    """The word after a label ("Retry strategy: ..." has it at 2); 0 without one or with little after."""
    for index, word in enumerate(prepared.words[:_LONGEST_LABEL]):
        if word.text.endswith(":"):
            return index + 1 if len(prepared.words) - index > _LONGEST_LABEL else 0
    return 0


@lru_cache(maxsize=4096)
def stems_of(wording: str) -> tuple[str, ...]:
    """A wording's stems without the pronouns and articles that open it."""
    stems = [token.stem for token in prepare_text(wording).tokens]
    while stems and stems[0] in _OPENERS:
        del stems[0]
    return tuple(stems)


@lru_cache(maxsize=4096)
def denies(wording: str) -> bool:
    """Whether a wording itself denies something ("no outage since"): then a denial is what is hoped for."""
    return any(prepare_text(wording).denied)


@lru_cache(maxsize=4096)
def wishes(wording: str) -> bool:
    """Whether a wording is itself one of regret or wish ("I should have asked earlier")."""
    return any(prepare_text(wording).wished)


def stems_asked(question: str) -> frozenset[str]:
    """The stems of the question's words that carry meaning."""
    return frozenset(t.stem for t in prepare_text(question).tokens if weight(t.text) > 0)


def echoes(answer: Answer, asked: frozenset[str]) -> frozenset[int]:
    """Sentences (by number) that only repeat the question: nearly all their content words stand in it."""
    found = set()
    for number, sentence in enumerate(answer.sentences):
        content = answer.content(sentence)
        if content and len(content & asked) >= 0.8 * len(content):
            found.add(number)
    return frozenset(found)
