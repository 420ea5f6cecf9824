"""Paths of SVG. Pure: numbers in, short strings out; every digit is a byte of the page.

A path's x runs by one for each value, its y from 0 (top) to 100 (bottom) in whole steps; the template
stretches it.
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise


def outline(peaks: Sequence[float]) -> str:
    """The upper half of a waveform: a shape over the middle (y 50), as wide as there are peaks (0 to 1)."""
    if not peaks:
        return ""
    heights = [50 - round(50 * min(max(peak, 0.0), 1.0)) for peak in peaks]
    return f"M0 50V{heights[0]}{_steps(heights)}V50z"


def contour(values: Sequence[float | None], low: float, high: float) -> str:
    """A line through ``values``, from ``low`` (bottom) to ``high`` (top), broken where there is None.

    Its box is 50 high: a lane is no higher. A value alone between two breaks is no line and is left out.
    """
    parts: list[str] = []
    run: list[int] = []
    for x, value in enumerate([*values, None]):
        if value is not None:
            run.append(round(_height(value, low, high) / 2))
        else:
            if len(run) > 1:
                parts.append(f"M{x - len(run)} {run[0]}{_steps(run)}")
            run = []
    return "".join(parts)


def line(points: Iterable[tuple[float, float]], low: float, high: float) -> str:
    """A line through (x, value): values from ``low`` (bottom) to ``high`` (top)."""
    return "".join(
        f"{'L' if number else 'M'}{x:.1f} {_height(value, low, high)}"
        for number, (x, value) in enumerate(points)
    )


def percent(part: float, whole: float) -> str:
    """``part`` of ``whole`` in percent, 0 to 100, as short as can be: "12.5"."""
    share = min(max(100 * part / whole, 0.0), 100.0) if whole > 0 else 0.0
    return f"{share:.2f}".rstrip("0").rstrip(".")


def _height(value: float, low: float, high: float) -> int:
    share = (value - low) / (high - low) if high > low else 0.5
    return 100 - round(100 * min(max(share, 0.0), 1.0))


def _steps(heights: Sequence[int]) -> str:
    """From one height to the next, relative: "l1-8 1 5" is up by eight, then down by five."""
    steps = (after - before for before, after in pairwise(heights))
    joined = " ".join(f"1{step}" if step < 0 else f"1 {step}" for step in steps)
    return f"l{joined}" if joined else ""
