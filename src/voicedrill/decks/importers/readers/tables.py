"""CSV, TSV and their cousins as a document of rows; the delimiter is told from the text."""

import csv
import re
from collections import Counter
from collections.abc import Iterator
from io import StringIO

from voicedrill.decks.importers.document import Block, Document, cover
from voicedrill.errors import ImportFileError

#: Names of a column that say: this is a table of questions.
HEADER_WORDS = frozenset(
    [
        "question",
        "questions",
        "ask",
        "prompt",
        "front",
        "back",
        "answer",
        "answers",
        "answer:",
        "q",
        "a",
        "id",
        "type",
        "kind",
        "category",
        "topic",
        "tags",
        "role",
        "difficulty",
        "level",
        "text",
        "points",
        "notes",
        "hint",
        "hints",
        "section",
        "area",
        "company",
        "round",
    ]
)
_DELIMITERS = "\t;,|"
#: What a word processor sets before an item and parts from it by a tab.
_MARKER = re.compile(r"\(?(?:\d{1,3}|[a-zA-Z])[.)]|[-*•‣◦▪■□●○·–—➢]")
_SAMPLE_LINES = 40
_LONGEST_NAME = 40
#: Excel's own first line: which delimiter the file has.
_SEP = re.compile(r"\A\s*[\"']?sep=(?P<delimiter>[^\s\"']|\t)[\"']?[ ;,\t]*(?=\n)", re.I)


def dialect_of(text: str, ending: str = "") -> str | None:
    """The delimiter of a table; None when the text is none.

    A comma or a bar also stands in prose, so without a header that names questions they make no table.
    """
    said = _SEP.match(text)
    if said:
        return said["delimiter"]
    sample = "\n".join(text.lstrip("\n").split("\n", 400)[:400])
    wanted = {"csv": ",;\t|", "tsv": "\t"}.get(ending, _DELIMITERS)
    best: tuple[float, str] | None = None
    for delimiter in wanted:
        rows = [row for row in _sample_rows(sample, delimiter) if any(cell.strip() for cell in row)]
        if len(rows) < 2:
            continue
        width, times = Counter(len(row) for row in rows).most_common(1)[0]
        share = times / len(rows)
        known = looks_like_header(rows[0])
        if delimiter == "\t" and not known and not ending.endswith("sv") and _is_outline(rows):
            continue
        if width > 1 and ((share >= 0.8 and (known or delimiter == "\t" or ending)) or (known and ending)):
            score = share + known
            if best is None or score > best[0]:
                best = score, delimiter
    return best[1] if best else None


def _is_outline(rows: list[list[str]]) -> bool:
    """Whether tabs only indent and part list markers from their text, as word processors write lists."""
    marked = [len(filled) == 2 and _MARKER.fullmatch(filled[0]) is not None for filled in map(_filled, rows)]
    placed = [m or not row[0].strip() or len(_filled(row)) == 1 for m, row in zip(marked, rows, strict=True)]
    return any(marked) and all(placed)


def _filled(row: list[str]) -> list[str]:
    return [cell.strip() for cell in row if cell.strip()]


def looks_like_header(cells: list[str] | tuple[str, ...]) -> bool:
    """Whether a row names columns: short names of which one is known."""
    names = [cell.strip().casefold().strip(":*# ") for cell in cells]
    if not any(names) or max(map(len, names)) > _LONGEST_NAME:
        return False
    return any(
        name in HEADER_WORDS or (name.split()[-1:] and name.split()[-1] in HEADER_WORDS) for name in names
    )


def read_tables(text: str, name: str) -> Document:
    """A repaired table as a document: a row block for each record, the first marked ``header`` if it is
    one.
    """
    delimiter = dialect_of(text, name.rsplit(".", 1)[-1].casefold()) or ","
    lines = tuple(text.split("\n"))
    rows = [block for block in rows_of(_SEP.sub("", text), delimiter, name) if block.says_something]
    if rows and looks_like_header(rows[0].cells):
        rows[0] = Block("row", rows[0].text, rows[0].line, rows[0].end, cells=rows[0].cells, header=True)
    return Document(name, "tables", cover(rows, lines), lines)


def _sample_rows(sample: str, delimiter: str) -> list[list[str]]:
    rows = []
    try:
        for row in csv.reader(StringIO(sample, newline=""), delimiter=delimiter, skipinitialspace=True):
            rows.append(row)
            if len(rows) == _SAMPLE_LINES:
                break
    except csv.Error:
        pass
    return rows


def rows_of(text: str, delimiter: str, name: str) -> Iterator[Block]:
    """The records of a table as row blocks. Raises ImportFileError for a row that cannot be read."""
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, skipinitialspace=True)
    before = 0
    while True:
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            message = f"{name}, line {reader.line_num}: this row of the table cannot be read ({error})"
            raise ImportFileError(message) from error
        cells = tuple(cell.strip() for cell in row)
        yield Block("row", " | ".join(cells), before + 1, reader.line_num, cells=cells)
        before = reader.line_num
