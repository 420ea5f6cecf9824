"""Columns and tables of a page: what its lines' places say about the order in which they are read.

A page knows no columns. A gutter is a place at which several lines begin and that lines beside them do not
reach; lines that change sides again and again, each beside the one before it, are the cells of a table.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

#: Columns are so far apart, as a part of the text's width.
_NARROWEST = 0.15
#: Lines that begin within so many points of one another begin at one place.
_ALIGNED = 3.0
#: A page has no more lines, and of the places at which its lines begin so many are looked at.
_MOST_LINES, _MOST_STARTS = 400, 12
#: A column has so many lines that stand beside lines of another.
_BESIDE = 2
#: Of the lines beside a column, at most this part goes across its gutter.
_CROSSING = 0.1
#: A column's lines have so many letters on average, and most have no year: dates at a margin are none.
_LETTERS = 8
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
#: A gap of more than so many heights of a line parts a title from the row below it.
_APART = 1.1
#: Interleaved columns of prose have more than this part of lines that begin in the middle of a sentence.
_MID_SENTENCE = 0.3
#: The column of a line that stands in none.
ACROSS = -1


@dataclass(frozen=True)
class PageLine:
    """A line of a page: places in points, from the left and the bottom edge. ``piece``: it stands in one line
    with the one before it, after a wide gap.
    """

    text: str
    page: int
    size: float
    bold: bool
    left: float
    right: float
    top: float
    bottom: float
    piece: bool = False

    def is_beside(self, other: "PageLine") -> bool:
        """Whether both stand at one height."""
        return self.bottom < other.top and other.bottom < self.top


@dataclass(frozen=True)
class PlacedLine:
    """A line, its ``column`` and the ``row`` of a table that it stands in, if any; rows count through the
    document.
    """

    line: PageLine
    column: int = 0
    row: int | None = None


def placed(lines: Sequence[PageLine]) -> list[PlacedLine]:
    """The lines of a document in reading order, page by page."""
    found: list[PlacedLine] = []
    rows = 0
    for _, page in groupby(lines, key=lambda line: line.page):
        for part in _parts(list(page)):
            for row in _rows(part):
                # What stands alone in the first column is a title above rows, or text below them.
                is_row = len({one.column for one in row}) > 1
                found += [replace(one, row=rows) if is_row else one for one in row]
                rows += is_row
    return found


def _parts(lines: list[PageLine]) -> Iterator[list[PlacedLine]]:
    """A page cut where a line goes across its columns; columns that are set line by line are put in order."""
    gutters = _gutters(lines)
    in_columns = [PlacedLine(line, _column(line, gutters)) for line in _rejoined(lines, gutters)]
    for across, part in groupby(in_columns, key=lambda one: one.column == ACROSS):
        run = list(part)
        yield sorted(run, key=lambda one: one.column) if not across and _is_interleaved(run) else run


def _gutters(lines: Sequence[PageLine]) -> list[float]:
    """Where columns after the first begin, from the left."""
    if len(lines) > _MOST_LINES:
        return []
    left, right = min(line.left for line in lines), max(line.right for line in lines)
    found: list[float] = []
    starts = Counter(round(line.left / _ALIGNED) for line in lines)
    usual = [place for place, times in starts.most_common(_MOST_STARTS) if times > 1]
    for place in sorted((n - 1) * _ALIGNED for n in usual):
        far = place - max(found, default=left) >= _NARROWEST * max(right - left, 1.0)
        if far and _is_gutter(place, lines):
            found.append(place)
    return found


def _is_gutter(place: float, lines: Sequence[PageLine]) -> bool:
    after = [line for line in lines if line.left >= place]
    top, bottom = max(line.top for line in after), min(line.bottom for line in after)
    before = [line for line in lines if line.left < place and line.bottom < top and bottom < line.top]
    crossing = sum(line.right > place for line in before)
    if crossing > _CROSSING * (len(before) + len(after)):
        return False
    letters = sum(character.isalpha() for line in after for character in line.text)
    if letters < _LETTERS * len(after) or 2 * sum(bool(_YEAR.search(one.text)) for one in after) > len(after):
        return False
    beside = [line for line in before if line.right <= place and any(line.is_beside(one) for one in after)]
    return len(beside) >= _BESIDE


def _column(line: PageLine, gutters: Sequence[float]) -> int:
    column = sum(gutter <= line.left for gutter in gutters)
    return ACROSS if any(line.left < gutter < line.right for gutter in gutters) else column


def _rejoined(lines: Iterable[PageLine], gutters: Sequence[float]) -> list[PageLine]:
    """Pieces of one line with no gutter between them are one line again; a date at the margin does not fill
    it.
    """
    found: list[PageLine] = []
    for line in lines:
        if line.piece and found and not any(found[-1].right <= gutter <= line.left for gutter in gutters):
            before = found.pop()
            line = replace(
                before,
                text=f"{before.text} {line.text}",
                right=line.right if len(line.text) > len(before.text) else before.right,
                top=max(before.top, line.top),
                bottom=min(before.bottom, line.bottom),
            )
        found.append(line)
    return found


def _grouped(run: Sequence[PlacedLine]) -> list[list[PlacedLine]]:
    """Rows of cells: a new one begins where the column does not go up."""
    rows: list[list[PlacedLine]] = []
    before: PlacedLine | None = None
    for one in run:
        if before is None or one.column < before.column:
            rows.append([])
        rows[-1].append(one)
        before = one
    return rows


def _is_interleaved(run: Sequence[PlacedLine]) -> bool:
    """Whether columns of prose were written line by line, across the page."""
    rows = _grouped(run)
    if len(rows) < 3 or any(len(row) > len({one.column for one in row}) for row in rows):
        return False
    return sum(one.line.text[:1].islower() for one in run) > _MID_SENTENCE * len(run)


def _rows(run: list[PlacedLine]) -> list[list[PlacedLine]]:
    """The rows of a table, in some of which only one column is filled; single lines when it is no table."""
    rows = _grouped(run)
    full = [row for row in rows if len({one.column for one in row}) > 1]
    is_table = len(full) >= _BESIDE and 2 * len(full) >= len(rows) and all(map(_is_level, full))
    if not is_table:
        return [[one] for one in run]
    return [part for row in rows for part in _without_title(row)]


def _without_title(row: list[PlacedLine]) -> Iterator[list[PlacedLine]]:
    """A row, before it the lines that stand well above its cells: a title, or text before the table."""
    others = [one.line.top for one in row if one.column != row[0].column]
    start = 0
    for i, (one, following) in enumerate(pairwise(row), 1):
        wide = one.line.bottom - following.line.top > _APART * one.line.size
        if others and one.column == following.column and wide and one.line.bottom > others[0]:
            start = i
    if start:
        yield row[:start]
    yield row[start:]


def _is_level(row: Sequence[PlacedLine]) -> bool:
    """Whether cells of a row stand beside one another."""
    first = [one.line for one in row if one.column == row[0].column]
    others = [one.line for one in row if one.column != row[0].column]
    return any(line.is_beside(other) for line in first for other in others)
