import pytest
from hypothesis import given
from hypothesis import strategies as st

from voicedrill.audio.losses import LossMeter

BLOCK_S = 0.02
jitters = st.lists(st.floats(0, 0.05), min_size=200, max_size=400)


def feed(meter: LossMeter, jitter: list[float], lost_at: int = 0, lost_s: float = 0.0) -> None:
    for index, late in enumerate(jitter):
        clock_s = 100 + (index + 1) * BLOCK_S + (lost_s if index >= lost_at else 0)
        meter.push(clock_s + late, BLOCK_S)


def test_nothing_heard_is_nothing_lost() -> None:
    assert LossMeter().lost_s == 0


@given(jitters)
def test_late_blocks_are_not_lost_ones(jitter: list[float]) -> None:
    meter = LossMeter()
    feed(meter, jitter)
    assert meter.lost_s <= 0.051


@given(jitters, st.floats(0.2, 5))
def test_a_loss_is_measured_through_the_jitter(jitter: list[float], lost_s: float) -> None:
    meter = LossMeter()
    feed(meter, [*jitter, *jitter], lost_at=100, lost_s=lost_s)
    assert meter.lost_s == pytest.approx(lost_s, abs=0.051)


def test_a_late_first_block_with_a_burst_behind_it_is_no_loss() -> None:
    meter = LossMeter()
    for index in range(300):
        meter.push(max((index + 1) * BLOCK_S, 0.6), BLOCK_S)
    assert meter.lost_s == pytest.approx(0, abs=1e-6)


def test_small_losses_add_up() -> None:
    meter = LossMeter()
    for index in range(1000):
        meter.push(index * BLOCK_S * 1.05, BLOCK_S)
    assert meter.lost_s == pytest.approx(0.05 * 1000 * BLOCK_S, rel=0.1)
