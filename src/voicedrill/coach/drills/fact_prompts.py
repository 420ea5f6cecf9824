"""A fact as a question that does not tell its number: "p99 under 50 ms", "p99 under how many milliseconds?".

Only what `coverage.numbers` reads as a number with its unit is taken out, all of it; a name that holds a
number ("p99", "SOC 2") stays. The words around it are the deck's own.
"""

import re
from collections.abc import Sequence
from itertools import groupby

from voicedrill.coverage.comparison import same_number
from voicedrill.coverage.lexicon import listed
from voicedrill.coverage.numbers import Number, find_numbers
from voicedrill.coverage.units import CURRENCIES, RATE_NOUNS
from voicedrill.coverage.words import words_of
from voicedrill.decks.blanks import said

#: Unit (`coverage.units`) -> what asks for a number of it.
_ASKS = {
    "%": "what percent",
    "points": "how many percentage points",
    "money": "how much money",
    "USD": "how many dollars",
    "GBP": "how many pounds",
    "EUR": "how many euros",
    "year": "which year",
    "date": "which day",
    "Q": "which quarter",
    "clock": "what time",
    "th": "which",
}
_UNIT_NAMES = {
    "ns": "nanoseconds",
    "us": "microseconds",
    "ms": "milliseconds",
    "s": "seconds",
    "min": "minutes",
    "h": "hours",
    "KB": "kilobytes",
    "MB": "megabytes",
    "GB": "gigabytes",
    "TB": "terabytes",
    "PB": "petabytes",
    "Mbps": "megabits a second",
    "Gbps": "gigabits a second",
    "Hz": "hertz",
    "kHz": "kilohertz",
    "km": "kilometres",
    "m": "metres",
    "cm": "centimetres",
    "mm": "millimetres",
    "ft": "feet",
    "kg": "kilos",
    "g": "grams",
    "mg": "milligrams",
    "l": "litres",
    "ml": "millilitres",
    "t": "tonnes",
    "p": "pence",
    "deg": "degrees",
}
#: Multiples that are verbs, and what asks for them in their place.
_GROWN = listed("doubled doubles doubling tripled triples tripling trebled quadrupled quadruples")
_SHRUNK = listed("halved halves halving halve")
_TIMES = re.compile(r"times|fold|\d\s?[x×]|[x×]\s?\d|twice|thrice|double|triple|quadruple", re.IGNORECASE)
_NAMED = listed(
    "soc iso rfc http tls pci python java rails django angular php level tier series phase version layer "
    "grade windows ipv usb covid zone terminal gate room class band type"
)
_NO_NOUN = listed(
    "to in out a an per and or by at for from with on when after before than each every is are was were as "
    "until till over under within since"
)
_COUNTS_BEFORE = listed("a an per to and of each every")
_COUNTS_AFTER = listed("of from to than about in by and")
_TO = listed("to - – → ->")
#: "From how many minutes to how many minutes": the second need not name the unit.
_SAME_UNIT = re.compile(r"(how many (\w+))( to| and) how many \2(?=\W|$)")
_MONEY = frozenset(CURRENCIES.values())
_BETWEEN = re.compile(r"\b(from|between)$")


def numbers_of(fact: str) -> tuple[Number, ...]:
    """The numbers of a fact that can be asked for: those that are no part of a name such as "SOC 2"."""
    words = words_of(said(fact))
    return tuple(number for number in find_numbers(words) if not _names(words, number))


def prompt_for(fact: str, pay: bool = False) -> str | None:
    """The question that a fact answers, without label: "how many patients called?".

    None without a number, and where the rest of the fact gives it away ("20 of the 20 desks").

    ``pay``: bare numbers are amounts of money.
    """
    numbers = numbers_of(fact)
    if not numbers:
        return None
    texts = said(fact).split()
    parts: list[str] = []
    at = 0
    groups = _groups(numbers)
    for place, group in enumerate(groups):
        first, last = group[0].first, group[-1].last
        parts += _without_trailing(texts[at:first], group[0])
        before = " ".join(parts)
        follows = groups[place + 1][0].first if place + 1 < len(groups) else None
        if follows == last + 2 and texts[last + 1] in _TO and not _BETWEEN.search(before):
            parts.append("from")
        after = texts[last + 1] if last + 1 < len(texts) else ""
        parts.append(_asked(group, before, after, pay) + _ending(texts[last]))
        at = last + 1
    text = " ".join(parts + texts[at:]).rstrip(" .,;:!?")
    prompt = _SAME_UNIT.sub(r"\1\3 how many", text) + "?"
    return None if tells(prompt, numbers) else prompt


def tells(label: str, numbers: Sequence[Number]) -> bool:
    """Whether a label gives one of the numbers away, in whatever form: "half a year" tells 6 months."""
    words = words_of(label)
    for found in find_numbers(words):
        if any(same_number(number, found) or number.value == found.value for number in numbers):
            return True
    nearly_all = any(number.unit == "%" and 99 <= number.value < 100 for number in numbers)
    return nearly_all and re.search(r"\bnines?\b", label, re.IGNORECASE) is not None


def _names(words: Sequence[object], number: Number) -> bool:
    before = str(getattr(words[number.first - 1], "text", "")) if number.first else ""
    return number.unit is None and before.strip("(,.").lower() in _NAMED


def _groups(numbers: Sequence[Number]) -> list[list[Number]]:
    """Numbers that are asked for together: in one word ("3-4"), or in a row ("1%, 10%, 100%")."""
    groups: list[list[Number]] = []
    for number in numbers:
        if groups and number.first <= groups[-1][-1].last + 1:
            groups[-1].append(number)
        else:
            groups.append([number])
    return groups


def _without_trailing(before: list[str], number: Number) -> list[str]:
    """ "Cut in half": the "in" goes with it."""
    halved = number.text.lower().strip(".,") == "half" and before[-1:] == ["in"]
    return before[:-1] if halved else before


def _ending(word: str) -> str:
    """A comma or a bracket behind a number stays where it was."""
    found = re.search(r"[,;:)\]]+$", word)
    return found.group() if found else ""


def _asked(group: Sequence[Number], before: str, after: str, pay: bool) -> str:
    asks = [_ask(number, after, pay, before) for number in group]
    if len(group) == 1:
        return asks[0]
    if len(group) == 2 and group[0].last == group[1].first:
        link = "and" if before.endswith("between") else "to"
        opener = "" if _BETWEEN.search(before) else "from "
        return f"{opener}{asks[0]} {link} {asks[1]}"
    kinds = [name for name, _ in groupby(asks)]
    if kinds == ["what percent"]:
        return "which percentages, in order,"
    return "which numbers, in order,"


def _ask(number: Number, after: str, pay: bool, before: str) -> str:
    unit, text = number.unit, number.text.lower()
    if unit is None:
        if pay and not _is_noun(after):
            return "how much"
        counted = _is_noun(after) or after in _COUNTS_BEFORE or before.split(" ")[-1] in _COUNTS_AFTER
        return "how many" if counted else "what number"
    if unit == "x":
        return _multiple(text.strip(" .,;:()"), before)
    base, rate, per = unit.partition("/")
    if rate:
        noun = next((word for word in re.findall(r"[a-z]+", text) if word in RATE_NOUNS), "")
        asked = _of_unit(base, text) if base else f"how many {noun or 'requests'}"
        return f"{asked} {_one(per)}"
    return "which place" if unit == "th" and not _is_noun(after) else _of_unit(unit, text)


def _of_unit(unit: str, text: str) -> str:
    if unit in _MONEY and any(sign in text for sign in CURRENCIES):
        return "how much"
    return _ASKS.get(unit) or f"how many {_UNIT_NAMES.get(unit, unit)}"


def _one(period: str) -> str:
    name = _UNIT_NAMES.get(period, period).removesuffix("s")
    return f"an {name}" if name == "hour" else f"a {name}"


def _multiple(text: str, before: str) -> str:
    if text in _GROWN:
        return "grew how many times"
    if text in _SHRUNK:
        return "cut to what share"
    if _TIMES.search(text):
        return "how many times"
    return "to what share" if re.search(r"\bcut$", before.lower()) else "what share"


def _is_noun(word: str) -> bool:
    plain = word.lower().strip("(,.;:)")
    return plain[:1].isalpha() and plain not in _NO_NOUN
