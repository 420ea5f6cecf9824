"""What several kinds of drill share: choosing from the deck, numbers of an answer, phrases in it."""

import random
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from voicedrill.coach.drills.model import DrillAnswer, Options, Said
from voicedrill.coach.drills.prompts import prompts
from voicedrill.coverage.results import BeatVerdict
from voicedrill.decks.frameworks import find_framework
from voicedrill.decks.model import Deck, Framework, Kind, Question
from voicedrill.decks.suggest import did_you_mean, known_names
from voicedrill.delivery.words import bare
from voicedrill.errors import UsageError
from voicedrill.timing import Word
from voicedrill.transcript import Quote, quote

T = TypeVar("T")

#: An answer is cut off at this multiple of the longest that its question asks for.
HARD_END = 1.5


def framework(name: str) -> Framework:
    """One of the shipped frameworks. Raises KeyError for an unknown name."""
    found = find_framework(name)
    if found is None:
        raise KeyError(name)
    return found


def own_questions(
    deck: Deck, options: Options, fits: Callable[[Question], bool], what: str
) -> tuple[Question, ...]:
    """The deck's questions that ``fits``, or the one that the options name.

    Raises UsageError when the named one is not there or does not fit ``what``.
    """
    fitting = tuple(question for question in deck.questions if fits(question))
    if options.question_id is None:
        return fitting
    chosen = tuple(question for question in fitting if question.id == options.question_id)
    if not chosen:
        known = [question.id for question in fitting]
        raise UsageError(
            f"'{options.question_id}' is no {what} question of this deck."
            f"{did_you_mean(options.question_id, known)}{known_names(known)}"
        )
    return chosen


def general_questions(name: str, kind: Kind, seconds: tuple[float, float]) -> tuple[Question, ...]:
    """The general questions of a drill, without points."""
    return tuple(
        Question(id=f"general-{name}-{number}", ask=ask, kind=kind, seconds=seconds)
        for number, ask in enumerate(prompts(name), 1)
    )


def drawn(items: Sequence[T], count: int, seed: int) -> tuple[T, ...]:
    """``count`` of the items in an order that ``seed`` decides; all of them when there are fewer."""
    return tuple(random.Random(seed).sample(items, min(count, len(items))))


def measured(said: Said) -> DrillAnswer:
    """The numbers of an answer, without checks."""
    delivery = said.assessment.delivery
    return DrillAnswer(
        id=said.item.question.id,
        ask=said.item.question.ask,
        first_word_s=delivery.first_word_s,
        answer_s=delivery.answer_s,
        words=delivery.word_count,
        words_per_min=delivery.speech_rate_wpm,
        band_s=said.item.question.target_s,
    )


def first_span(beats: Sequence[BeatVerdict], name: str) -> Quote | None:
    """Where a beat begins; None when it is not there."""
    beat = next((beat for beat in beats if beat.beat == name), None)
    return beat.spans[0] if beat is not None and beat.present and beat.spans else None


def since_first_word(said: Said, start: float | None) -> float | None:
    """Seconds from the answer's first word to ``start``; None without times."""
    first = said.assessment.delivery.first_word_s
    return None if start is None or first is None else max(0.0, start - first)


def find_phrases(words: Sequence[Word], phrases: Iterable[str]) -> tuple[Quote, ...]:
    """Where one of the phrases is said, word for word but for case and punctuation."""
    texts = [bare(word.text) for word in words]
    wanted = [phrase.split() for phrase in phrases]
    found = []
    for at in range(len(texts)):
        length = max((len(p) for p in wanted if texts[at : at + len(p)] == p), default=0)
        if length:
            found.append(quote(words, at, at + length - 1))
    return tuple(found)
