"""Where a filled pause may be: what the witnesses point at, before anybody judges the sound of it."""

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from voicedrill.audio.silences import runs
from voicedrill.recognition.filled.frames import FRAME_S, SoundFrames, Track
from voicedrill.recognition.filled.speaker import Speaker
from voicedrill.recognition.filled.witnesses import Witnesses
from voicedrill.timing import TimeSpan

#: Shorter candidates are not looked at: at 100 words a minute a syllable lasts as long.
SHORTEST_S = 0.09
SHORTEST_HEARD_S = 0.06
#: Noise alone, which the encoder knows from no speech, may seem like anything: a filled pause has a voice.
_LEAST_VOICED = 0.1
#: Log-odds that bound the stretches which are heard: low ones join what high ones part.
_HEARD_FROM = (-1.0, 1.0, 3.0)
_SHORTEST_STEADY_S = 0.1
_SHORTEST_UNCOVERED_S = 0.18
#: Parted by less than this, stretches belong together (seconds).
_BRIDGE_S = 0.04
#: From the vowel of an um to its nasal the spectrum moves, for so long.
_NASAL_BRIDGE_S = 0.16
_SHORTEST_PART_S = 0.04
_LONGEST_S = 1.5
#: Steady is what moves less than this share of what the speaker's voiced sound usually does.
_STEADY_SHARES = (0.75, 1.0)
#: Quieter than the speaker by more than this is no speech (dB).
_SOFTEST_DB = 26.0


def candidates_by_ear(
    frames: SoundFrames, heard: Track, witnesses: Witnesses, speaker: Speaker
) -> list[TimeSpan]:
    """Stretches of the cut to be judged, seconds; they may overlap.

    ``heard``: log-odds as `ear.Ear.hear` gives them. They do not end sharply, so the sound must.
    """
    loud = frames.level > speaker.level - _SOFTEST_DB
    found = [filler.span for filler in witnesses.fillers]
    for least in _HEARD_FROM:
        found += _spans((heard > least) & loud, SHORTEST_HEARD_S)
    return [
        span
        for span in dict.fromkeys(found)
        if span.duration_s >= SHORTEST_HEARD_S and _voiced_share(frames, span) >= _LEAST_VOICED
    ]


def candidates_by_sound(frames: SoundFrames, witnesses: Witnesses, speaker: Speaker) -> list[TimeSpan]:
    """As `candidates_by_ear`, where there is no ear."""
    found = [filler.span for filler in witnesses.fillers]
    found += _steady(frames, speaker)
    found += _uncovered(frames, witnesses, speaker)
    return [span for span in found if span.duration_s >= SHORTEST_S]


def _voiced_share(frames: SoundFrames, span: TimeSpan) -> float:
    return float(frames.voiced[round(span.start / FRAME_S) : round(span.end / FRAME_S)].mean())


def _sounding(frames: SoundFrames, speaker: Speaker) -> NDArray[np.bool_]:
    return frames.voiced & (frames.level > speaker.level - _SOFTEST_DB)


def _steady(frames: SoundFrames, speaker: Speaker) -> list[TimeSpan]:
    """Voiced stretches whose spectrum stands nearly still, by a narrow and by a wide bound."""
    spans = []
    for share in _STEADY_SHARES:
        spans += _spans(_still(frames, speaker, share), _SHORTEST_STEADY_S)
    # An um is a vowel and a nasal, and between them the spectrum moves.
    steady = _spans(_still(frames, speaker, min(_STEADY_SHARES)), _SHORTEST_PART_S)
    for one, other in pairwise(steady):
        if other.start - one.end <= _NASAL_BRIDGE_S and other.end - one.start <= _LONGEST_S:
            spans.append(TimeSpan(one.start, other.end))
    return list(dict.fromkeys(spans))


def _still(frames: SoundFrames, speaker: Speaker, share: float) -> NDArray[np.bool_]:
    still: NDArray[np.bool_] = _sounding(frames, speaker) & (frames.change < share * speaker.change)
    return still


def _uncovered(frames: SoundFrames, witnesses: Witnesses, speaker: Speaker) -> list[TimeSpan]:
    """Voiced stretches that no word covers."""
    free = _sounding(frames, speaker)
    for word in witnesses.words:
        free[round(word.span.start / FRAME_S) : round(word.span.end / FRAME_S)] = False
    return _spans(free, _SHORTEST_UNCOVERED_S)


def _spans(flags: NDArray[np.bool_], shortest_s: float) -> list[TimeSpan]:
    bridged = flags.copy()
    for first, last in runs(~flags):
        if first > 0 and last < len(flags) and (last - first) * FRAME_S <= _BRIDGE_S:
            bridged[first:last] = True
    spans = [TimeSpan(first * FRAME_S, last * FRAME_S) for first, last in runs(bridged)]
    return [span for span in spans if span.duration_s >= shortest_s - 1e-9]
