import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voicedrill.audio.activity import FRAME_S
from voicedrill.audio.endpointing import Endpointer

probabilities = st.lists(st.floats(0, 1), max_size=300)


def frames(seconds: float, probability: float) -> list[float]:
    return [probability] * math.ceil(seconds / FRAME_S)


def spoken() -> Endpointer:
    endpointer = Endpointer(end_silence_s=2.5)
    endpointer.push(frames(1.0, 0.9))
    return endpointer


def test_it_ends_after_the_silence_that_follows_speech() -> None:
    endpointer = spoken()
    assert not endpointer.push(frames(2.4, 0.05)).ended
    assert endpointer.push(frames(0.1, 0.05)).ended


def test_silence_alone_never_ends() -> None:
    state = Endpointer().push(frames(60, 0.05))
    assert not state.heard_speech
    assert not state.ended
    assert state.remaining_s is None
    assert state.silence_s == pytest.approx(60, abs=FRAME_S)


def test_a_pause_within_the_answer_does_not_end_it() -> None:
    endpointer = spoken()
    for _ in range(5):
        assert not endpointer.push(frames(2.3, 0.05)).ended
        assert endpointer.push(frames(0.3, 0.9)).silence_s == 0
    assert not endpointer.state.ended


def test_a_knock_does_not_begin_an_answer() -> None:
    state = Endpointer().push(frames(0.16, 0.95) + frames(10, 0.05))
    assert not state.heard_speech
    assert not state.ended


def test_a_click_in_the_silence_does_not_prolong_it() -> None:
    endpointer = spoken()
    endpointer.push(frames(1.5, 0.05) + frames(0.04, 0.9))
    assert endpointer.push(frames(1.0, 0.05)).ended


def test_it_never_ends_in_the_middle_of_a_word_that_begins() -> None:
    endpointer = spoken()
    endpointer.push(frames(2.48, 0.05))
    assert not endpointer.push(frames(0.3, 0.9)).ended
    assert endpointer.state.silence_s == 0


def test_a_faltering_voice_is_held_by_the_lower_threshold() -> None:
    endpointer = spoken()
    assert endpointer.push(frames(5, 0.4)).silence_s == 0
    endpointer.push(frames(0.1, 0.1))
    assert endpointer.push(frames(5, 0.4)).ended


def test_holding_waits_longer_until_speech_goes_on() -> None:
    endpointer = spoken()
    endpointer.push(frames(1.0, 0.05))
    endpointer.hold(2.0)
    endpointer.hold(0.5)
    assert endpointer.state.remaining_s == pytest.approx(3.5, abs=2 * FRAME_S)
    assert not endpointer.push(frames(3.3, 0.05)).ended
    endpointer.push(frames(1.0, 0.9))
    assert endpointer.state.remaining_s == 2.5
    assert endpointer.push(frames(2.5, 0.05)).ended


def test_an_utterance_that_has_just_ended_can_be_held() -> None:
    endpointer = Endpointer(1.0)
    assert endpointer.push([1.0] * 20 + [0.0] * 32).ended
    endpointer.hold(1.0)
    assert not endpointer.push([0.0] * 20).ended
    assert endpointer.push([0.0] * 20).ended


@pytest.mark.parametrize(("start", "stop"), [(0.3, 0.5), (1.2, 0.5), (0.5, -0.1)])
def test_thresholds_out_of_order_are_refused(start: float, stop: float) -> None:
    with pytest.raises(ValueError):
        Endpointer(start_probability=start, stop_probability=stop)


@given(probabilities, st.lists(st.integers(0, 40), max_size=30))
def test_how_the_frames_are_cut_into_pushes_does_not_matter(values: list[float], cuts: list[int]) -> None:
    whole, parts = Endpointer(1.0), Endpointer(1.0)
    rest = list(values)
    for cut in cuts:
        parts.push(rest[:cut])
        rest = rest[cut:]
    assert parts.push(rest) == whole.push(values)


@given(probabilities, probabilities)
def test_once_ended_it_stays_ended(before: list[float], after: list[float]) -> None:
    endpointer = Endpointer(0.5)
    ended = endpointer.push(before)
    later = endpointer.push(after)
    if ended.ended:
        assert later == ended


@given(probabilities)
def test_an_end_means_speech_and_then_the_whole_silence(values: list[float]) -> None:
    endpointer = Endpointer(0.5)
    for value in values:
        state = endpointer.push([value])
        assert 0 <= state.silence_s <= len(values) * FRAME_S
        assert (state.remaining_s is None) == (not state.heard_speech)
        if state.ended:
            assert state.heard_speech
            assert state.silence_s >= 0.5
            assert state.remaining_s == 0


@given(probabilities, st.floats(0.1, 3), st.floats(0, 3))
def test_more_patience_never_ends_sooner(values: list[float], short: float, more: float) -> None:
    def end(end_silence_s: float) -> int:
        endpointer = Endpointer(end_silence_s)
        return next((i for i, value in enumerate(values) if endpointer.push([value]).ended), len(values))

    assert end(short) <= end(short + more)
