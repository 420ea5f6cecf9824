"""The first two formants by linear prediction (autocorrelation method), in NumPy.

Markel and Gray 1976: the poles of an all-pole model of the vocal tract, those with a narrow band, in order.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from voicedrill.audio.clips import SAMPLE_RATE_HZ, Samples
from voicedrill.recognition.filled.frames import FRAME_S

#: Formants are looked for below half of this.
_RATE_HZ = 8_000
_WINDOW_S = 0.03
_ORDER = 9
_PRE_EMPHASIS = 0.97
_LOWEST_HZ, _HIGHEST_HZ = 250.0, 3_200.0
_WIDEST_HZ = 450.0


def formants(samples: Samples, wanted: NDArray[np.bool_]) -> NDArray[np.float64]:
    """F1 and F2 in Hz for each frame of 10 ms that is ``wanted``, NaN elsewhere. Shape (frames, 2)."""
    track = np.full((len(wanted), 2), np.nan)
    places = np.flatnonzero(wanted)
    if not len(places):
        return track
    step = SAMPLE_RATE_HZ // _RATE_HZ
    halved = samples[: len(samples) // step * step].reshape(-1, step).mean(axis=1).astype(np.float64)
    sharp = np.append(halved[:1], halved[1:] - _PRE_EMPHASIS * halved[:-1])
    window, hop = round(_WINDOW_S * _RATE_HZ), round(FRAME_S * _RATE_HZ)
    padded = np.pad(sharp, ((window - hop) // 2, window))
    framed = np.lib.stride_tricks.sliding_window_view(padded, window)[::hop][places] * np.hanning(window)
    track[places] = _lowest_two(np.linalg.eigvals(_companions(_predictors(framed))))
    return track


def _predictors(frames: NDArray[np.float64]) -> NDArray[np.float64]:
    """Prediction coefficients of each frame, shape (frames, order)."""
    spectrum = np.abs(np.fft.rfft(frames, 512, axis=1)) ** 2
    correlation = np.fft.irfft(spectrum, axis=1)[:, : _ORDER + 1].astype(np.float64)
    correlation[:, 0] *= 1.0001
    correlation[:, 0] += 1e-9
    lags = np.abs(np.arange(_ORDER)[:, None] - np.arange(_ORDER)[None, :])
    solved = np.linalg.solve(correlation[:, lags], correlation[:, 1:, None])[..., 0]
    return solved.astype(np.float64)


def _companions(coefficients: NDArray[np.float64]) -> NDArray[np.float64]:
    """Matrices whose eigenvalues are the poles, shape (frames, order, order)."""
    matrices = np.zeros((len(coefficients), _ORDER, _ORDER))
    matrices[:, 0, :] = coefficients
    matrices[:, np.arange(1, _ORDER), np.arange(_ORDER - 1)] = 1.0
    return matrices


def _lowest_two(poles: NDArray[np.inexact[Any]]) -> NDArray[np.float64]:
    hertz = np.angle(poles).astype(np.float64) * _RATE_HZ / (2 * np.pi)
    width = -np.log(np.maximum(np.abs(poles), 1e-6)) * _RATE_HZ / np.pi
    good = (hertz > _LOWEST_HZ) & (hertz < _HIGHEST_HZ) & (width < _WIDEST_HZ)
    two = np.sort(np.where(good, hertz, np.inf), axis=1)[:, :2]
    return np.where(np.isfinite(two), two, np.nan)
