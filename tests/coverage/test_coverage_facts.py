"""Facts: stated, misstated, absent."""

from pathlib import Path
from typing import Any

import yaml
from hypothesis import given
from hypothesis import strategies as st
from test_coverage_numbers import spoken

from voicedrill.coverage import facts
from voicedrill.coverage.answers import prepare_text
from voicedrill.coverage.matching import Index
from voicedrill.coverage.results import FactVerdict

GROUPS: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "data" / "facts_cases.yaml").read_text(encoding="utf-8")
)
#: Cases that the judge gets wrong today, each with the reason; none may be added without one.
KNOWN_MISSES = {
    # "Trains" and "training" share a stem.
    ("10% of the budget on training", "About ten percent of the trains were late."),
}


def judge(fact: str, answer: str, *others: str) -> FactVerdict:
    return facts.judge((fact, *others), Index(prepare_text(answer)))[0]


def test_labelled_cases() -> None:
    """All at once: a change that mends one group and breaks another shows both."""
    wrong = []
    for group in GROUPS:
        for case in group["cases"]:
            verdict = judge(case["fact"], case["answer"], *case.get("others", ()))
            quoted = verdict.evidence.quote if verdict.evidence else ""
            right = (
                verdict.status == case["status"]
                and verdict.said == case.get("said", verdict.said)
                and case.get("evidence", "") in quoted
                and (verdict.said is not None) == (case["status"] == "misstated")
                and bool(quoted) == (case["status"] != "absent")
            )
            if not right and (case["fact"], case["answer"]) not in KNOWN_MISSES:
                wrong.append((group["group"], case, verdict))
    assert wrong == []


UNITS = st.sampled_from(
    [
        ("minutes", "of downtime"),
        ("percent", "of the orders"),
        ("milliseconds", "of latency"),
        ("weeks", "until the launch"),
        ("people", "on the project"),
        ("kilos", "of flour"),
        ("dollars", "of savings"),
        ("", "tickets in the queue"),
    ]
)


@given(st.integers(2, 99_999), UNITS, st.booleans())
def test_any_number_rendered_to_words_and_back_is_stated(
    number: int, unit: tuple[str, str], noted_in_words: bool
) -> None:
    rendered = [f"{number:,}", spoken(number)]
    noted, said = reversed(rendered) if noted_in_words else rendered
    thing = " ".join(part for part in unit if part)
    verdict = judge(f"{noted} {thing}", f"So in the end it was {said} {thing}, all told.")
    assert verdict.status == "stated"


@given(st.integers(2, 99_999), st.integers(2, 99_999), UNITS)
def test_another_number_is_never_stated(number: int, other: int, unit: tuple[str, str]) -> None:
    if abs(number - other) <= 0.03 * max(number, other):
        return
    thing = " ".join(part for part in unit if part)
    verdict = judge(f"{number} {thing}", f"So in the end it was {spoken(other)} {thing}, all told.")
    assert verdict.status in ("misstated", "absent")
    if verdict.said is not None:
        assert spoken(other) in verdict.said


def test_a_number_that_another_fact_claims_is_no_mistake() -> None:
    answer = "The incident took 35 minutes and the review took 50 minutes."
    assert judge("review took 50 minutes", answer, "incident took 35 minutes").status == "stated"
    assert (
        judge("fix took 20 minutes", answer, "incident took 35 minutes", "review took 50 minutes").status
        == "absent"
    )


def test_the_wording_of_the_deck_is_unchanged() -> None:
    assert judge("  8M   peak ", "eight million at the peak").text == "  8M   peak "
