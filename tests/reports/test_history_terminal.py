"""The table of past answers."""

import io
from datetime import UTC, datetime

import pytest
from rich.console import Console

from voicedrill.reports.history_terminal import Line, print_history


@pytest.mark.parametrize("width", [40, 50, 54, 60, 70, 80, 90, 120])
def test_names_of_answers_are_whole_in_every_window(width: int) -> None:
    lines = [
        Line(
            name=f"20261121-19011{number}/1",
            when=datetime(2026, 11, 21, 19, 1, number, tzinfo=UTC),
            deck="a-deck-with-quite-a-long-name",
            question="tell-me-about-a-time-that-you-disagreed-with-somebody",
            part=number % 2,
            length_s=605.0,
            score=1.0,
            fillers=(10.5, 18.25),
        )
        for number in range(4)
    ]
    console = Console(file=io.StringIO(), width=width)
    print_history(lines, console)

    printed = console.file.getvalue().splitlines()  # type: ignore[attr-defined]  # it is the StringIO
    assert [row.rstrip().rsplit(" ", 1)[-1] for row in printed[1:]] == [line.name for line in lines]
    assert all(len(row.rstrip()) <= width for row in printed)
