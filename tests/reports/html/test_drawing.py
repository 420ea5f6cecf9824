"""Paths and scales stay inside their box and say what the numbers say."""

import re

from hypothesis import given
from hypothesis import strategies as st

from voicedrill.reports.html.drawing import contour, line, outline, percent
from voicedrill.reports.html.figures import gauge


def heights(path: str) -> list[int]:
    """The heights that a path's relative steps go through."""
    first = int(re.findall(r"V(-?\d+)", path)[0])
    steps = re.findall(r"-?\d+", path.split("l")[1].split("V")[0]) if "l" in path else []
    made = [first]
    for step in steps[1::2]:
        made.append(made[-1] + int(step))
    return made


def test_a_waveform_is_as_high_as_its_peaks() -> None:
    assert heights(outline([0.0, 1.0, 0.5, 0.1])) == [50, 0, 25, 45]
    assert outline([]) == ""


@given(st.lists(st.floats(-1, 2), min_size=1, max_size=50))
def test_a_waveform_stays_in_its_box(peaks: list[float]) -> None:
    made = heights(outline(peaks))
    assert len(made) == len(peaks)
    assert all(0 <= height <= 50 for height in made)


def test_a_contour_breaks_where_there_is_no_voice() -> None:
    path = contour([None, 100.0, 150.0, None, None, 200.0], 100.0, 200.0)
    assert path == "M1 50l1-25"
    assert contour([None, None], 0.0, 1.0) == ""


def test_a_line_goes_through_its_points() -> None:
    assert line([(0, 80), (50, 150), (100, 300)], 80, 220) == "M0.0 100L50.0 50L100.0 0"


@given(st.floats(-1e6, 1e6), st.floats(-10, 1e6))
def test_percents_stay_between_0_and_100(part: float, whole: float) -> None:
    assert 0 <= float(percent(part, whole)) <= 100


def test_percents_are_short() -> None:
    assert [percent(1, 8), percent(1, 3), percent(0, 5), percent(5, 0)] == ["12.5", "33.33", "0", "0"]


@given(st.floats(-500, 500), st.floats(0, 100), st.floats(0, 100), st.floats(-500, 500))
def test_a_gauge_stays_on_its_scale(value: float, low: float, width: float, upto: float) -> None:
    made = gauge(value, (0.0, 200.0), (low, low + width), upto)
    assert 0 <= made.at <= 100
    assert 0 <= made.low <= made.low + made.width <= 100.1
    assert made.over is None or 0 <= made.over <= 100


def test_an_open_band_reaches_the_end_of_the_scale() -> None:
    made = gauge(3.0, (0.0, 12.0), (None, 6.0), 9.0)
    assert (made.low, made.width, made.at, made.over) == (0, 50, 25, 50)
