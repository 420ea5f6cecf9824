"""Finding decks, questions and frameworks by name, and the hash of a question."""

from dataclasses import replace
from pathlib import Path

import pytest

from voicedrill.decks.find import deck_names, find_deck, find_question, question_hash
from voicedrill.decks.frameworks import find_framework, frameworks
from voicedrill.decks.load import load_deck, question_from_data
from voicedrill.decks.model import Source
from voicedrill.errors import DeckError, UsageError

DESIGN = {
    "star": ["situation", "task", "action", "result"],
    "star-lesson": ["situation", "task", "action", "result", "lesson"],
    "pitch": ["hook", "proof", "bridge", "close"],
    "past-present-future": ["past", "present", "pivot", "future"],
    "bridge": ["acknowledge", "pivot", "evidence"],
    "recovery": ["pause", "acknowledge", "reason", "anchor"],
    "system-design": ["clarify", "high level", "deep dive", "trade-offs"],
    "proud-system": ["context", "decisions", "hardest problem", "what I would change", "connection"],
    "incident": [
        "blast radius",
        "signals",
        "escalate or investigate",
        "mitigate",
        "communicate",
        "follow up",
    ],
}


def test_the_frameworks_of_the_design_are_all_here() -> None:
    known = frameworks()
    assert {name: [beat.beat for beat in f.beats] for name, f in known.items()} == DESIGN
    assert [beat.share for beat in known["star"].beats] == [0.2, 0.1, 0.55, 0.15]
    for framework in known.values():
        assert sum(beat.share or 0 for beat in framework.beats) == pytest.approx(1)
        assert all(beat.cues and all(cue == cue.lower() for cue in beat.cues) for beat in framework.beats)


@pytest.mark.parametrize("name", ["star-lesson", "STAR with lesson", "Star Lesson", "STARL", "star_lesson"])
def test_frameworks_are_found_by_their_other_names(name: str) -> None:
    found = find_framework(name)
    assert found is not None
    assert found.name == "star-lesson"
    assert find_framework("stra") is None


def test_shipped_decks_can_be_read_and_their_questions_found() -> None:
    names = deck_names()
    assert len(names) >= 3
    for name in names:
        deck = load_deck(find_deck(name))
        for question in (deck.questions[0], deck.questions[-1]):
            assert find_question(f"{name}#{question.id}")[1] == question


def test_a_path_and_a_name_are_told_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert find_deck("sub/mine") == Path("sub/mine")
    assert find_deck("mine.yaml") == Path("mine.yaml")
    assert find_deck("mine.yml", beside=tmp_path) == tmp_path / "mine.yml"
    (tmp_path / "mine").write_text("title: T\nquestions: []\n")
    assert find_deck("mine") == Path("mine")
    with pytest.raises(UsageError, match=r"No deck 'startr'\. Did you mean 'starter'\? Known: .*backend"):
        find_deck("startr")


def test_a_question_of_a_deck_beside_the_manifest(tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_text("title: T\nquestions: [{id: late-events, ask: Q}]\n")
    deck, question = find_question("mine.yaml#late-events", tmp_path)
    assert (deck.title, question.ask) == ("T", "Q")
    with pytest.raises(
        UsageError, match=r"No question 'late-evnts' in .*mine\.yaml\. Did you mean 'late-events'"
    ):
        find_question("mine.yaml#late-evnts", tmp_path)
    with pytest.raises(DeckError, match=r"other\.yaml: there is no such file"):
        find_question("other.yaml#x", tmp_path)


@pytest.mark.parametrize("reference", ["starter", "starter#", "#about-you", ""])
def test_what_names_no_question_says_how_to_name_one(reference: str) -> None:
    with pytest.raises(UsageError, match="write DECK#ID"):
        find_question(reference)


def test_the_hash_changes_with_the_question_and_with_nothing_else() -> None:
    data = {"ask": "Q?", "points": ["x", "y"], "framework": "star", "facts": ["8M"]}
    question = question_from_data(data)
    same = replace(question_from_data(dict(reversed(data.items()))), source=Source("prep.md", 3))
    assert question_hash(question) == question_hash(same)
    changed = [
        {**data, "ask": "Q"},
        {**data, "points": ["y", "x"]},
        {**data, "points": ["x", {"say": "y", "must": True}]},
        {**data, "framework": "star-lesson"},
        {**data, "x-mine": 1},
    ]
    assert len({question_hash(question_from_data(each)) for each in [data, *changed]}) == 6
