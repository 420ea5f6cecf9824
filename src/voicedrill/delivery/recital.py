"""Likeness of an answer to its script: a sign of reciting. How it is told: `voicedrill.coverage.recital`."""

from collections.abc import Sequence

from voicedrill.coverage.recital import likeness
from voicedrill.delivery.results import Recital
from voicedrill.timing import Word


def evaluate(words: Sequence[Word], script: str | None) -> Recital | None:
    """Overlap (0 to 1) and longest run of words common to both. None when either has under three words."""
    found = likeness(words, script or "")
    return None if found is None else Recital(*found)
