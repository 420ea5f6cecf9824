"""Pace through the answer: speech rate in windows that slide over it.

Every window has the same length, the last one ends with the last word, and a word belongs to the windows
that hold its middle. A window without words is left out: silence is the business of the pauses.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from voicedrill.delivery.results import PaceWindow
from voicedrill.delivery.words import span_of, spoken_words
from voicedrill.timing import Word


@dataclass(frozen=True)
class PaceWindows:
    """Length of a window and how far each lies from the one before, seconds."""

    length_s: float = 15.0
    step_s: float = 5.0
    shortest_s: float = 5.0


def evaluate(words: Sequence[Word], windows: PaceWindows | None = None) -> tuple[PaceWindow, ...]:
    """Speech rate in each window, in order.

    An answer shorter than a window is one window; one under five seconds, or without times, has none.
    """
    sizes = windows or PaceWindows()
    spans = [span for word in spoken_words(words) if (span := span_of(word))]
    if not spans:
        return ()
    first, last = min(span.start for span in spans), max(span.end for span in spans)
    if last - first < sizes.shortest_s:
        return ()
    middles = sorted((span.start + span.end) / 2 for span in spans)
    length = min(sizes.length_s, last - first)
    found = []
    for start in _starts(first, last - length, sizes.step_s):
        count = bisect_left(middles, start + length) - bisect_left(middles, start)
        if count:
            found.append(PaceWindow(start, start + length, count * 60 / length))
    return tuple(found)


def _starts(first: float, last: float, step: float) -> list[float]:
    """Starts from ``first`` on, ``step`` apart; the last one is ``last`` itself."""
    starts = [first]
    while starts[-1] + step < last:
        starts.append(starts[-1] + step)
    return starts if last <= first else [*starts, last]
