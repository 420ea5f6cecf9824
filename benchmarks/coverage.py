"""How well the judge of talking points agrees with people, against a plain fuzzy match in the same run.

    python benchmarks/coverage.py ANSWERS.jsonl [--json]

A line of the file is one labelled answer: {"id", "part", "question", "points": [{"text", "label"}], "facts":
[{"text", "status"}] | null, "beats": {beat: bool} | null, "red_flags": [{"text", "present"}], "answer"}.
Printed for each part: macro F1 over covered, partial and missed with the judge's own thresholds, and (tuned)
with the best thresholds for these very rows, which is all the rival is given; the area under the ROC curve of
the score, covered against missed; facts right; beats right; F1 of the red flags; milliseconds an answer.
"""

import argparse
import json
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from rapidfuzz import fuzz

from voicedrill.coverage.evaluate import evaluate
from voicedrill.coverage.results import Coverage
from voicedrill.coverage.words import sentences, words_of
from voicedrill.decks.model import Framework, Question, TalkingPoint
from voicedrill.transcript import Transcript

LABELS = ("covered", "partial", "missed")


def macro_f1(true: Sequence[str], said: Sequence[str], labels: Sequence[str] = LABELS) -> float:
    """The mean of the labels' F1; a label that nobody gave counts 0."""
    scores = []
    for label in labels:
        hits = sum(t == s == label for t, s in zip(true, said, strict=True))
        total = sum(t == label for t in true) + sum(s == label for s in said)
        scores.append(2 * hits / total if total else 0.0)
    return sum(scores) / len(scores)


def auc(positive: Sequence[float], negative: Sequence[float]) -> float:
    """The chance that a positive one scores above a negative one, ties half; nan without both."""
    if not positive or not negative:
        return float("nan")
    wins = sum((p > n) + 0.5 * (p == n) for p in positive for n in negative)
    return wins / (len(positive) * len(negative))


def fuzzy_score(point: str, answer: str) -> float:
    """The rival: rapidfuzz token_set_ratio of the best window of one or two sentences, 0 to 1."""
    words = words_of(answer)
    cut = [" ".join(w.text for w in words[a : b + 1]) for a, b in sentences(words)]
    windows = [" ".join(cut[i : i + n]) for n in (1, 2) for i in range(len(cut))]
    return max((fuzz.token_set_ratio(point.lower(), w.lower()) for w in windows), default=0.0) / 100


def best_thresholds(rows: Sequence[tuple[str, float]]) -> tuple[float, float]:
    """The thresholds (partial, covered) of the highest macro F1 on these very rows: flattering, for both."""
    true = [label for label, _ in rows]
    grid = [step / 50 for step in range(51)]
    return max(
        ((low, high) for low in grid for high in grid if low <= high),
        key=lambda t: macro_f1(true, [status_of(score, *t) for _, score in rows]),
    )


def status_of(score: float, low: float, high: float) -> str:
    return "covered" if score >= high else "partial" if score >= low else "missed"


def question_of(row: dict[str, Any], frameworks: Mapping[str, Framework]) -> Question:
    return Question(
        id=row["id"],
        ask=row["question"],
        points=tuple(TalkingPoint(f"p{i}", p["text"]) for i, p in enumerate(row["points"])),
        facts=tuple(f["text"] for f in row.get("facts") or ()),
        red_flags=tuple(f["text"] for f in row.get("red_flags") or ()),
        framework=frameworks.get("star") if row.get("beats") else None,
    )


def transcript_of(text: str) -> Transcript:
    return Transcript(engine="text", model=None, text=text, timing="none", words=words_of(text))


def summary(rows: Sequence[tuple[dict[str, Any], Coverage]], seconds: float) -> dict[str, float | int]:
    """The figures of one part."""
    points = [
        (p["label"], v.status, v.score, fuzzy_score(p["text"], row["answer"]))
        for row, judged in rows
        for p, v in zip(row["points"], judged.points, strict=True)
    ]
    true = [p[0] for p in points]
    rival = [(p[0], p[3]) for p in points]
    low, high = best_thresholds(rival)
    own = [(p[0], p[2]) for p in points]
    own_low, own_high = best_thresholds(own)
    facts = [
        (f["status"], v.status)
        for row, judged in rows
        for f, v in zip(row.get("facts") or (), judged.facts, strict=True)
    ]
    beats = [
        (row["beats"][v.beat], v.present)
        for row, judged in rows
        for v in judged.beats
        if v.beat in (row.get("beats") or {})
    ]
    flags = [
        (f["present"], v.present)
        for row, judged in rows
        for f, v in zip(row.get("red_flags") or (), judged.red_flags, strict=True)
    ]
    hits = sum(a and b for a, b in flags)
    named = sum(a for a, _ in flags) + sum(b for _, b in flags)
    return {
        "answers": len(rows),
        "points": len(points),
        "macro_f1": macro_f1(true, [p[1] for p in points]),
        "auc": auc([p[2] for p in points if p[0] == "covered"], [p[2] for p in points if p[0] == "missed"]),
        "macro_f1_tuned": macro_f1(true, [status_of(score, own_low, own_high) for _, score in own]),
        "fuzzy_f1_tuned": macro_f1(true, [status_of(score, low, high) for _, score in rival]),
        "fuzzy_auc": auc([s for t, s in rival if t == "covered"], [s for t, s in rival if t == "missed"]),
        "facts": len(facts),
        "facts_right": _share([a == b for a, b in facts]),
        "beats": len(beats),
        "beats_right": _share([a == b for a, b in beats]),
        "red_flags": len(flags),
        "red_flags_f1": 2 * hits / named if named else float("nan"),
        "ms_an_answer": 1000 * seconds / max(1, len(rows)),
    }


def _share(right: Sequence[bool]) -> float:
    return sum(right) / len(right) if right else float("nan")


def run(path: Path) -> dict[str, dict[str, float | int]]:
    """The figures of every part of the file."""
    from voicedrill.decks.frameworks import frameworks

    known = frameworks()
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    figures = {}
    for part in sorted({row.get("part", "all") for row in rows}, reverse=True):
        chosen = [row for row in rows if row.get("part", "all") == part]
        prepared = [(row, question_of(row, known), transcript_of(row["answer"])) for row in chosen]
        begun = time.perf_counter()
        judged = [(row, evaluate(question, transcript)) for row, question, transcript in prepared]
        figures[part] = summary(judged, time.perf_counter() - begun)
    return figures


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("answers", type=Path, help="labelled answers, one JSON object a line")
    parser.add_argument("--json", action="store_true", help="one JSON object instead of a table")
    options = parser.parse_args(arguments)
    figures = run(options.answers)
    if options.json:
        json.dump(figures, sys.stdout, indent=1)
        print()
        return
    names = list(next(iter(figures.values()), {}))
    print(f"{'':<16}" + "".join(f"{part:>10}" for part in figures))
    for name in names:
        print(f"{name:<16}" + "".join(_cell(figures[part][name]) for part in figures))


def _cell(value: float | int) -> str:
    return f"{value:>10d}" if isinstance(value, int) else f"{value:>10.3f}"


if __name__ == "__main__":
    main()
