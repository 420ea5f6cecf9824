"""Which words of a transcript may stand for a term of the glossary: by its letters, by its sounds.

What is taken for a term and what is not: see `glossary`.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice, pairwise, product

from voicedrill.decks.model import GlossaryTerm
from voicedrill.recognition import dictionary
from voicedrill.recognition.phonetics import Phones, begin_alike, coarse_key, similarity, split
from voicedrill.recognition.pronunciation import Pronouncer
from voicedrill.recognition.spoken import readings
from voicedrill.timing import Word

#: More words than this never come out of one term.
LONGEST_WINDOW = 4
#: A pause of this length between two words parts them.
LONGEST_GAP_S = 0.3
#: How alike the sounds must be, by how many sounds the term has; shorter ones never match by sound.
_LEAST_SIMILARITY = ((3, 0.97), (4, 0.92), (5, 0.86), (8, 0.82))
#: The window begins or ends with a word such as "the" or "of": it must sound the more like the term.
_LEAST_WITH_SMALL_WORD = 0.9
#: The recogniser was sure of these words: likewise.
_SURE, _SURE_EXTRA = 0.9, 0.06
_COARSE_CUTOFF = 0.6
_MOST_WAYS = 8


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_FILLED_PAUSES = _set("um umm uh uhh uhm er err erm ah eh mm hmm mhm")
_CONJUNCTIONS = _set("and or but")
_NUMBER_WORDS = _set(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand "
    "million billion trillion point first second third fifth ninth ninetieth half"
)
_VERBS = _set("is are was were has had does did")
_SMALL_WORDS = _VERBS | _set(
    "a an the of in on at to it its be been and or for from with we i you he she they my your our us them "
    "him her that this as by so if no not about over under around than then up out off may can will just"
)
#: After a verb at the end of the window: the sentence goes on as after a verb.
_AFTER_VERB = _set(
    "a an the my your his her its our their this that these those not no very so too really quite rather "
    "more most less just still always never also already only better worse good bad fine great one what how "
    "why where when because going been being it he she they we i you there here"
)
#: Before the window: a noun follows.
_BEFORE_NOUN = _set(
    "in into with on onto from to of for by via through behind using use uses used chose choose picked "
    "called without between against inside at"
)
#: Grammatical endings: what may differ between two forms of one word.
_ENDINGS = {
    "",
    *_set(
        "s es ed d ing er ers or ors t ts ce cy cies ly y e ies ion ions al ive able ability ment ness ity"
    ),
}
_CAMEL_CASE = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_SIGN_INSIDE = re.compile(r"[.,;:!?)\]\"]$")


@dataclass(frozen=True)
class Match:
    """The words ``first`` to ``last`` (both included) may stand for ``term``; 2 is the best ``score``."""

    score: float
    first: int
    last: int
    term: str


@dataclass(frozen=True)
class _Form:
    """One way to say a term. ``numbers``: the number words in it."""

    term: str
    phones: Phones
    key: str
    numbers: tuple[str, ...]


class TermMatcher:
    """Knows the terms of one glossary, how they are written and said."""

    def __init__(self, terms: Sequence[GlossaryTerm]) -> None:
        self._written = {_letters(term.term): term.term for term in terms}
        self._said = {_plain(say): term.term for term in terms for say in term.say}
        self._forms = [form for term in terms for form in _forms(term)]

    def matches(self, words: Sequence[Word]) -> list[Match]:
        """All windows that may stand for a term; they may overlap."""
        bare = [_bare(word.text) for word in words]
        here = {text for text in set(bare) if any(_is_a_form(_letters(text), term) for term in self._written)}
        found: list[Match] = []
        sounds: list[tuple[int, int, Phones]] = []
        for first in range(len(words)):
            for last in range(first, min(len(words), first + LONGEST_WINDOW)):
                if not _joined(words[first : last + 1]):
                    break
                term = self._literal(bare[first : last + 1])
                if term is not None:
                    found.append(Match(2.0, first, last, term))
                elif here.isdisjoint(bare[first : last + 1]) and _may_be_misheard(bare, first, last):
                    sounds.append((first, last, _phones(bare[first : last + 1])))
        return found + self._by_sound(words, bare, sounds)

    def _literal(self, bare: Sequence[str]) -> str | None:
        """The term that the window spells ("p 99") or that the deck says is said so."""
        text = " ".join(bare)
        said = self._said.get(text)
        if said is not None:
            return said if _bare(said) != text else None
        spelled = len(bare) > 1 and any(len(word) == 1 or word.isdigit() for word in bare)
        return self._written.get(_letters(text)) if spelled else None

    def _by_sound(
        self, words: Sequence[Word], bare: Sequence[str], windows: Sequence[tuple[int, int, Phones]]
    ) -> list[Match]:
        if not windows or not self._forms or not dictionary.is_here():
            return []
        from rapidfuzz.distance import Levenshtein
        from rapidfuzz.process import cdist

        alike = cdist(
            [coarse_key(phones) for _, _, phones in windows],
            [form.key for form in self._forms],
            scorer=Levenshtein.normalized_similarity,
            score_cutoff=_COARSE_CUTOFF,
        )
        found = []
        for row, column in zip(*alike.nonzero(), strict=True):
            first, last, phones = windows[row]
            form = self._forms[column]
            if not begin_alike(phones, form.phones) or _numbers(bare[first : last + 1]) != form.numbers:
                continue
            score = similarity(phones, form.phones)
            if score >= _least(form, words[first : last + 1]):
                found.append(Match(score, first, last, form.term))
        return found


def _may_be_misheard(bare: Sequence[str], first: int, last: int) -> bool:
    """Whether the words ``first`` to ``last`` may be compared by sound at all."""
    if all(_is_spelled(text) for text in bare[first : last + 1]):
        return False
    if first == last:
        return not _is_known(bare[first])
    if bare[last] in _VERBS:
        after = bare[last + 1] if last + 1 < len(bare) else ""
        return after not in _AFTER_VERB or (first > 0 and bare[first - 1] in _BEFORE_NOUN)
    return True


def _forms(term: GlossaryTerm) -> list[_Form]:
    """Ways to say ``term`` that can be matched by sound: not those made of several dictionary words."""
    forms: list[_Form] = []
    for text in (term.term, *term.say):
        pieces = text.split()
        if len(pieces) > 1 and all(len(piece) > 1 and _is_known(piece.lower()) for piece in pieces):
            continue
        numbers = _numbers(pieces)
        forms.extend(_Form(term.term, way, coarse_key(way), numbers) for way in _all_phones(text))
    return forms


def _least(form: _Form, window: Sequence[Word]) -> float:
    least = 9.9
    for sounds, similar in _LEAST_SIMILARITY:
        if len(form.phones) >= sounds:
            least = similar
    if len(window) > 1 and not _SMALL_WORDS.isdisjoint((_bare(window[0].text), _bare(window[-1].text))):
        least = max(least, _LEAST_WITH_SMALL_WORD)
    known = [word.probability for word in window if word.probability is not None]
    sure = bool(known) and sum(known) / len(known) >= _SURE
    return least + _SURE_EXTRA * sure


def _joined(window: Sequence[Word]) -> bool:
    """Whether the words could be one term: nothing between them, none of them a filled pause."""
    if any(_bare(word.text) in _FILLED_PAUSES for word in window):
        return False
    if any(_bare(word.text) in _CONJUNCTIONS for word in window[1:-1]):
        return False
    for left, right in pairwise(window):
        if _SIGN_INSIDE.search(left.text):
            return False
        if left.end is not None and right.start is not None and right.start - left.end > LONGEST_GAP_S:
            return False
    return True


def _is_a_form(word: str, term: str) -> bool:
    """Whether ``word`` is the term or another form of it ("idempotent", "idempotency"): they share four
    letters or more, and what follows is a grammatical ending on both sides.
    """
    if word == term:
        return True
    shared = 0
    while shared < min(len(word), len(term)) and word[shared] == term[shared]:
        shared += 1
    return any(
        word[cut:] in _ENDINGS and term[cut:] in _ENDINGS for cut in range(max(4, shared - 3), shared + 1)
    )


def _is_spelled(text: str) -> bool:
    """Whether letters are said one by one: "s", "s.l.a", "sql"."""
    return len(_letters(text)) == 1 or "." in text or not set(text) & set("aeiouy")


def _numbers(pieces: Sequence[str]) -> tuple[str, ...]:
    """The number words said in ``pieces``, digits read out."""
    said = (word for piece in pieces for reading in readings(piece)[:1] for word in reading)
    return tuple(word for word in said if word in _NUMBER_WORDS)


@lru_cache(maxsize=8192)
def _is_known(word: str) -> bool:
    return dictionary.phones_of(word) is not None


@lru_cache(maxsize=1)
def _pronouncer() -> Pronouncer:
    return Pronouncer(dictionary.phones_of)


@lru_cache(maxsize=8192)
def _word_phones(word: str) -> tuple[Phones, ...]:
    return tuple(split(phones) for phones in _pronouncer().pronunciations(word))


def _phones(bare: Sequence[str]) -> Phones:
    """The likeliest way to say the words."""
    return tuple(phone for word in bare for phones in _word_phones(word)[:1] for phone in phones)


def _all_phones(text: str) -> list[Phones]:
    """The likely ways to say a term. "DynamoDB" is said as two words, the second letter by letter."""
    said = []
    for piece in _CAMEL_CASE.sub(" ", text).split():
        ways = _word_phones(piece)
        if len(piece) > 1 and piece.isupper() and len(text) > len(piece):
            ways = ways[-1:]
        if piece.lower().endswith("es"):  # a plural, or a Greek ending: "Kubernetes", "Postgres"
            ways = (*ways, *((*way[:-1], "IY", "Z") for way in ways if way[-1:] == ("Z",)))
        said.append(ways)
    joined = (tuple(phone for way in ways for phone in way) for ways in islice(product(*said), _MOST_WAYS))
    return list(dict.fromkeys(joined))


def _bare(text: str) -> str:
    return text.lower().replace("’", "'").strip("\"'([{<.,;:!?)]}>-")


def _plain(text: str) -> str:
    return " ".join(_bare(word) for word in text.split())


def _letters(text: str) -> str:
    return re.sub(r"[\W_]", "", text.lower())
