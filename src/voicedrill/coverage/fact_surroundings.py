"""What the words around a number of an answer say of it: is it the fact's, or of another thing?"""

from collections.abc import Sequence
from dataclasses import dataclass

from voicedrill.coverage.fact_reading import Fact
from voicedrill.coverage.lexicon import listed
from voicedrill.coverage.matching import Index
from voicedrill.coverage.numbers import Number
from voicedrill.coverage.rarity import weight
from voicedrill.coverage.terms import Term
from voicedrill.coverage.units import TIME_UNITS
from voicedrill.coverage.words import Token, plain

#: Rarity of a word from which it is a thing of its own, not talk ("time", "way").
_CONTENT = 1.5
_POINTING = listed("them us it that this that those these him her me you")
_ALL = listed("every everything all each everyone everybody")
_CROWD = listed(
    "people person pupil student child kid nurse patient engineer developer guest member staff colleague "
    "volunteer customer client teacher trainee player driver technician attendee delegate learner employee"
)
#: Groups of people: "a team of six", "six of us".
_GROUPS = listed("team class group crew staff family ward shift squad department panel committee we us")
#: "Two days before the release", "five months earlier": when, not how long.
_WHEN = listed("ago earlier later before after beforehand previously prior into")
_EARLY = listed("early late ahead")
#: What follows a time of day: "at six every Thursday", "at nine in the morning".
_AT_TIMES = listed("every on in o'clock sharp each and the for when until till")
_PERIODS = listed("second minute hour day night week weekend month quarter year shift")
_HOLDS = listed("not no without never since")
_TAKES = listed("took takes take spent spend")


@dataclass(frozen=True)
class Surroundings:
    """One fact before one answer."""

    fact: Fact
    index: Index

    def nearness(self, number: Number, reach: int) -> float:
        """The weighted share of the fact's words within ``reach`` words of a number; 0 when it has none."""
        total = sum(term.weight for term in self.fact.context)
        if not total:
            return 0.0
        found = 0.0
        for term in self.fact.context:
            hits = self.index.find(term.text, term.stem, None, term.joined)
            close = [hit.strength for hit in hits if distance(hit.first, number) <= reach]
            found += term.weight * max(close, default=0.0)
        return found / total

    def of_another_thing(self, number: Number) -> bool:
        """Whether the words after a number give it to something that the fact does not speak of."""
        last = number.last
        while (
            last < number.last + 4 and last + 1 < len(self.index.answer.words) and not self.ends_clause(last)
        ):
            last += 1
        tokens = [t for t in self.index.answer.tokens if number.last < t.index <= last]
        if not tokens:
            return False
        one_unit = number.unit is None or self._unit_is_attribute(number)
        if one_unit and tokens[0].index == number.last + 1 and self._is_foreign(tokens[0]):
            return True
        if tokens[0].text not in ("of", "to", "for", "on") or len(tokens) < 2:
            return False
        if tokens[1].text in _POINTING or tokens[1].text in _ALL:
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
        # "A hundred and ten booked": what was done with them is no other thing.
        done = token.text.endswith("ed") and len(token.text) > 4
        return not known and not done and weight(token.text) >= _CONTENT

    def opens_sentence(self, number: Number) -> bool:
        """Whether a number is the subject of its sentence: "thirty percent of the staff were ..."."""
        return any(0 <= number.first - sentence.first <= 1 for sentence in self.index.answer.sentences)

    def ends_clause(self, word: int) -> bool:
        """Whether punctuation follows a word."""
        return self.index.answer.words[word].text[-1:] in ".,;:?!"

    def counts_the_same(self, number: Number, wanted: Number) -> bool:
        """Whether a bare count counts what the fact does: "fifty connections" for "20 connections"."""
        if self.is_our_head_count(number, wanted) or self._same_group(number, wanted):
            return True
        counted = self.fact.counted_by(wanted)
        if counted is None:
            return self.nearness(number, 6) >= 0.5
        hits = self.index.find(counted.text, counted.stem)
        after = any(0 < hit.first - number.last <= 2 for hit in hits)
        # "It crashed about four thousand times."
        return after or any(0 < number.first - hit.first <= 3 and number.value > 12 for hit in hits)

    def counted_next(self, number: Number, wanted: Number) -> bool:
        """Whether what the fact counts follows the number: "ninety covers"."""
        counted = self.fact.counted_by(wanted)
        if counted is None:
            return False
        if number.unit == "people" and _is_crowd(counted):
            return True
        hits = self.index.find(counted.text, counted.stem, None, counted.joined)
        return any(0 < hit.first - number.last <= 2 for hit in hits)

    def is_our_head_count(self, number: Number, wanted: Number) -> bool:
        """ "There were six of us" for "team of 6"."""
        of_group = any(term.text in _GROUPS for term in self.fact.context)
        after = self.words(number.last + 1, number.last + 3)
        bare = number.unit is None and wanted.unit is None
        return bare and of_group and after in (["of", "us"], ["of", "them"])

    def _same_group(self, number: Number, wanted: Number) -> bool:
        """ "A class of thirty two" for "class of 28 pupils"."""
        noted = self.fact.text.lower().split()[max(0, wanted.first - 2) : wanted.first]
        said = self.words(number.first - 2, number.first)
        return len(noted) == 2 and noted[1] == "of" and said == noted

    def counts_people(self, number: Number) -> bool:
        """ "There's thirty-two of them in there": a count of people where the fact counts people."""
        of_crowd = any(term is not None and _is_crowd(term) for term in self.fact.counted)
        if number.unit == "people":
            return of_crowd
        words = [word.text.lower().strip(".,") for word in self.index.answer.words]
        crowd = tuple(words[number.last + 1 : number.last + 3])
        before = words[number.first - 1] if number.first else ""
        there = before in ("there's", "were", "was", "are", "is", "about", "had", "have")
        people = (of_crowd and there) or number.value > 12
        return number.unit is None and people and crowd in (("of", "them"), ("of", "us"))

    def is_framed_otherwise(self, number: Number, wanted: Number) -> bool:
        """Whether it is a time of day, a point in time or a rate over another period than the fact's."""
        noted = frozenset(plain(self.fact.text).split())
        before = self.words(number.first - 1, number.first)
        after = self.words(number.last + 1, number.last + 4)
        ends = self.ends_clause(number.last)
        hour = number.unit is None and number.value <= 12 and wanted.kind != "clock" and before == ["at"]
        if hour and after and (ends or after[0] in _AT_TIMES):
            return True
        if number.unit not in TIME_UNITS or not after or ends:
            return False
        # "It was eight minutes before, and now it's fifty": that is not when.
        state = after[0] in ("before", "after") and self.ends_clause(number.last + 1)
        if after[0] in _WHEN and not state and not noted & (_WHEN | _EARLY):
            return True
        per = _period(after)
        wanted_per = _period([w.lower().strip(".,;") for w in self.fact.text.split()[wanted.last + 1 :]])
        return bool(per and wanted_per and per != wanted_per)

    def is_effort(self, number: Number) -> bool:
        """ "Took me two months to find it" beside "not late in 6 months": no word of how long it held."""
        if not _HOLDS & set(plain(self.fact.text).split()):
            return False
        before = self.words(number.first - 2, number.first)
        after = self.words(number.last + 1, number.last + 2)
        return bool(_TAKES & set(before)) and after == ["to"] and number.unit in TIME_UNITS

    def holds_nothing(self, number: Number) -> bool:
        """ "The later shift for two months" beside "not late in 6 months": no word of holding is near."""
        holds = _HOLDS & set(plain(self.fact.text).split())
        if number.unit not in TIME_UNITS or not holds:
            return False
        sentence = next(s for s in self.index.answer.sentences if s.first <= number.first <= s.last)
        said = {token.text for token in self.index.answer.tokens[sentence.begin : sentence.end]}
        return not said & (_HOLDS | {"once", "nobody", "nothing", "single"})

    def is_age(self, number: Number) -> bool:
        """ "He was six" where the fact tells how old somebody is."""
        old = {"old", "aged", "age"} & set(plain(self.fact.text).replace("-", " ").split())
        before = self.words(number.first - 2, number.first)
        people = before[:1] in (["he"], ["she"], ["who"], ["they"]) and before[1:] in (
            ["was"],
            ["is"],
            ["were"],
        )
        after = self.words(number.last + 1, number.last + 2)
        ends = self.ends_clause(number.last) or after in ([], ["and"], ["but"], ["when"], ["so"])
        return bool(old) and number.unit is None and people and ends

    def words(self, begin: int, end: int) -> list[str]:
        """The answer's words ``begin`` to ``end`` (this one excluded), bare."""
        return [
            word.text.lower().strip(".,;:?!") for word in self.index.answer.words[max(0, begin) : max(0, end)]
        ]


def distance(word: int, number: Number) -> int:
    """How many words stand between a word and a number."""
    return max(number.first - word, word - number.last, 0)


def _is_crowd(term: Term) -> bool:
    return term.text in _CROWD or term.text.removesuffix("s") in _CROWD


def _period(after: Sequence[str]) -> str | None:
    """The period of a rate that these words open: "a day", "per working week", "each week"; or None."""
    if not after or after[0] not in ("a", "per", "each", "every", "an"):
        return None
    return next((word for word in after[1:3] if word in _PERIODS), None)
