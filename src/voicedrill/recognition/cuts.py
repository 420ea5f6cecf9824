"""Sound cut at pauses into pieces that a recogniser hears whole.

A cut ends as soon as it is known to end, so recognition can run while the person speaks; and it ends at the
same sample however the sound arrived, so a streamed and a filed answer read the same.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from voicedrill.audio.activity import FRAME_S, FRAME_SAMPLES
from voicedrill.audio.clips import SAMPLE_RATE_HZ, Samples
from voicedrill.audio.silences import runs
from voicedrill.timing import TimeSpan


@dataclass(frozen=True)
class CutRules:
    """Where to cut. Seconds, except ``speech_probability``.

    A cut that is ``full_s`` long ends at the next pause of ``pause_s``; one that reaches ``longest_s``
    ends at its best place after ``earliest_s``. A pause of ``long_pause_s`` always ends it. ``margin_s`` of
    sound is kept before and after the speech; a cut with less than ``least_speech_s`` of it is dropped.
    Longer cuts would make fewer words wrong, but lose more of the filled pauses: docs/recognition.md.
    """

    full_s: float = 5.0
    longest_s: float = 12.0
    earliest_s: float = 4.0
    pause_s: float = 0.5
    long_pause_s: float = 1.2
    margin_s: float = 0.3
    least_speech_s: float = 0.2
    speech_probability: float = 0.4


@dataclass(frozen=True, eq=False)
class Cut:
    """One piece: ``samples`` (16 kHz mono, shape (n,)) from ``start_s`` of the recording.

    ``speech``: where in the cut somebody speaks, seconds from the start of the cut, in order.
    """

    start_s: float
    samples: Samples
    speech: tuple[TimeSpan, ...]

    @property
    def duration_s(self) -> float:
        """Length in seconds."""
        return len(self.samples) / SAMPLE_RATE_HZ


class Cutter:
    """Takes samples and their speech probabilities as they come; gives cuts as they are finished."""

    def __init__(self, rules: CutRules | None = None) -> None:
        self._rules = rules or CutRules()
        self._samples: Samples = np.zeros(0, np.float32)  # from frame self._first on
        self._probabilities: list[float] = []  # of the same frames
        self._first = 0  # the frame, counted from the start of the recording, that both begin with
        self._decided = 0  # frames of self._probabilities that were looked at
        self._silent = 0  # frames without speech before self._decided
        self._begun = False  # there was speech since the last cut

    def push(self, samples: Samples, probabilities: NDArray[np.float32] | Sequence[float]) -> list[Cut]:
        """The cuts that became known. ``probabilities``: one for each frame that ``samples`` completed."""
        self._samples = np.concatenate([self._samples, samples])
        self._probabilities.extend(float(probability) for probability in probabilities)
        cuts: list[Cut] = []
        while self._decided < len(self._probabilities):
            cuts.extend(self._step())
        if not self._begun:
            self._forget(self._decided - _frames(self._rules.margin_s))
        return cuts

    @property
    def silence_s(self) -> float:
        """How long nobody has spoken since the last speech that is in no cut yet; 0 when all is cut."""
        return self._silent * FRAME_S if self._begun else 0.0

    def tail(self) -> Cut | None:
        """The next cut if nothing more were said, from ``margin_s`` of silence on; None when all is cut."""
        if not self._begun or self._silent < _frames(self._rules.margin_s):
            return None
        return self._piece(self._decided)

    def finish(self) -> list[Cut]:
        """The last cut, if there is speech in it. Samples of an incomplete last frame belong to it."""
        return self._cut(len(self._probabilities), last=True) if self._begun else []

    def _step(self) -> list[Cut]:
        rules = self._rules
        speech = self._probabilities[self._decided] >= rules.speech_probability
        self._decided += 1
        self._silent = 0 if speech else self._silent + 1
        if not self._begun:
            if speech:
                self._begun = True
                self._forget(self._decided - 1 - _frames(rules.margin_s))
            return []
        length = self._decided
        if self._silent >= _frames(rules.long_pause_s) or (
            self._silent >= _frames(rules.pause_s) and length - self._silent >= _frames(rules.full_s)
        ):
            return self._cut(length)
        if length >= _frames(rules.longest_s):
            return self._cut(self._best_place())
        return []

    def _best_place(self) -> int:
        """The middle of the longest pause after ``earliest_s``; without one, the least speech-like frame."""
        rules = self._rules
        earliest, latest = _frames(rules.earliest_s), self._decided
        probabilities = np.array(self._probabilities[:latest])
        pauses = [
            (first, end)
            for first, end in runs(probabilities < rules.speech_probability)
            if end > earliest and first < latest
        ]
        if pauses:
            first, end = max(pauses, key=lambda pause: (pause[1] - pause[0], pause[0]))
            return (max(first, earliest) + end + 1) // 2
        smooth = np.convolve(probabilities, np.ones(3) / 3, mode="same")
        return earliest + int(np.argmin(smooth[earliest : latest - 1]))

    def _cut(self, end: int, *, last: bool = False) -> list[Cut]:
        """The cut up to frame ``end`` (counted from self._first); what follows stays."""
        cut = self._piece(end, last=last)
        kept_from = (
            max(0, end - min(self._silent, _frames(self._rules.margin_s))) if end == self._decided else end
        )
        self._forget(kept_from)
        self._begun = False
        self._decided = self._silent = 0  # what is left is looked at anew
        return [] if cut is None else [cut]

    def _piece(self, end: int, *, last: bool = False) -> Cut | None:
        rules = self._rules
        probabilities = np.array(self._probabilities[:end])
        stretches = runs(probabilities >= rules.speech_probability)
        if sum(after - first for first, after in stretches) * FRAME_S < rules.least_speech_s:
            return None
        margin = _frames(rules.margin_s)
        first = max(0, stretches[0][0] - margin)
        after = min(end, stretches[-1][1] + margin)
        to_the_end = last and after == end
        samples = self._samples[first * FRAME_SAMPLES : None if to_the_end else after * FRAME_SAMPLES]
        speech = tuple(TimeSpan((a - first) * FRAME_S, (b - first) * FRAME_S) for a, b in stretches)
        return Cut((self._first + first) * FRAME_S, samples.copy(), speech)

    def _forget(self, frames: int) -> None:
        if frames > 0:
            self._samples = self._samples[frames * FRAME_SAMPLES :]
            del self._probabilities[:frames]
            self._first += frames
            self._decided -= min(frames, self._decided)


def _frames(seconds: float) -> int:
    return round(seconds / FRAME_S)
