"""Lists of questions: tables (CSV, TSV), JSON, YAML and Anki exports, one record for each question.

What a column holds is told from its name (`record_columns`), what a cell holds from its marks
(`record_cells`).
A column that no name explains is kept in the question's notes.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from voicedrill.decks.importers.document import Block, Document, says_something
from voicedrill.decks.importers.draft import Draft, DraftQuestion, Ledger
from voicedrill.decks.importers.phrases import joined
from voicedrill.decks.importers.question_kinds import section_kind
from voicedrill.decks.importers.record_cells import plain, tags
from voicedrill.decks.importers.record_columns import Column, asking_share, columns, is_header
from voicedrill.decks.importers.record_entry import Place, Record
from voicedrill.decks.importers.wording import Likeness
from voicedrill.decks.importers.wording import likeness as asks
from voicedrill.errors import ImportFileError

_MEDIA = {"tables": "a table", "data": "a list of records", "anki": "an Anki export"}
_DECK = re.compile(r"^[ \t]*[\"']?schema[\"']?\s*:\s*[\"']?voicedrill\.deck/", re.M)


def likeness(document: Document) -> float:
    """How much it is a list of records: a table, data or an Anki export with a column that asks."""
    if document.media not in _MEDIA:
        return 0.0
    if _DECK.search("\n".join(document.lines[:20])):
        return 1.0
    table = _table(document)
    return 0.95 if Column.ASK in table.columns and table.rows else 0.0


def read(document: Document) -> Draft:
    """Every record as a question, in order. Raises ImportFileError for what is a deck already."""
    if _DECK.search("\n".join(document.lines[:20])):
        raise ImportFileError(
            f"{document.name} is a deck already; practise it, or look it over with `voicedrill check`"
        )
    table = _table(document)
    ledger = Ledger(document)
    if table.header:
        ledger.use(table.header)
    reader = _Records(document, table, ledger)
    questions = reader.questions()
    companies = {company for company in reader.companies if company}
    company = companies.pop() if len(companies) == 1 else None
    if company:
        questions = [
            replace(question, notes=_without(question.notes, f"Company: {company}")) for question in questions
        ]
    roles = {question.role for question in questions}
    return Draft(
        "records",
        tuple(questions),
        title=document.title,
        company=company or document.properties.get("company"),
        role=document.properties.get("role") or (roles.pop() if len(roles) == 1 else None),
        left_out=ledger.left_out("no question in this line"),
        used=ledger.used,
        understood=(_understood(document, table, len(questions)),),
    )


@dataclass(frozen=True)
class _Table:
    """The rows of a document as cells without markup, and what their columns hold."""

    header: Block | None
    names: tuple[str, ...]
    rows: tuple[tuple[Block, tuple[str, ...]], ...]
    columns: tuple[Column, ...]


def _table(document: Document) -> _Table:
    blocks = [block for block in document.blocks if block.kind == "row"]
    header = (
        blocks[0]
        if blocks
        and (blocks[0].header or is_header(blocks[0].cells, [block.cells for block in blocks[1:200]]))
        else None
    )
    names = header.cells if header else _anki_names(document, blocks)
    rows = tuple(
        (block, tuple(plain(cell) for cell in block.cells)) for block in blocks if block is not header
    )
    return _Table(header, names, rows, tuple(columns(names, [cells for _, cells in rows])))


def _anki_names(document: Document, blocks: Sequence[Block]) -> tuple[str, ...]:
    """Anki's columns when it does not name them: the fields in order, the front first."""
    if document.media != "anki" or not blocks:
        return ()
    special = {
        int(value) - 1: {
            "tags column": "tags",
            "notetype column": "note type",
            "deck column": "deck",
            "guid column": "guid",
        }[key]
        for key, value in document.properties.items()
        if key.endswith(" column")
        and key in ("tags column", "notetype column", "deck column", "guid column")
        and value.isdigit()
    }
    fields = iter(["front", "back"])
    width = max(len(block.cells) for block in blocks)
    return tuple(special.get(i) or next(fields, "extra") for i in range(width))


class _Records:
    """The rows on their way to questions."""

    def __init__(self, document: Document, table: _Table, ledger: Ledger) -> None:
        self._document, self._table, self._ledger = document, table, ledger
        self._section: str | None = None
        self._extra_tags = tags(document.properties.get("tags", ""), spaced=True)
        self.companies: list[str] = []

    def questions(self) -> list[DraftQuestion]:
        """All records that ask; a row without a question goes on with the one above it."""
        found: list[Record] = []
        rows = self._table.rows
        ask_at = self._table.columns.index(Column.ASK)
        for n, (block, cells) in enumerate(rows):
            end = rows[n + 1][0].line - 1 if n + 1 < len(rows) else len(self._document.lines)
            place = Place(self._document, block.line, max(block.end, min(end, block.line + 400)))
            ask = cells[ask_at] if ask_at < len(cells) else ""
            filled = [cell for cell in cells if says_something(cell)]
            if not filled or self._is_header_again(cells):
                self._ledger.use(block)
            elif not says_something(ask) and not self._is_section(cells, filled):
                if found and self._fill(found[-1], cells, place):
                    self._ledger.use(block)
            elif self._is_section(cells, filled):
                self._section = filled[0]
                self._ledger.use(block)
            else:
                record = Record(place, self._section, list(self._extra_tags))
                self._fill(record, cells, place)
                found.append(record)
                self._ledger.use(block)
        self.companies = [record.company for record in found]
        return [record.question() for record in found]

    def _is_header_again(self, cells: Sequence[str]) -> bool:
        return bool(self._table.names) and tuple(cells) == tuple(map(plain, self._table.names))

    def _is_section(self, cells: Sequence[str], filled: Sequence[str]) -> bool:
        """One short cell in a row of several columns is the title of the rows below it."""
        if len(filled) != 1 or len([c for c in self._table.columns if c is not Column.NUMBER]) < 3:
            return False
        text = filled[0]
        return (
            len(text.split()) <= 6
            and asks(text) < Likeness.WEAK
            and (cells[0] == text or section_kind(text) is not None)
            and self._asking()
        )

    def _asking(self) -> bool:
        """Whether the table's questions are worded as such; then a line that is not is none."""
        at = self._table.columns.index(Column.ASK)
        return (
            asking_share([c[at] for _, c in self._table.rows if at < len(c) and sum(map(bool, c)) > 1]) > 0.5
        )

    def _fill(self, record: Record, cells: Sequence[str], place: Place) -> bool:
        """Enter a row's cells; False when there was nothing to enter."""
        entered = False
        for i, cell in enumerate(cells):
            if says_something(cell):
                name = self._table.names[i] if i < len(self._table.names) else ""
                record.enter(self._table.columns[i], name, cell, place)
                entered = True
        return entered


def _without(notes: str | None, line: str) -> str | None:
    return joined(note for note in (notes or "").split("\n") if note != line)


def _understood(document: Document, table: _Table, n: int) -> str:
    """What the columns were taken for, in a sentence."""
    held = [
        f"'{name}' holds {column.value}"
        for name, column in zip(table.names, table.columns, strict=False)
        if name and column not in (Column.NUMBER, Column.FILE_DATA)
    ]
    columns_told = f" {', '.join(held)}." if held else ""
    return f"Read as {_MEDIA[document.media]} with {n} {'question' if n == 1 else 'questions'}.{columns_told}"
