"""A prep document as its reader saw it: blocks in reading order, each with the lines it stands in.

Readers know formats and nothing about interviews; importers know interviews and nothing about formats. This
is what passes between them.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Literal

BlockKind = Literal["heading", "paragraph", "item", "row", "summary", "code", "quote", "rule", "other"]


@dataclass(frozen=True)
class Block:
    """One piece of text, its markup gone.

    ``line`` to ``end`` are 1-based lines of `Document.lines`. ``level`` of a heading from 1; ``depth`` of an
    item's nesting from 0, and of what stands below an item; ``marker`` is what stood before an item ("-",
    "3.", "- [ ]"), with "!" before it inside a callout that only advises. ``cells`` are those of a table
    row, ``header`` marks its first. ``lead`` is a bold or labelled beginning ("What you built"), without its
    colon; ``bold``: the whole text is bold. ``link``: where it leads when it is nothing but a link. ``page``
    counts from 1. A rule with the marker "/details" ends a details block. "other" is what says nothing to a
    reader: markup, link definitions, front matter; its marker says what it is, where a reader knows.
    """

    kind: BlockKind
    text: str
    line: int
    end: int = 0
    level: int = 0
    depth: int = 0
    marker: str = ""
    cells: tuple[str, ...] = ()
    lead: str | None = None
    bold: bool = False
    header: bool = False
    link: str | None = None
    page: int | None = None

    def __post_init__(self) -> None:
        if self.end < self.line:
            object.__setattr__(self, "end", self.line)

    @property
    def rest(self) -> str:
        """The text after ``lead`` and its colon or dash; the whole text without one."""
        if not self.lead:
            return self.text
        return self.text[len(self.lead) :].lstrip(" :.-–—\t")

    @property
    def says_something(self) -> bool:
        """Whether there is a letter or a digit in it."""
        return says_something(self.text)


@dataclass(frozen=True)
class Document:
    """What was read. ``lines``: the repaired plain text by line, which reports of an import quote."""

    name: str
    media: str
    blocks: tuple[Block, ...]
    lines: tuple[str, ...]
    title: str | None = None
    properties: dict[str, str] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()

    def text_of(self, line: int) -> str:
        """The text of a 1-based line; empty outside the document."""
        return self.lines[line - 1] if 0 < line <= len(self.lines) else ""


def says_something(text: str) -> bool:
    """Whether there is a letter or a digit in it: rules, fences and empty cells say nothing."""
    return any(character.isalnum() for character in text)


def cover(blocks: Iterable[Block], lines: tuple[str, ...]) -> tuple[Block, ...]:
    """The blocks and, for every line that says something and stands in none, an "other" block: so that
    nothing of the document can be lost on the way.
    """
    kept = list(blocks)
    seen: set[int] = set()
    for block in kept:
        seen.update(range(block.line, block.end + 1))
    missing = [n for n, text in enumerate(lines, 1) if n not in seen and says_something(text)]
    if not missing:
        return tuple(kept)
    kept += [Block("other", lines[n - 1].strip(), n) for n in missing]
    return tuple(sorted(kept, key=lambda block: block.line))


def renumbered(blocks: Iterable[Block], offset: int) -> Iterator[Block]:
    """The same blocks ``offset`` lines further down."""
    for block in blocks:
        yield replace(block, line=block.line + offset, end=block.end + offset)
