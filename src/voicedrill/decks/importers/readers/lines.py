"""Lines of plain text as blocks: what is an item, a row, a heading, and which lines are one paragraph.

Used for plain text, and for what stands inside a paragraph of the other formats.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from voicedrill.decks.importers.document import Block, says_something
from voicedrill.decks.importers.wording import Likeness, likeness

#: Marks around bold runs while a paragraph is one string; `repair` lets no such characters through.
BOLD_ON, BOLD_OFF = "\x01", "\x02"
#: "- ", "• ", "3. ", "(a) ", "[x] ", "✅ ".
#: A small "o" and letters of private fonts are bullets of Word.
_BULLET = r"(?:[-*+:•‣◦▪■□●○·∙➤➢►▶»→⇒✓✔✗✘✦❖☐☑⁃–—\uf0b7\uf0a7\uf0d8]|o(?=[ \t]))"
_NUMBER = (
    r"(?:\(?(?:\d{1,3}|[a-pr-zA-PR-Z]|[ivx]{1,4}|[IVX]{2,5})[.)](?!\d)|\d{1,3}(?:\u20e3|/(?=[ \t]+[^\W\d])))"
)
_ITEM = re.compile(
    rf"^(?P<indent>[ \t]*)(?P<marker>(?:{_BULLET}|{_NUMBER})(?:[ \t]+\[[ xX]?\])?)[ \t]+(?P<text>\S.*)$"
)
_PICTURES = "[\U0001f000-\U0001faff\u2600-\u27bf\u2b00-\u2bff\u2300-\u23ff\u203c\u2049\u20e3\u200d]"
_EMOJI = re.compile(rf"\s*+{_PICTURES}[\s{_PICTURES[1:]}*")
_LABEL = re.compile(r"^(?P<label>[^\W\d_][^:.?!\"“”\t]{0,58}):(?=\s|$)")
_UNDERLINE = re.compile(r"^\s*(={3,}|-{3,}|~{3,}|\*{3,}|_{3,})\s*$")
#: "--- Technical ---", "— Technical —".
_DECORATED = re.compile(
    r"^(?:[-=*~_—–]{2,}|[—–~])\s+(?P<title>[^\W_][^.?!:]{1,58}[^.?!:\s])\s+[-=*~_—–]+\s*$"
)
_CHAPTER = re.compile(
    r"^(?:section|part|chapter|unit|module|topic|round|stage)\s+(?:\d+|[IVX]+|[A-Z])\b[:.\s-]*", re.I
)
_LONGEST_HEADING = 80
_LONGEST_ABBREVIATION = 7
_LONGEST_LABEL_WORDS = 8
#: Hard-wrapped prose has lines of about this many characters.
_WRAP = (55, 130)
_RAGGED = 14
#: Lines are joined up to so many characters: nobody writes longer paragraphs, and a hostile file might.
LONGEST_PARAGRAPH = 8_000
#: A line shorter than this ends because its writer wanted so.
_SHORTEST_BROKEN = 14


def without_emoji(text: str) -> str:
    """The text without the pictures at its beginning and end, as long as something else is left."""
    bare = text
    for _ in range(2):  # the end is the beginning backwards: searched for, it takes time by the square
        pictures = _EMOJI.match(bare)
        bare = bare[pictures.end() if pictures else 0 :][::-1]
    return bare if says_something(bare) else text


def label_of(text: str) -> str | None:
    """A beginning such as "Trade-offs: ...", at most eight words, without its colon."""
    match = _LABEL.match(text)
    if (
        not match
        or len(match["label"].split()) > _LONGEST_LABEL_WORDS
        or text[match.end() :].startswith("//")
    ):
        return None
    return match["label"].strip()


def text_blocks(text: str, first: int = 1) -> Iterator[Block]:
    """Plain text as blocks; ``first`` is the number of its first line."""
    lines = text.split("\n")
    return line_blocks(list(enumerate(lines, first)), wrap_width(lines))


def line_blocks(lines: Sequence[tuple[int, str]], wrap: int = 0) -> Iterator[Block]:
    """Numbered lines as blocks; ``wrap`` is the width that the document's prose is broken at
    (`wrap_width`).
    """
    run: list[tuple[int, str]] = []
    depths = Depths()
    for number, line in lines:
        if line.strip():
            run.append((number, line))
            continue
        yield from _run_blocks(run, depths, wrap)
        run = []
    yield from _run_blocks(run, depths, wrap)


class Depths:
    """Nesting of list items from their indentation."""

    def __init__(self) -> None:
        self._indents: list[int] = []

    def of_item(self, indent: int) -> int:
        """Depth of an item that is indented so far."""
        while self._indents and indent < self._indents[-1]:
            self._indents.pop()
        if not self._indents or indent > self._indents[-1] + 1:
            self._indents.append(indent)
        return len(self._indents) - 1

    def of_text(self, indent: int) -> int:
        """Depth of text below an item: one more than the item that it is indented under, 1 without an item;
        0 at the margin.
        """
        while self._indents and indent <= self._indents[-1]:
            self._indents.pop()
        return len(self._indents) or int(indent > 1)


def _run_blocks(run: Sequence[tuple[int, str]], depths: Depths, wrap: int) -> Iterator[Block]:
    """Blocks of lines with no blank line between them."""
    pending: Block | None = None
    last_line, last_tabs = "", 0
    for number, raw in run:
        # Tabs before the text indent it; tabs inside part cells.
        text = raw.lstrip(" \t")
        line = raw[: len(raw) - len(text)].expandtabs(4) + text if raw[:1] == "\t" else raw
        underline = _UNDERLINE.match(line)
        if underline:
            if (
                pending
                and pending.kind == "paragraph"
                and pending.line == number - 1
                and underline[1][0] in "=-~"
            ):
                pending = replace(
                    pending, kind="heading", level=1 if underline[1][0] == "=" else 2, end=number
                )
                continue
            if pending:
                yield pending
                pending = None
            yield Block("rule", "", number)
            continue
        # In an outline that tabs indent, a line further in is below the one before it.
        tabs = len(raw) - len(raw.lstrip("\t"))
        continues = pending is not None and tabs <= last_tabs and _continues(pending, last_line, line, wrap)
        last_line, last_tabs = line, tabs
        if continues and pending:
            pending = replace(pending, text=f"{pending.text} {line.strip()}", end=number)
            continue
        if pending:
            yield finished(pending)
        pending = line_block(line, number, depths, alone=len(run) == 1, first=number == run[0][0])
    if pending:
        yield finished(pending)


def finished(block: Block) -> Block:
    """The block with the label that its whole text begins with."""
    if block.kind in ("paragraph", "item") and block.lead is None:
        return replace(block, lead=label_of(block.text))
    return block


def line_block(line: str, number: int, depths: Depths, *, alone: bool = False, first: bool = False) -> Block:
    """One line as the beginning of a block. ``alone``: blank lines around it; ``first``: one above it."""
    decorated = _DECORATED.match(line) if alone else None
    if decorated:
        return Block("heading", decorated["title"], number, level=2)
    item = _ITEM.match(line)
    if item:
        depth = depths.of_item(len(item["indent"]))
        return Block("item", without_emoji(item["text"].strip()), number, depth=depth, marker=item["marker"])
    cells = [cell.strip() for cell in line.strip().split("\t")]
    if sum(1 for cell in cells if cell) > 1:
        return Block("row", " | ".join(cells), number, cells=tuple(cells))
    text = without_emoji(line.strip())
    level = _heading_level(text, alone, first)
    if level:
        return Block("heading", text, number, level=level)
    indent = len(line) - len(line.lstrip())
    return Block("paragraph", text, number, depth=depths.of_text(indent) if indent else depths.of_text(-1))


def _heading_level(text: str, alone: bool, first: bool) -> int:
    """1 or 2 for what is certainly a heading of plain text (capitals, "Section 3: ..."), else 0."""
    if len(text) > _LONGEST_HEADING or text[-1:] in ".,;":
        return 0
    letters = [c for c in text if c.isalpha()]
    if len(letters) >= 4 and all(c.isupper() for c in letters):
        # A long word above its text is a title; a short one may be an abbreviation that the text begins with.
        titled = alone or len(text.split()) > 1 or (first and len(letters) >= _LONGEST_ABBREVIATION)
        return 1 if titled else 0
    return 2 if _CHAPTER.match(text) and alone else 0


def wrap_width(lines: Sequence[str]) -> int:
    """The width at which a document's prose is broken into lines; 0 when it is not.

    Broken prose has no long lines, many that end just before the longest does, and some that begin in the
    middle of a sentence.
    """
    lengths = [len(line.rstrip()) for line in lines if line.strip()]
    width = max(lengths, default=0)
    near = sum(length >= width - _RAGGED for length in lengths)
    if not _WRAP[0] <= width <= _WRAP[1] or near < max(3, len(lengths) // 10):
        return 0
    return width if sum(line.lstrip()[:1].islower() for line in lines) * 6 >= near else 0


def _asks(line: str) -> bool:
    return likeness(line) >= Likeness.SURE


def _continues(block: Block, before: str, line: str, wrap: int) -> bool:
    """Whether a line goes on with the block that the line before it belongs to."""
    if block.kind not in ("paragraph", "item") or len(block.text) > LONGEST_PARAGRAPH:
        return False
    if _ITEM.match(line) or "\t" in line.strip():
        return False
    text = line.strip()
    if block.kind == "item" and len(line) - len(line.lstrip()) > 0 and not label_of(text):
        indented = len(before) - len(before.lstrip()) + len(block.marker)
        if len(line) - len(line.lstrip()) >= min(indented, 2) and (text[:1].islower() or wrap):
            return True
    if label_of(text) or text.startswith(BOLD_ON):
        return False
    if (
        text[:1].islower()
        and len(before.rstrip()) >= _SHORTEST_BROKEN
        and before.rstrip()[-1:] not in ".?!:;"
    ):
        # Where no prose is broken, lines in small letters are notes, unless one ends what another asks.
        return bool(wrap) or text.endswith("?") or not (before.lstrip()[:1].islower() or _asks(before))
    if not wrap:
        return False
    room = wrap - len(before.rstrip())
    fitted = len(text.split(maxsplit=1)[0]) + 1 <= room
    if fitted:
        return False
    return before.rstrip()[-1:] not in ".?!:"
