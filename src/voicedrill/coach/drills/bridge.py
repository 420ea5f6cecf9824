"""Bridges over a gap: own it in a sentence, turn to what you have, prove it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from voicedrill.coach.drills.common import (
    HARD_END,
    drawn,
    find_phrases,
    first_span,
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
#: The gap is owned in a sentence or two: no more words and seconds than this before the turn. Own choice.
LONGEST_WORDS, LONGEST_S = 35, 15.0
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
    passed = sum(all(check.passed for check in answer.checks) for answer in answers)
    return DrillResult("bridge", answers, passed=passed)


def _is_gap(question: Question) -> bool:
    plan = question.framework
    return question.kind == "gap" or (plan is not None and plan.name == "bridge")


def _judge(said: Said) -> DrillAnswer:
    beats = said.assessment.coverage.beats
    marks = tuple(
        Mark(name, span is not None, since_first_word(said, span.start if span else None), span)
        for name in BEATS
        for span in (first_span(beats, name),)
    )
    return replace(measured(said), marks=marks, checks=tuple(_checks(said, marks)))


def _checks(said: Said, marks: Sequence[Mark]) -> Iterator[Check]:
    acknowledge, pivot, evidence = marks
    if not said.transcript.words:
        yield Check("acknowledge", False, "Nothing was said.")
        return
    if not acknowledge.made:
        yield Check(
            "acknowledge",
            False,
            "No word owns the gap. Say first what is true: “That is right, I have not …”.",
        )
    yield _in_order(said, marks)
    if pivot.made:
        yield _turn(said, pivot)
    else:
        yield Check(
            "pivot", False, "No turn to what you do have: “What I have done is …”, “The closest thing is …”."
        )
    if not evidence.made:
        yield Check("evidence", False, "No proof: one thing that you did, with its time or its number.")
    sorry = _apologies(said)
    say = "Nothing to apologise for: leave it out." if sorry else "Owned without an apology."
    yield Check("apology", not sorry, say, sorry[0] if sorry else None)


def _in_order(said: Said, marks: Sequence[Mark]) -> Check:
    made = [mark for mark in marks if mark.made]
    notes = [note for note in said.assessment.coverage.beat_notes if note.kind == "out-of-order"]
    if len(made) < len(marks):
        missing = ", ".join(mark.name for mark in marks if not mark.made)
        return Check("order", False, f"Not heard: {missing}.")
    if notes:
        moved = notes[0]
        place = f"after the {moved.after}" if moved.after else f"before the {moved.before}"
        return Check("order", False, f"The {moved.beat} came {place}.", moved.evidence)
    return Check("order", True, "Acknowledge, pivot, evidence: in that order.")


def _turn(said: Said, pivot: Mark) -> Check:
    """How soon it came: in seconds where there are times, and in words."""
    words = _words_before(said, pivot.evidence)
    late = words > LONGEST_WORDS or (pivot.at_s is not None and pivot.at_s > LONGEST_S)
    when = f"after {pivot.at_s:.1f} s, {words} words" if pivot.at_s is not None else f"after {words} words"
    say = f"The turn came {when}" + (": own the gap in one sentence, then go on." if late else ".")
    return Check("pivot", not late, say, pivot.evidence)


def _words_before(said: Said, pivot: Quote | None) -> int:
    """How many words were said before the turn."""
    words, wanted = said.transcript.words, pivot.quote.split() if pivot else []
    texts = [word.text for word in words]
    at = next((n for n in range(len(texts)) if wanted and texts[n : n + len(wanted)] == wanted), 0)
    if pivot and pivot.start is not None:
        at = next((n for n, word in enumerate(words) if word.start == pivot.start), at)
    return len(spoken_words(words[:at]))


def _apologies(said: Said) -> tuple[Quote, ...]:
    return (*said.assessment.delivery.wording.apologies, *find_phrases(said.transcript.words, BELITTLING))
