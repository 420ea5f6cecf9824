"""What must not change verdicts on real answers: another order of sentences, um, lost punctuation."""

import json
import random
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from voicedrill.coverage.answers import prepare_text
from voicedrill.coverage.points import judge, stems_asked
from voicedrill.decks.model import TalkingPoint

CHECKOUT = Path(__file__).resolve().parents[2]
OWN = CHECKOUT / "benchmarks" / "data" / "coverage_answers.jsonl"
SHARED = CHECKOUT.parent / "shared" / "benchmarks" / "coverage_dev.jsonl"


def rows(path: Path) -> list[dict[str, Any]]:
    """The answers of a file that people labelled; the labels are not used here."""
    found = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [row for row in found if row.get("split") != "untouched"]


FILES = pytest.mark.parametrize(
    "path",
    [
        pytest.param(OWN, id="own"),
        pytest.param(
            SHARED,
            id="shared",
            marks=pytest.mark.skipif(
                not SHARED.is_file(), reason="the shared answers are not beside this checkout"
            ),
        ),
    ],
)


def statuses(row: dict[str, Any], answer: str) -> list[str]:
    """The verdicts on all points of a row."""
    points = [TalkingPoint(str(at), point["text"]) for at, point in enumerate(row["points"])]
    return [point.status for point in judge(points, prepare_text(answer), stems_asked(row["question"]))]


@cache
def untouched(path: Path) -> list[list[str]]:
    """The verdicts on the answers as they are."""
    return [statuses(row, row["answer"]) for row in rows(path)]


def changed(path: Path, answers: list[str]) -> float:
    """The share of verdicts that are other than on the answers as they are."""
    before = [status for verdicts in untouched(path) for status in verdicts]
    after = [
        status for row, answer in zip(rows(path), answers, strict=True) for status in statuses(row, answer)
    ]
    return sum(one != other for one, other in zip(before, after, strict=True)) / len(before)


def shuffled(answer: str) -> str:
    sentences = re.split(r"(?<=[.?!])\s+", answer)
    random.Random(answer).shuffle(sentences)
    return " ".join(sentences)


def hesitating(answer: str) -> str:
    words = answer.split()
    return " ".join(
        f"{word} {('um,', 'uh')[at // 8 % 2]}" if at % 8 == 7 else word for at, word in enumerate(words)
    )


def unpunctuated(answer: str) -> str:
    return re.sub(r"[.,;:?!](?=\s|$)", "", answer).lower()


@FILES
def test_the_verdicts_on_real_answers_are_not_all_alike(path: Path) -> None:
    said = {status for verdicts in untouched(path) for status in verdicts}
    assert said == {"covered", "partial", "missed"}


@FILES
def test_sentences_in_another_order_change_a_tenth_at_most(path: Path) -> None:
    assert changed(path, [shuffled(row["answer"]) for row in rows(path)]) <= 0.10


@FILES
def test_fillers_change_a_twentieth_at_most(path: Path) -> None:
    assert changed(path, [hesitating(row["answer"]) for row in rows(path)]) <= 0.05


@FILES
def test_lost_punctuation_changes_a_twentieth_at_most(path: Path) -> None:
    assert changed(path, [unpunctuated(row["answer"]) for row in rows(path)]) <= 0.05


@FILES
@pytest.mark.parametrize("answer", ["", "Um.", "{ask}", "So, {ask} {ask}", "{plain}"])
def test_saying_nothing_or_the_question_covers_nothing(path: Path, answer: str) -> None:
    for row in rows(path):
        ask = row["question"]
        said = answer.format(ask=ask, plain=unpunctuated(ask))
        assert set(statuses(row, said)) == {"missed"}, said
