"""The speaker's own forgetting curve, from what was remembered and what was not.

The `fsrs` library fits its parameters with PyTorch; two numbers that matter most for choosing what to ask are
fitted here by hand: how fast, and how steeply. Maximum likelihood on a grid, with log-normal priors around
FSRS's defaults, so that a few answers change little.
"""

import math
from collections.abc import Sequence
from typing import NamedTuple

from voicedrill.coach.schedule.memory import DECAY, USUAL, Curve

#: How many of the latest outcomes count.
LATEST = 300
_SPEEDS = tuple(2.0**power for power in range(-7, 4))
_DECAYS = (DECAY, 0.25, 0.4, 0.6, 0.8)
#: Spread of the priors, in natural logarithms.
_SPEED_SPREAD, _DECAY_SPREAD = 1.5, 1.0
#: No outcome is held for quite impossible: a judge may err.
_ERRORS = 0.02


class Outcome(NamedTuple):
    """A card asked ``days`` after the review that had left ``stability``; whether it was remembered."""

    days: float
    stability: float
    said: bool


def fit_curve(outcomes: Sequence[Outcome]) -> Curve:
    """The curve under which the latest ``outcomes`` (in order of time) are most likely."""
    latest = [one for one in outcomes[-LATEST:] if one.days > 0]
    if not latest:
        return USUAL
    curves = [Curve(speed, decay) for decay in _DECAYS for speed in _SPEEDS]
    return max(curves, key=lambda curve: _log_likelihood(curve, latest))


def _log_likelihood(curve: Curve, outcomes: Sequence[Outcome]) -> float:
    total = -((math.log(curve.speed) / _SPEED_SPREAD) ** 2) / 2
    total -= (math.log(curve.decay / DECAY) / _DECAY_SPREAD) ** 2 / 2
    for days, stability, said in outcomes:
        chance = min(1 - _ERRORS, max(_ERRORS, curve.recall(stability, days)))
        total += math.log(chance if said else 1 - chance)
    return total
