"""Finding questions over decks, and decks in a folder."""

import os
from pathlib import Path

import pytest

from voicedrill.decks.browse import Filter, browse, counts, known_values, own_decks, part_named
from voicedrill.decks.load import load_deck
from voicedrill.decks.model import Deck, Question, Story, TalkingPoint
from voicedrill.errors import UsageError

LATE = Question(
    "late",
    "How do you handle late events?",
    kind="technical",
    difficulty="hard",
    tags=("Streams", "data quality"),
    points=(TalkingPoint("w", "keep the window open"),),
)
FIGHT = Question(
    "fight",
    "Tell me about a disagreement.",
    role="Product manager",
    tags=("people",),
    points=(TalkingPoint("l", "I listened first", aliases=("the café talk",)),),
    story="rota",
)
PAY = Question("pay", "What do you expect?", kind="compensation", seconds=(20, 40), why="late in the talks")
DECK = Deck("Mine", (LATE, FIGHT, PAY), role="Data engineer", stories=(Story("rota", "The holiday rota"),))


def found(**wanted: object) -> list[str]:
    return [entry.question.id for entry in browse([("mine.yaml", DECK)], Filter(**wanted))]  # type: ignore[arg-type]


def test_without_a_filter_all_questions_come_in_the_decks_order() -> None:
    assert found() == ["late", "fight", "pay"]


@pytest.mark.parametrize(
    ("wanted", "ids"),
    [
        ({"kinds": ("technical",)}, ["late"]),
        ({"kinds": ("technical", "compensation")}, ["late", "pay"]),
        ({"difficulties": ("hard",)}, ["late"]),
        ({"difficulties": ("easy",)}, []),
        ({"tags": ("streams",)}, ["late"]),
        ({"tags": ("streams", "data quality")}, ["late"]),
        ({"tags": ("streams", "people")}, []),
        ({"tags": ("data",)}, []),
        ({"roles": ("product",)}, ["fight"]),
        ({"roles": ("data eng",)}, ["late", "pay"]),
        ({"roles": ("data", "product")}, ["late", "fight", "pay"]),
        ({"kinds": ("technical",), "tags": ("people",)}, []),
    ],
)
def test_filters(wanted: dict[str, object], ids: list[str]) -> None:
    assert found(**wanted) == ids


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("LATE", ["late", "pay"]),  # what is asked comes before the reason it is asked
        ("late window", ["late"]),
        ("windo", ["late"]),
        ("ndow", []),
        ("cafe", ["fight"]),
        ("holiday", ["fight"]),  # the story that it is told by
        ("nothing", []),
        ("   ", ["late", "fight", "pay"]),
        ("?!", ["late", "fight", "pay"]),
    ],
)
def test_search(text: str, ids: list[str]) -> None:
    assert found(search=text) == ids


def test_a_question_is_named_so_that_it_can_be_practised() -> None:
    assert browse([("mine.yaml", DECK)], Filter(search="window"))[0].reference == "mine.yaml#late"


def test_known_values_for_hints() -> None:
    assert known_values([("d", DECK)]) == {
        "role": ["Data engineer", "Product manager"],
        "tag": ["data quality", "people", "Streams"],
    }


def test_counts_add_up() -> None:
    held = counts(DECK)
    assert (held.questions, held.with_points, held.stories, held.rounds) == (3, 2, 1, 0)
    assert held.minutes == pytest.approx(((60 + 75 + 20) / 60, (120 + 150 + 40) / 60))


def test_stories_and_questions_by_id() -> None:
    assert part_named(DECK, "late", Path("m.yaml")) is LATE
    assert part_named(DECK, "rota", Path("m.yaml")) is DECK.stories[0]
    with pytest.raises(UsageError, match="Did you mean 'rota'"):
        part_named(DECK, "rotta", Path("m.yaml"))


def test_own_decks_are_those_that_look_like_decks(tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_text("title: Mine\nquestions:\n  - {id: a, ask: How?}\n")
    (tmp_path / "broken.yml").write_text("schema: voicedrill.deck/1\ntitle: [\n")
    (tmp_path / "compose.yaml").write_text("services:\n  web:\n    image: nginx\n")
    (tmp_path / "notes.txt").write_text("questions:\n")
    (tmp_path / "folder.yaml").mkdir()
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe.yaml")
    assert [path.name for path in own_decks(tmp_path)] == ["broken.yml", "mine.yaml"]
    assert own_decks(tmp_path / "nowhere") == []


def test_shipped_decks_are_searched_by_their_points() -> None:
    deck = load_deck(Path(__file__).parents[2] / "content" / "starter.yaml")
    assert browse([("starter", deck)], Filter(search="hotel"))[0].question.id
