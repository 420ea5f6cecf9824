"""Fitting and drawing the scores of talking points, on data whose outcome is plain to see."""

import math
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest
from benchmarks.coverage_figures import reliability, status_of
from benchmarks.fit_points import PIECES, Points, logistic, read, thresholds
from benchmarks.reliability import drawing

ROW = {
    "id": "a",
    "part": "natural",
    "question": "Tell me about an outage.",
    "answer": "We rolled the release back within five minutes, and then I wrote it up.",
    "points": [
        {"text": "rolled back the release", "label": "covered"},
        {"text": "told the regulator", "label": "missed"},
    ],
}


def test_the_curve_is_found_that_made_the_labels() -> None:
    random = np.random.default_rng(7)
    strength = random.uniform(0, 4, 4000)
    made = random.uniform(size=4000) < 1 / (1 + np.exp(-(2 * strength - 4)))
    base, scale = logistic(strength[:, None], made, np.ones(4000), 0.0)
    assert scale == pytest.approx(2, abs=0.25)
    assert -base / scale == pytest.approx(2, abs=0.15)


def test_rows_that_do_not_count_change_no_curve() -> None:
    random = np.random.default_rng(8)
    strength = random.uniform(0, 4, 400)[:, None]
    made = random.uniform(size=400) < 0.5
    counted = (np.arange(400) < 200).astype(float)
    half = logistic(strength[:200], made[:200], np.ones(200), 1.0)
    assert logistic(strength, made, counted, 1.0) == pytest.approx(half)


def test_thresholds_part_what_can_be_parted() -> None:
    chances = np.array([0.1, 0.15, 0.2, 0.4, 0.45, 0.5, 0.8, 0.85, 0.9])
    labels = ("missed",) * 3 + ("partial",) * 3 + ("covered",) * 3
    points = Points(chances[:, None], labels, ("natural",) * 9, ("a",) * 9, (0,) * 9)
    low, high = thresholds(points, chances, np.ones(9, dtype=bool))
    assert tuple(status_of(chance, low, high) for chance in chances) == labels


def test_what_was_said_is_stronger_evidence_than_what_was_not() -> None:
    points = read([[ROW]])
    assert (points.labels, points.parts, points.ids) == (("covered", "missed"), ("natural",) * 2, ("a",) * 2)
    for piece in ("anywhere", "margin", "likeness"):
        said, unsaid = points.evidence[:, PIECES.index(piece)]
        assert said > unsaid


def test_the_plot_has_a_dot_for_every_range_of_scores(tmp_path: Path) -> None:
    fifths = reliability([0.1, 0.15, 0.5, 0.9], [False, True, True, True], 5)
    plot = tmp_path / "plot.svg"
    plot.write_text(drawing({"own": fifths}), encoding="utf-8")
    dots = list(ElementTree.parse(plot).iter("{http://www.w3.org/2000/svg}circle"))
    assert len(dots) == len(fifths) == 3
    assert all(math.isfinite(float(dot.attrib[at])) for dot in dots for at in ("cx", "cy", "r"))
