"""A proposed advice with what it is worth, before the best ones are chosen.

The gains are this project's judgement of how much an answer stands to win, 0 to 100; they were not measured.
What was said comes before how it was said, a wrong statement before a missing one, a habit before a slip.
"""

from dataclasses import dataclass

from voicedrill.transcript import Quote, Transcript, quote

#: What each advice is worth. docs/metrics.md explains them; a test holds the two together.
GAINS = {
    "red flag": 90,
    "misstated fact": 85,
    "must point missed": 80,
    "no action beat": 75,
    "no result beat": 70,
    "must point partial": 62,
    "far from the length": 60,
    "many filled pauses": 58,
    "point missed": 50,
    "other beat missing": 48,
    "long set-up": 46,
    "filled pauses": 45,
    "outside the length": 44,
    "pace": 43,
    "cluster of filled pauses": 42,
    "discourse fillers": 40,
    "long pauses inside clauses": 38,
    "we without I": 36,
    "absent fact": 34,
    "point partial": 33,
    "short action": 32,
    "fast stretch": 30,
    "apologies": 28,
    "hedges": 27,
    "reciting": 26,
    "silence share": 22,
}


@dataclass(frozen=True)
class Proposal:
    """One thing that could be changed. ``reason``: a key of `GAINS`; ``about``: at most one advice each."""

    reason: str
    about: str
    say: str
    evidence: Quote | None = None

    @property
    def gain(self) -> int:
        """What it is worth."""
        return GAINS[self.reason]


def listed(texts: list[str]) -> str:
    """At most two texts in quotation marks: '"a" and "b"'."""
    return " and ".join(f'"{text}"' for text in texts[:2])


def quote_at(transcript: Transcript | None, start: float, end: float, most: int = 12) -> Quote | None:
    """The words said from ``start`` to ``end``, at most ``most``; None without timed words there."""
    if transcript is None:
        return None
    inside = [
        index
        for index, word in enumerate(transcript.words)
        if word.start is not None and word.end is not None and word.end > start and word.start < end
    ]
    if not inside:
        return None
    return quote(transcript.words, inside[0], min(inside[-1], inside[0] + most - 1))
