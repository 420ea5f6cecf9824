"""How far two readers of the same answers agree.

The second reader's file has a line for each answer: {"id", "points": [label], "facts": [status], "red_flags":
[present], "beats": {beat: present} or null, "sentences_beats": [beat or null]}, lists in the order of the
answer's own; null where nothing was decided.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from benchmarks.coverage_figures import f1, kappa, macro_f1, share, weighted_kappa
from benchmarks.coverage_rows import Row
from benchmarks.coverage_summary import Figures

#: What is labelled -> its name in a row, and that of the label.
_LABELLED = {
    "points": ("points", "label"),
    "facts": ("facts", "status"),
    "red flags": ("red_flags", "present"),
}


def agreement(rows: Sequence[Row], others: Sequence[Row]) -> Figures:
    """Two readers of the same answers. The F1 columns score the second against the first, as a judge is."""
    theirs = {row["id"]: row for row in others}
    both = [(row, theirs[row["id"]]) for row in rows if row["id"] in theirs]
    figures = {
        name: _agreed(name, [pair for row, other in both for pair in _pairs(row[key], label, other[key])])
        for name, (key, label) in _LABELLED.items()
    }
    beats = [
        (there, (other["beats"] or {})[beat])
        for row, other in both
        for beat, there in (row["beats"] or {}).items()
    ]
    sentences = [
        (first or "none", second or "none")
        for row, other in both
        for first, second in zip(
            row.get("sentences_beats") or (), other.get("sentences_beats") or (), strict=True
        )
    ]
    return figures | {"beats": _agreed("beats", beats), "beats of sentences": _agreed("beats", sentences)}


def _pairs(entries: Sequence[Row], label: str, labels: Sequence[Any]) -> Iterator[tuple[Any, Any]]:
    for entry, second in zip(entries, labels, strict=True):
        if second is not None:
            yield entry[label], second


def _agreed(name: str, pairs: Sequence[tuple[Any, Any]]) -> Figures:
    first, second = [a for a, _ in pairs], [b for _, b in pairs]
    return {
        "labels": len(pairs),
        "same": share([a == b for a, b in pairs]),
        "kappa": kappa(first, second),
        "weighted kappa": weighted_kappa(first, second) if name == "points" else None,
        "macro F1": macro_f1(first, second) if name == "points" else None,
        "F1": f1(first, second) if name == "red flags" else None,
    }
