"""From evidence to a chance, and from a chance to a verdict. Fitted by benchmarks/fit_points.py."""

import math
from typing import Literal

from voicedrill.coverage.evidence import Evidence

#: log-odds = base + sum of weight x evidence. Numbers that contradict are too few to fit: their weight is set
#: by hand (the fit, held back, says -4.6).
BASE = -3.83
WEIGHTS = Evidence(anywhere=1.84, margin=2.40, likeness=5.36, contradicted=-6.0)
#: Chance from which a point is covered, and from which it is partial.
COVERED, PARTIAL = 0.50, 0.36
#: A point that was said word for word is covered with at least this chance.
VERBATIM = 0.9


def chance(evidence: Evidence) -> float:
    """The chance that a coach would tick the point, 0 to 1; 0 without any evidence."""
    if evidence.anywhere <= 0:
        return 0.0
    log_odds = (
        BASE
        + WEIGHTS.anywhere * evidence.anywhere
        + WEIGHTS.margin * evidence.margin
        + WEIGHTS.likeness * evidence.likeness
        + WEIGHTS.contradicted * evidence.contradicted
    )
    return 1 / (1 + math.exp(-log_odds))


def status(chance: float) -> Literal["covered", "partial", "missed"]:
    """The verdict for a chance."""
    return "covered" if chance >= COVERED else "partial" if chance >= PARTIAL else "missed"
