"""What is still to be filled is neither spoken nor counted, and what only looks like it is left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voicedrill.coverage.evaluate import evaluate
from voicedrill.decks.blanks import BLANK, blanks_in, is_fact, said
from voicedrill.decks.find import question_hash
from voicedrill.decks.load import question_from_data
from voicedrill.timing import Word
from voicedrill.transcript import Transcript

NOTES = {
    "we moved to Kafka in [what year?]": "we moved to Kafka in",
    "I led [how many?] people, and we shipped": "I led people, and we shipped",
    "latency fell by [X]%": "latency fell by",
    "it cost $[amount] a month": "it cost a month",
    "I told the lead (name: [who?]) at once": "I told the lead (name:) at once",
    "errors fell by X%": "errors fell by",
    "the budget was $XX": "the budget was",
    "ask ____ first": "ask first",
    "[TBD] windows": "windows",
}


@pytest.mark.parametrize(("note", "rest"), NOTES.items())
def test_a_note_is_said_without_its_blanks(note: str, rest: str) -> None:
    assert said(note) == rest


@pytest.mark.parametrize(
    "note",
    [
        "[what year?]",
        "in [what year?]",
        "Impact: [fill in]",
        "TBD",
        "[X]% ",
        "from [a] to [b]",
        "____",
        "($[x])",
    ],
)
def test_a_note_that_is_only_a_blank_is_none(note: str) -> None:
    assert said(note) == ""
    assert blanks_in(note)


@pytest.mark.parametrize(
    "note",
    [
        "rows[i] and List[int] are typed",
        "it scales, see [1] and [2, 3]",
        "a value in [0, 1]",
        "see [the docs](https://example.org)",
        "they said it was more faster [sic]",
        "N servers and X-rays",
        "a snake_case__name and __init__",
    ],
)
def test_what_only_looks_like_a_blank_is_left_alone(note: str) -> None:
    assert blanks_in(note) == ()
    assert said(note) == note


@given(st.text(alphabet="ab [](){}?X%$_.,:;1\n", max_size=60))
def test_nothing_blank_is_ever_said(note: str) -> None:
    rest = said(note)
    assert not BLANK.search(rest)
    assert rest == note or len(rest) < len(note)
    assert "\0" not in rest


def test_a_fact_is_one_when_a_number_or_a_name_is_left() -> None:
    assert is_fact("p99 under 50 ms")
    assert is_fact("the Deming prize of [year]")
    assert is_fact("idempotent writes")
    assert not is_fact("[how many] users")


def test_coverage_counts_no_blank_and_shows_the_decks_own_wording() -> None:
    question = question_from_data(
        {
            "ask": "What did you build?",
            "points": ["a cache of [how many?] gigabytes in front of the database", "[second point]"],
            "facts": ["40% fewer reads in [May 2019?]", "[how many?] users"],
            "framework": "star",
            "beats": {"result": ["[number?]", "reads fell by [X]%"]},
            "script": "I built a cache in front of the database [name it].",
        }
    )
    assert question.to_fill == ("[second point]", "[number?]", "[how many?] users")
    assert question.said_beats == {"result": ("reads fell by",)}
    said_in = "I built a cache of gigabytes in front of the database. It made forty percent fewer reads."
    words = tuple(Word(word, None, None) for word in said_in.split())
    coverage = evaluate(question, Transcript("test", None, said_in, "none", words))
    assert [(point.text, point.status) for point in coverage.points] == [
        ("a cache of [how many?] gigabytes in front of the database", "covered")
    ]
    assert [(fact.text, fact.status) for fact in coverage.facts] == [
        ("40% fewer reads in [May 2019?]", "stated")
    ]


def test_attempts_are_still_of_the_same_question_when_an_empty_note_is_added() -> None:
    plain = question_from_data({"ask": "Why?", "points": ["because"]})
    noted = question_from_data({"ask": "Why?", "points": ["because", "[what else?]"]})
    assert question_hash(plain) == question_hash(noted)
