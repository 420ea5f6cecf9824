"""Facts and red flags alone, in seconds, and by the halves of a file of labelled answers.

    python -m benchmarks.coverage_halves ANSWERS.jsonl [--half seen|kept] [--split tune|untouched]

The half "seen" was looked at while the judges of facts and red flags were mended, "kept" was not; a hash of
the answer's id decides. `benchmarks.coverage_rows` tells what a row is.
"""

import argparse
import hashlib
import sys
from collections.abc import Sequence
from pathlib import Path

if not __package__:  # run as a file: the benchmarks' folder is on the path, not the one above
    sys.path[0] = str(Path(__file__).resolve().parents[1])

from benchmarks.common import table
from benchmarks.coverage_figures import f1, share
from benchmarks.coverage_rows import Row, question_of, read_rows, transcript_of

from voicedrill.coverage import facts, red_flags
from voicedrill.coverage.answers import prepare
from voicedrill.coverage.matching import Index


def half_of(row: Row) -> str:
    """ "seen" or "kept"."""
    return "seen" if hashlib.sha256(f"fr2-{row['id']}".encode()).digest()[0] % 2 else "kept"


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("answers", type=Path, help="labelled answers, one JSON object a line")
    parser.add_argument("--half", choices=("seen", "kept"))
    parser.add_argument("--split", help="only this split")
    options = parser.parse_args(arguments)
    right: dict[str, list[bool]] = {}
    flags: dict[str, list[tuple[bool, bool]]] = {}
    for row in read_rows(options.answers):
        if options.half not in (None, half_of(row)) or options.split not in (None, row.get("split")):
            continue
        part, question = row.get("part", "all"), question_of(row)
        index = Index(prepare(transcript_of(row["answer"]).words))
        stated = facts.judge(question.facts, index)
        raised = red_flags.judge(question.red_flags, index)
        right.setdefault(part, []).extend(
            fact["status"] == verdict.status
            for fact, verdict in zip(row.get("facts") or (), stated, strict=True)
        )
        flags.setdefault(part, []).extend(
            (bool(flag["present"]), verdict.present)
            for flag, verdict in zip(row.get("red_flags") or (), raised, strict=True)
        )
    rows = [
        {
            "part": part,
            "facts": len(right[part]),
            "facts right": share(right[part]),
            "red flags": len(flags[part]),
            "there": sum(true for true, _ in flags[part]),
            "said to be": sum(said for _, said in flags[part]),
            "F1": f1([true for true, _ in flags[part]], [said for _, said in flags[part]]),
        }
        for part in right
    ]
    print(table(rows))
    return 0


if __name__ == "__main__":
    sys.exit(main())
