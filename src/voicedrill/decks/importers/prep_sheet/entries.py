"""What stands inside a section: its entries (areas, gaps, stories, questions) and their labelled groups."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from voicedrill.decks.importers.document import Block
from voicedrill.decks.importers.phrases import clean, is_quoted, is_title
from voicedrill.decks.importers.wording import Likeness, likeness

_NUMBERED = re.compile(r"^\d{1,2}[.)]")


@dataclass(frozen=True)
class Entry:
    """A title and what belongs to it; ``title`` None: what stands before the first."""

    title: Block | None
    body: tuple[Block, ...]


@dataclass(frozen=True)
class Line:
    """A piece of text and the block it stands in."""

    text: str
    block: Block


@dataclass
class Group:
    """What stands under a label: "What you built:" and its list. ``label`` "": what stands under none."""

    label: str
    title: Block | None
    lines: list[Line] = field(default_factory=list)

    def matches(self, pattern: re.Pattern[str]) -> bool:
        """Whether the label holds words of a family."""
        return pattern.search(self.label) is not None


IsTitle = Callable[[Sequence[Block], int], bool]


def entries(body: Sequence[Block], opens: IsTitle) -> tuple[Entry, ...]:
    """The body cut where ``opens`` says that a block is the title of an entry."""
    found: list[Entry] = []
    title: Block | None = None
    inside: list[Block] = []
    for i, block in enumerate(body):
        if opens(body, i):
            if title is not None or inside:
                found.append(Entry(title, tuple(inside)))
            title, inside = block, []
        else:
            inside.append(block)
    if title is not None or inside:
        found.append(Entry(title, tuple(inside)))
    return tuple(found)


def entry_level(body: Sequence[Block]) -> int | None:
    """The level of the headings that are titles of entries; None without headings."""
    return min((block.level for block in body if block.kind == "heading"), default=None)


def by_heading(body: Sequence[Block]) -> IsTitle | None:
    """Entries at the headings of the highest level in the section; None when it has no headings."""
    level = entry_level(body)
    if level is None:
        return None
    return lambda blocks, i: blocks[i].kind == "heading" and blocks[i].level <= level


def is_numbered_title(blocks: Sequence[Block], i: int) -> bool:
    """ "1. Kafka streaming" alone above what belongs to it, and not one item of a numbered list."""
    block = blocks[i]
    if block.kind != "item" or not _NUMBERED.match(block.marker) or block.depth:
        return False
    if len(block.text.split()) > 12 or block.text[-1:] in ".!?":
        return False
    after = blocks[i + 1] if i + 1 < len(blocks) else None
    before = blocks[i - 1] if i else None
    in_list = any(
        other is not None and other.kind == "item" and other.depth == 0 and _NUMBERED.match(other.marker)
        for other in (before, after)
    )
    return after is not None and not in_list


def is_bold_title(block: Block) -> bool:
    """A whole bold line without a colon: a title where headings are missing."""
    return block.kind == "paragraph" and block.bold and block.text[-1:] != ":"


def is_ask(block: Block) -> bool:
    """A line of its own that is a quoted question or asks: the title of a question."""
    if block.kind not in ("paragraph", "heading", "summary") or len(block.text) > 400:
        return False
    text = block.text
    if is_quoted(text):
        return len(text.split()) <= 45 and (likeness(text) >= Likeness.WEAK or len(text.split()) <= 14)
    return likeness(text) >= Likeness.SURE


def is_plain_title(block: Block) -> bool:
    """A short line without a label or colon."""
    return is_title(block) and (block.lead is None or is_bold_title(block))


def is_parent(blocks: Sequence[Block], i: int) -> bool:
    """An item of a list that has items of its own below it."""
    block = blocks[i]
    if block.kind != "item" or block.depth or i + 1 == len(blocks):
        return False
    return blocks[i + 1].kind == "item" and blocks[i + 1].depth > 0


def groups(body: Sequence[Block]) -> tuple[Group, ...]:
    """The body by its labels, in order; text after a label in its own line is its first line."""
    return tuple(_groups(body))


def _groups(body: Sequence[Block]) -> Iterator[Group]:
    group = Group("", None)
    for block in body:
        if block.kind == "heading" or is_bold_title(block):
            if group.title is not None or group.lines:
                yield group
            group = Group(clean(block.text).rstrip(": "), block)
        elif block.kind == "paragraph" and block.lead:
            if group.title is not None or group.lines:
                yield group
            # A bold run may hold the label and more: "**Story: Team portal**".
            label, rest = block.lead, block.rest
            if block.bold and ":" in label:
                label, rest = (part.strip() for part in label.split(":", 1))
            group = Group(clean(label).rstrip(": "), block)
            if rest:
                group.lines.append(Line(clean(rest), block))
        else:
            # A plain paragraph after a list is about the whole entry again.
            after_list = group.label and group.lines and group.lines[-1].block.kind == "item"
            if after_list and block.kind == "paragraph":
                yield group
                group = Group("", None)
            group.lines.append(Line(clean(block.text), block))
    if group.title is not None or group.lines:
        yield group
