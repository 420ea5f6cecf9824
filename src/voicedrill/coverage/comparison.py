"""When two numbers are the same: across units, with rounding, and with "about" and "nearly".

The tolerances are choices of this project, written as a listener would judge: exact where a name is meant (a
year, a date, a rank), else as exact as the rounder of the two was said.
"""

import math

from voicedrill.coverage.numbers import Number
from voicedrill.coverage.units import measure

#: Relative difference up to which numbers are the same: said plainly, and said (or noted) with "about".
SAME, ABOUT = 0.005, 0.1
#: "Forty seven percent" is 47.3 %: a number rounded to two figures or more, if it moves by no more than this.
_ROUNDED = 0.03
#: Months are 28 to 31 days and "eight weeks" are "two months" to anybody but a calendar.
_CALENDAR = 0.085
_CALENDAR_UNITS = frozenset({"days", "weeks", "months", "years"})
#: From this share on what is missing to the whole is what counts: 99.95 % is not 99.5 %.
_NEARLY_ALL = 0.98
#: "Nearly 100 %" lacks no more than this.
_MISSING = 0.05
#: Kinds that are names rather than quantities: next to right is wrong. "About" allows this many steps.
_EXACT = {"year": 1.0, "date": 0.0, "th": 0.0, "Q": 0.0, "clock": 0.5}
_MONEY = frozenset({"money", "USD", "GBP", "EUR"})


def same_kind(one: Number, other: Number) -> bool:
    """Whether two numbers measure the same sort of thing, or one of them leaves open what it measures."""
    kinds = {one.kind, other.kind}
    if len(kinds) == 1:
        return True
    if None in kinds:
        if "clock" in kinds:
            return _hours(one) is not None and _hours(other) is not None
        # "Eighty" may be 80 %, but "two" is not "doubled", and no count is a rank or a date.
        return not kinds & {"th", "date", "Q"} and "x" not in (one.unit, other.unit)
    if kinds == {"th", "date"}:
        return True
    return "money" in kinds and kinds <= _MONEY


def same_number(wanted: Number, said: Number) -> bool:
    """Whether ``said`` is ``wanted``, whatever the units; "about" and "nearly" allow a tenth either way."""
    if not same_kind(wanted, said):
        return False
    if {wanted.kind, said.kind} == {"th", "date"}:
        return wanted.value % 100 == said.value % 100
    if {wanted.kind, said.kind} == {"clock", None}:
        return _hours(wanted) == _hours(said)
    if _is_run_together(wanted, said):
        return True
    approximate = wanted.approximate or said.approximate
    if wanted.kind == said.kind and wanted.kind in _EXACT:
        return _apart(wanted, said) <= (_EXACT[wanted.kind] if approximate else 0.0)
    if wanted.kind == said.kind and wanted.kind is not None:
        one, other = wanted.size, said.size
    else:
        # A unit was left out: then the plain values must agree ("three point two million" for $3.2M).
        one, other = wanted.value, said.value
    if wanted.kind == said.kind == "share" and _NEARLY_ALL <= max(one, other) <= 1:
        one, other = 1 - one, 1 - other
        least, most = sorted((abs(one), abs(other)))
        return most - least <= 1e-9 or (approximate and most <= (2 * least if least > 1e-9 else _MISSING))
    largest = max(abs(one), abs(other))
    if abs(one - other) <= (ABOUT if approximate else SAME) * largest + 1e-12:
        return True
    calendar = wanted.unit != said.unit and {wanted.unit, said.unit} <= _CALENDAR_UNITS
    if calendar and abs(one - other) <= _CALENDAR * largest:
        return True
    return abs(one - other) <= _ROUNDED * largest and (_is_rounded(wanted, said) or _is_rounded(said, wanted))


def ratio(one: Number, other: Number) -> float:
    """How many times as large as ``other`` a number of the same kind is; 0 where that means nothing."""
    return one.size / other.size if one.size * other.size > 0 else 0.0


def _is_run_together(wanted: Number, said: Number) -> bool:
    """ "To ninety nine point eight percent" is heard as 199.8."""
    over = said.value > 100 and said.value % 1 != 0 and said.unit in (None, "%")
    return over and wanted.unit == "%" and math.isclose(said.value - 100, wanted.value)


def _apart(one: Number, other: Number) -> float:
    """The distance of two years, ranks or times of day; "half past three" may be in the afternoon."""
    apart = abs(one.value - other.value)
    if one.kind == "clock":
        apart = min(apart % 12, 12 - apart % 12)
    return 0.0 if apart < 1e-9 else apart


def _hours(number: Number) -> float | None:
    """A time of day in hours up to twelve; "three forty one" (341) is one too, other counts are none."""
    value = number.value
    if number.kind is None:
        if not 100 <= value <= 1259 or value % 100 >= 60 or value != int(value):
            return None
        value = value // 100 + value % 100 / 60
    return round(value % 12, 6)


def _is_rounded(exact: Number, rounded: Number) -> bool:
    """Whether ``rounded`` is ``exact`` rounded to the figures (two or more) that it was said with."""
    factor = measure(1.0, rounded.unit)[1] if exact.kind == rounded.kind else 1.0
    value = (exact.size if exact.kind == rounded.kind else exact.value) / factor
    figures = len(f"{abs(rounded.value):.6g}".split("e")[0].replace(".", "").strip("0"))
    if figures < 2 or not value:
        return False
    digits = figures - 1 - math.floor(math.log10(abs(value)))
    return math.isclose(round(value, digits), rounded.value, rel_tol=1e-9)
