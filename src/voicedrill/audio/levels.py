"""Is the microphone fit for an answer? Two seconds of room and speech tell."""

from dataclasses import dataclass

import numpy as np

from voicedrill.audio.clips import SAMPLE_RATE_HZ, Samples, dbfs

#: The loud parts of speech below this level are too quiet to be recognised well.
TOO_QUIET_DBFS = -42.0
#: A room above this level is noisy, and so is one less than this many dB below the speech.
NOISY_DBFS = -40.0
LEAST_DISTANCE_DB = 15.0
#: Clipped: this share of the samples at full scale (1 in 1000), or this many of them side by side.
_CLIPPED_AT = 0.99
_CLIPPED_SHARE = 0.001
_CLIPPED_RUN = 4

_FRAME = round(0.05 * SAMPLE_RATE_HZ)
_SILENT_DBFS = -120.0
_LOUD_PERCENT = 95
_QUIET_PERCENT = 10


@dataclass(frozen=True)
class LevelCheck:
    """Levels in dB relative to full scale; None for digital silence.

    ``noise_dbfs``: of the quietest parts. ``sentences``: one for each problem, saying what to do.
    """

    peak_dbfs: float | None
    rms_dbfs: float | None
    noise_dbfs: float | None
    too_quiet: bool
    clipping: bool
    noisy: bool
    sentences: tuple[str, ...]

    @property
    def is_good(self) -> bool:
        """Whether an answer can be recorded like this."""
        return not self.sentences


def check_level(samples: Samples) -> LevelCheck:
    """Judge some seconds of 16 kHz sound in which somebody speaks and also rests for a moment.

    The speech's level is taken from the loudest twentieth of 50 ms frames, the noise's from the quietest
    tenth: the order in which people speak and rest does not matter.
    """
    peak = float(np.abs(samples).max(initial=0.0))
    rms_dbfs = dbfs(samples)
    if rms_dbfs is None:
        mute = "The microphone gives no sound at all. Is it muted, or is it the wrong one? See --device."
        return LevelCheck(None, None, None, too_quiet=True, clipping=False, noisy=False, sentences=(mute,))
    levels = [dbfs(samples[start : start + _FRAME]) for start in range(0, len(samples), _FRAME)]
    heard = np.array([_SILENT_DBFS if level is None else level for level in levels])
    loud, quiet = np.percentile(heard, [_LOUD_PERCENT, _QUIET_PERCENT])
    too_quiet = bool(loud < TOO_QUIET_DBFS)
    clipping = _is_clipped(samples)
    # Somebody who speaks without a rest leaves no quiet part: only a loud one is then told to be noise.
    noisy = bool(quiet > NOISY_DBFS and loud - quiet < LEAST_DISTANCE_DB) or (
        not too_quiet and loud - quiet < LEAST_DISTANCE_DB / 2
    )
    sentences = []
    if too_quiet:
        sentences.append(f"Too quiet ({loud:.0f} dB): speak up, move closer or turn the microphone up.")
    if clipping:
        sentences.append("Too loud, the sound is clipped: turn the microphone down or move away from it.")
    if noisy:
        sentences.append(f"Noise ({quiet:.0f} dB): find a quieter place, or move closer to the microphone.")
    return LevelCheck(
        peak_dbfs=20 * float(np.log10(peak)),
        rms_dbfs=rms_dbfs,
        noise_dbfs=None if quiet <= _SILENT_DBFS else float(quiet),
        too_quiet=too_quiet,
        clipping=clipping,
        noisy=noisy,
        sentences=tuple(sentences),
    )


def _is_clipped(samples: Samples) -> bool:
    full = np.abs(samples) >= _CLIPPED_AT
    if full.mean() >= _CLIPPED_SHARE:
        return True
    in_a_row = np.convolve(full, np.ones(_CLIPPED_RUN, dtype=int), "valid")
    return bool(in_a_row.max(initial=0) >= _CLIPPED_RUN)
