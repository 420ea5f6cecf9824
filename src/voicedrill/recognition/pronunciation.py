"""Pronunciations of whatever a recogniser may write, by a dictionary and, beyond it, by rules.

A token that is several words when said ("4.2", "read-only", "p99") gets the phones of all of them in a
row, so that alignment sees one word and gives it one time.
"""

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache

from voicedrill.recognition.spelling import ending_phones, phones_by_spelling
from voicedrill.recognition.spoken import Reading, letters, readings

#: A word in lower case -> its phones, "K AE SH", or None when the dictionary lacks it.
Lookup = Callable[[str], str | None]

_FEWEST_LETTERS = 3
_LONGEST_ACRONYM = 5
_HUMS = {"mm": "M", "hmm": "HH M", "mhm": "M HH M"}
#: A recogniser writes um, uh and er for any of these, whatever was said: with a nasal at the end or without.
_FILLED_PAUSE = re.compile(r"u+[hm]+|e+r+h*m*|a+h+m*|e+h+m*")
_FILLED_PAUSE_VOWELS = ("AH", "ER", "AA", "AO")


def is_filled_pause(word: str) -> bool:
    """Whether ``word`` is um, uh, er, ah or eh, however long: nobody knows how it was said. "ER" is not."""
    return not word[1:].isupper() and _FILLED_PAUSE.fullmatch(word.lower()) is not None


class Pronouncer:
    """Pronunciations by ``lookup`` and rules. No token with a Latin letter or a digit is left without one."""

    def __init__(self, lookup: Lookup) -> None:
        self._lookup = lookup
        self._word = lru_cache(maxsize=4096)(self._word_phones)

    def pronunciations(self, token: str) -> tuple[str, ...]:
        """Phones of each likely way to say ``token``, such as "F AO R P OY N T T UW"; () for mere signs."""
        plain = unicodedata.normalize("NFKD", token.replace("’", "'")).encode("ascii", "ignore").decode()
        bare = plain.strip("\"'([{<,;:!?.)]}>-")
        if is_filled_pause(bare):
            return tuple(vowel + nasal for vowel in _FILLED_PAUSE_VOWELS for nasal in ("", " M"))
        found = [self._reading_phones(reading) for reading in readings(bare)]
        core = re.sub(r"'?s$", "", bare)
        if core.isupper() and core.isalpha() and 1 < len(core) <= _LONGEST_ACRONYM:
            spelled = self._reading_phones(letters(core))
            plural = ending_phones("s", spelled.split()[-1]) if len(bare) > len(core) else ()
            found.append(" ".join([spelled, *(plural or ())]))
        return tuple(dict.fromkeys(phones for phones in found if phones))

    def _reading_phones(self, reading: Reading) -> str:
        return " ".join(phones for word in reading if (phones := self._word(word)))

    def _word_phones(self, word: str) -> str:
        known = self._known(word)
        if known:
            return known
        by_parts = self._by_parts(word)
        if by_parts:
            return by_parts
        if len(word) > 1 and word.isalpha() and not set(word) & set("aeiouy"):
            return self._reading_phones(letters(word))
        return " ".join(phones_by_spelling(word))

    def _known(self, word: str) -> str | None:
        return _HUMS.get(word) or self._lookup(word)

    def _by_parts(self, word: str) -> str | None:
        """A known word with an ending, or two known words: the longest first part wins."""
        for at in range(len(word) - 1, _FEWEST_LETTERS - 1, -1):
            head, rest = self._known(word[:at]), word[at:]
            if head is None:
                continue
            ending = ending_phones(rest, head.split()[-1])
            if ending is not None:
                return " ".join([head, *ending])
            tail = self._known(rest) if len(rest) >= _FEWEST_LETTERS else None
            if tail is not None:
                return f"{head} {tail}"
        return None
