"""One story told for two questions: the deck says so, or the tellings share too many telling words. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from voicedrill.coach.mock.telling import Telling

#: Words that a telling must have before it is likened to another.
LEAST_WORDS = 50
#: The weighted share of the shorter telling's telling words that stands in the other, from which two tellings
#: are one story, and how many words that must be. Measured on answers of different people: docs/mock.md.
LEAST_SHARE, LEAST_SHARED = 0.36, 6

#: The share that is enough where the deck has one story for both questions.
LEAST_MEANT = 0.15


@dataclass(frozen=True)
class Retold:
    """One story told for the questions ``first`` and ``second`` (numbers).

    ``known_by``: the deck gives both the same story, or the words are alike. ``share``: of the telling words,
    0 to 1; ``words``: telling words of both.
    """

    first: int
    second: int
    story: str | None
    known_by: Literal["deck", "words"]
    share: float
    words: tuple[str, ...]


def stories_used_twice(tellings: Sequence[Telling]) -> tuple[Retold, ...]:
    """All pairs of questions that were answered with one story, in the order told."""
    return tuple(_pairs(tellings))


def same_story(one: Telling, other: Telling) -> bool:
    """Whether two tellings are of one story."""
    return any(_pairs((one, other)))


def _pairs(tellings: Sequence[Telling]) -> Iterator[Retold]:
    for one, other in combinations(tellings, 2):
        share, shared = likeness(one, other)
        by_words = share >= LEAST_SHARE and len(shared) >= LEAST_SHARED
        # The deck says which story was meant; whether it was told, the words say.
        by_deck = one.question.story is not None and one.question.story == other.question.story
        if by_deck and share >= LEAST_MEANT:
            yield Retold(one.number, other.number, one.question.story, "deck", share, shared[:8])
        elif by_words:
            yield Retold(one.number, other.number, None, "words", share, shared[:8])


def likeness(one: Telling, other: Telling) -> tuple[float, tuple[str, ...]]:
    """The weighted share of the shorter one's telling words in the other, and these words, rarest first."""
    if min(one.word_count, other.word_count) < LEAST_WORDS:
        return 0.0, ()
    shared = {stem: min(worth, other.stems[stem]) for stem, worth in one.stems.items() if stem in other.stems}
    least = min(sum(one.stems.values()), sum(other.stems.values()))
    if not least:
        return 0.0, ()
    texts = {token.stem: token.text for spoken in one.spoken for token in spoken.prepared.tokens}
    words = tuple(texts[stem] for stem in sorted(shared, key=lambda stem: (-shared[stem], stem)))
    return min(1.0, sum(shared.values()) / least), words
