"""Red flags: what is one, and what only looks like one."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from voicedrill.coverage import red_flags
from voicedrill.coverage.answers import prepare_text
from voicedrill.coverage.matching import Index
from voicedrill.coverage.red_flag_habits import FAMILIES, family_of
from voicedrill.coverage.red_flag_shapes import shape_of
from voicedrill.coverage.red_flag_wording import missing_in
from voicedrill.coverage.red_flags import Phrases
from voicedrill.coverage.results import RedFlagVerdict

GROUPS: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "data" / "red_flag_cases.yaml").read_text(encoding="utf-8")
)
BLAME = "Blame shifting: puts the failure on another team"


def judge(flag: str, answer: str, phrases: Phrases = red_flags.NO_PHRASES) -> RedFlagVerdict:
    return red_flags.judge((flag,), Index(prepare_text(answer)), phrases)[0]


@pytest.mark.parametrize("group", GROUPS, ids=[group["group"] for group in GROUPS])
def test_labelled_cases(group: dict[str, Any]) -> None:
    wrong = []
    for case in group["cases"]:
        verdict = judge(group["flag"], case["answer"])
        quoted = verdict.evidence.quote if verdict.evidence else ""
        if verdict.present != case["present"] or case.get("evidence", "") not in quoted:
            wrong.append((case, verdict))
        assert bool(quoted) == verdict.present
        assert quoted in case["answer"]
        assert verdict.text == group["flag"]
    assert wrong == []


@pytest.mark.parametrize(
    ("wording", "name"),
    [
        ("Blame-first reflex: assumes that the network is guilty", "blame"),
        ("Seeking permission culture: sought consensus instead of acting", "permission"),
        ("Leaves hiring to others", "dodging"),
        ("Is defensive about the gap", "apology"),
        ("Wishy-washy: no clear position", "hedging"),
        ("Personal attacks: talks about the person", "bad-mouthing"),
        ("Delays help: waits to see whether it improves", "delay"),
        ("Bigger box: goes straight to more hardware", "bigger machine"),
        ("Stays late as the only plan", "long hours"),
    ],
)
def test_the_decks_wording_chooses_the_family(wording: str, name: str) -> None:
    family = family_of(wording.lower())
    assert family is not None
    assert family.name == name


@pytest.mark.parametrize(
    ("wording", "name"),
    [
        ("All we, no I: it stays unclear who did what", "only we"),
        ("No result: the story stops at what was done", "no result"),
        ("Figures avoided: not a single number", "no numbers"),
        ("Technology name-dropping", "name dropping"),
        ("Starts drawing boxes before asking a single question", "no question asked"),
    ],
)
def test_or_a_shape_of_the_whole_answer(wording: str, name: str) -> None:
    shape = shape_of(wording.lower())
    assert shape is not None
    assert shape.name == name


@pytest.mark.parametrize(
    ("wording", "done", "things"),
    [
        ("Ignores customer impact", "", ("customer impact",)),
        ("Missing edge cases: not considering time zones or day boundaries", "", None),
        (
            "Index spray: adds indexes everywhere without considering write cost",
            "adds indexes",
            ("write cost",),
        ),
        ("Blame: the other person is lazy", None, None),
    ],
)
def test_what_a_wording_says_is_missing(
    wording: str, done: str | None, things: tuple[str, ...] | None
) -> None:
    missing = missing_in(wording)
    if done is None:
        assert missing is None
        return
    assert missing is not None
    assert missing.done.startswith(done)
    assert things is None or missing.things == things
    assert "edge" not in wording or {"time zones", "day boundaries", "edge cases"} <= set(missing.things)


def test_no_words_no_flags() -> None:
    for family in FAMILIES:
        assert not judge(family.name, "").present
    for flag in ("No numbers at all", "Ignores the cost", "No result", "Skips scope: asks no questions"):
        assert not judge(flag, "").present


def test_the_evidence_is_the_whole_clause() -> None:
    verdict = judge(
        BLAME, "We were fine until May, and then the vendor forgot to tell us about it, so it broke."
    )
    assert verdict.evidence is not None
    assert verdict.evidence.quote == "and then the vendor forgot to tell us about it,"


def test_own_phrases_add_to_a_family() -> None:
    answer = "The auditors dropped a brick on us that spring."
    assert not judge(BLAME, answer).present
    mine = Phrases(families={"blame": ("dropped a brick on us",)})
    verdict = judge(BLAME, answer, mine)
    assert verdict.present
    assert verdict.evidence is not None
    assert "dropped a brick on us" in verdict.evidence.quote
    assert not judge("Apologises for the gap", answer, mine).present


def test_own_flags_are_reported_in_any_answer_but_only_when_they_are_there() -> None:
    mine = Phrases(own={"says to be honest": ("to be honest", "if i'm honest")})
    said = red_flags.judge((BLAME,), Index(prepare_text("To be honest, I had not checked.")), mine)
    assert [(v.text, v.present) for v in said] == [(BLAME, False), ("says to be honest", True)]
    silent = red_flags.judge((BLAME,), Index(prepare_text("I had not checked it.")), mine)
    assert [v.text for v in silent] == [BLAME]


WORDS = st.sampled_from(["the", "vendor", "never", "sorry", "i", "we", "not", ",", ".", "forgot"])


@given(st.text(max_size=60), st.lists(WORDS, max_size=30))
def test_no_wording_and_no_answer_breaks_it(flag: str, words: list[str]) -> None:
    verdict = judge(flag, " ".join(words))
    assert verdict.present == (verdict.evidence is not None)
