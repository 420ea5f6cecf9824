"""Rapid fire: many questions, only the first sentence of each answer counts."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from statistics import median

from voicedrill.coach.drills.common import drawn, measured, own_questions
from voicedrill.coach.drills.model import (
    Check,
    Drill,
    DrillAnswer,
    DrillItem,
    DrillResult,
    Limits,
    Options,
    Said,
)
from voicedrill.coverage.answers import Answer, prepare
from voicedrill.coverage.evaluate import evaluate
from voicedrill.coverage.manners import is_result
from voicedrill.coverage.results import Coverage
from voicedrill.decks.model import Deck
from voicedrill.delivery.words import spoken_words
from voicedrill.errors import UsageError
from voicedrill.timing import Word
from voicedrill.transcript import Quote

DEFAULT_COUNT = 20
LIMITS = Limits(max_s=20.0, end_silence_s=1.2, think_s=0.0)
#: A first sentence longer than this is not one that is remembered, words.
LONGEST_WORDS = 30
#: "Yes." and "Good question." belong to the sentence after them.
_SHORT = 3


def build(deck: Deck, options: Options) -> Drill:
    """Questions of the deck in a drawn order; all of them when it has fewer than asked for."""
    questions = own_questions(deck, options, lambda question: question.kind != "ask-them", "rapid")
    if not questions:
        raise UsageError("This deck has no question for rapid fire. Add some, or name another deck.")
    wanted = options.count or DEFAULT_COUNT
    items = tuple(
        DrillItem(replace(question, seconds=(2.0, LIMITS.max_s)), LIMITS)
        for question in drawn(questions, wanted, options.seed)
    )
    few = len(questions) < wanted and options.question_id is None
    note = f"This deck has {len(questions)} of the {wanted} questions of a full round." if few else None
    return Drill("rapid", items, own=len(questions), note=note)


def score(said: Sequence[Said]) -> DrillResult:
    """What each first sentence was worth; the median time to the first word, and the slowest."""
    answers = tuple(_judge(one) for one in said)
    times = [answer.first_word_s for answer in answers if answer.first_word_s is not None]
    slowest = max(
        (at for at, answer in enumerate(answers) if answer.first_word_s is not None),
        key=lambda at: answers[at].first_word_s or 0.0,
        default=None,
    )
    return DrillResult(
        "rapid",
        answers,
        passed=sum(answer.passed for answer in answers),
        median_first_word_s=median(times) if times else None,
        slowest=slowest,
    )


def first_sentence(words: Sequence[Word]) -> tuple[Word, ...]:
    """The words of the first sentence that says something."""
    answer: Answer = prepare(words)
    for sentence in answer.sentences:
        taken = answer.words[: sentence.last + 1]
        if len(spoken_words(taken)) >= _SHORT:
            return taken
    return answer.words


def _judge(said: Said) -> DrillAnswer:
    words = first_sentence(said.transcript.words)
    counted = spoken_words(words)
    quoted = Quote(" ".join(w.text for w in words), words[0].start, words[-1].end) if words else None
    return replace(measured(said), words=len(counted), quote=quoted, checks=tuple(_checks(said, words)))


def _checks(said: Said, words: Sequence[Word]) -> Iterator[Check]:
    if not words:
        yield Check("answers", False, "Nothing was said.")
        return
    question = said.item.question
    if question.points or question.facts or question.framework:
        text = " ".join(word.text for word in words)
        first = replace(said.transcript, text=text, words=tuple(words), filled_pauses=None, repairs=())
        yield _answers(evaluate(question, first))
    count = len(spoken_words(words))
    if count > LONGEST_WORDS:
        yield Check("words", False, f"{count} words in one breath: end the sentence sooner.")


def _answers(coverage: Coverage) -> Check:
    for point in coverage.points:
        if point.status != "missed":
            return Check("answers", True, f"It made a point: “{point.text}”.", point.evidence)
    for fact in coverage.facts:
        if fact.status == "stated":
            return Check("answers", True, f"It led with a fact: “{fact.text}”.", fact.evidence)
    for beat in coverage.beats:
        if beat.present and is_result(beat.beat) and beat.spans:
            return Check("answers", True, "It led with the result.", beat.spans[0])
    return Check("answers", False, "It made none of the points: begin with the answer.")
