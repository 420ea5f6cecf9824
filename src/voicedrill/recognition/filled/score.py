"""How much a stretch of sound is like a filled pause: a logistic regression over a few measures.

The weights were learnt by ``benchmarks/train_filled_pauses.py`` and lie beside this module.
"""

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from voicedrill.recognition.filled.features import NAMES

_FILE = "weights.json"


@dataclass(frozen=True, eq=False)
class Weights:
    """One mean, spread and weight for each of `features.NAMES`, and the intercept."""

    means: NDArray[np.float64]
    spreads: NDArray[np.float64]
    weights: NDArray[np.float64]
    intercept: float

    def score(self, values: NDArray[np.float64]) -> NDArray[np.float64]:
        """0 to 1 for each row of ``values``, shape (rows, features)."""
        logits = (values - self.means) / self.spreads @ self.weights + self.intercept
        scores: NDArray[np.float64] = 1 / (1 + np.exp(-np.clip(logits, -30, 30)))
        return scores


@cache
def shipped_weights() -> Weights:
    """The weights that come with the package."""
    data = json.loads(files("voicedrill.recognition.filled").joinpath(_FILE).read_text(encoding="utf-8"))
    rows = np.array([data["features"][name] for name in NAMES], dtype=np.float64)
    return Weights(rows[:, 0], rows[:, 1], rows[:, 2], float(data["intercept"]))
