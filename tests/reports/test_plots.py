from hypothesis import given
from hypothesis import strategies as st

from voicedrill.reports.plots import columns, shares, sparkline, squeezed, timeline
from voicedrill.timing import clock

seconds = st.floats(0, 1000, allow_nan=False)


def test_clock_shows_minutes_and_seconds() -> None:
    assert [clock(value) for value in (0, 59.9, 60, 3661)] == ["0:00", "0:59", "1:00", "61:01"]


def test_sparkline_rises_with_its_values_and_clips_what_is_outside() -> None:
    assert sparkline([0, 50, 100, 500, -7], 0, 100) == "▁▅██▁"


def test_timeline_places_marks_by_time() -> None:
    assert timeline([(0, 0, "a"), (5, 7.5, "░"), (9.9, 9.9, "z")], 0, 10, 8) == "a───░░─z"


@given(
    st.lists(st.tuples(seconds, seconds, st.just("x"))),
    seconds,
    seconds,
    st.integers(min_value=1, max_value=200),
)
def test_timeline_is_always_as_wide_as_asked(
    marks: list[tuple[float, float, str]], start: float, length: float, width: int
) -> None:
    assert len(timeline(marks, start, start + length, width)) == width


@given(st.lists(st.floats(0, 1), max_size=8), st.integers(min_value=8, max_value=120))
def test_shares_fit_the_width_and_leave_no_part_out(parts: list[float], width: int) -> None:
    cells = shares(parts, width)
    assert sum(cells) <= width
    if sum(parts) > 0:
        assert [part > 0 for part in parts] == [count > 0 for count in cells]


def test_columns_are_as_high_as_their_values() -> None:
    assert columns([0, 50, 75, 100, 500, -7], 0, 100, 2) == ["  ▄██ ", "▁████▁"]


@given(st.lists(st.floats(0, 1), max_size=30), st.integers(1, 8))
def test_columns_stand_on_each_other(values: list[float], height: int) -> None:
    lines = columns(values, 0, 1, height)
    assert [len(line) for line in lines] == [len(values)] * height
    for column in zip(*lines, strict=True):
        told = "".join(column).lstrip()
        assert set(told[1:]) <= {"█"}
        assert len(told) >= 1


@given(st.lists(st.floats(-10, 10), max_size=100), st.integers(0, 40))
def test_a_long_series_is_squeezed_into_means(values: list[float], most: int) -> None:
    found = squeezed(values, most)
    assert len(found) == min(len(values), most)
    assert all(min(values) - 1e-9 <= value <= max(values) + 1e-9 for value in found)
    if len(values) <= most:
        assert found == values
