"""`voicedrill import` as it is called."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from voicedrill.cli.main import command
from voicedrill.decks.load import load_deck

NOTES = "# Prep\n\nHello.\n\n## Why us?\n\n- near\n- good coffee\n"
MORE = "Q: How do you plan?\nA: By week.\n"


def run(*arguments: str | Path, answer: str | None = None) -> Result:
    return CliRunner().invoke(command, ["import", *map(str, arguments)], input=answer)


def test_several_files_become_one_deck(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(NOTES)
    (tmp_path / "b.txt").write_text(MORE)
    deck = tmp_path / "deck.yaml"
    result = run(tmp_path / "a.md", tmp_path / "b.txt", "-o", deck, "--json")
    assert result.exit_code == 0
    told = json.loads(result.stdout)
    assert (told["deck"], told["kind"], told["questions"], told["with_points"], told["stories"]) == (
        str(deck),
        "outline",
        2,
        2,
        0,
    )
    assert [(left["line"], left["text"]) for left in told["left_out"]] == [(3, "Hello.")]
    assert [question.ask for question in load_deck(deck).questions] == ["Why us?", "How do you plan?"]


def test_people_are_told_what_was_understood_and_left_out(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(NOTES)
    result = run(tmp_path / "a.md", "-o", tmp_path / "deck.yaml", "--title", "Mine")
    assert result.stdout == ""
    assert "1 question, 1 with notes on the answer" in result.stderr
    assert "line 3: Hello." in result.stderr
    assert load_deck(tmp_path / "deck.yaml").title == "Mine"


def test_a_deck_is_not_replaced_unasked(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(NOTES)
    deck = tmp_path / "deck.yaml"
    deck.write_text("mine")
    result = run(tmp_path / "a.md", "-o", deck)
    assert result.exit_code == 2
    assert deck.read_text() == "mine"
    assert run(tmp_path / "a.md", "-o", deck, "--force").exit_code == 0
    assert len(load_deck(deck).questions) == 1


@pytest.mark.parametrize("name", ["none.md", "."])
def test_a_file_that_cannot_be_read_leaves_with_3(tmp_path: Path, name: str) -> None:
    result = run(tmp_path / name, "-o", tmp_path / "deck.yaml")
    assert result.exit_code == 3
    assert not (tmp_path / "deck.yaml").exists()
