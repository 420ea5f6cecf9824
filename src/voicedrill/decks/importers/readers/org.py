"""Org files as a document: each line as its like in Markdown, tables as rows; line numbers stay."""

import re

from voicedrill.decks.importers.document import Block, Document, cover
from voicedrill.decks.importers.readers.markdown import markdown_blocks

_HEADING = re.compile(
    r"^(\*{1,8})\s+(?:(?:TODO|DONE|NEXT|WAITING|STARTED|"
    r"CANCELLED)\s+)?(?:\[#[A-Z]\]\s+)?(.*?)(?:\s+:[\w@:]+:)?\s*$"
)
_KEYWORD = re.compile(r"^\s*#\+(?P<key>\w+):?\s*(?P<value>.*)$")
_DRAWER = re.compile(r"^\s*:(?:[A-Z_]+):\s*$")
_PROPERTY = re.compile(r"^\s*:[\w-]+:.*$|^\s*(?:SCHEDULED|DEADLINE|CLOSED):.*$|^#(?!\+).*$")
_TERM = re.compile(r"^(\s*[-+]\s+)(.{1,300}?)\s+::\s+(.*)$")
_LINK = re.compile(r"\[\[([^\]]+)\](?:\[([^\]]+)\])?\]")
_BOLD = re.compile(r"(?<![\w*])\*(?=\S)([^*\n]+?)(?<=\S)\*(?![\w*])")


def read_org(text: str, name: str) -> Document:
    """A repaired Org file as a document."""
    lines = tuple(text.split("\n"))
    found: list[str] = []
    rows: list[Block] = []
    title: str | None = None
    in_code = in_drawer = False
    before_is_row = False
    for number, line in enumerate(lines, 1):
        keyword = _KEYWORD.match(line)
        is_row = not in_code and line.strip().startswith("|")
        if keyword:
            key = keyword["key"].casefold()
            title = keyword["value"] if key == "title" and title is None else title
            if key.startswith(("begin_src", "begin_example")) or (in_code and key.startswith("end_")):
                in_code = key.startswith("begin_")
                found.append("```")
            else:
                found.append("")
        elif in_code:
            found.append(line)
        elif _DRAWER.match(line):
            in_drawer = line.strip().upper() != ":END:"
            found.append("")
        elif in_drawer or _PROPERTY.match(line):
            found.append("")
        elif is_row:
            cells = tuple(_inline(cell.strip()) for cell in line.strip().strip("|").split("|"))
            if any(c.isalnum() for c in line):
                rows.append(Block("row", " | ".join(cells), number, cells=cells, header=not before_is_row))
            found.append("")
        else:
            found.append(_line(line))
        before_is_row = is_row
    blocks = sorted((*markdown_blocks("\n".join(found)), *rows), key=lambda block: block.line)
    return Document(name, "org", cover(blocks, lines), lines, title or None)


def _line(line: str) -> str:
    heading = _HEADING.match(line)
    if heading:
        return f"{'#' * min(len(heading[1]), 6)} {_inline(heading[2])}"
    term = _TERM.match(line)
    if term:
        return f"{term[1]}**{_inline(term[2])}** {_inline(term[3])}"
    return _inline(line)


def _inline(text: str) -> str:
    text = _LINK.sub(lambda m: f"[{m[2] or m[1]}]({m[1].replace(' ', '%20')})", text)
    return _BOLD.sub(r"**\1**", text)
