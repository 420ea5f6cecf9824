"""Drafts as YAML: read back whole, in order, and never over a file that its owner wants to keep."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voicedrill.decks.importers.convert import merge
from voicedrill.decks.importers.draft import (
    Draft,
    DraftBeat,
    DraftFollowUp,
    DraftPoint,
    DraftQuestion,
    DraftRound,
    DraftStory,
    DraftTerm,
)
from voicedrill.decks.importers.emit import flow, flow_list, prose, scalar
from voicedrill.decks.importers.write import deck_yaml, write_deck
from voicedrill.decks.load import load_deck
from voicedrill.decks.yaml12 import read_yaml
from voicedrill.errors import UsageError

TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60).filter(lambda t: t.split())


def flat(text: str) -> str:
    return " ".join(text.split()) if "\n" in text or "\t" in text else text


@given(TEXT)
def test_any_text_is_read_back_from_a_line(text: str) -> None:
    assert read_yaml(f"key: {scalar(text)}  # line 3\n").data == {"key": flat(text)}
    assert read_yaml(f"- {flow({'say': text, 'must': True})}\n").data == [{"say": flat(text), "must": True}]
    assert read_yaml(f"key: {flow_list([text, 'b'])}\n").data == {"key": [flat(text), "b"]}


@pytest.mark.parametrize(
    "text", ["no", "Yes", "1:30", "012", "null", "~", "- a", "a: b", "#x", "a #b", "'", '"', "{", "2024"]
)
def test_what_yaml_could_misread_is_quoted(text: str) -> None:
    assert read_yaml(f"key: {scalar(text)}\n").data == {"key": text}


@given(st.lists(TEXT, min_size=1, max_size=4))
def test_prose_keeps_its_words_and_paragraphs(paragraphs: list[str]) -> None:
    text = "\n".join(paragraphs)
    wanted = "\n".join(" ".join(part.split()) for part in text.split("\n") if part.split())
    assert read_yaml("\n".join(prose("script", text, 4)) + "\n").data == {"script": wanted}


def full_draft() -> Draft:
    point = DraftPoint("Reads: may be slow", 7, label="Reads", must=True)
    return Draft(
        "outline",
        (
            DraftQuestion(
                "Why?",
                5,
                kind="culture",
                points=(point, DraftPoint("Reads: may be slow", 8)),
                beats=(DraftBeat("first", (DraftPoint("look", 9),)),),
                framework="mine",
                follow_ups=(DraftFollowUp("And then?", 10, (DraftPoint("rest", 11),)),),
                script="I read.\nI write.",
                seconds=(30, 60),
                tags=("a, b", "c"),
                story="night",
                file="a.md",
            ),
            DraftQuestion("Why?", 12, file="a.md"),
        ),
        title="No: a title",
        stories=(DraftStory("A night", 2, id="night", file="a.md"),),
        rounds=(DraftRound("Culture", 3, (45, 60), ("culture",)),),
        glossary=(DraftTerm("p99", 1, ("p ninety nine",)),),
        frameworks={"mine": ("first", "then")},
    )


def test_every_part_of_a_draft_is_in_the_deck(tmp_path: Path) -> None:
    path = tmp_path / "deck.yaml"
    write_deck(full_draft(), path)
    deck = load_deck(path)
    first, second = deck.questions
    assert (deck.title, first.id, second.id) == ("No: a title", "why", "why-2")
    assert [(p.id, p.must) for p in first.points] == [("reads", True), ("reads-may-be-slow", False)]
    assert (first.story, first.seconds, first.script) == ("night", (30, 60), "I read.\nI write.")
    assert first.source is not None
    assert (first.source.file, first.source.line) == ("a.md", 5)
    assert first.framework is not None
    assert [beat.beat for beat in first.framework.beats] == ["first", "then"]
    assert first.follow_ups[0].points[0].say == "rest"
    assert (deck.rounds[0].minutes, deck.glossary[0].say) == ((45, 60), ("p ninety nine",))


def test_a_deck_that_is_there_stays_unless_it_may_go(tmp_path: Path) -> None:
    path = tmp_path / "deck.yaml"
    path.write_text("mine")
    with pytest.raises(UsageError, match="is there already"):
        write_deck(full_draft(), path)
    assert path.read_text() == "mine"
    write_deck(full_draft(), path, force=True)
    assert len(load_deck(path).questions) == 2
    assert [entry.name for entry in tmp_path.iterdir()] == ["deck.yaml"]


def test_a_place_that_cannot_be_written_to_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no folder"):
        write_deck(full_draft(), tmp_path / "none" / "deck.yaml")
    with pytest.raises(UsageError, match="is a folder"):
        write_deck(full_draft(), tmp_path)
    with pytest.raises(UsageError, match="cannot be written"):
        write_deck(full_draft(), tmp_path / ("x" * 300 + ".yaml"))


def test_frameworks_of_one_name_in_two_files_stay_two() -> None:
    other = Draft("outline", (DraftQuestion("How?", 1, framework="mine"),), frameworks={"mine": ("only",)})
    merged = merge([full_draft(), other])
    assert merged.frameworks == {"mine": ("first", "then"), "mine-2": ("only",)}
    assert [question.framework for question in merged.questions] == ["mine", None, "mine-2"]
    assert deck_yaml(merged).count("mine-2") == 2
