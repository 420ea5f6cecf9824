"""An answer prepared once for all judges: tokens, numbers, sentences, and what is denied or only wished."""

from collections.abc import Sequence
from dataclasses import dataclass

from voicedrill.coverage.lexicon import listed
from voicedrill.coverage.numbers import Number, find_names, find_numbers
from voicedrill.coverage.rarity import weight
from voicedrill.coverage.words import Token, sentences, stem, tokens_of, words_of
from voicedrill.timing import Word
from voicedrill.transcript import Quote, quote

NEGATORS = listed("not never no nobody none neither nor without hardly barely nothing cannot")
#: What follows one of these was not done: regrets, plans, wishes.
_WISHES = (
    ("should", "have"),
    ("should", "of"),
    ("ought", "to", "have"),
    ("i", "wish"),
    ("we", "wish"),
    ("in", "hindsight"),
    ("in", "retrospect"),
    ("looking", "back"),
    ("plan", "was", "to"),
    ("idea", "was", "to"),
    ("was", "supposed", "to"),
    ("were", "supposed", "to"),
    ("meant", "to"),
    ("was", "going", "to"),
    ("were", "going", "to"),
    ("would", "have", "liked"),
    ("would", "have", "loved"),
    ("would", "love", "to", "have"),
    ("talked", "about"),
    ("never", "got", "round"),
    ("never", "got", "around"),
    ("could", "have"),
)
_WISHES_BY_WORD = {wish[0]: [w for w in _WISHES if w[0] == wish[0]] for wish in _WISHES}
_LONGEST_WISH = max(map(len, _WISHES))
#: How many tokens a negation reaches to its right within its clause, and to its left.
_REACH, _REACH_BACK = 6, 1


@dataclass(frozen=True)
class Sentence:
    """Word indices ``first`` to ``last`` and token indices ``begin`` to ``end`` (this one excluded)."""

    first: int
    last: int
    begin: int
    end: int


@dataclass(frozen=True)
class Answer:
    """The words of an answer and what the judges need to know of them.

    ``denied`` and ``wished`` run beside ``tokens``; ``sentence_of`` gives each token's sentence.
    """

    words: tuple[Word, ...]
    tokens: tuple[Token, ...]
    numbers: tuple[Number, ...]
    sentences: tuple[Sentence, ...]
    sentence_of: tuple[int, ...]
    denied: tuple[bool, ...]
    wished: tuple[bool, ...]

    def quote(self, first: int, last: int) -> Quote:
        """The words ``first`` to ``last`` (both included) as evidence."""
        return quote(self.words, first, last)

    def content(self, sentence: Sentence) -> frozenset[str]:
        """The stems of a sentence that carry meaning."""
        return frozenset(t.stem for t in self.tokens[sentence.begin : sentence.end] if weight(t.text) > 0)


def prepare(words: Sequence[Word]) -> Answer:
    """One pass over the words. Never fails: no words give an answer with nothing in it."""
    words = tuple(words)
    tokens = _with_names(tokens_of(words), words)
    spans = sentences(words)
    found: list[Sentence] = []
    sentence_of: list[int] = []
    at = 0
    for number, (first, last) in enumerate(spans):
        begin = at
        while at < len(tokens) and tokens[at].index <= last:
            sentence_of.append(number)
            at += 1
        found.append(Sentence(first, last, begin, at))
    denied, wished = _unreal(words, tokens, found)
    return Answer(
        words=words,
        tokens=tokens,
        numbers=find_numbers(words),
        sentences=tuple(found),
        sentence_of=tuple(sentence_of),
        denied=denied,
        wished=wished,
    )


def prepare_text(text: str) -> Answer:
    """The same for a deck's written text."""
    return prepare(words_of(text))


def _with_names(tokens: tuple[Token, ...], words: Sequence[Word]) -> tuple[Token, ...]:
    """ "P ninety nine" as the one token that "p99" is."""
    spoken = {first: (name, last) for name, first, last in find_names(words)}
    if not spoken:
        return tokens
    merged: list[Token] = []
    skip_to = -1
    for token in tokens:
        if token.index <= skip_to:
            continue
        if token.index in spoken:
            name, skip_to = spoken[token.index]
            merged.append(Token(name, stem(name), token.index))
        else:
            merged.append(token)
    return tuple(merged)


def _unreal(
    words: Sequence[Word], tokens: Sequence[Token], spans: Sequence[Sentence]
) -> tuple[tuple[bool, ...], tuple[bool, ...]]:
    """For every token: is it denied, is it only wished? Both by what stands before it in its sentence."""
    texts = tuple(token.text for token in tokens)
    denied = [False] * len(tokens)
    wished = [False] * len(tokens)
    for sentence in spans:
        reach = 0
        wishing = False
        for at in range(sentence.begin, sentence.end):
            text = texts[at]
            if not wishing:
                ahead = texts[at : min(at + _LONGEST_WISH, sentence.end)]
                wishing = any(ahead[: len(w)] == w for w in _WISHES_BY_WORD.get(text, ()))
            elif text == "but":
                wishing = False
            wished[at] = wishing
            denied[at] = reach > 0
            reach = max(0, reach - 1)
            if text in NEGATORS:
                reach = _REACH
                denied[at] = True
                for back in range(max(sentence.begin, at - _REACH_BACK), at):
                    denied[back] = True
            elif text in ("but", "because", "so", "until") or words[tokens[at].index].text[-1:] in ",;:.?!":
                reach = 0
    return tuple(denied), tuple(wished)
