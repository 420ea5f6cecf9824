"""A cheat sheet in the terminal: the same content as the page, in one column."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from voicedrill.decks.sheet import Entry, Sheet
from voicedrill.reports.plain import shown

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

_WIDEST = 100
#: Sections whose entries are one line each, with nothing below.
_LISTS = frozenset({"ask", "rounds"})


def print_sheet(sheet: Sheet, console: "Console") -> None:
    """Print ``sheet``, as wide as the console is, at most 100 columns."""
    width = min(console.width, _WIDEST)
    for part in _parts(sheet, width):
        console.print(part, width=width)


def _parts(sheet: Sheet, width: int) -> "Iterator[RenderableType]":
    from rich.text import Text

    yield Text(shown(sheet.title), style="bold")
    if sheet.about:
        yield Text(shown(sheet.about), style="dim")
    yield Text("─" * width, style="dim")
    for section in sheet.sections:
        yield Text("\n" + section.title, style="bold cyan")
        for entry in section.entries:
            yield from _line(entry) if section.name in _LISTS else _entry(entry)
        if section.left_out:
            yield Text(f"  and {section.left_out} more in the deck", style="dim")


def _line(entry: Entry) -> "Iterator[RenderableType]":
    from rich.text import Text

    after = ", ".join(filter(None, [entry.label, *entry.notes]))
    text = Text(shown(entry.head))
    if after:
        text.append(f"  {shown(after)}", style="dim")
    yield _indented(text, 2)


def _entry(entry: Entry) -> "Iterator[RenderableType]":
    from rich.text import Text

    head = Text(shown(entry.head), style="bold")
    if entry.label:
        head.append(f"  {shown(entry.label)}", style="not bold dim")
    yield _indented(head, 2)
    for note in entry.notes:
        yield _indented(Text(shown(note)), 4)
    if entry.numbers:
        yield _indented(Text(" · ".join(map(shown, entry.numbers)), style="yellow"), 4)


def _indented(text: "RenderableType", columns: int) -> "RenderableType":
    from rich.padding import Padding

    return Padding(text, (0, 0, 0, columns), expand=False)
