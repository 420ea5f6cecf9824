"""Discourse fillers judged in context, on sentences of which every second one was kept out of all tuning."""

import re
from pathlib import Path

import pytest

from voicedrill.delivery.discourse import find_discourse_fillers
from voicedrill.timing import Word

SENTENCES = Path(__file__).with_name("discourse_sentences.txt")
_BRACKET = re.compile(r"\[([^\]]*)\]")


def labelled() -> list[tuple[tuple[Word, ...], set[tuple[int, int]]]]:
    """Each sentence as words, with (first, last) of its fillers."""
    found = []
    for line in SENTENCES.read_text().splitlines():
        if line.startswith("#") or not line.strip():
            continue
        words: list[Word] = []
        fillers = set()
        for part in re.split(r"(\[[^\]]*\]\S*)", line):
            start = len(words)
            words += [Word(text, None, None) for text in _BRACKET.sub(r"\1", part).split()]
            if part.startswith("["):
                fillers.add((start, len(words) - 1))
        found.append((tuple(words), fillers))
    return found


def scores(sentences: list[tuple[tuple[Word, ...], set[tuple[int, int]]]]) -> tuple[float, float, list[str]]:
    """Precision, recall and the sentences judged wrong."""
    hits = alarms = missed = 0
    wrong = []
    for words, fillers in sentences:
        got = {(filler.first, filler.last) for filler in find_discourse_fillers(words)}
        hits += len(got & fillers)
        alarms += len(got - fillers)
        missed += len(fillers - got)
        if got != fillers:
            wrong.append(f"{' '.join(word.text for word in words)}: {sorted(got)} not {sorted(fillers)}")
    return hits / (hits + alarms), hits / (hits + missed), wrong


@pytest.mark.parametrize(("part", "least"), [(0, 0.95), (1, 0.85)], ids=["tuned on", "untouched"])
def test_labelled_sentences(part: int, least: float) -> None:
    sentences = labelled()[part::2]
    assert len(sentences) >= 75
    precision, recall, wrong = scores(sentences)
    print(f"precision {precision:.2f} recall {recall:.2f}")
    assert precision >= least, wrong
    assert recall >= least, wrong
