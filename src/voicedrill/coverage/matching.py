"""Where a word of the deck stands in an answer: by stem, synonym, spelling or sound."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rapidfuzz import fuzz, process

from voicedrill.coverage.answers import Answer
from voicedrill.coverage.comparison import same_number
from voicedrill.coverage.numbers import Number
from voicedrill.coverage.rarity import weight
from voicedrill.coverage.sounds import skeleton
from voicedrill.coverage.synonyms import families, phrases, rarity, same

#: How much of a term's weight each way of finding it earns.
EXACT, SYNONYM, SPELLING, SOUND = 1.0, 0.7, 0.85, 0.8
#: What a word or phrase of the same family earns at most: as much as the family is as rare as the term.
RELATED = 0.8
#: rapidfuzz ratio from which two long words are one, and what is long.
ALIKE, LONG = 84.0, 6
#: A sound skeleton of fewer consonants is shared by too many words.
_SHORTEST_SKELETON = 5
#: Even words that sound alike share this much of their spelling ("cue burnetties", "kubernetes").
_SOUND_ALIKE = 55.0


@dataclass(frozen=True)
class Hit:
    """A term found: at this token, words ``first`` to ``last``, this surely (0 to 1)."""

    token: int
    first: int
    last: int
    strength: float


class Index:
    """All ways into one answer's words. ``echoes``: sentences (numbers) that only repeat the question."""

    def __init__(self, answer: Answer, echoes: frozenset[int] = frozenset()) -> None:
        self.answer = answer
        self._stems: dict[str, list[int]] = {}
        self._families: dict[int, list[tuple[int, int]]] | None = None
        self._same: dict[int, list[int]] = {}
        self._joined: dict[str, list[int]] = {}
        self._skeletons: dict[str, list[tuple[int, int, str]]] = {}
        self._texts: dict[str, list[int]] = {}
        self._alike: dict[str, list[Hit]] = {}
        self._token_of_word: dict[int, int] = {}
        heard = [t for t in range(len(answer.tokens)) if answer.sentence_of[t] not in echoes]
        for at in heard:
            token = answer.tokens[at]
            self._token_of_word.setdefault(token.index, at)
            self._stems.setdefault(token.stem, []).append(at)
            family = same(token.stem)
            if family is not None:
                self._same.setdefault(family, []).append(at)
            if len(token.text) >= LONG - 1:
                self._texts.setdefault(token.text, []).append(at)
                self._sound(token.text, at, at)
        for at, after in pairwise(heard):
            if after == at + 1:
                together = answer.tokens[at].text + answer.tokens[after].text
                self._joined.setdefault(together, []).append(at)
                if weight(answer.tokens[at].text) or weight(answer.tokens[after].text):
                    self._sound(together, at, after)
        self._long_texts = list(self._texts)
        self._stem_text = f" {' '.join(token.stem for token in answer.tokens)} "
        self._echoes = echoes

    def _sound(self, text: str, first: int, last: int) -> None:
        sound = skeleton(text)
        if len(sound) >= _SHORTEST_SKELETON:
            self._skeletons.setdefault(sound, []).append((first, last, text))

    def phrase(self, stems: Sequence[str]) -> tuple[int, int] | None:
        """The words (first, last) that say these two or more stems one after another, not denied, or None."""
        if len(stems) < 2:
            return None
        wanted, from_ = f" {' '.join(stems)} ", 0
        while (place := self._stem_text.find(wanted, from_)) >= 0:
            at = self._stem_text.count(" ", 0, place)
            unreal = self.answer.denied[at] or self.answer.wished[at]
            if not unreal and self.answer.sentence_of[at] not in self._echoes:
                return self.answer.tokens[at].index, self.answer.tokens[at + len(stems) - 1].index
            from_ = place + 1
        return None

    def find(
        self, text: str, stem: str, number: Number | None = None, joined: str | None = None
    ) -> list[Hit]:
        """All hits of one term, a word that means the same included; by the surest way."""
        if number is not None:
            return self._find_number(number)
        hits = self._find_exact(text, stem, joined)
        family = same(stem)
        if family is not None:
            hits += [self._hit(at, at, SYNONYM) for at in self._same.get(family, ())]
        return hits or self._find_alike(text)

    def find_said(
        self, text: str, stem: str, number: Number | None = None, joined: str | None = None
    ) -> list[Hit]:
        """The hits of the term itself: by stem, else by spelling, else by sound."""
        if number is not None:
            return self._find_number(number)
        return self._find_exact(text, stem, joined) or self._find_alike(text)

    def _find_exact(self, text: str, stem: str, joined: str | None) -> list[Hit]:
        hits = [self._hit(at, at, EXACT) for at in self._stems.get(stem, ())]
        hits += [self._hit(at, at + 1, EXACT) for at in self._joined.get(text, ())]
        if joined:
            hits += [self._hit(at, at, EXACT) for at in self._texts.get(joined, ())]
        return hits

    def _find_alike(self, text: str) -> list[Hit]:
        if text not in self._alike:
            self._alike[text] = self._search_alike(text)
        return self._alike[text]

    def _search_alike(self, text: str) -> list[Hit]:
        if len(text) < LONG:
            return []
        close = process.extract(text, self._long_texts, scorer=fuzz.ratio, score_cutoff=ALIKE, limit=None)
        hits = [self._hit(at, at, SPELLING) for near, _, _ in close for at in self._texts[near]]
        if hits or weight(text) < 3:
            return hits
        return [
            self._hit(a, b, SOUND)
            for a, b, heard in self._skeletons.get(skeleton(text), ())
            if fuzz.ratio(text, heard) >= _SOUND_ALIKE
        ]

    def find_related(self, numbers: Sequence[int], weight: float) -> list[Hit]:
        """Words and phrases of these families, for a term of this weight (above 0)."""
        if self._families is None:
            self._families = self._find_families()
        return [
            self._hit(first, last, RELATED * min(1.0, rarity(number) / weight))
            for number in numbers
            for first, last in self._families.get(number, ())
        ]

    def _find_families(self) -> dict[int, list[tuple[int, int]]]:
        """Family -> the tokens (first, last) of all its words and phrases, echoes left out."""
        found: dict[int, list[tuple[int, int]]] = {}
        stems = [token.stem for token in self.answer.tokens]
        said = [(at, at, number) for at, stem in enumerate(stems) for number in families(stem)]
        sentence_of = self.answer.sentence_of
        for first, last, number in said + phrases(stems):
            # No phrase begins in one sentence and ends in the next.
            if sentence_of[first] == sentence_of[last] and sentence_of[first] not in self._echoes:
                found.setdefault(number, []).append((first, last))
        return found

    def _find_number(self, wanted: Number) -> list[Hit]:
        hits = []
        for number in self.answer.numbers:
            at = self._token_of_word.get(number.first)
            if at is not None and same_number(wanted, number):
                hits.append(Hit(at, number.first, number.last, EXACT))
        return hits

    def numbers_like(self, unsaid: Iterable[Number]) -> tuple[int, ...]:
        """The tokens of all numbers in the unit of one of these, none of which was said."""
        units = {(number.kind, number.unit) for number in unsaid if number.unit is not None}
        places = (self._token_of_word.get(n.first) for n in self.answer.numbers if (n.kind, n.unit) in units)
        return tuple(place for place in places if place is not None)

    def _hit(self, first: int, last: int, strength: float) -> Hit:
        tokens = self.answer.tokens
        return Hit(first, tokens[first].index, tokens[last].index, strength)
