"""Bridges over a gap: own it in a sentence, turn to what you have, prove it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from voicedrill.coach.drills.bridge_beats import BridgeBeats, bridge_beats
from voicedrill.coach.drills.common import (
    HARD_END,
    drawn,
    find_phrases,
    framework,
    general_questions,
    measured,
    own_questions,
    since_first_word,
)
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
from voicedrill.decks.model import Deck, Question
from voicedrill.delivery.words import spoken_words
from voicedrill.transcript import Quote

DEFAULT_COUNT = 3
BEATS = ("acknowledge", "pivot", "evidence")
#: The gap is owned in a sentence or two: no more words and seconds before the turn. Own choice.
LONGEST_WORDS, LONGEST_S = 50, 20.0
#: Beside the apologies of `delivery.wording`, what makes a gap larger than it is.
BELITTLING = (
    "unfortunately",
    "sadly",
    "i'm afraid",
    "i am afraid",
    "embarrassed",
    "embarrassing",
    "ashamed",
    "i regret",
    "not good enough",
    "not qualified",
    "i know that's bad",
    "i know it's bad",
    "my weakness",
    "a big problem",
)


def build(deck: Deck, options: Options) -> Drill:
    """The deck's gap questions, else general ones."""
    own = own_questions(deck, options, _is_gap, "gap")
    note = None
    questions = own
    if not own:
        questions = general_questions("bridge", "gap", (30.0, 75.0))
        note = (
            "This deck has no gap: general ones are asked. Add what you lack as a question with `kind: gap`."
        )
    items = tuple(
        DrillItem(
            replace(question, framework=framework("bridge")), Limits(max_s=HARD_END * question.target_s[1])
        )
        for question in drawn(questions, options.count or DEFAULT_COUNT, options.seed)
    )
    return Drill("bridge", items, own=len(own), note=note)


def score(said: Sequence[Said]) -> DrillResult:
    """Whether the three beats came in order, how soon the turn came, and how the gap was worded."""
    answers = tuple(_judge(one) for one in said)
    passed = sum(answer.passed for answer in answers)
    return DrillResult("bridge", answers, passed=passed)


def _is_gap(question: Question) -> bool:
    plan = question.framework
    return question.kind == "gap" or (plan is not None and plan.name == "bridge")


def _judge(said: Said) -> DrillAnswer:
    beats = bridge_beats(said.transcript.words)
    spans = (beats.acknowledge, beats.pivot, beats.evidence)
    marks = tuple(
        Mark(name, span is not None, since_first_word(said, span.start if span else None), span)
        for name, span in zip(BEATS, spans, strict=True)
    )
    return replace(measured(said), marks=marks, checks=tuple(_checks(said, marks, beats)))


def _checks(said: Said, marks: Sequence[Mark], beats: BridgeBeats) -> Iterator[Check]:
    acknowledge, pivot, evidence = marks
    if not said.transcript.words:
        yield Check("acknowledge", False, "Nothing was said.")
        return
    if not acknowledge.made:
        say = "No word owns the gap. Say first what is true: “That is right, I have not …”."
        yield Check("acknowledge", False, say)
    if pivot.made:
        yield _turn(said, pivot, beats)
    else:
        say = "No turn to what you do have: “What I have done is …”, “The closest thing is …”."
        yield Check("pivot", False, say)
    if not evidence.made:
        yield Check("evidence", False, "No proof: one thing that you did, with its time or its number.")
    yield from _in_order(beats)
    sorry = _apologies(said)
    say = "Nothing to apologise for: leave it out." if sorry else "No apology."
    yield Check("apology", not sorry, say, sorry[0] if sorry else None)


def _in_order(beats: BridgeBeats) -> Iterator[Check]:
    """Nothing while a beat is missing and the others are in order: that is told already."""
    if beats.order == BEATS:
        yield Check("order", True, "Acknowledge, pivot, evidence: in that order.")
    elif beats.order != tuple(name for name in BEATS if name in beats.order):
        yield Check("order", False, f"Told in another order: {', '.join(beats.order)}.")


def _turn(said: Said, pivot: Mark, beats: BridgeBeats) -> Check:
    """How soon it came: in seconds where there are times, and in words."""
    words = len(spoken_words(said.transcript.words[: beats.pivot_at]))
    late = words > LONGEST_WORDS or (pivot.at_s is not None and pivot.at_s > LONGEST_S)
    when = f"after {pivot.at_s:.1f} s, {words} words" if pivot.at_s is not None else f"after {words} words"
    say = f"The turn came {when}" + (": own the gap in one sentence, then go on." if late else ".")
    return Check("pivot", not late, say, pivot.evidence)


def _apologies(said: Said) -> tuple[Quote, ...]:
    return (*said.assessment.delivery.wording.apologies, *find_phrases(said.transcript.words, BELITTLING))
