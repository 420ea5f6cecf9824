"""docs/decks.md keeps its word: its examples are read, its tables name what there is."""

import re
from pathlib import Path

import pytest

from voicedrill.decks import load
from voicedrill.decks.check import check_deck
from voicedrill.decks.frameworks import frameworks
from voicedrill.decks.load import load_question_file
from voicedrill.decks.shapes import QuestionShape

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "decks.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"^```yaml\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)


@pytest.mark.parametrize("number", [0, 2])
def test_the_example_decks_have_no_findings(tmp_path: Path, number: int) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(EXAMPLES[number], encoding="utf-8")
    assert check_deck(path) == ()


def test_the_example_question_shows_every_key(tmp_path: Path) -> None:
    path = tmp_path / "question.yaml"
    path.write_text(EXAMPLES[1], encoding="utf-8")
    assert load_question_file(path).id == "late-events"
    assert set(re.findall(r"^(\w+):", EXAMPLES[1], re.MULTILINE)) == QuestionShape.keys()


def test_blanks_are_read_as_the_page_says(tmp_path: Path) -> None:
    path = tmp_path / "question.yaml"
    path.write_text(EXAMPLES[3], encoding="utf-8")
    question = load_question_file(path)
    assert [point.wordings for point in question.points] == [("we moved to Kafka in",)]
    assert question.facts == ("no downtime in [month] 2023",)
    assert question.to_fill == ("[who signed it off?]", "[how many?] services")


def test_every_framework_is_in_the_table() -> None:
    rows = dict(re.findall(r"^\| `([\w-]+)` \| ([^|]+) \|$", PAGE, re.MULTILINE))
    assert {name: ", ".join(beat.beat for beat in f.beats) for name, f in frameworks().items()} == rows


def test_every_rule_is_in_the_table() -> None:
    folder = Path(str(load.__file__)).parent
    files = [folder / "load.py", folder / "problems.py", *(folder / "checks").glob("*.py")]
    sources = "".join(path.read_text(encoding="utf-8") for path in files)
    rules = set(re.findall(r'(?:\bat\(loaded|Problem\(|return)\s*,?\s*"([a-z-]+)",', sources))
    table = set(re.findall(r"`([a-z-]+)`", PAGE.split("## What `voicedrill check` finds")[1]))
    assert len(rules) > 30
    assert rules - {"not-readable"} <= table  # what cannot be read at all is no finding
