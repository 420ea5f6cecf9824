"""Numbers that tell a filled pause from a word, for one stretch of sound."""

import numpy as np
from numpy.typing import NDArray

from voicedrill.recognition.filled.frames import FRAME_S, SoundFrames
from voicedrill.recognition.filled.speaker import Speaker
from voicedrill.recognition.filled.witnesses import Witnesses
from voicedrill.timing import TimeSpan

NAMES = (
    "log_length", "log_length_squared", "voiced", "pitch_movement", "change", "relative_change",
    "jump", "edge_before", "edge_after", "level", "level_spread", "murmur", "murmur_high",
    "nasal_end", "f1", "f1_squared", "f2", "f2_squared", "formant_spread", "neutral",
    "far_from_neutral", "pitch_height", "pitch_height_squared", "silence_before", "silence_after",
    "in_text", "by_grammar", "grammar_share", "grammar_long_s", "uncovered", "overlong_s",
    "overlong_ratio", "edge_s",
)  # fmt: skip
#: Silence beside the stretch is looked for this far.
_BESIDE_S = 0.4
#: Seconds that one phone takes at a common rate of speech.
_PHONE_S = 0.085
_SILENT_DB = 28.0


def features(
    span: TimeSpan,
    frames: SoundFrames,
    formant_track: NDArray[np.float64],
    witnesses: Witnesses,
    speaker: Speaker,
) -> NDArray[np.float64]:
    """One value for each of `NAMES`. ``formant_track``: see `formants.formants`."""
    first = min(round(span.start / FRAME_S), len(frames.level) - 1)
    last = max(min(round(span.end / FRAME_S), len(frames.level)), first + 1)
    inside = slice(first, last)
    change = frames.change[inside]
    pitch = frames.pitch[inside]
    voiced = ~np.isnan(pitch)
    known = pitch[voiced]
    vowel = slice(first, first + max(1, round(0.6 * (last - first))))
    third = max(1, (last - first) // 3)
    f1, f2, spread = _formants(formant_track[vowel][frames.voiced[vowel]])
    log_length = float(np.log(span.duration_s / 0.3))
    still = np.percentile(change, 40)
    murmur = float(np.clip((frames.murmur[vowel].mean() - speaker.murmur) / 10, -2, 2))
    height = float(np.clip(np.median(known) - speaker.pitch, -12, 12)) / 4 if len(known) else 0.0
    nasal_end = frames.murmur[last - third : last].mean() - frames.murmur[first : first + third].mean()
    neutral = float(np.linalg.norm((frames.cepstra[vowel].mean(axis=0) - speaker.cepstra)[:8]))
    beside = round(_BESIDE_S / FRAME_S)
    values = [
        log_length,
        log_length**2,
        voiced.mean(),
        _movement(pitch),
        np.log(still + 1),
        np.log((still + 1) / (speaker.change + 1)),
        np.log((np.percentile(change, 90) + 1) / (speaker.change + 1)),
        _edge(frames.change, first, speaker),
        _edge(frames.change, last, speaker),
        frames.level[inside].mean() - speaker.level,
        frames.level[first + 2 : max(last - 2, first + 3)].std(),
        murmur,
        max(0.0, murmur - 0.8),
        float(np.clip(nasal_end, -10, 10)),
        f1,
        f1**2,
        f2,
        f2**2,
        spread,
        neutral,
        max(0.0, neutral - 45.0),
        height,
        height**2,
        _silence(frames, range(first - 1, first - 1 - beside, -1), speaker),
        _silence(frames, range(last, last + beside), speaker),
        *_testimony(span, witnesses),
    ]
    return np.array(values, dtype=np.float64)


def _edge(change: NDArray[np.float64], place: int, speaker: Speaker) -> float:
    """How far the spectrum moves at an edge, against what is usual for the speaker."""
    around = change[max(0, place - 3) : place + 4]
    return float(np.log((around.max(initial=0.0) + 1) / (speaker.change + 1)))


def _movement(pitch: NDArray[np.float64]) -> float:
    """How far the pitch moves in 50 ms, semitones: the median, which an octave jump leaves alone."""
    moves = np.abs(pitch[5:] - pitch[:-5])
    moves = moves[~np.isnan(moves)]
    return float(min(np.median(moves), 4.0)) if len(moves) else 2.0


def _formants(track: NDArray[np.float64]) -> tuple[float, float, float]:
    track = track[~np.isnan(track).any(axis=1)]
    if len(track) < 3:
        return 0.0, 0.0, 0.3
    middle = np.median(track, axis=0)
    spread = np.median(np.abs(np.log(track / middle)), axis=0).mean()
    return float(np.log(middle[0] / 550)), float(np.log(middle[1] / 1300)), float(min(spread, 0.3))


def _silence(frames: SoundFrames, places: range, speaker: Speaker) -> float:
    """Seconds without sound from the edge on, at most `_BESIDE_S`."""
    quiet = 0
    misses = 0
    for place in places:
        if not 0 <= place < len(frames.level) or frames.level[place] < speaker.level - _SILENT_DB:
            quiet += 1
        else:
            misses += 1
            if misses > 4:
                break
    return quiet * FRAME_S


def _testimony(span: TimeSpan, witnesses: Witnesses) -> list[float]:
    length = span.duration_s
    in_text = max(
        (filler.span.overlap_s(span) for filler in witnesses.fillers if filler.in_text), default=0.0
    )
    chosen = [filler.span for filler in witnesses.fillers if not filler.in_text]
    grammar = max(chosen, key=span.overlap_s, default=TimeSpan(0, 0))
    shared = grammar.overlap_s(span)
    covered = sum(word.span.overlap_s(span) for word in witnesses.words)
    word = max(witnesses.words, key=lambda word: word.span.overlap_s(span), default=None)
    over_s = over_ratio = edge = 0.0
    if word is not None and word.span.overlap_s(span) > 0.3 * length:
        usual = _PHONE_S * max(word.phones, 1)
        over_s = word.span.duration_s - usual
        over_ratio = float(np.log(max(word.span.duration_s, 0.03) / usual))
        edge = min(abs(span.start - word.span.start), abs(word.span.end - span.end))
    return [
        float(in_text > 0.3 * length),
        float(shared > 0.3 * length),
        shared / max(length + grammar.duration_s - shared, 0.01),
        max(0.0, min(grammar.duration_s, 0.5) - 0.2) if shared > 0.3 * length else 0.0,
        max(0.0, 1 - covered / length),
        min(max(over_s, -0.3), 0.6),
        min(max(over_ratio, -1.0), 1.5),
        min(edge, 0.3),
    ]
