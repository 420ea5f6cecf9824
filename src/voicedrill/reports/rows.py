"""The lines that reports in the terminal are made of."""

from typing import TYPE_CHECKING

from voicedrill.timing import clock
from voicedrill.transcript import Quote

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.text import Text

#: Columns of a row's label.
LABEL_COLUMNS = 14
_MARKS = {
    "covered": ("✓", "green"),
    "partial": ("◐", "yellow"),
    "missed": ("✗", "red"),
    "stated": ("✓", "green"),
    "misstated": ("≠", "red"),
    "absent": ("✗", "dim"),
}


def heading(title: str, note: str = "") -> "RenderableType":
    """A section's title, after an empty line."""
    from rich.text import Text

    heading = Text("\n" + title, style="bold")
    if note:
        heading.append("   " + note, style="not bold dim")
    return heading


def row(label: str, value: "str | Text") -> "RenderableType":
    """A named figure."""
    return hanging("  " + label.ljust(LABEL_COLUMNS), "dim", value)


def item(lead: str, text: "str | Text", evidence: Quote | None = None, style: str = "") -> "RenderableType":
    """A line of a list, its words of evidence under it."""
    from rich.console import Group
    from rich.text import Text

    item = hanging(lead, style, text)
    if evidence is None:
        return item
    time = "" if evidence.start is None else f"{clock(evidence.start)}  "
    quoted = Text(f"{time}“{evidence.quote}”", style="dim italic")
    return Group(item, hanging(" " * len(lead), "", quoted))


def hanging(lead: str, lead_style: str, text: "str | Text") -> "RenderableType":
    """``text`` behind ``lead``, its later lines under its first."""
    from rich.table import Table
    from rich.text import Text

    grid = Table.grid()
    grid.add_column(width=len(lead), no_wrap=True)
    grid.add_column()
    grid.add_row(Text(lead, style=lead_style), Text(text) if isinstance(text, str) else text)
    return grid


def verdict(status: str, text: str, evidence: Quote | None) -> "RenderableType":
    """A point or fact behind the mark of its status, its words of evidence under it."""
    mark, colour = _MARKS[status]
    return item(f"  {mark} ", text, evidence, style=colour)
