"""What the cells of a table have in common: a list's entries in lines, nothing that a program would run."""

import re
from collections.abc import Iterable

#: What spreadsheets take for a formula when a cell begins with it (https://owasp.org/www-community/attacks/CSV_Injection).
_FORMULA = re.compile(r"[=+\-@\t\r\n＝＋－＠]")
_BULLET = "• "


def one_line(text: str) -> str:
    """``text`` without line breaks."""
    return " ".join(text.split())


def listed(entries: Iterable[str]) -> str:
    """Entries one a line, each with a bullet, so that commas and dashes in them part nothing."""
    return "\n".join(_BULLET + one_line(entry) for entry in entries)


def defused(cell: str) -> str:
    """``cell`` with an apostrophe before what a spreadsheet would calculate; import takes it off again."""
    return "'" + cell if _FORMULA.match(cell) else cell
