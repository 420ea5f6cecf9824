"""Anki's text exports as a document of rows: what the file says about its columns is in
`Document.properties`.

Format: https://docs.ankiweb.net/importing/text-files.html#file-headers
"""

import re
from dataclasses import replace

from voicedrill.decks.importers.document import Block, Document, cover
from voicedrill.decks.importers.readers.tables import rows_of
from voicedrill.decks.importers.record_cells import plain

_HEADER = re.compile(r"^#(?P<key>[a-z ]+):(?P<value>.*)$", re.I)
_SEPARATORS = {"tab": "\t", "comma": ",", "semicolon": ";", "space": " ", "pipe": "|", "colon": ":"}


def read_anki(text: str, name: str) -> Document:
    """A repaired export as a document; the first row is marked ``header`` when the file names its columns.

    Properties: "separator", "html", "tags column", "notetype column", "deck column", "deck", "tags" as
    written.
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
        cells = tuple(plain(cell) for cell in row.cells)
        if any(cells):
            moved = replace(row, line=row.line + start, end=row.end + start)
            blocks.append(
                replace(moved, cells=cells, text=" | ".join(" ".join(cell.split()) for cell in cells))
            )
    return Document(
        name, "anki", cover(blocks, tuple(lines)), tuple(lines), properties.get("deck"), properties
    )
