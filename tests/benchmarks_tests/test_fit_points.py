"""Fitting and drawing the scores of talking points, on data whose outcome is plain to see."""

import math
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest
from benchmarks.coverage_figures import reliability
from benchmarks.fit_points import evidence_of, logistic, status, thresholds
from benchmarks.reliability import drawing


def test_the_curve_is_found_that_made_the_labels() -> None:
    random = np.random.default_rng(7)
    strength = random.uniform(0, 4, 4000)
    made = random.uniform(size=4000) < 1 / (1 + np.exp(-(2 * strength - 4)))
    base, scale = logistic(strength, made.tolist())
    assert scale == pytest.approx(2, abs=0.25)
    assert -base / scale == pytest.approx(2, abs=0.15)


def test_thresholds_part_what_can_be_parted() -> None:
    chances = np.array([0.1, 0.15, 0.2, 0.4, 0.45, 0.5, 0.8, 0.85, 0.9])
    labels = ["missed"] * 3 + ["partial"] * 3 + ["covered"] * 3
    low, high = thresholds(chances, labels, ["natural"] * 9)
    assert [status(chance, low, high) for chance in chances] == labels


def test_what_was_said_is_stronger_evidence_than_what_was_not() -> None:
    row = {
        "id": "a",
        "part": "natural",
        "question": "Tell me about an outage.",
        "answer": "We rolled the release back within five minutes, and then I wrote it up.",
        "points": [
            {"text": "rolled back the release", "label": "covered"},
            {"text": "told the regulator", "label": "missed"},
        ],
    }
    strength, _, labels, parts, ids = evidence_of([row])
    assert strength[0] > strength[1] + 1
    assert (labels, parts, ids) == (["covered", "missed"], ["natural"] * 2, ["a"] * 2)


def test_the_plot_has_a_dot_for_every_range_of_scores(tmp_path: Path) -> None:
    fifths = reliability([0.1, 0.15, 0.5, 0.9], [False, True, True, True], 5)
    plot = tmp_path / "plot.svg"
    plot.write_text(drawing({"own": fifths}), encoding="utf-8")
    dots = list(ElementTree.parse(plot).iter("{http://www.w3.org/2000/svg}circle"))
    assert len(dots) == len(fifths) == 3
    assert all(math.isfinite(float(dot.attrib[at])) for dot in dots for at in ("cx", "cy", "r"))
