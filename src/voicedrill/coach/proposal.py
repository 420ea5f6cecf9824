"""A proposed advice with what the answer would gain by it, before the best ones are chosen.

The gain is in one unit for all: the share of a whole answer's worth, 0 to 1, that following the advice is
expected to win back. `GAINS` holds the most that each reason can win; ``degree`` is how much of that is at
stake here: how far the answer is out, times the chance that the judge is right. docs/metrics.md gives the
formula of each. The weights are this project's choice, no measurement.
"""

import re
from dataclasses import dataclass, field

from voicedrill.transcript import Quote, Transcript, quote

#: The most that each advice can win. docs/metrics.md explains them; a test holds the two together.
GAINS = {
    "must point missed": 0.60,
    "point missed": 0.50,
    "must point partial": 0.35,
    "point partial": 0.25,
    "no action beat": 0.20,
    "no result beat": 0.16,
    "misstated fact": 0.14,
    "red flag": 0.14,
    "far from the length": 0.14,
    "many filled pauses": 0.10,
    "we without I": 0.10,
    "long set-up": 0.10,
    "other beat missing": 0.09,
    "outside the length": 0.08,
    "short action": 0.07,
    "filled pauses": 0.07,
    "discourse fillers": 0.07,
    "pace": 0.07,
    "result without a number": 0.07,
    "told out of order": 0.06,
    "absent fact": 0.06,
    "long pauses inside clauses": 0.05,
    "apologies": 0.05,
    "hedges": 0.05,
    "cluster of filled pauses": 0.04,
    "fast stretch": 0.04,
    "reciting": 0.04,
    "silence share": 0.04,
}
#: Advice that would win less is not worth a word.
LEAST = 0.015


@dataclass(frozen=True)
class Proposal:
    """One thing that could be changed. ``reason``: a key of `GAINS`; ``about``: at most one advice each.

    ``degree``: how much of the reason's gain is at stake, 0 to 1. ``topics``: what it is about in the end; of
    two proposals that share one, such as a missing result and a red flag for it, only the better is given.
    """

    reason: str
    about: str
    say: str
    evidence: Quote | None = None
    degree: float = 1.0
    topics: frozenset[str] = field(default_factory=frozenset)

    @property
    def gain(self) -> float:
        """What it would win, as a share of the answer's worth."""
        return GAINS[self.reason] * min(1.0, max(0.0, self.degree))


def listed(texts: list[str]) -> str:
    """At most two texts, in brief and in quotation marks: '"a" and "b"'."""
    return " and ".join(f'"{brief(text)}"' for text in texts[:2])


def brief(text: str, most: int = 12) -> str:
    """A deck's wording short enough to be named: all, its label ("Cost blind: ..."), or its first words."""
    words = text.split()
    if len(words) <= most:
        return text.strip().rstrip(".")
    label, colon, _ = text.partition(":")
    if colon and len(label.split()) <= 5:
        return label.strip()
    return " ".join(words[:most]).rstrip(" ,;.") + " …"


def label(text: str) -> str:
    """What stands before the colon of a wording, where something short does; else the wording in brief."""
    before, colon, _ = text.partition(":")
    return (before.strip() if colon and len(before.split()) <= 5 else brief(text)).replace('"', "")


def tail(said: Quote, most: int = 6) -> str:
    """The last words of a quote, to go on from: "… the pot wash died"; of one sentence if it can."""
    *_, last = re.split(r"(?<=[.?!])\s+(?=\S+\s+\S+\s+\S)", said.quote)
    words = last.split()
    text = " ".join(words[-most:]).strip(" ,.;:?!")
    return f"… {text}" if len(words) > most else text


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
