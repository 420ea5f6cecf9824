"""Word times: forced alignment against known times, and what happens when words and sound do not fit."""

import json
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from voicedrill.audio.activity import VoiceActivity
from voicedrill.audio.clips import SAMPLE_RATE_HZ, Samples
from voicedrill.audio.files import read_clip
from voicedrill.recognition.alignment import Aligner, ProportionalAligner, proportional_times
from voicedrill.recognition.cuts import Cut, Cutter
from voicedrill.recognition.edges import draw_in, reach_back
from voicedrill.recognition.sphinx import ForcedAligner, default_aligner, missing
from voicedrill.timing import TimeSpan, Word

FIXTURES = Path(__file__).parents[2] / "audio_fixtures"
needs_pocketsphinx = pytest.mark.skipif(missing() is not None, reason=str(missing()))


@pytest.fixture(scope="module")
def aligner() -> ForcedAligner:
    return ForcedAligner()


@pytest.fixture(scope="module")
def answer() -> list[tuple[Cut, list[Word]]]:
    """The demo's cuts, each with the words that are truly said in it."""
    samples = read_clip(FIXTURES / "demo" / "answer.flac").samples
    truth = json.loads((FIXTURES / "demo" / "answer.truth.json").read_text(encoding="utf-8"))["words"]
    cutter = Cutter()
    cuts = cutter.push(samples, VoiceActivity().push(samples)) + cutter.finish()
    return [
        (
            cut,
            [
                Word(word["text"], word["start"] - cut.start_s, word["end"] - cut.start_s)
                for word in truth
                if 0 <= (word["start"] + word["end"]) / 2 - cut.start_s < cut.duration_s
            ],
        )
        for cut in cuts
    ]


def start_errors_s(aligner: Aligner, answer: Sequence[tuple[Cut, list[Word]]]) -> list[float]:
    errors = []
    for cut, words in answer:
        found = aligner.align(cut, [word.text for word in words])
        assert [word.text for word in found.words] == [word.text for word in words]
        errors += [abs((a.start or 0) - (b.start or 0)) for a, b in zip(found.words, words, strict=True)]
    return errors


@needs_pocketsphinx
def test_words_begin_where_they_are_said(
    aligner: ForcedAligner, answer: list[tuple[Cut, list[Word]]]
) -> None:
    errors = start_errors_s(aligner, answer)
    assert np.median(errors) < 0.03
    assert np.mean(np.array(errors) < 0.12) > 0.9
    assert np.median(start_errors_s(ProportionalAligner(), answer)) > 2 * np.median(errors)


@needs_pocketsphinx
def test_words_of_another_cut_are_not_trusted(
    aligner: ForcedAligner, answer: list[tuple[Cut, list[Word]]]
) -> None:
    cut, other = answer[0][0], [word.text for word in answer[1][1]]
    found = aligner.align(cut, other)
    assert not found.trusted
    assert [word.text for word in found.words] == other
    times = [round(time or 0.0, 3) for word in found.words for time in (word.start, word.end)]
    assert times == sorted(times)
    assert times[0] >= 0
    assert times[-1] <= cut.duration_s


@needs_pocketsphinx
def test_held_filled_pauses_are_not_taken_for_silence(aligner: ForcedAligner) -> None:
    """A decoder that removes noise removes a held vowel: its um began up to a second late."""
    samples = read_clip(FIXTURES / "gap-apologises.flac").samples
    truth = json.loads((FIXTURES / "gap-apologises.truth.json").read_text(encoding="utf-8"))["words"]
    at = next(n for n, word in enumerate(truth) if word["text"] == "uh" and truth[n + 1]["text"] == "It")
    said = truth[at : at + 6]
    start_s, end_s = said[0]["start"] - 0.3, said[-1]["end"] + 0.1
    cut = Cut(start_s, samples[round(start_s * SAMPLE_RATE_HZ) : round(end_s * SAMPLE_RATE_HZ)], ())
    found = aligner.align(cut, [word["text"] for word in said])
    assert found.trusted
    for word, true in zip(found.words, said, strict=True):
        assert word.start == pytest.approx(true["start"] - start_s, abs=0.12)


@needs_pocketsphinx
def test_words_that_are_written_as_signs_get_one_time_each(aligner: ForcedAligner) -> None:
    samples = read_clip(FIXTURES / "demo" / "answer.flac").samples
    truth = json.loads((FIXTURES / "demo" / "answer.truth.json").read_text(encoding="utf-8"))["words"]
    at = next(n for n, word in enumerate(truth) if word["text"].lower() == "eighteen")
    first, second, after = truth[at : at + 3]
    start_s, end_s = first["start"] - 0.2, after["end"] + 0.2
    cut = Cut(start_s, samples[round(start_s * SAMPLE_RATE_HZ) : round(end_s * SAMPLE_RATE_HZ)], ())
    found = aligner.align(cut, ["18%", "…", after["text"]])
    assert found.trusted
    assert found.words[0].start == pytest.approx(first["start"] - start_s, abs=0.08)
    assert found.words[0].end == pytest.approx(second["end"] - start_s, abs=0.08)
    assert found.words[1].start == found.words[1].end == found.words[0].end
    assert found.words[2].start == pytest.approx(after["start"] - start_s, abs=0.08)


@needs_pocketsphinx
def test_the_same_cut_gives_the_same_times_again(
    aligner: ForcedAligner, answer: list[tuple[Cut, list[Word]]]
) -> None:
    cut, words = answer[0]
    texts = [word.text for word in words]
    first = aligner.align(cut, texts)
    aligner.align(answer[1][0], [word.text for word in answer[1][1]])
    assert aligner.align(cut, texts) == first


@needs_pocketsphinx
@pytest.mark.parametrize("seconds", [0.0, 0.01, 0.1])
def test_sound_too_short_for_its_words_is_not_trusted(aligner: ForcedAligner, seconds: float) -> None:
    cut = Cut(0.0, np.zeros(round(seconds * SAMPLE_RATE_HZ), np.float32), ())
    found = aligner.align(cut, ["several", "long", "words"])
    assert not found.trusted
    assert len(found.words) == 3


@needs_pocketsphinx
def test_forced_alignment_is_the_default() -> None:
    assert isinstance(default_aligner(), ForcedAligner)


def test_without_pocketsphinx_times_are_estimates(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("voicedrill.recognition.sphinx.missing", lambda: "not here")
    assert isinstance(default_aligner(), ProportionalAligner)


SPANS = st.lists(st.floats(0.05, 2), min_size=2, max_size=12).map(
    lambda steps: [
        TimeSpan(a, b) for a, b in zip(np.cumsum(steps)[::2], np.cumsum(steps)[1::2], strict=False)
    ]
)


@settings(deadline=None)
@given(speech=SPANS, texts=st.lists(st.text("abc", min_size=1, max_size=12), min_size=1, max_size=15))
def test_estimates_lie_in_the_speech_in_order(speech: list[TimeSpan], texts: list[str]) -> None:
    cut = Cut(0.0, np.zeros(40 * SAMPLE_RATE_HZ, np.float32), tuple(speech))
    words = proportional_times(cut, texts)
    times = [time for word in words for time in (word.start, word.end) if time is not None]
    assert len(times) == 2 * len(texts)
    assert all(later - earlier > -1e-6 for earlier, later in pairwise(times))
    assert all(any(span.start - 1e-6 <= time <= span.end + 1e-6 for span in speech) for time in times)


def beep(*stretches: tuple[float, float]) -> Samples:
    """Noise of the given (seconds, level) in a row."""
    random = np.random.default_rng(1)
    return np.concatenate(
        [random.normal(0, level, round(seconds * SAMPLE_RATE_HZ)) for seconds, level in stretches]
    ).astype(np.float32)


def test_edges_are_drawn_in_to_the_sound() -> None:
    samples = beep((0.5, 0.001), (0.4, 0.2), (0.6, 0.001))
    (span,) = draw_in(samples, [TimeSpan(0.3, 1.3)])
    assert span.start == pytest.approx(0.5, abs=0.015)
    assert span.end == pytest.approx(0.9, abs=0.015)


def test_a_closure_stays_inside_and_a_silence_does_not() -> None:
    samples = beep((0.3, 0.001), (0.2, 0.2), (0.1, 0.001), (0.2, 0.2), (0.4, 0.001), (0.1, 0.2), (0.3, 0.001))
    (span,) = draw_in(samples, [TimeSpan(0.2, 1.5)])
    assert span.start == pytest.approx(0.3, abs=0.015)
    assert span.end == pytest.approx(0.8, abs=0.015)


def test_a_filled_pause_begins_where_its_sound_does_and_no_other_word_moves() -> None:
    samples = beep((0.3, 0.001), (0.6, 0.2), (0.3, 0.001))
    before, late = TimeSpan(0.0, 0.4), TimeSpan(0.8, 0.9)
    assert reach_back(samples, [before, late], [False, False]) == [before, late]
    assert reach_back(samples, [before, late], [False, True]) == [before, TimeSpan(0.4, 0.9)]
    (alone,) = reach_back(samples, [late], [True])
    assert alone.start == pytest.approx(0.3, abs=0.015)


def test_a_word_without_sound_keeps_its_time() -> None:
    samples = beep((1.0, 0.2), (1.0, 0.001))
    assert draw_in(samples, [TimeSpan(1.4, 1.6)]) == [TimeSpan(1.4, 1.6)]
    assert draw_in(np.zeros(0, np.float32), [TimeSpan(0, 0.5)]) == [TimeSpan(0, 0.5)]
