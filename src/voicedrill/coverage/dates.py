"""Days and quarters of the year: "14 March", "the fourteenth of March", "March 14th", "2024-03-14", "Q3"."""

import re
from collections.abc import Sequence

from voicedrill.coverage.cardinals import ORDINALS, Atom, Reading, read_cardinal

#: Name of a month -> its number.
MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        1,
    )
    for name in names.split()
}
#: Months that are words of their own: they need a capital letter, or an ordinal beside them.
_WORDS_TOO = frozenset({"may", "march", "mar", "sep", "jan"})
_ISO = re.compile(r"^[0-9]{4}-([0-9]{2})-([0-9]{2})$")
_FIRST = {"first": 1, "second": 2, **ORDINALS}
_NAMED_QUARTERS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4}


def read_date(atoms: Sequence[Atom], at: int) -> tuple[Reading, str] | None:
    """The day of a month that begins at ``at`` (unit "date": 100 x month + day), or None."""
    iso = _ISO.match(atoms[at].text)
    if iso:
        return _date(int(iso[1]), int(iso[2]), at + 1)
    if atoms[at].text in MONTHS:
        if atoms[at].ends_clause:
            return None
        start = at + 1 + (_text(atoms, at + 1) == "the")
        day = _day(atoms, start)
        if day is None or not _is_month(atoms[at], day[2]):
            return None
        return _date(MONTHS[atoms[at].text], day[0], day[1])
    day = _day(atoms, at)
    if day is None or atoms[day[1] - 1].ends_clause:
        return None
    month = day[1] + (_text(atoms, day[1]) == "of")
    if _text(atoms, month) not in MONTHS or not _is_month(atoms[month], day[2]):
        return None
    return _date(MONTHS[atoms[month].text], day[0], month + 1)


def read_quarter(atoms: Sequence[Atom], at: int) -> tuple[Reading, str] | None:
    """A quarter of the year (unit "Q", 1 to 4): "Q3", "q three", "the third quarter"; or None."""
    text = atoms[at].text
    if len(text) == 2 and text[0] == "q" and text[1] in "1234":
        return Reading(float(text[1]), at + 1), "Q"
    if text == "q" and at + 1 < len(atoms) and not atoms[at].ends_clause and not atoms[at + 1].is_name:
        number = read_cardinal(atoms, at + 1)
        if number is not None and number.value in (1, 2, 3, 4):
            return Reading(number.value, number.after), "Q"
    ordered = _NAMED_QUARTERS.get(text)
    before = atoms[at - 1].text if at else ""
    if ordered and before in ("the", "in", "our", "by") and _text(atoms, at + 1) == "quarter":
        return Reading(float(ordered), at + 2), "Q"
    return None


def _day(atoms: Sequence[Atom], at: int) -> tuple[int, int, bool] | None:
    """A day of the month at ``at``: it, the atom after it, and whether it was said as an ordinal."""
    text = _text(atoms, at)
    if at >= len(atoms) or atoms[at].is_name:
        return None
    if text in _FIRST:
        return _FIRST[text], at + 1, True
    number = read_cardinal(atoms, at)
    if number is None or number.value != int(number.value) or not 1 <= number.value <= 31:
        return None
    day, after = int(number.value), number.after
    if _text(atoms, after) in ("st", "nd", "rd", "th"):
        return day, after + 1, True
    if day in (20, 30) and _text(atoms, after) in _FIRST and _FIRST[_text(atoms, after)] < 10:
        return day + _FIRST[_text(atoms, after)], after + 1, True
    return day, after, False


def _is_month(atom: Atom, ordinal: bool) -> bool:
    return ordinal or atom.text not in _WORDS_TOO or atom.raw[:1].isupper()


def _date(month: int, day: int, after: int) -> tuple[Reading, str] | None:
    valid = 1 <= month <= 12 and 1 <= day <= 31
    return (Reading(float(100 * month + day), after), "date") if valid else None


def _text(atoms: Sequence[Atom], at: int) -> str:
    return atoms[at].text if 0 <= at < len(atoms) else ""
