"""Silent pauses inside an answer, and where they stand.

Conventions: a pause is a silence of 0.25 s or more (Goldman-Eisler 1968; de Jong and Bosker 2013) between two
things that were said, words or filled pauses; long from 1.5 s. Silences come from the sound's own energy, not
from word times; what a filled pause covers is no silence. Place: a pause at the boundary of a clause serves
the listener, one inside it is a hesitation (Goldman-Eisler 1968); told from punctuation and the words around.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from voicedrill.coverage.numbers import find_numbers
from voicedrill.delivery.words import answer_span, bare, kinds, span_of, word_set
from voicedrill.recording import SoundMeasures
from voicedrill.timing import LONG_PAUSE_S, SILENT_PAUSE_S, Pause, TimeSpan
from voicedrill.transcript import Transcript


@dataclass(frozen=True)
class PauseLengths:
    """From which length on a silence is a pause, and a long one, seconds.

    A filled pause shorter than ``shortest_filled_s`` cuts no silence: no um is that short, its time is wrong.
    """

    pause_s: float = SILENT_PAUSE_S
    long_s: float = LONG_PAUSE_S
    shortest_filled_s: float = 0.1


#: Words after which no clause ends: determiners, prepositions, conjunctions, subject pronouns, auxiliaries.
_NEVER_LAST = word_set(
    "a an the my your our their his its this these every of to from with at by for into onto and but or "
    "because if that which who whose when while than as i we he she they i'm we're they're it's i'd "
    "we'd i've we've i'll we'll am is are was were be been will would could should can may might must very"
    " really so",
)
#: Words that open a clause, in speech that carries no punctuation.
_OPENS_CLAUSE = word_set(
    "and but so because then when while if although though whereas which who after before until since "
    "however therefore also or i we he she they there",
)
#: What tells a result, beside numbers.
_RESULT_WORDS = word_set(
    "half halved double doubled triple tripled zero nothing none everyone nobody",
)


def silent_pauses(
    transcript: Transcript,
    sound: SoundMeasures | None,
    filled: Sequence[TimeSpan] = (),
    lengths: PauseLengths | None = None,
) -> tuple[Pause, ...]:
    """The pauses of an answer, in order, without overlap.

    ``filled``: spans of filled pauses, taken out. Without sound the gaps between the words' times serve;
    their edges are then as good as those times. Empty without timed words.
    """
    answer = answer_span(transcript)
    if answer is None:
        return ()
    limits = lengths or PauseLengths()
    filled = [span for span in filled if span.duration_s >= limits.shortest_filled_s]
    first = min(span.start for span in (answer, *filled))
    last = max(span.end for span in (answer, *filled))
    silences = _gaps(transcript) if sound is None else sound.silences
    inside = [span for span in silences if first < span.start and span.end < last]
    heard = _Neighbours(transcript)
    return tuple(
        Pause(span.start, span.end, span.duration_s >= limits.long_s, *heard.around(span))
        for silence in inside
        for span in _without(silence, filled)
        # The tolerance keeps 0.25 s in when it was reached by subtraction.
        if span.duration_s >= limits.pause_s - 1e-9
    )


def _gaps(transcript: Transcript) -> list[TimeSpan]:
    """Gaps between the times of neighbouring words."""
    gaps, reached = [], None
    for span in sorted(span for word in transcript.words if (span := span_of(word))):
        if reached is not None and span.start > reached:
            gaps.append(TimeSpan(reached, span.start))
        reached = span.end if reached is None else max(reached, span.end)
    return gaps


def _without(silence: TimeSpan, filled: Sequence[TimeSpan]) -> list[TimeSpan]:
    """What is left of a silence when filled pauses are cut out of it."""
    left, start = [], silence.start
    for span in sorted(filled):
        if span.end <= start or span.start >= silence.end:
            continue
        if span.start > start:
            left.append(TimeSpan(start, span.start))
        start = max(start, span.end)
    if start < silence.end:
        left.append(TimeSpan(start, silence.end))
    return left


class _Neighbours:
    """The words on both sides of a moment, filled pauses and backchannels skipped."""

    def __init__(self, transcript: Transcript) -> None:
        words = transcript.words
        # By their middles: the edges of words are less certain than those of a silence.
        self._words = sorted(
            ((span.start + span.end) / 2, index)
            for index, (word, kind) in enumerate(zip(words, kinds(words), strict=True))
            if kind == "word" and (span := span_of(word))
        )
        self._texts = [word.text for word in words]
        self._numbers = {
            index for number in find_numbers(words) for index in range(number.first, number.last + 1)
        }

    def around(self, silence: TimeSpan) -> tuple[Literal["clause", "boundary"], bool]:
        """The place of a pause, and whether a number or a result stands before it."""
        middle = (silence.start + silence.end) / 2
        place = bisect_right(self._words, (middle, len(self._texts)))
        if place == 0:
            return "boundary", False
        before = self._words[place - 1][1]
        after = self._texts[self._words[place][1]] if place < len(self._words) else ""
        tells = before in self._numbers or bare(self._texts[before]) in _RESULT_WORDS
        return _place(self._texts[before], after), tells


def _place(before: str, after: str) -> Literal["clause", "boundary"]:
    """Whether a clause may end between two words."""
    if before.rstrip("\"')”’").endswith((".", "?", "!", ";", ":", "…")):
        return "boundary"
    if bare(before) in _NEVER_LAST:
        return "clause"
    if before.endswith((",", "-", "–", "—")) or bare(after) in _OPENS_CLAUSE:
        return "boundary"
    return "clause"
