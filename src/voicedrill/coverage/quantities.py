"""Quantities that are no plain cardinal: fractions, multiples, dozens, times of day, ordinals, "an hour"."""

from collections.abc import Sequence
from dataclasses import replace

from voicedrill.coverage.cardinals import ORDINALS, PARTS, SCALES, Atom, Reading, read_cardinal
from voicedrill.coverage.lexicon import listed
from voicedrill.coverage.units import BETWEEN, GLUED_ONLY, TIME_UNITS, UNITS, UNITS_OF_TWO

#: What multiplies -> by how much.
MULTIPLES = {
    **dict.fromkeys(("half", "halved", "halving", "halve", "halves"), 0.5),
    **dict.fromkeys(("doubled", "double", "doubling", "doubles", "twice"), 2.0),
    **dict.fromkeys(("tripled", "triple", "tripling", "trebled", "thrice"), 3.0),
    **dict.fromkeys(("quadrupled", "quadruple"), 4.0),
}
#: What shares are said of: "two in three", "one in a hundred".
_WHOLES = frozenset({2, 3, 4, 5, 6, 8, 10, 20, 50, 100, 1000, 10_000, 1_000_000})
_OF_WHAT = listed("the that what our my its their this")
_TIMES_OF_DAY = {("in", "the", part) for part in ("morning", "afternoon", "evening")}
_FORTNIGHTS = listed("fortnight fortnights")
_GROUPS = {"couple": 2.0, "pair": 2.0, "dozen": 12.0}
_TIMES_WHAT = listed(
    "as faster more what the better bigger less larger over higher lower slower fewer greater cheaper "
    "quicker smaller that its too our their his her my"
)
_AND_A_PART: dict[tuple[str, ...], float] = {
    ("and", "a", "half"): 0.5,
    ("and", "a", "quarter"): 0.25,
    ("and", "three", "quarters"): 0.75,
}
_DURATION_BEFORE = listed("in within for after about over under than took takes take inside nearly almost")
_DURATIONS = listed("minute hour day week month year")


def read_special(atoms: Sequence[Atom], at: int) -> tuple[Reading, str | None] | None:
    """The special quantity that begins at ``at`` with its unit, or None."""
    for rule in (_fold, _one_in, _fraction, _multiple, _fortnight, _group, _clock, _ordinal, _bare_duration):
        found = rule(atoms, at)
        if found is not None:
            return found
    return None


def with_unit(atoms: Sequence[Atom], reading: Reading) -> tuple[Reading, str | None]:
    """The reading taken on over the unit that follows it, and over "and a half" after that."""
    at = reading.after
    if at >= len(atoms) or atoms[at - 1].ends_clause:
        return reading, None
    if _is_between(atoms, at):
        at += 1
    name = atoms[at].text
    pair = (name, atoms[at + 1].text) if at + 1 < len(atoms) else (name, "")
    if pair in UNITS_OF_TWO:
        return replace(reading, after=at + 2), UNITS_OF_TWO[pair]
    if name == "grand":
        return replace(reading, value=reading.value * 1000, after=at + 1), "money"
    if name == "times" and _is_multiple(atoms, at):
        return replace(reading, after=at + 1), "x"
    unit = UNITS.get(name)
    if unit is None or (name in GLUED_ONLY and not atoms[at].glued):
        return reading, None
    reading = replace(reading, after=at + 1)
    part = 0.0 if atoms[at].ends_clause else _AND_A_PART.get(texts_after(atoms, at + 1, 3), 0.0)
    return (replace(reading, value=reading.value + part, after=at + 4) if part else reading), unit


def _is_between(atoms: Sequence[Atom], at: int) -> bool:
    """Whether a word only stands between a number and its unit: "seven more days"."""
    if atoms[at].text not in BETWEEN or atoms[at].ends_clause or at + 1 >= len(atoms):
        return False
    unit = UNITS.get(atoms[at + 1].text)
    return unit is not None and len(atoms[at + 1].text) > 3


def _is_multiple(atoms: Sequence[Atom], times: int) -> bool:
    """Whether "times" multiplies ("ten times what it was") and does not count ("I called four times")."""
    if atoms[times].ends_clause or times + 1 >= len(atoms):
        before = {atom.text for atom in atoms[max(0, times - 4) : times]}
        return bool(before & {"up", "by", "to", "grew", "increased", "was", "is"})
    return atoms[times + 1].text in _TIMES_WHAT


def _fold(atoms: Sequence[Atom], at: int) -> tuple[Reading, str | None] | None:
    """ "Tenfold" in one word."""
    text = atoms[at].text
    if text.endswith("fold") and len(text) > 4:
        inner = read_cardinal([Atom(text[:-4], atoms[at].index)], 0)
        if inner is not None:
            return Reading(inner.value, at + 1), "x"
    return None


def _one_in(atoms: Sequence[Atom], at: int) -> tuple[Reading, str | None] | None:
    """One in five, one weekend in three, nine out of ten: a share."""
    part = read_cardinal(atoms, at)
    if part is None or not 1 <= part.value <= 9 or atoms[part.after - 1].ends_clause:
        return None
    follows = texts_after(atoms, part.after, 2)
    noun = part.value == 1 and follows[1] == "in" and follows[0].isalpha()
    link = 2 if follows == ("out", "of") or noun else 1 if follows[0] == "in" else 0
    whole = read_cardinal(atoms, part.after + link) if link else None
    if whole is None or whole.value <= part.value or whole.value not in _WHOLES:
        return None
    unit = with_unit(atoms, whole)[1]
    # "Three in ten days" is no share.
    return None if unit else (Reading(part.value / whole.value, whole.after), "x")


def _fraction(atoms: Sequence[Atom], at: int) -> tuple[Reading, str | None] | None:
    """Half a million, half an hour, a third of, two thirds, a quarter of an hour, 2/3."""
    texts = [atom.text for atom in atoms[at : at + 6]]
    if texts[0] == "half" and len(texts) > 2 and texts[1] in ("a", "an", "of"):
        if texts[2] in SCALES or texts[2] in _GROUPS:
            scale = SCALES.get(texts[2]) or _GROUPS[texts[2]]
            return with_unit(atoms, Reading(0.5 * scale, at + 3))
        if UNITS.get(texts[2]) in TIME_UNITS or UNITS.get(texts[2]) == "%":
            return Reading(0.5, at + 3), UNITS[texts[2]]
    if len(texts) > 2 and texts[1] == "/" and texts[0].isdecimal() and texts[2].isdecimal():
        over, under = int(texts[0][:9]), int(texts[2][:9])
        if 0 < over < under <= 10 and (len(texts) < 4 or texts[3] != "/"):
            return Reading(over / under, at + 3), "x"
    counted = 1.0 if texts[0] == "a" else None
    after = at + 1
    if counted is None:
        whole = read_cardinal(atoms, at)
        if whole is None or whole.value not in (1, 2, 3, 4, 5, 6, 7, 8, 9):
            return None
        counted, after = whole.value, whole.after
    if after >= len(atoms) or atoms[after - 1].ends_clause or atoms[after].text not in PARTS:
        return None
    name, value = atoms[after].text, counted * PARTS[atoms[after].text]
    follows = texts_after(atoms, after + 1, 3)
    if follows[:2] in (("of", "an"), ("of", "a")) and UNITS.get(follows[2]) in TIME_UNITS:
        return Reading(value, after + 4), UNITS[follows[2]]
    before = atoms[at - 1].text if at else ""
    sure = name.endswith("s") or follows[0] in ("of", "off", "less", "more", "fewer", "faster", "")
    if sure or before in ("by", "to", "about", "nearly", "almost", "than") or atoms[after].ends_clause:
        # "A quarter" alone is three months as often as it is 0.25.
        months = name == "quarter" and follows[0] != "of" and before != "by"
        return None if months else (Reading(value, after + 1), "x")
    return None


def texts_after(atoms: Sequence[Atom], at: int, count: int) -> tuple[str, ...]:
    """The texts of ``count`` atoms from ``at`` on, "" past the end."""
    return tuple(atoms[i].text if i < len(atoms) else "" for i in range(at, at + count))


def _multiple(atoms: Sequence[Atom], at: int) -> tuple[Reading, str | None] | None:
    value = MULTIPLES.get(atoms[at].text)
    if value is None:
        return None
    if atoms[at].text in ("double", "triple") and texts_after(atoms, at + 1, 1)[0] not in _OF_WHAT:
        # "A double booking", "triple check": not twice anything.
        return None
    if atoms[at].text == "half" and texts_after(atoms, at + 1, 1)[0] == "past":
        hour = read_cardinal(atoms, at + 2)
        return None if hour is None or hour.value > 24 else (Reading(hour.value + 0.5, hour.after), "clock")
    return Reading(value, at + 1), "x"


def _fortnight(atoms: Sequence[Atom], at: int) -> tuple[Reading, str | None] | None:
    """A fortnight, two fortnights: in weeks."""
    counted = Reading(1.0, at + 1) if atoms[at].text in ("a", "one") else read_cardinal(atoms, at)
    if counted is None or counted.after >= len(atoms) or atoms[counted.after].text not in _FORTNIGHTS:
        return None
    return Reading(2 * counted.value, counted.after + 1), "weeks"


def _group(atoms: Sequence[Atom], at: int) -> tuple[Reading, str | None] | None:
    """A couple of, a pair of, a dozen, two dozen."""
    first = atoms[at].text
    counted = 1.0 if first == "a" else None
    after = at + 1
    if counted is None:
        whole = read_cardinal(atoms, at)
        if whole is None:
            return None
        counted, after = whole.value, whole.after
    if after >= len(atoms) or atoms[after - 1].ends_clause or atoms[after].text not in _GROUPS:
        return None
    size = _GROUPS[atoms[after].text]
    reading = Reading(counted * size, after + 1, approximate=size == 2.0)
    if size == 2.0 and texts_after(atoms, after + 1, 1)[0] == "of":
        of_reading, unit = with_unit(atoms, replace(reading, after=after + 2))
        return (of_reading, unit) if unit else (reading, None)
    return with_unit(atoms, reading)


def _clock(atoms: Sequence[Atom], at: int) -> tuple[Reading, str | None] | None:
    """3:30, 3pm, three pm, three o'clock: hours from midnight."""
    texts = texts_after(atoms, at, 5)
    hour = read_cardinal(atoms, at)
    inside = atoms[at].glued and at > 0 and atoms[at - 1].text == ":"
    if inside or (texts[1] == texts[3] == ":" and all(atom.glued for atom in atoms[at + 1 : at + 5])):
        # "14:15:16" is how recognisers write "fourteen, fifteen, sixteen".
        return None
    if hour is None or hour.value > 24 or hour.value != int(hour.value):
        return None
    value, after = hour.value, hour.after
    if texts[1] == ":" and len(texts[2]) == 2 and texts[2].isdecimal() and int(texts[2]) < 60:
        value, after = value + int(texts[2]) / 60, at + 3
    follows, *time = texts_after(atoms, after, 4)
    if (follows, *time[:2]) in _TIMES_OF_DAY or (follows, time[0]) == ("at", "night"):
        later = 12 if time[1] != "morning" and value < 12 else 0
        return Reading(value + later, after + (2 if follows == "at" else 3)), "clock"
    if follows in ("am", "pm", "o'clock", "a.m", "p.m"):
        later = 12 if follows.startswith("p") and value < 12 else 0
        return Reading(value + later, after + 1), "clock"
    return (Reading(value, after), "clock") if after == at + 3 and texts[1] == ":" else None


def _ordinal(atoms: Sequence[Atom], at: int) -> tuple[Reading, str | None] | None:
    """Third, 3rd, twenty first (as "21st")."""
    texts = texts_after(atoms, at, 2)
    written = texts[0].isdecimal() and texts[1] in ("st", "nd", "rd", "th") and atoms[at + 1].glued
    if written and len(texts[0]) < 10:
        return None if int(texts[0]) < 3 else (Reading(float(texts[0]), at + 2), "th")
    if texts[0] in ORDINALS and texts[1] not in ("party", "person", "parties"):
        return Reading(float(ORDINALS[texts[0]]), at + 1), "th"
    tens = read_cardinal(atoms, at)
    if tens is None or tens.value < 20 or tens.value % 10 or tens.after >= len(atoms):
        return None
    last = {"first": 1, **ORDINALS}.get(atoms[tens.after].text, 99)
    return (Reading(tens.value + last, tens.after + 1), "th") if last < 10 and tens.after == at + 1 else None


def _bare_duration(atoms: Sequence[Atom], at: int) -> tuple[Reading, str | None] | None:
    """ "Within an hour", "in a week" is 1; "twice a week" and "requests a second" are not."""
    article, name = texts_after(atoms, at, 2)
    if article not in ("a", "an") or name not in _DURATIONS:
        return None
    part = _AND_A_PART.get(texts_after(atoms, at + 2, 3))
    if part:
        return Reading(1 + part, at + 5), UNITS[name]
    before = atoms[at - 1].text if at else ""
    hedged = texts_after(atoms, at + 2, 2) == ("or", "so")
    return (Reading(1.0, at + 2), UNITS[name]) if hedged or before in _DURATION_BEFORE else None
