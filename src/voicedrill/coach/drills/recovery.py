"""Recovery: what to do when you do not know. Take a breath, say so, reason aloud, end on what you know."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from voicedrill.coach.drills.common import (
    drawn,
    find_phrases,
    framework,
    general_questions,
    measured,
    own_questions,
    since_first_word,
)
from voicedrill.coach.drills.fact_prompts import tells
from voicedrill.coach.drills.model import (
    Check,
    Drill,
    DrillAnswer,
    DrillItem,
    DrillResult,
    Limits,
    Mark,
    Options,
    Said,
)
from voicedrill.coach.drills.recovery_beats import recovery_beats
from voicedrill.coverage.answers import prepare
from voicedrill.coverage.numbers import Number
from voicedrill.decks.model import Deck, Question
from voicedrill.transcript import Quote

DEFAULT_COUNT = 3
BAND_S = (30.0, 90.0)
LIMITS = Limits(max_s=135.0, think_s=0.0)
#: A breath before the first word, and the longest that still looks like one, seconds. Own choice.
BREATH_S, LONG_S = 1.0, 10.0
#: Said of what one cannot know, these claim to; the second only where not knowing was never owned.
BLUFFS = (
    "without a doubt",
    "no doubt",
    "everyone knows",
    "everybody knows",
    "we all know",
    "trust me",
    "believe me",
    "a hundred percent",
    "one hundred percent",
    "i can guarantee",
    "i guarantee",
    "i know exactly",
    "i'm certain",
    "i am certain",
    "it's a fact",
    "studies show",
    "research shows",
    "well known",
)
CERTAIN = ("obviously", "clearly", "definitely", "certainly", "i'm sure that", "i am sure that")
#: A number near one of these is an estimate.
_ESTIMATES = (
    "i would guess",
    "i'd guess",
    "my guess",
    "i guess",
    "i would say",
    "i'd say",
    "let's say",
    "let us say",
    "say",
    "suppose",
    "assume",
    "assuming",
    "if",
    "estimate",
    "i would expect",
    "i'd expect",
    "i think",
    "perhaps",
    "maybe",
    "probably",
    "i imagine",
    "somewhere",
    "would be",
    "might",
    "could",
)
_TECHNICAL = ("technical", "system-design", "coding")


def build(deck: Deck, options: Options, others: Sequence[Deck] = ()) -> Drill:
    """Questions that nobody can prepare: the deck's own of that sort, general ones, hard ones of other decks.

    ``others``: decks of other fields, whose hard technical questions are asked of technical people.
    """
    own = own_questions(deck, options, _is_own, "recovery")
    technical = any(question.kind in _TECHNICAL for question in deck.questions)
    count = options.count or DEFAULT_COUNT
    bank = general_questions("recovery-technical" if technical else "recovery", "curveball", BAND_S)
    if technical:
        known = {question.ask for question in deck.questions}
        bank += tuple(q for q in _hard(others) if q.ask not in known)
    chosen = (
        drawn(own, count, options.seed) if options.question_id else _mixed(own, bank, count, options.seed)
    )
    plan = framework("recovery")
    items = tuple(DrillItem(replace(question, framework=plan), LIMITS) for question in chosen)
    return Drill("recovery", items, own=len(own))


def score(said: Sequence[Said]) -> DrillResult:
    """The four steps, the breath before them, and what claims to know."""
    answers = tuple(_judge(one) for one in said)
    passed = sum(answer.passed for answer in answers)
    return DrillResult("recovery", answers, passed=passed)


def _is_own(question: Question) -> bool:
    return question.framework is not None and question.framework.name == "recovery"


def _hard(decks: Sequence[Deck]) -> tuple[Question, ...]:
    """Hard technical questions, to be answered without knowing: by themselves, without their points."""
    return tuple(
        Question(id=question.id, ask=question.ask, kind=question.kind, seconds=BAND_S)
        for deck in decks
        for question in deck.questions
        if question.kind == "technical" and question.difficulty == "hard"
    )


def _mixed(own: Sequence[Question], bank: Sequence[Question], count: int, seed: int) -> tuple[Question, ...]:
    """At most every second one from the deck: a question that is known is no surprise."""
    mine = drawn(own, min(len(own), count // 2), seed)
    return drawn((*mine, *drawn(bank, count - len(mine), seed)), count, seed)


def _judge(said: Said) -> DrillAnswer:
    beats = recovery_beats(said.transcript.words, said.assessment.coverage.beats)
    marks = tuple(
        Mark(name, span is not None, since_first_word(said, span.start if span else None), span)
        for name, span in beats.items()
    )
    return replace(measured(said), marks=marks, checks=tuple(_checks(said, marks)))


def _checks(said: Said, marks: Sequence[Mark]) -> Iterator[Check]:
    pause, acknowledge, reason, anchor = marks
    if not said.transcript.words:
        yield Check(
            "reason", False, "Nothing was said. “I do not know, but I would start from …” is an answer."
        )
        return
    yield _breath(said, pause)
    yield _step(
        acknowledge,
        "You said that you do not know.",
        "Say plainly that you do not know: “I have not come across that.”",
    )
    yield _step(
        reason,
        "You reasoned aloud.",
        "Think aloud from what must be true: “I would expect …, because …”.",
    )
    yield _step(
        anchor,
        "You came back to something that you know.",
        "End on firm ground: what you do know that is close, or how you would find out.",
    )
    bluff = _bluff(said, acknowledge)
    say = "Stated as if it were known." if bluff else "Nothing was claimed that you cannot know."
    yield Check("bluff", bluff is None, say, bluff)


def _breath(said: Said, pause: Mark) -> Check:
    waited_s = said.assessment.delivery.first_word_s
    if pause.made:
        return Check("pause", True, "You asked for a moment.", pause.evidence)
    if waited_s is None:
        return Check("pause", False, "No word that asks for a moment: “Let me think about that.”")
    if waited_s < BREATH_S:
        return Check("pause", False, f"First word after {waited_s:.1f} s: take a breath, nobody minds.")
    if waited_s > LONG_S:
        return Check("pause", False, f"First word after {waited_s:.0f} s: say that you are thinking.")
    return Check("pause", True, f"You took {waited_s:.1f} s before the first word.")


def _step(mark: Mark, made: str, missing: str) -> Check:
    return Check(mark.name, mark.made, made if mark.made else missing, mark.evidence)


def _bluff(said: Said, acknowledge: Mark) -> Quote | None:
    """A claim of certainty; or, where not knowing was never owned, a number that is no estimate."""
    claims = find_phrases(said.transcript.words, BLUFFS)
    if claims or acknowledge.made:
        return claims[0] if claims else None
    claims = find_phrases(said.transcript.words, CERTAIN)
    if claims:
        return claims[0]
    answer = prepare(said.transcript.words)
    for number in answer.numbers:
        sentence = next(s for s in answer.sentences if s.first <= number.first <= s.last)
        words = answer.words[sentence.first : sentence.last + 1]
        plain = not number.approximate and not find_phrases(words, _ESTIMATES)
        if plain and _is_exact(number) and not tells(said.item.question.ask, [number]):
            return answer.quote(sentence.first, sentence.last)
    return None


def _is_exact(number: Number) -> bool:
    """Whether somebody must have counted to know it: 47 thousand, 2.3; not 12, not 50."""
    if number.unit in ("year", "date", "th", "Q", "clock"):
        return False
    digits = f"{abs(number.value):.6g}".split("e")[0].replace(".", "").strip("0")
    return len(digits) > 1 and digits not in ("15", "25") and number.value not in (11, 12)
