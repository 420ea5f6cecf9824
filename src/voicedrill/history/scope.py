"""Which answers a summary of the history is about."""

from dataclasses import dataclass
from datetime import date
from typing import Any

#: Answers to questions themselves; first sentences against the clock say nothing of whole answers.
MEASURED = "part = 0 AND mode <> 'drill'"


@dataclass(frozen=True)
class Scope:
    """Which answers. ``deck``: what names it in the history, None: all; ``since`` None: of all time."""

    deck: str | None = None
    since: date | None = None

    @property
    def where(self) -> str:
        """A condition on `attempts`, with the names of `values`."""
        return "(:deck IS NULL OR deck = :deck) AND (:since IS NULL OR day >= :since)"

    @property
    def values(self) -> dict[str, Any]:
        """What the names of `where` stand for."""
        return {"deck": self.deck, "since": self.since.isoformat() if self.since else None}
