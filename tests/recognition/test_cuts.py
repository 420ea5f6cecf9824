"""Where sound is cut. Speech is made of probabilities: the samples only count."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from voicedrill.audio.activity import FRAME_S, FRAME_SAMPLES
from voicedrill.recognition.cuts import Cut, CutRules, Cutter

RULES = CutRules(full_s=5, longest_s=12)


def made(*stretches: tuple[float, float]) -> tuple[np.ndarray, list[float]]:
    """Samples (each with its own value) and probabilities of stretches of (seconds, probability)."""
    probabilities = [p for seconds, p in stretches for _ in range(round(seconds / FRAME_S))]
    samples = np.arange(len(probabilities) * FRAME_SAMPLES, dtype=np.float32)
    return samples, probabilities


def cuts_of(*stretches: tuple[float, float], rules: CutRules = RULES) -> list[Cut]:
    cutter = Cutter(rules)
    return cutter.push(*made(*stretches)) + cutter.finish()


def speech_of(cuts: list[Cut]) -> list[tuple[float, float]]:
    """Absolute times of all speech in the cuts."""
    return [(cut.start_s + span.start, cut.start_s + span.end) for cut in cuts for span in cut.speech]


def test_silence_gives_no_cut() -> None:
    assert cuts_of((30, 0.0)) == []
    assert Cutter().finish() == []


def test_a_phrase_keeps_a_margin_on_both_sides() -> None:
    (cut,) = cuts_of((2, 0.0), (3, 0.9), (4, 0.0))
    assert cut.start_s == pytest.approx(2 - RULES.margin_s, abs=FRAME_S)
    assert cut.duration_s == pytest.approx(3 + 2 * RULES.margin_s, abs=2 * FRAME_S)
    assert cut.speech[0].start == pytest.approx(RULES.margin_s, abs=FRAME_S)


def test_samples_are_those_of_the_cuts_time() -> None:
    (cut,) = cuts_of((2, 0.0), (3, 0.9), (4, 0.0))
    assert cut.samples[0] == round(cut.start_s / FRAME_S) * FRAME_SAMPLES
    assert np.all(np.diff(cut.samples) == 1)


def test_less_speech_than_the_least_is_dropped() -> None:
    assert cuts_of((2, 0.0), (0.1, 0.9), (4, 0.0)) == []


def test_a_long_pause_ends_a_cut_at_once() -> None:
    cutter = Cutter()
    samples, probabilities = made((1, 0.9), (RULES.long_pause_s + 0.1, 0.0))
    assert len(cutter.push(samples, probabilities)) == 1


def test_a_full_cut_ends_at_the_next_pause_and_a_short_one_goes_on() -> None:
    first, second = cuts_of((RULES.full_s + 1, 0.9), (0.6, 0.0), (2, 0.9), (0.6, 0.0), (2, 0.9))
    assert first.duration_s == pytest.approx(RULES.full_s + 1 + RULES.margin_s, abs=0.1)
    assert len(second.speech) == 2


def test_speech_without_a_pause_is_cut_at_its_weakest_place() -> None:
    first, second = cuts_of((7, 0.9), (0.1, 0.5), (6, 0.9))
    assert first.start_s + first.duration_s == pytest.approx(7.05, abs=0.1)
    assert second.start_s == pytest.approx(first.start_s + first.duration_s, abs=1e-6)


def test_speech_without_a_pause_is_cut_in_the_longest_gap() -> None:
    first, _ = cuts_of((5, 0.9), (0.1, 0.1), (2, 0.9), (0.3, 0.1), (8, 0.9))
    assert first.speech[-1].end + first.start_s == pytest.approx(7.1, abs=0.1)


def test_the_last_incomplete_frame_belongs_to_the_last_cut() -> None:
    cutter = Cutter()
    samples, probabilities = made((2, 0.9))
    cutter.push(np.concatenate([samples, np.zeros(100, np.float32)]), probabilities)
    (cut,) = cutter.finish()
    assert len(cut.samples) == len(samples) + 100


STRETCHES = st.lists(
    st.tuples(st.floats(0.05, 9), st.sampled_from([0.0, 0.1, 0.3, 0.6, 0.9])), min_size=1, max_size=12
)


@settings(max_examples=60, deadline=None)
@given(stretches=STRETCHES, sizes=st.lists(st.integers(1, 400), max_size=30))
def test_blocks_of_any_size_give_the_same_cuts(
    stretches: list[tuple[float, float]], sizes: list[int]
) -> None:
    samples, probabilities = made(*stretches)
    cutter, cuts, at = Cutter(RULES), [], 0
    for size in [*sizes, len(probabilities)]:
        block = samples[at * FRAME_SAMPLES : (at + size) * FRAME_SAMPLES]
        cuts += cutter.push(block, probabilities[at : at + size])
        at += size
    cuts += cutter.finish()
    expected = cuts_of(*stretches)
    assert [(cut.start_s, cut.duration_s, cut.speech) for cut in cuts] == [
        (cut.start_s, cut.duration_s, cut.speech) for cut in expected
    ]
    assert all(np.array_equal(one.samples, other.samples) for one, other in zip(cuts, expected, strict=True))


@settings(max_examples=60, deadline=None)
@given(stretches=STRETCHES)
def test_every_frame_of_speech_is_in_exactly_one_cut(stretches: list[tuple[float, float]]) -> None:
    _, probabilities = made(*stretches)
    cuts = cuts_of(*stretches, rules=replace(RULES, least_speech_s=0))
    spoken = [n for n, p in enumerate(probabilities) if p >= RULES.speech_probability]
    in_cuts = [
        n for start, end in speech_of(cuts) for n in range(round(start / FRAME_S), round(end / FRAME_S))
    ]
    assert in_cuts == spoken
    assert all(cut.duration_s <= RULES.longest_s + FRAME_S for cut in cuts)
    assert all(0 <= span.start < span.end <= cut.duration_s + 1e-9 for cut in cuts for span in cut.speech)


def test_memory_does_not_grow_with_the_sound() -> None:
    cutter = Cutter()
    samples, probabilities = made((10, 0.0))
    for _ in range(200):
        cutter.push(samples, probabilities)
    assert len(cutter._samples) < 2 * FRAME_SAMPLES + RULES.margin_s * 16_000
