"""Facts: was the number (or the name) said, and said right?

A fact is one or more numbers with their units and the words around them ("47 minutes of downtime"). It is

- stated when its numbers are said (any form, any unit of the same kind, a tenth off where "about" or
  "nearly" is said or noted) near words of the fact; a telling number (47, not 50) needs no such words,
- misstated when another number of the same kind is said near those words, or a like number of the very same
  unit is the only one in the answer,
- absent otherwise: the same number said of another thing is not it.

A fact without a number is a name: its words must be said, or what sounds like them.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from voicedrill.coverage.answers import prepare_text
from voicedrill.coverage.matching import Index, same_kind, same_number
from voicedrill.coverage.numbers import Number
from voicedrill.coverage.points import Term, match, terms_of
from voicedrill.coverage.results import FactVerdict
from voicedrill.transcript import Quote

#: Tokens around a number within which the fact's words stand near it, and close to it.
_NEAR, _CLOSE = 25, 12
#: Weighted share of the fact's words that must stand near its own number, and close to another one.
_SOME, _ENOUGH = 0.2, 0.3
#: A lone number of the same unit is a slip of memory when it is off by no more than this factor.
_LIKE = 4.0
#: Share of a name's words that must be said.
_NAME = 0.55


@dataclass(frozen=True)
class Fact:
    """A fact's text: its numbers, the words around them, the word after the last number (``counted``)."""

    text: str
    numbers: tuple[Number, ...]
    context: tuple[Term, ...]
    counted: Term | None


def judge(facts: Sequence[str], index: Index) -> tuple[FactVerdict, ...]:
    """One verdict a fact, in order."""
    taken_apart = [read_fact(text) for text in facts]
    return tuple(_judge(fact, taken_apart, index) for fact in taken_apart)


def read_fact(text: str) -> Fact:
    """A fact taken apart."""
    prepared = prepare_text(text)
    terms = terms_of(text, frozenset())
    context = tuple(term for term in terms if term.number is None)
    counted = None
    if prepared.numbers:
        after = {t.stem for t in prepared.tokens if 0 < t.index - prepared.numbers[-1].last <= 2}
        counted = next((term for term in context if term.stem in after), None)
    return Fact(text, prepared.numbers, context, counted)


def _judge(fact: Fact, others: Sequence[Fact], index: Index) -> FactVerdict:
    if not fact.numbers:
        name = match(fact.text, index)
        said = name.share >= _NAME
        evidence = index.answer.quote(name.first, name.last) if said else None
        return FactVerdict(fact.text, "stated" if said else "absent", None, evidence)
    right = [_stated(wanted, fact, index) for wanted in fact.numbers]
    claimed = {
        n for other in others for w in other.numbers for n in index.answer.numbers if same_number(w, n)
    }
    for wanted, found in zip(fact.numbers, right, strict=True):
        if found is None:
            wrong = _misstated(wanted, fact, index, claimed)
            if wrong is not None:
                said_text = wrong.text.strip(" ,.;:?!")
                return FactVerdict(fact.text, "misstated", said_text, _evidence(wrong, fact, index))
    # What was noted as a change may be told by its end alone.
    last = right[-1] or next((n for n in right if n is not None), None)
    if last is None or sum(n is not None for n in right) * 2 < len(right):
        return FactVerdict(fact.text, "absent", None, None)
    return FactVerdict(fact.text, "stated", None, _evidence(last, fact, index))


def _stated(wanted: Number, fact: Fact, index: Index) -> Number | None:
    """The number of the answer that says ``wanted`` of the right thing, nearest to the fact's words."""
    best: tuple[float, Number] | None = None
    for number in index.answer.numbers:
        if not same_number(wanted, number):
            continue
        near = _nearness(number, fact, index, _NEAR)
        telling = number.unit is not None and number.unit == wanted.unit and _is_telling(wanted)
        enough = near >= _SOME or (not fact.context and number.unit == wanted.unit) or telling
        if enough and (best is None or near > best[0]):
            best = (near, number)
    return None if best is None else best[1]


def _misstated(wanted: Number, fact: Fact, index: Index, claimed: set[Number]) -> Number | None:
    """Another number of the same kind said of the same thing."""
    best: tuple[float, Number] | None = None
    rivals = [n for n in index.answer.numbers if _could_be_meant(n, wanted, index, claimed)]
    for number in rivals:
        close = _nearness(number, fact, index, _CLOSE)
        if number.unit is None and not _counts_the_same(number, fact, index):
            continue
        if close >= _ENOUGH and (best is None or close > best[0]):
            best = (close, number)
    if best is not None:
        return best[1]
    alone = [n for n in rivals if n.unit is not None and n.unit == wanted.unit]
    if len(alone) == 1 and 1 / _LIKE <= _ratio(alone[0], wanted) <= _LIKE:
        return alone[0]
    return None


def _could_be_meant(number: Number, wanted: Number, index: Index, claimed: set[Number]) -> bool:
    """Whether a number could stand in the place of ``wanted``: same kind, no other fact's, no "every ten"."""
    before = index.answer.words[number.first - 1].text.lower() if number.first else ""
    # "A team of seven" may stand for "9 people"; any other unit must have been said.
    bare = number.unit is None and wanted.unit not in (None, "people")
    kinds_agree = same_kind(wanted, number) and not bare
    if number.unit != wanted.unit and not 0.1 <= _ratio(number, wanted) <= 10:
        # Minutes are not a slip for days.
        return False
    return kinds_agree and not same_number(wanted, number) and number not in claimed and before != "every"


def _counts_the_same(number: Number, fact: Fact, index: Index) -> bool:
    """Whether a bare count counts what the fact counts: "fifty connections" for "pool of 20 connections"."""
    if fact.counted is None:
        return _nearness(number, fact, index, _CLOSE // 2) >= 0.5
    hits = index.find(fact.counted.text, fact.counted.stem)
    return any(0 < hit.first - number.last <= 2 for hit in hits)


def _nearness(number: Number, fact: Fact, index: Index, reach: int) -> float:
    """The weighted share of the fact's words within ``reach`` words of a number; 0 when it has none."""
    total = sum(term.weight for term in fact.context)
    if not total:
        return 0.0
    found = 0.0
    for term in fact.context:
        hits = index.find(term.text, term.stem, None, term.joined)
        close = [hit.strength for hit in hits if _distance(hit.first, number) <= reach]
        found += term.weight * max(close, default=0.0)
    return found / total


def _distance(word: int, number: Number) -> int:
    return max(number.first - word, word - number.last, 0)


def _ratio(number: Number, wanted: Number) -> float:
    """How many times as large as ``wanted`` a number of the same kind is; 0 where that means nothing."""
    return number.size / wanted.size if wanted.size * number.size > 0 else 0.0


def _is_telling(number: Number) -> bool:
    """Whether a number is hardly said by chance: 47, 1.1, tenfold; not 5, 20, 1000, half or double."""
    if number.unit == "x":
        return number.value > 2
    digits = f"{abs(number.value):.6g}".split("e")[0].replace(".", "").strip("0")
    return len(digits) >= 2 and digits not in ("15", "25")


def _evidence(number: Number, fact: Fact, index: Index) -> Quote:
    """The number with the fact's words that stand in its sentence, as one quote."""
    sentence = next(s for s in index.answer.sentences if s.first <= number.first <= s.last)
    first, last = number.first, number.last
    for term in fact.context:
        for hit in index.find(term.text, term.stem, None, term.joined):
            if sentence.first <= hit.first <= sentence.last and _distance(hit.first, number) <= _CLOSE:
                first, last = min(first, hit.first), max(last, hit.last)
    return index.answer.quote(first, last)
