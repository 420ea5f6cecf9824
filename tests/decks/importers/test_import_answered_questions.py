"""Lists of questions with written answers: labelled lines, a closing example, why it is asked."""

import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from import_checks import assert_nothing_lost

from voicedrill.decks.check import check_deck
from voicedrill.decks.importers import answered_questions
from voicedrill.decks.importers.draft import Draft, DraftQuestion, DraftStory
from voicedrill.decks.importers.kinds import choose
from voicedrill.decks.importers.readers import read, read_bytes
from voicedrill.decks.importers.told import facts_of, tells
from voicedrill.decks.importers.write import deck_yaml
from voicedrill.decks.load import load_deck

HERE = Path(__file__).parent / "samples"
SEEDS = Path(__file__).resolve().parents[4] / "shared" / "seeds"
FIFTY = next(SEEDS.glob("003_*.txt"), None)

#: Points of each of the fifty questions, counted by hand: labelled lines, and plain lines of lists.
FIFTY_POINTS = [5, 8, 8, 10, 10, 10, 14, 12, 16, 12, 12, 10, *[12] * 38]


def _draft(path: Path) -> Draft:
    document = read(path)
    assert choose(document) == "answered-questions"
    draft = answered_questions.read(document)
    assert_nothing_lost(document, draft)
    return draft


def _labels(question: DraftQuestion) -> list[str | None]:
    return [point.label for point in question.points]


def _beats(story: DraftStory) -> dict[str, list[str]]:
    return {beat.beat: [note.text for note in beat.notes] for beat in story.beats}


def _story_of(draft: Draft, question: DraftQuestion) -> DraftStory:
    return next(story for story in draft.stories if story.id == question.story)


@pytest.fixture(scope="module")
def kitchen() -> Draft:
    return _draft(HERE / "answered_kitchen.txt")


def test_every_question_has_its_points_reason_and_story(kitchen: Draft) -> None:
    assert [question.ask for question in kitchen.questions] == [
        "Can you walk me through a kitchen that you turned around?",
        "How do you keep a kitchen safe when it is full?",
        "Describe a hard choice about a supplier. What did you do?",
    ]
    assert [len(question.points) for question in kitchen.questions] == [3, 6, 3]
    assert all(question.why and question.why.startswith("This question") for question in kitchen.questions)
    assert len(kitchen.stories) == 3


def test_a_labelled_line_is_a_point_named_by_its_label(kitchen: Draft) -> None:
    question = kitchen.questions[1]
    assert _labels(question) == ["Clear Floors", "Knife Rules", "Rest Plan", None, None, "Near Misses"]
    assert question.points[1].text == "I show every new cook how we carry and store knives."
    assert [point.line for point in question.points] == [34, 36, 38, 40, 42, 44]
    assert "id: knife-rules" in deck_yaml(kitchen)


def test_the_closing_example_is_a_story_told_in_beats(kitchen: Draft) -> None:
    assert _beats(_story_of(kitchen, kitchen.questions[1])) == {
        "situation": ["In a previous job, we had 11 burns in one summer."],
        "action": ["I moved the fryer and trained everyone in two evenings."],
        "result": ["These changes led to a 73% drop in burns by the next summer."],
    }


def test_an_answer_that_tells_first_and_lists_then_keeps_both(kitchen: Draft) -> None:
    story = _story_of(kitchen, kitchen.questions[2])
    assert story.title == "Faced a supplier whose fish was late three times in a month"
    assert list(_beats(story)) == ["situation", "task", "result"]
    assert _beats(story)["result"] == [
        "The change was a success, saving 4 hours of waiting a week and a good deal of temper."
    ]
    assert _labels(kitchen.questions[2]) == ["Gather Facts", "Ask the Team", "Talk First"]


def test_figures_of_a_story_are_its_facts(kitchen: Draft) -> None:
    facts = [fact.text for fact in _story_of(kitchen, kitchen.questions[0]).facts]
    assert facts == [
        "7 months",
        "budget of $40,000",
        "18 dishes",
        "22% reduction in food waste and shorter waits",
    ]


def test_general_words_are_notes_and_never_points(kitchen: Draft) -> None:
    assert kitchen.questions[1].notes == "Safety has to be a habit before the rush begins."
    assert not any("habit" in point.text for point in kitchen.questions[1].points)


def test_advice_before_the_questions_is_kept_and_the_rest_told(kitchen: Draft) -> None:
    assert [note.line for notes in kitchen.prep.values() for note in notes] == [8, 10]
    assert (kitchen.title, kitchen.company, kitchen.role) == (
        "Head chef interview, answered",
        "Harbour House",
        "Head Chef",
    )
    left = {one.line for one in kitchen.left_out}
    assert {3, 5} <= left <= {2, 3, 5}


def test_a_blank_is_marked_in_the_deck(kitchen: Draft) -> None:
    assert "to fill in: [Previous Restaurant]" in deck_yaml(kitchen)


def test_markdown_with_other_labels_reads_the_same() -> None:
    draft = _draft(HERE / "answered_ward.md")
    assert [len(question.points) for question in draft.questions] == [3, 3, 0, 2]
    assert [question.difficulty for question in draft.questions] == [None, "hard", None, None]
    assert [question.tags for question in draft.questions] == [("Leadership",)] * 2 + [("Quality",)] * 2
    assert all(question.why for question in draft.questions)
    assert [one.ask for one in draft.questions[0].follow_ups] == [
        "What did the team say?",
        "What would you change?",
    ]
    assert _labels(draft.questions[3]) == ["Audits", "Training"]
    assert [beat.beat for beat in draft.questions[2].beats] == ["situation", "task", "action", "result"]
    assert _beats(_story_of(draft, draft.questions[0]))["result"] == [
        "As a result, overtime fell by 35% and nobody left."
    ]
    assert [one.line for one in draft.left_out] == [62, 64]


def test_plain_text_with_dashes_and_titles_alone_reads_the_same() -> None:
    draft = _draft(HERE / "answered_warehouse.txt")
    assert (draft.company, draft.role) == ("Northwind", "Warehouse Supervisor")
    assert [_labels(question) for question in draft.questions] == [
        ["Walk the floor", "Train people", "Report near misses"],
        ["Call ahead", "Move the dock", "Learn"],
        [None, None, None],
    ]
    assert draft.questions[0].difficulty == "easy"
    assert [fact.text for fact in draft.stories[0].facts] == [
        "9 near misses a month",
        "2 near misses a month",
    ]


@pytest.mark.parametrize("name", ["answered_kitchen.txt", "answered_ward.md", "answered_warehouse.txt"])
def test_the_deck_has_no_errors(name: str, tmp_path: Path) -> None:
    draft = _draft(HERE / name)
    path = tmp_path / "deck.yaml"
    path.write_text(deck_yaml(draft), encoding="utf-8")
    deck = load_deck(path)
    assert len(deck.questions) == len(draft.questions)
    assert {question.story for question in deck.questions} - {None} == {story.id for story in deck.stories}
    assert [finding for finding in check_deck(path) if finding.severity == "error"] == []


@pytest.mark.parametrize(
    ("sentence", "facts"),
    [
        ("We reduced our QA cycle time by 50% while reducing the number of bugs by 30%.",
         ("reduced our QA cycle time by 50%", "reducing the number of bugs by 30%")),
        ("It resulted in a 30% reduction in operational costs.", ("30% reduction in operational costs",)),
        ("We increased our automated coverage from 60% to 90%, and slept better.",
         ("increased our automated coverage from 60% to 90%",)),
        ("This helped us to achieve SOC 2 Type II certification.", ()),
        ("Nobody left.", ()),
    ],
)  # fmt: skip
def test_a_figure_is_a_fact_with_what_it_is_of(sentence: str, facts: tuple[str, ...]) -> None:
    assert facts_of(sentence) == facts


def test_labels_and_reasons_make_it_such_a_list_without_the_word_answer() -> None:
    text = "Questions for Clerk at Post Office\n\n" + "".join(
        f"Q{n}. How do you handle case {n}?\nListen: I let them finish.\nOffer: I offer what I can today.\n"
        f"Why it matters: People come back.\n\n"
        for n in (1, 2, 3)
    )
    document = read_bytes(text.encode(), "a.txt")
    assert choose(document) == "answered-questions"
    draft = answered_questions.read(document)
    assert_nothing_lost(document, draft)
    assert [_labels(question) for question in draft.questions] == [["Listen", "Offer"]] * 3
    assert [question.why for question in draft.questions] == ["People come back."] * 3
    assert (draft.title, draft.role, draft.company) == (
        "Questions for Clerk at Post Office",
        "Clerk",
        "Post Office",
    )


def test_only_what_happened_is_a_story() -> None:
    assert tells("In a previous role, we had a legacy system. I led the change.")
    assert tells("For example, in my last job we had nine near misses.")
    assert not tells("In a large company, I make sure that everyone knows the plan.")
    assert not tells("I start with a plan and I check it every week.")


def test_questions_without_such_answers_are_left_to_the_outline() -> None:
    text = "Q: What is a lock?\nA: Something that one thread holds.\n\n" * 4
    assert answered_questions.likeness(read_bytes(text.encode(), "a.txt")) == 0.0


@settings(max_examples=60, deadline=None)
@given(st.randoms(use_true_random=False))
def test_shuffled_and_cut_lines_never_lose_any(chance: random.Random) -> None:
    lines = (HERE / "answered_kitchen.txt").read_text(encoding="utf-8").split("\n")
    chance.shuffle(lines)
    document = read_bytes("\n".join(lines[: chance.randrange(1, len(lines))]).encode() + b" end", "a.txt")
    assert_nothing_lost(document, answered_questions.read(document))


@pytest.fixture(scope="module")
def fifty() -> Draft:
    if FIFTY is None:
        pytest.skip("the fifty questions are not beside the project")
    return _draft(FIFTY)


def test_fifty_all_questions_with_points_stories_and_reasons(fifty: Draft) -> None:
    assert [len(question.points) for question in fifty.questions] == FIFTY_POINTS
    assert all(question.why and question.why.startswith("This question") for question in fifty.questions)
    assert len(fifty.stories) == len({question.story for question in fifty.questions}) == 50
    assert all(question.story for question in fifty.questions)


def test_fifty_points_are_named_by_their_labels(fifty: Draft) -> None:
    assert FIFTY is not None
    unnamed = [point.line for question in fifty.questions for point in question.points if point.label is None]
    # Five plain lines in the first answer, and two lists of four inside a labelled line.
    assert unnamed == [38, 40, 42, 44, 46, 196, 198, 200, 202, 270, 272, 274, 276]
    lines = FIFTY.read_text(encoding="utf-8").split("\n")
    for question in fifty.questions:
        for point in question.points:
            said = f"{point.label}: {point.text}" if point.label else point.text
            assert lines[point.line - 1] == said


def test_fifty_each_story_stands_in_its_own_answer(fifty: Draft) -> None:
    starts = [question.line for question in fifty.questions] + [10_000]
    for question, after in zip(fifty.questions, starts[1:], strict=True):
        lines = {note.line for beat in _story_of(fifty, question).beats for note in beat.notes}
        assert all(question.line < line < after for line in lines)


def test_fifty_most_stories_end_with_a_result(fifty: Draft) -> None:
    without = [story.line for story in fifty.stories if "result" not in _beats(story)]
    assert len(without) <= 2


def test_fifty_the_rest_is_accounted_for(fifty: Draft) -> None:
    assert [note.line for notes in fifty.prep.values() for note in notes] == list(range(8, 27, 2))
    assert {one.line for one in fifty.left_out} <= {2, 3, 5}
    assert (fifty.company, fifty.role) == ("Netflix", "Technical Program Manager")
