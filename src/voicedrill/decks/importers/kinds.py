"""The importers and how one is chosen: the document that looks most like its kind wins, never the file's
name.

An importer is a module with

    likeness(document: Document) -> float     0: not mine; 1: surely mine
    read(document: Document) -> Draft

`outline` reads any document with questions in it and is taken when no other claims the document.
"""

from dataclasses import dataclass
from importlib import import_module
from typing import Protocol, cast

from voicedrill.decks.importers.document import Document
from voicedrill.decks.importers.draft import Draft

#: Below this the special importers are not believed, and `outline` reads the document.
BELIEVED = 0.5


@dataclass(frozen=True)
class ImporterEntry:
    """An importer by name; ``title`` is what the document was taken for, as told to people."""

    module: str
    title: str


#: Kind (as in `import --json`) -> importer; in a tie the first wins.
IMPORTERS: dict[str, ImporterEntry] = {
    "outline": ImporterEntry("outline", "a document with questions"),
    "prep-sheet": ImporterEntry("prep_sheet", "a prep sheet"),
    "playbook": ImporterEntry("playbook", "a playbook"),
    "answered-questions": ImporterEntry("answered_questions", "questions with written answers"),
    "question-bank": ImporterEntry("question_bank", "a question bank"),
    "records": ImporterEntry("records", "a list of questions"),
}
FALLBACK = "outline"


class Importer(Protocol):
    """What an importer's module holds."""

    def likeness(self, document: Document) -> float:
        """How surely the document is of this kind, 0 to 1."""

    def read(self, document: Document) -> Draft:
        """What the document holds; everything else is in the draft's ``left_out``."""


def importer(kind: str) -> Importer:
    """The module that reads documents of a kind."""
    return cast("Importer", import_module(f"{__package__}.{IMPORTERS[kind].module}"))


def choose(document: Document) -> str:
    """The kind that the document looks most like; `outline` when none is believed."""
    likest, best = FALLBACK, BELIEVED
    for kind in IMPORTERS:
        if kind == FALLBACK:
            continue
        likeness = importer(kind).likeness(document)
        if likeness > best:
            likest, best = kind, likeness
    return likest


def understand(document: Document) -> Draft:
    """The document read by the importer of its kind."""
    return importer(choose(document)).read(document)
