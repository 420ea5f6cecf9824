"""Made sound: trimming, stretching, fades, hums, breath, room noise. Samples are float32, -1..1."""

import numpy as np
from numpy.typing import NDArray

Samples = NDArray[np.float32]

#: A frame belongs to the sound when its level is within this of the loudest frame (dB).
TRIM_DB = 38.0
_FRAME_S = 0.004
#: Ends of pieces are faded over this long, so that a cut makes no click (seconds).
_FADE_S = 0.003


def frame_levels(samples: Samples, rate_hz: int, frame_s: float) -> NDArray[np.float64]:
    """Level of each whole frame, dB of full scale (-120 for digital silence)."""
    size = max(1, round(frame_s * rate_hz))
    frames = samples[: len(samples) // size * size].reshape(-1, size).astype(np.float64)
    levels: NDArray[np.float64] = 10 * np.log10(np.maximum(np.mean(frames**2, axis=1), 1e-12))
    return levels


def sounding_range(samples: Samples, rate_hz: int) -> tuple[int, int]:
    """First and one past the last sample of the sound between its leading and trailing silence."""
    levels = frame_levels(samples, rate_hz, _FRAME_S)
    loud = np.flatnonzero(levels > levels.max() - TRIM_DB)
    size = max(1, round(_FRAME_S * rate_hz))
    return int(loud[0]) * size, min(len(samples), (int(loud[-1]) + 1) * size)


def opening(samples: Samples, rate_hz: int, first: int, last: int) -> int:
    """Where a nasal between the samples ``first`` and ``last`` opens into the vowel after it.

    There the sound from 500 to 2500 Hz, which the closed mouth damps, has come back half the way (dB).
    """
    size, step = round(0.016 * rate_hz), round(0.002 * rate_hz)
    centres = np.arange(first, last + step, step)
    bins = np.fft.rfftfreq(size, 1 / rate_hz)
    band = (bins >= 500) & (bins <= 2500)
    padded = np.pad(samples, size)
    levels = np.array(
        [
            10 * np.log10(np.sum(np.abs(np.fft.rfft(part * np.hanning(size)))[band] ** 2) + 1e-9)
            for part in (padded[centre + size // 2 :][:size] for centre in centres)
        ]
    )
    closed = int(np.argmin(levels))
    halfway = (levels[closed] + levels[closed:].max()) / 2
    return int(centres[closed + int(np.argmax(levels[closed:] >= halfway))])


def fade(samples: Samples, rate_hz: int, seconds: float = _FADE_S) -> Samples:
    """Both ends faded by a half cosine."""
    count = min(len(samples) // 2, round(seconds * rate_hz))
    ramp = (0.5 - 0.5 * np.cos(np.pi * (np.arange(count) + 0.5) / max(1, count))).astype(np.float32)
    faded = samples.copy()
    faded[:count] *= ramp
    faded[len(faded) - count :] *= ramp[::-1]
    return faded


def stretch(samples: Samples, length: int, rate_hz: int) -> Samples:
    """The sound made exactly ``length`` samples long, pitch kept.

    Overlap-add of 40 ms frames, each shifted to where it fits best what was written before (WSOLA;
    Verhelst and Roelands 1993).
    """
    frame = round(0.04 * rate_hz) // 2 * 2
    hop, reach = frame // 2, round(0.01 * rate_hz)
    if len(samples) < frame + 2 * reach or length < frame:
        positions = np.linspace(0, len(samples) - 1, length)
        return np.interp(positions, np.arange(len(samples)), samples).astype(np.float32)
    window = np.hanning(frame + 1)[:-1]
    out = np.zeros(length + 2 * frame)
    weight = np.zeros_like(out)
    source = samples.astype(np.float64)
    last_start = len(source) - frame
    previous = 0
    for at in range(0, length, hop):
        ideal = round(at / max(1, length - frame) * last_start)
        low, high = max(0, min(ideal, last_start) - reach), min(last_start, ideal + reach)
        start = min(max(ideal, 0), last_start)
        if at > 0 and high > low:
            natural = source[min(previous + hop, last_start) :][:frame]
            scores = np.correlate(source[low : high + len(natural)], natural, mode="valid")
            start = low + int(np.argmax(scores[: high - low + 1]))
        out[at : at + frame] += window * source[start : start + frame]
        weight[at : at + frame] += window
        previous = start
    return (out / np.maximum(weight, 1e-3))[:length].astype(np.float32)


def hum(length: int, rate_hz: int, pitch_hz: float) -> Samples:
    """A hummed note: a steady pitch with a slow vibrato and few harmonics, mouth closed."""
    time = np.arange(length) / rate_hz
    phase = 2 * np.pi * pitch_hz * time - (0.35 * pitch_hz / 5.5) * np.cos(2 * np.pi * 5.5 * time) * 0.08
    tone = sum(np.sin(k * phase) / k**2.2 for k in range(1, 7))
    return fade((0.12 * np.asarray(tone)).astype(np.float32), rate_hz, 0.04)


def breath(length: int, random: np.random.Generator) -> Samples:
    """An audible breath: noise that swells and sinks, without pitch."""
    noise = random.standard_normal(length)
    smooth = np.convolve(noise, np.hanning(9) / np.hanning(9).sum(), mode="same")
    shape = np.sin(np.pi * (np.arange(length) + 0.5) / length) ** 0.7
    sound: Samples = (0.02 * smooth * shape).astype(np.float32)
    return sound


def room_noise(length: int, rate_hz: int, level_dbfs: float, random: np.random.Generator) -> Samples:
    """Low rumble with a faint hiss: most of a quiet room's energy lies below 200 Hz."""
    white = random.standard_normal(length)
    size = round(0.005 * rate_hz)
    low = np.convolve(white, np.hanning(size) / np.hanning(size).sum(), mode="same")
    noise = low / np.std(low) + 0.1 * random.standard_normal(length)
    scaled: Samples = (noise / np.std(noise) * 10 ** (level_dbfs / 20)).astype(np.float32)
    return scaled
