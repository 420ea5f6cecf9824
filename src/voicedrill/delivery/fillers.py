"""Fillers: filled pauses (um, uh, er) and discourse fillers (like, you know), and how often they come.

What the recogniser leaves out is not counted as zero. The rate of filled pauses is a range: from those that
are certain, up to the most that may have been there given how many of them its witnesses find.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import comb

from voicedrill.delivery.discourse import find_discourse_fillers
from voicedrill.delivery.rate import per_minute
from voicedrill.delivery.results import Filler, RateRange
from voicedrill.delivery.words import bare, kinds
from voicedrill.timing import TimeSpan
from voicedrill.transcript import Transcript


@dataclass(frozen=True)
class WitnessRecall:
    """Share of the filled pauses spoken that each witness finds. Sources: docs/metrics.md.

    ``by_text``: engine -> share that its own text holds, None where it holds next to none. ``with_sound``:
    share found when the sound itself was asked too, the possible ones among them. ``doubt``: chance that the
    true count is above the range.
    """

    by_text: dict[str, float | None] = field(default_factory=lambda: {"moonshine": 0.5, "whisper": None})
    with_sound: float = 0.8
    doubt: float = 0.1


def find_fillers(transcript: Transcript) -> tuple[Filler, ...]:
    """All fillers in the order in which they were said; without times, in the order of the text."""
    words = transcript.words
    found: list[tuple[float, Filler]] = []
    if transcript.filled_pauses is not None:
        for pause in transcript.filled_pauses:
            filler = Filler(
                pause.text, "filled-pause", pause.start, pause.end, pause.witness, certain=pause.certain
            )
            found.append((pause.start, filler))
    else:
        for index, kind in enumerate(kinds(words)):
            if kind == "filled-pause":
                found.append((_order(transcript, index), _of_words(transcript, index, index, "filled-pause")))
    for first, last in find_discourse_fillers(words):
        found.append((_order(transcript, first), _of_words(transcript, first, last, "discourse")))
    return tuple(filler for _, filler in sorted(found, key=lambda item: item[0]))


def filled_pause_spans(fillers: Sequence[Filler]) -> tuple[TimeSpan, ...]:
    """When the certain filled pauses were said."""
    return tuple(
        TimeSpan(filler.start, max(filler.start, filler.end))
        for filler in fillers
        if filler.kind == "filled-pause" and filler.certain
        if filler.start is not None and filler.end is not None
    )


def filled_pauses_per_min(
    transcript: Transcript,
    fillers: Sequence[Filler],
    answer_s: float | None,
    recall: WitnessRecall | None = None,
) -> RateRange | None:
    """How many filled pauses a minute, from the certain ones to the most there may have been.

    None without a length, and where only the text was asked and that text is known, or may be suspected, to
    have been cleaned: Whisper's, and a text of unknown origin that holds not one.
    """
    known = recall or WitnessRecall()
    filled = [filler for filler in fillers if filler.kind == "filled-pause"]
    certain = sum(filler.certain for filler in filled)
    most = _most(len(filled), _recall(transcript, len(filled), known), known.doubt)
    low = per_minute(certain, answer_s)
    if most is None or low is None:
        return None
    return RateRange(low, per_minute(most, answer_s) or 0.0)


def discourse_fillers_per_min(fillers: Sequence[Filler], answer_s: float | None) -> float | None:
    """How many discourse fillers a minute; None without a length."""
    return per_minute(sum(filler.kind == "discourse" for filler in fillers), answer_s)


def _order(transcript: Transcript, index: int) -> float:
    start = transcript.words[index].start
    return float(index) if start is None else start


def _of_words(transcript: Transcript, first: int, last: int, kind: str) -> Filler:
    words = transcript.words[first : last + 1]
    text = " ".join(bare(word.text) for word in words)
    start, end = words[0].start, words[-1].end
    if kind == "discourse":
        return Filler(text, "discourse", start, end, "transcript", certain=True)
    return Filler(text, "filled-pause", start, end, "transcript", certain=True)


def _recall(transcript: Transcript, found: int, recall: WitnessRecall) -> float | None:
    """Share found by the witnesses that were asked; None when that cannot be said."""
    if transcript.filled_pauses is not None:
        return recall.with_sound
    engine = transcript.engine.split(":")[0]
    if engine in recall.by_text:
        return recall.by_text[engine]
    # A text of unknown origin: written word for word when it holds any, perhaps cleaned when it holds none.
    return 1.0 if found else None


def _most(found: int, recall: float | None, doubt: float) -> int | None:
    """The largest true count under which finding so few is no rarer than ``doubt``.

    The upper end of a binomial interval for the number of trials (one-sided, exact).
    """
    if recall is None or not 0 < recall <= 1:
        return None
    most = found
    while recall < 1 and _at_most(found, most + 1, recall) >= doubt:
        most += 1
    return most


def _at_most(found: int, count: int, recall: float) -> float:
    """Chance of finding ``found`` or fewer of ``count``."""
    missed = 1 - recall
    return sum(comb(count, k) * recall**k * missed ** (count - k) for k in range(found + 1))
