"""What a cell of a table holds: its markup taken off, its lists taken apart. Nothing is reworded."""

import re
from html import unescape

from voicedrill.decks.importers.document import says_something
from voicedrill.decks.importers.sentences import LONGEST_POINT, sentences

_TAG = re.compile(
    r"</?(?:br|p|div|b|i|u|em|strong|li|ul|ol|span|code|pre|h[1-6]|a|img|sup|sub|font|table|tbody|tr|td|"
    r"th|hr|mark|small)\b[^<>]*>",
    re.I,
)
_BREAK = re.compile(r"<(?:br|/?p|/?div|/li|/?ul|/?ol|/?tr|hr|/?h[1-6])\b[^<>]*>", re.I)
_ITEM_TAG = re.compile(r"<li\b[^<>]*>", re.I)
#: What keeps a spreadsheet from taking a text for a formula.
_NO_FORMULA = re.compile(r"^'(?=[=+@\t\r-])")
_SOUND = re.compile(r"\[sound:[^\]]*\]|\[anki:[^\]]*\]")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z]{2,8});", re.I)
_CLOZE = re.compile(r"\{\{c\d{1,3}::(?P<answer>[^{}]{1,500}?)(?:::(?P<hint>[^{}]{0,200}))?\}\}")
#: How an item of a list begins inside a cell.
_MARK = re.compile(r"^\s*(?:[-*+•‣◦▪●○·–—→✓✔]|\(?\d{1,2}[.)](?!\d)|\(?[a-z][.)])\s+")
_INLINE_MARK = re.compile(
    r"\s+(?=\(?[1-9]\d?[.)]\s)|\s*[•‣▪●]\s*|\s+[·|]\s+|\s+[-–—*]\s+(?=[A-Z])|\s*\|\|?\s+|\s*//\s+"
)
#: A list of one: what follows its only bullet stays together, whatever is in it.
_ONE_ITEM = re.compile(r"[•‣▪●]\s[^•‣▪●]+")
_NUMBERED_START = re.compile(r"^\(?1[.)]\s")
_GAP = "…"
_FEW_WORDS = 6


def plain(cell: str) -> str:
    """A cell without HTML, sounds and entities; its line breaks as lines, its items with a dash."""
    if cell[:1] == "'":
        cell = _NO_FORMULA.sub("", cell)
    if "<" in cell and _TAG.search(cell):
        cell = _ITEM_TAG.sub("\n- ", _BREAK.sub("\n", cell))
        cell = _TAG.sub("", cell)
    if "[" in cell:
        cell = _SOUND.sub("", cell)
    if "&" in cell and _ENTITY.search(cell):
        cell = unescape(cell).replace("\u00a0", " ")
    if "\\n" in cell and "\n" not in cell:
        cell = cell.replace("\\n", "\n")
    lines = (" ".join(line.split()) for line in cell.split("\n"))
    return "\n".join(line for line in lines if line)


def cloze(text: str) -> tuple[str, tuple[str, ...]] | None:
    """A cloze text as what is asked, each gap a "…", and what belongs into the gaps; None without a gap."""
    answers = tuple(match["answer"].strip() for match in _CLOZE.finditer(text))
    if not answers:
        return None
    return _CLOZE.sub(_GAP, text), answers


def pieces(text: str, *, commas: bool = False) -> list[str]:
    """The entries of a cell that is a list: its lines, or what ";", bullets, bars or numbers keep apart.

    ``commas``: short entries may also be kept apart by commas. A list of one is a text that is none.
    """
    lines = [line for line in text.split("\n") if says_something(line)]
    if len(lines) > 1:
        return [_MARK.sub("", line).strip() for line in lines]
    text = lines[0].strip() if lines else ""
    if _ONE_ITEM.fullmatch(text):
        return [_MARK.sub("", text)]
    if _NUMBERED_START.match(text) or _INLINE_MARK.search(text):
        parts = [_MARK.sub("", part).strip(" |•") for part in _INLINE_MARK.split(text)]
        parts = [part for part in parts if says_something(part)]
        if len(parts) > 1:
            return parts
    if ";" in text:
        parts = [part.strip() for part in re.split(r";\s*(?![^()]*\))", text) if says_something(part)]
        if len(parts) > 1 and max(len(part.split()) for part in parts) <= LONGEST_POINT:
            return parts
    if commas and "," in text:
        parts = [part.strip() for part in re.split(r",\s+|,(?=\D)", text) if says_something(part)]
        if len(parts) > 1 and max(len(part.split()) for part in parts) <= _FEW_WORDS:
            return [re.sub(r"^and\s+", "", part) for part in parts]
    return [_MARK.sub("", text)] if text else []


def is_prose(text: str) -> bool:
    """Whether a cell's lines are paragraphs of sentences and no list."""
    lines = [line for line in text.split("\n") if says_something(line)]
    if len(lines) < 2:
        return len(pieces(text)) < 2 and not _ONE_ITEM.fullmatch(text.strip())
    if any(_MARK.match(line) for line in lines):
        return False
    return (
        sum(len(sentences(line)) > 1 or len(line.split()) > LONGEST_POINT for line in lines) > len(lines) / 2
    )


def tags(text: str, *, spaced: bool = False) -> list[str]:
    """The tags of a cell: "a, b", "a; b", "#a #b", '["a", "b"]'; ``spaced``: also "a b"."""
    text = text.strip().strip("[]{}") if text.strip()[:1] in "[{" else text
    if "#" in text:
        parts = re.split(r"#|[,;|\n]", text)
    elif re.search(r"[,;|\n•·]", text):
        parts = re.split(r"[,;|\n•·]", text)
    elif "/" in text and " / " in text:
        parts = text.split(" / ")
    else:
        parts = text.split() if spaced else [text]
    found = (part.strip(" \"'.").replace("::", "/") for part in parts)
    return list(dict.fromkeys(part for part in found if says_something(part)))
