"""Numbers with their units, spoken or written: "four point two seconds", "8M", "cut in half", "$3.2 million".

Conventions: ``find_numbers`` reads words left to right and takes the longest number at each place. A name
that holds a number ("p99", "S3", "5xx", "v1.2.3") is no number. "First" and "second" are no numbers either
(nearly always they order the telling); from "third" on an ordinal has the unit ``th``. A multiple ("half",
"tripled", "3x", "one in five") has the unit ``x``, a time of day ``clock`` (hours), a year ``year``, a day of
a month ``date``, a quarter of a year ``Q`` (`dates`). Vague quantities ("several", "dozens of") are none. Own
rules; the speech of numbers follows British and American usage alike.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from voicedrill.coverage.cardinals import (
    NUMBER_WORDS,
    Atom,
    Reading,
    atoms_of,
    is_year,
    read_cardinal,
    read_name,
    read_percentile,
)
from voicedrill.coverage.dates import MONTHS, read_date, read_quarter
from voicedrill.coverage.lexicon import listed
from voicedrill.coverage.quantities import MULTIPLES, read_special, texts_after, with_unit
from voicedrill.coverage.units import CURRENCIES, RATE_NOUNS, TIME_UNITS, UNITS, measure
from voicedrill.timing import Word

_ABOUT = listed(
    "about around roughly approximately approx nearly almost maybe circa ish over under some like ~ ≈ < > "
    "probably perhaps just say"
)
_ABOUT_PAIRS = frozenset({("more", "than"), ("less", "than"), ("up", "to"), ("close", "to"), ("or", "so")})
_NOT_A_COUNT = listed(
    "the this that each every which another any no some first last next other only my our your his her their "
    "a single good big main right wrong new old and but or"
)
_ONE_AS_PRONOUN = listed(
    "of that who which thing day time where by i we you he she they it another more and or is was on to for "
    "in at with from but so because as had has can could would will were are when if i'd i'm it's that's we'd"
)

#: Every word that can begin a number, a date or a name that holds one.
_BEGINS = (
    NUMBER_WORDS
    | frozenset(MULTIPLES)
    | frozenset(MONTHS)
    | listed("a an half point minus negative nought naught not first second last")
)
#: Words between two numbers that share a unit; only a change gives the first one's unit to the second.
_CHANGES = (["to"], ["down", "to"], ["up", "to"], ["-"], ["–"], ["→"])
_LINKS: tuple[list[str], ...] = (*_CHANGES, ["/"], ["or"], ["and"], [])
_UNSHARED = (None, "year", "clock", "th", "x", "date", "Q")


@dataclass(frozen=True)
class Number:
    """A number in a transcript. ``first`` and ``last``: word indices, both included, its unit among them.

    ``unit``: normal form (`units`), None when none was said. ``approximate``: "about", "nearly", "or so".
    """

    value: float
    unit: str | None
    first: int
    last: int
    approximate: bool
    text: str

    @property
    def kind(self) -> str | None:
        """What sort of quantity it is: "time", "share", "USD" ...; None for a bare count."""
        return measure(self.value, self.unit)[0]

    @property
    def size(self) -> float:
        """Its size in the base unit of its kind."""
        return measure(self.value, self.unit)[1]


def find_numbers(words: Sequence[Word]) -> tuple[Number, ...]:
    """All numbers in the words, in order, not overlapping."""
    atoms = atoms_of(words)
    found: list[tuple[Reading, str | None, int]] = []
    at = 0
    while at < len(atoms):
        if not may_begin(atoms[at]):
            at += 1
            continue
        reading, unit = _read_named(atoms, at)
        named = read_name(atoms, at) if reading is None else None
        if named is not None:
            at = named
            continue
        if reading is None:
            reading, unit = _read(atoms, at)
        if reading is None:
            at += 1
            continue
        found.append((reading, unit, at))
        at = reading.after
    return _share_units(
        atoms,
        [
            Number(
                value=reading.value,
                unit=unit,
                first=atoms[start].index,
                last=atoms[reading.after - 1].index,
                approximate=reading.approximate or _is_about(atoms, start, reading.after),
                text=" ".join(w.text for w in words[atoms[start].index : atoms[reading.after - 1].index + 1]),
            )
            for reading, unit, start in found
        ],
        [(start, reading.after) for reading, _, start in found],
    )


def may_begin(atom: Atom) -> bool:
    """Whether a number or a name with one may begin here: most words of an answer are seen off by this."""
    return atom.is_name or atom.text in _BEGINS or not atom.text.isalpha() or atom.text.endswith("fold")


def find_names(words: Sequence[Word]) -> tuple[tuple[str, int, int], ...]:
    """Names said as a letter and a number: "p ninety nine" is ("p99", first word, last word)."""
    atoms = atoms_of(words)
    found: list[tuple[str, int, int]] = []
    at = 0
    while at < len(atoms):
        after = read_name(atoms, at)
        if after is None:
            at += 1
            continue
        percentile = None if atoms[at].is_name else read_percentile(atoms, at)
        if percentile:
            found.append((f"p{percentile[0]}", atoms[at].index, atoms[after - 1].index))
        number = None if atoms[at].is_name or percentile else read_cardinal(atoms, at + 1)
        if number is not None:
            name = f"{atoms[at].text[0]}{number.value:g}"
            found.append((name, atoms[at].index, atoms[after - 1].index))
        at = after
    return tuple(found)


def _read_named(atoms: Sequence[Atom], at: int) -> tuple[Reading | None, str | None]:
    """A day or a quarter of the year that begins at ``at``, or (None, None)."""
    return read_date(atoms, at) or read_quarter(atoms, at) or (None, None)


def _read(atoms: Sequence[Atom], at: int) -> tuple[Reading | None, str | None]:
    """The number that begins at ``at`` with its unit, or (None, None)."""
    special = read_special(atoms, at)
    if special is not None:
        return special
    money = CURRENCIES.get(atoms[at].text)
    reading = read_cardinal(atoms, at + 1 if money else at)
    if reading is None:
        return None, None
    if money:
        return _rate(atoms, reading, money)
    reading, unit = with_unit(atoms, reading)
    if unit in TIME_UNITS:
        reading = _add_smaller(atoms, reading, unit)
    if unit is None and reading.after - at == 1 and atoms[at].text == "one" and not _counts(atoms, at):
        return None, None
    if unit is None and is_year(atoms, at, reading):
        unit = "year"
    return _rate(atoms, reading, unit)


def _add_smaller(atoms: Sequence[Atom], reading: Reading, unit: str) -> Reading:
    """ "Two minutes thirty seconds", "one hour and twenty minutes": added up in the larger unit."""
    at = reading.after
    if at >= len(atoms) or atoms[at - 1].ends_clause:
        return reading
    at += atoms[at].text == "and"
    more = read_cardinal(atoms, at) if at < len(atoms) else None
    if more is None:
        return reading
    more, smaller = with_unit(atoms, more)
    if smaller not in TIME_UNITS or measure(1, smaller)[1] >= measure(1, unit)[1]:
        return reading
    added = measure(more.value, smaller)[1] / measure(1, unit)[1]
    if added >= 1:
        return reading
    return _add_smaller(atoms, replace(reading, value=reading.value + added, after=more.after), smaller)


def _rate(atoms: Sequence[Atom], reading: Reading, unit: str | None) -> tuple[Reading, str | None]:
    """Taken on over "per second", "a day", "/s"; "requests per second" is "/s" as well."""
    at = reading.after
    if unit == "/s" or unit in ("clock", "year", "th", "date", "Q") or (at and atoms[at - 1].ends_clause):
        return reading, unit
    if unit is None and at < len(atoms) and atoms[at].text in RATE_NOUNS and not atoms[at].ends_clause:
        at += 1
    if at + 1 < len(atoms) and atoms[at].text in ("per", "a", "an", "each", "every", "/"):
        base = UNITS.get(atoms[at + 1].text)
        # "Three days a week" is no rate of days, and "two a day" is too weak a sign of one.
        spoken = unit not in TIME_UNITS and (at > reading.after or unit is not None)
        if base in TIME_UNITS and (atoms[at].text in ("per", "/") or spoken):
            return replace(reading, after=at + 2), f"{unit or ''}/{base}"
    return reading, unit


def _counts(atoms: Sequence[Atom], at: int) -> bool:
    """Whether a bare "one" counts something ("one person") and is no pronoun ("the one I had")."""
    before = atoms[at - 1].text if at else ""
    after = texts_after(atoms, at + 1, 1)[0]
    if not after or atoms[at].ends_clause:
        return False
    return before not in _NOT_A_COUNT and after not in _ONE_AS_PRONOUN


def _is_about(atoms: Sequence[Atom], start: int, after: int) -> bool:
    before = [atom.text for atom in atoms[max(0, start - 2) : start]]
    hedged = bool(before) and (before[-1] in _ABOUT or tuple(before) in _ABOUT_PAIRS)
    follows = texts_after(atoms, after, 2)
    return hedged or follows in _ABOUT_PAIRS or follows[0] == "ish"


def _share_units(
    atoms: Sequence[Atom], numbers: list[Number], spans: list[tuple[int, int]]
) -> tuple[Number, ...]:
    """Units said once for two: "from nine days to two", "between 30 and 40 percent", "30/14/7 days"."""
    links = [
        [atom.text for atom in atoms[here[1] : after[0]] if atom.text not in _ABOUT]
        for here, after in pairwise(spans)
    ]
    for at in reversed(range(len(links))):
        if numbers[at].unit is None and numbers[at + 1].unit not in _UNSHARED and links[at] in _LINKS:
            numbers[at] = replace(numbers[at], unit=numbers[at + 1].unit)
    for at in range(len(links)):
        # "Twenty in a week, to eight": the week is not counted.
        counted = not numbers[at].text.lower().startswith(("a ", "an "))
        changed = links[at] in _CHANGES and numbers[at].unit not in _UNSHARED and counted
        if numbers[at + 1].unit is None and changed:
            numbers[at + 1] = replace(numbers[at + 1], unit=numbers[at].unit)
    return tuple(numbers)
