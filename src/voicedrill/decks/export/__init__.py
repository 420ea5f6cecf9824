"""Decks in the forms that other programs read: each `render(deck) -> str`, chosen by name."""

from collections.abc import Callable
from importlib import import_module
from typing import cast

from voicedrill.decks.model import Deck

#: Format -> module and the ending of its files.
FORMATS = {"csv": ("as_csv", ".csv"), "anki": ("as_anki", ".txt"), "markdown": ("as_markdown", ".md")}


def export(deck: Deck, form: str) -> str:
    """``deck`` as text in ``form``, one of `FORMATS`."""
    render = cast("Callable[[Deck], str]", import_module(f"{__package__}.{FORMATS[form][0]}").render)
    return render(deck)
