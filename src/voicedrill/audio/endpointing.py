"""Deciding that the speaker has stopped, from speech probabilities. Pure: no clock, no sound.

Time is counted in frames of sound, so a played file ends alike at every speed.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from voicedrill.audio.activity import FRAME_S


@dataclass(frozen=True)
class EndpointState:
    """Where the utterance stands.

    ``heard_speech``: at any time so far. ``silence_s``: since the last speech, or since the start when none
    was heard. ``ended``: for good. ``remaining_s``: until the end if nothing more is said, None before the
    first speech.
    """

    heard_speech: bool
    silence_s: float
    ended: bool
    remaining_s: float | None


class Endpointer:
    """Finds the end of an utterance: ``end_silence_s`` without speech after speech was heard.

    A frame is speech from ``start_probability`` up and stays so until below ``stop_probability``. A first
    stretch of speech counts from ``min_speech_s``, so that a knock does not start the utterance; a later one
    from ``min_resume_s``, so that a click does not prolong it. How long to wait for the first word is left to
    the caller, who sees ``silence_s``.
    """

    def __init__(
        self,
        end_silence_s: float = 2.5,
        *,
        start_probability: float = 0.5,
        stop_probability: float = 0.35,
        min_speech_s: float = 0.22,
        min_resume_s: float = 0.09,
    ) -> None:
        if not 0 <= stop_probability <= start_probability <= 1:
            raise ValueError("probabilities must be ordered: 0 <= stop <= start <= 1")
        self._end_silence_s = end_silence_s
        self._start = start_probability
        self._stop = stop_probability
        self._min_speech_frames = max(1, round(min_speech_s / FRAME_S))
        self._min_resume_frames = max(1, round(min_resume_s / FRAME_S))
        self._extra_s = 0.0
        self._speaking = False
        self._heard_speech = False
        self._ended = False
        self._run_frames = 0
        self._silent_frames = 0

    def push(self, speech_probabilities: Sequence[float]) -> EndpointState:
        """Take the probabilities of the next frames, each 0 to 1, and say where the utterance stands."""
        for probability in speech_probabilities:
            if self._ended:
                break
            self._step(float(probability))
        return self.state

    def hold(self, extra_s: float) -> None:
        """Wait ``extra_s`` longer for more, until speech goes on: for a trailing filler, say.

        Held twice in one silence, the longer hold counts. An utterance that has just ended goes on.
        """
        if extra_s > self._extra_s:
            self._extra_s = extra_s
            self._ended = False

    @property
    def state(self) -> EndpointState:
        """Where the utterance stands."""
        silence_s = self._silent_frames * FRAME_S
        remaining_s = max(0.0, self._limit_s - silence_s) if self._heard_speech else None
        return EndpointState(self._heard_speech, silence_s, self._ended, remaining_s)

    @property
    def _limit_s(self) -> float:
        return self._end_silence_s + self._extra_s

    def _step(self, probability: float) -> None:
        self._speaking = probability >= (self._stop if self._speaking else self._start)
        self._run_frames = self._run_frames + 1 if self._speaking else 0
        needed = self._min_resume_frames if self._heard_speech else self._min_speech_frames
        if self._run_frames >= needed:
            self._heard_speech = True
            self._silent_frames = 0
            self._extra_s = 0.0
            return
        self._silent_frames += 1
        # Not in the middle of what may become a word.
        silent_long_enough = self._silent_frames * FRAME_S >= self._limit_s
        self._ended = self._heard_speech and not self._speaking and silent_long_enough
