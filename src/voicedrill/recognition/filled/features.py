"""Numbers that tell a filled pause from a word, for one stretch of sound."""

import numpy as np
from numpy.typing import NDArray

from voicedrill.audio.silences import runs
from voicedrill.recognition.filled.frames import FRAME_S, SoundFrames, Track
from voicedrill.recognition.filled.speaker import Speaker
from voicedrill.recognition.filled.witnesses import Witnesses
from voicedrill.timing import TimeSpan

#: With an ear: what it hears, and what the text and the aligner say. Measures of the voice add nothing then.
NAMES_BY_EAR = (
    "log_length", "log_length_squared", "voiced", "silence_before", "silence_after",
    "in_text", "by_grammar", "grammar_share", "grammar_long_s", "uncovered", "overlong_s",
    "overlong_ratio", "edge_s",
    "heard_mean", "heard_most", "heard_low", "heard_before", "heard_after", "heard_share", "heard_length",
)  # fmt: skip
#: Without one.
NAMES_BY_SOUND = (
    "log_length", "log_length_squared", "voiced", "silence_before", "silence_after",
    "in_text", "by_grammar", "grammar_share", "grammar_long_s", "uncovered", "overlong_s",
    "overlong_ratio", "edge_s",
    "pitch_movement", "change", "relative_change", "jump", "edge_before", "edge_after", "level",
    "level_spread", "murmur", "murmur_high", "nasal_end", "f1", "f1_squared", "f2", "f2_squared",
    "formant_spread", "neutral", "far_from_neutral", "pitch_height", "pitch_height_squared",
)  # fmt: skip
#: Silence beside the stretch is looked for this far.
_BESIDE_S = 0.4
#: Seconds that one phone takes at a common rate of speech.
_PHONE_S = 0.085
_SILENT_DB = 28.0
#: Log-odds are taken to be no farther from zero.
_MOST_SURE = 8.0
#: What is heard beside the stretch: from so many frames off its edge to so many.
_EDGE, _CLOSE = 2, 12


def features_by_ear(
    span: TimeSpan, frames: SoundFrames, heard: Track, witnesses: Witnesses, speaker: Speaker
) -> NDArray[np.float64]:
    """One value for each of `NAMES_BY_EAR`. ``heard``: log-odds as `ear.Ear.hear` gives them."""
    inside = places(span, frames)
    return np.array(
        [
            *_length(span),
            frames.voiced[inside].mean(),
            *_silences(inside, frames, speaker),
            *_testimony(span, witnesses),
            *_heard(span, inside, heard),
        ],
        dtype=np.float64,
    )


def features_by_sound(
    span: TimeSpan,
    frames: SoundFrames,
    formant_track: NDArray[np.float64],
    witnesses: Witnesses,
    speaker: Speaker,
) -> NDArray[np.float64]:
    """One value for each of `NAMES_BY_SOUND`. ``formant_track``: see `formants.formants`."""
    inside = places(span, frames)
    first, last = inside.start, inside.stop
    change = frames.change[inside]
    pitch = frames.pitch[inside]
    known = pitch[~np.isnan(pitch)]
    vowel = slice(first, first + max(1, round(0.6 * (last - first))))
    f1, f2, spread = _formants(formant_track[vowel][frames.voiced[vowel]])
    still = np.percentile(change, 40)
    murmur = float(np.clip((frames.murmur[vowel].mean() - speaker.murmur) / 10, -2, 2))
    height = float(np.clip(np.median(known) - speaker.pitch, -12, 12)) / 4 if len(known) else 0.0
    neutral = float(np.linalg.norm((frames.cepstra[vowel].mean(axis=0) - speaker.cepstra)[:8]))
    values = [
        *_length(span),
        frames.voiced[inside].mean(),
        *_silences(inside, frames, speaker),
        *_testimony(span, witnesses),
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
        float(np.clip(nasal_end(inside, frames), -10, 10)),
        f1,
        f1**2,
        f2,
        f2**2,
        spread,
        neutral,
        max(0.0, neutral - 45.0),
        height,
        height**2,
    ]
    return np.array(values, dtype=np.float64)


def places(span: TimeSpan, frames: SoundFrames) -> slice:
    """The frames of ``span``, one at least."""
    first = min(round(span.start / FRAME_S), len(frames.level) - 1)
    return slice(first, max(min(round(span.end / FRAME_S), len(frames.level)), first + 1))


def nasal_end(inside: slice, frames: SoundFrames) -> float:
    """How far the murmur of the last third stands over that of the first (dB)."""
    third = max(1, (inside.stop - inside.start) // 3)
    ending = frames.murmur[inside.stop - third : inside.stop].mean()
    return float(ending - frames.murmur[inside.start : inside.start + third].mean())


def _length(span: TimeSpan) -> tuple[float, float]:
    log_length = float(np.log(span.duration_s / 0.3))
    return log_length, log_length**2


def _silences(inside: slice, frames: SoundFrames, speaker: Speaker) -> tuple[float, float]:
    beside = round(_BESIDE_S / FRAME_S)
    before = range(inside.start - 1, inside.start - 1 - beside, -1)
    return _silence(frames, before, speaker), _silence(
        frames, range(inside.stop, inside.stop + beside), speaker
    )


def _heard(span: TimeSpan, inside: slice, heard: Track) -> tuple[float, ...]:
    """What the ear hears inside and close beside, and how well the stretch that it hears fits."""
    odds = np.clip(heard, -_MOST_SURE, _MOST_SURE) / 4
    own = odds[inside]
    before = odds[max(0, inside.start - _CLOSE) : max(0, inside.start - _EDGE)]
    after = odds[inside.stop + _EDGE : inside.stop + _CLOSE]
    most = inside.start + int(np.argmax(own))
    share, log_length = 0.0, -3.0
    for first, last in runs(heard > 0):
        if first <= most < last:
            whole = TimeSpan(first * FRAME_S, last * FRAME_S)
            both = whole.overlap_s(span)
            share = both / (whole.duration_s + span.duration_s - both)
            log_length = float(np.log(whole.duration_s / 0.3))
    return (
        float(own.mean()),
        float(own.max()),
        float(np.percentile(own, 20)),
        float(before.mean()) if len(before) else -_MOST_SURE / 4,
        float(after.mean()) if len(after) else -_MOST_SURE / 4,
        share,
        log_length,
    )


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
