"""How written tokens are said: "99.99%" is "ninety nine point nine nine percent", "p99" is "p. ninety nine".

For alignment only: all that counts is which sounds a token may stand for, so every likely reading is given.
"""

import re
from collections.abc import Sequence
from itertools import islice, product

#: A reading: words in order. A single letter that is named, not said, is written "p.".
Reading = tuple[str, ...]

_MOST_READINGS = 8
_PIECES = re.compile(r"\d[\d,]*(?:\.\d+)?(?:(?:st|nd|rd|th|s)(?![a-z]))?|[a-z]+(?:'[a-z]+)*|[^\w\s]")
_NUMBER = re.compile(r"([\d,]+)(?:\.(\d+))?(st|nd|rd|th|s)?")

_ONES = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
]  # fmt: skip
_TENS = ["zero", "ten", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_SCALES = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"), (1000, "thousand"), (100, "hundred"))
_ORDINALS = {
    "one": "first",
    "two": "second",
    "three": "third",
    "five": "fifth",
    "eight": "eighth",
    "nine": "ninth",
    "twelve": "twelfth",
}
_CURRENCIES = {"$": "dollars", "£": "pounds", "€": "euros", "¥": "yen"}
_SIGNS = {
    "%": "percent",
    "&": "and",
    "+": "plus",
    "@": "at",
    "#": "sharp",
    "=": "equals",
    "°": "degrees",
    "<": "less than",
    ">": "greater than",
}
#: What letters mean right after a number, beside their names.
_UNITS = {
    "k": "thousand",
    "m": "million",
    "b": "billion",
    "x": "times",
    "s": "seconds",
    "ms": "milliseconds",
    "h": "hours",
    "kb": "kilobytes",
    "mb": "megabytes",
    "gb": "gigabytes",
    "tb": "terabytes",
}


def readings(token: str) -> tuple[Reading, ...]:
    """The ways in which ``token`` may be said, the likeliest first; () when nothing in it is said."""
    pieces: list[str] = _PIECES.findall(token.lower().replace("’", "'"))
    options: list[Sequence[Reading]] = []
    pending: Reading = ()  # a currency sign, said after its number
    for index, piece in enumerate(pieces):
        before = pieces[index - 1] if index else ""
        after = pieces[index + 1] if index + 1 < len(pieces) else ""
        if piece in _CURRENCIES and after[:1].isdigit():
            pending = (_CURRENCIES[piece],)
            continue
        options.append(_piece_readings(piece, before, after))
        if pending and not (after in _UNITS and piece[0].isdigit()):
            options.append([pending])
            pending = ()
    joined = (tuple(word for part in parts for word in part) for parts in product(*options))
    found = dict.fromkeys(reading for reading in islice(joined, _MOST_READINGS) if reading)
    return tuple(found)


def letters(text: str) -> Reading:
    """``text`` spelled out."""
    return tuple(f"{char}." for char in text.lower() if char.isalpha())


def _piece_readings(piece: str, before: str, after: str) -> Sequence[Reading]:
    if piece[0].isdigit():
        return number_readings(piece)
    if piece[0].isalpha():
        if before[:1].isdigit():
            unit = [(_UNITS[piece],)] if piece in _UNITS else []
            return [*unit, *([letters(piece)] if len(piece) <= 2 else [(piece,)])]
        return [letters(piece)] if len(piece) == 1 and (before or after) else [(piece,)]
    if piece == ".":
        if not (before[:1].isalnum() and after[:1].isalnum()):
            return [()]
        return [(), ("dot",)] if before.isalpha() and after.isalpha() else [("point",), ("dot",)]
    if piece == "/":
        return [(), ("slash",)]
    if piece in _SIGNS and (before or after):
        return [tuple(_SIGNS[piece].split())]
    return [()]


def number_readings(digits: str) -> list[Reading]:
    """Readings of digits with commas, a decimal part or an ending ("2019", "4.2", "1,000", "90s", "3rd")."""
    match = _NUMBER.fullmatch(digits)
    if match is None:
        return [()]
    whole, decimals, ending = match[1].replace(",", ""), match[2], match[3]
    heads = _whole_readings(whole, grouped="," in match[1])
    if decimals:
        tail = ("point", *(_ONES[int(digit)] for digit in decimals))
        heads = [(*head, *tail) for head in heads[:1]]
    if ending == "s":
        return [*((*head[:-1], _plural(head[-1])) for head in heads), (*heads[0], "seconds")]
    if ending:
        return [(*head[:-1], _ordinal(head[-1])) for head in heads]
    return heads


def _whole_readings(whole: str, *, grouped: bool) -> list[Reading]:
    if len(whole) > 15 or (whole.startswith("0") and len(whole) > 1):
        by_digit = tuple(_ONES[int(digit)] for digit in whole)
        return [by_digit, tuple("oh" if word == "zero" else word for word in by_digit)]
    value = int(whole)
    plain = tuple(_cardinal(value))
    found = [plain]
    if len(whole) == 4 and not grouped and value % 1000 >= 10:  # a year, or "twenty five hundred"
        high, low = divmod(value, 100)
        pair = _cardinal(low) if low >= 10 else (["hundred"] if low == 0 else ["oh", *_cardinal(low)])
        found.insert(0, (*_cardinal(high), *pair))
    if len(whole) == 3 and value % 100:
        hundreds, rest = divmod(value, 100)
        found.append((_ONES[hundreds], "hundred", "and", *_cardinal(rest)))
        found.append((_ONES[hundreds], *([] if rest >= 10 else ["oh"]), *_cardinal(rest)))
    if value in (100, 1000, 10**6):
        found.append(("a", plain[-1]))
    if len(whole) in (2, 3) and not grouped:
        found.append(tuple(_ONES[int(digit)] for digit in whole))
    return found


def _cardinal(value: int) -> list[str]:
    if value < 20:
        return [_ONES[value]]
    if value < 100:
        return [_TENS[value // 10], *([_ONES[value % 10]] if value % 10 else [])]
    for size, name in _SCALES:
        if value >= size:
            high, low = divmod(value, size)
            return [*_cardinal(high), name, *(_cardinal(low) if low else [])]
    raise AssertionError(value)


def _ordinal(word: str) -> str:
    if word in _ORDINALS:
        return _ORDINALS[word]
    return word[:-1] + "ieth" if word.endswith("y") else word + "th"


def _plural(word: str) -> str:
    if word.endswith("y"):
        return word[:-1] + "ies"
    return word + ("es" if word.endswith("x") else "s")
