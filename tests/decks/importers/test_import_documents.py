"""Documents in the forms that people write: what a careful reader finds, the import finds."""

import re
from pathlib import Path

import pytest
from benchmarks.imports import score
from import_checks import assert_nothing_lost

from voicedrill.decks.check import check_deck
from voicedrill.decks.importers.convert import import_bytes
from voicedrill.decks.importers.kinds import understand
from voicedrill.decks.importers.readers import read_bytes
from voicedrill.decks.importers.write import deck_yaml, write_deck
from voicedrill.decks.load import load_deck
from voicedrill.decks.yaml12 import read_yaml

HERE = Path(__file__).parent
TRUTHS = {
    (folder, name): truth
    for folder in ("documents", "unseen", "unseen2")
    for name, truth in read_yaml((HERE / folder / "truth.yaml").read_text(encoding="utf-8")).data.items()
}
ALL = pytest.mark.parametrize(("folder", "name"), TRUTHS, ids=lambda part: str(part))


@ALL
def test_questions_and_points_are_found_and_none_is_invented(folder: str, name: str) -> None:
    draft, report = import_bytes((HERE / folder / name).read_bytes(), name)
    result = score(draft, TRUTHS[folder, name])
    assert result.misses == []
    assert report.questions == len(draft.questions) >= result.found


@ALL
def test_no_line_is_lost(folder: str, name: str) -> None:
    document = read_bytes((HERE / folder / name).read_bytes(), name)
    assert_nothing_lost(document, understand(document))


@ALL
def test_the_deck_passes_check(folder: str, name: str, tmp_path: Path) -> None:
    draft, _ = import_bytes((HERE / folder / name).read_bytes(), name)
    path = tmp_path / "deck.yaml"
    write_deck(draft, path)
    assert [finding for finding in check_deck(path) if finding.severity == "error"] == []
    deck = load_deck(path)
    assert [question.ask for question in deck.questions] == [question.ask for question in draft.questions]
    said = [[point.say for point in question.points] for question in deck.questions]
    assert said == [
        [" ".join(point.text.split()) for point in question.points] for question in draft.questions
    ]


@ALL
def test_every_part_keeps_a_line_of_the_document(folder: str, name: str) -> None:
    """The words of a point stand in the lines that it says it is from."""
    document = read_bytes((HERE / folder / name).read_bytes(), name)
    draft = understand(document)
    for question in draft.questions:
        assert 1 <= question.line <= len(document.lines)
        for point in question.points:
            words = re.findall(r"\w+", point.text)[:2]
            blocks = [block.text for block in document.blocks if block.line <= point.line <= block.end]
            there = " ".join([document.text_of(point.line), *blocks])
            assert all(word in there for word in words), (point, there)


def test_an_import_is_the_same_every_time() -> None:
    data = (HERE / "documents" / "readme-mixed.md").read_bytes()
    assert deck_yaml(import_bytes(data, "a.md")[0]) == deck_yaml(import_bytes(data, "a.md")[0])


def test_the_order_of_sections_gives_kinds_and_tags() -> None:
    text = (
        b"# Prep\n\n## Behavioural\n\n- How do you plan your day?\n\n"
        b"## Questions to ask the interviewer\n\n- Who decides?\n"
    )
    draft, _ = import_bytes(text, "a.md")
    assert [(question.kind, question.tags) for question in draft.questions] == [
        ("behavioural", ("Behavioural",)),
        ("ask-them", ("Questions to ask the interviewer",)),
    ]


def test_a_sentence_keeps_its_own_line_of_a_paragraph() -> None:
    data = (HERE / "documents" / "hr-wrapped.txt").read_bytes()
    draft, _ = import_bytes(data, "hr.txt")
    assert [(point.line, point.text[:14]) for point in draft.questions[0].points] == [
        (5, "I run the kitc"),
        (5, "Before that I "),
        (7, "I am here beca"),
    ]


def test_blanks_are_kept_and_marked() -> None:
    draft, _ = import_bytes(b"Q: When did you start?\nA: In [what year?] with two people.\n", "a.txt")
    (question,) = draft.questions
    assert question.points[0].blanks == ("[what year?]",)
    assert "# line 2, to fill in: [what year?]" in deck_yaml(draft)
