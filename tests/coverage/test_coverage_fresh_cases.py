"""Facts and red flags on short answers of many trades that were written before the judges met them."""

from pathlib import Path
from typing import Any

import yaml

from voicedrill.coverage import facts, red_flags
from voicedrill.coverage.answers import prepare_text
from voicedrill.coverage.matching import Index

CASES: dict[str, list[dict[str, Any]]] = yaml.safe_load(
    (Path(__file__).parent / "data" / "fresh_cases.yaml").read_text(encoding="utf-8")
)
#: (fact, status) that the judge gets wrong today, each with the reason; none may be added without one.
KNOWN_FACTS = {
    # "Two weeks before the end" of one thing, "early" of another.
    ("delivered 2 weeks early", "absent"),
    # What "four minutes after the call" is the response to is not understood.
    ("first response in 4 minutes", "stated"),
    ("first response in 4 minutes", "absent"),
}
#: Red flags that are there and not found today.
KNOWN_FLAGS = {
    # "I came back with eleven things" reads like an ending.
    "No result: stops before the outcome",
    # What was done would have to be understood; no word of the wording is said.
    "Threatens to leave over pay",
    "Gives the answer away to the pupil",
    "Discounts at once: gives away price before finding the objection",
}


def test_facts() -> None:
    wrong = []
    for case in CASES["facts"]:
        verdict = facts.judge((case["fact"],), Index(prepare_text(case["answer"])))[0]
        if verdict.status != case["status"] and (case["fact"], case["status"]) not in KNOWN_FACTS:
            wrong.append((case, verdict))
    assert wrong == []


def test_red_flags() -> None:
    wrong = []
    for case in CASES["red_flags"]:
        verdict = red_flags.judge((case["flag"],), Index(prepare_text(case["answer"])))[0]
        missed = case["present"] and case["flag"] in KNOWN_FLAGS
        if verdict.present != case["present"] and not missed:
            wrong.append((case, verdict))
    assert wrong == []
