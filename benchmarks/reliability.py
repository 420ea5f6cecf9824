"""Draw how often a score of a talking point is right: docs/reliability.svg.

    python -m benchmarks.reliability NAME=ANSWERS.jsonl[:SPLIT] ... [--svg FILE]

One line a file. Across: the score that the judge gave, in fifths; up: the share of those points that people
hold to be covered. On the diagonal, 0.8 means right eight times in ten. A dot's area is the number of points;
the bars are twice the standard error of a share. The figures are printed as well.
"""

import argparse
import math
from collections.abc import Sequence
from pathlib import Path

from benchmarks.common import table
from benchmarks.coverage_figures import Bin, reliability
from benchmarks.coverage_rows import question_of, read_rows, transcript_of

from voicedrill.coverage.evaluate import evaluate

_BINS = 5
_SIDE, _MARGIN = 360, 48
_COLOURS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7")


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, print and draw."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("files", nargs="+", help="name=path, or name=path:split")
    parser.add_argument("--svg", type=Path, default=Path("docs/reliability.svg"))
    options = parser.parse_args(arguments)
    lines = {}
    for given in options.files:
        name, _, place = given.partition("=")
        path, _, split = place.partition(":")
        lines[name] = fifths(Path(path), split)
    print(
        table(
            [
                {"answers": name, "points": fifth.count, "score": fifth.score, "ticked": fifth.ticked}
                for name, found in lines.items()
                for fifth in found
            ]
        )
    )
    options.svg.write_text(drawing(lines), encoding="utf-8")


def fifths(path: Path, split: str) -> tuple[Bin, ...]:
    """The scores of all points of a file (or of one split of it) in fifths, lowest first; no empty ones."""
    scores, ticked = [], []
    for row in read_rows(path):
        if not split or row.get("split") == split:
            verdicts = evaluate(question_of(row), transcript_of(row["answer"])).points
            scores += [verdict.score for verdict in verdicts]
            ticked += [point["label"] == "covered" for point in row["points"]]
    return reliability(scores, ticked, _BINS)


def error(fifth: Bin) -> float:
    """Twice the standard error of a share."""
    return 2 * math.sqrt(fifth.ticked * (1 - fifth.ticked) / fifth.count)


def drawing(lines: dict[str, tuple[Bin, ...]]) -> str:
    """The plot, as SVG that reads on light and on dark ground."""
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_SIDE} {_SIDE}" font-family="sans-serif" '
        f'font-size="12" fill="#777" role="img" aria-label="Score against share ticked">',
        f'<path d="M{_x(0)} {_y(1)}V{_y(0)}H{_x(1)}" fill="none" stroke="#777"/>',
        f'<path d="M{_x(0)} {_y(0)}L{_x(1)} {_y(1)}" stroke="#777" stroke-dasharray="4 4"/>',
        f'<text x="{_SIDE / 2}" y="{_SIDE - 8}" text-anchor="middle">score that the judge gave</text>',
        f'<text x="14" y="{_SIDE / 2}" text-anchor="middle" transform="rotate(-90 14 {_SIDE / 2})">'
        "share that people tick</text>",
    ]
    for step in range(_BINS + 1):
        value = step / _BINS
        parts.append(f'<text x="{_x(value)}" y="{_y(0) + 16}" text-anchor="middle">{value:.1f}</text>')
        parts.append(f'<text x="{_x(0) - 6}" y="{_y(value) + 4}" text-anchor="end">{value:.1f}</text>')
    for (name, found), colour, at in zip(lines.items(), _COLOURS, range(len(lines)), strict=False):
        way = " ".join(f"{_x(fifth.score)},{_y(fifth.ticked)}" for fifth in found)
        parts.append(f'<polyline points="{way}" fill="none" stroke="{colour}" stroke-width="1.5"/>')
        for fifth in found:
            top, bottom = min(1.0, fifth.ticked + error(fifth)), max(0.0, fifth.ticked - error(fifth))
            x = _x(fifth.score)
            parts.append(f'<path d="M{x} {_y(top)}V{_y(bottom)}" stroke="{colour}" stroke-opacity="0.5"/>')
            radius = round(math.sqrt(fifth.count) * 0.7, 1)
            parts.append(f'<circle cx="{x}" cy="{_y(fifth.ticked)}" r="{radius}" fill="{colour}"/>')
        parts.append(f'<text x="{_x(0) + 10}" y="{_y(1) + 14 + 16 * at}" fill="{colour}">{name}</text>')
    return "\n".join([*parts, "</svg>\n"])


def _x(value: float) -> float:
    return round(_MARGIN + value * (_SIDE - 1.5 * _MARGIN), 1)


def _y(value: float) -> float:
    return round(_SIDE - _MARGIN - value * (_SIDE - 1.5 * _MARGIN), 1)


if __name__ == "__main__":
    main()
