"""Text mended before it is read: wrong decodings, ligatures, invisible characters.

Lines stay where they were: a line number in a report is the line that an editor shows.
"""

import re
from functools import cache

_LIGATURES = {
    "\ufb00": "ff",
    "\ufb01": "fi",
    "\ufb02": "fl",
    "\ufb03": "ffi",
    "\ufb04": "ffl",
    "\ufb05": "st",
    "\ufb06": "st",
}
#: Soft hyphens, zero-width marks and joiners of directions, byte order marks, emoji variation selectors.
_INVISIBLE = "\u00ad\u200b\u200c\u200e\u200f\u2060\ufeff\ufe0e\ufe0f"
_SPACES = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_LINE_ENDS = re.compile(r"\r\n?")
#: No column is wider. Longer runs say nothing, and searching in them takes time by the square.
_LONGEST_SPACE = 200
_LONG_SPACE = re.compile(rf"[ \t]{{{_LONGEST_SPACE + 1},}}")
#: What UTF-8 looks like when it was read as Windows-1252 or Latin-1: only such lines are looked at closely.
_MAYBE_GARBLED = re.compile(r"[ÂÃâãðÐÑïî][\x80-\uffff]|\ufffd")


def decode(data: bytes) -> str:
    """Bytes of a text file as text: by its byte order mark, else UTF-8, else Windows-1252. Never fails."""
    for mark, encoding in (
        (b"\xef\xbb\xbf", "utf-8"),
        (b"\xff\xfe", "utf-16-le"),
        (b"\xfe\xff", "utf-16-be"),
    ):
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    if len(data) > 1 and data[:2_000].count(0) > len(data[:2_000]) // 4:
        return data.decode("utf-16-le" if data[1] == 0 else "utf-16-be", "replace")
    # A single broken byte must not turn the rest into Windows-1252.
    mended = data.decode("utf-8", "replace")
    good = sum(ord(c) > 127 and c != "\ufffd" for c in mended)
    return mended if good > 2 * mended.count("\ufffd") else data.decode("cp1252", "replace")


def repair(text: str) -> str:
    """The text with wrong decodings undone and characters that people cannot see or say made plain."""
    text = _LONG_SPACE.sub(" " * _LONGEST_SPACE, _LINE_ENDS.sub("\n", text).translate(_table()))
    if _MAYBE_GARBLED.search(text) is None:
        return text
    return "\n".join(_ungarbled(line) if _MAYBE_GARBLED.search(line) else line for line in text.split("\n"))


def _ungarbled(line: str) -> str:
    """One line with a wrong decoding undone (ftfy.fix_encoding); a line stays one line."""
    from ftfy import fix_encoding

    return " ".join(fix_encoding(line).translate(_table()).split("\n"))


@cache
def _table() -> dict[int, str]:
    table = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 8232, 8233, 127), " ")
    table |= {ord(mark): "" for mark in _INVISIBLE}
    table |= {ord(space): " " for space in _SPACES}
    return table | {ord(ligature): letters for ligature, letters in _LIGATURES.items()}
