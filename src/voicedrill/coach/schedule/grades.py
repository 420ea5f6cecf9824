"""From a report to a grade, by a small table. Pure.

| the answer | grade at most |
|---|---|
| makes less than 0.4 of its points (weighted, partial counts half) | Again |
| makes less than 0.75 of them | Hard |
| misses two must points or more | Again |
| misses one must point, or makes one in part only | Hard |
| says a fact wrong | Hard |
| lacks a beat of its framework, or is shorter or longer than it should be | Good |
| makes less than 0.95 of its points | Good |
| none of these | Easy |

Without points the share of facts that were said right, of beats that were there, or else the length stands
for the score. The thresholds are this project's judgement: Hard still counts as remembered for FSRS, so it
begins where an interviewer would have heard an answer, with gaps.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from voicedrill.coach.schedule.memory import Grade
from voicedrill.coverage.results import Coverage, PointVerdict
from voicedrill.delivery.results import Delivery

AGAIN_BELOW = 0.4
HARD_BELOW = 0.75
GOOD_BELOW = 0.95
_OF_POINT = {"covered": Grade.GOOD, "partial": Grade.HARD, "missed": Grade.AGAIN}


@dataclass(frozen=True)
class Graded:
    """A grade, and what kept it from being better, in a few words; "" for the best."""

    grade: Grade
    because: str


def grade_answer(coverage: Coverage, delivery: Delivery) -> Graded | None:
    """The grade of a whole answer; None when nothing was said: that tells more of the microphone."""
    if delivery.word_count == 0:
        return None
    return min(_limits(coverage, delivery), key=lambda limit: limit.grade, default=Graded(Grade.EASY, ""))


def grade_point(verdict: PointVerdict) -> Grade:
    """The grade of one talking point."""
    return _OF_POINT[verdict.status]


def _limits(coverage: Coverage, delivery: Delivery) -> Iterator[Graded]:
    """What the grade cannot be better than, the weightiest reasons first."""
    missed = [point for point in coverage.points if point.must and point.status == "missed"]
    partial = [point for point in coverage.points if point.must and point.status == "partial"]
    if len(missed) > 1:
        yield Graded(Grade.AGAIN, f"{len(missed)} must points missed")
    yield from _by_score(coverage, delivery)
    if missed or partial:
        yield Graded(Grade.HARD, "a must point missed" if missed else "a must point only touched on")
    if any(fact.status == "misstated" for fact in coverage.facts):
        yield Graded(Grade.HARD, "a fact said wrong")
    absent = [beat.beat for beat in coverage.beats if not beat.present]
    if absent:
        yield Graded(Grade.GOOD, f"no {absent[0]}")
    if delivery.length is not None and delivery.length.verdict != "on-target":
        yield Graded(Grade.GOOD, f"too {delivery.length.verdict}")


def _by_score(coverage: Coverage, delivery: Delivery) -> Iterator[Graded]:
    if coverage.score is not None:
        score, of = coverage.score, "points"
    elif facts := coverage.facts_that_count:
        score = sum(fact.status == "stated" for fact in facts) / len(facts)
        of = "facts"
    elif coverage.beats:
        score, of = sum(beat.present for beat in coverage.beats) / len(coverage.beats), "beats"
    elif delivery.length is not None and delivery.length.verdict == "short":
        yield Graded(Grade.HARD, "too short")
        return
    else:
        yield Graded(Grade.GOOD, "nothing in the deck to check it by")
        return
    because = f"{score:.0%} of its {of}"
    for below, grade in ((AGAIN_BELOW, Grade.AGAIN), (HARD_BELOW, Grade.HARD), (GOOD_BELOW, Grade.GOOD)):
        if score < below:
            yield Graded(grade, because)
            return
