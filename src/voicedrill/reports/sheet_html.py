"""A cheat sheet as one page of HTML: self-contained, without a script or anything from a network.

The text of a deck is never markup: Jinja2 escapes all of it, and `plain.shown` takes out what cannot be seen.
"""

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from voicedrill.decks.sheet import Entry, Sheet
from voicedrill.reports.plain import shown

if TYPE_CHECKING:
    from jinja2 import Template


def sheet_html(sheet: Sheet) -> str:
    """The whole page, printable on A4 and letter."""
    sections = tuple(
        replace(section, entries=tuple(map(_plain, section.entries))) for section in sheet.sections
    )
    safe = replace(sheet, title=shown(sheet.title), about=shown(sheet.about), sections=sections)
    return _template().render(sheet=safe)


def _plain(entry: Entry) -> Entry:
    return Entry(
        shown(entry.head),
        tuple(map(shown, entry.notes)),
        tuple(map(shown, entry.numbers)),
        shown(entry.label),
    )


@cache
def _template() -> "Template":
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("voicedrill", "reports"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("sheet.html.j2")
