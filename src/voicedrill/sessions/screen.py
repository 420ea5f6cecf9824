"""The practice session on the screen: what scrolls past, and the few lines below it that change."""

import sys
from typing import TYPE_CHECKING

from voicedrill.reports.model import Report
from voicedrill.sessions import views
from voicedrill.sessions.flow_values import Rating
from voicedrill.sessions.script import Item

if TYPE_CHECKING:
    from rich.console import Console, RenderableType
    from rich.live import Live

_WIDEST = 100


class Screen:
    """Prints a session. ``as_json``: reports go to standard output as one line each, all else to the error
    stream, and nothing is redrawn.
    """

    def __init__(self, as_json: bool = False, console: "Console | None" = None) -> None:
        from rich.console import Console

        self.as_json = as_json
        # Looked up anew for every line: while a device is open, the error stream is another one.
        self.console = console or Console(stderr=as_json, highlight=False)
        self._live: Live | None = None
        self._announced: str | None = None
        self._redraws = self.console.is_terminal and not self.console.is_dumb_terminal and not as_json

    @property
    def width(self) -> int:
        """Columns that may be used."""
        return min(self.console.width, _WIDEST)

    def say(self, message: str, style: str = "") -> None:
        """A sentence that stays on the screen."""
        from rich.padding import Padding
        from rich.text import Text

        self.console.print(Padding(Text(message, style=style), (0, 0, 0, 2), expand=False), width=self.width)

    def line(self, text: str, style: str = "") -> None:
        """As `say`, but never broken: a path or a command, so that it can be copied."""
        self.console.print(f"  {text}", style=style, markup=False, soft_wrap=True)

    def put(self, renderable: "RenderableType") -> None:
        """Something of rich that stays on the screen."""
        self.console.print(renderable, width=self.width)

    def tell_keys(self, keys: views.KeyHelp) -> None:
        """The keys that mean something now; where nothing can be redrawn they are printed."""
        from rich.console import Group
        from rich.text import Text

        lines = Group(Text(), *views.key_lines(keys, self.width))
        if self._redraws:
            self.redraw(lines)
        else:
            self.put(lines)

    def ask(self, item: Item) -> None:
        """The question, printed."""
        from rich.text import Text

        self.still()
        self._announced = None
        self.console.print()
        self.console.print(Text(f"── {item.heading} ".ljust(self.width, "─"), style="dim"))
        self.console.print()
        if item.lead_in:
            self.say(item.lead_in)
        self.say(item.question.ask, "bold")
        what = "follow-up" if item.part else item.question.kind
        self.say(f"{what}, {views.band(item.question)}", "dim")
        self.console.print()

    def interject(self, sentence: str) -> None:
        """What the interviewer breaks in with."""
        self.say(sentence, "bold")

    def show(self, view: views.View) -> None:
        """Redraw what changes; where nothing can be redrawn, say it once."""
        if self._redraws:
            self.redraw(views.status(view, self.width))
            return
        announced = views.announcement(view)
        kind = type(view.state).__name__
        if announced and kind != self._announced:
            self.say(announced)
        self._announced = kind

    def redraw(self, lines: "RenderableType") -> None:
        """Draw ``lines`` below all that was printed, in the place of those before. Only on a terminal."""
        if not self._redraws:
            return
        if self._live is None:
            from rich.live import Live

            self._live = Live(
                console=self.console,
                auto_refresh=False,
                transient=True,
                redirect_stdout=False,
                redirect_stderr=False,
            )
            self._live.start()
        self._live.update(lines, refresh=True)

    def still(self) -> None:
        """Take away the lines that change, and give the cursor back."""
        if self._live is not None:
            live, self._live = self._live, None
            live.stop()

    def report(self, report: Report, rating: Rating | None = None) -> None:
        """Print the report, of a follow-up what it added, beside the ``rating`` the speaker gave."""
        self.still()
        if self.as_json:
            from voicedrill.reports.as_json import to_json

            sys.stdout.write(to_json(report) + "\n")
            sys.stdout.flush()
            return
        if report.part is None:
            from voicedrill.reports.terminal import print_report

            print_report(report, self.console)
        else:
            from voicedrill.reports.part_terminal import print_part

            print_part(report, self.console)
        self.console.print()
        if rating is not None:
            self.say(views.rated(rating, report))
