"""Facts: was the number (or the name) said, and said right?

A fact is one or more numbers with their units and the words around them ("47 minutes of downtime"). It is

- stated when its numbers are said (any form, any unit of the same kind, `comparison`) near words of the fact;
  a telling number (47, not 50) needs no such words,
- misstated when another number of the same kind is said near those words, or a like number of the very same
  unit is the only one in the answer (`fact_slips`),
- absent otherwise: the same number said of another thing is not it (`fact_surroundings`).

What the speaker takes back does not count ("thirty, sorry, forty"). A fact without a number is a name
(`fact_names`).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from voicedrill.coverage import fact_names
from voicedrill.coverage.comparison import same_number
from voicedrill.coverage.fact_reading import Fact, meant, read_fact
from voicedrill.coverage.fact_slips import CLOSE, Slips, may_count
from voicedrill.coverage.fact_surroundings import Surroundings, distance
from voicedrill.coverage.matching import Index
from voicedrill.coverage.numbers import Number
from voicedrill.coverage.results import FactVerdict
from voicedrill.coverage.words import tokens_of, words_of
from voicedrill.transcript import Quote

#: Words around a number within which the fact's words stand near it, and the weighted share that must.
_NEAR, _SOME = 25, 0.2
_BESIDE = 5
#: Numbers of one fact that stand no farther apart than this are proved by one quote, words.
_TOGETHER = 30


def judge(facts: Sequence[str], index: Index) -> tuple[FactVerdict, ...]:
    """One verdict a fact, in order."""
    taken_apart = [read_fact(text) for text in facts]
    said = meant(index.answer)
    claimed = {n for fact in taken_apart for w in fact.numbers for n in said if same_number(w, n)}
    return tuple(_Judge(fact, index, said, claimed).verdict() for fact in taken_apart)


def of_story(verdict: FactVerdict) -> FactVerdict:
    """The verdict on a fact that the question does not ask for: its story has it, which may not be told.

    So another number is a slip only where a word of the fact stands by it, not as the only one of its kind.
    """
    fact = read_fact(verdict.text)
    if verdict.status == "misstated" and verdict.evidence is not None and fact.numbers:
        quoted = {token.stem for token in tokens_of(words_of(verdict.evidence.quote))}
        if not any(term.stem in quoted for term in fact.context):
            return FactVerdict(verdict.text, "absent", None, None, from_story=True)
    return replace(verdict, from_story=True)


@dataclass(frozen=True)
class _Judge:
    """One fact before one answer. ``said``: its numbers (`meant`); ``claimed``: those of any fact."""

    fact: Fact
    index: Index
    said: tuple[Number, ...]
    claimed: set[Number]

    @property
    def _around(self) -> Surroundings:
        return Surroundings(self.fact, self.index)

    def verdict(self) -> FactVerdict:
        fact = self.fact
        if not fact.numbers:
            return fact_names.judge(fact.text, self.index)
        right = [self._stated(wanted) for wanted in fact.numbers]
        slips = Slips(self._around, self.said, self.claimed)
        for wanted, found in zip(fact.numbers, right, strict=True):
            wrong = slips.find(wanted, [n for n in right if n is not None]) if found is None else None
            if wrong is not None:
                said = wrong.text.strip(" ,.;:?!")
                return FactVerdict(fact.text, "misstated", said, self._evidence([wrong]))
        found_ones = [number for number in right if number is not None]
        # What was noted as a change may be told by its end alone.
        if len(found_ones) * 2 < len(right) or (len(right) > 1 and all(n.value == 1 for n in found_ones)):
            return FactVerdict(fact.text, "absent", None, None)
        return FactVerdict(fact.text, "stated", None, self._evidence(found_ones))

    def _stated(self, wanted: Number) -> Number | None:
        """The number of the answer that says ``wanted`` of the right thing, nearest to the fact's words."""
        around = self._around
        best: tuple[float, Number] | None = None
        for number in self.said:
            if not same_number(wanted, number) or not may_count(wanted, number):
                continue
            if around.is_framed_otherwise(number, wanted):
                continue
            near = around.nearness(number, _NEAR)
            if around.counted_next(number, wanted) or around.is_our_head_count(number, wanted):
                near = max(near, _SOME)
            if number.unit == "%" and around.opens_sentence(number) and around.of_another_thing(number):
                # "Thirty percent of the staff": only what is said right beside it is its own.
                near = around.nearness(number, _BESIDE)
            enough = near >= _SOME or self._speaks_for_itself(number, wanted)
            if enough and (best is None or near > best[0]):
                best = (near, number)
        return None if best is None else best[1]

    def _speaks_for_itself(self, number: Number, wanted: Number) -> bool:
        """Whether the same number needs no word of the fact beside it to be the same statement."""
        if not self.fact.context and number.unit == wanted.unit:
            return True
        if number.kind != wanted.kind and not (number.unit is None and _is_telling(wanted)):
            return False
        if number.unit is None and not _is_telling(wanted):
            return False
        return not self._around.of_another_thing(number)

    def _evidence(self, numbers: list[Number]) -> Quote:
        """The numbers that decided, with the fact's words in the sentence of the last, as one quote."""
        last = numbers[-1]
        close = [number for number in numbers if abs(number.first - last.first) <= _TOGETHER]
        begin, end = min(n.first for n in close), max(n.last for n in close)
        sentence = next(s for s in self.index.answer.sentences if s.first <= last.first <= s.last)
        for term in self.fact.context:
            for hit in self.index.find(term.text, term.stem, None, term.joined):
                if sentence.first <= hit.first <= sentence.last and distance(hit.first, last) <= CLOSE:
                    begin, end = min(begin, hit.first), max(end, hit.last)
        return self.index.answer.quote(begin, end)


def _is_telling(number: Number) -> bool:
    """Whether a number is hardly said by chance: 47, 1.1, tenfold; not 5, 20, 1000, half or double."""
    if number.unit == "x":
        return number.value > 2
    if number.value != int(number.value):
        return number.value % 1 not in (0.5, 0.25, 0.75)
    digits = f"{abs(number.value):.6g}".split("e")[0].replace(".", "").strip("0")
    return len(digits) >= 2 and digits not in ("15", "25")
