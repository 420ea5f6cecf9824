"""A fact of a deck taken apart, and the numbers of an answer that the speaker stands by."""

from collections.abc import Sequence
from dataclasses import dataclass

from voicedrill.coverage.answers import Answer, prepare_text
from voicedrill.coverage.comparison import same_kind
from voicedrill.coverage.lexicon import listed
from voicedrill.coverage.numbers import Number
from voicedrill.coverage.terms import Term, terms_of

_TAKES_BACK = listed("no sorry wait i mean actually rather correction well make that it was not er hang on")
_TAKES_BACK_SURELY = listed("no sorry wait rather correction mean actually not")


@dataclass(frozen=True)
class Fact:
    """A fact's text: its numbers, the words around them, the word after each number (``counted``)."""

    text: str
    numbers: tuple[Number, ...]
    context: tuple[Term, ...]
    counted: tuple[Term | None, ...]

    def counted_by(self, number: Number) -> Term | None:
        """What one of the fact's own numbers counts: the word after it, if it has one."""
        return self.counted[self.numbers.index(number)]


def read_fact(text: str) -> Fact:
    """A fact taken apart."""
    prepared = prepare_text(text)
    terms = terms_of(text, frozenset())
    context = tuple(term for term in terms if term.number is None)
    counted = tuple(_counted(number, prepared, context) for number in prepared.numbers)
    return Fact(text, prepared.numbers, context, counted)


def _counted(number: Number, prepared: Answer, context: Sequence[Term]) -> Term | None:
    after = {t.stem for t in prepared.tokens if 0 < t.index - number.last <= 2}
    return next((term for term in context if term.stem in after), None)


def meant(answer: Answer) -> tuple[Number, ...]:
    """The numbers of an answer that the speaker stands by: not "thirty" of "thirty, sorry, forty"."""
    kept = []
    for place, number in enumerate(answer.numbers):
        before = answer.words[number.first - 1].text.lower() if number.first else ""
        if before == "not" or before.endswith("n't"):
            continue
        after = answer.numbers[place + 1] if place + 1 < len(answer.numbers) else None
        if after is None or not same_kind(number, after) or not _taken_back(answer, number, after):
            kept.append(number)
    return tuple(kept)


def _taken_back(answer: Answer, number: Number, after: Number) -> bool:
    between = [t.text for t in answer.tokens if number.last < t.index < after.first]
    return 0 < len(between) <= 5 and (
        all(text in _TAKES_BACK for text in between[-3:]) and bool(_TAKES_BACK_SURELY & set(between))
    )
