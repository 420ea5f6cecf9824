"""Another number said where a fact's own was meant: which of an answer's numbers is the slip, if any."""

from collections.abc import Sequence
from dataclasses import dataclass

from voicedrill.coverage.comparison import ratio, same_kind, same_number
from voicedrill.coverage.fact_surroundings import Surroundings, distance
from voicedrill.coverage.lexicon import listed
from voicedrill.coverage.numbers import Number

#: Words around a number within which the fact's words stand close to it, and the weighted share that must.
CLOSE = 12
_ENOUGH = 0.3
#: A lone number of the same unit is a slip when it is off by no more than this ("fifteen" for "fifty": 3.3).
_LIKE = 3.5
#: A lone number that shares less with the fact (a bare count; a share told otherwise) by no more than this.
_VERY_LIKE = 2.0
#: A bare count from here on is seldom said by chance.
_TELLING_COUNT = 20
_MONEY = frozenset({"money", "USD", "GBP", "EUR"})
#: What a number without a unit in the notes may be said as.
_LEADS_TO_END = listed("to was is it's that's now just only at")
_COUNTS = frozenset({None, "people", "money", "USD", "GBP", "EUR", "x", "points", "Hz"})
#: "Number two", "base sixty two", "period five": these number a thing and count none.
_LABELS = listed(
    "number base version chapter page room grade class line step section platform route period part level "
    "bay phase option tier gate question unit"
)


@dataclass(frozen=True)
class Slips:
    """``said``: the numbers of the answer (`fact_reading.meant`); ``claimed``: those of any fact."""

    around: Surroundings
    said: tuple[Number, ...]
    claimed: set[Number]

    def find(self, wanted: Number, found: Sequence[Number]) -> Number | None:
        """Another number of the same kind said of the same thing. ``found``: the fact's other numbers."""
        rivals = [number for number in self.said if self._could_be_meant(number, wanted, found)]
        best: tuple[float, Number] | None = None
        for number in rivals:
            beside = any(distance(other.first, number) <= CLOSE for other in found)
            like = _within(_LIKE, number, wanted)
            same = self.around.counts_the_same(number, wanted)
            if self.around.is_age(number) and wanted.unit == "years":
                return number
            if number.unit is None and not same and not (beside and like):
                continue
            close = self.around.nearness(number, CLOSE)
            if (beside and like) or (same and self.around.counted_next(number, wanted)):
                close = max(close, _ENOUGH)
            if close >= _ENOUGH and (best is None or close > best[0]):
                best = (close, number)
        return best[1] if best is not None else self._alone(rivals, wanted)

    def _alone(self, rivals: Sequence[Number], wanted: Number) -> Number | None:
        """The only number of its kind in the answer, when it is off by little enough."""
        like_it = [n for n in rivals if _within(_LIKE, n, wanted) or self._is_day(n, wanted)]
        alone = [n for n in like_it if n.unit is not None and n.unit == wanted.unit] or [
            n
            for n in like_it
            if self.around.counts_people(n)
            or (n.kind == wanted.kind and n.kind not in (None, "share"))
            or _is_sum(n, wanted)
            or self._is_day(n, wanted)
            or (_within(_VERY_LIKE, n, wanted) and (_is_share(n, wanted) or self._is_count(n, wanted)))
        ]
        values = {(n.value, n.unit) for n in alone}
        return alone[0] if len(values) == 1 and not self.around.of_another_thing(alone[0]) else None

    def _is_count(self, number: Number, wanted: Number) -> bool:
        """A telling bare count where the fact has one, and something of the fact is close."""
        bare = number.unit is None and wanted.unit is None and self.around.fact.counted_by(wanted) is not None
        telling = min(number.value, wanted.value) >= _TELLING_COUNT
        return bare and telling and self.around.nearness(number, CLOSE) >= _ENOUGH

    def _is_day(self, number: Number, wanted: Number) -> bool:
        """ "On the thirtieth" where the fact has a date."""
        before = self.around.words(number.first - 2, number.first)
        return wanted.kind == "date" and number.kind == "th" and before in (["on", "the"], ["by", "the"])

    def _could_be_meant(self, number: Number, wanted: Number, found: Sequence[Number]) -> bool:
        """Whether it could stand in the place of ``wanted``: same kind, no other fact's, no "every ten"."""
        fact = self.around.fact
        before = self.around.words(number.first - 1, number.first)
        # "A team of seven" may stand for "9 people"; any other unit is said, but for sums of money and the
        # end of a change ("nine percent ... down to six").
        ends_change = (
            bool(before)
            and before[0] in _LEADS_TO_END
            and any(0 < number.first - n.last <= CLOSE for n in found)
        )
        unit_open = wanted.unit in (None, "people") or _is_sum(number, wanted) or ends_change
        unit_open = unit_open or self.around.is_age(number)
        if not same_kind(wanted, number) or not may_count(wanted, number):
            return False
        if (number.unit is None and not unit_open) or self.around.is_framed_otherwise(number, wanted):
            return False
        if self.around.is_effort(number) or self.around.holds_nothing(number):
            return False
        if number.unit is not None and number.unit != wanted.unit and _far_apart(number, wanted):
            # Minutes are not a slip for days.
            return False
        if before and (before[0] in _LABELS or (before[0] == "every" and "every" not in fact.text.lower())):
            return False
        if before == ["from"] and fact.numbers[-1] is wanted and f"to {wanted.text}" in fact.text:
            # Where it came from is no slip for where it went.
            return False
        return not same_number(wanted, number) and number not in self.claimed


def may_count(wanted: Number, number: Number) -> bool:
    """Whether a number said with a unit can be what was noted without: 70 pages are not seventy percent."""
    return wanted.unit is not None or number.kind in _COUNTS or "/" in (number.unit or "")


def _within(factor: float, number: Number, wanted: Number) -> bool:
    """Whether two numbers differ by no more than a factor; by what was said where one has no unit."""
    off = ratio(number, wanted) if number.kind == wanted.kind else 0.0
    if number.kind != wanted.kind and wanted.value:
        off = number.value / wanted.value
    return 1 / factor <= off <= factor


def _far_apart(number: Number, wanted: Number) -> bool:
    return number.kind == wanted.kind and not 0.1 <= ratio(number, wanted) <= 10


def _is_share(number: Number, wanted: Number) -> bool:
    """A part told in another form ("a quarter" for 40 %), but not "half" and "doubled", said of anything."""
    told = number.kind == wanted.kind == "share" and number.unit != wanted.unit
    return told and 0 < number.size < 1 and number.size != 0.5


def _is_sum(number: Number, wanted: Number) -> bool:
    """Whether a bare number is a sum of money: "a hundred and fifteen thousand" beside "£150,000"."""
    return number.unit is None and wanted.kind in _MONEY and number.value >= 1000
