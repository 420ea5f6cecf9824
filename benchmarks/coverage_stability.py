"""What should not change a verdict (order of sentences, um, lost punctuation), and what the judge costs."""

import random
import re
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence

from benchmarks.coverage_figures import median, share
from benchmarks.coverage_rows import Row, question_of, sentences, transcript_of
from benchmarks.coverage_summary import Figures, judged

from voicedrill.judges.base import Judge

#: Run in a process of its own. The recogniser's side of the program has NumPy and rapidfuzz in any case.
_MEMORY = """
import os
from pathlib import Path
import numpy, rapidfuzz.fuzz
from voicedrill.decks.model import Question, TalkingPoint
from voicedrill.transcript import Transcript
def held():
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6
before = held()
from voicedrill.coverage.evaluate import evaluate
from voicedrill.coverage.words import words_of
said = "We rolled it back in five minutes, as it happens."
point = TalkingPoint("a", "rolled back within 5 minutes")
evaluate(Question("m", "", points=(point,)), Transcript("text", None, said, "none", words_of(said)))
print(held() - before)
"""


def shuffled(answer: str) -> str:
    """The sentences in another order, always the same one."""
    words = answer.split()
    cut = [words[first : last + 1] for first, last in sentences(answer)]
    random.Random(answer).shuffle(cut)
    return " ".join(word for sentence in cut for word in sentence)


def filled(answer: str) -> str:
    """An um after every tenth word."""
    words = answer.split()
    return " ".join(f"{word} um" if n % 10 == 9 else word for n, word in enumerate(words))


def unpunctuated(answer: str) -> str:
    """Lower case without a full stop, comma or question mark."""
    return re.sub(r"[.,?!;:](?=\s|$)", "", answer.lower())


CHANGES: Mapping[str, Callable[[str], str]] = {
    "sentences shuffled": shuffled,
    "um after every tenth word": filled,
    "no punctuation": unpunctuated,
}


def stability(rows: Sequence[Row]) -> Figures:
    """The share of points' labels that each change changes, and how many are made where nothing is."""
    kept = {row["id"]: _labels(row, row["answer"]) for row in rows}
    figures: Figures = {}
    for name, change in CHANGES.items():
        changed = [
            before != after
            for row in rows
            for before, after in zip(kept[row["id"]], _labels(row, change(row["answer"])), strict=True)
        ]
        figures[f"labels changed, {name}"] = share(changed)
    for name, text in (("nothing said", None), ("the question read back", "question")):
        said = [label for row in rows for label in _labels(row, row[text] if text else "")]
        figures[f"points not missed, {name}"] = sum(label != "missed" for label in said)
    return figures


def _labels(row: Row, answer: str) -> list[str]:
    coverage = judged(question_of(row), transcript_of(answer), None)
    return [verdict.status for verdict in coverage.points]


def costs(rows: Sequence[Row], reader: Judge | None = None, repeats: int = 7) -> Figures:
    """Milliseconds for 300 and 2,000 words with 8 points and STAR, each made of other rows; memory in MB."""
    points = [point["text"] for row in rows for point in row["points"]]
    words = [word for row in rows for word in row["answer"].split()]
    figures: Figures = {}
    for length in (300, 2000):
        took = []
        for turn in range(repeats):
            said = [words[(turn * 997 + n) % len(words)] for n in range(length)]
            asked = [{"text": points[(turn * 31 + n) % len(points)]} for n in range(8)]
            question = question_of({"id": "cost", "question": "", "points": asked, "beats": True})
            transcript = transcript_of(" ".join(said))
            begun = time.perf_counter()
            judged(question, transcript, reader)
            took.append(1000 * (time.perf_counter() - begun))
        figures[f"ms for {length} words, median"] = median(took)
        figures[f"ms for {length} words, worst"] = max(took)
    if sys.platform == "linux":
        run = subprocess.run([sys.executable, "-c", _MEMORY], capture_output=True, text=True, check=True)
        figures["MB that the embedded judge takes"] = float(run.stdout)
    return figures
