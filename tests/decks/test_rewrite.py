"""The program changes a deck as its owner would: this one thing, and all else stays byte for byte."""

import difflib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voicedrill.decks.atomic import replace_file
from voicedrill.decks.load import load_deck
from voicedrill.decks.rewrite import Append, Edit, Remove, Rename, Replace, edited, rewrite
from voicedrill.decks.yaml12 import read_yaml
from voicedrill.errors import DeckError
from voicedrill.resources import content_dir

DECK = """\
# my notes
title: "Late events"   # quoted
questions:
  # the hard one
  - id: late
    ask: 'How late?'
    answer: [a]

    # what they want to hear
    points:
      - windows with a grace period  # line 12
      - no
      - windows with a grace period  # line 14
    seconds: [60, 120]
    tags: [ streams,  late ]
    # for next week
  - {id: b, ask: Why?, points: [x, y]}
"""


def changed_lines(before: str, after: str) -> list[str]:
    lines = difflib.unified_diff(before.splitlines(), after.splitlines(), n=0, lineterm="")
    return [line for line in lines if line[0] in "+-" and line[:3] not in ("+++", "---")]


@pytest.mark.parametrize(
    ("edit", "lines"),
    [
        (Remove(("questions", 0, "points", 2)), ["-      - windows with a grace period  # line 14"]),
        (Rename(("questions", 0, "answer"), "x-answer"), ["-    answer: [a]", "+    x-answer: [a]"]),
        (Replace(("questions", 0, "ask"), "When?"), ["-    ask: 'How late?'", "+    ask: 'When?'"]),
        (
            Append(("questions", 0, "points"), "a point"),
            ["+      - a point"],
        ),
        (Replace(("title",), "T"), ['-title: "Late events"   # quoted', '+title: "T"             # quoted']),
        (
            Remove(("questions", 1, "points", 0)),
            ["-  - {id: b, ask: Why?, points: [x, y]}", "+  - {id: b, ask: Why?, points: [y]}"],
        ),
    ],
)
def test_one_thing_changes_and_all_else_stays(edit: Edit, lines: list[str]) -> None:
    text = DECK.replace("[ streams,  late ]", "[streams, late]")
    assert changed_lines(text, edited(text, [edit], "a.yaml")) == lines


def test_places_are_those_of_the_text_as_it_is_given() -> None:
    edits = [
        Remove(("questions", 0, "points", 0)),
        Remove(("questions", 0, "points", 2)),
        Remove(("questions", 1, "points", 1)),
    ]
    after = read_yaml(edited(DECK, edits, "a.yaml")).data
    assert after["questions"][0]["points"] == ["no"]
    assert after["questions"][1]["points"] == ["x"]


@pytest.mark.parametrize("path", sorted(content_dir().glob("*.yaml")), ids=lambda path: path.stem)
def test_a_shipped_deck_keeps_every_other_byte(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    after = edited(text, [Replace(("title",), "Another title")], path.name)
    assert changed_lines(text, after) == [f"-title: {load_deck(path).title}", "+title: Another title"]


def test_lists_whose_dashes_stand_under_their_key_stay_so() -> None:
    text = "title: T\nquestions:\n- id: a\n  ask: Why?\n  points:\n  - one\n  - two\n"
    assert edited(text, [Append(("questions", 0, "points"), "three")], "a") == text + "  - three\n"


def test_lines_keep_the_ends_that_their_system_gave_them() -> None:
    text = "title: T\r\nquestions: []  # none\r\n"
    assert edited(text, [Replace(("title",), "U")], "a") == text.replace("T", "U")


def test_what_cannot_be_changed_without_harm_is_left_alone(tmp_path: Path) -> None:
    text = DECK.replace("  # line 14\n", "\n      # about the next\n")
    path = tmp_path / "a.yaml"
    path.write_text(text)
    with pytest.raises(DeckError, match="by hand"):
        rewrite(path, [Remove(("questions", 0, "points", 2))])
    with pytest.raises(DeckError, match="not there"):
        rewrite(path, [Remove(("questions", 9))])
    with pytest.raises(DeckError, match="already"):
        rewrite(path, [Rename(("questions", 0, "ask"), "points")])
    assert path.read_text() == text
    assert list(tmp_path.iterdir()) == [path]


@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), min_size=1, max_size=40))
def test_any_text_can_be_put_in(said: str) -> None:
    after = read_yaml(edited(DECK, [Append(("questions", 0, "points"), said)], "a")).data
    assert after["questions"][0]["points"][-1] == said


def test_a_file_keeps_its_rights_and_a_link_stays_one(tmp_path: Path) -> None:
    path, link = tmp_path / "a.yaml", tmp_path / "link.yaml"
    path.write_text(DECK)
    path.chmod(0o640)
    link.symlink_to(path)
    rewrite(link, [Replace(("title",), "T")])
    assert link.is_symlink()
    assert path.stat().st_mode & 0o777 == 0o640
    assert load_deck_title(path) == "T"
    with pytest.raises(FileExistsError):
        replace_file(path, b"", only_new=True)
    assert load_deck_title(path) == "T"
    assert sorted(tmp_path.iterdir()) == [path, link]


def load_deck_title(path: Path) -> object:
    return read_yaml(path.read_text()).data["title"]
