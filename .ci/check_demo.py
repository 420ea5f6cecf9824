"""Hold the demo's report against the truth of its fixture, and the voice against the library it must use."""

import json
import sys
from pathlib import Path

COLLAR_S = 0.3


def found(span: dict, others: list[dict]) -> bool:
    """Whether one of ``others`` holds the middle of ``span``, give or take the collar."""
    middle = (span["start"] + span["end"]) / 2
    return any(other["start"] - COLLAR_S <= middle <= other["end"] + COLLAR_S for other in others)


def main() -> None:
    """Print what is missing and leave with 1 if anything is."""
    report = json.loads(Path(sys.argv[1]).read_text())
    truth = json.loads(Path("audio_fixtures/demo/answer.truth.json").read_text())
    problems = []
    if report["transcript"]["engine"] != "moonshine":
        problems.append(f"heard by {report['transcript']['engine']}, not by the embedded engine")
    delivery, coverage = report["delivery"], report["coverage"]
    for filler in truth["fillers"]:
        same_kind = [other for other in delivery["fillers"] if other["kind"] == filler["kind"]]
        if not found(filler, same_kind):
            problems.append(f"not found: {filler}")
    problems += [
        f"not found: pause {pause}" for pause in truth["pauses"] if not found(pause, delivery["pauses"])
    ]
    status = {point["id"]: point["status"] for point in coverage["points"]}
    problems += [
        f"point {point['id']} is {point['status']}, the report says {status.get(point['id'])}"
        for point in truth["points"]
        if status.get(point["id"]) != point["status"]
    ]
    print(*problems, sep="\n")
    print(
        "held against the truth:", *(f"{len(truth[kind])} {kind}" for kind in ("fillers", "pauses", "points"))
    )
    sys.exit(1 if problems else 0)


if __name__ == "__main__":
    main()
