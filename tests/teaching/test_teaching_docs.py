"""docs/teaching.md keeps its word."""

import re
from pathlib import Path

from voicedrill.cli.review import command
from voicedrill.coverage.lessons import PointLesson
from voicedrill.teaching.doubts import NEAR
from voicedrill.teaching.reading import read_book

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "teaching.md").read_text(encoding="utf-8")


def test_the_example_is_read_as_it_says() -> None:
    [example] = re.findall(r"^```yaml\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)
    assert read_book(example, "example").lessons("late-events") == {
        "watermark": PointLesson(
            ("we hold the window open for stragglers", "the bell rings a bit later"),
            ("we looked at watermarks once",),
        )
    }


def test_the_page_gives_the_numbers_that_are_used() -> None:
    [limit] = [param.default for param in command.params if param.name == "limit"]
    assert f"within {NEAR}\nof a threshold" in PAGE
    assert f"({limit} unless `--limit`" in PAGE
