"""How alike two pronunciations sound. Phones are those of the CMU dictionary, without stress.

An edit distance whose costs follow what recognisers confuse: voicing (t and d), vowels among each other, a
weak vowel or an r more or less. Before it, a coarse key of sound classes sorts out what is far off.
"""

from collections.abc import Sequence
from itertools import accumulate

Phones = tuple[str, ...]

_CONSONANTS = (
    ("P", "B"), ("T", "D"), ("K", "G"), ("F", "V"), ("S", "Z"), ("SH", "ZH", "CH", "JH"), ("TH", "DH"),
    ("M", "N", "NG"), ("L",), ("R",), ("W",), ("Y",), ("HH",),
)  # fmt: skip
_VOWELS = (("IY", "IH", "EY", "EH", "AE", "AY"), ("AA", "AO", "OW", "UH", "UW", "AW", "OY", "AH"))
#: Sounds that are near, though of two classes.
_NEAR = {
    frozenset(pair)
    for pair in (("S", "SH"), ("T", "CH"), ("D", "JH"), ("T", "TH"), ("D", "DH"), ("F", "TH"), ("S", "TH"),
                 ("Z", "JH"), ("Y", "IY"), ("W", "UW"), ("T", "S"))
}  # fmt: skip

_CLASS = {phone: number for number, group in enumerate((*_CONSONANTS, *_VOWELS)) for phone in group}
_VOWEL_SET = frozenset(phone for group in _VOWELS for phone in group)
#: Sounds that come and go in running speech.
_WEAK = {"AH": 0.3, "HH": 0.3, "R": 0.4, "Y": 0.4, "W": 0.4, "T": 0.6, "D": 0.6}


def split(phones: str) -> Phones:
    """ "K ER N" -> K, AH, R, N: the r-coloured vowel counts as two, a doubled sound as one."""
    found = phones.replace("ER", "AH R").split()
    return tuple(phone for phone, before in zip(found, ["", *found], strict=False) if phone != before)


def coarse_key(phones: Phones) -> str:
    """One letter for each sound's class, all vowels the same: for a quick first comparison."""
    return "".join("a" if phone in _VOWEL_SET else chr(ord("A") + _CLASS[phone]) for phone in phones)


def similarity(left: Phones, right: Phones) -> float:
    """1 for the same sounds, 0 for nothing in common: one minus the edit cost over the longer length."""
    longest = max(len(left), len(right))
    return 1.0 - _distance(left, right) / longest if longest else 1.0


def begin_alike(left: Phones, right: Phones) -> bool:
    """Whether the first sounds are alike, a weak one aside: recognisers seldom miss how a word begins."""
    starts = [(0, 0)]
    starts += [(1, 0)] if left[:1] and left[0] in _WEAK else []
    starts += [(0, 1)] if right[:1] and right[0] in _WEAK else []
    return any(
        (left[at] in _VOWEL_SET and right[to] in _VOWEL_SET) or _DIFFERENCE[left[at]][right[to]] <= 0.5
        for at, to in starts
        if at < len(left) and to < len(right)
    )


def _distance(left: Sequence[str], right: Sequence[str]) -> float:
    presence = [_PRESENCE[phone] for phone in right]
    row = [0.0, *accumulate(presence)]
    for phone in left:
        gone, differences = _PRESENCE[phone], _DIFFERENCE[phone]
        above, row = row, [row[0] + gone]
        for at, other in enumerate(right):
            row.append(min(above[at] + differences[other], above[at + 1] + gone, row[at] + presence[at]))
    return row[-1]


def _difference(left: str, right: str) -> float:
    if left == right:
        return 0.0
    if left in _VOWEL_SET and right in _VOWEL_SET:
        if "AH" in (left, right):
            return 0.2
        return 0.3 if _CLASS[left] == _CLASS[right] else 0.4
    if _CLASS[left] == _CLASS[right]:
        return 0.3
    return 0.5 if frozenset((left, right)) in _NEAR else 1.0


_PRESENCE = {phone: _WEAK.get(phone, 0.5 if phone in _VOWEL_SET else 1.0) for phone in _CLASS}
_DIFFERENCE = {left: {right: _difference(left, right) for right in _CLASS} for left in _CLASS}
