"""A mock interview as a script: items, moods, follow-ups, time, and going on after an interruption."""

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from mock_speaking import BEGAN_AT, Interview, script_for

from voicedrill.coach.mock.rounds import find_round
from voicedrill.decks.find import find_deck
from voicedrill.decks.load import load_deck
from voicedrill.decks.model import Deck, Question, Round, TalkingPoint
from voicedrill.sessions.mock import PressingInterviewer
from voicedrill.sessions.script import Answered, Item


@pytest.fixture(autouse=True)
def _own_data(data: Path) -> None:
    """The history is read where answers are compared with earlier ones."""


@pytest.fixture(scope="module")
def deck() -> Deck:
    return load_deck(find_deck("starter"))


def say_little(item: Item) -> str:
    return "I counted forty visits, and then I wrote one message to all of them on a Monday."


def test_nothing_is_revealed_and_nothing_can_be_done_over(deck: Deck) -> None:
    for answered in Interview(script_for(deck), say_little).run():
        item = answered.item
        assert not item.reveal
        assert item.mode == "mock"
        assert item.session == "mock-test"
        assert item.rules is not None
        assert (item.rules.can_correct, item.rules.can_redo) == (False, False)


def test_a_loop_goes_round_by_round_to_the_candidates_questions(deck: Deck) -> None:
    items = [answered.item for answered in Interview(script_for(deck), say_little).run()]
    headings = [item.heading for item in items]
    assert headings[0] == "Round 1 of 4, Recruiter screen · question 1"
    assert headings[1] == "Round 1 of 4, Recruiter screen · question 1 · follow-up"
    assert headings[-1] == "Round 4 of 4, Culture interview · your turn"
    assert items[-1].question.kind == "ask-them"
    assert items[0].lead_in == "Hello, and thank you for coming."
    main = [item.question.id for item in items if not item.part]
    assert len(main) == len(set(main)) == 7
    for before, item in pairwise(items):
        if item.part:
            assert item.of is not None
            assert item.because
            assert item.question.id.startswith(before.question.id.split("-follow-up")[0])


def test_follow_ups_are_as_many_as_asked_for_at_most(deck: Deck) -> None:
    for most in (0, 2):
        items = [answered.item for answered in Interview(script_for(deck, follow_ups=most), say_little).run()]
        assert max(item.part for item in items) == most


def test_a_skipped_question_is_left_alone(deck: Deck) -> None:
    answered = Interview(script_for(deck), lambda _: None).run()
    assert {one.outcome for one in answered} == {"skip"}
    assert [one.item.part for one in answered] == [0] * 7


def test_who_talks_long_is_asked_less_and_told_so(deck: Deck) -> None:
    stage = Round("one", "One", (6, 8), ("behavioural",), 5)
    slow = replace(script_for(deck, rounds=(stage,)), mood=script_for(deck, mood="silent").mood)
    asked = len(slow.plan.rounds[0].questions)
    items = [one.item for one in Interview(slow, lambda item: say_little(item) * 22).run()]
    assert sum(not item.part for item in items) < asked + 1
    assert [item.lead_in for item in items if item.lead_in][-1] == "We are nearly out of time."
    assert items[-1].question.kind == "ask-them"
    quick = [one.item for one in Interview(slow, say_little).run()]
    assert sum(not item.part for item in quick) == asked + 1


@pytest.mark.parametrize(("mood", "silent"), [("friendly", False), ("silent", True), ("pressing", False)])
def test_moods_speak_wait_and_interrupt_differently(deck: Deck, mood: str, silent: bool) -> None:
    script = script_for(deck, mood=mood)
    items = [one.item for one in Interview(script, say_little).run()]
    assert all(item.lead_in is None for item in items) == silent
    assert all((item.interrupter is not None) == (mood == "pressing") for item in items)
    first = items[0].rules
    assert first is not None
    friendly = {"friendly": first.end_silence_s > 2.5, "silent": first.end_silence_s > 4}
    assert friendly.get(mood, first.end_silence_s < 2.5)


def test_an_interrupter_is_new_for_every_answer_and_lets_concrete_words_pass() -> None:
    vague = "We always try to do things well and everybody is happy with it in the end, you know. " * 4
    interviewer = PressingInterviewer("behavioural")
    assert interviewer.heard(vague, 10.0) is None
    first = interviewer.heard(vague, 30.0)
    assert first is not None
    assert interviewer.heard(vague, 30.1) is None
    assert interviewer.heard(vague * 2, 60.0) not in (None, first)
    assert interviewer.heard(vague * 4, 120.0) is None, "twice is enough"
    assert PressingInterviewer("behavioural").heard(vague + "I rang 12 customers on Monday.", 40.0) is None


def test_the_script_is_pure_and_goes_on_where_it_was(deck: Deck) -> None:
    script = script_for(deck)
    whole = Interview(script, say_little)
    whole.run()
    for cut in range(len(whole.so_far)):
        so_far = tuple(whole.so_far[:cut])
        now_s = (whole.so_far[cut].started_at - BEGAN_AT).total_seconds()
        item = script.next(so_far, now_s)
        again = script.next(so_far, now_s)
        assert item is not None
        assert again is not None
        assert _told(item) == _told(again) == _told(whole.so_far[cut].item)
        # Another process, later: the clock goes on where it stood.
        times = tuple(script.at_s(at, one) for at, one in enumerate(so_far))
        later = replace(script, began_at=BEGAN_AT.replace(day=22), before_s=now_s, earlier=times)
        resumed = later.next(so_far, now_s)
        assert resumed is not None
        assert _told(resumed) == _told(item)


def _told(item: Item) -> tuple[object, ...]:
    return item.heading, item.question, item.lead_in, item.part, item.of, item.rules


def test_an_answer_that_was_broken_off_is_asked_again(deck: Deck) -> None:
    script = script_for(deck)
    first = script.next((), 0.0)
    assert first is not None
    broken = Answered(first, "quit", BEGAN_AT, attempt_id="20261121-090000-abcd")
    again = script.next((broken,), 30.0)
    assert again is not None
    assert again.question.id == first.question.id


def test_one_closing_question_serves_two_rounds() -> None:
    points = (TalkingPoint("a", "what is hard here"),)
    deck = Deck(
        "Two rounds",
        (
            *(Question(f"q{n}", "And?", seconds=(10, 20)) for n in range(2)),
            Question("ask", "Your turn?", kind="ask-them", points=points),
        ),
        rounds=(
            Round("a", "A", (30, 30), ("behavioural", "ask-them"), 1),
            Round("b", "B", (30, 30), ("behavioural", "ask-them"), 1),
        ),
    )
    items = [one.item for one in Interview(script_for(deck, follow_ups=0), say_little).run()]
    assert [item.heading[:10] for item in items] == ["Round 1 of"] * 2 + ["Round 2 of"] * 2
    assert [item.question.id for item in items][1::2] == ["ask", "ask"]


def test_a_round_can_be_held_alone(deck: Deck) -> None:
    stage = find_round(deck, "manager")
    assert stage is not None
    script = script_for(deck, rounds=(stage,))
    items = [one.item for one in Interview(script, say_little).run()]
    assert items[0].heading == "Hiring manager · question 1"
    assert items[-1].heading == "Hiring manager · your turn"


def test_a_closing_question_that_the_deck_does_not_have_never_comes_back() -> None:
    deck = Deck("No closing", (Question("q", "And?", seconds=(10, 20)),))
    items = [one.item for one in Interview(script_for(deck, follow_ups=0), say_little).run()]
    assert [item.deck_file for item in items] == [Path("deck.yaml"), None]
    assert items[-1].question.ask == "We have a few minutes left. What would you like to ask me?"
