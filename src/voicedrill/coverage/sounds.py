"""The consonants that a word is heard by: "idempotency" and "item potency" share one skeleton.

Own rules in the way of Soundex and Metaphone (Philips 1990), coarser: voiced and voiceless fall together, as
recognisers confuse them, vowels go, and repeated sounds count once.
"""

import re
from functools import lru_cache

#: Spellings of more than one letter, longest first; what they sound like.
_SPELLINGS = (
    ("tch", "S"),
    ("sch", "s"),
    ("dge", "S"),
    ("ough", ""),
    ("augh", ""),
    ("cue", "k"),
    ("que", "k"),
    ("ph", "f"),
    ("gh", ""),
    ("ck", "k"),
    ("ch", "S"),
    ("sh", "S"),
    ("th", "t"),
    ("wh", "w"),
    ("wr", "r"),
    ("kn", "n"),
    ("qu", "kw"),
    ("x", "ks"),
)
_CLASS = str.maketrans(
    {
        "b": "p",
        "d": "t",
        "g": "k",
        "c": "k",
        "q": "k",
        "v": "f",
        "z": "s",
        "j": "S",
        "y": "",
        "h": "",
        "w": "",
    }
)
_VOWELS = re.compile("[aeiou]+")
_REPEATED = re.compile(r"(.)\1+")


@lru_cache(maxsize=8_192)
def skeleton(text: str) -> str:
    """The consonant classes of a lower-case word in order; "" when it has none."""
    sound = re.sub("[^a-z]", "", text)
    for spelling, heard in _SPELLINGS:
        sound = sound.replace(spelling, heard)
    sound = re.sub("c(?=[eiy])", "s", sound)
    # Repeats are dropped after the vowels between them: "deleted" keeps only one t. Coarse, and meant so.
    return _REPEATED.sub(r"\1", _VOWELS.sub("", sound.translate(_CLASS)))
