"""Clips as the detector meets them, cut by cut, with all that does not depend on learnt weights."""

import multiprocessing
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from benchmarks.filled_pauses import Clip, aligned, cuts_of
from numpy.typing import NDArray

from voicedrill.audio.files import read_clip
from voicedrill.recognition.alignment import Alignment
from voicedrill.recognition.base import Hints, Recogniser
from voicedrill.recognition.cuts import Cut
from voicedrill.recognition.filled.detector import Suspect, suspects_by_ear, suspects_by_sound
from voicedrill.recognition.filled.ear import Tagger, on_frames
from voicedrill.recognition.filled.encoder import FIRST_S, STEP_S, SpeechEncoder
from voicedrill.recognition.filled.frames import SoundFrames, sound_frames
from voicedrill.recognition.filled.speaker import Speaker, SpeakerMemory
from voicedrill.recognition.filled.witnesses import Witnesses, is_filler, witnesses_of
from voicedrill.recognition.listener import split_words
from voicedrill.recognition.registry import open_recogniser
from voicedrill.recognition.sphinx import ForcedAligner

HEARINGS = ("full", "text stripped")


@dataclass(frozen=True, eq=False)
class HeardCut:
    """One cut. ``encoded``: what the encoder makes of it. ``witnesses``, ``by_sound`` (what is suspected
    without an ear): one for each of `HEARINGS`.
    """

    start_s: float
    frames: SoundFrames
    speaker: Speaker
    encoded: NDArray[np.float16]
    witnesses: tuple[Witnesses, Witnesses]
    by_sound: tuple[list[Suspect], list[Suspect]]

    @property
    def times(self) -> NDArray[np.float64]:
        """Of the encoder's frames, seconds on the clip's clock."""
        return np.asarray(self.start_s + FIRST_S + STEP_S * np.arange(len(self.encoded)), np.float64)

    def by_ear(self, hearing: int, log_odds: NDArray[np.float32]) -> list[Suspect]:
        """What is suspected with an ear whose tagger gave ``log_odds``."""
        heard = on_frames(log_odds, len(self.frames.level))
        return suspects_by_ear(heard, self.frames, self.witnesses[hearing], self.speaker)

    def log_odds(self, tagger: Tagger) -> NDArray[np.float32]:
        """Of each frame of the encoder."""
        return tagger.log_odds(self.encoded.astype(np.float32))


@dataclass(frozen=True, eq=False)
class HeardClip:
    """A clip and its cuts. ``voice``: clips of one voice are left out together."""

    clip: Clip
    voice: str
    cuts: tuple[HeardCut, ...]


def hear_all(clips: Sequence[tuple[Clip, str]]) -> Iterator[HeardClip]:
    """Each of ``clips``, given with its voice, heard in one of two processes."""
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(max_workers=2, mp_context=context) as pool:
        for (clip, voice), cuts in zip(clips, pool.map(_hear, [clip.path for clip, _ in clips]), strict=True):
            print(f"heard: {clip.name}", file=sys.stderr)
            yield HeardClip(clip, voice, cuts)


@cache
def _tools() -> tuple[Recogniser, ForcedAligner, SpeechEncoder]:
    return open_recogniser("moonshine"), ForcedAligner(), SpeechEncoder()


def _hear(path: Path) -> tuple[HeardCut, ...]:
    recogniser, aligner, encoder = _tools()
    memory = SpeakerMemory()
    heard = []
    for cut in cuts_of(read_clip(path).samples):
        frames = sound_frames(cut.samples)
        speaker = memory.learn(frames)
        if speaker is None:
            continue
        texts = split_words(recogniser.transcribe(cut.samples, Hints()).text)
        alignments = aligned_both(aligner, cut, texts)
        witnesses = (witnesses_of(alignments[0]), witnesses_of(alignments[1]))
        by_sound = [suspects_by_sound(cut, frames, one, speaker) for one in witnesses]
        encoded = encoder.frames(cut.samples).astype(np.float16)
        heard.append(HeardCut(cut.start_s, frames, speaker, encoded, witnesses, (by_sound[0], by_sound[1])))
    return tuple(heard)


def aligned_both(aligner: ForcedAligner, cut: Cut, texts: list[str]) -> tuple[Alignment, Alignment]:
    """``texts`` aligned, and aligned without the filled pauses among them."""
    without = [text for text in texts if not is_filler(text)]
    alignment = aligned(aligner, cut, texts)
    return alignment, alignment if without == texts else aligned(aligner, cut, without)
