"""What is chosen for the one page."""

from pathlib import Path

import pytest

from voicedrill.decks.load import load_deck
from voicedrill.decks.model import Deck, Question, Round, Story, TalkingPoint
from voicedrill.decks.sheet import Entry, Room, Sheet, sheet_of

CONTENT = Path(__file__).parents[2] / "content"


def section(sheet: Sheet, name: str) -> list[Entry]:
    return [entry for part in sheet.sections if part.name == name for entry in part.entries]


def test_each_part_of_a_deck_has_its_place() -> None:
    sheet = sheet_of(load_deck(CONTENT / "container-platform.yaml"))
    assert [part.name for part in sheet.sections] == ["pitch", "stories", "points", "gaps", "ask", "rounds"]
    assert section(sheet, "pitch")[0].notes[0].startswith("I build platforms that other engineers rely on.")
    assert "99.99% uptime" in section(sheet, "stories")[2].numbers
    assert len(section(sheet, "rounds")) == 8


def test_nothing_is_left_out_of_a_small_deck() -> None:
    assert sheet_of(load_deck(CONTENT / "starter.yaml")).left_out == 0


def test_what_has_no_room_is_counted() -> None:
    deck = Deck("D", tuple(_question(f"q{i}", f"How does number {i} work?") for i in range(200)))
    sheet = sheet_of(deck)
    assert len(section(sheet, "points")) + sheet.left_out == 200
    assert sheet.left_out > 100


def test_a_long_section_leaves_room_for_the_others() -> None:
    questions = [_question(f"q{i}", f"How does number {i} work?") for i in range(200)]
    gaps = [Question("g", "You lack X?", kind="gap", points=(TalkingPoint("a", "true, and I learn fast"),))]
    sheet = sheet_of(Deck("D", (*questions, *gaps), rounds=(Round("r", "First round", (30, 30)),)))
    assert section(sheet, "gaps")[0].notes == ("true, and I learn fast",)
    assert section(sheet, "rounds") == [Entry("First round", label="30 min")]


def test_the_points_that_must_be_made_come_before_those_that_may() -> None:
    points = tuple(
        TalkingPoint(f"p{i}", f"point {i}", must=i == 5, weight=2 if i == 4 else 1) for i in range(6)
    )
    sheet = sheet_of(Deck("D", (Question("q", "How?", points=points),)))
    assert section(sheet, "points")[0].notes == ("point 0 · point 4 · point 5",)


def test_blanks_are_not_on_the_sheet() -> None:
    story = Story(
        "s",
        "Night",
        beats={"situation": ("[when?]",), "result": ("[X]% faster at night",)},
        facts=("[N] users",),
    )
    sheet = sheet_of(
        Deck(
            "D",
            (Question("q", "How?", points=(TalkingPoint("p", "cut it by [how much?]"),)),),
            stories=(story,),
        )
    )
    text = str(sheet)
    assert "[" not in text.replace("sections=(", "").replace("[]", "").split("sections=")[-1]
    assert "faster at night" in text
    assert "cut it by" in text


def test_a_story_shows_what_came_of_it() -> None:
    story = Story(
        "s",
        "Night",
        beats={"situation": ("it broke",), "result": ("fixed in 5 min",), "lesson": ("test it",)},
    )
    assert section(sheet_of(Deck("D", (), stories=(story,))), "stories")[0].notes == (
        "it broke → fixed in 5 min",
    )


def test_an_empty_deck_has_an_empty_sheet() -> None:
    assert sheet_of(Deck("D", ())).sections == ()


@pytest.mark.parametrize("word", ["x" * 10_000, "漢" * 10_000])
def test_a_word_without_end_takes_no_more_than_its_share(word: str) -> None:
    deck = Deck(word, tuple(_question(f"q{i}", word) for i in range(30)), stories=(Story("s", word),))
    sheet = sheet_of(deck, Room(lines=130, columns=60))
    assert all(len(entry.head) <= 260 for part in sheet.sections for entry in part.entries)


def _question(name: str, ask: str) -> Question:
    return Question(
        name, ask, points=(TalkingPoint("a", "the first thing to say"), TalkingPoint("b", "the next"))
    )
