"""Delivery and coverage of one answer, put together."""

from collections.abc import Sequence
from dataclasses import dataclass

from voicedrill.coverage.evaluate import evaluate as evaluate_coverage
from voicedrill.coverage.lessons import NO_LESSONS, Lessons
from voicedrill.coverage.red_flags import NO_PHRASES, Phrases
from voicedrill.coverage.results import Coverage, Judged
from voicedrill.decks.model import Question
from voicedrill.delivery.evaluate import evaluate as evaluate_delivery
from voicedrill.delivery.results import Delivery
from voicedrill.recording import SoundMeasures
from voicedrill.transcript import Transcript


@dataclass(frozen=True)
class Assessment:
    """How the answer was said and what it said."""

    delivery: Delivery
    coverage: Coverage


def assess(
    question: Question | None,
    transcript: Transcript,
    sound: SoundMeasures | None,
    judged: Judged | None = None,
    earlier: Sequence[str] = (),
    phrases: Phrases = NO_PHRASES,
    lessons: Lessons = NO_LESSONS,
) -> Assessment:
    """Judge one answer. ``question`` None: no target, no coverage. ``sound`` None: only words were given.

    ``judged``: its points as a judge that reads sees them. ``earlier``: the texts of earlier answers to the
    same question, the latest last. ``phrases``: the user's own for red flags. ``lessons``: what the
    speaker corrected after earlier answers.
    """
    delivery = evaluate_delivery(transcript, sound, question)
    pace_wpm = [window.wpm for window in delivery.pace]
    coverage = evaluate_coverage(
        question, transcript, lessons, judged, earlier=earlier, pace_wpm=pace_wpm, phrases=phrases
    )
    return Assessment(delivery, coverage)
