"""Silences from the sound's own energy, frame by frame.

After de Jong and Wempe 2009 and de Jong, Pacilly and Heeren 2021 (described there for Praat): what lies
25 dB under the loudest parts is silent. Three things are added. A guard over the noise floor, so that a
noisy room does not fill the pauses. A second, lower threshold (hysteresis) by which a sounding stretch
keeps its weak edges: final consonants, and fricatives, which have their energy above 3.5 kHz. A shortest
sounding length, so that a click or a breath between two silences does not split the pause.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from voicedrill.audio.activity import FRAME_S as VAD_FRAME_S
from voicedrill.timing import TimeSpan

FRAME_S = 0.010

Levels = NDArray[np.float32]

#: Natural logarithm of the power of 1 dB.
_NEPER = np.float32(np.log(10) / 10)
#: Quantile of the levels that is taken for the noise: few answers hold less silence than this.
_NOISE_PERCENT = 8


@dataclass(frozen=True)
class SilenceThresholds:
    """Levels in dB, lengths in seconds. Sources: docs/metrics.md."""

    core_below_top_db: float = 25.0
    core_above_noise_db: float = 7.0
    edge_below_top_db: float = 38.0
    edge_above_noise_db: float = 4.5
    shortest_silence_s: float = 0.1
    shortest_sound_s: float = 0.07
    longest_edge_s: float = 0.25
    closure_s: float = 0.08
    least_speech_above_noise_db: float = 8.0
    least_level_dbfs: float = -70.0
    least_probability: float = 0.2


@dataclass(frozen=True)
class FrameLevels:
    """Levels in dBFS, one value every 10 ms, all of one shape (frames,).

    ``low``: 150 to 900 Hz, where voicing is. ``middle``: to 3500 Hz, formants. ``fricative``: above.
    """

    low: Levels
    middle: Levels
    fricative: Levels

    @property
    def voice(self) -> Levels:
        """Level of low and middle together: where vowels are."""
        both: Levels = np.logaddexp(self.low * _NEPER, self.middle * _NEPER) / _NEPER
        return both


def sounding_frames(
    levels: FrameLevels,
    probabilities: Sequence[float] = (),
    thresholds: SilenceThresholds | None = None,
) -> NDArray[np.bool_]:
    """Which frames hold speech. Shape (frames,).

    ``probabilities``: of speech, one every 32 ms from the start, when a voice activity detector ran; a
    sounding stretch in which it never believed is then no speech, however loud.
    """
    limits = thresholds or SilenceThresholds()
    voice = levels.voice
    count = len(voice)
    none = np.zeros(count, dtype=np.bool_)
    if count == 0:
        return none
    noise = float(np.percentile(voice, _NOISE_PERCENT))
    top = _top(voice, noise, limits)
    if top is None:
        return none
    core = voice > max(
        top - limits.core_below_top_db,
        min(noise + limits.core_above_noise_db, top - 10),
        limits.least_level_dbfs,
    )
    edge = none.copy()
    for band in (levels.low, levels.middle, levels.fricative):
        # Each band against its own noise: in white noise a nasal still stands out below 900 Hz.
        smooth = _smooth(band)
        floor = float(np.percentile(smooth, _NOISE_PERCENT)) + limits.edge_above_noise_db
        bound = max(top - limits.edge_below_top_db, min(floor, top - 10), limits.least_level_dbfs - 10)
        # The frame itself too, nearly: a mean over its neighbours alone would reach past the edge.
        edge |= (smooth > bound) & (band > bound - 2.5)
    believed = _believed(probabilities, count, limits.least_probability)
    return _grow(core, edge, believed, limits)


def silences(
    sounding: NDArray[np.bool_], duration_s: float, thresholds: SilenceThresholds | None = None
) -> tuple[TimeSpan, ...]:
    """Stretches without speech of 0.1 s and more, in order, the leading and the trailing one included."""
    limits = thresholds or SilenceThresholds()
    spans = (
        TimeSpan(first * FRAME_S, min(last * FRAME_S, duration_s))
        for first, last in runs(~sounding)
        if first * FRAME_S < duration_s
    )
    # The tolerance keeps a gap of exactly 0.1 s, whose edges are not exact in binary.
    return tuple(span for span in spans if span.duration_s >= limits.shortest_silence_s - 1e-9)


def runs(flags: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """(first, one past the last) of each run of true flags."""
    edges = np.flatnonzero(np.diff(np.concatenate(([0], flags.astype(np.int8), [0]))))
    return [(int(first), int(last)) for first, last in zip(edges[::2], edges[1::2], strict=True)]


def _top(voice: Levels, noise: float, limits: SilenceThresholds) -> float | None:
    """Level of the loud parts; None when nothing stands out from the noise.

    A quantile of the frames above the noise, not of all: an answer may be a short one in a long recording.
    """
    above = voice[voice > max(noise + limits.least_speech_above_noise_db, limits.least_level_dbfs)]
    # Speech rises and falls by far more than this; what does not is a hum or a hiss, however loud.
    return float(np.percentile(above, 98)) if len(above) >= 5 else None


def _smooth(levels: Levels) -> Levels:
    """Mean power over three frames (30 ms), so that noise stays close to its floor."""
    power = np.pad(np.exp(levels * _NEPER), 1, mode="edge")
    smooth: Levels = np.log((power[:-2] + power[1:-1] + power[2:]) / 3) / _NEPER
    return smooth


def _believed(probabilities: Sequence[float], count: int, least: float) -> NDArray[np.bool_]:
    """Frames in which the voice activity detector believes; all of them without a detector."""
    believed = np.ones(count, dtype=np.bool_)
    if len(probabilities):
        places = ((np.arange(count) + 0.5) * FRAME_S / VAD_FRAME_S).astype(np.int64)
        known = places < len(probabilities)
        believed[known] = np.asarray(probabilities)[places[known]] >= least
    return believed


def _closed(flags: NDArray[np.bool_], longest: int) -> NDArray[np.bool_]:
    """Gaps of at most ``longest`` frames filled: the closure of a stop is no silence ("minu-ts")."""
    closed = flags.copy()
    for first, last in runs(~flags):
        if last - first <= longest and first > 0 and last < len(flags):
            closed[first:last] = True
    return closed


def _grow(
    core: NDArray[np.bool_],
    edge: NDArray[np.bool_],
    believed: NDArray[np.bool_],
    limits: SilenceThresholds,
) -> NDArray[np.bool_]:
    """Each loud core with its weak edges; too short ones, and those no detector believes in, left out."""
    sounding = np.zeros(len(core), dtype=np.bool_)
    reach = round(limits.longest_edge_s / FRAME_S)
    for first, last in runs(_closed(core | edge, round(limits.closure_s / FRAME_S))):
        cores = np.flatnonzero(core[first:last])
        if not len(cores) or not believed[first:last].any():
            continue
        begin = max(first, first + int(cores[0]) - reach)
        end = min(last, first + int(cores[-1]) + 1 + reach)
        if (end - begin) * FRAME_S >= limits.shortest_sound_s:
            sounding[begin:end] = True
    return sounding
