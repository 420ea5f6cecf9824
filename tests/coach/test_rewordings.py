"""A question comes back in other words, and means the same."""

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voicedrill.coach.rewordings import next_wording, reworded, wordings
from voicedrill.decks.check import check_text
from voicedrill.decks.find import question_hash
from voicedrill.decks.load import question_from_data
from voicedrill.decks.model import Question

OPENINGS = [
    "Tell me about a time when",
    "Tell us about a time",
    "Describe a situation in which",
    "Walk me through",
    "Explain",
    "Could you describe",
    "How",
    "",
]


@pytest.mark.parametrize(
    ("ask", "others"),
    [
        (
            "Tell me about a time you disagreed with your manager.",
            {
                "Can you give me an example of when you disagreed with your manager?",
                "Describe a situation in which you disagreed with your manager.",
            },
        ),
        (
            "Tell us about a mistake. What did it teach you?",
            {
                "Can you tell us about a mistake? What did it teach you?",
                "I'd like to hear about a mistake. What did it teach you?",
            },
        ),
        ("Walk us through {your} CV", {"Can you talk us through {your} CV?", "Take us through {your} CV."}),
        ("How do you deal with Node.js?", set()),
        ("Tell me about a time of great stress.", {"Can you tell me about a time of great stress?",
                                                   "I'd like to hear about a time of great stress."}),
    ],
)  # fmt: skip
def test_usual_openings_are_exchanged_and_the_rest_stays(ask: str, others: set[str]) -> None:
    first, *rest = wordings(Question("q", ask))
    assert first == ask
    assert set(rest) == others


def test_the_decks_own_rewordings_come_before_any_made_ones() -> None:
    data = {"id": "q", "ask": "Tell me about a mistake.", "rewordings": ["What went wrong?"]}
    assert wordings(question_from_data(data)) == ("Tell me about a mistake.", "What went wrong?")


@given(
    st.builds(
        lambda opening, rest: f"{opening} {rest}".strip(), st.sampled_from(OPENINGS), st.text(min_size=1)
    ),
    st.lists(st.text(alphabet="ab .?", min_size=1), max_size=3),
)
def test_wordings_are_never_empty_nor_alike(ask: str, own: list[str]) -> None:
    question = Question("q", ask, rewordings=tuple(own))
    ways = wordings(question)
    assert ways[0] == ask
    assert all(way.strip() for way in ways[1:] if way not in own)
    assert len({way.casefold() for way in ways}) == len(ways)


@given(st.sampled_from(OPENINGS[:6]), st.integers(2, 9))
def test_no_wording_comes_twice_running_and_each_has_its_turn(opening: str, rounds: int) -> None:
    question = Question("q", f"{opening} you changed your mind.")
    asked: list[str] = []
    for _ in range(rounds):
        asked.append(next_wording(question, asked[-1] if asked else None))
    assert all(before != after for before, after in pairwise(asked))
    assert set(asked) == set(wordings(question)[:rounds])
    assert reworded(question, asked[-1]) == replace(question, ask=next_wording(question, asked[-1]))


def test_a_wording_that_the_deck_no_longer_has_is_followed_by_the_questions_own() -> None:
    assert next_wording(Question("q", "Walk me through it."), "Something else?") == "Walk me through it."


def test_rewordings_leave_the_hash_of_a_question_without_any_alone() -> None:
    """Reports that were kept before there were rewordings still name the same question."""
    data = {"id": "q", "ask": "Why?"}
    assert question_hash(question_from_data(data)) == "4db97edd8320e467"
    assert question_hash(question_from_data(data)) != question_hash(
        question_from_data({**data, "rewordings": ["How come?"]})
    )


def test_check_finds_a_rewording_that_is_none() -> None:
    text = 'title: T\nquestions:\n  - {id: a, ask: "Why us?", rewordings: ["why us", How come?]}\n'
    assert "reworded-twice" in {finding.rule for finding in check_text(text, Path("d.yaml"))}
