"""The rehearsal of a report goes all the way, whatever is asked."""

import json

import pytest

from voicedrill.decks.find import deck_names, find_deck
from voicedrill.decks.load import load_deck
from voicedrill.sessions.warm_up import rehearse


@pytest.mark.parametrize("name", deck_names())
def test_a_report_is_rehearsed(name: str) -> None:
    deck = load_deck(find_deck(name))
    report = json.loads(rehearse(deck.questions[0], deck))
    assert report["question"]["id"] == deck.questions[0].id
    assert report["delivery"]["word_count"] > 10
    assert report["warnings"] == []
