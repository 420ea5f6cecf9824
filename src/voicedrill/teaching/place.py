"""Where a deck's lessons are kept: beside it when it is the user's own, else with the user's data."""

import hashlib
from collections.abc import Callable
from pathlib import Path

SUFFIX = ".lessons.yaml"


def lessons_place(deck: Path, *, shipped: Path, data: Path, writable: Callable[[Path], bool]) -> Path:
    """The one file for the lessons of the deck in the file ``deck``. Pure: nothing is looked up but by
    ``writable``, which says whether the user may write to a folder.

    ``shipped``: the folder of the decks that ship with voicedrill, ``data``: the user's data folder. All
    paths are absolute, with links resolved. A deck in a folder that cannot be written to shares a name with
    decks elsewhere, so its path goes into the name.
    """
    if deck.parent == shipped:
        return data / "lessons" / f"{deck.stem}{SUFFIX}"
    if writable(deck.parent):
        return deck.with_name(f"{deck.stem}{SUFFIX}")
    mark = hashlib.sha256(str(deck).encode("utf-8", "surrogateescape")).hexdigest()[:8]
    return data / "lessons" / f"{deck.stem}-{mark}{SUFFIX}"


def lessons_path(deck: Path) -> Path:
    """`lessons_place` on this machine."""
    import os

    from voicedrill.folders import data_dir
    from voicedrill.resources import content_dir

    return lessons_place(
        deck.resolve(),
        shipped=content_dir().resolve(),
        data=data_dir().resolve(),
        writable=lambda folder: os.access(folder, os.W_OK | os.X_OK),
    )
