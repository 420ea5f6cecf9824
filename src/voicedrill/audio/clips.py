"""Sound in memory: mono float32 samples, -1 to 1, and the rate they were taken at."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

#: The one rate inside voicedrill: every file and microphone is brought to it at the rim.
SAMPLE_RATE_HZ = 16_000

#: One-dimensional, mono, -1 to 1.
Samples = NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class Clip:
    """A piece of sound. ``samples`` has shape (n,).

    Raises ValueError when the samples are not one row or the rate is not above 0.
    """

    samples: Samples
    sample_rate_hz: int = SAMPLE_RATE_HZ

    def __post_init__(self) -> None:
        if self.samples.ndim != 1:
            raise ValueError(f"a clip is mono: one row of samples, not shape {self.samples.shape}")
        if self.sample_rate_hz <= 0:
            raise ValueError(f"a sample rate is above 0 Hz, not {self.sample_rate_hz}")

    @property
    def duration_s(self) -> float:
        """Length in seconds."""
        return len(self.samples) / self.sample_rate_hz


def joined(pieces: Iterable[Samples]) -> Samples:
    """The pieces one after the other, as float32; no pieces are no samples."""
    return np.concatenate([np.zeros(0, dtype=np.float32), *pieces], dtype=np.float32)


def dbfs(samples: Samples) -> float | None:
    """Root mean square level in dB relative to full scale; None for no samples and for digital silence.

    Full scale is an amplitude of 1: a full-scale square wave is at 0 dB, a full-scale sine at -3.01 dB.
    """
    if not len(samples):
        return None
    rms = float(np.sqrt(np.mean(np.square(samples, dtype=np.float64))))
    return 20 * float(np.log10(rms)) if rms > 0 else None
