"""Length of an answer against the band that its question expects.

Conventions: seconds from the first word's start to the last word's end; both ends of the band belong to it.
"""

from voicedrill.decks.model import Question
from voicedrill.delivery.results import Length


def evaluate(answer_s: float | None, question: Question | None) -> Length | None:
    """Short, on target or long. None without a question or without a length."""
    if question is None or answer_s is None:
        return None
    low, high = question.target_s
    if answer_s < low:
        return Length((low, high), "short")
    return Length((low, high), "long" if answer_s > high else "on-target")
