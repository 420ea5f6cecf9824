"""Lines for a terminal of any width: headings, rows and items whose later lines stand under their first.

Much cheaper than rich's tables, for what must be there in a moment.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

#: The widest line that is still pleasant to read, and the narrowest that text is wrapped to.
WIDEST = 100
_NARROWEST = 8


class Page:
    """Prints to ``console``, as wide as that is, at most `WIDEST` columns."""

    def __init__(self, console: "Console") -> None:
        self.width = min(console.width, WIDEST)
        self._console = console

    def line(self, text: "Text") -> None:
        """Print ``text`` as it is."""
        self._console.print(text, soft_wrap=True)

    def rule(self) -> None:
        """Print a line across."""
        self.line(styled("─" * self.width, "dim"))

    def heading(self, title: str, note: str = "") -> None:
        """An empty line, and a title with what is to be said of the part below."""
        self.line(styled(""))
        heading = styled(title, "bold")
        if note:
            heading.append("   " + note, "not bold dim")
        self.item("", heading)

    def item(self, lead: "str | Text", text: "str | Text", style: str = "") -> None:
        """``text`` behind ``lead``."""
        lead = styled(lead) if isinstance(lead, str) else lead
        text = styled(text, style) if isinstance(text, str) else text
        wrapped = text.wrap(self._console, max(self.width - lead.cell_len, _NARROWEST))
        for number, line in enumerate(wrapped):
            line.rstrip()
            self.line((lead if number == 0 else styled(" " * lead.cell_len)) + line)


def styled(text: str, style: str = "") -> "Text":
    """Text in one style."""
    from rich.text import Text

    return Text(text, style=style)
