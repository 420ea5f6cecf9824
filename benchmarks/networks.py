"""Small networks of one hidden layer, learnt in NumPy. The same data give the same networks."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Schooling:
    """``networks``: how many, from different beginnings, whose mean is taken. ``decay``: of the weights."""

    units: int
    networks: int
    epochs: int
    rate: float
    batch: int
    decay: float


@dataclass(frozen=True, eq=False)
class Network:
    """tanh(x @ hidden + bias) @ output + output_bias. Shapes (inputs, units), (units,), (units,), ()."""

    hidden: Floats
    bias: Floats
    output: Floats
    output_bias: Floats


def learn(inputs: Floats, labels: Floats, weights: Floats, schooling: Schooling) -> Network:
    """The mean of several networks, as one. ``inputs``: shape (examples, inputs); labels 0 to 1."""
    known = np.flatnonzero(weights > 0)
    parts = [_one(inputs, labels, weights, known, schooling, seed) for seed in range(schooling.networks)]
    count = np.float32(schooling.networks)
    return Network(
        np.concatenate([part[0] for part in parts], axis=1),
        np.concatenate([part[1] for part in parts]),
        np.asarray(np.concatenate([part[2] for part in parts]) / count, np.float32),
        np.asarray(sum(part[3] for part in parts) / count, np.float32),
    )


def _one(
    inputs: Floats, labels: Floats, weights: Floats, known: NDArray[np.intp], schooling: Schooling, seed: int
) -> Sequence[Floats]:
    """By Adam (Kingma and Ba 2015) on the weighted cross entropy."""
    random = np.random.default_rng(seed)
    width = inputs.shape[1]
    current = [
        random.normal(0, width**-0.5, (width, schooling.units)).astype(np.float32),
        np.zeros(schooling.units, np.float32),
        random.normal(0, 0.3, schooling.units).astype(np.float32),
        np.array(-2.0, np.float32),
    ]
    first = [np.zeros_like(part) for part in current]
    second = [np.zeros_like(part) for part in current]
    step = 0
    for epoch in range(schooling.epochs):
        rate = schooling.rate * (1 - epoch / schooling.epochs) + schooling.rate / 20
        order = random.permutation(known)
        for at in range(0, len(order), schooling.batch):
            batch = order[at : at + schooling.batch]
            step += 1
            seen = inputs[batch]
            hidden = np.tanh(seen @ current[0] + current[1])
            scores = 1 / (1 + np.exp(-(hidden @ current[2] + current[3])))
            error = weights[batch] * (scores - labels[batch]) / np.float32(len(batch))
            back = np.outer(error, current[2]) * (1 - hidden**2)
            slopes = [
                seen.T @ back + schooling.decay * current[0],
                back.sum(axis=0),
                hidden.T @ error + schooling.decay * current[2],
                error.sum(),
            ]
            for index, slope in enumerate(slopes):
                first[index] = 0.9 * first[index] + 0.1 * slope
                second[index] = 0.999 * second[index] + 0.001 * slope**2
                move = first[index] / (1 - 0.9**step) / (np.sqrt(second[index] / (1 - 0.999**step)) + 1e-8)
                current[index] = (current[index] - rate * move).astype(np.float32)
    return current


def principal(rows: Floats, count: int) -> tuple[Floats, Floats]:
    """Mean of ``rows``, and their strongest components, scaled to a spread of one: (width, count)."""
    mean = rows.mean(axis=0, dtype=np.float64)
    values, vectors = np.linalg.eigh(np.cov((rows - mean).T))
    # The sign of an eigenvector is chance: let its largest part be positive.
    strongest = vectors[:, ::-1][:, :count]
    signs = np.sign(strongest[np.argmax(np.abs(strongest), axis=0), np.arange(count)])
    return mean.astype(np.float32), (strongest * signs / np.sqrt(values[::-1][:count])).astype(np.float32)
