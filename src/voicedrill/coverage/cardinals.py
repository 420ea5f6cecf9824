"""Cardinal numbers in words and digits, without units: the grammar under `numbers`.

A transcript is taken apart into atoms (lower case letters, digits, signs), filled pauses left out, so that
"50ms", "50 ms" and "fifty, um, milliseconds" read alike.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from voicedrill.coverage.lexicon import listed, ordered
from voicedrill.coverage.words import is_filled_pause, plain
from voicedrill.timing import Word

_UNITS = {w: n for n, w in enumerate(ordered("zero one two three four five six seven eight nine"))}
_TEENS = {
    w: n + 10
    for n, w in enumerate(
        ordered("ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen")
    )
}
_TENS = {w: 10 * n for n, w in enumerate(ordered("twenty thirty forty fifty sixty seventy eighty ninety"), 2)}
_TENS["fourty"] = 40
#: Scale words and suffixes -> factor. "m" is decided by `_scale`.
SCALES = {
    **dict.fromkeys(("hundred", "hundreds"), 100.0),
    **dict.fromkeys(("thousand", "k"), 1e3),
    **dict.fromkeys(("million", "mil", "mn", "mio"), 1e6),
    **dict.fromkeys(("billion", "bn"), 1e9),
    **dict.fromkeys(("trillion", "tn"), 1e12),
}
ORDINALS = {
    w: n
    for n, w in enumerate(
        ordered(
            "third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
            "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
        ),
        3,
    )
}
ORDINALS |= {"thirtieth": 30, "fortieth": 40, "fiftieth": 50, "hundredth": 100}
#: Names of the parts of a whole -> size.
PARTS = {
    **{"half": 0.5, "halves": 0.5, "quarter": 0.25, "quarters": 0.25},
    **{w: 1 / n for w, n in ORDINALS.items() if n <= 10},
    **{f"{w}s": 1 / n for w, n in ORDINALS.items() if n <= 10},
}

#: Letters that make a name with the number after them: "p ninety nine", "Q three".
_NAMING_LETTERS = frozenset({"p", "q", "v", "pee"})
#: Every word that can begin a cardinal, a fraction or an ordinal.
NUMBER_WORDS = frozenset({*_UNITS, *_TEENS, *_TENS, *SCALES, *ORDINALS, *PARTS, *_NAMING_LETTERS})

_ATOM = re.compile(
    r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+\.[0-9]+|\.[0-9]+|[0-9]+"
    r"|[^\W\d_]+(?:'[^\W\d_]+)*(?:\.[am](?=\W|$))?|[$£€%°×:/–—→~≈<>+-]"
)
#: Letters then digits ("p99", "S3", "e2e"), versions, 24/7, dates in digits.
_NAME = re.compile(r"^(?:[^\W\d_]+[0-9][\w.]*|[0-9]+(?:\.[0-9]+){2,}|24/7|[0-9]{4}-[0-9]{2}-[0-9]{2})$")
_DIGITS_LETTERS = re.compile(r"^[0-9][0-9.,]*([^\W\d_]+)(\d*)$")
_SUFFIXES = listed(
    "k m b mn bn tn x s ms us µs μs ns sec secs min mins h hr hrs d day days wk wks mo y yr yrs pct "
    "pp kb mb gb tb pb p mbps gbps hz khz km cm mm ft kg g mg l ml t "
    "rps qps tps st nd rd th am pm ish fold usd gbp eur"
)
_BEFORE_YEARS = listed(
    "in since from by before after of until till during year summer spring autumn winter late early"
)
#: Digits as recognisers write them after "point": "one point to seconds".
_SOUNDS_LIKE = {"to": "2", "too": "2", "for": "4", "ate": "8", "won": "1"}
_AFTER_BARE_POINT = listed("percent percentage % seconds milliseconds million billion of")
#: More digits than a float keeps apart are an identifier, not a quantity.
_MOST_DIGITS = 15


@dataclass(frozen=True)
class Atom:
    """One piece of a word. ``ends_clause``: punctuation follows. ``glued``: no space before it."""

    text: str
    index: int
    ends_clause: bool = False
    glued: bool = False
    is_name: bool = False
    raw: str = ""


@dataclass(frozen=True)
class Reading:
    """A value and the atom after it."""

    value: float
    after: int
    approximate: bool = False


def atoms_of(words: Sequence[Word]) -> list[Atom]:
    """The words as atoms, filled pauses left out."""
    found: list[Atom] = []
    for index, word in enumerate(words):
        if is_filled_pause(word.text):
            continue
        text = word.text.strip("\"'“”()[]…")
        core = text.rstrip(".,;:?!\"')]")
        ends = bool(re.search(r"[.,;:?!]", text[len(core) :]))
        pieces = _pieces(core)
        for place, (raw, is_name) in enumerate(pieces):
            found.append(
                Atom(
                    text=plain(raw),
                    index=index,
                    ends_clause=ends and place == len(pieces) - 1,
                    glued=place > 0,
                    is_name=is_name,
                    raw=raw,
                )
            )
    return found


def _pieces(core: str) -> list[tuple[str, bool]]:
    """A word's pieces, each with whether it is a name that holds a number."""
    lower = plain(core)
    if _NAME.match(lower):
        return [(core, True)]
    mixed = _DIGITS_LETTERS.match(lower)
    if mixed and (mixed[1] not in _SUFFIXES or mixed[2]):
        return [(core, True)]
    pieces = _ATOM.findall(core.replace("’", "'"))
    worded = [piece[0].isalpha() for piece in pieces]
    return [
        (piece, bool(_NAME.match(plain(piece))))
        for place, piece in enumerate(pieces)
        # A hyphen between two words joins them ("ninety-nine"); elsewhere it is a range or a minus.
        if not (piece == "-" and 0 < place < len(pieces) - 1 and worded[place - 1])
    ]


def read_name(atoms: Sequence[Atom], at: int) -> int | None:
    """The atom after a name that holds a number ("p99", "p ninety nine"), or None if there is no name."""
    if atoms[at].is_name:
        return at + 1
    if atoms[at].text in _NAMING_LETTERS and at + 1 < len(atoms) and not atoms[at].ends_clause:
        number = read_cardinal(atoms, at + 1)
        return number.after if number is not None else None
    percentile = read_percentile(atoms, at)
    return percentile[1] if percentile else None


def read_percentile(atoms: Sequence[Atom], at: int) -> tuple[int, int] | None:
    """ "The ninety fifth percentile", "95th percentile": 95 and the atom after it; or None."""
    text = atoms[at].text
    rank, after = _TENS.get(text, 0), at + 1
    if text.isdecimal() and len(text) <= 2:
        rank, after = int(text), at + 1 + (_text(atoms, at + 1) in ("st", "nd", "rd", "th"))
    elif rank:
        ones = _text(atoms, at + 1)
        rank += {"first": 1, "second": 2, **ORDINALS}.get(ones, _UNITS.get(ones, 0))
        after = at + 2
    named = rank and after < len(atoms) and atoms[after].text in ("percentile", "centile")
    return (rank, after + 1) if named else None


def read_cardinal(atoms: Sequence[Atom], at: int) -> Reading | None:
    """The number at ``at`` ("two hundred and fifty", "minus 4", "3.2 million"), or None."""
    if at >= len(atoms):
        return None
    if atoms[at].text in ("minus", "negative") or (atoms[at].text == "-" and not atoms[at].glued):
        inner = _positive(atoms, at + 1) if at + 1 < len(atoms) else None
        return None if inner is None else Reading(-inner.value, inner.after)
    return _positive(atoms, at)


def _positive(atoms: Sequence[Atom], at: int) -> Reading | None:
    whole = _whole(atoms, at)
    if whole is None:
        return _bare_point(atoms, at)
    if _text(atoms, whole.after) == "point" and not atoms[whole.after - 1].ends_clause:
        digits = _decimals(atoms, whole.after + 1)
        if digits is not None and whole.value == int(whole.value):
            whole = Reading(float(f"{int(whole.value)}.{digits[0]}"), digits[1])
    tail = tuple(_text(atoms, whole.after + i) for i in range(3))
    if tail == ("and", "a", "half") and not atoms[whole.after - 1].ends_clause:
        # "A million and a half" is half a million more.
        scale = SCALES.get(_text(atoms, whole.after - 1), 1.0)
        whole = Reading(whole.value + 0.5 * (scale if scale >= 1e6 else 1.0), whole.after + 3)
    factor = _scale(atoms, whole.after)
    return whole if factor is None else Reading(_times(whole.value, factor), whole.after + 1)


def _times(value: float, factor: float) -> float:
    """3.2 times a million without 3200000.0000000005."""
    return round(value * factor, 6)


def _whole(atoms: Sequence[Atom], at: int) -> Reading | None:
    """Digits, or groups in words from large to small."""
    digits = _digits(atoms, at)
    if digits is not None:
        return digits
    year = _in_pairs(atoms, at)
    if year is not None:
        return year
    total, limit, after = 0.0, 1e15, at
    while True:
        group = _below_1000(atoms, after, lone=after == at)
        if group is None:
            break
        factor = _scale(atoms, group.after) or 1.0
        if factor == 100.0 or group.value * factor >= limit:
            break
        total += group.value * factor
        after = group.after + (factor > 1)
        if factor == 1.0 or atoms[after - 1].ends_clause:
            break
        limit = factor
        # "a thousand and five" is one number, "two thousand and six hundred of them" is two.
        if _text(atoms, after) == "and":
            small = _below_100(atoms, after + 1)
            if small is None or _scale(atoms, small.after) is not None:
                break
            return Reading(total + small.value, small.after)
    return Reading(total, after) if after > at else None


def _below_1000(atoms: Sequence[Atom], at: int, lone: bool) -> Reading | None:
    text = _text(atoms, at)
    if text == "a" and _text(atoms, at + 1) in ("hundred", "thousand", "million", "billion", "trillion"):
        if _text(atoms, at + 1) != "hundred":
            return Reading(1.0, at + 1)
        small: Reading | None = Reading(1.0, at + 1)
    elif lone and text in ("hundred", "thousand", "million", "billion"):
        small = Reading(1.0, at)
        if text != "hundred":
            return small
    else:
        small = _below_100(atoms, at)
    if small is None or (small.after > at and atoms[small.after - 1].ends_clause):
        return small
    if _text(atoms, small.after) != "hundred":
        # "three fifty" is 350; "three five" and "thirty five fifty" are not one number.
        tens = _below_100(atoms, small.after)
        if lone and 1 <= small.value <= 9 and tens is not None and tens.value >= 20:
            return Reading(small.value * 100 + tens.value, tens.after)
        return small
    value, after = small.value * 100, small.after + 1
    if atoms[after - 1].ends_clause:
        return Reading(value, after)
    linked = after + 1 if _text(atoms, after) == "and" else after
    rest = _below_100(atoms, linked)
    if rest is None or (linked > after and _text(atoms, rest.after) == "hundred"):
        return Reading(value, after)
    return Reading(value + rest.value, rest.after)


def _below_100(atoms: Sequence[Atom], at: int) -> Reading | None:
    text = _text(atoms, at)
    if text in _TENS:
        ones = _UNITS.get(_text(atoms, at + 1), 0)
        if ones and not atoms[at].ends_clause:
            return Reading(float(_TENS[text] + ones), at + 2)
        return Reading(float(_TENS[text]), at + 1)
    # "Not point four" is how recognisers write "nought point four".
    if text in ("nought", "naught", "not") and _text(atoms, at + 1) == "point":
        return Reading(0.0, at + 1) if _decimals(atoms, at + 2) else None
    value = _TEENS.get(text, _UNITS.get(text))
    return None if value is None else Reading(float(value), at + 1)


def _in_pairs(atoms: Sequence[Atom], at: int) -> Reading | None:
    """Years said in two halves: "nineteen ninety nine", "twenty twenty three", "twenty oh five"."""
    text = _text(atoms, at)
    century = _TEENS.get(text) or (20 if text == "twenty" else None)
    if century is None or atoms[at].ends_clause:
        return None
    if _text(atoms, at + 1) == "oh" and _UNITS.get(_text(atoms, at + 2)):
        return Reading(float(century * 100 + _UNITS[_text(atoms, at + 2)]), at + 3)
    rest = _below_100(atoms, at + 1)
    if rest is None or rest.value < 10 or _text(atoms, rest.after) in ("hundred", "thousand", "million"):
        return None
    # "fifteen twenty" is a range; only the centuries that people live in may end in a round ten.
    if century in (19, 20) or rest.value % 10:
        return Reading(century * 100 + rest.value, rest.after)
    return None


def _digits(atoms: Sequence[Atom], at: int) -> Reading | None:
    text = _text(atoms, at)
    if not text or not (text[0].isdecimal() or text[0] == ".") or not text.isascii():
        return None
    bare = text.replace(",", "")
    return Reading(float(bare), at + 1) if len(bare.replace(".", "")) <= _MOST_DIGITS else None


def _decimals(atoms: Sequence[Atom], at: int) -> tuple[str, int] | None:
    """The digits said after "point", as text, and the atom after them."""
    digits = ""
    while at < len(atoms) and len(digits) < _MOST_DIGITS:
        text = atoms[at].text
        if text in ("oh", "o", "nought") or text in _UNITS:
            digits += str(_UNITS.get(text, 0))
            at += 1
        elif text.isascii() and text.isdecimal():
            digits += text
            at += 1
        elif not digits and text in _SOUNDS_LIKE and _ends_number(atoms, at):
            return _SOUNDS_LIKE[text], at + 1
        elif not digits.strip("0") and (small := _below_100(atoms, at)) is not None:
            return digits + str(int(small.value)), small.after
        else:
            break
        if atoms[at - 1].ends_clause:
            break
    return (digits, at) if digits else None


def _ends_number(atoms: Sequence[Atom], at: int) -> bool:
    """Whether a number may end here: its clause does, or a unit follows."""
    after = _text(atoms, at + 1)
    return atoms[at].ends_clause or after in _AFTER_BARE_POINT or after in ("", "and", "but", "so", "by")


def _bare_point(atoms: Sequence[Atom], at: int) -> Reading | None:
    """ "Point five" without a nought before it: only where a unit or a scale shows that a number is meant."""
    if _text(atoms, at) != "point":
        return None
    digits = _decimals(atoms, at + 1)
    follows = _text(atoms, digits[1]) if digits else ""
    if digits is None or follows not in _AFTER_BARE_POINT:
        return None
    return Reading(float(f"0.{digits[0]}"), digits[1])


def _scale(atoms: Sequence[Atom], at: int) -> float | None:
    """The factor of a scale word at ``at``: thousand, M, k ... or None."""
    if at >= len(atoms) or (at and atoms[at - 1].ends_clause):
        return None
    text, raw = atoms[at].text, atoms[at].raw
    if raw == "M" or (raw == "m" and _is_million(atoms, at)):
        return 1e6
    return 1e9 if raw == "B" else SCALES.get(text)


def _is_million(atoms: Sequence[Atom], at: int) -> bool:
    """Whether a small "m" is million: after money, or glued to its number with a counted noun behind it."""
    money = at >= 2 and atoms[at - 2].text in ("$", "£", "€")
    follows = _text(atoms, at + 1)
    noun = follows.isalpha() and len(follows) > 4 and follows.endswith("s")
    return money or (atoms[at].glued and noun and not atoms[at].ends_clause)


def is_year(atoms: Sequence[Atom], at: int, reading: Reading) -> bool:
    """Whether a number without a unit is a year: 1900 to 2099, written in four digits or said in pairs."""
    if not 1900 <= reading.value <= 2099 or reading.value != int(reading.value):
        return False
    written = len(atoms[at].text) == 4 and atoms[at].text.isdecimal() and reading.after == at + 1
    if reading.value == 2000 or _text(atoms, at + 1) == "thousand":
        # "Two thousand orders": a year only where one is expected.
        return _text(atoms, at - 1) in _BEFORE_YEARS
    return written or atoms[at].text in ("nineteen", "twenty")


def _text(atoms: Sequence[Atom], at: int) -> str:
    return atoms[at].text if 0 <= at < len(atoms) else ""
