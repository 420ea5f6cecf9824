"""Filled pauses: what the sound tells, who is believed, and how they stand among the words."""

import json
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from voicedrill.audio.activity import VoiceActivity
from voicedrill.audio.clips import SAMPLE_RATE_HZ, Samples
from voicedrill.audio.files import read_clip
from voicedrill.recognition.alignment import Alignment, PlacedFiller
from voicedrill.recognition.cuts import Cut, Cutter
from voicedrill.recognition.filled.candidates import candidates_by_sound
from voicedrill.recognition.filled.detector import Bounds, FilledPauseDetector, Found, Suspect, judged
from voicedrill.recognition.filled.features import NAMES_BY_EAR
from voicedrill.recognition.filled.formants import formants
from voicedrill.recognition.filled.frames import FRAME_S, sound_frames
from voicedrill.recognition.filled.fuse import with_filled_pauses
from voicedrill.recognition.filled.score import (
    FILES,
    Weights,
    shipped_weights,
    weights_as_json,
    weights_from_json,
)
from voicedrill.recognition.filled.speaker import SpeakerMemory
from voicedrill.recognition.filled.witnesses import (
    Witnesses,
    grammar,
    is_filler,
    is_surely_filler,
    witnesses_of,
)
from voicedrill.recognition.sphinx import ForcedAligner, missing
from voicedrill.timing import TimeSpan, Word
from voicedrill.transcript import FilledPause

FIXTURES = Path(__file__).parents[2] / "audio_fixtures"
ANSWER = FIXTURES / "mistake-blames"
needs_pocketsphinx = pytest.mark.skipif(missing() is not None, reason=str(missing()))


def vowel(seconds: float, f1: float = 600.0, f2: float = 1300.0, pitch_hz: float = 120.0) -> Samples:
    """A steady vowel: pulses through two resonances."""
    count = round(seconds * SAMPLE_RATE_HZ)
    sound = np.zeros(count)
    sound[:: round(SAMPLE_RATE_HZ / pitch_hz)] = 1.0
    for hertz in (f1, f2):
        radius = np.exp(-np.pi * 80 / SAMPLE_RATE_HZ)
        first, second = 2 * radius * np.cos(2 * np.pi * hertz / SAMPLE_RATE_HZ), -(radius**2)
        out = np.zeros(count + 2)
        for index in range(count):
            out[index + 2] = sound[index] + first * out[index + 1] + second * out[index]
        sound = out[2:]
    made: Samples = (0.2 * sound / np.abs(sound).max()).astype(np.float32)
    return made


def noise(seconds: float, level: float = 1e-4) -> Samples:
    return np.random.default_rng(3).normal(0, level, round(seconds * SAMPLE_RATE_HZ)).astype(np.float32)


def cut_of(samples: Samples, start_s: float = 0.0) -> Cut:
    return Cut(start_s, samples, (TimeSpan(0.0, len(samples) / SAMPLE_RATE_HZ),))


@pytest.fixture(scope="module")
def answer() -> tuple[list[Cut], list[Word], list[TimeSpan]]:
    """The cuts of an answer full of ums, its true words, and its filled pauses."""
    samples = read_clip(ANSWER.with_suffix(".flac")).samples
    truth = json.loads(ANSWER.with_suffix(".truth.json").read_text(encoding="utf-8"))
    cutter = Cutter()
    cuts = cutter.push(samples, VoiceActivity().push(samples)) + cutter.finish()
    words = [Word(word["text"], word["start"], word["end"]) for word in truth["words"]]
    fillers = [one for one in truth["fillers"] if one["kind"] == "filled-pause"]
    return cuts, words, [TimeSpan(one["start"], one["end"]) for one in fillers]


def inside(cut: Cut, words: Sequence[Word], *, fillers: bool) -> list[str]:
    return [
        word.text
        for word in words
        if word.start is not None
        and word.end is not None
        and 0 <= (word.start + word.end) / 2 - cut.start_s < cut.duration_s
        and (fillers or not is_filler(word.text))
    ]


@needs_pocketsphinx
def test_ums_are_found_where_the_text_lacks_them(
    answer: tuple[list[Cut], list[Word], list[TimeSpan]],
) -> None:
    cuts, words, true = answer
    aligner, detector = ForcedAligner(), FilledPauseDetector()
    found = [
        one.pause
        for cut in cuts
        for one in detector.hear(cut, aligner.align(cut, inside(cut, words, fillers=False)))
        if one.pause.certain
    ]
    assert {pause.witness for pause in found} == {"acoustic"}
    hits = [span for span in true if any(abs(pause.start - span.start) < 0.1 for pause in found)]
    assert len(hits) >= 0.8 * len(true)
    assert len(found) <= 1.15 * len(true)


@needs_pocketsphinx
def test_written_ums_are_found_too_and_each_only_once(
    answer: tuple[list[Cut], list[Word], list[TimeSpan]],
) -> None:
    cuts, words, true = answer
    aligner, detector = ForcedAligner(), FilledPauseDetector()
    found = [
        one.pause
        for cut in cuts
        for one in detector.hear(cut, aligner.align(cut, inside(cut, words, fillers=True)))
        if one.pause.certain
    ]
    assert len(true) - 1 <= len(found) <= len(true) + 1
    assert sum(pause.witness == "both" for pause in found) > 0.7 * len(true)
    assert all(one.end <= other.start for one, other in pairwise(found))


@needs_pocketsphinx
def test_the_aligner_says_where_it_would_put_an_um(
    answer: tuple[list[Cut], list[Word], list[TimeSpan]],
) -> None:
    cuts, words, true = answer
    aligner = ForcedAligner()
    placed = [
        TimeSpan(filler.span.start + cut.start_s, filler.span.end + cut.start_s)
        for cut in cuts
        for filler in aligner.align(cut, inside(cut, words, fillers=False)).fillers
    ]
    assert sum(any(span.overlap_s(other) > 0 for other in placed) for span in true) > 0.6 * len(true)


def test_silence_and_noise_hold_no_filled_pause() -> None:
    detector = FilledPauseDetector()
    for samples in (np.zeros(0, np.float32), np.zeros(16_000, np.float32), noise(2.0, 0.05)):
        pauses = detector.hear(cut_of(samples), Alignment((), trusted=True))
        assert not [one for one in pauses if one.pause.certain]


def test_a_steady_vowel_is_a_candidate_with_its_edges() -> None:
    samples = np.concatenate([noise(0.5), vowel(0.4), noise(0.5)])
    frames = sound_frames(samples)
    speaker = SpeakerMemory().learn(frames)
    assert speaker is not None
    spans = candidates_by_sound(frames, Witnesses(), speaker)
    best = max(spans, key=lambda span: span.overlap_s(TimeSpan(0.5, 0.9)))
    assert best.start == pytest.approx(0.5, abs=0.06)
    assert best.end == pytest.approx(0.9, abs=0.06)


@pytest.mark.parametrize(("f1", "f2"), [(600.0, 1300.0), (400.0, 2000.0), (700.0, 1100.0)])
def test_formants_are_those_of_the_vowel(f1: float, f2: float) -> None:
    samples = vowel(0.3, f1, f2)
    track = formants(samples, np.ones(len(samples) // 160, np.bool_))
    heard = np.nanmedian(track, axis=0)
    assert heard[0] == pytest.approx(f1, rel=0.12)
    assert heard[1] == pytest.approx(f2, rel=0.12)


def test_the_pitch_track_is_in_semitones() -> None:
    frames = sound_frames(vowel(0.5, pitch_hz=200.0))
    assert np.nanmedian(frames.pitch) == pytest.approx(12.0, abs=0.3)
    assert len(frames.level) == round(0.5 / FRAME_S)


def suspect(start: float, end: float, mark: float, written: PlacedFiller | None = None) -> Suspect:
    """A suspect that `marking` scores by ``mark``."""
    values = np.zeros(len(NAMES_BY_EAR))
    values[0] = mark
    return Suspect(TimeSpan(start, end), values, written)


def marking() -> Weights:
    """Weights that look at the first measure alone: 1 is a sure filled pause, -1 surely none."""
    hidden = np.zeros((len(NAMES_BY_EAR), 1))
    hidden[0, 0] = 3.0
    return Weights(
        NAMES_BY_EAR,
        np.zeros(len(NAMES_BY_EAR)),
        np.ones(len(NAMES_BY_EAR)),
        hidden,
        np.zeros(1),
        np.array([9.0]),
        output_bias=0.0,
    )


def decide(*found: Suspect) -> tuple[Found, ...]:
    return judged(10.0, found, Witnesses(), marking(), Bounds())


def test_the_best_of_overlapping_suspects_is_kept() -> None:
    (one,) = decide(suspect(1.0, 1.4, 0.3), suspect(1.1, 1.5, 1.0), suspect(3.0, 3.3, -1.0))
    assert (one.pause.start, one.pause.end) == (11.1, 11.5)
    assert one.pause.witness == "acoustic"
    assert one.pause.certain


def test_a_written_um_is_certain_unless_its_sound_is_none() -> None:
    um = PlacedFiller("um", TimeSpan(1.0, 1.3), in_text=True)
    likely, none = suspect(1.0, 1.3, -0.05, um), suspect(1.0, 1.3, -1.0, um)
    assert [(one.pause.witness, one.pause.certain) for one in decide(likely)] == [("transcript", True)]
    assert [(one.pause.witness, one.pause.certain) for one in decide(none)] == [("transcript", False)]
    assert decide(suspect(1.0, 1.3, 1.0, um))[0].pause.witness == "both"


def test_a_written_um_is_put_where_it_sounds() -> None:
    um = PlacedFiller("um", TimeSpan(1.0, 1.1), in_text=True)
    (one,) = decide(suspect(1.0, 1.1, -0.1, um), suspect(0.4, 0.9, 1.0))
    assert (one.pause.start, one.pause.end, one.pause.witness) == (10.4, 10.9, "both")
    words = (Word("so", 10.0, 10.4), Word("um,", 11.0, 11.1), Word("we", 11.2, 11.4))
    assert with_filled_pauses(words, [one])[1] == Word("um,", 10.4, 10.9)
    assert len(decide(suspect(1.0, 1.1, -0.1, um), suspect(3.0, 3.5, 1.0))) == 2


def test_ah_in_the_text_needs_the_sound() -> None:
    ah = PlacedFiller("ah", TimeSpan(1.0, 1.3), in_text=True)
    assert not decide(suspect(1.0, 1.3, -0.05, ah))[0].pause.certain
    assert decide(suspect(1.0, 1.3, 1.0, ah))[0].pause.certain


def test_two_long_ones_in_a_row_stay_two_and_two_parts_of_one_do_not() -> None:
    assert len(decide(suspect(1.0, 1.8, 1.0), suspect(1.8, 2.6, 0.9))) == 2
    assert len(decide(suspect(1.0, 1.2, 1.0), suspect(1.22, 1.4, 0.9))) == 1


def test_a_score_in_between_is_possible_and_no_more() -> None:
    (one,) = decide(suspect(1.0, 1.4, -0.04))
    assert 0.25 < one.score < 0.45
    assert not one.pause.certain


@pytest.mark.parametrize("text", ["um", "Um,", "uhm", "uh...", "er", "erm", "ummm"])
def test_written_forms(text: str) -> None:
    assert is_surely_filler(text)


@pytest.mark.parametrize("text", ["umbrella", "her", "a", "the", "error", "hum", "are", "mm", "uh-huh"])
def test_words_are_no_written_forms(text: str) -> None:
    assert not is_filler(text)


@given(st.lists(st.sampled_from(["word", None]), max_size=12))
def test_the_grammar_leads_through_every_word_and_every_written_um(words: list[str | None]) -> None:
    steps, final = grammar(words, ["um"])
    reached: dict[int, set[tuple[str, ...]]] = {0: {()}}
    for step in steps:  # they lead forward, in order of their states
        for path in reached.get(step[0], set()):
            reached.setdefault(step[1], set()).add((*path, *step[3:]))
    expected = [word for word in words if word is not None]
    assert all([word for word in path if word == "word"] == expected for path in reached[final])
    if not [one for one in words if one is None]:
        assert tuple(expected) in reached[final]
    elif words[-1] is None:
        assert all(path[-1] == "um" for path in reached[final])


def found(text: str, start: float, end: float, *, certain: bool = True) -> Found:
    return Found(FilledPause(text, start, end, "acoustic", certain), 0.9)


def test_a_word_stretched_over_an_um_gives_way() -> None:
    words = (Word("so", 0.0, 0.2), Word("we", 0.2, 1.0), Word("left", 1.0, 1.4))
    result = with_filled_pauses(words, [found("um", 0.25, 0.75)])
    assert [word.text for word in result] == ["so", "um", "we", "left"]
    assert (result[1].start, result[1].end, result[1].probability) == (0.25, 0.75, 0.9)
    assert result[2].start == 0.75


def test_possible_ones_are_not_among_the_words() -> None:
    words = (Word("so", 0.0, 0.2),)
    assert with_filled_pauses(words, [found("uh", 0.5, 0.8, certain=False)]) == words


def test_words_without_times_are_left_alone() -> None:
    words = (Word("so", None, None), Word("we", None, None))
    assert [word.text for word in with_filled_pauses(words, [found("uh", 0.5, 0.8)])] == ["so", "we", "uh"]


_spans = st.lists(st.floats(0, 60).map(lambda x: round(x, 3)), min_size=2, max_size=24, unique=True).map(
    sorted
)


@given(_spans, _spans)
def test_words_stay_in_order_with_filled_pauses_among_them(edges: list[float], pauses: list[float]) -> None:
    words = [Word("w", a, b) for a, b in pairwise(edges)]
    heard = [found("um", a, b) for a, b in zip(pauses[::2], pauses[1::2], strict=False)]
    result = with_filled_pauses(words, heard)
    assert sum(word.text == "um" for word in result) == len(heard)
    assert sum(word.text == "w" for word in result) == len(words)
    starts = [one.start for one in result if one.start is not None]
    assert starts == sorted(starts)
    assert all(one.start is None or one.end is None or one.start <= one.end for one in result)


def test_an_alignment_tells_of_written_and_chosen_fillers() -> None:
    words = (Word("Um,", 0.0, 0.3), Word("we", 0.5, 0.7))
    chosen = PlacedFiller("uh", TimeSpan(0.8, 1.0), in_text=False)
    told = witnesses_of(Alignment(words, trusted=True, fillers=(chosen,), phones=(2, 2)))
    assert [(filler.text, filler.in_text) for filler in told.fillers] == [("um", True), ("uh", False)]
    assert [word.text for word in told.words] == ["we"]


@pytest.mark.parametrize("file", FILES)
def test_the_shipped_weights_have_every_measure_and_survive_writing(file: str) -> None:
    weights = shipped_weights(file)
    again = weights_from_json(weights_as_json(weights), FILES[file])
    assert again.names == weights.names
    assert np.allclose(again.hidden, weights.hidden, atol=1e-4)
