"""Which reader a file needs: told from its first bytes, then from its shape; its name only breaks ties."""

import json
import re
from collections.abc import Callable
from importlib import import_module
from typing import cast

from voicedrill.decks.importers.document import Document
from voicedrill.decks.importers.readers.files import MAX_BYTES
from voicedrill.decks.importers.repair import decode, repair
from voicedrill.errors import ImportFileError

#: What is certainly no prep document, by its first bytes.
_STRANGERS = {
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"RIFF": "a sound or a film; `voicedrill analyze` reports on recordings",
    b"ID3": "a sound; `voicedrill analyze` reports on recordings",
    b"fLaC": "a sound; `voicedrill analyze` reports on recordings",
    b"OggS": "a sound; `voicedrill analyze` reports on recordings",
    b"\x7fELF": "a program",
    b"MZ\x90": "a program",
    b"\x1f\x8b": "a packed file; unpack it first",
    b"7z\xbc\xaf": "a packed file; unpack it first",
    b"Rar!": "a packed file; unpack it first",
    b"SQLite format 3": "a database",
    b"\xd0\xcf\x11\xe0": "an old Office file; save it as .docx, .pdf or plain text",
}
_TABLE_RULE = re.compile(r"^[ \t]*\|?[ :]*-{3,}[ :]*\|[-| :]*$", re.M)
_MARKDOWN = (
    re.compile(r"^ {0,3}#{1,6}[ \t]+\S", re.M),
    re.compile(r"(?:^|\s)(?:\*\*|__)\S[^\n]{0,200}?\S(?:\*\*|__)"),
    re.compile(r"^ {0,3}(?:```|~~~)", re.M),
    re.compile(r"\[[^\]\n]{1,200}\]\([^)\s]{1,500}\)"),
    _TABLE_RULE,
    re.compile(r"^ {0,3}>[ \t]+\S", re.M),
    re.compile(r"^[ \t]*</?(?:details|summary)\b", re.M | re.I),
    re.compile(r"`[^`\n]{1,80}`"),
)
_HTML = re.compile(
    r"^\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?:(?!-->).)*+-->\s*+)*+<(?:!doctype\s+html|html|head|body)\b",
    re.I | re.S,
)
_HTML_TAG = re.compile(
    r"</?(?:p|div|li|ul|ol|h[1-6]|table|tr|td|th|span|section|article|dl|dt|dd)\b[^>]*>", re.I
)
_ADOC = re.compile(
    r"^={1,6} \S|^\.\S[^\n]*$|^\[(?:qanda|horizontal|source|quote|NOTE)[^\]]*\]$|^\|===|^-{4}$|::$", re.M
)
_ADOC_HEADING = re.compile(r"^={1,6} \S", re.M)
_ORG = re.compile(r"^\*{1,8} \S", re.M)
_ORG_MARK = re.compile(r"^[ \t]*#\+\w+:|^[ \t]*:PROPERTIES:|^[ \t]*#\+begin_", re.M | re.I)
_ANKI = re.compile(r"\A(?:#[a-z ]+:[^\n]*\n)+", re.I)

Reader = Callable[[str, str], Document]
#: Called with pages read and pages in all.
Progress = Callable[[int, int], None]

#: A chat as messengers export it: "[09/10/2026, 10:02] Mia: ...". Its commas part no columns.
_CHAT = re.compile(
    r"\s*\[?\d{1,4}[./-]\d{1,2}[./-]\d{1,4},? \d{1,2}:\d{2}[^\n:]{0,20}(?::\d{2}[^\n:]{0,9})?[^\n:]{1,60}: "
)


def read_bytes(data: bytes, name: str, progress: Progress | None = None) -> Document:
    """A prep document from its bytes; ``name`` is the file's name as told to people, ``progress`` is called
    with pages read and pages in all.

    Raises ImportFileError.
    """
    if len(data) > MAX_BYTES:
        raise ImportFileError(
            f"{name} has {len(data) / 1e6:.0f} MB; at most {MAX_BYTES / 1e6:.0f} MB are read"
        )
    if not data.strip():
        raise ImportFileError(f"{name} is empty; a prep document is expected")
    if data[:1024].lstrip()[:5] == b"%PDF-" or b"%PDF-" in data[:1024]:
        from voicedrill.decks.importers.readers.pdf import read_pdf

        return read_pdf(data, name, progress)
    if data.startswith(b"PK\x03\x04"):
        from voicedrill.decks.importers.readers.docx import read_docx

        return read_docx(data, name)
    for mark, what in _STRANGERS.items():
        if data.startswith(mark):
            raise ImportFileError(
                f"{name} is {what}. Import reads text, Markdown, HTML, Word, PDF and tables."
            )
    if data.startswith(b"{\\rtf"):
        raise ImportFileError(f"{name} is rich text (RTF); save it as .docx, .pdf or plain text")
    text = repair(decode(data))
    if text.count("\ufffd") > len(text) // 10:
        raise ImportFileError(f"{name} is not text that can be read; save it as UTF-8 text, .docx or .pdf")
    return reader_of(text, name)(text, name)


def reader_of(text: str, name: str = "") -> Reader:
    """The reader for a text, by its shape."""
    media = media_of(text, name)
    module = import_module(f"{__package__}.{media}")
    return cast("Reader", getattr(module, f"read_{media}"))


def media_of(text: str, name: str = "") -> str:
    """The name of the reader for a text: text, markdown, html, asciidoc, org, tables, data or anki."""
    head = text[:200_000]
    ending = name.rsplit(".", 1)[-1].casefold() if "." in name else ""
    if _HTML.match(head) or len(_HTML_TAG.findall(head[:20_000])) > 5 + head[:20_000].count("\n") // 2:
        return "html"
    if (_ANKI.match(head) and "\t" in head) or (
        _ANKI.match(head) and re.match(r"#(?:separator|html|deck)", head)
    ):
        return "anki"
    if ending in ("json", "jsonl", "ndjson") or _is_json(text):
        return "data"
    if _is_yaml(head, ending):
        return "data"
    headings = re.search(r"^ {0,3}#{1,6}[ \t]+\S", head, re.M) is not None
    markdown = sum(min(len(pattern.findall(head)), 20) for pattern in _MARKDOWN)
    if _is_org(head, ending) and not (headings and ending != "org"):
        return "org"
    if _ADOC_HEADING.search(head) and not headings:
        return "asciidoc"
    if ending in ("csv", "tsv") or (markdown < 3 and not _CHAT.match(head)):
        from voicedrill.decks.importers.readers.tables import dialect_of

        delimiter = dialect_of(text, ending)
        if delimiter is not None and not (delimiter == "|" and _TABLE_RULE.search(head)):
            return "tables"
    return "markdown" if markdown or ending in ("md", "markdown") else "text"


def _is_org(head: str, ending: str) -> bool:
    """Stars at the margin are headings when they are nested, or when Org's keywords stand beside them."""
    stars = _ORG.findall(head)
    if not stars or _ADOC_HEADING.search(head):
        return False
    return (
        ending == "org"
        or _ORG_MARK.search(head) is not None
        or re.search(r"^\*{2,8} \S", head, re.M) is not None
    )


def _is_json(text: str) -> bool:
    start = text.lstrip()[:1]
    if start not in ("{", "["):
        return False
    if start == "[" and not re.match(r"\s*\[\s*[\[{\"\]\d]", text):
        return False
    try:
        json.loads(text)
    except RecursionError:
        return True
    except ValueError:
        # Lines of JSON, one record each.
        lines = [line for line in text.split("\n", 5)[:5] if line.strip()]
        return len(lines) > 1 and all(_is_object(line) for line in lines[:3])
    return True


def _is_object(line: str) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def _is_yaml(head: str, ending: str) -> bool:
    """A list or mapping of YAML with keys that are asked about; prose with a colon is none."""
    if ending in ("yaml", "yml"):
        return True
    if ending in ("md", "markdown", "txt", "html", "adoc", "org"):
        return False
    records = re.findall(r"^[ \t]*- (?:question|ask|q|front|prompt|id|text): \S", head, re.M | re.I)
    return len(records) > 1
