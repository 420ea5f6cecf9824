"""How much each question needs practice, for the draw of a mock interview. Pure."""

from collections.abc import Iterable

#: The weight of a question that was never asked, of one answered with nothing, and of one with everything.
NEVER, NOTHING, ALL = 1.5, 3.0, 0.6
#: An answer without points tells nothing about what is missing.
UNJUDGED = 1.0


def weights_from(answers: Iterable[tuple[str, float | None]], questions: Iterable[str]) -> dict[str, float]:
    """Question id to weight. ``answers``: (question, score 0 to 1 or None), the latest first: it counts."""
    latest: dict[str, float | None] = {}
    for question, score in answers:
        latest.setdefault(question, score)
    return {question: _weight(latest[question]) if question in latest else NEVER for question in questions}


def _weight(score: float | None) -> float:
    return UNJUDGED if score is None else NOTHING + (ALL - NOTHING) * min(1.0, max(0.0, score))
