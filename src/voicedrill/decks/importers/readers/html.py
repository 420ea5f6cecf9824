"""HTML as a document: Beautiful Soup's tree walked without recursion, so that deep nesting does no harm."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from voicedrill.decks.importers.document import Block, Document, says_something
from voicedrill.decks.importers.readers.lines import BOLD_OFF, BOLD_ON, line_blocks, without_emoji
from voicedrill.decks.importers.readers.marks import unmarked, with_marks

if TYPE_CHECKING:
    from bs4.element import Tag

_SILENT = frozenset(
    [
        "script",
        "style",
        "head",
        "noscript",
        "template",
        "svg",
        "nav",
        "button",
        "select",
        "iframe",
        "object",
        "canvas",
        "math",
    ]
)
_BLOCKS = frozenset(
    [
        "html",
        "body",
        "p",
        "div",
        "section",
        "article",
        "main",
        "header",
        "footer",
        "aside",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "ul",
        "ol",
        "li",
        "dl",
        "dt",
        "dd",
        "table",
        "thead",
        "tbody",
        "tr",
        "td",
        "th",
        "caption",
        "blockquote",
        "pre",
        "details",
        "summary",
        "figure",
        "figcaption",
        "hr",
        "form",
        "fieldset",
        "address",
        "center",
    ]
)


#: Names of elements that frame a page: what stands in them is kept apart from its text.
_FRAME = re.compile(
    r"^(?:ads?|adverts?|advertis\w*|sponsored|promo\w*|banner|newsletter\w*|cookie\w*|breadcrumbs?|"
    r"share|sharing|social\w*|pagination|comments?|comment-?list|disqus\w*|related(?:-\w+)?)$",
    re.I,
)


def read_html(text: str, name: str) -> Document:
    """Repaired HTML as a document. Lines are those of the file, or of its text when the file has no lines."""
    title = re.search(r"<title[^>]*>([^<]{1,300})</title>", text[:50_000], re.I)
    blocks = list(html_blocks(text))
    if len({block.line for block in blocks}) < 0.7 * len(blocks):
        blocks = [replace(block, line=n, end=n) for n, block in enumerate(blocks, 1)]
    lines: dict[int, str] = {}
    for block in blocks:
        lines[block.line] = f"{lines[block.line]} | {block.text}" if block.line in lines else block.text
    last = max(lines, default=0)
    return Document(
        name,
        "html",
        tuple(blocks),
        tuple(lines.get(n, "") for n in range(1, last + 1)),
        " ".join(_unescaped(title[1]).split()) if title else None,
    )


def html_blocks(markup: str, first: int = 1) -> Iterator[Block]:
    """HTML as blocks; ``first`` is the number of its first line."""
    from bs4 import BeautifulSoup

    yield from _Walk(first).blocks(BeautifulSoup(markup, "html.parser"))


def _unescaped(text: str) -> str:
    import html

    return html.unescape(text)


def _is_frame(tag: "Tag") -> bool:
    """Whether an element holds advertisements, comments of readers and the like."""
    if tag.name not in ("div", "section", "aside", "ul", "p"):
        return False
    names = f"{tag.get('id') or ''} {' '.join(filter(None, tag.get_attribute_list('class')))}"
    return any(map(_FRAME.match, names.split()))


class _Walk:
    """One way through the tree: text gathers until a block begins or ends."""

    def __init__(self, first: int) -> None:
        self._offset = first - 1
        self._text: list[str] = []
        self._line = first
        self._lists: list[list[int | None]] = []
        self._marker: str | None = None
        self._kind = ""
        self._quotes = 0
        self._cells: list[tuple[str, bool]] | None = None
        self._link: str | None = None
        self._linked = ""
        self._frames = 0

    def blocks(self, root: "Tag") -> Iterator[Block]:
        """The tree as blocks in reading order."""
        from bs4.element import NavigableString, PreformattedString, Tag

        stack: list[tuple[object, bool]] = [(root, False)]
        while stack:
            node, leaving = stack.pop()
            if isinstance(node, Tag):
                if leaving:
                    yield from self._leave(node)
                elif node.name not in _SILENT:
                    yield from self._enter(node)
                    stack.append((node, True))
                    stack.extend((child, False) for child in reversed(node.contents))
            elif isinstance(node, NavigableString) and not isinstance(node, PreformattedString):
                self._text.append(str(node) if self._kind == "pre" else re.sub(r"\s+", " ", str(node)))
        yield from self._flush()

    def _enter(self, tag: "Tag") -> Iterator[Block]:
        name = tag.name
        if name in _BLOCKS and self._cells is None:
            yield from self._flush()
        self._frames += _is_frame(tag)
        if name in _BLOCKS and (self._cells is None or name in ("td", "th")):
            self._line = self._offset + (tag.sourceline or 1)
        if name in ("ul", "ol"):
            self._lists.append([0 if name == "ol" else None])
        elif name == "li":
            self._marker = self._next_marker()
        elif name in ("h1", "h2", "h3", "h4", "h5", "h6", "pre", "summary", "dt"):
            self._kind = name
        elif name == "blockquote":
            self._quotes += 1
        elif name == "tr":
            self._cells = []
        elif name in ("td", "th"):
            self._text.clear()
        elif name == "br":
            self._text.append("\n")
        elif name in ("b", "strong"):
            self._text.append(BOLD_ON)
        elif name == "hr":
            yield Block("rule", "", self._line)
        elif name == "a":
            self._link, self._linked = str(tag.get("href") or ""), "".join(tag.strings)

    def _next_marker(self) -> str:
        if not self._lists or self._lists[-1][0] is None:
            return "-"
        self._lists[-1][0] += 1
        return f"{self._lists[-1][0]}."

    def _leave(self, tag: "Tag") -> Iterator[Block]:
        yield from self._left(tag)
        self._frames -= _is_frame(tag)

    def _left(self, tag: "Tag") -> Iterator[Block]:
        name = tag.name
        if name in ("td", "th") and self._cells is not None:
            self._cells.append((self._taken(), name == "th"))
        elif name == "tr" and self._cells is not None:
            yield from self._row(self._cells)
            self._cells = None
        elif name in ("b", "strong"):
            self._text.append(BOLD_OFF)
        elif name in _BLOCKS and self._cells is None:
            yield from self._flush()
            if name in ("ul", "ol") and self._lists:
                self._lists.pop()
            elif name == "li":
                self._marker = None
            elif name == "blockquote":
                self._quotes -= 1
            elif name == "details":
                yield Block("rule", "", self._line, marker="/details")
            elif name == self._kind:
                self._kind = ""
        elif name in ("li", "p", "div", "h3", "h4") and self._cells is not None:
            self._text.append("; " if name == "li" else " ")

    def _row(self, cells: list[tuple[str, bool]]) -> Iterator[Block]:
        texts = tuple(unmarked(text).strip(" ;") for text, _ in cells)
        filled = [text for text in texts if says_something(text)]
        if len(filled) > 1:
            header = all(is_head for _, is_head in cells)
            yield Block("row", " | ".join(texts), self._line, cells=texts, header=header)
        elif filled:
            yield with_marks(Block("paragraph", filled[0], self._line))

    def _taken(self) -> str:
        text = "".join(self._text)
        self._text.clear()
        return " ".join(text.split()) if self._kind != "pre" else text

    def _flush(self) -> Iterator[Block]:
        """What was gathered as a block, or several when the text was broken on purpose."""
        text = "".join(self._text)
        self._text.clear()
        if not says_something(text):
            return
        link = self._link if " ".join(unmarked(text).split()) == " ".join(self._linked.split()) else None
        depth = max(len(self._lists) - 1, 0)
        if self._frames:
            yield Block("other", " ".join(unmarked(text).split()), self._line)
        elif self._kind == "pre":
            yield Block("code", text.strip("\n"), self._line)
        elif self._kind in ("summary", "dt") or self._kind[:1] == "h":
            flat = without_emoji(" ".join(unmarked(text).split()))
            if self._kind[:1] == "h":
                yield Block("heading", flat, self._line, level=int(self._kind[1]), link=link)
            elif self._kind == "summary":
                yield Block("summary", flat, self._line, depth=len(self._lists))
            else:
                yield Block("paragraph", flat, self._line, lead=flat.rstrip(": "), bold=True)
        else:
            numbered = [(self._line, " ".join(part.split(" "))) for part in text.split("\n")]
            for block in map(with_marks, line_blocks(numbered)):
                if self._marker is not None:
                    item = replace(block, kind="item", marker=self._marker, depth=depth, level=0, link=link)
                    yield item
                    self._marker = None
                    continue
                kind = "quote" if self._quotes and block.kind == "paragraph" else block.kind
                yield replace(block, kind=kind, depth=block.depth + len(self._lists), link=link)
