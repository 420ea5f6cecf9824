"""From evidence to a chance, and from a chance to a verdict. Fitted by benchmarks/fit_points.py."""

import math
from typing import Literal

from voicedrill.coverage.evidence import Evidence

#: log-odds = base + sum of weight x evidence.
BASE = -1.79
WEIGHTS = Evidence(share=1.05, anywhere=2.11, telling=1.05, margin=1.05, order=0.16)
#: What is taken off the log-odds for a number that contradicts the point's own, and where none of the point's
#: own words was said.
CONTRADICTED, BORROWED = 1.0, 0.3
#: Chance from which a point is covered, and from which it is partial.
COVERED, PARTIAL = 0.46, 0.36
#: A point that was said word for word is covered with at least this chance.
VERBATIM = 0.9


def chance(evidence: Evidence) -> float:
    """The chance that a coach would tick the point, 0 to 1; 0 without any evidence."""
    if evidence.anywhere <= 0:
        return 0.0
    log_odds = (
        BASE
        + WEIGHTS.share * evidence.share
        + WEIGHTS.anywhere * evidence.anywhere
        + WEIGHTS.telling * evidence.telling
        + WEIGHTS.margin * evidence.margin
        + WEIGHTS.order * evidence.order
    )
    if evidence.contradicted:
        log_odds -= CONTRADICTED
    if evidence.borrowed:
        log_odds -= BORROWED
    return 1 / (1 + math.exp(-log_odds))


def status(chance: float) -> Literal["covered", "partial", "missed"]:
    """The verdict for a chance."""
    return "covered" if chance >= COVERED else "partial" if chance >= PARTIAL else "missed"
