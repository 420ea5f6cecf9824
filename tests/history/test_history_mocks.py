"""Mock interviews in the history."""

from datetime import UTC, datetime

import pytest
from history_answers import MakeAnswer

from voicedrill.coach.mock.clock import Costs
from voicedrill.coach.mock.plan import make_plan
from voicedrill.coach.mock.rounds import loop_of
from voicedrill.decks.find import find_deck
from voicedrill.decks.load import load_deck
from voicedrill.errors import HistoryError
from voicedrill.history import mocks
from voicedrill.history.mocks import KeptStep, Mock, MockSettings
from voicedrill.history.store import History

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)


@pytest.fixture
def mock(history: History) -> Mock:
    deck = load_deck(find_deck("starter"))
    plan = make_plan(deck, loop_of(deck), Costs(), seed=1, minutes=20)
    settings = MockSettings("pressing", 10.0, 2.5, 600.0)
    mock = Mock(mocks.new_id(NOW, "ab12"), mocks.moment(NOW), "starter", deck.title, plan, settings)
    mocks.begin(history, mock)
    return mock


def test_what_was_kept_comes_back_as_it_was(history: History, mock: Mock) -> None:
    assert mocks.find(history, "last") == mock
    assert mocks.find(history, mock.id[:12]) == mock
    assert mocks.all_mocks(history, "open") == [mock]
    steps = [
        KeptStep(0, "about-you", 0, "answered", None, 0.0, 42.5, ("How exactly?",)),
        KeptStep(0, "about-you", 1, "skipped", None, 42.5, 3.0),
    ]
    for step in steps:
        mocks.add_step(history, mock.id, step)
    assert mocks.steps_of(history, mock) == steps
    assert mocks.find(history, "last").elapsed_s == 45.5


def test_an_answer_whose_step_was_lost_is_found_again(
    history: History, mock: Mock, answer: MakeAnswer
) -> None:
    first = mock.plan.rounds[0].questions[0].id
    mocks.add_step(history, mock.id, KeptStep(0, first, 0, "answered", "a", 0.0, 30.0))
    number, question = next(
        (number, question.id)
        for number, stage in enumerate(mock.plan.rounds)
        for question in stage.questions
        if question.id == "made-it-better"
    )
    history.add(answer("b", session=mock.id, mode="mock"))
    history.add(answer("c", mode="mock", session="another"))
    lost = mocks.steps_of(history, mock)[-1]
    assert (lost.round, lost.question, lost.attempt, lost.outcome) == (number, question, "b", "answered")
    assert lost.at_s == 30.0
    mocks.add_step(history, mock.id, lost)
    assert len(mocks.steps_of(history, mock)) == 2, "once it has a step it is not added again"


def test_the_state_tells_whether_it_can_be_gone_on_with(history: History, mock: Mock) -> None:
    mocks.close(history, mock.id, "ended")
    assert mocks.all_mocks(history, "open") == []
    assert mocks.find(history, "last").state == "ended"


def test_interviews_without_answers_are_forgotten_but_for_open_ones(
    history: History, mock: Mock, answer: MakeAnswer
) -> None:
    mocks.prune(history)
    assert mocks.all_mocks(history) != []
    history.add(answer("a", session=mock.id))
    mocks.close(history, mock.id, "over")
    mocks.prune(history)
    assert mocks.all_mocks(history) != []
    history.forget(["a"])
    assert mocks.all_mocks(history) == []
    assert history.connection.execute("SELECT count(*) FROM mock_steps").fetchone()[0] == 0


@pytest.mark.parametrize("name", ["last", "mock-1999"])
def test_what_is_not_there_is_said(history: History, name: str) -> None:
    with pytest.raises(HistoryError, match="voicedrill"):
        mocks.find(history, name)


def test_a_damaged_plan_is_one_sentence(history: History, mock: Mock) -> None:
    with history.transaction():
        history.connection.execute("UPDATE mocks SET plan = '{\"rounds\": 3}'")
    with pytest.raises(HistoryError, match="cannot be read"):
        mocks.find(history, mock.id)
