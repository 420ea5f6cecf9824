"""Practice as a script: questions in their order, and after each the follow-ups that its answer left open."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from voicedrill.decks.model import Deck, Question
from voicedrill.sessions.following import follow_up_item
from voicedrill.sessions.script import Answered, Item


@dataclass(frozen=True)
class PracticeScript:
    """Asks ``questions``, and at most ``follow_ups`` after each."""

    deck: Deck
    deck_file: Path | None
    questions: tuple[Question, ...]
    follow_ups: int = 0

    def next(self, so_far: Sequence[Answered], elapsed_s: float) -> Item | None:  # noqa: ARG002 - untimed
        """See `script.Script`."""
        follow_up = follow_up_item(so_far, self.follow_ups)
        if follow_up is not None:
            return follow_up
        asked = sum(answered.item.part == 0 for answered in so_far)
        if asked >= len(self.questions):
            return None
        heading = f"Question {asked + 1} of {len(self.questions)}"
        return Item(self.questions[asked], self.deck, self.deck_file, heading)
