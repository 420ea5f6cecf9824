"""Pay: a calm answer of the right length, with a figure only if your notes have one."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from voicedrill.coach.drills.common import (
    HARD_END,
    drawn,
    find_phrases,
    general_questions,
    measured,
    own_questions,
)
from voicedrill.coach.drills.fact_prompts import numbers_of
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
from voicedrill.coverage.answers import Answer, prepare
from voicedrill.coverage.comparison import same_number
from voicedrill.coverage.fact_reading import meant
from voicedrill.coverage.numbers import Number
from voicedrill.decks.model import Deck, Question

DEFAULT_COUNT = 2
_MONEY = ("money", "USD", "GBP", "EUR")
_PERIODS = ("/h", "/days", "/months", "/years")
#: A calm answer may be shorter than the band, down to this share of its lower end.
_SHORT = 0.6
#: Bare numbers from here on are taken for amounts.
_AMOUNT = 1000.0
#: Wording that gives ground before anybody asked for it.
GIVING_IN = (
    "i'm flexible on anything",
    "whatever you think",
    "whatever you can",
    "whatever is fair",
    "if that's okay",
    "if that's ok",
    "if that is okay",
    "if that's too much",
    "is that too much",
    "i hope that's not",
    "i hope that's okay",
    "i don't want to be greedy",
    "i'd take less",
    "i would take less",
    "i'd also accept",
    "money isn't important",
    "money is not important",
)


def build(deck: Deck, options: Options) -> Drill:
    """The deck's questions about pay, else general ones."""
    own = own_questions(deck, options, lambda question: question.kind == "compensation", "pay")
    note = None
    questions = own
    if not own:
        questions = general_questions("pay", "compensation", (10.0, 45.0))
        note = (
            "This deck does not speak of pay: general questions are asked. Add one with `kind: compensation`."
        )
    items = tuple(
        DrillItem(question, Limits(max_s=HARD_END * question.target_s[1]))
        for question in drawn(questions, options.count or DEFAULT_COUNT, options.seed)
    )
    return Drill("pay", items, own=len(own), note=note)


def score(said: Sequence[Said]) -> DrillResult:
    """The figure, the length, the wording and the deck's points."""
    answers = tuple(_judge(one) for one in said)
    passed = sum(answer.passed for answer in answers)
    missing = tuple(mark.name for answer in answers for mark in answer.marks if not mark.made)
    return DrillResult("pay", answers, passed=passed, missing_points=missing)


def _judge(said: Said) -> DrillAnswer:
    marks = tuple(
        Mark(point.text, point.status != "missed", evidence=point.evidence)
        for point in said.assessment.coverage.points
    )
    return replace(measured(said), marks=marks, checks=tuple(_checks(said)))


def _checks(said: Said) -> Iterator[Check]:
    if not said.transcript.words:
        yield Check("figure", False, "Nothing was said.")
        return
    question = said.item.question
    yield _figure(question, prepare(said.transcript.words))
    yield from _length(said)
    wording = said.assessment.delivery.wording
    giving_in = find_phrases(said.transcript.words, GIVING_IN)
    soft = (*wording.apologies, *giving_in, *wording.hedges)
    if wording.apologies or giving_in:
        say = "No need to be sorry, and nothing to give away yet."
    elif soft:
        say = "Say it without softening."
    else:
        say = "No apology, no hedge."
    yield Check("wording", not soft, say, soft[0] if soft else None)


def _figure(question: Question, answer: Answer) -> Check:
    """What the notes have is to be said as it stands there; where they have none, no figure comes first."""
    wanted = _figures_of(question)
    said = [number for number in meant(answer) if _is_amount(number)]
    if not wanted:
        if not said:
            return Check("figure", True, "You named no figure.")
        first = said[0]
        evidence = answer.quote(first.first, first.last)
        say = "You named a figure first, and your notes have none: ask for their range, or write yours down."
        return Check("figure", False, say, evidence)
    numbers = meant(answer)
    right = [n for n in numbers if any(_same_amount(other, n) for other in wanted)]
    if right:
        evidence = answer.quote(right[0].first, right[-1].last)
        return Check("figure", True, "You said the figure of your notes.", evidence)
    if said:
        evidence = answer.quote(said[0].first, said[0].last)
        return Check("figure", False, "That is not the figure of your notes.", evidence)
    return Check("figure", False, "Your notes have a figure: say it once, and stop.")


def _length(said: Said) -> Iterator[Check]:
    low, high = said.item.question.target_s
    spent = said.assessment.delivery.answer_s
    if spent is None:
        return
    if spent > high:
        say = f"{spent:.0f} s, {high:g} s at most: say it and stop."
    elif spent < _SHORT * low:
        say = f"{spent:.0f} s: give a reason beside it."
    else:
        say = f"{spent:.0f} s of {high:g} s at most."
    yield Check("length", _SHORT * low <= spent <= high, say)


def _figures_of(question: Question) -> tuple[Number, ...]:
    """The amounts in the question's facts and must-points."""
    texts = (*question.facts, *(text for point in question.points for text in point.wordings))
    found = [number for text in texts for number in numbers_of(text)]
    return tuple(number for number in found if number.unit not in ("year", "date", "th", "x", "%"))


def _same_amount(wanted: Number, said: Number) -> bool:
    # "Three to four hundred thousand", "fifty-two to fifty-eight" of thousands.
    thousands = said.unit is None and said.value < _AMOUNT and wanted.value == said.value * 1000
    return thousands or same_number(wanted, said)


def _is_amount(number: Number) -> bool:
    unit = number.unit or ""
    return (
        unit.partition("/")[0] in _MONEY
        or (unit.startswith("/") and unit in _PERIODS)
        or (number.unit is None and number.value >= _AMOUNT)
    )
