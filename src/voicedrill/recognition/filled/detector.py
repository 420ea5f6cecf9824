"""Filled pauses of an answer, cut by cut, from two witnesses: what was written, and the sound itself."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from voicedrill.recognition.alignment import Alignment, PlacedFiller
from voicedrill.recognition.cuts import Cut
from voicedrill.recognition.filled.candidates import candidates_by_ear, candidates_by_sound
from voicedrill.recognition.filled.ear import Ear, open_ear
from voicedrill.recognition.filled.features import features_by_ear, features_by_sound, nasal_end, places
from voicedrill.recognition.filled.formants import formants
from voicedrill.recognition.filled.frames import SoundFrames, Track, sound_frames
from voicedrill.recognition.filled.score import BY_EAR, BY_SOUND, Weights, shipped_weights
from voicedrill.recognition.filled.speaker import Speaker, SpeakerMemory
from voicedrill.recognition.filled.witnesses import Witnesses, is_surely_filler, witnesses_of
from voicedrill.timing import TimeSpan
from voicedrill.transcript import FilledPause

#: An um ends with its mouth closed: the low share of its energy rises by so much (dB).
_NASAL_END_DB = 4.0


@dataclass(frozen=True)
class Bounds:
    """Scores from which a filled pause is certain, and from which it is possible: docs/fillers.md.

    A written one is certain unless its sound is ``doubtful``: recognisers write "um" for a hum. One that
    does not sound like a filled pause where it was aligned may be one up to ``astray_s`` beside it.

    Two stretches less than ``apart_s`` apart are one filled pause, if that lasts less than ``longest_s``.
    """

    certain: float = 0.45
    possible: float = 0.25
    doubtful: float = 0.1
    astray_s: float = 0.5
    apart_s: float = 0.06
    longest_s: float = 1.0


@dataclass(frozen=True)
class Found:
    """A filled pause, seconds on the recording's clock, with its ``score``, 0 to 1.

    ``aligned``: where the aligner put it when the text has it; the sound may say otherwise.
    """

    pause: FilledPause
    score: float
    aligned: TimeSpan | None = None

    @property
    def in_text(self) -> bool:
        """Whether the recogniser wrote it."""
        return self.pause.witness != "acoustic"


@dataclass(frozen=True, eq=False)
class Suspect:
    """A stretch of a cut, seconds in the cut, and what was measured of it (see `features`).

    ``written``: the filled pause in the text that it is, if it is one. ``is_nasal``: it ends with an m.
    """

    span: TimeSpan
    values: NDArray[np.float64]
    written: PlacedFiller | None
    is_nasal: bool = False


class FilledPauseDetector:
    """Hears one cut after another, in the order in which they were said.

    What a cut gives depends on it and on the cuts before, never on how the sound arrived. ``by_ear``: with
    the ear where there is one (`ear.open_ear`); without it fewer are found.
    """

    def __init__(self, bounds: Bounds | None = None, *, by_ear: bool = True) -> None:
        self._ear = open_ear() if by_ear else None
        self._weights = shipped_weights(BY_EAR if self._ear else BY_SOUND)
        self._bounds = bounds or Bounds()
        self._memory = SpeakerMemory()

    def hear(self, cut: Cut, alignment: Alignment) -> tuple[Found, ...]:
        """The filled pauses of ``cut`` in order, none overlapping another; those in the text among them.

        ``alignment``: of the words that the recogniser wrote, fillers included.
        """
        witnesses = witnesses_of(alignment)
        found = suspects(cut, witnesses, self._memory, self._ear)
        return judged(cut.start_s, found, witnesses, self._weights, self._bounds)


def suspects(cut: Cut, witnesses: Witnesses, memory: SpeakerMemory, ear: Ear | None) -> list[Suspect]:
    """Every stretch of ``cut`` that may be a filled pause, measured. ``memory`` learns from the cut first."""
    frames = sound_frames(cut.samples)
    speaker = memory.learn(frames)
    if speaker is None:
        return []
    if ear is None:
        return suspects_by_sound(cut, frames, witnesses, speaker)
    return suspects_by_ear(ear.hear(cut.samples, len(frames.level)), frames, witnesses, speaker)


def suspects_by_ear(
    heard: Track, frames: SoundFrames, witnesses: Witnesses, speaker: Speaker
) -> list[Suspect]:
    """See `suspects`. ``heard``: as `ear.Ear.hear` gives it."""
    stretches = _with_written(candidates_by_ear(frames, heard, witnesses, speaker), witnesses)
    return [
        Suspect(
            span, features_by_ear(span, frames, heard, witnesses, speaker), filler, _is_nasal(span, frames)
        )
        for span, filler in stretches
    ]


def suspects_by_sound(cut: Cut, frames: SoundFrames, witnesses: Witnesses, speaker: Speaker) -> list[Suspect]:
    """See `suspects`."""
    stretches = _with_written(candidates_by_sound(frames, witnesses, speaker), witnesses)
    wanted = np.zeros(len(frames.level), np.bool_)
    for span, _ in stretches:
        wanted[places(span, frames)] = True
    tracks = formants(cut.samples, wanted & frames.voiced)
    return [
        Suspect(
            span, features_by_sound(span, frames, tracks, witnesses, speaker), filler, _is_nasal(span, frames)
        )
        for span, filler in stretches
    ]


def _with_written(
    spans: Sequence[TimeSpan], witnesses: Witnesses
) -> list[tuple[TimeSpan, PlacedFiller | None]]:
    written = [(filler.span, filler) for filler in witnesses.fillers if filler.in_text]
    return [*written, *((span, None) for span in spans)]


def _is_nasal(span: TimeSpan, frames: SoundFrames) -> bool:
    return nasal_end(places(span, frames), frames) > _NASAL_END_DB


def judged(
    start_s: float, found: Sequence[Suspect], witnesses: Witnesses, weights: Weights, bounds: Bounds
) -> tuple[Found, ...]:
    """The filled pauses among ``found``, moved by ``start_s``: the written ones, then by their scores."""
    if not found:
        return ()
    scores = weights.score(np.stack([suspect.values for suspect in found]))
    scored = [(suspect, float(score)) for suspect, score in zip(found, scores, strict=True)]
    scored.sort(key=lambda one: -one[1])
    kept: list[Found] = []
    taken: list[TimeSpan] = []
    for suspect, score in scored:
        if suspect.written is not None:
            span, score = _where_it_sounds(suspect, score, scored, taken, bounds)
            taken.append(span)
            kept.append(_written(suspect.written, span, score, start_s, bounds))
    for suspect, score in scored:
        if score < bounds.possible:
            break
        if suspect.written is None and not any(_touch(suspect.span, other, bounds) for other in taken):
            taken.append(suspect.span)
            kept.append(_heard(suspect, score, start_s, witnesses, bounds))
    return tuple(sorted(kept, key=lambda one: one.pause.start))


def _where_it_sounds(
    suspect: Suspect,
    score: float,
    scored: Sequence[tuple[Suspect, float]],
    taken: Sequence[TimeSpan],
    bounds: Bounds,
) -> tuple[TimeSpan, float]:
    """The stretch that a written filled pause is, and its score: its own, or a better one at or beside it."""
    if score >= bounds.certain:
        return suspect.span, score
    reach = TimeSpan(suspect.span.start - bounds.astray_s, suspect.span.end + bounds.astray_s)
    for other, better in scored:
        if better < bounds.certain:
            break
        free = other.written is None and not any(_touch(other.span, span, bounds) for span in taken)
        if free and reach.overlap_s(other.span) > 0:
            return other.span, better
    return suspect.span, score


def _touch(one: TimeSpan, other: TimeSpan, bounds: Bounds) -> bool:
    if one.overlap_s(other) > 0:
        return True
    together = TimeSpan(min(one.start, other.start), max(one.end, other.end))
    apart_s = together.duration_s - one.duration_s - other.duration_s
    return apart_s < bounds.apart_s and together.duration_s < bounds.longest_s


def _written(filler: PlacedFiller, span: TimeSpan, score: float, start_s: float, bounds: Bounds) -> Found:
    heard = score >= bounds.certain
    certain = heard or (is_surely_filler(filler.text) and score >= bounds.doubtful)
    start, end = _times(span, start_s)
    pause = FilledPause(filler.text, start, end, "both" if heard else "transcript", certain)
    return Found(pause, score, TimeSpan(*_times(filler.span, start_s)))


def _heard(suspect: Suspect, score: float, start_s: float, witnesses: Witnesses, bounds: Bounds) -> Found:
    start, end = _times(suspect.span, start_s)
    name = _name(suspect, witnesses)
    return Found(FilledPause(name, start, end, "acoustic", score >= bounds.certain), score)


def _times(span: TimeSpan, start_s: float) -> tuple[float, float]:
    return round(start_s + span.start, 3), round(start_s + span.end, 3)


def _name(suspect: Suspect, witnesses: Witnesses) -> str:
    """What the aligner calls it; else by its end."""
    nearest = max(witnesses.fillers, key=lambda filler: filler.span.overlap_s(suspect.span), default=None)
    if nearest is not None and nearest.span.overlap_s(suspect.span) > 0.3 * suspect.span.duration_s:
        return nearest.text
    return "um" if suspect.is_nasal else "uh"
