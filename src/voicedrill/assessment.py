"""Delivery and coverage of one answer, put together."""

from dataclasses import dataclass

from voicedrill.coverage.evaluate import evaluate as evaluate_coverage
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
) -> Assessment:
    """Judge one answer. ``question`` None: no target, no coverage. ``sound`` None: only words were given.

    ``judged``: its points as a judge that reads sees them.
    """
    return Assessment(
        delivery=evaluate_delivery(transcript, sound, question),
        coverage=evaluate_coverage(question, transcript, judged=judged),
    )
