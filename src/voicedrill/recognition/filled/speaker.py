"""How this person usually sounds, learnt from what was said so far: a filled pause is told apart by it."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from voicedrill.recognition.filled.frames import SoundFrames

#: So many of the last voiced frames are remembered (10 ms each).
_MEMORY_FRAMES = 3_000
#: Voiced frames that lie farther under the loud ones are no speech to learn from (dB).
_SOFTEST_DB = 22.0


@dataclass(frozen=True, eq=False)
class Speaker:
    """Medians over voiced speech. ``level``: of the loud tenth, dB; ``pitch`` in semitones over 100 Hz;
    ``change`` of the spectrum and the mean ``cepstra`` as in `SoundFrames`; ``murmur`` in dB.
    """

    level: float
    pitch: float
    change: float
    murmur: float
    cepstra: NDArray[np.float64]


class SpeakerMemory:
    """Learns from cut after cut. The same cuts in the same order give the same speaker."""

    def __init__(self) -> None:
        self._frames: NDArray[np.float64] | None = None

    def learn(self, frames: SoundFrames) -> Speaker | None:
        """The speaker, the voiced frames of this cut included; None before any voiced sound."""
        voiced = frames.voiced
        if voiced.any():
            loud = voiced & (frames.level > np.percentile(frames.level[voiced], 90) - _SOFTEST_DB)
            columns = [
                track[loud, None] for track in (frames.level, frames.pitch, frames.change, frames.murmur)
            ]
            new = np.concatenate([*columns, frames.cepstra[loud]], axis=1)
            old = new[:0] if self._frames is None else self._frames
            self._frames = np.concatenate([old, new])[-_MEMORY_FRAMES:]
        if self._frames is None:
            return None
        known = self._frames
        _, pitch, change, murmur = (float(value) for value in np.median(known[:, :4], axis=0))
        return Speaker(
            float(np.percentile(known[:, 0], 90)), pitch, change, murmur, known[:, 4:].mean(axis=0)
        )
