"""One story told for two questions: the deck says so, or the tellings share too many telling words. Pure."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from voicedrill.coach.mock.telling import Place, Telling

#: Words that a telling must have before it is likened to another.
LEAST_WORDS = 50
#: The weighted share of the shorter telling's telling words that stands in the other, from which two tellings
#: are one story, and how many words that must be. Measured on answers of different people: docs/mock.md.
LEAST_SHARE, LEAST_SHARED = 0.36, 6

#: What so many tellings have in common is no sign of a story.
_EVERYWHERE = 3
#: The share that is enough where the deck has one story for both questions.
LEAST_MEANT = 0.15


@dataclass(frozen=True)
class Retold:
    """One story told for the questions ``first`` and ``second`` (numbers).

    ``known_by``: the deck gives both the same story, or the words are alike. ``share``: of the telling words,
    0 to 1; ``words``: telling words of both, and ``places``: where most of them stand in each.
    """

    first: int
    second: int
    story: str | None
    known_by: Literal["deck", "words"]
    share: float
    words: tuple[str, ...]
    places: tuple[Place, ...]


def stories_used_twice(tellings: Sequence[Telling]) -> tuple[Retold, ...]:
    """All pairs of questions that were answered with one story, in the order told."""
    common = _everywhere(tellings)
    pairs = (_retold(one, other, common) for one, other in combinations(tellings, 2))
    return tuple(found for found in pairs if found is not None)


def _everywhere(tellings: Sequence[Telling]) -> frozenset[str]:
    """The stems of three tellings or more: a speaker's stories all tell of the clinic and its patients."""
    counts = Counter(stem for telling in tellings for stem in telling.stems)
    return frozenset(stem for stem, count in counts.items() if count >= _EVERYWHERE)


def _retold(one: Telling, other: Telling, common: frozenset[str]) -> Retold | None:
    share, shared = likeness(one, other, common)
    # The deck says which story was meant; whether it was told, the words say.
    by_deck = one.question.story is not None and one.question.story == other.question.story
    if not (by_deck and share >= LEAST_MEANT) and not (share >= LEAST_SHARE and len(shared) >= LEAST_SHARED):
        return None
    return Retold(
        one.number,
        other.number,
        one.question.story if by_deck else None,
        "deck" if by_deck else "words",
        share,
        tuple(filter(_tells, shared.values()))[:8],
        tuple(place for telling in (one, other) if (place := _place(telling, shared)) is not None),
    )


def _tells(word: str) -> bool:
    """Whether a word says something to who reads it: numbers and scraps of words do not."""
    return word.isalpha() and len(word) > 3


def likeness(
    one: Telling, other: Telling, common: frozenset[str] = frozenset()
) -> tuple[float, dict[str, str]]:
    """The weighted share of the shorter one's telling words in the other, and these words by their stems.

    ``common``: stems that do not count. The rarest words come first.
    """
    if min(one.word_count, other.word_count) < LEAST_WORDS:
        return 0.0, {}
    first = {stem: worth for stem, worth in one.stems.items() if stem not in common}
    second = {stem: worth for stem, worth in other.stems.items() if stem not in common}
    shared = {stem: min(worth, second[stem]) for stem, worth in first.items() if stem in second}
    least = min(sum(first.values()), sum(second.values()))
    if not least:
        return 0.0, {}
    texts = {token.stem: token.text for spoken in one.spoken for token in spoken.prepared.tokens}
    ordered = sorted(shared, key=lambda stem: (-shared[stem], stem))
    return min(1.0, sum(shared.values()) / least), {stem: texts[stem] for stem in ordered}


def _place(telling: Telling, shared: Mapping[str, str]) -> Place | None:
    """The sentence that holds most of the shared words."""
    best, found = 0.0, None
    for spoken in telling.spoken:
        answer = spoken.prepared
        for sentence in answer.sentences:
            stems = {token.stem for token in answer.tokens[sentence.begin : sentence.end]} & shared.keys()
            worth = sum(telling.stems[stem] for stem in stems)
            if worth > best:
                quote = answer.quote(sentence.first, sentence.last)
                best, found = worth, Place(telling.number, spoken.part, spoken.ask, spoken.attempt, quote)
    return found
