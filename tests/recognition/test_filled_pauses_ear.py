"""The ear for filled pauses: every frame in its place, whatever the length, and what it hears."""

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from voicedrill.audio.clips import SAMPLE_RATE_HZ, Samples
from voicedrill.audio.files import read_clip
from voicedrill.recognition.alignment import Alignment
from voicedrill.recognition.cuts import Cut
from voicedrill.recognition.filled import ear as ear_module
from voicedrill.recognition.filled import encoder
from voicedrill.recognition.filled.detector import FilledPauseDetector
from voicedrill.recognition.filled.ear import (
    on_frames,
    open_ear,
    shipped_tagger,
    tagger_as_bytes,
    tagger_from_bytes,
)
from voicedrill.recognition.filled.encoder import FIRST_S, STEP_S, SpeechEncoder, can_encode
from voicedrill.recognition.filled.frames import FRAME_S
from voicedrill.timing import TimeSpan

CLIP = Path(__file__).parents[2] / "audio_fixtures" / "fillers" / "dev" / "01.flac"
needs_encoder = pytest.mark.skipif(not can_encode(), reason="moonshine's encoder is not installed")


class CountingSession:
    """Stands for the model: each frame's first number is the sample in its middle. Remembers the lengths."""

    def __init__(self) -> None:
        self.lengths: list[int] = []

    def run(self, _: None, inputs: dict[str, NDArray[np.float32]]) -> list[NDArray[np.float32]]:
        values = inputs["input_values"][0]
        self.lengths.append(len(values))
        middles = np.arange(447, len(values) - 447, 384)
        return [values[middles].reshape(1, -1, 1)]


@settings(max_examples=40)
@given(st.floats(0.2, 40.0))
def test_windows_give_every_frame_once_and_in_its_place(seconds: float) -> None:
    session = CountingSession()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(encoder, "_session", lambda: session)
        frames = SpeechEncoder().frames(np.arange(round(seconds * SAMPLE_RATE_HZ), dtype=np.float32))[:, 0]
    inside = frames[frames > 0]  # very short sound is filled up
    assert np.array_equal(inside, 447 + 384 * np.arange(len(inside)))
    assert len(inside) * 384 > seconds * SAMPLE_RATE_HZ - 1500
    assert max(session.lengths) <= 6 * SAMPLE_RATE_HZ


def test_frames_of_the_encoder_are_read_off_at_their_times() -> None:
    times = FIRST_S + STEP_S * np.arange(40)
    track = on_frames(times.astype(np.float32), 90)
    middles = (np.arange(90) + 0.5) * FRAME_S
    assert np.allclose(track[3:], middles[3:], atol=1e-3)


def test_the_shipped_tagger_survives_writing_and_is_small() -> None:
    tagger = shipped_tagger()
    data = tagger_as_bytes(tagger)
    assert len(data) < 150_000
    random = np.random.default_rng(1).normal(0, 1, (50, encoder.WIDTH)).astype(np.float32)
    assert np.allclose(tagger_from_bytes(data).log_odds(random), tagger.log_odds(random), atol=0.05)
    assert data == tagger_as_bytes(tagger)


def clip() -> tuple[Samples, list[TimeSpan]]:
    truth = json.loads(CLIP.with_name("01.truth.json").read_text(encoding="utf-8"))
    filled = [one for one in truth["fillers"] if one["kind"] == "filled-pause"]
    return read_clip(CLIP).samples, [TimeSpan(one["start"], one["end"]) for one in filled]


@needs_encoder
def test_the_ear_hears_filled_pauses_and_little_else() -> None:
    samples, true = clip()
    ear = open_ear()
    assert ear is not None
    heard = ear.hear(samples, len(samples) // 160) > 0
    elsewhere, hits = heard.copy(), 0
    for span in true:
        first, last = round(span.start / FRAME_S), round(span.end / FRAME_S)
        hits += heard[first:last].mean() > 0.5
        elsewhere[first - 10 : last + 10] = False
    assert hits >= len(true) - 1
    assert elsewhere.mean() < 0.03


@needs_encoder
def test_without_words_and_aligner_the_ear_alone_finds_most() -> None:
    samples, true = clip()
    seconds = len(samples) / SAMPLE_RATE_HZ
    cut = Cut(0.0, samples, (TimeSpan(0.0, seconds),))
    found = [
        one.pause for one in FilledPauseDetector().hear(cut, Alignment((), trusted=True)) if one.pause.certain
    ]
    hits = [span for span in true if any(abs(pause.start - span.start) < 0.1 for pause in found)]
    assert len(hits) >= 0.7 * len(true)
    assert len(found) <= len(hits) + 2


def test_where_there_is_no_encoder_filled_pauses_are_found_by_their_sound(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    open_ear.cache_clear()
    monkeypatch.setattr(ear_module, "can_encode", lambda: False)
    try:
        samples, true = clip()
        cut = Cut(0.0, samples, (TimeSpan(0.0, len(samples) / SAMPLE_RATE_HZ),))
        found = [one.pause for one in FilledPauseDetector().hear(cut, Alignment((), trusted=True))]
        hits = [span for span in true if any(abs(pause.start - span.start) < 0.15 for pause in found)]
        assert len(hits) >= len(true) / 2
    finally:
        open_ear.cache_clear()
