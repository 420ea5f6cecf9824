"""The small decks to begin with: nothing is wrong with them (for all decks: test_content_decks)."""

import pytest

from voicedrill.decks.check import check_deck
from voicedrill.decks.find import deck_names, find_deck
from voicedrill.decks.load import load_deck

SMALL = ("starter", "backend", "pitch-and-curveballs")


def test_three_decks_ship() -> None:
    assert set(SMALL) <= set(deck_names())


@pytest.mark.parametrize("name", SMALL)
def test_a_shipped_deck_has_nothing_to_complain_about(name: str) -> None:
    assert check_deck(find_deck(name)) == ()


@pytest.mark.parametrize("name", SMALL)
def test_every_shipped_question_can_be_practised(name: str) -> None:
    questions = load_deck(find_deck(name)).questions
    assert 5 <= len(questions) <= 8
    for question in questions:
        assert 3 <= len(question.points) <= 7, question.id
        assert question.why, question.id
        assert question.difficulty, question.id
        assert question.red_flags, question.id
