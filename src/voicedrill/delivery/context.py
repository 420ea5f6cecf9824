"""What stands around a phrase: the neighbours by which a filler is told from a word that means something."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from voicedrill.delivery.words import WordKind, bare, kinds, span_of
from voicedrill.timing import Word

#: A gap of this length sets a phrase off as a comma does, seconds.
SET_OFF_S = 0.2
_SENTENCE_END = re.compile(r"[.?!…]+[\"')\]”’]*$")
_MARK = re.compile(r"[,;:.?!…–—-]+[\"')\]”’]*$")


class Utterance:
    """The words of an answer, prepared once: bare texts and what each word is."""

    def __init__(self, words: Sequence[Word]) -> None:
        self.words = words
        self.kinds: tuple[WordKind, ...] = kinds(words)
        self.bare = tuple(bare(word.text) for word in words)
        #: Places of real words, in order.
        self.places = tuple(index for index, kind in enumerate(self.kinds) if kind == "word")

    @cached_property
    def texts(self) -> tuple[str, ...]:
        """The bare texts of the real words."""
        return tuple(self.bare[place] for place in self.places)

    def context(self, first: int, length: int) -> "Context":
        """Around the ``length`` real words from the ``first``-th real word on."""
        return Context(self, first, length)


@dataclass(frozen=True)
class Context:
    """A phrase of ``length`` real words from the ``first``-th on, and its neighbours."""

    utterance: Utterance
    first: int
    length: int

    def word(self, offset: int) -> str:
        """The real word ``offset`` before (-1 is the nearest) or after (1) the phrase; empty when none."""
        place = self.first + offset if offset < 0 else self.first + self.length - 1 + offset
        return self.utterance.texts[place] if 0 <= place < len(self.utterance.texts) else ""

    @property
    def start(self) -> int:
        """Index of the phrase's first word among all words."""
        return self.utterance.places[self.first]

    @property
    def end(self) -> int:
        """Index of the phrase's last word among all words."""
        return self.utterance.places[self.first + self.length - 1]

    @property
    def opens_answer(self) -> bool:
        """Nothing but openers ("yeah", "okay", "right", "well", "um") stands before it."""
        openers = {"yeah", "yes", "yep", "no", "okay", "ok", "right", "sure", "well", "alright", "and", "oh"}
        return all(text in openers for text in self.utterance.texts[: self.first])

    @property
    def opens_sentence(self) -> bool:
        """It stands first in its sentence, filled pauses not counted."""
        if self.first == 0:
            return True
        return bool(_SENTENCE_END.search(self._text(self.utterance.places[self.first - 1])))

    @property
    def closes_sentence(self) -> bool:
        """It stands last in its sentence."""
        ends = _SENTENCE_END.search(self._text(self.end))
        return bool(ends) or self.first + self.length >= len(self.utterance.places)

    @property
    def is_asked(self) -> bool:
        """A question mark follows it."""
        return "?" in self._text(self.end)

    @property
    def hesitates(self) -> bool:
        """A filled pause stands right before or right after it."""
        near = self.utterance.kinds[max(0, self.start - 1) : self.start]
        return "filled-pause" in (*near, *self.utterance.kinds[self.end + 1 : self.end + 2])

    @property
    def is_set_off_before(self) -> bool:
        """A sentence's start, a mark, a filled pause or a gap stands before it."""
        return self.opens_sentence or self._set_off(self.start - 1, self.start)

    @property
    def is_set_off_after(self) -> bool:
        """A sentence's end, a mark, a filled pause or a gap stands after it."""
        return self.closes_sentence or self._set_off(self.end, self.end + 1)

    @property
    def comma_before(self) -> bool:
        """A mark (not a sentence's end) stands before it."""
        return self.start > 0 and not self.opens_sentence and bool(_MARK.search(self._text(self.start - 1)))

    @property
    def comma_after(self) -> bool:
        """A mark stands after it."""
        return bool(_MARK.search(self._text(self.end)))

    @property
    def is_parenthesis(self) -> bool:
        """Set off on both sides."""
        return self.is_set_off_before and self.is_set_off_after

    @property
    def next_is_name(self) -> bool:
        """The next word is written like a name (and is not I)."""
        place = self.first + self.length
        if place >= len(self.utterance.places):
            return False
        text = self._text(self.utterance.places[place])
        return text[:1].isupper() and self.word(1) != "i" and not self.word(1).startswith("i'")

    def _text(self, index: int) -> str:
        return self.utterance.words[index].text

    def _set_off(self, left: int, right: int) -> bool:
        if _MARK.search(self._text(left)):
            return True
        if "filled-pause" in (self.utterance.kinds[left], self.utterance.kinds[right]):
            return True
        before, after = span_of(self.utterance.words[left]), span_of(self.utterance.words[right])
        return before is not None and after is not None and after.start - before.end >= SET_OFF_S
