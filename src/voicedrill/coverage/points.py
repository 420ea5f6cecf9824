"""Talking points: was the idea made, where, and how sure is that? The judge called "words".

A point (or one of its aliases) is a bag of terms: word stems and numbers, each weighted by rarity
(`rarity`). A term is found in the answer by its stem, by a synonym, by likeness of spelling (long words) or
of sound (words that a recogniser takes apart: "item potency"). The strength of the evidence is the weight of
the terms found in the best window of one to three sentences, against the weight of the point (`_LENGTH`);
what is denied or wished counts for less, and so do words of the question. A logistic curve (`CURVE`) turns
strength into a chance, and two thresholds turn the chance into a status, all chosen on labelled answers
(docs/coverage.md).
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from voicedrill.coverage.answers import NEGATORS, Answer, prepare_text
from voicedrill.coverage.lessons import NO_LESSONS, Lessons, PointLesson
from voicedrill.coverage.matching import Index
from voicedrill.coverage.numbers import Number
from voicedrill.coverage.rarity import is_telling, weight
from voicedrill.coverage.results import PointVerdict
from voicedrill.decks.model import TalkingPoint

#: Chance of being covered = 1 / (1 + exp(-(a + b * strength))).
CURVE = (-1.35, 0.614)
#: Chance from which a point is covered, and from which it is partial: strengths of 2.2 and 1.1.
COVERED, PARTIAL = 0.50, 0.338
#: A window of one, two, three sentences: nearness counts.
_WINDOWS = (1.0, 0.97, 0.9)
#: What is left of a term's weight when the answer denies it, only wishes it, or the question said it.
_DENIED, _WISHED, _ASKED = 0.5, 0.35, 0.4
#: What is left for the label of a long point ("Retry strategy: ..."), and for "explains", "names".
_LABEL, _TELLING = 0.5, 0.15
#: A number with a unit or of some size is rare; "two" is not.
_NUMBER, _SMALL_NUMBER = 3.0, 0.5
#: The same evidence tells less of a longer point: it is divided by the point's weight to this power.
_LENGTH = 0.3
#: A point said whole is made, however plain its words: strength is at least this times the share squared.
_WHOLE = 2.9
#: Weight that a point must have for that.
_SUBSTANCE = 3.0
_OPENERS = frozenset({"i", "we", "my", "our", "the", "a", "it"})
#: The longest label before a colon, words.
_LONGEST_LABEL = 5


@dataclass(frozen=True)
class Term:
    """One word stem or number of a point. ``joined``: this word and the next written as one."""

    text: str
    stem: str
    weight: float
    number: Number | None = None
    joined: str | None = None


@dataclass(frozen=True)
class Match:
    """The best window for one wording, and the words (first, last) that matched in it.

    ``strength``: weight found against the weight asked; ``share``: part of the weight found, 0 to 1.
    """

    strength: float
    share: float
    first: int
    last: int


def judge(
    points: Sequence[TalkingPoint], answer: Answer, asked: frozenset[str], lessons: Lessons = NO_LESSONS
) -> tuple[PointVerdict, ...]:
    """One verdict a point, in order. ``asked``: stems of the question's content words (`stems_asked`).

    ``lessons``: what the speaker corrected after earlier answers, by the point's id.
    """
    index = Index(answer, echoes=echoes(answer, asked))
    return tuple(_judge(point, index, asked, lessons.get(point.id, PointLesson())) for point in points)


def _judge(point: TalkingPoint, index: Index, asked: frozenset[str], lesson: PointLesson) -> PointVerdict:
    wordings = (point.say, *point.aliases, *lesson.passages)
    best = max((match(wording, index, asked) for wording in wordings), key=lambda found: found.strength)
    chance = chance_of(best.strength)
    status = "covered" if chance >= COVERED else "partial" if chance >= PARTIAL else "missed"
    return PointVerdict(
        id=point.id,
        text=point.say,
        weight=point.weight,
        must=point.must,
        status=status,  # type: ignore[arg-type]  # mypy widens the literals of the conditional
        score=round(chance, 3),
        evidence=None if status == "missed" else index.answer.quote(best.first, best.last),
    )


def match(wording: str, index: Index, asked: frozenset[str] = frozenset()) -> Match:
    """The best evidence for one wording: said word for word, or its terms in the best window."""
    found = best_window(terms_of(wording, asked), index, denies(wording))
    literal = index.phrase(_stems_of(wording))
    if literal is not None and found.strength < _WHOLE:
        return Match(_WHOLE, 1.0, *literal)
    return found


@lru_cache(maxsize=4096)
def _stems_of(wording: str) -> tuple[str, ...]:
    """A wording's stems without the pronouns and articles that open it."""
    stems = [token.stem for token in prepare_text(wording).tokens]
    while stems and stems[0] in _OPENERS:
        del stems[0]
    return tuple(stems)


def chance_of(strength: float) -> float:
    """The chance that a coach would tick a point with evidence this strong; 0 without any."""
    if strength <= 0:
        return 0.0
    return 1 / (1 + math.exp(-(CURVE[0] + CURVE[1] * strength)))


def stems_asked(question: str) -> frozenset[str]:
    """The stems of the question's words that carry meaning."""
    return frozenset(t.stem for t in prepare_text(question).tokens if weight(t.text) > 0)


def echoes(answer: Answer, asked: frozenset[str]) -> frozenset[int]:
    """Sentences (by number) that only repeat the question: nearly all their content words stand in it."""
    found = set()
    for number, sentence in enumerate(answer.sentences):
        content = answer.content(sentence)
        if len(content) >= 2 and len(content & asked) >= 0.8 * len(content):
            found.add(number)
    return frozenset(found)


@lru_cache(maxsize=4096)
def terms_of(wording: str, asked: frozenset[str]) -> tuple[Term, ...]:
    """A wording's terms. Words inside a number ("30 days") belong to the number."""
    prepared = prepare_text(wording)
    numbered = {i for n in prepared.numbers for i in range(n.first, n.last + 1)}
    label_ends = _label_end(prepared)
    terms = [Term(n.text, "", _number_weight(n), number=n) for n in prepared.numbers]
    tokens = [t for t in prepared.tokens if t.index not in numbered]
    joined = {a: a.text + b.text for a, b in pairwise(tokens) if b.index - a.index <= 1}
    seen: set[str] = set()
    for token in tokens:
        worth = weight(token.text)
        if token.index < label_ends:
            worth *= _LABEL
        if is_telling(token.text):
            worth *= _TELLING
        if token.stem in asked:
            worth *= _ASKED
        if worth > 0 and token.stem not in seen:
            seen.add(token.stem)
            terms.append(Term(token.text, token.stem, worth, joined=joined.get(token)))
    return tuple(terms)


def _number_weight(number: Number) -> float:
    return _SMALL_NUMBER if number.unit is None and abs(number.value) <= 12 else _NUMBER


def _label_end(prepared: Answer) -> int:
    """The word after a label ("Retry strategy: ..." has it at 2); 0 without one or with little after."""
    for index, word in enumerate(prepared.words[:_LONGEST_LABEL]):
        if word.text.endswith(":"):
            return index + 1 if len(prepared.words) - index > _LONGEST_LABEL else 0
    return 0


@lru_cache(maxsize=4096)
def denies(wording: str) -> bool:
    """Whether a wording itself denies something ("no outage since"): then a denial is what is hoped for."""
    return any(token.text in NEGATORS for token in prepare_text(wording).tokens)


def best_window(terms: Sequence[Term], index: Index, denying: bool = False) -> Match:
    """The window of one to three sentences in which most of the terms' weight is found.

    ``denying``: the wording is a negative one, so that a negation near its words is no loss.
    """
    nothing = Match(0.0, 0.0, 0, 0)
    total = sum(term.weight for term in terms)
    if not total or not index.answer.tokens:
        return nothing
    hits = [index.find(term.text, term.stem, term.number, term.joined) for term in terms]
    answer = index.answer
    # For every term: sentence -> (strength, word of the strongest hit in it).
    by_sentence: list[dict[int, tuple[float, int, int]]] = []
    for found in hits:
        best: dict[int, tuple[float, int, int]] = {}
        for hit in found:
            sentence = answer.sentence_of[hit.token]
            strength = hit.strength
            if not denying and answer.denied[hit.token]:
                strength *= _DENIED
            if answer.wished[hit.token]:
                strength *= _WISHED
            if strength > best.get(sentence, (0.0, 0, 0))[0]:
                best[sentence] = (strength, hit.first, hit.last)
        by_sentence.append(best)
    touched = sorted({s for best in by_sentence for s in best})
    top, best_gain = nothing, 0.0
    for begin in touched:
        for length, factor in enumerate(_WINDOWS, 1):
            gained = 0.0
            words: list[int] = []
            for term, best in zip(terms, by_sentence, strict=True):
                inside = [best[s] for s in range(begin, begin + length) if s in best]
                if inside:
                    strongest = max(inside)
                    gained += term.weight * strongest[0]
                    words += strongest[1:]
            gained *= factor
            if gained > best_gain + 1e-9:
                best_gain = gained
                share = gained / total
                strength = max(gained / total**_LENGTH, _WHOLE * share**2 * min(1.0, total / _SUBSTANCE))
                top = Match(strength, share, min(words), max(words))
    return top
