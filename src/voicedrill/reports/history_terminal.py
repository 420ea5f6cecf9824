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
    """Print the answers in their order. In a narrow window columns are left out, and decks and questions
    shortened; the names of the answers, which other commands take, never are.
    """
    from rich.table import Table
    from rich.text import Text

    width = console.width
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    columns = (
        ("When", 12, False, width >= 54),
        ("Deck", 8, False, width >= 70),
        ("Question", 10, False, True),
        ("Length", 6, True, width >= 50),
        ("Score", 5, True, width >= 60),
        ("Um/min", 6, True, width >= 90),
        ("Answer", max((len(line.name) for line in lines), default=0), False, True),
    )
    gives_way = ("Deck", "Question")  # to rich, columns that may be wrapped; their cells are not
    for title, least, is_number, is_shown in columns:
        if is_shown:
            table.add_column(
                title,
                min_width=least,
                max_width=32,
                justify="right" if is_number else "left",
                no_wrap=title not in gives_way,
                overflow="ellipsis",
            )
    for line in lines:
        cells = (
            "" if line.part else _when(line.when, lines[0].when),
            "" if line.part else shown(line.deck),
            f"+ follow-up {line.part}" if line.part else shown(line.question),
            "-" if line.length_s is None else clock(line.length_s),
            "-" if line.score is None else f"{line.score:.0%}",
            _range(line.fillers),
            line.name,
        )
        table.add_row(
            *(Text(cell, no_wrap=True) for cell, column in zip(cells, columns, strict=True) if column[3])
        )
    console.print(table)


def _when(when: datetime, latest: datetime) -> str:
    return f"{when:%d %b %H:%M}" if when.year == latest.year else f"{when:%d %b %Y}"


def _range(fillers: tuple[float, float] | None) -> str:
    if fillers is None:
        return "-"
    low, high = (f"{value:.1f}" for value in fillers)
    return low if low == high else f"{low}-{high}"
