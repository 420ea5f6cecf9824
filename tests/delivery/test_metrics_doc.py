"""docs/metrics.md names every number and every gain as it is in the code."""

import re
from dataclasses import fields
from pathlib import Path

import pytest

from voicedrill.coach.follow_ups import FOLLOW_UP_GAINS
from voicedrill.coach.proposal import GAINS
from voicedrill.delivery.results import Delivery
from voicedrill.recording import SoundMeasures

TEXT = (Path(__file__).resolve().parents[2] / "docs" / "metrics.md").read_text(encoding="utf-8")


def rows(heading: str) -> list[list[str]]:
    """Cells of the first table under a heading, without its two head lines."""
    section = re.split(r"^## ", TEXT, flags=re.MULTILINE)
    (text,) = [part for part in section if part.startswith(heading + "\n")]
    lines = [line for line in text.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


@pytest.mark.parametrize(("heading", "values"), [("Delivery", Delivery), ("Sound", SoundMeasures)])
def test_every_field_is_documented_with_its_formula_and_its_empty_case(heading: str, values: type) -> None:
    documented = {name: row for row in rows(heading) for name in re.findall(r"`([a-z_]+)`", row[0])}
    for field in fields(values):
        assert field.name in documented, f"docs/metrics.md does not say what {field.name} is"
        row = documented[field.name]
        assert row[1], f"{field.name} has no formula"
        assert row[4], f"{field.name} has no empty case"


@pytest.mark.parametrize(("heading", "gains"), [("Advice", GAINS), ("Follow-ups", FOLLOW_UP_GAINS)])
def test_every_gain_is_documented_as_it_is(heading: str, gains: dict[str, float]) -> None:
    documented = {row[0]: float(row[1]) for row in rows(heading)}
    assert documented == gains
