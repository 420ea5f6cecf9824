"""Markdown as it is found: CommonMark and tables by markdown-it-py, details blocks, and what people write
beside it.

Structure is markdown-it's. Two habits of people differ from the standard: they break a line to begin a new
thought (the standard joins them), and they put HTML between; paragraphs are therefore read line by line
(`lines`), and HTML blocks have their tags taken away and are read again.
"""

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from voicedrill.decks.importers.document import Block, Document, cover
from voicedrill.decks.importers.readers.front_matter import front_matter
from voicedrill.decks.importers.readers.lines import (
    BOLD_OFF,
    BOLD_ON,
    line_blocks,
    text_blocks,
    without_emoji,
    wrap_width,
)
from voicedrill.decks.importers.readers.marks import unmarked, with_marks

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_TAG = re.compile(r"<!--.*?(?:-->|\Z)|</?[a-zA-Z][^<>]{0,2000}>", re.S)
_SUMMARY = re.compile(
    r"(<summary\b[^>]*>)((?:(?!</summary>).){0,3000}?\n(?:(?!</summary>).){0,3000}?)(</summary>)", re.I | re.S
)
_FOLD = re.compile(
    r"<summary\b[^>]*>(?P<summary>.*?)(?:</summary>|\Z)|</?details\b[^>]*>",
    re.I | re.S,
)
_RICH = re.compile(r"<(?:table|ul|ol|dl)\b", re.I)
_HEADING_TAG = re.compile(r"<h([1-6])\b[^>]*>(.*?)</h\1>", re.I | re.S)
_BOLD_TAG = re.compile(r"</?(?:b|strong)>", re.I)
_BOLD_RUN = re.compile(r"<(?:b|strong)>([^<\n]+)</(?:b|strong)>", re.I)
_BREAK_TAG = re.compile(r"^<br\b", re.I)
_DEEPEST = 3
#: Obsidian's and GitHub's callouts: "> [!question]- What is X?". What kind of callout a quote is: none, one
#: that folds an answer, or ("!") an aside.
#: What outliners keep below a note: "collapsed:: true", "card-last-score:: 3".
_PROPERTY = re.compile(
    r"^(?:collapsed|id|card-[\w-]+|logseq\.\S+|(?:created|updated)-at|background-color)::\s"
)
_CALLOUT = re.compile(r"^\s*\[!(?P<type>[\w-]+)(?:\|[^\]]*)?\](?P<fold>[+-]?)\s*(?P<title>.*)$")
_ASKING_CALLOUTS = frozenset(["question", "faq", "help", "quiz", "q", "card"])
_FOLDED = "folded"
_WIKI_LINK = re.compile(r"!?\[\[(?:[^\[\]|]*\|)?([^\[\]|]+)\]\]")
#: Obsidian's name of a paragraph, at its end: "^second-order".
_BLOCK_ID = re.compile(r"(?<=\s)\^[\w-]+$")
_HIGHLIGHT = re.compile(r"(?<![=\w])==(?=[^\s=])([^=\n]+?)(?<=[^\s=])==(?![=\w])")


def read_markdown(text: str, name: str) -> Document:
    """Repaired Markdown as a document. Its lines are the file's."""
    lines = tuple(text.split("\n"))
    front, properties, body_from = front_matter(lines)
    body = markdown_blocks("\n".join(lines[body_from:]), body_from + 1)
    plain = tuple(_plain_line(line) for line in lines)
    return Document(
        name, "markdown", cover((*front, *body), plain), plain, properties.get("title"), properties=properties
    )


def markdown_blocks(text: str, first: int = 1, nested: int = 0) -> Iterator[Block]:
    """Markdown as blocks; ``first`` is the number of its first line, ``nested`` how deep in HTML it stood."""
    yield from _Walk(first, nested, wrap_width(text.split("\n"))).blocks(
        _parser().parse(_SUMMARY.sub(_in_one_line, text))
    )


def _in_one_line(match: re.Match[str]) -> str:
    """A summary of several lines in one, the lines after it blank: a blank line inside would end the HTML."""
    opening, inside, closing = match.groups()
    parts = [re.sub(r"^\s*[-*+]\s+", "", part).strip() for part in inside.split("\n")]
    joined = parts[0]
    for part in filter(None, parts[1:]):
        joined += (
            part
            if not joined
            else f" {part}"
            if joined[-1] in ":,;" or (part[:1].islower() and "*" not in inside)
            else f", {part}"
        )
    return f"{opening}{joined}{closing}" + "\n" * inside.count("\n")


class _Walk:
    """One way through markdown-it's tokens."""

    def __init__(self, first: int, nested: int, wrap: int) -> None:
        self._wrap = wrap
        self._first = first
        self._nested = nested
        self._lists: list[str] = []
        self._marker: str | None = None
        self._callouts: list[str] = []
        self._header = False
        self._cells: list[str] = []
        self._row_line = first

    def blocks(self, tokens: "list[Token]") -> Iterator[Block]:
        """The tokens as blocks."""
        for i, token in enumerate(tokens):
            start, end = token.map or (0, 1)
            line, last = self._first + start, self._first + max(end - 1, start)
            match token.type:
                case "bullet_list_open" | "ordered_list_open":
                    self._lists.append(token.type)
                case "bullet_list_close" | "ordered_list_close":
                    self._lists.pop()
                case "list_item_open":
                    self._marker = f"{token.info}{token.markup}"
                case "blockquote_open":
                    self._callouts.append("")
                case "blockquote_close":
                    if self._callouts.pop() == _FOLDED:
                        yield Block("rule", "", line, marker="/details")
                case "hr":
                    yield Block("rule", "", line)
                case "fence" | "code_block":
                    yield Block("code", token.content.strip(), line, last, depth=len(self._lists))
                case "html_block":
                    yield from _html_blocks(token.content, line, self._nested, len(self._lists))
                case "thead_open" | "thead_close":
                    self._header = token.type == "thead_open"
                case "tr_open":
                    self._cells, self._row_line = [], line
                case "tr_close":
                    cells = tuple(self._cells)
                    yield Block("row", " | ".join(cells), self._row_line, cells=cells, header=self._header)
                case "inline":
                    yield from self._inline(token, tokens[i - 1], line)

    def _inline(self, token: "Token", before: "Token", line: int) -> Iterator[Block]:
        if before.type in ("td_open", "th_open"):
            self._cells.append(_one_line(unmarked(text) for _, text in _marked_lines(token)))
        elif before.type == "heading_open":
            text = " ".join(unmarked(text) for _, text in _marked_lines(token)).strip()
            start, end = before.map or (0, 1)
            yield Block(
                "heading",
                without_emoji(text),
                self._first + start,
                self._first + end - 1,
                level=int(before.tag[1]),
                link=_only_link(token),
            )
        else:
            yield from self._paragraph(token, line)
            self._marker = None

    def _paragraph(self, token: "Token", line: int) -> Iterator[Block]:
        """A paragraph as one block or more; the first of a list item is the item."""
        depth, link = len(self._lists), _only_link(token)
        numbered = [(line + offset, text) for offset, text in _marked_lines(token)]
        for number, text in numbered:
            if _PROPERTY.match(text):
                yield Block("other", text, number, marker="a property of a note")
        numbered = [one for one in numbered if not _PROPERTY.match(one[1])]
        marker = self._marker
        callout = (
            _CALLOUT.match(numbered[0][1]) if numbered and self._callouts and not self._callouts[-1] else None
        )
        if callout:
            yield from self._callout(callout, numbered.pop(0)[0])
        aside = "!" if "!" in self._callouts else ""
        for block in map(with_marks, line_blocks(numbered, self._wrap)):
            if not block.says_something:
                continue
            if marker is not None:
                box, text = _box(block.text)
                yield replace(
                    block,
                    kind="item",
                    text=text,
                    depth=depth - 1,
                    marker=f"{aside}{marker}{box}",
                    link=link,
                    level=0,
                    cells=(),
                )
                marker = None
                continue
            kind = "quote" if self._callouts and block.kind == "paragraph" else block.kind
            marked = f"{aside}{block.marker}"
            yield replace(block, kind=kind, depth=depth + block.depth, link=link, marker=marked)
        if numbered and any(
            c.type == "html_inline" and c.content.lower() == "</details>" for c in token.children or ()
        ):
            yield Block("rule", "", numbered[-1][0], marker="/details")

    def _callout(self, callout: re.Match[str], line: int) -> Iterator[Block]:
        """The first line of "> [!type] title": a question or a folded one as a summary, others as a label."""
        title = without_emoji(unmarked(callout["title"]).strip())
        asks = callout["type"].casefold() in _ASKING_CALLOUTS
        if title and (asks or callout["fold"]):
            self._callouts[-1] = _FOLDED
            yield Block("summary", title, line, depth=len(self._lists))
        elif not asks:
            self._callouts[-1] = "!"
            text = title or callout["type"].capitalize()
            yield Block("quote", text, line, depth=len(self._lists), marker="!", lead=text, bold=True)


def _one_line(lines: Iterable[str]) -> str:
    """The lines of a cell in one; what ends no sentence is parted by a semicolon."""
    text = ""
    for line in filter(None, (line.strip() for line in lines)):
        text += line if not text else f" {line}" if text[-1] in ".?!:;," else f"; {line}"
    return text


def _marked_lines(token: "Token") -> list[tuple[int, str]]:
    """The text of a paragraph by lines as they were broken, each with its offset; bold runs are marked."""
    lines: list[tuple[int, str]] = []
    offset, parts = 0, list[str]()

    def broken(step: int) -> None:
        nonlocal offset
        lines.append((offset, "".join(parts)))
        parts.clear()
        offset += step

    for child in token.children or ():
        if child.type in ("softbreak", "hardbreak"):
            broken(1)
        elif child.type == "strong_open":
            parts.append(BOLD_ON)
        elif child.type == "strong_close":
            parts.append(BOLD_OFF)
        elif child.type == "html_inline":
            if _BREAK_TAG.match(child.content):
                broken(0)
            elif _BOLD_TAG.match(child.content):
                parts.append(BOLD_OFF if child.content[1] == "/" else BOLD_ON)
        elif child.type == "text":
            parts.append(_HIGHLIGHT.sub(r"\1", _WIKI_LINK.sub(r"\1", _BLOCK_ID.sub("", child.content))))
        else:
            parts.append(child.content)
    broken(0)
    return lines


def _only_link(token: "Token") -> str | None:
    """Where a paragraph leads that is nothing but a link."""
    href, inside = None, False
    for child in token.children or ():
        if child.type == "link_open":
            href, inside = str(child.attrs.get("href", "")), True
        elif child.type == "link_close":
            inside = False
        elif not inside and child.type in ("text", "code_inline") and any(c.isalnum() for c in child.content):
            return None
    return href


def _box(text: str) -> tuple[str, str]:
    """A task list's box, and the text after it."""
    match = re.match(r"\[[ xX]\]\s+", text)
    return (" [ ]", text[match.end() :]) if match else ("", text)


def _html_blocks(content: str, line: int, nested: int, depth: int) -> Iterator[Block]:
    """A block of HTML inside Markdown: summaries, ends of details, and the rest read again without its
    tags.
    """
    at = 0
    for match in _FOLD.finditer(content):
        yield from _html_rest(content[at : match.start()], line + content.count("\n", 0, at), nested, depth)
        start = line + content.count("\n", 0, match.start())
        summary = match["summary"]
        if summary is not None:
            marked = markdown_blocks(_tagless(summary.replace("\n", " ")).strip(), start, _DEEPEST)
            text = " ".join(block.text for block in marked)
            yield Block("summary", without_emoji(text), start, start + match.group().count("\n"), depth=depth)
        elif match.group().startswith("</"):
            yield Block("rule", "", start, marker="/details")
        at = match.end()
    yield from _html_rest(content[at:], line + content.count("\n", 0, at), nested, depth)


def _html_rest(content: str, line: int, nested: int, depth: int) -> Iterator[Block]:
    if not any(c.isalnum() for c in _TAG.sub("", content)):
        return
    if _RICH.search(content):
        from voicedrill.decks.importers.readers.html import html_blocks

        blocks = html_blocks(content, line)
    elif nested < _DEEPEST:
        blocks = markdown_blocks(_tagless(content), line, nested + 1)
    else:
        blocks = text_blocks(_tagless(content), line)
    for block in blocks:
        yield replace(block, depth=block.depth + depth)


def _tagless(content: str) -> str:
    """HTML as Markdown that stands in the same lines: headings and bold kept, other tags gone."""

    def lines_of(text: str) -> str:
        return "\n" * text.count("\n")

    content = _HEADING_TAG.sub(
        lambda m: f"{'#' * int(m[1])} {_TAG.sub('', ' '.join(m[2].split()))}{lines_of(m[2])}", content
    )
    content = _BOLD_RUN.sub(lambda m: f"**{m[1].strip()}**", content)
    return _TAG.sub(lambda m: lines_of(m.group()), content)


def _plain_line(line: str) -> str:
    return html.unescape(_TAG.sub("", line)) if "<" in line or "&" in line else line


@cache
def _parser() -> "MarkdownIt":
    from markdown_it import MarkdownIt

    # Indented code is left out: people indent answers, and code stands in fences.
    return (
        MarkdownIt("commonmark", {"maxNesting": 40}).enable("table").enable("strikethrough").disable("code")
    )
