"""Small plots made of characters. Pure: numbers in, a string of exactly the asked width out."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

_LEVELS = "▁▂▃▄▅▆▇█"


def sparkline(values: Sequence[float], low: float, high: float) -> str:
    """One block a value, its height between ``low`` and ``high``; values outside are clipped."""
    span = max(high - low, 1e-9)
    steps = (round((value - low) / span * (len(_LEVELS) - 1)) for value in values)
    return "".join(_LEVELS[min(max(step, 0), len(_LEVELS) - 1)] for step in steps)


def timeline(
    marks: Iterable[tuple[float, float, str]], start: float, end: float, width: int, empty: str = "─"
) -> str:
    """A line of ``width`` characters from ``start`` to ``end`` seconds.

    Each mark (from, to, character) fills the cells it touches, at least one; later marks win.
    """
    cells = [empty] * width
    span = max(end - start, 1e-9)
    for mark_start, mark_end, character in marks:
        first = int((mark_start - start) / span * width)
        last = int((mark_end - start) / span * width - 1e-9)
        for cell in range(max(first, 0), min(max(last, first), width - 1) + 1):
            cells[cell] = character
    return "".join(cells)


def shares(parts: Sequence[float], width: int) -> list[int]:
    """Cells for each part of a whole so that they add up to at most ``width``; a part above 0 gets one."""
    total = sum(parts)
    if total <= 0:
        return [0] * len(parts)
    cells = [max(1, round(part / total * width)) if part > 0 else 0 for part in parts]
    while sum(cells) > width and max(cells) > 1:
        cells[cells.index(max(cells))] -= 1
    return cells


def columns(values: Sequence[float], low: float, high: float, height: int) -> list[str]:
    """A column a value over ``height`` lines, the highest line first; what lies outside is clipped."""
    span = max(high - low, 1e-9)
    steps = len(_LEVELS)
    eighths = [min(max(round((value - low) / span * height * steps), 1), height * steps) for value in values]
    return ["".join(_cell(eighth - line * steps) for eighth in eighths) for line in range(height - 1, -1, -1)]


def squeezed(values: Sequence[float], most: int) -> list[float]:
    """At most ``most`` values: means of neighbours, so that a long series fits a narrow plot."""
    if most < 1:
        return []
    count = min(len(values), most)
    edges = [len(values) * part // count for part in range(count + 1)] if count else []
    parts = (values[start:end] for start, end in pairwise(edges))
    return [sum(part) / len(part) for part in parts]


def _cell(eighths: int) -> str:
    return " " if eighths <= 0 else _LEVELS[min(eighths, len(_LEVELS)) - 1]
