"""The transcript cut into lines and marked: where fillers, hedges, evidence and red flags stand. Pure.

A quote is found by its times; in a transcript without times by its words, each time further on than the time
before.
"""

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from voicedrill.coverage.results import Coverage
from voicedrill.delivery.results import Filler
from voicedrill.reports.model import Report
from voicedrill.reports.plain import shown
from voicedrill.timing import LONG_PAUSE_S, Word
from voicedrill.transcript import Quote

#: Times in a report are rounded to a tenth of a millisecond; words do not overlap by more than this.
_SLACK_S = 0.02
#: A line ends with its sentence once it has this many words, and anywhere when it has that many.
_FEWEST, _MOST = 5, 45
_ENDS = (".", "?", "!", "…")
_POINTS = ("point-covered", "point-partial", "point-missed")
_NAMES = {
    "filler": "filler",
    "maybe": "possible filler",
    "hedge": "hedge",
    "apology": "apology",
    "flag": "red flag",
}


@dataclass(frozen=True)
class Mark:
    """What stands at a word. ``kind`` is a class of the page's styles; ``number`` that of a point or flag."""

    kind: str
    number: int = 0


@dataclass(frozen=True)
class Run:
    """Words that follow each other under the same marks.

    ``ending``: the numbers of the points whose evidence ends here; ``flags``: a red flag begins here.
    """

    words: tuple[Word, ...]
    marks: tuple[Mark, ...] = ()
    ending: tuple[int, ...] = ()
    flags: bool = False

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of its marks, each once."""
        return tuple(dict.fromkeys(mark.kind for mark in self.marks))

    @property
    def names(self) -> tuple[str, ...]:
        """What a reader who sees no marks is told of it."""
        return tuple(_NAMES[kind] for kind in self.kinds if kind in _NAMES and (kind != "flag" or self.flags))

    @property
    def text(self) -> str:
        """Its words, a blank between each two and none inside one: by that the script tells them apart."""
        return " ".join(shown(word.text).replace(" ", "\u00a0") or "\ufffd" for word in self.words)


@dataclass(frozen=True)
class Aside:
    """What the words do not hold: a filled pause that only the sound tells, or a long pause."""

    kind: str
    text: str
    start: float
    end: float


@dataclass(frozen=True)
class Line:
    """About a sentence. ``beat``: the beat that begins in it, with its number from 1.

    ``times``: for each of its words the time since the end of the one before it (of the first: since the
    start of the recording) and its own length, in hundredths of a second; empty without times.
    """

    start: float | None
    parts: tuple[Run | Aside, ...]
    beat: str = ""
    beat_number: int = 0
    times: str = ""


@dataclass
class _Places:
    """The marks of each word, as they are collected."""

    finder: "Finder"
    at: defaultdict[int, list[Mark]] = field(default_factory=lambda: defaultdict(list))

    def put(self, quote: Quote | None, mark: Mark) -> None:
        found = self.finder.find(quote) if quote else None
        for place in range(*found) if found else ():
            self.at[place].append(mark)


class Finder:
    """Finds quotes among the words of a transcript."""

    def __init__(self, words: Sequence[Word]) -> None:
        self.words = words
        self.starts = [word.start for word in words if word.start is not None]
        self.timed = bool(words) and len(self.starts) == len(words)
        self._text = " ".join(word.text for word in words)
        self._offsets = [0]
        for word in words:
            self._offsets.append(self._offsets[-1] + len(word.text) + 1)
        self._from: dict[str, int] = {}

    def find(self, quote: Quote) -> tuple[int, int] | None:
        """The words of ``quote``: its first, and one past its last. None when it does not stand there."""
        if self.timed and quote.start is not None and quote.end is not None:
            return self.between(quote.start, quote.end)
        at = self._text.find(quote.quote, self._from.get(quote.quote, 0)) if quote.quote else -1
        if at < 0:
            return None
        end = at + len(quote.quote)
        self._from[quote.quote] = end
        return bisect_right(self._offsets, at) - 1, bisect_left(self._offsets, end)

    def between(self, start: float, end: float) -> tuple[int, int] | None:
        """The words that begin in this time; None when there are none."""
        first = bisect_left(self.starts, start - _SLACK_S)
        last = max(first, bisect_left(self.starts, max(end - _SLACK_S, start + _SLACK_S)))
        return (first, last) if last > first else None


def lines(report: Report) -> tuple[Line, ...]:
    """The whole transcript, line by line, nothing of it left out."""
    finder = Finder(report.transcript.words)
    marks, unheard = _marks(report, finder)
    beats = _beats(report.coverage, finder)
    asides = sorted((*unheard, *_long_pauses(report)), key=lambda aside: aside.start)
    made: list[Line] = []
    beat_before = 0
    for first, last in _sentences(report.transcript.words):
        end = finder.starts[last] if finder.timed and last < len(finder.words) else float("inf")
        here: list[Aside] = []
        while asides and asides[0].start < end:
            here.append(asides.pop(0))
        told = Counter(beats[place] for place in range(first, last) if place in beats).most_common(1)
        name, number = told[0][0] if told else ("", 0)
        begins = number not in (0, beat_before)
        beat_before = number or beat_before
        made.append(
            Line(
                start=finder.words[first].start,
                parts=tuple(_parts(finder.words, first, last, marks, here)),
                beat=name if begins else "",
                beat_number=number,
                times=_times(finder.words[first:last]) if finder.timed else "",
            )
        )
    if asides and not made:  # nothing but filled pauses was heard
        made.append(Line(asides[0].start, tuple(asides)))
    return tuple(made)


def _marks(report: Report, finder: Finder) -> tuple[dict[int, tuple[Mark, ...]], list[Aside]]:
    places = _Places(finder)
    for number, point in enumerate(report.coverage.points, 1):
        places.put(point.evidence, Mark(f"point-{point.status}", number))
    flags = [flag for flag in report.coverage.red_flags if flag.present]
    for number, flag in enumerate(flags, 1):
        places.put(flag.evidence, Mark("flag", number))
    for hedge in report.delivery.wording.hedges:
        places.put(hedge, Mark("hedge"))
    for apology in report.delivery.wording.apologies:
        places.put(apology, Mark("apology"))
    unheard: list[Aside] = []
    for filler in report.delivery.fillers:
        if filler.start is None or filler.end is None:
            continue
        found = finder.between(filler.start, filler.end) if finder.timed else None
        if found and _is_said(filler, finder.words[found[0]]):
            for place in range(*found):
                places.at[place].append(Mark("filler" if filler.certain else "maybe"))
        else:
            text = filler.text if filler.certain else f"{filler.text}?"
            unheard.append(Aside("filler" if filler.certain else "maybe", text, filler.start, filler.end))
    return {place: tuple(found) for place, found in places.at.items()}, unheard


def _is_said(filler: Filler, word: Word) -> bool:
    """Whether the transcript holds the filler: one that only the sound tells may lie within another word."""
    return filler.witness != "acoustic" or word.text.strip(".,?!…").lower() == filler.text.lower()


def _long_pauses(report: Report) -> Iterator[Aside]:
    for pause in report.delivery.pauses:
        if pause.long and pause.duration_s >= LONG_PAUSE_S:
            yield Aside("pause", f"{pause.duration_s:.1f} s", pause.start, pause.end)


def _beats(coverage: Coverage, finder: Finder) -> dict[int, tuple[str, int]]:
    found = {}
    for number, beat in enumerate(coverage.beats, 1):
        for span in beat.spans:
            for place in range(*(finder.find(span) or (0, 0))):
                found[place] = (beat.beat, number)
    return found


def _times(words: Sequence[Word]) -> str:
    numbers: list[int] = []
    end_before = 0
    for word in words:
        assert word.start is not None
        assert word.end is not None
        start, end = round(100 * word.start), round(100 * word.end)
        numbers += (start - end_before, end - start)
        end_before = end
    return " ".join(map(str, numbers))


def _sentences(words: Sequence[Word]) -> Iterator[tuple[int, int]]:
    first = 0
    for place, word in enumerate(words):
        count = place + 1 - first
        is_end = word.text.rstrip("\"'”’)").endswith(_ENDS)
        if (is_end and count >= _FEWEST) or count >= _MOST:
            yield first, place + 1
            first = place + 1
    if first < len(words):
        yield first, len(words)


def _parts(
    words: Sequence[Word], first: int, last: int, marks: dict[int, tuple[Mark, ...]], asides: list[Aside]
) -> Iterator[Run | Aside]:
    """The runs of a line, its asides where their times put them."""
    waiting = list(asides)
    for run in _runs(words, first, last, marks, [aside.start for aside in asides]):
        start = run.words[0].start
        while waiting and start is not None and waiting[0].start <= start:
            yield waiting.pop(0)
        yield run
    yield from waiting


def _runs(
    words: Sequence[Word],
    first: int,
    last: int,
    marks: dict[int, tuple[Mark, ...]],
    cuts: Sequence[float],
) -> Iterator[Run]:
    """Words under the same marks, cut where an aside comes in."""

    def key(place: int) -> tuple[int, tuple[Mark, ...]]:
        start = words[place].start
        return (bisect_right(cuts, start) if start is not None else 0, marks.get(place, ()))

    for (_, here), group in groupby(range(first, last), key):
        places = list(group)
        before, after = marks.get(places[0] - 1, ()), marks.get(places[-1] + 1, ())
        yield Run(
            words=tuple(words[place] for place in places),
            marks=here,
            ending=tuple(mark.number for mark in here if mark.kind in _POINTS and mark not in after),
            flags=any(mark.kind == "flag" and mark not in before for mark in here),
        )
