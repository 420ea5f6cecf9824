"""Prep sheets in Markdown and flattened to text: what their owner would miss if it were not there."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from import_checks import assert_nothing_lost
from importing import SAMPLES, as_deck, asked, disorder, notes, of_kind, seed, texts, understood

from voicedrill.decks.check import check_deck
from voicedrill.decks.importers import prep_sheet
from voicedrill.decks.importers.draft import Draft
from voicedrill.decks.importers.prep_sheet.sections import Role, role_of
from voicedrill.decks.importers.readers import read_bytes
from voicedrill.decks.importers.write import deck_yaml


@pytest.fixture(scope="module")
def marked() -> Draft:
    return understood(SAMPLES / "prep_sheet.md", "prep-sheet")


@pytest.fixture(scope="module")
def flat() -> Draft:
    return understood(SAMPLES / "prep_sheet_flat.txt", "prep-sheet")


def counts(draft: Draft) -> dict[str, int]:
    kinds = [question.kind or "" for question in draft.questions]
    return {kind: kinds.count(kind) for kind in sorted(set(kinds))}


def test_everything_of_the_marked_sheet_is_found(marked: Draft) -> None:
    assert counts(marked) == {
        "ask-them": 5,
        "behavioural": 4,  # three stories, and "Tell me about a tool nobody used"
        "compensation": 1,
        "culture": 2,
        "curveball": 1,  # of the section that prep sheets do not have
        "gap": 2,
        "pitch": 2,
        "system-design": 3,
        "technical": 7,  # two areas, four questions about them, one of the unknown section
    }
    assert len(marked.stories) == 3
    assert [round_.minutes for round_ in marked.rounds] == [(30, 30), (45, 45), (60, 75), (45, 60), None]


def test_everything_of_the_flattened_sheet_is_found(flat: Draft) -> None:
    assert counts(flat) == {
        "ask-them": 4,
        "behavioural": 2,
        "compensation": 1,
        "culture": 2,
        "gap": 2,
        "pitch": 1,
        "system-design": 1,
        "technical": 7,  # two areas and five questions about them
    }
    assert len(flat.stories) == 2
    assert [(r.name, r.minutes) for r in flat.rounds] == [
        ("Phone call", (20, 20)),
        ("Trial bake", (120, 120)),
        ("Talk with the owner", (45, 60)),
    ]
    assert (flat.company, flat.role) == ("Marrow & Finch", "Head Baker, Night Shift")


def test_a_damaged_arrow_still_parts_question_and_answer(marked: Draft) -> None:
    assert texts(asked(marked, "How do you test a feed?")) == [
        "Replay of a stormy week: same input twice, same signs"
    ]


def test_an_answer_in_key_words_is_a_point_each(marked: Draft) -> None:
    question = asked(marked, "What breaks at night?")
    assert texts(question) == ["Sensors", "clocks", "people who restart things"]
    assert question.tags == ("live arrivals",)
    assert {point.line for point in question.points} == {38}


def test_an_area_keeps_what_is_to_be_said_and_why_apart_from_what_is_missing(marked: Draft) -> None:
    area = asked(marked, "Tools for the quay")
    assert texts(area) == [
        "A tablet page that works offline",
        "25% fewer calls to the desk",
        "I have shipped to people in gloves, and that is the hard part",
    ]
    assert area.notes == "What you haven't done: Payment at the gate; Anything in two languages"
    assert asked(marked, "Live arrivals").why == "Harbourline sells on being on time."


def test_a_gap_has_a_script_the_bridge_and_what_not_to_say(marked: Draft) -> None:
    gap = asked(marked, "You have never worked for a private operator")
    assert gap.framework == "bridge"
    assert gap.script is not None
    assert gap.script.startswith("True, mine was a public one. The boats")
    assert len(gap.points) == 3
    assert [flag.text for flag in gap.red_flags] == ["That money does not matter"]


def test_beats_are_known_under_other_names(marked: Draft) -> None:
    winter, fog, clocks = marked.stories
    assert [beat.beat for beat in winter.beats] == ["situation", "task", "action", "result", "lesson"]
    assert winter.framework == "star-lesson"
    assert [note.text for note in winter.beats[1].notes] == [
        "Lead of four engineers and one planner",
        "Challenges: The old rules stood only in one person's head",
    ]
    assert [beat.beat for beat in fog.beats] == ["situation", "action", "result"]
    assert fog.framework == "star"
    # A line without a label goes on with the beat before it.
    assert [note.text for note in clocks.beats[2].notes][-1] == "It was tense for a while"
    assert sum(len(beat.notes) for story in marked.stories for beat in story.beats) == 6 + 3 + 6


def test_a_question_about_a_story_names_it(marked: Draft, tmp_path: Path) -> None:
    deck = as_deck(marked, tmp_path)
    question = next(q for q in deck.questions if q.ask == "Describe a disagreement")
    assert question.story == "two-clocks"
    assert question.story in {story.id for story in deck.stories}
    assert len(question.points) == 6


def test_numbers_of_a_story_are_its_facts(marked: Draft) -> None:
    assert [fact.text for fact in marked.stories[0].facts] == ["12 hours"]
    assert [fact.text for fact in marked.stories[1].facts] == ["20 minutes"]


def test_a_value_above_a_question_is_its_tag_and_alone_it_is_the_question(marked: Draft, flat: Draft) -> None:
    assert asked(flat, "Tell me about saving something").tags == ("thrift",)
    assert [q.ask for q in of_kind(marked, "culture")] == ["Plain Speaking", "Care"]
    assert of_kind(marked, "culture")[0].script is not None


def test_steps_of_a_design_are_beats(marked: Draft) -> None:
    board = asked(marked, "Design the departure board")
    assert board.framework == "system-design"
    assert {beat: len(told) for beat, told in notes(board).items()} == {
        "clarify": 2,
        "high level": 3,
        "deep dive": 2,
        "trade-offs": 2,
    }
    assert texts(board)[-1] == "I have stood below that board in the rain."


def test_other_steps_make_a_framework_of_their_own_and_one_step_none(marked: Draft) -> None:
    frozen = asked(marked, "Why did the signs freeze?")
    assert frozen.framework is not None
    assert marked.frameworks[frozen.framework] == ("first look", "narrow down", "repair")
    cheap = asked(marked, "How would you cut the cost")
    assert (cheap.framework, cheap.beats, len(cheap.points)) == (None, (), 3)


def test_an_unknown_section_is_read_as_an_outline(marked: Draft) -> None:
    assert texts(asked(marked, "What is the oldest boat")) == [
        "The Heron, built in 1961, still on the short crossing."
    ]


def test_questions_to_ask_are_told_apart_by_who_is_asked(marked: Draft, flat: Draft) -> None:
    assert [q.tags for q in of_kind(marked, "ask-them")] == [
        ("team lead",),
        ("team lead",),
        ("colleagues",),
        ("colleagues",),
        ("everyone",),
    ]
    assert [q.tags[0] for q in of_kind(flat, "ask-them")] == ["owner", "owner", "bakers", "bakers"]


def test_pay_says_what_to_say_and_notes_the_rest(flat: Draft) -> None:
    pay = asked(flat, "Pay")
    assert texts(pay)[0] == "I would like $22, because I bring the plan and the people."
    assert pay.points[1].blanks == ("[how many?]",)
    assert pay.notes is not None
    assert "Their range: $19 - $23 an hour" in pay.notes
    assert "Do not talk about the old shop." in pay.notes


def test_advice_is_kept_and_not_asked(marked: Draft, flat: Draft) -> None:
    assert {heading: len(told) for heading, told in flat.prep.items()} == {
        "Before the trial": 2,
        "Day of": 2,
        "Remember": 2,
    }
    assert asked(marked, "The pitch").script == (
        "I make boats and signs agree. I do it quietly, and I would like to do it for you."
    )


def test_bold_lines_serve_as_headings_and_lists_as_entries(tmp_path: Path) -> None:
    draft = understood(SAMPLES / "prep_sheet_bold.md", "prep-sheet")
    assert counts(draft) == {
        "ask-them": 2,
        "behavioural": 2,
        "compensation": 1,
        "gap": 2,
        "pitch": 1,
        "system-design": 1,
        "technical": 3,
    }
    assert draft.company == "Acme Robotics"
    assert [r.minutes for r in draft.rounds] == [(30, 30), (45, 45)]
    assert (
        asked(draft, "You have no PhD").script
        == "I have three shipped arms and the papers that came of them."
    )
    assert texts(asked(draft, "How do you keep an arm")) == ["light curtains", "torque limits"]
    # Beats without a story's name are the answer of their question alone.
    assert (draft.stories, len(notes(asked(draft, "Tell me about a conflict")))) == ((), 3)
    assert notes(asked(draft, "Design a fleet manager"))["high level"] == ["broker, planner, map"]
    pay = asked(draft, "What do you expect?")
    assert (pay.kind, texts(pay)) == ("compensation", ["Between 90 and 100 thousand, depending on travel."])
    assert len(as_deck(draft, tmp_path).questions) == 12


@pytest.mark.parametrize("sample", ["prep_sheet.md", "prep_sheet_flat.txt", "prep_sheet_bold.md"])
def test_the_deck_passes_its_check(sample: str, tmp_path: Path) -> None:
    path = tmp_path / "deck.yaml"
    path.write_text(deck_yaml(understood(SAMPLES / sample, "prep-sheet")), encoding="utf-8")
    assert [finding for finding in check_deck(path) if finding.severity == "error"] == []


@pytest.mark.parametrize(
    ("title", "role"),
    [
        ("The Hiring Process", Role.LOOP),
        ("Elevator Pitch", Role.PITCH),
        ("Core Messages", Role.AREAS),
        ("Likely Objections", Role.GAPS),
        ("STAR Bank", Role.STORIES),
        ("Leadership Principles", Role.CULTURE),
        ("Case Studies", Role.DESIGN),
        ("What to Ask Them", Role.ASK),
        ("Negotiating the Offer", Role.PAY),
        ("Last Minute Reminders", Role.PREPARE),
        ("Kafka streaming", None),
        ('Gap: "You have no team"', None),
    ],
)
def test_sections_are_known_by_families_of_words(title: str, role: Role | None) -> None:
    assert role_of(title) is role


def test_a_list_of_questions_with_the_same_headings_is_no_prep_sheet() -> None:
    text = (
        "# Questions\n\n## Behavioral\n\n1. Tell me about a conflict.\n2. Describe a failure.\n\n"
        "## System design\n\n1. Design a chat.\n\n## Company culture\n\n1. Why us?\n\n"
        "## Salary\n\n1. What do you expect?\n\n## Questions to ask them\n\n1. What is a day like?\n"
    )
    assert prep_sheet.likeness(read_bytes(text.encode(), "list.md")) == 0


_LINES = {
    name: (SAMPLES / name).read_text(encoding="utf-8").split("\n")
    for name in ("prep_sheet.md", "prep_sheet_flat.txt")
}


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_nothing_is_lost_of_a_sheet_in_disorder(data: st.DataObject) -> None:
    """Lines dropped, doubled and moved: it is read all the same, and every line is used or reported."""
    lines = list(_LINES[data.draw(st.sampled_from(sorted(_LINES)))])
    disorder(lines, data, longest=20)
    document = read_bytes("\n".join([*lines, "x"]).encode(), "disorder.txt")
    assert_nothing_lost(document, prep_sheet.read(document))


def test_the_first_seed_whole() -> None:
    """Counted by hand in the document."""
    draft = understood(seed("000"), "prep-sheet")
    assert len(draft.rounds) == 6
    assert counts(draft) == {
        "ask-them": 10,
        "behavioural": 4,  # three stories and "Tell me about a major incident"
        "compensation": 1,
        "culture": 4,
        "gap": 3,
        "pitch": 2,
        "system-design": 3,
        "technical": 16,  # five areas and eleven questions
    }
    areas = [question for question in draft.questions if question.tags == ("talking points",)]
    assert [len(area.points) for area in areas] == [7, 4, 4, 4, 6]
    assert [sum(len(beat.notes) for beat in story.beats) for story in draft.stories] == [6, 5, 4]
    assert all(gap.script for gap in of_kind(draft, "gap"))
    assert [left.line for left in draft.left_out] == [5]


def test_the_second_seed_whole() -> None:
    """Counted by hand in the document."""
    draft = understood(seed("001"), "prep-sheet")
    assert len(draft.rounds) == 6
    assert counts(draft) == {
        "ask-them": 12,
        "behavioural": 3,
        "compensation": 1,
        "culture": 4,
        "gap": 3,
        "pitch": 1,
        "system-design": 3,
        "technical": 20,  # five areas and fifteen questions
    }
    areas = [question for question in draft.questions if question.tags == ("talking points",)]
    assert [len(area.points) for area in areas] == [5, 3, 5, 4, 3]
    assert [sum(len(beat.notes) for beat in story.beats) for story in draft.stories] == [4, 5, 5]
    assert [[len(beat.notes) for beat in q.beats] for q in of_kind(draft, "system-design")] == [
        [4, 5, 4, 3],
        [3, 3, 3, 2],
        [4, 5, 2],
    ]
    assert [q.tags for q in of_kind(draft, "culture")] == [
        ("freedom & responsibility",),
        ("candor",),
        ("innovation",),
        ("context, not control",),
    ]
    assert [left.line for left in draft.left_out] == [7]
