"""Samples and seeds through the whole way of an import, for tests."""

from pathlib import Path

import pytest
from hypothesis import strategies as st
from import_checks import assert_nothing_lost

from voicedrill.decks.importers.document import Document
from voicedrill.decks.importers.draft import Draft, DraftQuestion
from voicedrill.decks.importers.kinds import choose, importer
from voicedrill.decks.importers.readers import read
from voicedrill.decks.importers.write import deck_yaml
from voicedrill.decks.load import load_deck
from voicedrill.decks.model import Deck

SAMPLES = Path(__file__).parent / "samples"
SEEDS = Path(__file__).resolve().parents[4] / "shared" / "seeds"


def seed(number: str) -> Path:
    """A document that is not in the project; the test is skipped without it."""
    found = sorted(SEEDS.glob(f"{number}_*.txt"))
    if not found:
        pytest.skip(f"the seed document {number} is not beside the checkout (../shared/seeds)")
    return found[0]


def understood(path: Path, kind: str) -> Draft:
    """The draft of a document that must be taken for ``kind``, and from which nothing may be lost."""
    document = read(path)
    assert choose(document) == kind
    draft = importer(kind).read(document)
    assert_nothing_lost(document, draft)
    assert_lines(document, draft)
    return draft


def assert_lines(document: Document, draft: Draft) -> None:
    """Every point stands in the line that it names: nothing is invented."""

    def plain(text: str) -> str:
        return "".join(c for c in text.casefold() if c.isalnum())

    for question in draft.questions:
        for point in (*question.points, *question.red_flags, *(n for b in question.beats for n in b.notes)):
            block = next(b for b in document.blocks if b.line <= point.line <= b.end)
            assert plain(point.text) in plain(block.text), f"line {point.line}: {point.text}"


def as_deck(draft: Draft, folder: Path) -> Deck:
    """The deck as its owner gets it, read back."""
    path = folder / "deck.yaml"
    path.write_text(deck_yaml(draft), encoding="utf-8")
    return load_deck(path)


def of_kind(draft: Draft, kind: str) -> list[DraftQuestion]:
    """The questions of one kind, in order."""
    return [question for question in draft.questions if question.kind == kind]


def asked(draft: Draft, beginning: str) -> DraftQuestion:
    """The one question that begins so."""
    found = [question for question in draft.questions if question.ask.startswith(beginning)]
    assert len(found) == 1, [question.ask for question in found]
    return found[0]


def texts(question: DraftQuestion) -> list[str]:
    """The points' words."""
    return [point.text for point in question.points]


def notes(question: DraftQuestion) -> dict[str, list[str]]:
    """The notes by beat."""
    return {beat.beat: [note.text for note in beat.notes] for beat in question.beats}


def disorder(lines: list[str], data: st.DataObject, longest: int) -> None:
    """Drop up to ``longest`` lines at once, double, move and join some, as drawn; the list may end empty."""
    for _ in range(data.draw(st.integers(0, 12))):
        at = data.draw(st.integers(0, len(lines) - 1))
        match data.draw(st.sampled_from(["drop", "double", "move", "join"])):
            case "drop":
                del lines[at : at + data.draw(st.integers(1, longest))]
            case "double":
                lines.insert(at, lines[at])
            case "move":
                lines.insert(data.draw(st.integers(0, len(lines) - 1)), lines.pop(at))
            case "join":
                lines[at : at + 2] = [" ".join(lines[at : at + 2])]
        if not lines:
            return
