"""A recorded answer: the file on disk, and what its sound tells before anyone reads words from it."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from voicedrill.timing import TimeSpan

EndedBy = Literal["silence", "key", "limit", "end-of-file", "device-lost"]


@dataclass(frozen=True)
class Recording:
    """Sound on disk (16 kHz, mono, 16 bit) and how its capture went.

    ``lost_s``: how much less sound than wall-clock time was captured; over 0.1 s is worth a warning.
    ``decided_at_s``: monotonic clock reading at which the end was decided, None for a file.
    """

    path: Path
    duration_s: float
    ended_by: EndedBy
    lost_s: float = 0.0
    decided_at_s: float | None = None


@dataclass(frozen=True)
class SoundMeasures:
    """What the sound alone says. Times in seconds, levels in dB relative to full scale.

    ``silences``: stretches without speech of 0.1 s and more, in order, edges from the sound's own energy
    (leading and trailing ones included). ``noise_dbfs``: level of the quiet parts, None when there are none.
    """

    duration_s: float
    noise_dbfs: float | None
    speech_dbfs: float | None
    clipped_share: float
    too_quiet: bool
    silences: tuple[TimeSpan, ...]
    pitch_median_hz: float | None = None
    pitch_spread_semitones: float | None = None
