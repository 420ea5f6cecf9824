"""How an unknown English word is said, by its spelling: rough, never without an answer.

Good enough to place a word in time. Phones are those of the CMU dictionary, without stress.
"""

import re

_VOWELS = "aeiouy"
_UNVOICED = {"P", "T", "K", "F", "TH", "S", "SH", "CH"}
_SIBILANT = {"S", "Z", "SH", "ZH", "CH", "JH"}

#: Grapheme -> phones. "^" before: only at the start; "$" behind: only at the end. Longer ones go first.
_GRAPHEMES = {
    "^kn": "N", "^gn": "N", "^wr": "R", "^ps": "S", "^pn": "N", "^x": "Z", "^y": "Y", "^mc": "M AH K",
    "tion": "SH AH N", "sion": "ZH AH N", "ssion": "SH AH N", "cian": "SH AH N", "cious": "SH AH S",
    "tious": "SH AH S", "tial": "SH AH L", "cial": "SH AH L", "ture": "CH ER", "sure": "ZH ER",
    "ough": "AO", "augh": "AO", "eigh": "EY", "igh": "AY", "tch": "CH", "dge": "JH", "sch": "SH",
    "que$": "K", "ous$": "AH S", "ism$": "IH Z AH M", "le$": "AH L", "gue$": "G", "ey$": "IY", "ay": "EY",
    "ch": "CH", "sh": "SH", "th": "TH", "ph": "F", "wh": "W", "ck": "K", "ng": "NG", "gh": "G", "qu": "K W",
    "ee": "IY", "ea": "IY", "oo": "UW", "ou": "AW", "ow": "OW", "oi": "OY", "oy": "OY", "ai": "EY",
    "au": "AO", "aw": "AO", "ei": "IY", "ey": "EY", "ie": "IY", "oa": "OW", "oe": "OW", "ue": "UW",
    "ui": "UW", "ew": "UW", "eu": "UW", "io": "IY OW", "ia": "IY AH", "mb$": "M", "mn$": "M",
    "air": "EH R", "ear": "IH R", "eer": "IH R", "our": "AO R", "oor": "AO R", "are$": "EH R",
    "ar": "AA R", "er": "ER", "ir": "ER", "ur": "ER", "or": "AO R", "ore": "AO R", "yr": "ER",
    "wa": "W AA", "alk": "AO K", "all": "AO L", "ind$": "AY N D", "old": "OW L D",
    "sc(?=[eiy])": "S", "c(?=[eiy])": "S", "g(?=[eiy])": "JH", "x": "K S", "^e$": "IY", "e$": "",
    "a$": "AH", "i$": "IY", "o$": "OW", "u$": "UW", "y$": "IY", "es$": "Z",
    "b": "B", "c": "K", "d": "D", "f": "F", "g": "G", "h": "HH", "j": "JH", "k": "K", "l": "L", "m": "M",
    "n": "N", "p": "P", "q": "K", "r": "R", "s": "S", "t": "T", "v": "V", "w": "W", "y": "IH", "z": "Z",
    "a": "AE", "e": "EH", "i": "IH", "o": "AA", "u": "AH",
}  # fmt: skip
#: A vowel before one consonant and a last e, or before one consonant and another vowel.
_LONG = {"a": "EY", "e": "IY", "i": "AY", "o": "OW", "u": "UW", "y": "AY"}
_MAGIC_E = re.compile(r"([aeiouy])[bcdfgklmnpstvz]e(?:s?$)")
_RULES = [
    (re.compile(grapheme.replace("^", r"\A").replace("$", r"\Z")), tuple(phones.split()))
    for grapheme, phones in sorted(_GRAPHEMES.items(), key=lambda item: -len(item[0].strip("^$")))
]


def phones_by_spelling(word: str) -> tuple[str, ...]:
    """Phones of ``word``, by its letters a to z; () when it has none."""
    word = re.sub(r"[^a-z]", "", word.lower())
    word = re.sub(r"([b-df-hj-np-tv-z])\1+", r"\1", word)  # doubled consonants are one sound
    magic = {match.start() for match in _MAGIC_E.finditer(word)}
    phones: list[str] = []
    at = 0
    while at < len(word):
        if at in magic:
            phones.append(_LONG[word[at]])
            at += 1
            continue
        for pattern, sounds in _RULES:
            match = pattern.match(word, at) if not pattern.pattern.startswith(r"\A") or at == 0 else None
            if match:
                phones.extend(sounds)
                at = match.end()
                break
        else:
            at += 1
    if not phones and word:
        phones = [_LONG.get(char, "AH") for char in word[:1]]
    return tuple(phones)


def ending_phones(ending: str, last: str) -> tuple[str, ...] | None:
    """Phones of a grammatical ending after a word whose last phone is ``last``; None for no such ending."""
    if ending in ("s", "es", "'s", "s'", "'"):
        if ending == "'":
            return ()
        return ("AH", "Z") if last in _SIBILANT else (("S",) if last in _UNVOICED else ("Z",))
    if ending in ("ed", "d", "'d"):
        return ("AH", "D") if last in ("T", "D") else (("T",) if last in _UNVOICED else ("D",))
    return _ENDINGS.get(ending)


_ENDINGS = {
    "ing": ("IH", "NG"), "er": ("ER",), "r": ("ER",), "or": ("ER",), "ers": ("ER", "Z"), "ly": ("L", "IY"),
    "less": ("L", "AH", "S"), "ness": ("N", "AH", "S"), "able": ("AH", "B", "AH", "L"),
    "ment": ("M", "AH", "N", "T"), "ish": ("IH", "SH"), "ful": ("F", "AH", "L"), "ity": ("AH", "T", "IY"),
    "'ll": ("AH", "L"), "'ve": ("AH", "V"), "'re": ("ER",), "ist": ("IH", "S", "T"), "y": ("IY",),
    "ize": ("AY", "Z"), "ized": ("AY", "Z", "D"), "al": ("AH", "L"), "ally": ("AH", "L", "IY"),
}  # fmt: skip
