"""Fit what turns the evidence for a talking point into a chance, and the chance into a verdict.

    python -m benchmarks.fit_points ANSWERS.jsonl [--choose MORE.jsonl]

Prints the constants of voicedrill.coverage.calibration. How the pieces of evidence weigh against one another
(RATIO) was chosen by hand, among simple ratios, for AUC and for verdicts that hold when sentences change
places. Fitted here, on the rows of the split "tune" alone: base and scale of the log-odds, by logistic
regression of "covered" on the weighed evidence, every label's rows counting as if half of all points were
covered. The thresholds have the highest macro F1, the mean over the parts, on these rows and those of MORE;
what is printed for them is cross-validated, eight times an eighth of the answers left out. Rows of the split
"untouched" are never read.
"""

import argparse
import hashlib
import itertools
import math
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from benchmarks.coverage_figures import macro_f1
from benchmarks.coverage_rows import Row, read_rows
from numpy.typing import NDArray

from voicedrill.coverage.answers import prepare_text
from voicedrill.coverage.calibration import BORROWED, CONTRADICTED
from voicedrill.coverage.evidence import look, weigh
from voicedrill.coverage.matching import Index
from voicedrill.coverage.terms import echoes, stems_asked

#: share, anywhere, telling, margin, order: as in `Evidence`.
RATIO = (1.0, 2.0, 1.0, 1.0, 0.15)
_FOLDS = 8
_STEPS = 40

Array = NDArray[np.float64]


def main(arguments: Sequence[str] | None = None) -> None:
    """Fit and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("answers", type=Path, help="labelled answers; only the split tune is used")
    parser.add_argument("--choose", type=Path, action="append", default=[], help="for the thresholds")
    options = parser.parse_args(arguments)
    tune = [row for row in read_rows(options.answers) if row.get("split") == "tune"]
    more = [row for path in options.choose for row in read_rows(path) if row.get("split") != "untouched"]
    strength, _, labels, _, _ = evidence_of(tune)
    base, scale = logistic(strength, [label == "covered" for label in labels])
    weights = ", ".join(f"{scale * weight:.2f}" for weight in RATIO)
    print(f"base {base:.2f}   weights {weights}   from {len(labels)} points")
    strength, taken_off, labels, parts, ids = evidence_of(tune + more)
    chances = 1 / (1 + np.exp(-(base + scale * strength - taken_off)))
    low, high = thresholds(chances, labels, parts)
    print(f"covered from {high:.3f}, partial from {low:.3f}")
    said = np.empty(len(labels), dtype=object)
    fold = np.array([hashlib.sha256(name.encode()).digest()[1] % _FOLDS for name in ids])
    for left_out in range(_FOLDS):
        kept = fold != left_out
        cut = thresholds(chances[kept], _only(labels, kept), _only(parts, kept))
        said[~kept] = [status(chance, *cut) for chance in chances[~kept]]
    for part in sorted(set(parts)):
        chosen = np.array([p == part for p in parts])
        worth = macro_f1(_only(labels, chosen), list(said[chosen]))
        print(f"{part:>8}: macro F1 {worth:.3f}, cross-validated")


def evidence_of(rows: Sequence[Row]) -> tuple[Array, Array, list[str], list[str], list[str]]:
    """For every point: its weighed evidence, what comes off the log-odds, its label, part and answer's id."""
    strength, taken_off = [], []
    labels, parts, ids = [], [], []
    for row in rows:
        answer, asked = prepare_text(row["answer"]), stems_asked(row["question"])
        index = Index(answer, echoes=echoes(answer, asked))
        found = weigh([look(point["text"], index, asked) for point in row["points"]])
        for point, evidence in zip(row["points"], found, strict=True):
            pieces = (evidence.share, evidence.anywhere, evidence.telling, evidence.margin, evidence.order)
            strength.append(sum(weight * piece for weight, piece in zip(RATIO, pieces, strict=True)))
            taken_off.append(CONTRADICTED * evidence.contradicted + BORROWED * evidence.borrowed)
            labels.append(point["label"])
            parts.append(row["part"])
            ids.append(row["id"])
    return np.array(strength), np.array(taken_off), labels, parts, ids


def logistic(strength: Array, made: Sequence[bool]) -> tuple[float, float]:
    """(base, scale) of the likeliest logistic curve, both outcomes weighing the same together (Newton)."""
    truth = np.array(made, dtype=float)
    weights = np.where(truth > 0, 0.5 / truth.mean(), 0.5 / (1 - truth.mean()))
    columns = np.column_stack([np.ones(len(strength)), strength])
    fitted = np.zeros(2)
    for _ in range(50):
        chance = 1 / (1 + np.exp(-columns @ fitted))
        slope = columns.T @ (weights * (chance - truth))
        curve = (columns * (weights * chance * (1 - chance))[:, None]).T @ columns
        fitted -= np.linalg.solve(curve, slope)
    return float(fitted[0]), float(fitted[1])


def thresholds(chances: Array, labels: Sequence[str], parts: Sequence[str]) -> tuple[float, float]:
    """(partial, covered) with the highest macro F1, the mean over the parts."""
    grid = np.unique(np.quantile(chances, np.linspace(0.02, 0.98, _STEPS)))
    groups = [[at for at, part in enumerate(parts) if part == name] for name in sorted(set(parts))]

    def worth(cut: tuple[float, float]) -> float:
        said = [status(chance, *cut) for chance in chances]
        return math.fsum(macro_f1([labels[at] for at in g], [said[at] for at in g]) for g in groups)

    low, high = max(itertools.combinations((float(value) for value in grid), 2), key=worth)
    return low, high


def status(chance: float, low: float, high: float) -> str:
    """The verdict by these thresholds."""
    return "covered" if chance >= high else "partial" if chance >= low else "missed"


def _only(values: Sequence[str], chosen: NDArray[np.bool_]) -> list[str]:
    return [value for value, keep in zip(values, chosen, strict=True) if keep]


if __name__ == "__main__":
    main()
