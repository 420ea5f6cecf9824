"""Word files (.docx) as a document: paragraphs by style, lists by numbering, tables by rows, text boxes where
they are anchored, in reading order. Notes at a page's foot, comments, headers and footers are kept apart.

A line of the document is a paragraph or a row: Word has no other lines.
"""

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from io import BytesIO
from typing import TYPE_CHECKING, Any

from voicedrill.decks.importers.document import Block, Document, says_something
from voicedrill.decks.importers.readers.lines import BOLD_OFF, BOLD_ON, line_blocks, without_emoji
from voicedrill.decks.importers.readers.marks import unmarked, with_marks
from voicedrill.decks.importers.repair import repair
from voicedrill.errors import ImportFileError

if TYPE_CHECKING:
    from docx.text.paragraph import Paragraph

#: Unpacked sizes beyond which a file is a bomb and no prep document.
_MOST_UNPACKED = 200_000_000
_MOST_TEXT = 15_000_000
_MOST_PARTS = 4_000
_MAIN = "word/document.xml"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
#: Parts of a file -> what is said of their text.
_BESIDE = {
    "footnotes": "a footnote of the file",
    "endnotes": "an endnote of the file",
    "comments": "a comment on the text",
    "header": "a header of the pages",
    "footer": "a footer of the pages",
}


def read_docx(data: bytes, name: str) -> Document:
    """A Word file as a document. Raises ImportFileError for other packed files, broken and monstrous ones."""
    _refuse_strangers(data, name)
    import docx

    try:
        word = docx.Document(BytesIO(data))
        body = [*_body(word), *_beside(word)]
        title = word.core_properties.title or None
    # python-docx and lxml raise what they like on a broken file; to a user all of it means the same.
    except Exception as error:
        raise ImportFileError(
            f"{name} is damaged and cannot be read as a Word file; save it anew, or as text or PDF"
        ) from error
    blocks, lines = [], list[str]()
    for part in body:
        lines.append(" ".join(part.text.split()))
        blocks.append(replace(part, line=len(lines), end=len(lines)))
    expanded = [small for block in blocks for small in _broken(block)]
    return Document(name, "docx", tuple(expanded), tuple(unmarked(line) for line in lines), title)


def _refuse_strangers(data: bytes, name: str) -> None:
    try:
        parts = zipfile.ZipFile(BytesIO(data)).infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise ImportFileError(f"{name} is a damaged packed file; save it anew") from error
    names = {part.filename: part.file_size for part in parts}
    if _MAIN not in names:
        what = next(
            (kind for start, kind in _OTHERS.items() if any(n.startswith(start) for n in names)),
            "packed files",
        )
        raise ImportFileError(f"{name} holds {what}; save it as .docx, .pdf, .csv or plain text")
    texts = sum(size for part, size in names.items() if part.endswith((".xml", ".rels")))
    if sum(names.values()) > _MOST_UNPACKED or texts > _MOST_TEXT or len(parts) > _MOST_PARTS:
        raise ImportFileError(f"{name} unpacks to far more than a prep document has; it is not opened")


_OTHERS = {
    "xl/": "a spreadsheet",
    "ppt/": "slides",
    "content.xml": "an OpenDocument file",
    "META-INF/container.xml": "a book (EPUB)",
    "collection.anki": "an Anki deck (export it as text)",
}


def _body(word: Any) -> Iterator[Block]:
    """Paragraphs and rows in order, those inside content controls too; lines are numbered later."""
    from docx.table import Table
    from docx.text.paragraph import Paragraph

    formats, styles = _list_formats(word), dict[str | None, _Style]()
    pending = list(reversed(word.element.body))
    while pending:
        element = pending.pop()
        tag = element.tag.rsplit("}", 1)[-1] if isinstance(element.tag, str) else ""
        if tag == "p":
            block = _paragraph(Paragraph(element, word), _style(Paragraph(element, word), styles), formats)
            if block:
                yield block
            pending.extend(reversed([part for box in _text_boxes(element) for part in box]))
        elif tag == "tbl":
            yield from _rows(Table(element, word))
        elif tag in ("sdt", "sdtContent", "ins", "smartTag", "customXml"):
            pending.extend(reversed(element))


def _text_boxes(paragraph: Any) -> list[Any]:
    """The text boxes anchored in a paragraph; Word keeps a second copy of each for old programs."""
    found = []
    for box in paragraph.iter(f"{_W}txbxContent"):
        # A box inside a box is anchored in a paragraph of the outer one, which comes later.
        own = next(box.iterancestors(f"{_W}p")) is paragraph
        if own and not any(above.tag.endswith("}Fallback") for above in box.iterancestors()):
            found.append(box)
    return found


def _beside(word: Any) -> Iterator[Block]:
    """What is printed beside the text, so that it can be told that it was left out."""
    from docx.oxml import parse_xml

    for relation in word.part.rels.values():
        what = _BESIDE.get(relation.reltype.rsplit("/", 1)[-1])
        if what is None or relation.is_external:
            continue
        for paragraph in parse_xml(relation.target_part.blob).iter(f"{_W}p"):
            text = repair("".join(piece.text or "" for piece in paragraph.iter(f"{_W}t")))
            if says_something(text):
                yield Block("other", " ".join(text.split()), 1, marker=what)


@dataclass(frozen=True)
class _Style:
    """What a paragraph's style says: its name in lower case, and whether its letters are bold."""

    name: str
    bold: bool


def _style(paragraph: "Paragraph", known: dict[str | None, _Style]) -> _Style:
    """A paragraph's style; ``known`` keeps those that were looked up, which takes python-docx long."""
    key = paragraph._p.style
    if key not in known:
        style = paragraph.style
        known[key] = (
            _Style((style.name or "").casefold(), bool(style.font.bold)) if style else _Style("", False)
        )
    return known[key]


def _paragraph(paragraph: "Paragraph", looks: _Style, formats: dict[tuple[str, int], str]) -> Block | None:
    text = _marked_text(paragraph, looks.bold)
    if not says_something(text):
        return None
    style = looks.name
    flat = without_emoji(" ".join(unmarked(text).split()))
    if style.startswith("heading") or style in ("title", "subtitle"):
        digits = "".join(c for c in style if c.isdigit())
        return Block("heading", flat, 1, level=int(digits or 1) if style != "subtitle" else 2)
    if style.startswith("toc"):
        return Block("paragraph", flat, 1, link="#")
    listed = _list_place(paragraph, style, formats)
    if listed:
        return Block("item", text, 1, depth=listed[0], marker=listed[1])
    return Block("paragraph", text, 1)


def _marked_text(paragraph: "Paragraph", bold_style: bool) -> str:
    """The text with bold runs marked; line breaks stay."""
    from docx.text.run import Run

    parts = []
    for piece in paragraph.iter_inner_content():
        runs = [piece] if isinstance(piece, Run) else piece.runs
        for run in runs:
            is_bold = run.bold if run.bold is not None else bold_style
            text = repair(run.text)
            parts.append(f"{BOLD_ON}{text}{BOLD_OFF}" if is_bold and says_something(text) else text)
    return "".join(parts)


def _list_place(
    paragraph: "Paragraph", style: str, formats: dict[tuple[str, int], str]
) -> tuple[int, str] | None:
    """Depth and marker of a list item; None for what is none."""
    properties: Any = paragraph._p.pPr
    numbering = properties.numPr if properties is not None else None
    if numbering is not None and numbering.numId is not None and numbering.numId.val:
        level = numbering.ilvl.val if numbering.ilvl is not None else 0
        kind = formats.get((str(numbering.numId.val), level), "bullet")
        return level, "-" if kind == "bullet" else "1."
    if style.startswith("list"):
        digits = "".join(c for c in style if c.isdigit())
        return max(int(digits or 1) - 1, 0), "1." if "number" in style else "-"
    return None


def _list_formats(word: Any) -> dict[tuple[str, int], str]:
    """(numbering id, level) -> "bullet", "decimal", ..."""
    try:
        root = word.part.numbering_part.element
    except (KeyError, NotImplementedError, AttributeError):
        return {}
    levels: dict[str, dict[int, str]] = {}
    for abstract in root.iter(f"{_W}abstractNum"):
        of_level = levels.setdefault(abstract.get(f"{_W}abstractNumId", ""), {})
        for level in abstract.iter(f"{_W}lvl"):
            form = level.find(f"{_W}numFmt")
            of_level[int(level.get(f"{_W}ilvl", "0"))] = form.get(f"{_W}val", "") if form is not None else ""
    found: dict[tuple[str, int], str] = {}
    for number in root.iter(f"{_W}num"):
        reference = number.find(f"{_W}abstractNumId")
        of_level = levels.get(reference.get(f"{_W}val", ""), {}) if reference is not None else {}
        found |= {(number.get(f"{_W}numId", ""), level): form for level, form in of_level.items()}
    return found


def _rows(table: Any) -> Iterator[Block]:
    for i, row in enumerate(table.rows):
        cells: list[str] = []
        before = None
        for cell in row.cells:
            # A merged cell is given once for each column that it spans.
            if cell._tc is before:
                continue
            before = cell._tc
            parts = [" ".join(part.split()) for p in cell.paragraphs for part in p.text.split("\n")]
            cells.append(repair("; ".join(filter(None, parts))))
        if len([cell for cell in cells if says_something(cell)]) > 1:
            bold = i == 0 and _all_bold(row)
            yield Block("row", " | ".join(cells), 1, cells=tuple(cells), header=bold)
        elif says_something(" ".join(cells)):
            yield Block("paragraph", " ".join(cells).strip(), 1)


def _all_bold(row: Any) -> bool:
    runs = [run for cell in row.cells for p in cell.paragraphs for run in p.runs if run.text.strip()]
    return bool(runs) and all(run.bold for run in runs)


def _broken(block: Block) -> Iterator[Block]:
    """A paragraph broken on purpose as several blocks of the same line."""
    if block.kind not in ("paragraph", "item"):
        yield block
        return
    first = True
    for small in map(with_marks, line_blocks([(block.line, part) for part in block.text.split("\n")])):
        if first and block.kind == "item":
            yield replace(small, kind="item", depth=block.depth, marker=block.marker, level=0)
        else:
            yield replace(
                small, depth=small.depth + (block.depth + 1 if block.kind == "item" else 0), link=block.link
            )
        first = False
