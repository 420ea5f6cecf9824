"""Anki's text exports as a document of rows: what the file says about its columns is in `Document.properties`.

Format: https://docs.ankiweb.net/importing/text-files.html#file-headers
"""

import re
from dataclasses import replace

from voicedrill.decks.importers.document import Block, Document, cover
from voicedrill.decks.importers.readers.html import html_blocks
from voicedrill.decks.importers.readers.tables import rows_of

_HEADER = re.compile(r"^#(?P<key>[a-z ]+):(?P<value>.*)$", re.I)
_SEPARATORS = {"tab": "\t", "comma": ",", "semicolon": ";", "space": " ", "pipe": "|", "colon": ":"}
_CLOZE = re.compile(r"\{\{c\d+::(.*?)(?:::[^}]*)?\}\}", re.S)


def read_anki(text: str, name: str) -> Document:
    """A repaired export as a document; the first row is marked ``header`` when the file names its columns.

    Properties: "separator", "html", "tags column", "notetype column", "deck column", "deck", "tags" as written.
    """
    lines = text.split("\n")
    properties: dict[str, str] = {}
    blocks: list[Block] = []
    start = 0
    for start, line in enumerate(lines):
        header = _HEADER.match(line)
        if header is None:
            break
        properties[header["key"].casefold().strip()] = header["value"].strip()
        blocks.append(Block("other", line, start + 1))
    separator = properties.get("separator", "tab")
    delimiter = _SEPARATORS.get(separator.casefold(), separator[:1] or "\t")
    if "columns" in properties:
        cells = tuple(cell.strip() for cell in properties["columns"].split(delimiter))
        at = next(i for i, block in enumerate(blocks) if block.text.casefold().startswith("#columns"))
        blocks[at] = Block("row", " | ".join(cells), blocks[at].line, cells=cells, header=True)
    for row in rows_of("\n".join(lines[start:]), delimiter, name):
        cells = tuple(_plain(cell) for cell in row.cells)
        if any(cells):
            moved = replace(row, line=row.line + start, end=row.end + start)
            blocks.append(
                replace(moved, cells=cells, text=" | ".join(" ".join(cell.split()) for cell in cells))
            )
    return Document(
        name, "anki", cover(blocks, tuple(lines)), tuple(lines), properties.get("deck"), properties
    )


def _plain(cell: str) -> str:
    """A field without its HTML: blocks in lines of their own, items with their marks; gaps (cloze) filled."""
    cell = _CLOZE.sub(r"\1", cell)
    if "<" not in cell and "&" not in cell:
        return cell.strip()
    parts = []
    for block in html_blocks(cell):
        if block.says_something:
            parts.append(f"- {block.text}" if block.kind == "item" else block.text)
    return "\n".join(parts)
