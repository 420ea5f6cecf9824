"""Check the labelled sets that the teaching benchmark reads, and count what they hold.

python -m benchmarks.check_teaching_sets [FILE]

Each line is one speaker's three answers to one question. Every label names a point of its set, once and in
the set's order; a covered or partial point has the passage where it was made, word for word; a missed
one has none.
"""

import argparse
import json
from collections import Counter
from pathlib import Path
from typing import Any

SETS = Path(__file__).parent / "data" / "teaching_sets.jsonl"
LABELS = ("covered", "partial", "missed")
WORDS = range(120, 251)


def problems(one: dict[str, Any]) -> list[str]:
    """What is wrong with one set, a sentence each; empty when nothing is."""
    found: list[str] = []
    ids = [point["id"] for point in one["points"]]
    if len(one["answers"]) != 3:
        found.append(f"{one['id']}: {len(one['answers'])} answers, not 3")
    if not 5 <= len(set(ids)) == len(ids) <= 7:
        found.append(f"{one['id']}: {len(ids)} points ({len(set(ids))} names), not 5 to 7")
    for number, answer in enumerate(one["answers"], 1):
        where = f"{one['id']}, answer {number}"
        if len(answer["answer"].split()) not in WORDS:
            found.append(f"{where}: {len(answer['answer'].split())} words")
        if [point["id"] for point in answer["points"]] != ids:
            found.append(f"{where}: its points are not the set's points in order")
        for point in answer["points"]:
            label, passage = point["label"], point["passage"]
            if label not in LABELS:
                found.append(f"{where}, {point['id']}: no such label as {label}")
            if (label == "missed") != (passage is None):
                found.append(f"{where}, {point['id']}: {label} with passage {passage!r}")
            if passage is not None and passage not in answer["answer"]:
                found.append(f"{where}, {point['id']}: the passage does not stand in the answer: {passage}")
    return found


def both_ways(sets: list[dict[str, Any]]) -> int:
    """How many points are covered in one of the later two answers and missed in the other."""
    return sum(
        {answer["points"][index]["label"] for answer in one["answers"][1:]} == {"covered", "missed"}
        for one in sets
        for index in range(len(one["points"]))
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("file", nargs="?", type=Path, default=SETS)
    sets = [json.loads(line) for line in parser.parse_args().file.read_text("utf-8").splitlines()]
    wrong = [problem for one in sets for problem in problems(one)]
    for problem in wrong:
        print(problem)
    labels = Counter(point["label"] for one in sets for a in one["answers"] for point in a["points"])
    points = sum(len(one["points"]) for one in sets)
    print(f"{len(sets)} sets, {points} points, labels {dict(labels)}")
    print(f"covered in one of the later two answers and missed in the other: {both_ways(sets)} of {points}")
    raise SystemExit(1 if wrong else 0)


if __name__ == "__main__":
    main()
