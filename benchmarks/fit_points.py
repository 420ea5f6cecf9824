"""Fit what turns the evidence for a talking point into a chance, and the chance into a verdict.

    python -m benchmarks.fit_points ANSWERS.jsonl ... [--choose MORE.jsonl]

Prints the constants of voicedrill.coverage.calibration. The weights are fitted on ANSWERS by logistic
regression of covered against missed (partial left out; L2 on the pieces in units of their spread; rows of the
part "hard" count half). Then, on scores of answers that were left out of the fit, one eighth at a time, and
with MORE, which is never fitted on: base and scale such that a score is the share that people tick (Platt
1999; natural rows, partial counts as not ticked), and the thresholds of the highest macro F1, the mean over
the parts. Figures are cross-validated throughout. Rows of the split "untouched" are never read.
"""

import argparse
import hashlib
import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from benchmarks.common import table
from benchmarks.coverage_figures import auc, macro_f1, status_of
from benchmarks.coverage_rows import Row, read_rows
from numpy.typing import NDArray

from voicedrill.coverage.answers import prepare_text
from voicedrill.coverage.evidence import look, weigh
from voicedrill.coverage.likeness import Windows
from voicedrill.coverage.matching import Index
from voicedrill.coverage.terms import echoes, stems_asked

PIECES = ("anywhere", "margin", "likeness", "contradicted")
_FOLDS, _STEPS = 8, 40
_RIDGE, _HARD = 20.0, 0.5

Array = NDArray[np.float64]
Mask = NDArray[np.bool_]


@dataclass(frozen=True)
class Points:
    """All points of some files, one a row of ``evidence`` (columns: `PIECES`). ``file``: its number."""

    evidence: Array
    labels: tuple[str, ...]
    parts: tuple[str, ...]
    ids: tuple[str, ...]
    file: tuple[int, ...]

    def labelled(self, label: str) -> Mask:
        return np.array([mine == label for mine in self.labels])

    @property
    def natural(self) -> Mask:
        return np.array([part == "natural" for part in self.parts])

    @property
    def fold(self) -> NDArray[np.int64]:
        """An eighth for each answer, by its id."""
        return np.array([hashlib.sha256(name.encode()).digest()[1] % _FOLDS for name in self.ids])


def main(arguments: Sequence[str] | None = None) -> None:
    """Fit and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("answers", type=Path, nargs="+", help="labelled answers to fit on")
    parser.add_argument("--choose", type=Path, action="append", default=[], help="for scale and thresholds")
    options = parser.parse_args(arguments)
    files = [*options.answers, *options.choose]
    points = read([[row for row in read_rows(path) if row.get("split") != "untouched"] for path in files])
    seen = np.array([number < len(options.answers) for number in points.file])
    everywhere = np.ones(len(seen), dtype=bool)
    scores = np.zeros(len(seen))
    for number in range(_FOLDS):
        out = points.fold == number
        scores[out] = apply(weights(points, seen & ~out), points)[out]
    shift, scale = calibration(points, scores)
    chances = 1 / (1 + np.exp(-(shift + scale * scores)))
    fitted = weights(points, seen)
    print(f"base {shift + scale * fitted[0]:.2f}")
    print("  ".join(f"{name} {scale * weight:.2f}" for name, weight in zip(PIECES, fitted[1:], strict=True)))
    low, high = thresholds(points, chances, everywhere)
    print(f"covered from {high:.3f}, partial from {low:.3f}\n")
    said = np.empty(len(seen), dtype=object)
    for number in range(_FOLDS):
        out = points.fold == number
        cut = thresholds(points, chances, ~out)
        said[out] = [status_of(chance, *cut) for chance in chances[out]]
    print(table(figures(points, chances, said, [path.stem for path in files])))


def read(files: Sequence[Sequence[Row]]) -> Points:
    """The evidence for every point of every row."""
    evidence, labels, parts, ids, numbers = [], [], [], [], []
    for number, rows in enumerate(files):
        for row in rows:
            answer, asked = prepare_text(row["answer"]), stems_asked(row["question"])
            repeated = echoes(answer, asked)
            index, windows = Index(answer, repeated), Windows(answer, repeated)
            found = weigh([look(point["text"], index, asked) for point in row["points"]], windows)
            for point, one in zip(row["points"], found, strict=True):
                evidence.append([getattr(one, piece) for piece in PIECES])
                labels.append(point["label"])
                parts.append(row["part"])
                ids.append(row["id"])
                numbers.append(number)
    return Points(np.array(evidence), tuple(labels), tuple(parts), tuple(ids), tuple(numbers))


def weights(points: Points, chosen: Mask) -> Array:
    """(base, weight of every piece), the likeliest on these rows."""
    counted = np.where(points.natural, 1.0, _HARD) * ~points.labelled("partial") * chosen
    spread = points.evidence[chosen].std(axis=0)
    fitted = logistic(points.evidence / spread, points.labelled("covered"), counted, _RIDGE)
    fitted[1:] /= spread
    return fitted


def apply(fitted: Array, points: Points) -> Array:
    """The log-odds of all points."""
    return np.asarray(fitted[0] + points.evidence @ fitted[1:])


def calibration(points: Points, scores: Array) -> tuple[float, float]:
    """(shift, scale) of the log-odds by which they are chances, over natural rows."""
    fitted = logistic(scores[:, None], points.labelled("covered"), points.natural.astype(float), 0.0)
    return float(fitted[0]), float(fitted[1])


def logistic(columns: Array, truth: Mask, counted: Array, ridge: float) -> Array:
    """Logistic regression by Newton's method; rows weigh what ``counted`` says, the base is not held back."""
    columns = np.column_stack([np.ones(len(columns)), columns])
    held = ridge * np.eye(columns.shape[1])
    held[0, 0] = 0.0
    fitted = np.zeros(columns.shape[1])
    for _ in range(30):
        chance = 1 / (1 + np.exp(-columns @ fitted))
        slope = columns.T @ (counted * (chance - truth)) + held @ fitted
        curve = (columns * (counted * chance * (1 - chance))[:, None]).T @ columns + held
        fitted -= np.linalg.solve(curve, slope)
    return fitted


def thresholds(points: Points, chances: Array, chosen: Mask) -> tuple[float, float]:
    """(partial, covered) with the highest macro F1, the mean over the parts of the chosen rows."""
    grid = [float(value) for value in np.quantile(chances[chosen], np.linspace(0.02, 0.98, _STEPS))]
    groups = [
        [at for at in np.flatnonzero(chosen) if points.parts[at] == part]
        for part in sorted(set(points.parts))
    ]

    def worth(cut: tuple[float, float]) -> float:
        return math.fsum(
            macro_f1([points.labels[at] for at in group], [status_of(chances[at], *cut) for at in group])
            for group in groups
        )

    low, high = max(itertools.combinations(grid, 2), key=worth)
    return low, high


def figures(
    points: Points, chances: Array, said: NDArray[np.object_], names: Sequence[str]
) -> list[dict[str, object]]:
    """Macro F1 and AUC of every part of every file."""
    found: list[dict[str, object]] = []
    for number, name in enumerate(names):
        for part in sorted(set(points.parts), reverse=True):
            mine = np.array(
                [f == number and p == part for f, p in zip(points.file, points.parts, strict=True)]
            )
            true = [points.labels[at] for at in np.flatnonzero(mine)]
            ticked, missed = (
                chances[mine & points.labelled("covered")],
                chances[mine & points.labelled("missed")],
            )
            found.append(
                {
                    "answers": name,
                    "part": part,
                    "points": len(true),
                    "macro F1": macro_f1(true, list(said[mine])),
                    "AUC": auc(list(ticked), list(missed)),
                }
            )
    return found


if __name__ == "__main__":
    main()
