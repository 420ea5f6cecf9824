"""The coverage benchmark on answers whose figures are plain to see, judged by the real judge."""

import json
from collections import Counter
from pathlib import Path

import pytest
from benchmarks import coverage
from benchmarks.common import WordErrors
from benchmarks.coverage_rows import Row, question_of, transcript_of
from benchmarks.coverage_spoken import Heard, compared
from benchmarks.coverage_stability import filled, shuffled, stability, unpunctuated
from benchmarks.coverage_summary import Judgement, judged, summary
from hypothesis import given
from hypothesis import strategies as st

ANSWER = (
    "Last year I was working on the checkout service and it fell over twice a week. "
    "It was my job to make it stop before Christmas. "
    "So I measured the connection pool and I raised its size to fifty. "
    "Then I wrote an alert for the pool. "
    "In the end the outages went down from eight a month to none."
)
ROW: Row = {
    "id": "pool",
    "part": "natural",
    "question": "Tell me about something you made reliable.",
    "points": [
        {"text": "measured the connection pool", "label": "covered"},
        {"text": "wrote an alert for the pool", "label": "covered"},
        {"text": "trained two apprentices in Leeds", "label": "missed"},
    ],
    "facts": [{"text": "pool of 50 connections", "status": "stated"}],
    "red_flags": [{"text": "Blame: pins it on a colleague", "present": False}],
    "beats": {"situation": True, "task": True, "action": True, "result": True},
    "sentences_beats": ["situation", "task", "action", "action", "result"],
    "answer": ANSWER,
}


def test_an_answer_that_is_plain_is_judged_right_by_every_figure() -> None:
    verdicts = judged(question_of(ROW), transcript_of(ANSWER), None)
    figures = summary([Judgement(ROW, verdicts, 0.01, {"rival": (0.9, 0.8, 0.1)})])
    assert figures["points AUC"] == 1
    assert figures["rival AUC"] == 1
    assert figures["facts right"] == 1
    assert figures["beats right"] == 1
    assert figures["boundaries"] == 4
    assert figures["boundaries within a sentence"] == 1
    assert figures["sentences' beats right"] == 1
    assert figures["red flags F1"] is None
    assert figures["ms an answer"] == pytest.approx(10)


def test_the_program_prints_each_part_and_writes_its_figures(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    answers, out = tmp_path / "answers.jsonl", tmp_path / "figures.json"
    rows = [{**ROW, "id": f"r{n}", "split": "tune" if n % 2 else "untouched"} for n in range(4)]
    rows += [{**ROW, "id": f"h{n}", "part": "hard", "split": "tune"} for n in range(4)]
    answers.write_text("".join(json.dumps(row) + "\n" for row in rows))
    assert coverage.main([str(answers), "--json", str(out)]) == 0
    figures = json.loads(out.read_text())
    assert set(figures["parts"]) == {"natural", "natural, tune", "natural, untouched", "hard", "hard, tune"}
    assert figures["parts"]["natural, tune"]["answers"] == 2
    assert sum(one["count"] for one in figures["reliability"]["hard"]) == 12
    assert "points macro F1" in capsys.readouterr().out


def test_the_bank_is_scored_sentence_by_sentence() -> None:
    entry = {
        "style": "terse",
        "point": "jitter on expiry times",
        "covered": ["We put jitter on the expiry times.", "I added jitter to every expiry time."],
        "partial": ["We changed the expiry."],
        "missed": ["The printer was out of paper."],
    }
    figures = coverage.bank_figures([entry])
    assert figures["all"]["sentences"] == 4
    assert figures["terse"]["AUC covered against missed"] == 1


def test_what_was_heard_right_is_judged_as_the_text_is() -> None:
    figures = compared([Heard(ROW, "en-us", transcript_of(ANSWER), WordErrors(words=60))])
    assert figures["same label"] == 1
    assert figures["points macro F1, sound"] == figures["points macro F1, text"]
    lost = compared([Heard(ROW, "en-us", transcript_of("mumble"), WordErrors(deletions=59, words=60))])
    assert lost["points macro F1, sound"] < lost["points macro F1, text"]
    assert lost["word error rate"] == pytest.approx(59 / 60)


@given(st.lists(st.sampled_from(["One.", "two", "three?", "four,", "five!"]), min_size=1, max_size=30))
def test_changes_keep_what_was_said(words: list[str]) -> None:
    text = " ".join(words)
    assert Counter(shuffled(text).split()) == Counter(words)
    assert [word for word in filled(text).split() if word != "um"] == words
    assert unpunctuated(text).split() == [word.strip(".,?!").lower() for word in words]


def test_nothing_said_makes_no_point() -> None:
    figures = stability([ROW])
    assert figures["points not missed, nothing said"] == 0
    assert figures["points not missed, the question read back"] == 0
    assert figures["labels changed, um after every tenth word"] == 0
