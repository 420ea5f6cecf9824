"""Pitches against the clock: the same one several times, the best marked."""

import re
from collections.abc import Sequence
from dataclasses import replace

from voicedrill.coach.delivery_advice import Bands
from voicedrill.coach.drills.common import (
    HARD_END,
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
from voicedrill.coverage.answers import prepare
from voicedrill.coverage.passages import passages
from voicedrill.decks.model import Deck, Question
from voicedrill.transcript import Quote

DEFAULT_COUNT = 3
#: The lengths, seconds (docs/metrics.md); a deck's own band is kept when its middle lies within `_NEAR`.
BANDS = {False: (20.0, 40.0), True: (90.0, 150.0)}
_NEAR = {False: (15.0, 60.0), True: (75.0, 180.0)}
#: A hook is what is said first of oneself: no greeting, and nothing that is wished for yet.
_OF_ONESELF = re.compile(r"\b(?:i|my)\b")
_GREETS_OR_WISHES = re.compile(
    r"^(?:hello|hi|hey|good (?:morning|afternoon|evening)|thank you|thanks|yes|sure|okay|so|well)\b[^a-z]*$"
    r"|\bi (?:would like|would love|want|am looking)\b"
)


def build(deck: Deck, options: Options) -> Drill:
    """Tries at the deck's pitch question that is nearest in length, else at a general one.

    When none is near, the nearest one's points are asked for by the general question.
    """
    own = own_questions(deck, options, lambda question: question.kind == "pitch", "pitch")
    long, note = options.long, None
    [general] = general_questions("pitch-long" if long else "pitch", "pitch", BANDS[long])
    if own:
        # A pitch that is planned as the bridge over a gap has a drill of its own.
        plain = tuple(q for q in own if q.framework is None or q.framework.name != "bridge") or own
        question = min(plain, key=lambda q: abs(_middle(q.target_s) - _middle(BANDS[long])))
        low, high = _NEAR[long]
        if not low <= _middle(question.target_s) <= high:
            question = replace(question, ask=general.ask, seconds=BANDS[long], script=None, rewordings=())
    else:
        question = general
        note = "This deck has no pitch: a general one is asked. Add a question with `kind: pitch`."
    question = replace(question, framework=question.framework or framework("pitch"))
    item = DrillItem(question, Limits(max_s=HARD_END * question.target_s[1]))
    return Drill("pitch", (item,) * (options.count or DEFAULT_COUNT), own=len(own), note=note)


def score(said: Sequence[Said]) -> DrillResult:
    """Length, pace and beats of each try; the best has most beats and points, then the nearest length."""
    answers = tuple(_judge(one) for one in said)
    best = (
        max(range(len(answers)), key=lambda at: _worth(said[at], answers[at])) if len(answers) > 1 else None
    )
    passed = sum(answer.passed for answer in answers)
    return DrillResult("pitch", answers, passed=passed, best=best)


def _judge(said: Said) -> DrillAnswer:
    answer, coverage = measured(said), said.assessment.coverage
    spans = {beat.beat: first_span(coverage.beats, beat.beat) for beat in coverage.beats}
    if "hook" in spans:
        spans["hook"] = spans["hook"] or _hook(said)
    marks = tuple(
        Mark(name, span is not None, since_first_word(said, span.start if span else None), span)
        for name, span in spans.items()
    )
    checks = [_length(said.item.question, answer)] if answer.answer_s is not None else []
    checks += _pace(answer)
    missing = [mark.name for mark in marks if not mark.made]
    if marks:
        say = f"Not heard: {', '.join(missing)}." if missing else "Every beat was there."
        checks.append(Check("beats", not missing, say))
    missed = [point.text for point in coverage.points if point.status == "missed"]
    if coverage.points:
        made = len(coverage.points) - len(missed)
        say = f"{made} of {len(coverage.points)} points."
        if missed:
            say += " Left out: " + ", ".join(f"“{text}”" for text in missed) + "."
        checks.append(Check("points", not missed, say))
    return replace(answer, marks=marks, checks=tuple(checks))


def _hook(said: Said) -> Quote | None:
    """The opening, when it tells something of the speaker: hooks are too much one's own for cues."""
    answer = prepare(said.transcript.words)
    told = [one for one in passages(answer) if not _GREETS_OR_WISHES.search(one.text.strip())]
    if not told or not _OF_ONESELF.search(told[0].text):
        return None
    return answer.quote(told[0].first, told[0].last)


def _length(question: Question, answer: DrillAnswer) -> Check:
    low, high = question.target_s
    spent = answer.answer_s or 0.0
    if spent < low:
        say = f"{spent:.0f} s: {low - spent:.0f} s under the {low:g} to {high:g} s that it may take."
    elif spent > high:
        say = f"{spent:.0f} s: {spent - high:.0f} s over the {low:g} to {high:g} s that it may take."
    else:
        say = f"{spent:.0f} s, within {low:g} to {high:g} s."
    return Check("length", low <= spent <= high, say)


def _pace(answer: DrillAnswer) -> list[Check]:
    """Only where advice on it would be given after any other answer."""
    wpm = answer.words_per_min
    if wpm is None or Bands.slow_wpm <= wpm <= Bands.fast_wpm:
        return []
    say = "breathe after every sentence." if wpm > Bands.fast_wpm else "a little more pace."
    return [Check("pace", False, f"{wpm:.0f} words a minute: {say}")]


def _worth(said: Said, answer: DrillAnswer) -> tuple[float, float]:
    points = said.assessment.coverage.score
    beats = sum(mark.made for mark in answer.marks) / len(answer.marks) if answer.marks else 0.0
    low, high = answer.band_s
    spent = answer.answer_s or 0.0
    outside = max(0.0, low - spent, spent - high) / high
    # The nearest to the middle of equals.
    return (beats + (points or 0.0) - outside, -abs(spent - _middle(answer.band_s)))


def _middle(band_s: tuple[float, float]) -> float:
    return sum(band_s) / 2
