"""What a rule finds, and the words by which rules tell whether two notes are alike."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from voicedrill.decks.blanks import LIGHT_WORDS, said
from voicedrill.decks.load import LoadedDeck
from voicedrill.decks.rewrite import Edit, Place

Severity = Literal["error", "warning"]


@dataclass(frozen=True)
class Finding:
    """One thing found. ``rule`` is a stable name, ``line`` counts from 1 (None: the file as a whole).

    ``edits``: what would mend it, when that is safe; empty when only the deck's owner can tell.
    """

    rule: str
    severity: Severity
    file: str
    line: int | None
    message: str
    edits: tuple[Edit, ...] = ()


def at(
    loaded: LoadedDeck, rule: str, severity: Severity, place: Place, message: str, *edits: Edit
) -> Finding:
    """A finding about what stands in a place of the deck."""
    return Finding(rule, severity, str(loaded.path), loaded.line_of(place), message, edits)


def heavy_words(text: str) -> frozenset[str]:
    """Numbers and words that carry meaning, cut to five letters so that "stream" meets "streams"."""
    words = re.findall(r"\w+", said(text).casefold())
    return frozenset(word[:5] for word in words if word not in LIGHT_WORDS)


def plain(text: str) -> str:
    """The bare words in order, by which a text that stands twice is known."""
    return " ".join(re.findall(r"\w+", text.casefold()))


def likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """The share of their words that two texts have in common (Jaccard), 0 to 1."""
    return len(one & other) / len(one | other) if one or other else 0.0


def notes_of(place: Place, beats: dict[str, list[str]]) -> Iterator[tuple[Place, str]]:
    """Each note for a beat, and its place."""
    for beat, notes in beats.items():
        for j, note in enumerate(notes):
            yield (*place, beat, j), note
