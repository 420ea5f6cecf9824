"""Past answers as a table, and what a new analysis changed, for a terminal."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from voicedrill.reports.plain import shown
from voicedrill.timing import clock

if TYPE_CHECKING:
    from rich.console import Console


@dataclass(frozen=True)
class Line:
    """One answer. ``fillers``: filled pauses a minute, the least and the most; ``part``: of a follow-up."""

    name: str
    when: datetime
    deck: str
    question: str
    part: int
    length_s: float | None
    score: float | None
    fillers: tuple[float, float] | None


def print_history(lines: Sequence[Line], console: "Console") -> None:
    """Print the answers in their order. Columns shrink with the window; the names never do."""
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("When", no_wrap=True)
    table.add_column("Deck", overflow="ellipsis", no_wrap=True, max_width=24, ratio=2)
    table.add_column("Question", overflow="ellipsis", no_wrap=True, min_width=8, ratio=3)
    for title in ("Length", "Score", "Um/min"):
        table.add_column(title, justify="right", no_wrap=True, min_width=len(title))
    table.add_column("Answer", no_wrap=True, min_width=max((len(line.name) for line in lines), default=0))
    for line in lines:
        table.add_row(
            "" if line.part else _when(line.when, lines[0].when),
            Text("" if line.part else shown(line.deck)),
            Text(f"+ follow-up {line.part}" if line.part else shown(line.question)),
            "-" if line.length_s is None else clock(line.length_s),
            "-" if line.score is None else f"{line.score:.0%}",
            _range(line.fillers),
            line.name,
        )
    console.print(table)


def _when(when: datetime, latest: datetime) -> str:
    return f"{when:%d %b %H:%M}" if when.year == latest.year else f"{when:%d %b %Y}"


def _range(fillers: tuple[float, float] | None) -> str:
    if fillers is None:
        return "-"
    low, high = (f"{value:.1f}" for value in fillers)
    return low if low == high else f"{low}-{high}"
