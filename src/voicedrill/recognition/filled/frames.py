"""What a filled pause is measured on: level, pitch and spectrum of a cut, one value every 10 ms. NumPy only.

A filled pause is a vowel that hardly moves: its F0 is flat and its spectrum stands still (Goto, Itou and
Hayamizu 1999), and its formants are those of a neutral vowel (de Jong, Pacilly and Heeren 2021).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from voicedrill.audio.clips import SAMPLE_RATE_HZ, Samples
from voicedrill.audio.pitch import PITCH_RATE_HZ, PITCH_WINDOW_S, track_pitch

FRAME_S = 0.010
_HOP = round(FRAME_S * SAMPLE_RATE_HZ)
_WINDOW = round(0.025 * SAMPLE_RATE_HZ)
_FFT = 512
_BANDS = 24
_CEPSTRA = 12
_LOWEST_HZ, _HIGHEST_HZ = 80.0, 5_500.0
#: The spectrum is compared this far apart.
_CHANGE_FRAMES = 3
#: Energy under this is nasal murmur and voicing; vowels have theirs above it too.
_MURMUR_HZ = 450.0
_VOWEL_HZ = 3_500.0

Track = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class SoundFrames:
    """A cut in frames of 10 ms; every track has the shape (frames,), ``cepstra`` (frames, 12).

    ``level``: dB of full scale. ``pitch``: semitones over 100 Hz, NaN where not voiced. ``change``: how
    far the spectrum moves within 60 ms. ``murmur``: share of the energy below 450 Hz, dB over what is above.
    """

    level: Track
    pitch: Track
    cepstra: NDArray[np.float64]
    change: Track
    murmur: Track

    @property
    def voiced(self) -> NDArray[np.bool_]:
        """Where there is a pitch."""
        return ~np.isnan(self.pitch)


def sound_frames(samples: Samples) -> SoundFrames:
    """The tracks of ``samples`` (16 kHz mono). Shorter sound than one window gives no frames."""
    if len(samples) < _WINDOW:
        none = np.zeros(0)
        return SoundFrames(none, none, np.zeros((0, _CEPSTRA)), none, none)
    count = len(samples) // _HOP
    power = _power(samples, count)
    mel = 10 * np.log10(power @ _MEL.T + 1e-10)
    cepstra = mel @ _COSINES
    murmur = 10 * np.log10((power @ _MURMUR + 1e-10) / (power @ _ABOVE + 1e-10))
    level = 10 * np.log10(power.sum(axis=1) + 1e-10)
    return SoundFrames(level, _pitch(samples, count), cepstra, _change(cepstra), murmur)


def _framed(samples: Samples, window: int, hop: int, count: int) -> NDArray[np.float32]:
    """Frames centred on the middle of each hop, the ends padded with their last sample."""
    before = (window - hop) // 2
    padded = np.pad(samples, (before, window), mode="edge")
    return np.lib.stride_tricks.sliding_window_view(padded, window)[::hop][:count]


def _power(samples: Samples, count: int) -> NDArray[np.float64]:
    frames = _framed(samples, _WINDOW, _HOP, count) * _HANN
    return (np.abs(np.fft.rfft(frames, _FFT, axis=1)) ** 2 * (2 / (_FFT * np.sum(_HANN**2)))).astype(
        np.float64
    )


def _pitch(samples: Samples, count: int) -> Track:
    step = SAMPLE_RATE_HZ // PITCH_RATE_HZ
    halved = samples[: len(samples) // step * step].reshape(-1, step).mean(axis=1)
    f0 = track_pitch(_framed(halved, round(PITCH_WINDOW_S * PITCH_RATE_HZ), _HOP // step, count))
    semitones: Track = 12 * np.log2(f0.astype(np.float64) / 100)
    return semitones


def _change(cepstra: NDArray[np.float64]) -> Track:
    reach = _CHANGE_FRAMES
    padded = np.pad(cepstra, ((reach, reach), (0, 0)), mode="edge")
    # Each side is a mean of three frames, so that noise does not count as movement.
    smooth = (padded[:-2] + padded[1:-1] + padded[2:]) / 3
    smooth = np.pad(smooth, ((1, 1), (0, 0)), mode="edge")
    moved: Track = np.linalg.norm(smooth[2 * reach :] - smooth[: -2 * reach], axis=1)
    return moved


def _mel_filters() -> NDArray[np.float64]:
    """Triangles evenly spaced in mel. Shape (bands, bins)."""
    low, high = (2595 * np.log10(1 + hz / 700) for hz in (_LOWEST_HZ, _HIGHEST_HZ))
    edges = 700 * (10 ** (np.linspace(low, high, _BANDS + 2) / 2595) - 1)
    rising = (_BINS_HZ - edges[:-2, None]) / (edges[1:-1] - edges[:-2])[:, None]
    falling = (edges[2:, None] - _BINS_HZ) / (edges[2:] - edges[1:-1])[:, None]
    filters: NDArray[np.float64] = np.maximum(0.0, np.minimum(rising, falling))
    return filters


_HANN = np.hanning(_WINDOW + 1)[:-1].astype(np.float32)
_BINS_HZ = np.fft.rfftfreq(_FFT, 1 / SAMPLE_RATE_HZ)
_MEL = _mel_filters()
#: Cosine transform without its constant: the level is no part of the shape. Shape (bands, cepstra).
_COSINES = np.sqrt(2 / _BANDS) * np.cos(
    np.pi / _BANDS * (np.arange(_BANDS)[:, None] + 0.5) * np.arange(1, _CEPSTRA + 1)[None, :]
)
_MURMUR = ((_BINS_HZ >= _LOWEST_HZ) & (_BINS_HZ < _MURMUR_HZ)).astype(np.float64)
_ABOVE = ((_BINS_HZ >= _MURMUR_HZ) & (_BINS_HZ < _VOWEL_HZ)).astype(np.float64)
