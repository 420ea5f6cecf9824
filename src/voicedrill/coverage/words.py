"""Words made comparable: case, punctuation, contractions, filled pauses, inflection.

Every `Token` keeps the index of the transcript word that it came from, so that whatever is decided on tokens
can be proved by a quote with times.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from voicedrill.coverage.lexicon import (
    CONTRACTIONS,
    DERIVED,
    FILLED_PAUSES,
    IRREGULAR,
    OPENS_CLAUSE,
    SHORT_FORMS,
    WHOLE_WORDS,
    ordered,
)
from voicedrill.coverage.tables import lemma
from voicedrill.timing import Word

_WORD = re.compile(r"[a-z]+(?:'[a-z]+)*[0-9][a-z0-9]*|[a-z]+(?:'[a-z]+)*|[0-9]+(?:[.,][0-9]+)*[a-z]*")
_VOWEL = re.compile(r"[aeiouy]")
_ENDS_SENTENCE = re.compile(r"[.?!]['\")\]]*$")


@dataclass(frozen=True)
class Token:
    """One normalised word. ``index``: of the transcript word it came from (two tokens may share one)."""

    text: str
    stem: str
    index: int


def plain(text: str) -> str:
    """Lower case with straight apostrophes."""
    return text.lower().replace("’", "'").replace("‘", "'")


@lru_cache(maxsize=16_384)
def is_filled_pause(text: str) -> bool:
    """Whether the word is an um, uh or er (or a backchannel) and so says nothing."""
    return plain(text).strip(" ,.;:!?-–—…\"'") in FILLED_PAUSES


def tokens_of(words: Sequence[Word]) -> tuple[Token, ...]:
    """The words as tokens, filled pauses left out, contractions and hyphenated words taken apart."""
    found: list[Token] = []
    for index, word in enumerate(words):
        if is_filled_pause(word.text):
            continue
        found += (Token(text, stem(text), index) for text in _parts(word.text))
    return tuple(found)


def words_of(text: str) -> tuple[Word, ...]:
    """Written text (of a deck) as untimed words."""
    return tuple(Word(part, None, None) for part in text.split())


@lru_cache(maxsize=16_384)
def _parts(word: str) -> tuple[str, ...]:
    """All plain words in one word of a transcript: "well-known" holds two."""
    return tuple(text for part in _WORD.findall(plain(word)) for text in _expand(part))


@lru_cache(maxsize=16_384)
def _expand(part: str) -> tuple[str, ...]:
    """One part of a word as plain words: "wasn't" is "was", "not"; "svc" is "service"."""
    if part in CONTRACTIONS:
        return CONTRACTIONS[part]
    if part in SHORT_FORMS:
        return SHORT_FORMS[part]
    if "'" not in part:
        return (part,)
    if part.endswith("n't"):
        return (part[:-3], "not")
    # 's, 're, 'll, 've, 'd, 'm: auxiliaries and possessives, of no use to any judgement.
    return (part.split("'", 1)[0],)


@lru_cache(maxsize=16_384)
def stem(word: str) -> str:
    """The word's lemma (simplemma) without its commonest derivations (own rules, in the way of Porter 1980).

    Not a real word and never shown: only made so that "escalated", "escalating" and "escalation" meet.
    """
    word = IRREGULAR.get(word, word)
    if len(word) <= 3 or not word.isascii() or not word.isalpha() or word in WHOLE_WORDS:
        return word
    if word.endswith("s") and word[:-1] in WHOLE_WORDS:
        return word[:-1]
    if word.endswith("ies") and word[:-3] + "y" in WHOLE_WORDS:
        return word[:-3] + "y"
    base = lemma(word).lower()
    # What the dictionary holds to be a word of its own ("building") or does not know is cut by rule.
    base = base if base != word and base.isalpha() else _inflected(word)
    return _derived(DERIVED.get(word) or DERIVED.get(base, base))


def _inflected(word: str) -> str:
    if word.endswith(("sses", "shes", "ches", "xes", "zes")):
        word = word[:-2]
    elif word.endswith("ies"):
        word = word[:-3] + "y" if len(word) > 4 else word[:-1]
    elif word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    if word.endswith("eed"):
        return word
    if word.endswith("ied"):
        return word[:-3] + "y"
    for ending in ("ing", "ed"):
        base = word.removesuffix(ending)
        if base != word and len(base) >= 2 and _VOWEL.search(base):
            if len(base) > 3 and base[-1] == base[-2] and base[-1] not in "lsz":
                base = base[:-1]
            return base
    return word


#: Longest first, without a last e. The stem that stays must have at least four letters: "nation" is not "n".
_DERIVATIONS = ordered("""
isation ization ational iveness fulness ability ibility
ation ition ement ency ancy ness ment ally ator ship
abl ibl anc enc ery ful ous iv ity is iz ion at ant ent ism ist ly er or al ic
""")


def _derived(word: str) -> str:
    for _ in range(3):
        word = word.removesuffix("e") if len(word) > 4 else word
        ending = next((e for e in _DERIVATIONS if word.endswith(e) and len(word) - len(e) >= 4), None)
        if ending is None:
            break
        word = word[: -len(ending)]
    if word.endswith("y") and len(word) > 3:
        word = word[:-1] + "i"
    return word[:-1] if len(word) > 4 and word[-1] == word[-2] else word


def sentences(words: Sequence[Word], pause_s: float = 0.6, longest: int = 40) -> tuple[tuple[int, int], ...]:
    """The answer cut into sentences: (first, last) word indices, both included, in order, without gaps.

    A sentence ends at . ? or !. Where a recogniser writes no punctuation, a silence of ``pause_s`` or more
    ends one (the usual pause at punctuation: Frontiers in Psychology 2022, 778018), and so does a connective
    that opens a clause, or ``longest`` words. A sentence of one or two words goes with the next.
    """
    cuts: list[tuple[int, int]] = []
    first = 0
    for index in range(len(words)):
        length = index - first + 1
        if index + 1 < len(words) and not _ends(words, index, length, pause_s, longest):
            continue
        cuts.append((first, index))
        first = index + 1
    return tuple(cuts)


def _ends(words: Sequence[Word], index: int, length: int, pause_s: float, longest: int) -> bool:
    if length < 3:
        return False
    here, after = words[index], words[index + 1]
    if _ENDS_SENTENCE.search(here.text) or length >= 2 * longest:
        return True
    paused = here.end is not None and after.start is not None and after.start - here.end >= pause_s
    opens = plain(after.text).strip(",") in OPENS_CLAUSE
    around = words[max(0, index - 25) : index + 25]
    unpunctuated = not any(_ENDS_SENTENCE.search(word.text) for word in around)
    return unpunctuated and (length >= longest or (paused and length >= 4) or (opens and length >= 12))
