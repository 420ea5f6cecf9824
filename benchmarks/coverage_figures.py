"""The statistics by which judgements are compared with people's labels. Pure."""

import math
from collections.abc import Hashable, Sequence
from dataclasses import dataclass

LABELS = ("covered", "partial", "missed")


def macro_f1(true: Sequence[str], said: Sequence[str], labels: Sequence[str] = LABELS) -> float:
    """The mean of the labels' F1; a label that nobody gave counts 0."""
    scores = [f1([t == label for t in true], [s == label for s in said]) or 0.0 for label in labels]
    return sum(scores) / len(scores)


def f1(true: Sequence[bool], said: Sequence[bool]) -> float | None:
    """2 x hits / (there + said to be there); None when nothing is there and nothing was said to be."""
    hits = sum(t and s for t, s in zip(true, said, strict=True))
    named = sum(true) + sum(said)
    return 2 * hits / named if named else None


def auc(positive: Sequence[float], negative: Sequence[float]) -> float | None:
    """The chance that a positive one scores above a negative one, ties half; None without both."""
    if not positive or not negative:
        return None
    wins = sum((p > n) + 0.5 * (p == n) for p in positive for n in negative)
    return wins / (len(positive) * len(negative))


def share(right: Sequence[bool]) -> float | None:
    """The share of True; None of nothing."""
    return sum(right) / len(right) if right else None


def kappa(first: Sequence[Hashable], second: Sequence[Hashable]) -> float | None:
    """Agreement of two readers beyond chance, 1 is full (Cohen 1960); None where chance alone would agree."""
    if not first:
        return None
    count = len(first)
    agreed = sum(a == b for a, b in zip(first, second, strict=True)) / count
    by_chance = sum(first.count(label) * second.count(label) for label in set(first) | set(second)) / count**2
    return None if by_chance == 1 else (agreed - by_chance) / (1 - by_chance)


def weighted_kappa(first: Sequence[str], second: Sequence[str]) -> float | None:
    """`kappa` where covered and missed are twice as far apart as either is from partial (Cohen 1968)."""
    if not first:
        return None
    places = {label: place for place, label in enumerate(LABELS)}
    ours, theirs = [places[label] for label in first], [places[label] for label in second]
    apart = sum(abs(a - b) for a, b in zip(ours, theirs, strict=True)) / len(ours)
    by_chance = sum(abs(a - b) for a in ours for b in theirs) / len(ours) ** 2
    return None if by_chance == 0 else 1 - apart / by_chance


@dataclass(frozen=True)
class Bin:
    """Verdicts of about the same score. ``score``: their mean; ``ticked``: the share that people ticked."""

    low: float
    high: float
    count: int
    score: float
    ticked: float


def reliability(scores: Sequence[float], ticked: Sequence[bool], bins: int = 10) -> tuple[Bin, ...]:
    """The verdicts by score in bins of equal width, empty ones left out (DeGroot and Fienberg 1983)."""
    kept: list[list[tuple[float, bool]]] = [[] for _ in range(bins)]
    for pair in zip(scores, ticked, strict=True):
        kept[min(bins - 1, int(pair[0] * bins))].append(pair)
    return tuple(
        Bin(
            number / bins,
            (number + 1) / bins,
            len(pairs),
            sum(score for score, _ in pairs) / len(pairs),
            sum(tick for _, tick in pairs) / len(pairs),
        )
        for number, pairs in enumerate(kept)
        if pairs
    )


def calibration_error(table: Sequence[Bin]) -> float | None:
    """The mean distance of score and share over all verdicts (expected calibration error, Naeini 2015)."""
    total = sum(one.count for one in table)
    return sum(one.count * abs(one.score - one.ticked) for one in table) / total if total else None


def status_of(score: float, low: float, high: float) -> str:
    """The label of a score by two thresholds."""
    return "covered" if score >= high else "partial" if score >= low else "missed"


def best_thresholds(true: Sequence[str], scores: Sequence[float]) -> tuple[float, float]:
    """The thresholds (partial, covered), in steps of 0.02, of the highest macro F1 on these very rows."""
    grid = [step / 50 for step in range(51)]
    return max(
        ((low, high) for low in grid for high in grid if low <= high),
        key=lambda t: macro_f1(true, [status_of(score, *t) for score in scores]),
    )


def cross_tuned(true: Sequence[str], scores: Sequence[float], halves: Sequence[bool]) -> tuple[str, ...]:
    """Labels by thresholds that were chosen on the other half: fair to a score that has none of its own."""
    said = [""] * len(true)
    for half in (False, True):
        other = [n for n, mine in enumerate(halves) if mine != half]
        cuts = best_thresholds([true[n] for n in other], [scores[n] for n in other])
        for n, mine in enumerate(halves):
            if mine == half:
                said[n] = status_of(scores[n], *cuts)
    return tuple(said)


def found_within(
    true: Sequence[tuple[str, int]], said: Sequence[tuple[str, int]], reach: int = 1
) -> tuple[bool, ...]:
    """For each true (label, place): whether ``said`` has that label at most ``reach`` places away."""
    return tuple(
        any(label == other and abs(place - at) <= reach for other, at in said) for label, place in true
    )


def median(values: Sequence[float]) -> float:
    """The middle one, of an even number the mean of both; nan of nothing."""
    ordered = sorted(values)
    if not ordered:
        return math.nan
    middle = len(ordered) // 2
    return ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2
