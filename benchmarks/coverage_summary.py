"""The figures of one column of the coverage benchmark: its points, facts, beats and red flags."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from benchmarks.coverage_figures import (
    Bin,
    auc,
    calibration_error,
    cross_tuned,
    f1,
    found_within,
    macro_f1,
    median,
    reliability,
    share,
)
from benchmarks.coverage_rivals import star_beats
from benchmarks.coverage_rows import WORD_S, Row, beat_starts, half_of, sentence_at, sentences

from voicedrill.coverage.evaluate import evaluate
from voicedrill.coverage.results import Coverage
from voicedrill.decks.model import Question
from voicedrill.judges.base import Judge
from voicedrill.judges.fallback import consult
from voicedrill.transcript import Transcript

Figures = dict[str, Any]


@dataclass(frozen=True)
class Judgement:
    """A row and what was judged of it, and how long that took. ``rivals``: their scores, point by point."""

    row: Row
    coverage: Coverage
    seconds: float
    rivals: dict[str, tuple[float, ...]]


def judged(question: Question, transcript: Transcript, reader: Judge | None) -> Coverage:
    """The whole evaluation, the points as ``reader`` sees them if there is one."""
    said, warnings = consult(reader, question, transcript)
    for warning in warnings:
        print(f"{question.id}: {warning}", file=sys.stderr)
    return evaluate(question, transcript, judged=said)


def summary(judged: Sequence[Judgement]) -> Figures:
    """The figures of one column."""
    return {
        "answers": len(judged),
        **_points(judged),
        **_facts(judged),
        **_beats(judged),
        **_red_flags(judged),
        "ms an answer": 1000 * median([one.seconds for one in judged]),
    }


def _points(judged: Sequence[Judgement]) -> Figures:
    verdicts = [
        (point["label"], verdict, half_of(one.row))
        for one in judged
        for point, verdict in zip(one.row["points"], one.coverage.points, strict=True)
    ]
    true, halves = [label for label, _, _ in verdicts], [half for _, _, half in verdicts]
    own = [verdict.score for _, verdict, _ in verdicts]
    figures: Figures = {
        "points": len(true),
        "points macro F1": macro_f1(true, [verdict.status for _, verdict, _ in verdicts]),
        "points AUC": _auc(true, own),
        "calibration error": calibration_error(reliability_of(judged)),
        "points macro F1, other half": macro_f1(true, cross_tuned(true, own, halves)),
    }
    for name in judged[0].rivals:
        scores = [score for one in judged for score in one.rivals[name]]
        figures[f"{name} macro F1, other half"] = macro_f1(true, cross_tuned(true, scores, halves))
        figures[f"{name} AUC"] = _auc(true, scores)
    return figures


def _auc(true: Sequence[str], scores: Sequence[float]) -> float | None:
    pairs = list(zip(true, scores, strict=True))
    return auc([s for t, s in pairs if t == "covered"], [s for t, s in pairs if t == "missed"])


def reliability_of(judged: Sequence[Judgement]) -> tuple[Bin, ...]:
    """All scores of points against what people ticked: only what is wholly covered."""
    scores = [verdict.score for one in judged for verdict in one.coverage.points]
    return reliability(scores, [p["label"] == "covered" for one in judged for p in one.row["points"]])


def _facts(judged: Sequence[Judgement]) -> Figures:
    pairs = [
        (fact["status"], verdict.status)
        for one in judged
        for fact, verdict in zip(one.row.get("facts") or (), one.coverage.facts, strict=True)
    ]
    return {"facts": len(pairs), "facts right": share([true == said for true, said in pairs])}


def _beats(judged: Sequence[Judgement]) -> Figures:
    told = [one for one in judged if one.row.get("beats")]
    labelled = [(one, beat, there) for one in told for beat, there in one.row["beats"].items()]
    present = [{verdict.beat for verdict in one.coverage.beats if verdict.present} for one in told]
    by_row = {id(one): beats for one, beats in zip(told, present, strict=True)}
    patterns = {id(one): star_beats(one.row) for one in told}
    found: list[bool] = []
    found_by_pattern: list[bool] = []
    for one in told:
        if "." in one.row["answer"]:
            starts = beat_starts(one.row)
            found += found_within(starts, _said_starts(one))
            found_by_pattern += found_within(starts, patterns[id(one)])
    return {
        "beats": len(labelled),
        "beats right": share([(beat in by_row[id(one)]) == there for one, beat, there in labelled]),
        "pattern STAR right": share(
            [(beat in dict(patterns[id(one)])) == there for one, beat, there in labelled]
        ),
        "beats, all said to be there": share([there for _, _, there in labelled]),
        "boundaries": len(found),
        "boundaries within a sentence": share(found),
        "pattern STAR boundaries": share(found_by_pattern),
        "sentences' beats right": share([right for one in told for right in _sentences_right(one)]),
    }


def _said_spans(one: Judgement) -> list[tuple[int, int, str]]:
    """(first word, last word, beat) of all that was judged, in order."""
    spans = [
        (round((span.start or 0.0) / WORD_S), round((span.end or 0.0) / WORD_S) - 1, verdict.beat)
        for verdict in one.coverage.beats
        for span in verdict.spans
    ]
    return sorted(spans)


def _said_starts(one: Judgement) -> list[tuple[str, int]]:
    cuts = sentences(one.row["answer"])
    runs = groupby(_said_spans(one), key=lambda span: span[2])
    return [(beat, sentence_at(cuts, next(run)[0])) for beat, run in runs]


def _sentences_right(one: Judgement) -> list[bool]:
    spans = _said_spans(one)
    right = []
    for (first, last), beat in zip(
        sentences(one.row["answer"]), one.row.get("sentences_beats") or (), strict=False
    ):
        middle = (first + last) // 2
        said = next((name for begin, end, name in spans if begin <= middle <= end), None)
        if beat:
            right.append(said == beat)
    return right


def _red_flags(judged: Sequence[Judgement]) -> Figures:
    pairs = [
        (flag["present"], verdict.present)
        for one in judged
        for flag, verdict in zip(one.row.get("red_flags") or (), one.coverage.red_flags, strict=True)
    ]
    return {
        "red flags": len(pairs),
        "red flags there": sum(true for true, _ in pairs),
        "red flags said to be": sum(said for _, said in pairs),
        "red flags F1": f1([true for true, _ in pairs], [said for _, said in pairs]),
    }
