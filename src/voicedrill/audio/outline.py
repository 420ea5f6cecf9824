"""What is drawn of a recording: its peaks, and the contour of its pitch."""

import wave
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from voicedrill.audio.clips import SAMPLE_RATE_HZ, Samples
from voicedrill.audio.files import read_clip
from voicedrill.audio.pitch import PITCH_RATE_HZ, PITCH_WINDOW_S, clean_pitch, track_pitch
from voicedrill.timing import TimeSpan

#: Points of the contour lie so far apart: a syllable lasts about 0.2 s. It is tracked more closely than that,
#: so that short stretches of voice are told from stray frames.
PITCH_STEP_S = 0.08
_STEPS_TRACKED = 2
#: Frames this much below the loud ones are not looked at: there is no voice in them.
_UNDER_LOUD_DB = 30.0


def peaks(samples: Samples, count: int) -> NDArray[np.float32]:
    """The loudest sample of each of ``count`` equal parts, the loudest part being 1. Shape (count,).

    Fewer parts where there are fewer samples; all 0 for digital silence.
    """
    count = min(count, len(samples))
    if not count:
        return np.zeros(0, dtype=np.float32)
    edges = np.linspace(0, len(samples), count, endpoint=False).astype(np.intp)
    loudest: NDArray[np.float32] = np.maximum.reduceat(np.abs(samples), edges)
    top = float(loudest.max())
    return loudest / np.float32(top) if top > 0 else loudest


def pitch_contour(samples: Samples, spoken: Sequence[TimeSpan] = ()) -> NDArray[np.float64]:
    """F0 in Hz every `PITCH_STEP_S`, NaN without a voice. ``spoken``: look only there; none: anywhere.

    The method of `pitch`, with its removal of octave jumps.
    """
    step = SAMPLE_RATE_HZ // PITCH_RATE_HZ
    halved = samples[: len(samples) // step * step].reshape(-1, step).mean(axis=1)
    window, hop = round(PITCH_WINDOW_S * PITCH_RATE_HZ), round(PITCH_STEP_S / _STEPS_TRACKED * PITCH_RATE_HZ)
    if len(halved) < window:
        return np.zeros(0)
    frames = np.lib.stride_tricks.sliding_window_view(halved, window)[::hop]
    level = np.sqrt(np.mean(np.square(frames), axis=1))
    wanted = level > np.percentile(level, 98) * 10 ** (-_UNDER_LOUD_DB / 20)
    if spoken:
        middles = np.arange(len(frames)) * PITCH_STEP_S / _STEPS_TRACKED + PITCH_WINDOW_S / 2
        starts = np.array([span.start for span in spoken])
        ends = np.array([span.end for span in spoken])
        at = np.searchsorted(starts, middles, side="right") - 1
        wanted &= (at >= 0) & (middles <= ends[np.maximum(at, 0)])
    f0 = np.full(len(frames), np.nan, dtype=np.float32)
    f0[wanted] = track_pitch(frames[wanted])
    return clean_pitch(f0, shortest_run=2)[::_STEPS_TRACKED]


def samples_of(path: Path) -> Samples:
    """The whole sound of a file. Those that voicedrill wrote are read without FFmpeg, in a tenth of the time.

    Raises AudioFileError as `read_clip` does.
    """
    try:
        with wave.open(str(path), "rb") as file:
            if (file.getnchannels(), file.getsampwidth(), file.getframerate()) == (1, 2, SAMPLE_RATE_HZ):
                pcm = np.frombuffer(file.readframes(file.getnframes()), dtype="<i2")
                return pcm.astype(np.float32) / np.float32(32768)
    except (OSError, EOFError, wave.Error, ValueError):
        pass  # whatever it is, `read_clip` knows it or says what is wrong with it
    return read_clip(path).samples
