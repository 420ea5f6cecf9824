"""How much a stretch of sound is like a filled pause: a small network of one hidden layer over the measures.

A plain logistic regression does nearly as well: docs/fillers.md. The weights were learnt by
``benchmarks/train_filled_pauses.py`` and lie beside this module: a set for where there is an ear, and one for
where there is none.
"""

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from voicedrill.recognition.filled.features import NAMES_BY_EAR, NAMES_BY_SOUND

#: Where the weights lie -> what they are of.
FILES = {"weights.json": NAMES_BY_EAR, "weights_without_ear.json": NAMES_BY_SOUND}
BY_EAR, BY_SOUND = FILES

#: Measures farther out than this many spreads count as this far: nothing of the kind was learnt from.
_FARTHEST = 4.0


@dataclass(frozen=True, eq=False)
class Weights:
    """``means``, ``spreads``: shape (features,), as ``names``. ``hidden``: (features, units);
    ``hidden_bias`` and ``output``: (units,).
    """

    names: tuple[str, ...]
    means: NDArray[np.float64]
    spreads: NDArray[np.float64]
    hidden: NDArray[np.float64]
    hidden_bias: NDArray[np.float64]
    output: NDArray[np.float64]
    output_bias: float

    def score(self, values: NDArray[np.float64]) -> NDArray[np.float64]:
        """0 to 1 for each row of ``values``, shape (rows, features)."""
        scaled = np.clip((values - self.means) / self.spreads, -_FARTHEST, _FARTHEST)
        logits = np.tanh(scaled @ self.hidden + self.hidden_bias) @ self.output + self.output_bias
        scores: NDArray[np.float64] = 1 / (1 + np.exp(-np.clip(logits, -30, 30)))
        return scores


def weights_as_json(weights: Weights) -> str:
    """As `weights_from_json` reads them: four digits, the features by name."""
    by_name = {
        name: [_rounded(weights.means[index]), _rounded(weights.spreads[index]), _row(weights.hidden[index])]
        for index, name in enumerate(weights.names)
    }
    data = {
        "features": by_name,
        "hidden_bias": _row(weights.hidden_bias),
        "output": _row(weights.output),
        "output_bias": _rounded(weights.output_bias),
    }
    return json.dumps(data, indent=None).replace('], "', '],\n"') + "\n"


def weights_from_json(text: str, names: tuple[str, ...]) -> Weights:
    """What `weights_as_json` wrote, the features in the order of ``names``."""
    data = json.loads(text)
    rows = [data["features"][name] for name in names]
    return Weights(
        names,
        np.array([row[0] for row in rows]),
        np.array([row[1] for row in rows]),
        np.array([row[2] for row in rows]),
        np.array(data["hidden_bias"]),
        np.array(data["output"]),
        float(data["output_bias"]),
    )


@cache
def shipped_weights(file: str = BY_EAR) -> Weights:
    """The weights that come with the package: ``file`` is one of `FILES`."""
    path = files("voicedrill.recognition.filled").joinpath(file)
    return weights_from_json(path.read_text(encoding="utf-8"), FILES[file])


def _rounded(value: float) -> float:
    return round(float(value), 4)


def _row(values: NDArray[np.float64]) -> list[float]:
    return [_rounded(value) for value in values]
