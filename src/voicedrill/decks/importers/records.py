"""Lists of questions: tables (CSV, TSV), JSON, YAML and Anki exports, one record for each question.

What a column holds is told from its name (`record_columns`), what a cell holds from its marks (`record_cells`).
A column that no name explains is kept in the question's notes.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from voicedrill.decks.frameworks import find_framework
from voicedrill.decks.importers.answers import prose_points, split_points
from voicedrill.decks.importers.bank_lines import kind_named
from voicedrill.decks.importers.document import Block, Document, says_something
from voicedrill.decks.importers.draft import (
    Draft,
    DraftBeat,
    DraftFollowUp,
    DraftPoint,
    DraftQuestion,
    Ledger,
)
from voicedrill.decks.importers.phrases import joined
from voicedrill.decks.importers.question_kinds import difficulty_of, kind_in_section, section_kind
from voicedrill.decks.importers.readers.lines import label_of
from voicedrill.decks.importers.record_cells import cloze, is_prose, pieces, plain, tags
from voicedrill.decks.importers.record_columns import Column, asking_share, columns, spaced
from voicedrill.decks.importers.sentences import sentences
from voicedrill.decks.importers.wording import Likeness, clean_ask
from voicedrill.decks.importers.wording import likeness as asks
from voicedrill.decks.model import Difficulty, Kind
from voicedrill.errors import ImportFileError

_MEDIA = {"tables": "a table", "data": "a list of records", "anki": "an Anki export"}
#: Prose of so many words is also kept as the script. Words.
_SCRIPT_WORDS = 40
_SECONDS = re.compile(
    r"(?P<low>\d+(?:\.\d+)?)\s*(?:(?:-|–|to)\s*(?P<high>\d+(?:\.\d+)?)\s*)?(?P<unit>min|m\b|sec|s\b)?", re.I
)
_MOST_SECONDS = 3_600
_DECK = re.compile(r"^\s*[\"']?schema[\"']?\s*:\s*[\"']?voicedrill\.deck/", re.M)
_BEATS = {
    Column.SITUATION: "situation",
    Column.TASK: "task",
    Column.ACTION: "action",
    Column.RESULT: "result",
    Column.LESSON: "lesson",
}


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
            f"{document.name} is a deck already; practise it as it is, or look it over with `voicedrill check`"
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
    header = blocks[0] if blocks and blocks[0].header else None
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
        found: list[_Record] = []
        rows = self._table.rows
        ask_at = self._table.columns.index(Column.ASK)
        for n, (block, cells) in enumerate(rows):
            end = rows[n + 1][0].line - 1 if n + 1 < len(rows) else len(self._document.lines)
            place = _Place(self._document, block.line, max(block.end, min(end, block.line + 400)))
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
                record = _Record(place, self._section, list(self._extra_tags))
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

    def _fill(self, record: "_Record", cells: Sequence[str], place: "_Place") -> bool:
        """Enter a row's cells; False when there was nothing to enter."""
        entered = False
        for i, cell in enumerate(cells):
            if says_something(cell):
                name = self._table.names[i] if i < len(self._table.names) else ""
                record.enter(self._table.columns[i], name, cell, place)
                entered = True
        return entered


@dataclass
class _Place:
    """Where a record stands, for finding the lines of what is inside it."""

    document: Document
    line: int
    end: int

    def __post_init__(self) -> None:
        self._at = self.line

    def line_of(self, text: str) -> int:
        """The line of a piece of the record: where its first words stand, from the piece before on."""
        if self.end == self.line:
            return self.line
        words = re.findall(r"\w+", text)[:5]
        for start in (self._at, self.line):
            for n in range(start, self.end + 1):
                line = self.document.text_of(n)
                if words and words[0] in line and all(word in line for word in words):
                    self._at = n
                    return n
        return self._at


@dataclass
class _Record:
    """One question being put together."""

    place: _Place
    section: str | None
    tags: list[str]
    ask: str = ""
    line: int = 0
    id: str | None = None
    kind: Kind | None = None
    difficulty: Difficulty | None = None
    role: str | None = None
    company: str = ""
    framework: str | None = None
    seconds: tuple[float, float] | None = None
    sections: list[str] = field(default_factory=list)
    points: list[DraftPoint] = field(default_factory=list)
    scripted: list[DraftPoint] = field(default_factory=list)
    beats: dict[str, list[DraftPoint]] = field(default_factory=dict)
    facts: list[DraftPoint] = field(default_factory=list)
    red_flags: list[DraftPoint] = field(default_factory=list)
    follow_ups: list[DraftFollowUp] = field(default_factory=list)
    script: list[str] = field(default_factory=list)
    why: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def enter(self, column: Column, name: str, cell: str, place: _Place) -> None:
        """One cell under what its column holds."""
        match column:
            case Column.ASK:
                self._enter_ask(cell, place)
            case Column.POINTS:
                self._enter_points(cell, name, place)
            case Column.SCRIPT:
                self.script.append(cell)
                self.scripted += [p for text in pieces(cell) for p in prose_points(text, place.line_of(text))]
            case Column.WHY:
                self.why.append(cell)
            case Column.FOLLOW_UPS:
                self.follow_ups += [_follow_up(text, place) for text in _asked(cell)]
            case Column.RED_FLAGS:
                self.red_flags += _notes(cell, place)
            case Column.FACTS:
                self.facts += [DraftPoint(text, place.line_of(text)) for text in pieces(cell, commas=True)]
            case Column.TAGS:
                self.tags += tags(cell, spaced=place.document.media == "anki")
            case Column.NUMBER | Column.FILE_DATA:
                pass  # These count the rows and say nothing.
            case Column.ID:
                self.id = cell if re.fullmatch(r"[^\W\d][\w.-]*", cell) else None
                if self.id is None and not cell.isdigit():
                    self._note(name, cell)
            case _ if column in _BEATS:
                self.beats.setdefault(_BEATS[column], []).extend(_notes(cell, place))
            case _:
                self._enter_fact(column, name, cell)

    def _enter_ask(self, cell: str, place: _Place) -> None:
        self.line = self.line or place.line_of(cell)
        gaps = cloze(cell)
        if gaps:
            cell = gaps[0]
            self.points += [DraftPoint(answer, self.line) for answer in dict.fromkeys(gaps[1])]
        text = " ".join(cell.split())
        if not self.ask:
            self.ask = clean_ask(text) or text
            if text.endswith((")", "]")):
                self.difficulty = self.difficulty or difficulty_of(text)
        else:
            self.ask = f"{self.ask} {text}"

    def _enter_points(self, cell: str, name: str, place: _Place) -> None:
        if is_prose(cell):
            lines = [line for line in cell.split("\n") if says_something(line)]
            for text in lines:
                few = len(pieces(text, commas=_listing(name))) > 1
                found = _notes(text, place, commas=True) if few else prose_points(text, place.line_of(text))
                self.points += found
            if len(cell.split()) >= _SCRIPT_WORDS:
                self.script += lines
        else:
            self.points += _notes(cell, place, commas=_listing(name))

    def _enter_fact(self, column: Column, name: str, cell: str) -> None:
        """What is said about the question and not in its answer; what cannot be understood goes to the notes."""
        text = " ".join(cell.split())
        match column:
            case Column.KIND:
                self.kind = self.kind or kind_named(text)
                if kind_named(text) is None:
                    self.tags += tags(text)
            case Column.SECTION:
                parts = tags(cell)
                self.tags += parts
                self.sections += parts
            case Column.DIFFICULTY:
                self.difficulty = self.difficulty or difficulty_of(text)
                if difficulty_of(text) is None:
                    self._note(name, text)
            case Column.ROLE:
                self.role = self.role or text
            case Column.COMPANY:
                self.company = text
                self.notes.append(f"Company: {text}")
            case Column.FRAMEWORK:
                self.framework = _framework(text)
                if self.framework is None:
                    self._note(name, text)
            case Column.SECONDS:
                self.seconds = _length(name, text)
                if self.seconds is None:
                    self._note(name, text)
            case _:
                self._note(name, text)

    def _note(self, name: str, text: str) -> None:
        named = spaced(name)
        self.notes.append(f"{named[:1].upper()}{named[1:]}: {text}" if named and named != "notes" else text)

    def question(self) -> DraftQuestion:
        """What was gathered."""
        if self.section:
            self.sections.append(self.section)
            self.tags.append(self.section)
        kind = self.kind or kind_in_section(
            self.ask, next((kind for kind in map(kind_named, self.sections) if kind), None)
        )
        framework = self.framework
        if not set(self.beats) <= _beat_names(framework):
            framework = "star-lesson" if "lesson" in self.beats else "star"
        return DraftQuestion(
            self.ask,
            self.line or self.place.line,
            kind=kind,
            points=tuple(self.points or ([] if self.beats else self.scripted)),
            framework=framework,
            beats=tuple(DraftBeat(beat, tuple(notes)) for beat, notes in self.beats.items()),
            facts=tuple(self.facts),
            red_flags=tuple(self.red_flags),
            follow_ups=tuple(self.follow_ups),
            script="\n".join(self.script) or None,
            seconds=self.seconds,
            difficulty=self.difficulty,
            tags=tuple(dict.fromkeys(self.tags)),
            role=self.role,
            why=joined(self.why),
            notes=joined(self.notes),
            id=self.id,
        )


def _notes(cell: str, place: _Place, *, commas: bool = False) -> list[DraftPoint]:
    """A list's entries as points; an entry "Label: sentence" is named by its label."""
    found = []
    for text in pieces(cell, commas=commas):
        label = label_of(text)
        rest = text[len(label) + 1 :].strip() if label else ""
        named = label is not None and len(rest.split()) > 2
        found += split_points(rest if named else text, place.line_of(text), label if named else None)
    return found


def _follow_up(text: str, place: _Place) -> DraftFollowUp:
    """ "What would you change? → start earlier; ask more" as a question with points."""
    ask, _, answer = text.partition(" → ")
    line = place.line_of(ask)
    return DraftFollowUp(clean_ask(ask), line, tuple(_notes(answer, place)))


def _asked(cell: str) -> Iterator[str]:
    """Follow-up questions: the entries of the list, and several questions in one entry apart."""
    for text in pieces(cell):
        asked = sentences(text)
        if len(asked) > 1 and all(sentence.endswith("?") for sentence in asked):
            yield from asked
        else:
            yield text


def _listing(name: str) -> bool:
    """Whether a column by this name holds a list, whose short entries may be kept apart by commas."""
    return (
        re.search(
            r"points|keywords|key words|bullets|criteria|ideas|outline|signs|flags|look ?fors?", spaced(name)
        )
        is not None
    )


def _length(name: str, text: str) -> tuple[float, float] | None:
    """An answer's length in seconds: "60-90 sec", "2 minutes", or a number under "Minutes"."""
    match = _SECONDS.search(text)
    if match is None:
        return None
    unit = (match["unit"] or spaced(name)[-7:] or "s").casefold()
    times = 60.0 if unit.startswith("m") or "min" in unit else 1.0
    low, high = float(match["low"]) * times, float(match["high"] or match["low"]) * times
    if low == high:
        low *= 0.75
    return (low, high) if 0 < low <= high < _MOST_SECONDS else None


def _framework(text: str) -> str | None:
    """The name of a framework that we have; None for another."""
    known = find_framework(text)
    return known.name if known else None


def _beat_names(framework: str | None) -> frozenset[str]:
    known = find_framework(framework) if framework else None
    return frozenset(beat.beat for beat in known.beats) if known else frozenset()


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
