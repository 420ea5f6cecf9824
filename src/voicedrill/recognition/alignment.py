"""When each word of a cut was said.

An aligner is one call, samples and words in, times out: nothing is kept between calls, so that it can
run in a process of its own.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from voicedrill.recognition.cuts import Cut
from voicedrill.timing import TimeSpan, Word


@dataclass(frozen=True)
class PlacedFiller:
    """A filled pause (um, uh, er) that an aligner put between words, seconds from the start of the cut.

    ``in_text``: the recogniser wrote it. Otherwise the aligner chose it, rather than silence or longer words.
    """

    text: str
    span: TimeSpan
    in_text: bool


@dataclass(frozen=True)
class Alignment:
    """The words of a cut with times, seconds from the start of the cut, in order.

    Not ``trusted``: the words do not fit the sound, and the times are estimates. ``fillers``: the filled
    pauses found by an aligner that looks for them. ``phones``: how many each word has, () when not known.
    """

    words: tuple[Word, ...]
    trusted: bool
    fillers: tuple[PlacedFiller, ...] = ()
    phones: tuple[int, ...] = ()


class Aligner(Protocol):
    """Gives words their times."""

    def align(self, cut: Cut, texts: Sequence[str]) -> Alignment:
        """One `Word` for each of ``texts``, in order, with those texts."""


class ProportionalAligner:
    """Estimates: words share the speech of the cut by their length in letters. Never trusted."""

    def align(self, cut: Cut, texts: Sequence[str]) -> Alignment:
        """See `Aligner`."""
        return Alignment(proportional_times(cut, texts), trusted=False)


def proportional_times(cut: Cut, texts: Sequence[str]) -> tuple[Word, ...]:
    """``texts`` laid over the speech of ``cut``, each as long as its share of the letters.

    A word that would begin in one stretch of speech and end in the next stays in that which holds more of it.
    """
    speech = cut.speech or (TimeSpan(0.0, cut.duration_s),)
    weights = [len(text) + 1 for text in texts]
    spoken_s = sum(span.duration_s for span in speech)
    words, before = [], 0
    for text, weight in zip(texts, weights, strict=True):
        first = before / sum(weights) * spoken_s
        last = (before + weight) / sum(weights) * spoken_s
        span = _most_of_it(speech, first, last)
        words.append(Word(text, span.start, span.end))
        before += weight
    return tuple(words)


def _most_of_it(speech: Sequence[TimeSpan], first: float, last: float) -> TimeSpan:
    """The longest unbroken part of seconds ``first`` to ``last`` of the speech alone, on the cut's clock."""
    best, passed = TimeSpan(speech[-1].end, speech[-1].end), 0.0
    for span in speech:
        start = span.start + max(0.0, first - passed)
        end = min(span.end, span.start + last - passed)
        if end - start > best.duration_s:
            best = TimeSpan(start, end)
        passed += span.duration_s
    return best
