"""General questions, from prompts.yaml, for decks that have none of their own."""

from functools import cache
from pathlib import Path

from voicedrill.decks.yaml12 import read_yaml


def prompts(name: str) -> tuple[str, ...]:
    """The general questions of that name, in the order of the file. Raises KeyError for an unknown name."""
    return _read()[name]


@cache
def _read() -> dict[str, tuple[str, ...]]:
    data = read_yaml(Path(__file__).with_name("prompts.yaml").read_text(encoding="utf-8")).data
    return {name: tuple(asks) for name, asks in data.items()}
