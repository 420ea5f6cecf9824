"""How far two readers of the same answers agree."""

from collections.abc import Sequence
from typing import Any

from benchmarks.coverage_figures import f1, kappa, macro_f1, share, weighted_kappa
from benchmarks.coverage_rows import Row
from benchmarks.coverage_summary import Figures

#: What is labelled -> its place in a row, and the label's name.
_LABELLED = {
    "points": ("points", "label"),
    "facts": ("facts", "status"),
    "red flags": ("red_flags", "present"),
}


def agreement(rows: Sequence[Row], others: Sequence[Row]) -> Figures:
    """Two readers of the same answers. The last columns score the second against the first, as a judge is."""
    theirs = {row["id"]: row for row in others}
    pairs: dict[str, list[tuple[Any, Any]]] = {"points": [], "facts": [], "beats": [], "red flags": []}
    pairs["sentences' beats"] = []
    for row in rows:
        other = theirs.get(row["id"])
        if other is None:
            continue
        for name, (key, value) in _LABELLED.items():
            second = {entry["text"]: entry[value] for entry in other.get(key) or ()}
            pairs[name] += [
                (entry[value], second[entry["text"]])
                for entry in row.get(key) or ()
                if second.get(entry["text"]) is not None
            ]
        beats = other.get("beats") or {}
        pairs["beats"] += [
            (there, beats[beat])
            for beat, there in (row.get("beats") or {}).items()
            if beats.get(beat) is not None
        ]
        pairs["sentences' beats"] += [
            (mine or "none", yours or "none")
            for mine, yours in zip(
                row.get("sentences_beats") or (), other.get("sentences_beats") or (), strict=False
            )
        ]
    return {name: _agreed(name, found) for name, found in pairs.items()}


def _agreed(name: str, pairs: Sequence[tuple[Any, Any]]) -> Figures:
    first, second = [a for a, _ in pairs], [b for _, b in pairs]
    return {
        "labels": len(pairs),
        "same": share([a == b for a, b in pairs]),
        "kappa": kappa(first, second),
        "weighted kappa": weighted_kappa(first, second) if name == "points" else None,
        "macro F1": macro_f1(first, second) if name == "points" and pairs else None,
        "F1": f1(first, second) if name == "red flags" else None,
    }
