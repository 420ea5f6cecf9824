"""How long a deck of 10,000 questions takes to read, beside PyYAML's own safe loader, which checks nothing.

python -m benchmarks.decks [--questions N] [--json FILE]
"""

import argparse
import json
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

RUNS = 3

QUESTION = """
  - id: question-{number}
    ask: "How do you deal with events that arrive late, case {number}?"
    kind: technical
    seconds: [60, 120]
    points:
      - windows with a grace period
      - {{id: idempotent, say: idempotent writes, aliases: [safe to process twice]}}
      - a side output for what is too late
    framework: star
    beats: {{situation: [a pipeline], action: [I set a watermark], result: [nothing lost]}}
    facts: ["p99 under 50 ms"]
    red_flags: ["Blame shifting: puts the failure on another team"]
    follow_ups: [{{ask: "What would you change?", points: [a longer window]}}]
    difficulty: medium
    tags: [streaming, data]
"""


def seconds(work: Callable[[], object]) -> float:
    times = []
    for _ in range(RUNS):
        began = time.perf_counter()
        work()
        times.append(time.perf_counter() - began)
    return statistics.median(times)


def main() -> None:
    import yaml

    from voicedrill.decks.load import load_deck

    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--questions", type=int, default=10_000)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        deck = Path(folder) / "deck.yaml"
        questions = "".join(QUESTION.format(number=number) for number in range(options.questions))
        deck.write_text(f"schema: voicedrill.deck/1\ntitle: Many\nquestions:{questions}", encoding="utf-8")
        row = {
            "questions": options.questions,
            "megabytes": round(deck.stat().st_size / 1e6, 1),
            "ours_s": round(seconds(lambda: load_deck(deck)), 2),
            "safe_loader_s": round(seconds(lambda: yaml.load(deck.read_bytes(), yaml.CSafeLoader)), 2),
        }
    print(*(f"{name:14} {value}" for name, value in row.items()), sep="\n")
    if options.json:
        options.json.write_text(json.dumps(row), encoding="utf-8")


if __name__ == "__main__":
    main()
