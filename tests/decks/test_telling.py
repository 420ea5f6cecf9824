"""What a question takes from its story: where it says nothing itself, and never more than that."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voicedrill.decks.export import export
from voicedrill.decks.find import deck_names, find_deck, question_hash
from voicedrill.decks.frameworks import frameworks
from voicedrill.decks.load import load_deck
from voicedrill.decks.model import Deck, FollowUp, Question, Story, TalkingPoint
from voicedrill.decks.telling import story_of, with_story

STAR, RECOVERY = frameworks()["star"], frameworks()["recovery"]
STORY = Story(
    "late",
    "The orders that came late",
    framework=STAR,
    beats={"situation": ("orders came late",), "result": ("2% to 0.1%",), "moral": ("hurry",)},
    facts=("2% to 0.1%", "12 nights"),
    follow_ups=(FollowUp("What did it cost?"),),
    to_fill=("[who?]",),
)
QUESTION = Question("bad", "Tell me about a bad night.", story="late")

plans = st.sampled_from([None, STAR, RECOVERY, frameworks()["bridge"]])
notes = st.dictionaries(
    st.sampled_from(["situation", "action", "result", "evidence", "else"]),
    st.lists(st.sampled_from(["it broke", "I ran"]), max_size=2).map(tuple),
    max_size=3,
)
facts = st.lists(st.sampled_from(["47 minutes", "8M users", "Dr Osei"]), max_size=2, unique=True).map(tuple)
stories = st.builds(Story, st.sampled_from(["late", "other"]), st.just("A title"), plans, notes, facts)
questions = st.builds(
    Question,
    id=st.just("q"),
    ask=st.just("What did you do?"),
    kind=st.sampled_from(["behavioural", "technical", "culture", "gap"]),
    points=st.lists(st.just(TalkingPoint("p", "it broke")), max_size=1).map(tuple),
    framework=plans,
    beats=notes,
    facts=facts,
    story=st.sampled_from([None, "late", "nobody"]),
)


def deck(*known: Story) -> Deck:
    return Deck("A deck", (QUESTION,), stories=known)


def test_a_question_that_says_nothing_else_is_judged_by_its_story() -> None:
    told = with_story(QUESTION, deck(STORY))
    assert (told.facts, told.framework) == (STORY.facts, STAR)
    assert told.beats == {"situation": ("orders came late",), "result": ("2% to 0.1%",)}, "beats of the plan"
    assert told.from_story == ("facts", "framework", "beats")
    assert (told.points, told.follow_ups, told.to_fill) == ((), (), ()), "these are not taken"


def test_how_a_thing_is_done_is_not_told_in_the_steps_of_a_story() -> None:
    told = with_story(replace(QUESTION, kind="technical"), deck(STORY))
    assert (told.framework, told.beats, told.from_story) == (None, {}, ("facts",))
    planned = with_story(replace(QUESTION, kind="technical", framework=STAR), deck(STORY))
    assert planned.from_story == ("facts", "beats"), "its own plan is one"


@given(questions, st.lists(stories, max_size=2, unique_by=lambda story: story.id))
def test_own_things_win_and_nothing_else_changes(question: Question, known: list[Story]) -> None:
    told = with_story(question, deck(*known))
    story = story_of(question, deck(*known))
    assert with_story(told, deck(*known)) == told, "once is enough"
    if story is None:
        assert told == question
        return
    assert told.facts == (question.facts or story.facts)
    for name in ("facts", "framework"):
        if getattr(question, name):
            assert getattr(told, name) == getattr(question, name)
    if any(question.beats.values()):
        assert told.beats == question.beats
    if question.kind != "behavioural":
        assert told.framework == question.framework
    taken = {name: getattr(question, name) for name in told.from_story}
    assert replace(told, from_story=(), **taken) == question


@given(questions)
def test_a_question_without_a_story_there_is_unchanged_to_its_hash(question: Question) -> None:
    alone = replace(question, story=None)
    assert with_story(alone, deck(STORY)) is alone
    assert with_story(question, None) is question
    assert question_hash(with_story(question, deck())) == question_hash(question)


def test_the_hash_of_a_question_from_before_stays() -> None:
    assert question_hash(QUESTION) == "4da7b1a3aa72c454"
    assert question_hash(with_story(QUESTION, deck(STORY))) != question_hash(QUESTION)


@pytest.mark.parametrize("name", deck_names())
def test_shipped_decks_say_all_of_it_themselves_or_take_it_from_a_story(name: str) -> None:
    shipped = load_deck(find_deck(name))
    for question in shipped.questions:
        told = with_story(question, shipped)
        assert told.points == question.points
        assert not question.from_story
        if "beats" in told.from_story:
            assert told.framework
            assert set(told.beats) <= {beat.beat for beat in told.framework.beats}


@pytest.mark.parametrize("form", ["csv", "anki", "markdown"])
def test_what_is_exported_holds_a_storys_fact_once_at_most(form: str) -> None:
    assert export(deck(STORY), form).count("12 nights") == (1 if form == "markdown" else 0)
