"""The frameworks that every deck may name: data in frameworks.yaml, beats in order with shares and cues."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

from voicedrill.decks.model import Beat, Framework
from voicedrill.decks.yaml12 import read_yaml


def frameworks() -> Mapping[str, Framework]:
    """Name -> framework, in the order of the file."""
    return _read()[0]


def find_framework(name: str) -> Framework | None:
    """The framework of that name or None; case and spaces do not matter, "STAR with lesson" is one."""
    known, titles = _read()
    wanted = _plain(name)
    return known.get(titles.get(wanted, wanted))


@cache
def _read() -> tuple[Mapping[str, Framework], Mapping[str, str]]:
    data = read_yaml(Path(__file__).with_name("frameworks.yaml").read_text(encoding="utf-8")).data
    known = {
        name: Framework(
            name,
            tuple(Beat(b["beat"], b.get("share"), tuple(b.get("cues", ()))) for b in entry["beats"]),
        )
        for name, entry in data.items()
    }
    titles = {_plain(title): name for name, entry in data.items() for title in (name, *entry["also"])}
    return MappingProxyType(known), MappingProxyType(titles)


def _plain(name: str) -> str:
    return "-".join(name.casefold().replace("-", " ").replace("_", " ").split())
