"""Word edges drawn in to the sound: an aligner lets words reach into the silence beside them."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from voicedrill.audio.clips import SAMPLE_RATE_HZ, Samples
from voicedrill.timing import TimeSpan

#: A frame's length and how far frames lie apart.
_HOP_S = 0.005
_HOP = round(_HOP_S * SAMPLE_RATE_HZ)
#: Closures of stops are shorter than this; silence this long is none of the word's.
_LONGEST_CLOSURE_S = 0.15
#: Sound is what lies above both: so much over the quiet parts, so much under the loud ones.
_OVER_NOISE_DB = 8.0
_UNDER_SPEECH_DB = 36.0


def draw_in(samples: Samples, spans: Sequence[TimeSpan]) -> list[TimeSpan]:
    """``spans`` (seconds in ``samples``, in order) without the silence at their edges.

    A span with a silence longer than a stop's closure inside keeps its longer sounding side.
    """
    sounding = _sounding(samples)
    return [_draw_in(sounding, span) for span in spans]


def reach_back(samples: Samples, spans: Sequence[TimeSpan], fillers: Sequence[bool]) -> list[TimeSpan]:
    """``spans`` (as `draw_in` gives them), each filled pause beginning where the sound that holds it does.

    ``fillers``: which of them are filled pauses. A held vowel is much like the aligner's silence, and what is
    left of it may be its last frames. None reaches into the word before.
    """
    if not any(fillers):
        return list(spans)
    sounding = _sounding(samples)
    result, before = [], 0.0
    for span, filler in zip(spans, fillers, strict=True):
        start = max(before, _onset(sounding, span)) if filler else span.start
        result.append(TimeSpan(min(span.start, start), span.end))
        before = span.end
    return result


def _onset(sounding: NDArray[np.bool_], span: TimeSpan) -> float:
    """Where the unbroken sound that holds the start of ``span`` begins, seconds."""
    at = round(span.start / _HOP_S)
    silent = np.flatnonzero(~sounding[:at])
    return (int(silent[-1]) + 1) * _HOP_S if len(silent) else 0.0


def _draw_in(sounding: NDArray[np.bool_], span: TimeSpan) -> TimeSpan:
    first, after = round(span.start / _HOP_S), round(span.end / _HOP_S)
    inside = np.flatnonzero(sounding[first:after])
    if not len(inside):
        return span
    breaks = np.flatnonzero(np.diff(inside) * _HOP_S > _LONGEST_CLOSURE_S)
    parts = np.split(inside, breaks + 1)
    part = max(parts, key=len)
    start, end = first + int(part[0]), first + int(part[-1]) + 1
    return TimeSpan(max(span.start, start * _HOP_S), min(span.end, end * _HOP_S))


def _sounding(samples: Samples) -> NDArray[np.bool_]:
    """Which frames hold sound. Shape (frames,)."""
    frames = len(samples) // _HOP
    if not frames:
        return np.zeros(0, np.bool_)
    power = np.square(samples[: frames * _HOP], dtype=np.float64).reshape(frames, _HOP).mean(axis=1)
    smooth = np.convolve(power, np.ones(3) / 3, mode="same")
    level = 10 * np.log10(smooth + 1e-12)
    quiet, loud = np.percentile(level, [5, 95])
    threshold = min(max(quiet + _OVER_NOISE_DB, loud - _UNDER_SPEECH_DB), loud - 10)
    result: NDArray[np.bool_] = level > threshold
    return result
