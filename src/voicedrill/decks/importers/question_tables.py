"""Tables inside a document whose rows are questions."""

from collections.abc import Sequence
from dataclasses import dataclass

from voicedrill.decks.importers.answers import CellReader
from voicedrill.decks.importers.document import Block, says_something
from voicedrill.decks.importers.draft import DraftQuestion, Ledger
from voicedrill.decks.importers.labels import Role, beat_of, role_of
from voicedrill.decks.importers.wording import Likeness, clean_ask, likeness

_QUESTION_NAMES = frozenset(
    [
        "question",
        "questions",
        "q",
        "prompt",
        "ask",
        "interview",
        "question",
        "sample",
        "question",
        "example",
        "question",
        "front",
        "term",
    ]
)
_NUMBER_NAMES = frozenset(["#", "no", "no.", "nr", "number", "num", "n", "id", "s.no", "sno", "sl"])


@dataclass(frozen=True)
class QuestionTable:
    """A table of questions. Every row of it maps to the table; ``first_block`` is set only at its first
    row.
    """

    rows: tuple[Block, ...]
    names: tuple[str, ...]
    column: int
    first_block: Block | None = None

    def questions(self, ledger: Ledger) -> list[DraftQuestion]:
        """Its rows as questions."""
        found = []
        for row in self.rows:
            ledger.use(row)
            if (
                (row is self.rows[0] and self.names)
                or self.column >= len(row.cells)
                or not says_something(row.cells[self.column])
            ):
                continue
            question = DraftQuestion(clean_ask(row.cells[self.column]), row.line)
            reader = CellReader(question, ledger)
            for i, cell in enumerate(row.cells):
                name = self.names[i] if i < len(self.names) else ""
                if i == self.column or not says_something(cell) or name.casefold() in _NUMBER_NAMES:
                    continue
                if cell.isdigit() and not name:
                    continue
                beat = beat_of(name) if self._has_beats else None
                reader.cell(Role.BEAT if beat else self._role(i, cell), cell, row, beat)
            found.append(reader.question())
        return found

    def _role(self, i: int, cell: str) -> Role:
        """What a cell is, by its column's name."""
        name = self.names[i] if i < len(self.names) else ""
        role = role_of(name)
        if role is Role.NOTES and not self._has_answers:
            return Role.ANSWER
        if role is not None:
            return role
        return Role.TAGS if name and len(cell.split()) < 3 else Role.ANSWER

    @property
    def _has_beats(self) -> bool:
        """Whether columns are the steps of a story: situation, action, result."""
        return len({beat_of(name) for name in self.names} - {None}) > 2

    @property
    def _has_answers(self) -> bool:
        """Whether a column holds answers, so that one with notes does not."""
        others = [name for i, name in enumerate(self.names) if i != self.column]
        return any(role_of(name) in (None, Role.ANSWER, Role.SCRIPT, Role.BEAT) for name in others)


def question_tables(blocks: Sequence[Block]) -> dict[int, QuestionTable]:
    """Index of each row of a table of questions -> the table."""
    found: dict[int, QuestionTable] = {}
    start = 0
    while start < len(blocks):
        if blocks[start].kind != "row":
            start += 1
            continue
        end = start + 1
        while end < len(blocks) and blocks[end].kind == "row" and not blocks[end].header:
            end += 1
        table = _table(blocks[start:end])
        if table:
            for i in range(start, end):
                first = blocks[i] if i == start else None
                found[i] = QuestionTable(table.rows, table.names, table.column, first)
        start = end
    return found


def _table(rows: Sequence[Block]) -> QuestionTable | None:
    names = rows[0].cells if rows[0].header or _is_header(rows[0]) else ()
    body = rows[1:] if names else rows
    if not body:
        return None
    for i, name in enumerate(names):
        if name.casefold().strip(" *:?") in _QUESTION_NAMES and _asking(body, i) >= 0.3:
            return QuestionTable(tuple(rows), tuple(names), i)
    width = max(len(row.cells) for row in body)
    best = max(range(width), key=lambda i: _asking(body, i))
    if _asking(body, best) >= 0.6:
        return QuestionTable(tuple(rows), tuple(names), best)
    return None


def _is_header(row: Block) -> bool:
    return any(cell.casefold().strip(" *:?") in _QUESTION_NAMES for cell in row.cells)


def _asking(rows: Sequence[Block], column: int) -> float:
    asking = sum(likeness(row.cells[column]) >= Likeness.SURE for row in rows if column < len(row.cells))
    return asking / len(rows)
