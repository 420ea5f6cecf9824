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
#: More that denies what follows; "rather than the family", "forgot to ask".
_DENIALS = (("rather", "than"), ("instead", "of"), ("forgot", "to"), ("failed", "to"), ("refused", "to"))
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
    ("meaning", "to"),
    ("was", "going", "to"),
    ("were", "going", "to"),
    ("would", "have", "liked"),
    ("would", "have", "loved"),
    ("would", "have", "preferred"),
    ("have", "liked", "to"),
    ("have", "loved", "to"),
    ("have", "preferred", "to"),
    ("would", "love", "to", "have"),
    ("have", "rather"),
    ("talked", "about"),
    ("never", "got", "round"),
    ("never", "got", "around"),
    ("could", "have"),
    ("in", "an", "ideal", "world"),
    ("given", "more", "time"),
)
#: What follows one of these was not done if the sentence goes on with "but".
_ATTEMPTS = (
    ("wanted", "to"),
    ("want", "to"),
    ("hoped", "to"),
    ("tried", "to"),
    ("planned", "to"),
    ("agreed", "to"),
    ("wanted",),
    ("hoped", "for"),
    ("asked", "for"),
    ("pushed", "for"),
    ("thought", "about"),
    ("kept", "saying"),
    ("been", "saying"),
    ("in", "theory"),
    ("in", "principle"),
    ("policy", "said"),
    ("my", "proposal"),
)
#: In "..., but we never did": words between "but" and the negation, and from there to the end of the clause.
_BEFORE_NEVER, _AFTER_NEVER = 2, 3
#: How many tokens a negation reaches to its right within its clause, and to its left.
_REACH, _REACH_BACK = 6, 1
_ENDS_DENIAL = listed("but because so until when while where although though since once then")
_CLAUSE_ENDS = frozenset(",;:.?!")


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
    """For every token: is it denied, is it only wished? Both by what else stands in its sentence."""
    texts = tuple(token.text for token in tokens)
    denied = [False] * len(tokens)
    wished = [False] * len(tokens)
    for sentence in spans:
        _mark_denied(words, tokens, texts, sentence, denied)
        _mark_wished(words, tokens, texts, sentence, wished)
    return tuple(denied), tuple(wished)


def _mark_denied(
    words: Sequence[Word],
    tokens: Sequence[Token],
    texts: Sequence[str],
    sentence: Sentence,
    denied: list[bool],
) -> None:
    reach = 0
    for at in range(sentence.begin, sentence.end):
        denied[at] = denied[at] or reach > 0
        reach = max(0, reach - 1)
        if texts[at] in NEGATORS:
            reach = _REACH
            for back in range(max(sentence.begin, at - _REACH_BACK), at + 1):
                denied[back] = True
        elif at > sentence.begin and (texts[at - 1], texts[at]) in _DENIALS:
            reach = _REACH
        elif texts[at] in _ENDS_DENIAL or _ends_clause(words, tokens, at):
            reach = 0


def _mark_wished(
    words: Sequence[Word],
    tokens: Sequence[Token],
    texts: Sequence[str],
    sentence: Sentence,
    wished: list[bool],
) -> None:
    buts = [at for at in range(sentence.begin, sentence.end) if texts[at] == "but"]
    wishing = False
    for at in range(sentence.begin, sentence.end):
        if texts[at] == "but":
            wishing = False
        wishing = wishing or _opens(texts, at, sentence.end, _WISHES)
        wishing = wishing or (any(but > at for but in buts) and _opens(texts, at, sentence.end, _ATTEMPTS))
        wished[at] = wished[at] or wishing
    for but in buts:
        if _taken_back(words, tokens, texts, but, sentence.end):
            wished[sentence.begin : but] = [True] * (but - sentence.begin)


def _opens(texts: Sequence[str], at: int, end: int, phrases: Sequence[tuple[str, ...]]) -> bool:
    """Whether one of the phrases begins at this token and stands whole before ``end``."""
    return any(
        phrase[0] == texts[at] and at + len(phrase) <= end and tuple(texts[at : at + len(phrase)]) == phrase
        for phrase in phrases
    )


def _taken_back(
    words: Sequence[Word], tokens: Sequence[Token], texts: Sequence[str], but: int, end: int
) -> bool:
    """Whether "but we never did" follows: a denial and then hardly anything up to the end of the clause."""
    for at in range(but + 1, min(end, but + 2 + _BEFORE_NEVER)):
        if texts[at] in ("never", "not"):
            last = range(at, min(end, at + 1 + _AFTER_NEVER))
            return any(place == end - 1 or _ends_clause(words, tokens, place) for place in last)
    return False


def _ends_clause(words: Sequence[Word], tokens: Sequence[Token], at: int) -> bool:
    return words[tokens[at].index].text[-1:] in _CLAUSE_ENDS
