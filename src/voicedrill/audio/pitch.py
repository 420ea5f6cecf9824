"""Fundamental frequency (F0) by normalised autocorrelation, in NumPy.

Method: Boersma 1993, "Accurate short-term analysis of the fundamental frequency and the harmonics-to-noise
ratio of a sampled sound": the autocorrelation of a Hann-windowed frame divided by that of the window; the
highest peak, with a small preference for short periods, is the period. Octave jumps are dropped with the
two-pass range of De Looze and Hirst 2008 and a running median, not repaired: only a median and a spread
are asked of the track.
"""

import numpy as np
from numpy.typing import NDArray

from voicedrill.audio.silences import runs

PITCH_RATE_HZ = 8_000
PITCH_WINDOW_S = 0.05
FLOOR_HZ = 60.0
CEILING_HZ = 400.0
#: Normalised autocorrelation from which a frame is voiced (Boersma's voicing threshold).
VOICING_THRESHOLD = 0.45
#: Preference for the shorter of two like periods, per octave (Boersma's octave cost).
OCTAVE_COST = 0.02
#: The first harmonics tell F0, what is above does not help; mains hum (50, 60 Hz) is left out below. A voice
#: under 75 Hz is still found by its harmonics.
_BAND_HZ = (75.0, 1_200.0)

_WINDOW_LENGTH = round(PITCH_WINDOW_S * PITCH_RATE_HZ)
_LONGEST_LAG = int(PITCH_RATE_HZ / FLOOR_HZ) + 1
_SHORTEST_LAG = int(PITCH_RATE_HZ / CEILING_HZ)
_FFT_LENGTH = 576  # a length with small factors, over window + longest lag
_WINDOW = np.hanning(_WINDOW_LENGTH + 1)[:-1]
_bins_hz = np.fft.rfftfreq(_FFT_LENGTH, 1 / PITCH_RATE_HZ)
_BAND = (_bins_hz >= _BAND_HZ[0]) & (_bins_hz <= _BAND_HZ[1])

#: A voiced run shorter than this is no vowel.
_SHORTEST_RUN_FRAMES = 4
_MEDIAN_FRAMES = 9
#: Farther than this from the running median (octaves) is a jump.
_JUMP_OCTAVES = 0.4


def _autocorrelation(frames: NDArray[np.float64]) -> NDArray[np.float64]:
    """Band-limited autocorrelation of each frame at lags 0 to the longest. Shape (frames, lags)."""
    power = np.abs(np.fft.rfft(frames, _FFT_LENGTH, axis=1)) ** 2
    power *= _BAND
    result: NDArray[np.float64] = np.fft.irfft(power, _FFT_LENGTH, axis=1)[:, : _LONGEST_LAG + 2]
    return result


_WINDOW_AUTOCORRELATION = np.fft.irfft(np.abs(np.fft.rfft(_WINDOW, _FFT_LENGTH)) ** 2)[: _LONGEST_LAG + 2]
_WINDOW_AUTOCORRELATION /= _WINDOW_AUTOCORRELATION[0]
_LAG_COST = OCTAVE_COST * np.log2(np.arange(_SHORTEST_LAG, _LONGEST_LAG + 1) / _SHORTEST_LAG)


def track_pitch(frames: NDArray[np.floating]) -> NDArray[np.float32]:
    """F0 of each frame in Hz, NaN where it is not voiced.

    ``frames``: shape (frames, 400), 50 ms each at 8 kHz.
    """
    windowed = (frames - frames.mean(axis=1, keepdims=True)) * _WINDOW
    correlation = _autocorrelation(windowed)
    energy = np.maximum(correlation[:, :1], 1e-12)
    correlation = correlation / energy / _WINDOW_AUTOCORRELATION
    lags = correlation[:, _SHORTEST_LAG : _LONGEST_LAG + 1]
    before = correlation[:, _SHORTEST_LAG - 1 : _LONGEST_LAG]
    after = correlation[:, _SHORTEST_LAG + 1 : _LONGEST_LAG + 2]
    is_peak = (lags > before) & (lags >= after)
    # The parabola through each peak: between two lags the samples alone are too low, and an octave is lost.
    curvature = np.where(is_peak, before - 2 * lags + after, -1.0)
    shift = 0.5 * (before - after) / curvature
    height = lags - 0.25 * (before - after) * shift
    best = np.argmax(np.where(is_peak, height - _LAG_COST, -np.inf), axis=1)
    rows = np.arange(len(frames))
    voiced = is_peak[rows, best] & (height[rows, best] > VOICING_THRESHOLD) & (energy[:, 0] > 1e-9)
    f0 = np.where(voiced, PITCH_RATE_HZ / (_SHORTEST_LAG + best + shift[rows, best]), np.nan)
    return f0.astype(np.float32)


def clean_pitch(f0_hz: NDArray[np.floating], shortest_run: int = _SHORTEST_RUN_FRAMES) -> NDArray[np.float64]:
    """The track without octave jumps and stray frames: those become NaN. Shape unchanged.

    ``shortest_run``: fewer voiced frames in a row are stray; less than usual where they are not 10 ms apart.
    """
    f0 = f0_hz.astype(np.float64)
    voiced = f0[~np.isnan(f0)]
    if not len(voiced):
        return f0
    lower, upper = np.percentile(voiced, [25, 75])
    f0[(f0 < 0.75 * lower) | (f0 > 1.5 * upper)] = np.nan
    jumps = _far_from_neighbours(f0)
    f0[jumps] = np.nan
    for first, last in runs(~np.isnan(f0)):
        if last - first < shortest_run:
            f0[first:last] = np.nan
    return f0


def pitch_summary(f0_hz: NDArray[np.floating]) -> tuple[float, float] | None:
    """Median in Hz and spread in semitones (10th to 90th percentile) of a cleaned track.

    None with less than half a second of voiced frames of 10 ms: too little to speak of a range.
    """
    voiced = f0_hz[~np.isnan(f0_hz)]
    if len(voiced) < 50:
        return None
    low, median, high = np.percentile(voiced, [10, 50, 90])
    return float(median), float(12 * np.log2(high / low))


def _far_from_neighbours(f0: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Frames far from the median of the voiced frames around them (unvoiced ones do not count)."""
    far = np.zeros(len(f0), dtype=np.bool_)
    places = np.flatnonzero(~np.isnan(f0))
    if len(places) < _MEDIAN_FRAMES:
        return far
    octaves = np.log2(f0[places])
    half = _MEDIAN_FRAMES // 2
    around = np.lib.stride_tricks.sliding_window_view(np.pad(octaves, half, mode="reflect"), _MEDIAN_FRAMES)
    far[places] = np.abs(octaves - np.median(around, axis=1)) > _JUMP_OCTAVES
    return far
