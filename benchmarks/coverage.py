"""How well the judge of answers agrees with people, beside plain rivals in the same run.

    python -m benchmarks.coverage ANSWERS.jsonl [--part PART] [--split SPLIT] [--judge SPEC] [--json FILE]
    python -m benchmarks.coverage ANSWERS.jsonl --agreement LABELS.jsonl   two readers
    python -m benchmarks.coverage --bank BANK.jsonl                        points against single sentences

`coverage_rows` tells what a row of ANSWERS is. Each part (natural, hard) and each split (tune, untouched) has
a column. Points: macro F1 over covered, partial and missed by the judge's own thresholds; "other half": by
those that were best on the other half of the column's rows, which is all that rivals are given; AUC: covered
against missed; calibration error: the mean distance of a score and the share that people hold to be covered.
Facts and beats: share right; boundaries: labelled changes of beat that lie at most one sentence from one of
the judge's. Red flags: F1. ``--judge``: as of `voicedrill analyze`. Costs are those of whole evaluations.
"""

import argparse
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

if not __package__:  # run as a file: the benchmarks' folder is on the path, not the one above
    sys.path[0] = str(Path(__file__).resolve().parents[1])

from benchmarks.common import table, write_json
from benchmarks.coverage_figures import auc
from benchmarks.coverage_readers import agreement
from benchmarks.coverage_rivals import rivals
from benchmarks.coverage_rows import Row, question_of, read_rows, transcript_of
from benchmarks.coverage_stability import costs, stability
from benchmarks.coverage_summary import Figures, Judgement, judged, reliability_of, summary

from voicedrill.decks.model import Question, TalkingPoint
from voicedrill.judges.base import EMBEDDED, Judge, JudgeChoice
from voicedrill.judges.registry import open_reader


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("answers", type=Path, nargs="?", help="labelled answers, one JSON object a line")
    parser.add_argument("--part", help="only this part")
    parser.add_argument("--split", help="only this split")
    parser.add_argument("--judge", default=EMBEDDED, help="words, entail:NAME or chat:MODEL")
    parser.add_argument("--agreement", type=Path, help="the same answers with another reader's labels")
    parser.add_argument("--bank", type=Path, help="points and single sentences that make them or do not")
    parser.add_argument("--json", type=Path)
    options = parser.parse_args(arguments)
    if options.answers is None and options.bank is None:
        parser.error("name a file of labelled answers, or a --bank")
    reader = open_reader(JudgeChoice(options.judge))
    result: Figures = {"judge": options.judge}
    if options.bank is not None:
        result["bank"] = bank_figures(read_rows(options.bank), reader)
        print(table([{"style": style, **figures} for style, figures in result["bank"].items()]))
    if options.answers is not None:
        rows = [
            row
            for row in read_rows(options.answers)
            if options.part in (None, row.get("part")) and options.split in (None, row.get("split"))
        ]
        if options.agreement is not None:
            result["agreement"] = agreement(rows, read_rows(options.agreement))
            print(table([{"what": what, **figures} for what, figures in result["agreement"].items()]))
        else:
            result |= answer_figures(rows, reader)
            _show(result)
    if reader is not None:
        reader.close()
    write_json(options.json, result)
    return 0


def answer_figures(rows: Sequence[Row], reader: Judge | None = None) -> Figures:
    """{"parts": {column: figures}, "reliability": {part: bins}, "stability": {...}, "costs": {...}}."""
    scores = rivals(rows)
    all_rows = []
    for row in rows:
        question, transcript = question_of(row), transcript_of(row["answer"])
        begun = time.perf_counter()
        coverage = judged(question, transcript, reader)
        took = time.perf_counter() - begun
        beside = {
            name: tuple(score(point["text"], row["answer"]) for point in row["points"])
            for name, score in scores.items()
        }
        all_rows.append(Judgement(row, coverage, took, beside))
    columns: dict[str, list[Judgement]] = {}
    splits = {row.get("split") for row in rows}
    for one in all_rows:
        part = one.row.get("part", "all")
        columns.setdefault(part, []).append(one)
        if len(splits) > 1:
            columns.setdefault(f"{part}, {one.row.get('split')}", []).append(one)
    return {
        "parts": {name: summary(columns[name]) for name in sorted(columns, key=_rank)},
        "reliability": {
            part: [asdict(one) for one in reliability_of(columns[part])]
            for part in columns
            if "," not in part
        },
        "stability": stability(rows),
        "costs": costs(rows, reader),
    }


def _rank(column: str) -> tuple[int, str]:
    part, _, split = column.partition(", ")
    return (["natural", "hard"].index(part) if part in ("natural", "hard") else 2, split)


def bank_figures(entries: Sequence[Row], reader: Judge | None = None) -> Figures:
    """Points against single sentences, by style of the point: {"style": {...}}."""
    scored = [
        (entry["style"], label, _score_alone(entry["point"], said, reader))
        for entry in entries
        for label in ("covered", "partial", "missed")
        for said in entry[label]
    ]
    figures: Figures = {}
    for style in ("all", *sorted({entry["style"] for entry in entries})):
        mine = [(label, score) for kind, label, score in scored if style in ("all", kind)]
        of = {name: [s for label, s in mine if label == name] for name in ("covered", "partial", "missed")}
        figures[style] = {
            "sentences": len(mine),
            "AUC covered against missed": auc(of["covered"], of["missed"]),
            "AUC covered against partial": auc(of["covered"], of["partial"]),
            "AUC partial against missed": auc(of["partial"], of["missed"]),
        }
    return figures


def _score_alone(point: str, said: str, reader: Judge | None) -> float:
    question = Question(id="bank", ask="", points=(TalkingPoint("p0", point),))
    return judged(question, transcript_of(said), reader).points[0].score


def _show(result: Figures) -> None:
    parts = result["parts"]
    names = list(next(iter(parts.values()), {}))
    print(table([{"": name, **{part: parts[part][name] for part in parts}} for name in names]))
    for part, bins in result["reliability"].items():
        print(f"\nScores of points, {part}: how many of them people hold to be covered")
        print(table(bins))
    print()
    print(table([{"the embedded judge": name, "": value} for name, value in result["stability"].items()]))
    print()
    print(table([{"costs": name, "": value} for name, value in result["costs"].items()]))


if __name__ == "__main__":
    sys.exit(main())
