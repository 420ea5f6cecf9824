"""Facts: was the number (or the name) said, and said right?

A fact is one or more numbers with their units and the words around them ("47 minutes of downtime"). It is

- stated when its numbers are said (any form, any unit of the same kind, `comparison`) near words of the fact;
  a telling number (47, not 50) needs no such words,
- misstated when another number of the same kind is said near those words, or a like number of the very same
  unit is the only one in the answer,
- absent otherwise: the same number said of another thing is not it.

What the speaker takes back does not count ("thirty, sorry, forty"). A fact without a number is a name
(`fact_names`).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from voicedrill.coverage import fact_names
from voicedrill.coverage.answers import Answer, prepare_text
from voicedrill.coverage.comparison import ratio, same_kind, same_number
from voicedrill.coverage.lexicon import listed
from voicedrill.coverage.matching import Index
from voicedrill.coverage.numbers import Number
from voicedrill.coverage.points import Term, terms_of
from voicedrill.coverage.rarity import weight
from voicedrill.coverage.results import FactVerdict
from voicedrill.coverage.units import TIME_UNITS
from voicedrill.coverage.words import Token
from voicedrill.decks import blanks
from voicedrill.transcript import Quote

#: Words around a number within which the fact's words stand near it, and close to it.
_NEAR, _CLOSE = 25, 12
#: Weighted share of the fact's words that must stand near its own number, and close to another one.
_SOME, _ENOUGH = 0.2, 0.3
#: A lone number of the same unit is a slip when it is off by no more than this ("fifteen" for "fifty": 3.3).
_LIKE = 3.5
#: Numbers of one fact that stand no farther apart than this are proved by one quote, words.
_TOGETHER = 30
#: Rarity of a word from which it is a thing of its own, not talk ("time", "way").
_CONTENT = 1.5
_POINTING = listed("them us it that this those these him her me you")
#: What a number without a unit in the notes may be said as.
_COUNTS = frozenset({None, "people", "money", "USD", "GBP", "EUR", "x", "points", "Hz"})
_MONEY = frozenset({"money", "USD", "GBP", "EUR"})
#: "Number two", "base sixty two", "period five": these number a thing and count none.
_LABELS = listed(
    "number base version chapter page room grade class line step section platform route period part level "
    "bay phase option tier gate question unit"
)
_TAKES_BACK = listed("no sorry wait i mean actually rather correction well make that it was not er hang on")
_TAKES_BACK_SURELY = listed("no sorry wait rather correction mean actually not")
_CROWD = listed(
    "people person pupil student child kid nurse patient engineer developer guest member staff colleague "
    "volunteer customer client teacher trainee player driver technician attendee delegate learner employee"
)


@dataclass(frozen=True)
class Fact:
    """A fact's text: its numbers, the words around them, the word after each number (``counted``)."""

    text: str
    numbers: tuple[Number, ...]
    context: tuple[Term, ...]
    counted: tuple[Term | None, ...]


def judge(facts: Sequence[str], index: Index) -> tuple[FactVerdict, ...]:
    """One verdict a fact, in order."""
    taken_apart = [read_fact(blanks.said(text)) for text in facts]
    said = meant(index.answer)
    claimed = {n for fact in taken_apart for w in fact.numbers for n in said if same_number(w, n)}
    verdicts = (_Judge(fact, index, said, claimed).verdict() for fact in taken_apart)
    return tuple(replace(verdict, text=text) for verdict, text in zip(verdicts, facts, strict=True))


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


@dataclass(frozen=True)
class _Judge:
    """One fact before one answer. ``said``: its numbers (`meant`); ``claimed``: those of any fact."""

    fact: Fact
    index: Index
    said: tuple[Number, ...]
    claimed: set[Number]

    def verdict(self) -> FactVerdict:
        fact = self.fact
        if not fact.numbers:
            return fact_names.judge(fact.text, self.index)
        right = [self._stated(wanted) for wanted in fact.numbers]
        for wanted, found in zip(fact.numbers, right, strict=True):
            wrong = self._misstated(wanted, [n for n in right if n is not None]) if found is None else None
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
        best: tuple[float, Number] | None = None
        for number in self.said:
            if not same_number(wanted, number) or not _may_count(wanted, number):
                continue
            near = self._nearness(number, _NEAR)
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
        return not self._of_another_thing(number)

    def _of_another_thing(self, number: Number) -> bool:
        """Whether the words after a number give it to something that the fact does not speak of."""
        last = number.last
        while (
            last < number.last + 4 and last + 1 < len(self.index.answer.words) and not self._ends_clause(last)
        ):
            last += 1
        tokens = [t for t in self.index.answer.tokens if number.last < t.index <= last]
        if not tokens:
            return False
        one_unit = number.unit is None or self._unit_is_attribute(number)
        if one_unit and tokens[0].index == number.last + 1 and self._is_foreign(tokens[0]):
            return True
        if tokens[0].text not in ("of", "to", "for", "on") or len(tokens) < 2 or tokens[1].text in _POINTING:
            return False
        after = next((t for t in tokens[1:] if weight(t.text) > 0), None)
        return after is not None and self._is_foreign(after)

    def _unit_is_attribute(self, number: Number) -> bool:
        """ "A fifteen minute walk": the unit is singular and belongs to the noun after it."""
        last = self.index.answer.words[number.last].text.lower()
        return number.unit in TIME_UNITS and number.value > 1 and not last.endswith("s")

    def _is_foreign(self, token: Token) -> bool:
        """Whether a word is a noun or so of which the fact says nothing."""
        known = any(
            hit.first == token.index
            for term in self.fact.context
            for hit in self.index.find(term.text, term.stem, None, term.joined)
        )
        return not known and weight(token.text) >= _CONTENT

    def _ends_clause(self, word: int) -> bool:
        return self.index.answer.words[word].text[-1:] in ".,;:?!"

    def _misstated(self, wanted: Number, found: Sequence[Number]) -> Number | None:
        """Another number of the same kind said of the same thing. ``found``: the fact's other numbers."""
        rivals = [number for number in self.said if self._could_be_meant(number, wanted)]
        best: tuple[float, Number] | None = None
        for number in rivals:
            beside = any(_distance(other.first, number) <= _CLOSE for other in found)
            like = 1 / _LIKE <= ratio(number, wanted) <= _LIKE
            if number.unit is None and not self._counts_the_same(number, wanted) and not (beside and like):
                continue
            close = max(self._nearness(number, _CLOSE), _ENOUGH if beside and like else 0.0)
            if close >= _ENOUGH and (best is None or close > best[0]):
                best = (close, number)
        if best is not None:
            return best[1]
        like_it = [number for number in rivals if 1 / _LIKE <= ratio(number, wanted) <= _LIKE]
        alone = [n for n in like_it if n.unit is not None and n.unit == wanted.unit] or [
            n
            for n in like_it
            if self._counts_people(n)
            or (n.kind == wanted.kind and n.kind not in (None, "share"))
            or _is_sum(n, wanted)
        ]
        return alone[0] if len(alone) == 1 and not self._of_another_thing(alone[0]) else None

    def _could_be_meant(self, number: Number, wanted: Number) -> bool:
        """Whether it could stand in the place of ``wanted``: same kind, no other fact's, no "every ten"."""
        words = self.index.answer.words
        before = words[number.first - 1].text.lower() if number.first else ""
        # "A team of seven" may stand for "9 people"; any other unit is said, but for sums of money.
        bare = number.unit is None and wanted.unit not in (None, "people") and not _is_sum(number, wanted)
        if not same_kind(wanted, number) or bare or not _may_count(wanted, number):
            return False
        if number.unit != wanted.unit and not 0.1 <= ratio(number, wanted) <= 10:
            # Minutes are not a slip for days.
            return False
        if before in _LABELS or (before == "every" and "every" not in self.fact.text.lower()):
            return False
        if before == "from" and self.fact.numbers[-1] is wanted and f"to {wanted.text}" in self.fact.text:
            # Where it came from is no slip for where it went.
            return False
        return not same_number(wanted, number) and number not in self.claimed

    def _counts_the_same(self, number: Number, wanted: Number) -> bool:
        """Whether a bare count counts what the fact does: "fifty connections" for "20 connections"."""
        counted = self.fact.counted[self.fact.numbers.index(wanted)]
        if counted is None:
            return self._nearness(number, _CLOSE // 2) >= 0.5
        hits = self.index.find(counted.text, counted.stem)
        after = any(0 < hit.first - number.last <= 2 for hit in hits)
        # "It crashed about four thousand times."
        return after or any(0 < number.first - hit.first <= 3 and number.value > 12 for hit in hits)

    def _counts_people(self, number: Number) -> bool:
        """ "There's thirty-two of them in there": a count of people where the fact counts people."""
        counted = {term.text.rstrip("s") for term in self.fact.counted if term is not None}
        words = [word.text.lower().strip(".,") for word in self.index.answer.words]
        crowd = tuple(words[number.last + 1 : number.last + 3])
        before = words[number.first - 1] if number.first else ""
        there = before in ("there's", "were", "was", "are", "is", "about", "had", "have")
        people = (bool(counted & _CROWD) and there) or number.value > 12
        return number.unit is None and people and crowd in (("of", "them"), ("of", "us"))

    def _nearness(self, number: Number, reach: int) -> float:
        """The weighted share of the fact's words within ``reach`` words of a number; 0 when it has none."""
        total = sum(term.weight for term in self.fact.context)
        if not total:
            return 0.0
        found = 0.0
        for term in self.fact.context:
            hits = self.index.find(term.text, term.stem, None, term.joined)
            close = [hit.strength for hit in hits if _distance(hit.first, number) <= reach]
            found += term.weight * max(close, default=0.0)
        return found / total

    def _evidence(self, numbers: list[Number]) -> Quote:
        """The numbers that decided, with the fact's words in the sentence of the last, as one quote."""
        last = numbers[-1]
        close = [number for number in numbers if abs(number.first - last.first) <= _TOGETHER]
        begin, end = min(n.first for n in close), max(n.last for n in close)
        sentence = next(s for s in self.index.answer.sentences if s.first <= last.first <= s.last)
        for term in self.fact.context:
            for hit in self.index.find(term.text, term.stem, None, term.joined):
                if sentence.first <= hit.first <= sentence.last and _distance(hit.first, last) <= _CLOSE:
                    begin, end = min(begin, hit.first), max(end, hit.last)
        return self.index.answer.quote(begin, end)


def _distance(word: int, number: Number) -> int:
    return max(number.first - word, word - number.last, 0)


def _may_count(wanted: Number, number: Number) -> bool:
    """Whether a number said with a unit can be what was noted without: 70 pages are not seventy percent."""
    return wanted.unit is not None or number.kind in _COUNTS or "/" in (number.unit or "")


def _is_sum(number: Number, wanted: Number) -> bool:
    """Whether a bare number is a sum of money: "a hundred and fifteen thousand" beside "£150,000"."""
    return number.unit is None and wanted.kind in _MONEY and number.value >= 1000


def _is_telling(number: Number) -> bool:
    """Whether a number is hardly said by chance: 47, 1.1, tenfold; not 5, 20, 1000, half or double."""
    if number.unit == "x":
        return number.value > 2
    if number.value != int(number.value):
        return number.value % 1 not in (0.5, 0.25, 0.75)
    digits = f"{abs(number.value):.6g}".split("e")[0].replace(".", "").strip("0")
    return len(digits) >= 2 and digits not in ("15", "25")
