"""PDF files as a document: lines in reading order with their size and place, joined into paragraphs.

PDF knows only letters on a page. A line's size makes it a heading, its weight a bold line, its place tells
where a paragraph goes on; what stands at the edge of many pages is a header or footer and no part of the
text.
"""

import ctypes
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby, pairwise
from typing import Any

from voicedrill.decks.importers.document import Block, Document, says_something
from voicedrill.decks.importers.readers.lines import LONGEST_PARAGRAPH, Depths, finished, label_of, line_block
from voicedrill.decks.importers.readers.page_layout import PageLine, PlacedLine, placed
from voicedrill.decks.importers.repair import repair
from voicedrill.errors import ImportFileError

#: Called with pages read and pages in all.
Progress = Callable[[int, int], None]

MAX_PAGES = 3_000
_MAX_CHARACTERS = 8_000_000
#: A header or footer is among so many lines at the edge of a page, and on this share of the pages.
_EDGE_LINES = 2
_ON_PAGES = 0.4
_BIGGER = 1.12
_PAGE_NUMBER = re.compile(
    r"^\W*(?:page|p\.?|seite)?\s*\d{1,4}\s*(?:(?:of|/|von)\s*\d{1,4})?\W*$|^\W*[ivxl]{1,6}\W*$", re.I
)
#: A page's number at either end of its header or footer.
_NUMBERED_EDGE = re.compile(r"^\W*\d+\b|\bpage \d+.*$|\b\d+\W*$")
#: Between cells stand at least so many heights of a small letter, and points.
_GAP, _NARROWEST_GAP = 1.2, 9.0
_LONGEST_SIGN = 4
_HYPHEN = re.compile(r"[^\W\d_]-$")


def read_pdf(data: bytes, name: str, progress: Progress | None = None) -> Document:
    """A PDF as a document; its lines are those of its text, headers and footers gone.

    Raises ImportFileError for broken or locked files and for those without text.
    """
    lines, title = _page_lines(data, name, progress)
    if not any(says_something(line.text) for line in lines):
        raise ImportFileError(
            f"{name} has no text in it, only pictures of pages; run text recognition (OCR) over it first"
        )
    kept, edges = _without_edges(lines)
    warnings: tuple[str, ...] = ()
    if edges:
        shown = ", ".join(f"“{text}”" for text in edges[:3])
        warnings = (f"{name}: headers and footers of the pages were left away: {shown}.",)
    ordered = placed(kept)
    blocks = tuple(_blocks(ordered))
    return Document(name, "pdf", blocks, tuple(one.line.text for one in ordered), title, warnings=warnings)


def _page_lines(data: bytes, name: str, progress: Progress | None) -> tuple[list[PageLine], str | None]:
    import pypdfium2

    try:
        pdf = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        locked = "assword" in str(error)
        what = (
            "is locked with a password; save it without one"
            if locked
            else "is damaged and cannot be read as a PDF"
        )
        raise ImportFileError(f"{name} {what}") from error
    try:
        pages = len(pdf)
        if pages > MAX_PAGES:
            raise ImportFileError(f"{name} has {pages:,} pages; at most {MAX_PAGES:,} are read. Split it.")
        lines: list[PageLine] = []
        characters = 0
        for number in range(pages):
            try:
                page = pdf[number]
                text_page = page.get_textpage()
            except pypdfium2.PdfiumError as error:
                raise ImportFileError(f"{name}: page {number + 1} is damaged and cannot be read") from error
            found = list(_lines_of(text_page, number + 1))
            text_page.close()
            page.close()
            characters += sum(len(line.text) for line in found)
            if characters > _MAX_CHARACTERS:
                raise ImportFileError(f"{name} has more text than a deck can hold; split it")
            lines += found
            if progress:
                progress(number + 1, pages)
        title = (pdf.get_metadata_dict() or {}).get("Title") or None
        return lines, " ".join(repair(title).split()) if title else None
    finally:
        pdf.close()


def _lines_of(text_page: Any, page: int) -> Iterator[PageLine]:
    """The lines of a page. pdfium's text has a character for each of the page's, so places are known by
    index.
    """
    import pypdfium2.raw as raw

    count = text_page.count_chars()
    if count <= 0:
        return
    buffer = (ctypes.c_ushort * (count + 1))()
    raw.FPDFText_GetText(text_page.raw, 0, count, buffer)
    # One character for each unit: those beyond the basic plane take two, and indices must not shift.
    units = "".join(chr(unit) if not 0xD800 <= unit < 0xE000 else "\ufffc" for unit in buffer[:count])
    start = 0
    for part in re.split(r"(\r\n|\r|\n)", units):
        end = start + len(part)
        if part.strip("\r\n") and says_something(part):
            cuts = [start, *(start + gap for gap in _gaps(text_page, raw, part, start)), end]
            for n, (first, last) in enumerate(pairwise(cuts)):
                yield replace(_line(text_page, raw, buffer, first, last, page), piece=n > 0)
        start = end


def _gaps(text_page: Any, raw: Any, part: str, start: int) -> Iterator[int]:
    """Where words of a line begin after a gap wider than a tab needs, as between the cells of a table."""
    begun = 0
    for blank in re.finditer(r"(?<=\S)\s+(?=\S)", part):
        # What stands before the gap must be more than the sign of a list.
        if len(part[begun : blank.start()].strip()) <= _LONGEST_SIGN or not says_something(
            part[blank.end() :]
        ):
            continue
        _, before, _, _ = _box(text_page, raw, start + blank.start() - 1)
        after, _, bottom, top = _box(text_page, raw, start + blank.end())
        if after - before > max(_GAP * (top - bottom), _NARROWEST_GAP):
            begun = blank.end()
            yield begun


def _line(text_page: Any, raw: Any, buffer: Any, start: int, end: int, page: int) -> PageLine:
    units = (ctypes.c_ushort * (end - start))(*buffer[start:end])
    text = bytes(units).decode("utf-16-le", "replace")
    # pdfium gives U+FFFE where a word was broken over two lines, and sets its halves together.
    text = " ".join(repair(text.replace("\ufffe", "").replace("\x02", "")).split())
    first = next((i for i in range(start, end) if chr(buffer[i]).isalnum()), start)
    last = next((i for i in range(end - 1, start - 1, -1) if not chr(buffer[i]).isspace()), start)
    left, _, bottom, top = _box(text_page, raw, first)
    start_left = _box(text_page, raw, start)[0]
    right = _box(text_page, raw, last)[1]
    size = _size(text_page, raw, first)
    return PageLine(
        text, page, size, _is_bold(text_page, raw, first), min(start_left or left, left), right, top, bottom
    )


def _box(text_page: Any, raw: Any, index: int) -> tuple[float, float, float, float]:
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    raw.FPDFText_GetCharBox(text_page.raw, index, left, right, bottom, top)
    return left.value, right.value, bottom.value, top.value


def _size(text_page: Any, raw: Any, index: int) -> float:
    """The height of a character's whole cell, points: a page may scale its letters, so the font's size says
    less.
    """
    box = raw.FS_RECTF()
    if raw.FPDFText_GetLooseCharBox(text_page.raw, index, box) and box.top > box.bottom:
        return round(float(box.top) - float(box.bottom), 1)
    return float(raw.FPDFText_GetFontSize(text_page.raw, index))


def _is_bold(text_page: Any, raw: Any, index: int) -> bool:
    flags = ctypes.c_int()
    length = raw.FPDFText_GetFontInfo(text_page.raw, index, None, 0, flags)
    name = ctypes.create_string_buffer(max(length, 1))
    if length:
        raw.FPDFText_GetFontInfo(text_page.raw, index, name, length, flags)
    font = name.value.decode("latin-1").casefold()
    return (
        "bold" in font
        or "black" in font
        or "heavy" in font
        or raw.FPDFText_GetFontWeight(text_page.raw, index) >= 600
    )


def _without_edges(lines: Sequence[PageLine]) -> tuple[list[PageLine], list[str]]:
    """The lines without headers, footers and page numbers, and what these said."""
    by_page: dict[int, list[int]] = {}
    for i, line in enumerate(lines):
        by_page.setdefault(line.page, []).append(i)
    pages = len(by_page)
    edges: dict[int, str] = {}
    seen: Counter[str] = Counter()
    for rows in by_page.values():
        ordered = sorted(rows, key=lambda i: -lines[i].top)
        chosen = {*ordered[:_EDGE_LINES], *ordered[-_EDGE_LINES:]}
        keys = {i: _NUMBERED_EDGE.sub("#", lines[i].text.casefold()) for i in chosen}
        edges |= keys
        seen.update(set(keys.values()))
    dropped = {
        i
        for i, key in edges.items()
        if (pages > 2 and seen[key] >= max(3, _ON_PAGES * pages) and len(key) < 120)
        or (pages > 1 and _PAGE_NUMBER.match(lines[i].text))
    }
    said = list(
        dict.fromkeys(lines[i].text for i in sorted(dropped) if not _PAGE_NUMBER.match(lines[i].text))
    )
    unlike = list({_NUMBERED_EDGE.sub("#", text.casefold()): text for text in reversed(said)}.values())
    if dropped and not unlike:
        unlike = ["page numbers"]
    return [line for i, line in enumerate(lines) if i not in dropped], list(reversed(unlike))


def _blocks(ordered: Sequence[PlacedLine]) -> Iterator[Block]:
    """Lines as blocks: those that go on are joined, those of a row are its cells."""
    lines = [one.line for one in ordered]
    levels = _heading_levels(lines)
    margins: dict[int, float] = {}
    widest: dict[tuple[int, int], float] = {}
    for one in ordered:
        place = one.line.page, one.column
        widest[place] = max(widest.get(place, 0.0), one.line.right)
        margins[one.column] = min(margins.get(one.column, one.line.left), one.line.left)
    depths = Depths()
    number = 1
    for row, part in groupby(ordered, key=lambda one: one.row):
        run = list(part)
        if row is None:
            yield from _text_blocks(run, number, levels, margins, widest, depths)
        else:
            yield _row(run, number, widest)
        number += len(run)


def _heading_levels(lines: Sequence[PageLine]) -> dict[float, int]:
    """Sizes that are bigger than most of the text -> level of heading."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size, 1)] += len(line.text)
    body = sizes.most_common(1)[0][0] if sizes else 0.0
    bigger = sorted({round(line.size, 1) for line in lines if line.size > body * _BIGGER}, reverse=True)
    return {size: min(i + 1, 6) for i, size in enumerate(bigger)}


def _text_blocks(
    run: Sequence[PlacedLine],
    first: int,
    levels: dict[float, int],
    margins: dict[int, float],
    widest: dict[tuple[int, int], float],
    depths: Depths,
) -> Iterator[Block]:
    pending: Block | None = None
    before: PlacedLine | None = None
    for number, one in enumerate(run, first):
        line = one.line
        if pending and before and _goes_on(pending, before, one, widest):
            pending = _joined(pending, before.line, line, number)
        else:
            if pending:
                yield _done(pending)
            indent = " " * max(int((line.left - margins.get(one.column, line.left)) / 6), 0)
            block = line_block(f"{indent}{line.text}", number, depths, alone=True)
            level = levels.get(round(line.size, 1), 0)
            if level and block.kind in ("paragraph", "heading", "item") and len(line.text) < 200:
                block = Block("heading", line.text, number, level=level)
            elif block.kind == "heading":
                block = replace(block, level=len(levels) + 1 if levels else block.level)
            pending = replace(block, page=line.page, bold=line.bold and block.kind != "heading")
        before = one
    if pending:
        yield _done(pending)


def _joined(block: Block, before: PageLine, line: PageLine, number: int) -> Block:
    if _HYPHEN.search(before.text) and line.text[:1].islower():
        return replace(block, text=f"{block.text[:-1]}{line.text}", end=number)
    return replace(block, text=f"{block.text} {line.text}", end=number)


def _row(run: Sequence[PlacedLine], number: int, widest: dict[tuple[int, int], float]) -> Block:
    """A row of a table: lines of a cell that do not go on are parted by semicolons, as an HTML list is."""
    cells = [""] * (max(one.column for one in run) + 1)
    for column, part in groupby(run, key=lambda one: one.column):
        blocks = _text_blocks(list(part), number, {}, {}, widest, Depths())
        text = "; ".join(block.text for block in blocks)
        cells[column] = f"{cells[column]}; {text}" if cells[column] else text
    return Block(
        "row",
        " | ".join(cells),
        number,
        number + len(run) - 1,
        cells=tuple(cells),
        header=all(one.line.bold for one in run),
        page=run[0].line.page,
    )


def _done(block: Block) -> Block:
    if block.bold:
        return replace(block, lead=block.text.rstrip(" :"))
    return finished(block)


def _goes_on(
    block: Block, above: PlacedLine, below: PlacedLine, margins: dict[tuple[int, int], float]
) -> bool:
    """Whether a line goes on with the block before it. ``margins``: (page, column) -> its right edge."""
    before, line = above.line, below.line
    widest = margins[before.page, above.column]
    same = (before.page, above.column) == (line.page, below.column)
    if len(block.text) > LONGEST_PARAGRAPH:
        return False
    if block.kind not in ("paragraph", "item", "heading") or abs(before.size - line.size) > 0.6:
        return False
    if before.bold != line.bold and (block.bold or line.bold):
        return False
    start = line_block(line.text, 1, Depths())
    if start.kind == "item" and (start.marker[:1] in "•◦▪■□●○-–—*" or line.left <= before.left + 2):
        return False
    gap = before.bottom - line.top
    height = max(before.top - before.bottom, line.size * 0.7, 1.0)
    if same and (gap > 0.95 * height + 0.25 * line.size or gap < -2 * height):
        return False
    # A line ended on purpose where the next one's first word would have had room.
    word = len(line.text.split(maxsplit=1)[0]) + 1
    full = before.right + word * (line.right - line.left) / max(len(line.text), 1) > widest
    if block.kind == "heading":
        return same and full
    # A paragraph cut at a sentence's end loses nothing; a question run into its answer would.
    if before.text[-1:] in ".?!:" or label_of(line.text):
        return False
    return full or line.text[:1].islower()
