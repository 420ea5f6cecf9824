"""What the sound alone says: silences, levels, clipping and pitch, measured as the sound comes in.

Samples are float32, mono, -1 to 1, 16 kHz. Only one value per measure and 10 ms frame is kept, so an hour
costs a few megabytes. Blocks are regrouped into whole seconds first: the size in which the sound arrives
does not change the result.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from voicedrill.audio.clips import SAMPLE_RATE_HZ, Samples
from voicedrill.audio.pitch import PITCH_RATE_HZ, PITCH_WINDOW_S, clean_pitch, pitch_summary, track_pitch
from voicedrill.audio.silences import FRAME_S, FrameLevels, runs, silences, sounding_frames
from voicedrill.recording import SoundMeasures

#: Speech below this level is too quiet to measure well; see docs/metrics.md.
TOO_QUIET_DBFS = -45.0
#: A sample this close to full scale may be clipped.
FULL_SCALE = 0.999
#: Levels below this are called this: a logarithm of nothing is no use.
SILENT_DBFS = -100.0

_HOP = round(FRAME_S * SAMPLE_RATE_HZ)
_CHUNK = 100 * _HOP
#: Samples that a frame sees before and after itself: the pitch window is the longest.
_CONTEXT = round(PITCH_WINDOW_S * SAMPLE_RATE_HZ - _HOP) // 2
_LEVEL_WINDOW = 2 * _HOP
_HANN = np.hanning(_LEVEL_WINDOW + 1)[:-1]
_BANDS_HZ = ((150, 900), (900, 3_500), (3_500, 8_001), (1, 8_001))
_bins_hz = np.fft.rfftfreq(_LEVEL_WINDOW, 1 / SAMPLE_RATE_HZ)
_BANDS = [(_bins_hz >= low) & (_bins_hz < high) for low, high in _BANDS_HZ]
_FLAT_RUN = 4
_FLAT_STEP = 1e-4
_FLAT_LEVEL = 0.3


class SoundMeter:
    """Measures sound that is pushed in blocks of any size; `finish` gives the result once."""

    def __init__(self) -> None:
        self._pending: Samples = np.zeros(0, dtype=np.float32)
        self._started = False
        self._samples = 0
        self._clipped = 0
        self._levels: list[NDArray[np.float32]] = []
        self._pitch: list[NDArray[np.float32]] = []
        self._probabilities: list[float] = []

    def push(self, samples: Samples, probabilities: Sequence[float] | None = None) -> None:
        """Measure ``samples``, shape (n,), any n.

        ``probabilities``: of speech, one for every 32 ms of the sound so far that has none yet, when a
        voice activity detector runs beside; without them loud noises cannot be told from speech.
        """
        if probabilities is not None:
            self._probabilities.extend(float(value) for value in probabilities)
        if not len(samples):
            return
        if not self._started:
            # The edge is padded with the first sample, not with zeros: a step would sound like a click.
            self._pending = np.full(_CONTEXT, samples[0], dtype=np.float32)
            self._started = True
        self._samples += len(samples)
        self._pending = np.concatenate((self._pending, samples))
        while len(self._pending) >= _CHUNK + 2 * _CONTEXT:
            self._measure(self._pending[: _CHUNK + 2 * _CONTEXT])
            self._pending = self._pending[_CHUNK:]

    def finish(self) -> SoundMeasures:
        """All that was pushed, measured. An empty recording has no levels, no pitch and no silences."""
        left = len(self._pending) - _CONTEXT
        if left > 0:
            whole = -(-left // _HOP) * _HOP
            self._measure(np.pad(self._pending, (0, whole - left + _CONTEXT), mode="edge"), real=left)
            self._pending = self._pending[:0]
        duration_s = self._samples / SAMPLE_RATE_HZ
        if not self._levels:
            return SoundMeasures(duration_s, None, None, 0.0, False, ())
        low, middle, fricative, full = np.concatenate(self._levels, axis=1)
        sounding = sounding_frames(FrameLevels(low, middle, fricative), self._probabilities)
        speech_dbfs = _mean_dbfs(full[sounding])
        loudness = float(np.percentile(full, 99)) if speech_dbfs is None else speech_dbfs
        f0 = clean_pitch(np.where(sounding, np.concatenate(self._pitch), np.nan))
        pitch = pitch_summary(f0)
        return SoundMeasures(
            duration_s=duration_s,
            noise_dbfs=_noise_dbfs(full, sounding),
            speech_dbfs=speech_dbfs,
            clipped_share=self._clipped / self._samples,
            too_quiet=loudness < TOO_QUIET_DBFS,
            silences=silences(sounding, duration_s),
            pitch_median_hz=pitch[0] if pitch else None,
            pitch_spread_semitones=pitch[1] if pitch else None,
        )

    def _measure(self, samples: Samples, real: int = _CHUNK) -> None:
        """Levels, clipping and pitch of a stretch with its context on both sides.

        ``real``: how many samples of the stretch are sound, and not its last one repeated.
        """
        inside = samples[_CONTEXT : len(samples) - _CONTEXT]
        frames = len(inside) // _HOP
        around_level = samples[_CONTEXT - _HOP // 2 : len(samples) - _CONTEXT + _HOP // 2]
        self._levels.append(_frame_levels(_framed(around_level, _LEVEL_WINDOW, _HOP)[:frames]))
        known = samples if real == _CHUNK else samples[: _CONTEXT + real]
        self._clipped += int(np.count_nonzero(_clipped(known)[_CONTEXT : _CONTEXT + real]))
        step = SAMPLE_RATE_HZ // PITCH_RATE_HZ
        # The mean of neighbours is filter enough: the pitch tracker only looks at the lowest 1.2 kHz.
        halved = samples[: len(samples) // step * step].reshape(-1, step).mean(axis=1)
        window = round(PITCH_WINDOW_S * PITCH_RATE_HZ)
        self._pitch.append(track_pitch(_framed(halved, window, _HOP // step)[:frames]))


def _framed(samples: Samples, length: int, hop: int) -> NDArray[np.float32]:
    """Overlapping frames of ``samples``. Shape (frames, length)."""
    return np.lib.stride_tricks.sliding_window_view(samples, length)[::hop]


def _frame_levels(frames: NDArray[np.float32]) -> NDArray[np.float32]:
    """Levels in dBFS of the bands low, middle, fricative and of all but DC. Shape (4, frames)."""
    spectrum = np.fft.rfft((frames - frames.mean(axis=1, keepdims=True)) * _HANN, axis=1)
    power = np.abs(spectrum) ** 2 * (2 / (_LEVEL_WINDOW * np.sum(_HANN**2)))
    sums = np.stack([power[:, band].sum(axis=1) for band in _BANDS])
    levels: NDArray[np.float64] = 10 * np.log10(np.maximum(sums, 10 ** (SILENT_DBFS / 10)))
    return levels.astype(np.float32)


def _clipped(samples: Samples) -> NDArray[np.bool_]:
    """Samples in a run of three or more at full scale, or of four or more on a flat top."""
    marked = np.zeros(len(samples), dtype=np.bool_)
    size = np.abs(samples)
    for first, last in runs(size >= FULL_SCALE):
        if last - first >= 3:
            marked[first:last] = True
    flat = (np.abs(np.diff(samples)) < _FLAT_STEP) & (size[1:] > _FLAT_LEVEL)
    for first, last in runs(flat):
        if last - first >= _FLAT_RUN - 1:
            marked[first : last + 1] = True
    return marked


def _mean_dbfs(levels: NDArray[np.float32]) -> float | None:
    """Level of the mean power; None of nothing."""
    if not len(levels):
        return None
    return float(10 * np.log10(np.mean(10 ** (levels.astype(np.float64) / 10))))


def _noise_dbfs(full: NDArray[np.float32], sounding: NDArray[np.bool_]) -> float | None:
    """Median level of the frames that are silent and not next to speech; None under 0.1 s of them."""
    near = sounding.copy()
    for shift in (1, 2, 3):
        near[shift:] |= sounding[:-shift]
        near[:-shift] |= sounding[shift:]
    quiet = full[~near]
    return float(np.median(quiet)) if len(quiet) >= 10 else None
