"""AsciiDoc as a document: each line as its like in Markdown, tables as rows; line numbers stay."""

import html
import re
from collections.abc import Iterator

from voicedrill.decks.importers.document import Block, Document, cover
from voicedrill.decks.importers.readers.markdown import markdown_blocks

_HEADING = re.compile(r"^(={1,6})\s+(.+?)(?:\s+=+)?$")
_BULLET = re.compile(r"^\s*(\*{1,5}|-)\s+(?=\S)")
_NUMBERED = re.compile(r"^\s*(\.{1,5}|\d+\.)\s+(?=\S)")
_TERM = re.compile(r"^\s*(?P<term>\S.{0,300}?)(?:::|;;)(?:\s+(?P<rest>.+))?$")
_BLOCK_TITLE = re.compile(r"^\.(?=[^\s.])(.+)$")
_ATTRIBUTE = re.compile(
    r"^:[\w!-][\w -]*:.*$|^//(?!/).*$|^\[[^\]]*\]\s*$|^include::.*$|^image::?.*$|^\+$|^'''$|^toc::.*$"
)
_FENCE = re.compile(r"^(-{4,}|\.{4,}|`{3}.*|\+{4,}|/{4,})\s*$")
_WALL = re.compile(r"^(={4,}|\*{4,}|_{4,}|--)\s*$")
_BOLD = re.compile(r"(?<![\w*])\*(?=\S)([^*\n]+?)(?<=\S)\*(?![\w*])")
_LINK = re.compile(r"(?:link:)?(https?://[^\s\[]+|(?<=link:)[^\s\[]+)\[([^\]]*)\]|<<([^,>]+),([^>]+)>>")


def read_asciidoc(text: str, name: str) -> Document:
    """Repaired AsciiDoc as a document."""
    lines = tuple(text.split("\n"))
    translated, rows = _translated(lines)
    blocks = sorted((*markdown_blocks("\n".join(translated)), *rows), key=lambda block: block.line)
    title = next(
        (match[2] for line in lines[:20] if (match := _HEADING.match(line)) and match[1] == "="), None
    )
    return Document(name, "asciidoc", cover(blocks, lines), lines, title)


def _translated(lines: tuple[str, ...]) -> tuple[list[str], list[Block]]:
    found: list[str] = []
    rows: list[Block] = []
    fence: str | None = None
    table: list[tuple[int, str]] | None = None
    folds = _folds(lines)
    for number, line in enumerate(lines, 1):
        if table is not None:
            if line.startswith("|==="):
                rows += _rows(table)
                table = None
            else:
                table.append((number, line))
            found.append("")
        elif fence:
            is_end = line.strip() == fence
            fence = None if is_end else fence
            found.append("```" if is_end else line)
        elif number in folds:
            found.append(folds[number])
        elif line.startswith("|==="):
            table = []
            found.append("")
        elif _FENCE.match(line):
            fence = line.strip()
            found.append("```")
        else:
            found.append(_line(line))
    return found, rows + (list(_rows(table)) if table else [])


def _folds(lines: tuple[str, ...]) -> dict[int, str]:
    """Titled blocks that ask or fold, as details blocks: the number of a line -> what stands for it."""
    found: dict[int, str] = {}
    title: tuple[int, str] | None = None
    folds = False
    wall: str | None = None
    for number, line in enumerate(lines, 1):
        match = _BLOCK_TITLE.match(line)
        if wall is not None:
            if line.strip() == wall:
                found[number], wall = "</details>", None
        elif match:
            title, folds = (number, match[1].strip()), folds and lines[number - 2].startswith("[")
        elif _WALL.match(line) and title and (folds or title[1].endswith("?")):
            found[title[0]] = f"<details><summary>{html.escape(title[1], quote=False)}</summary>"
            found[number] = ""
            title, folds, wall = None, False, line.strip()
        elif _ATTRIBUTE.match(line) and line.startswith("["):
            folds = "%collapsible" in line
        else:
            title, folds = None, False
    return {} if wall else found


def _line(line: str) -> str:
    if _ATTRIBUTE.match(line) or _WALL.match(line):
        return ""
    heading = _HEADING.match(line)
    if heading:
        return f"{'#' * len(heading[1])} {heading[2]}"
    line = _LINK.sub(lambda m: f"[{m[2] or m[4] or m[1]}]({m[1] or '#' + (m[3] or '')})", line)
    line = _BOLD.sub(r"**\1**", line) if not _BULLET.match(line) else _bullet_bold(line)
    title = _BLOCK_TITLE.match(line)
    if title:
        return f"**{title[1]}**"
    bullet = _BULLET.match(line)
    if bullet:
        depth = len(bullet[1]) - 1 if bullet[1][0] == "*" else 0
        return f"{'  ' * depth}- {line[bullet.end() :]}"
    numbered = _NUMBERED.match(line)
    if numbered:
        depth = len(numbered[1]) - 1 if numbered[1][0] == "." else 0
        return f"{'   ' * depth}1. {line[numbered.end() :]}"
    term = _TERM.match(line)
    if term:
        return f"**{term['term'].strip('* ')}** {term['rest'] or ''}".rstrip()
    return line


def _bullet_bold(line: str) -> str:
    bullet = _BULLET.match(line)
    assert bullet is not None
    return bullet.group() + _BOLD.sub(r"**\1**", line[bullet.end() :])


def _rows(table: list[tuple[int, str]]) -> Iterator[Block]:
    """Rows of a table: either a row a line, or a cell a line with blank lines between rows."""
    cells: list[str] = []
    at, width, first, last = 0, 0, True, 0
    for number, line in [*table, (0, "")]:
        parts = [cell.strip() for cell in re.split(r"(?:^|\s)[\w.+^<>]*\|", line)[1:]] if "|" in line else []
        if parts and (len(parts) > 1 or (width and len(cells) + 1 > width)):
            if cells:
                yield _row(at, last, cells, header=first)
                first = False
            cells, at = parts, number
            width = width or len(parts)
            if len(parts) > 1:
                yield _row(at, number, cells, header=first)
                cells, first = [], False
        elif parts:
            at = at if cells else number
            cells += parts
        elif line.strip() and cells:
            cells[-1] = f"{cells[-1]} {line.strip()}"
        elif not line.strip() and cells:
            yield _row(at, last, cells, header=first)
            width = width or len(cells)
            cells, first = [], False
        last = number


def _row(line: int, last: int, cells: list[str], *, header: bool) -> Block:
    return Block("row", " | ".join(cells), line, last, cells=tuple(cells), header=header)
