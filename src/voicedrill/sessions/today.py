"""Today's agenda as a script: what is due or new is asked, as long as there is time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from voicedrill.coach.rewordings import reworded
from voicedrill.coach.schedule.prompts import for_points_alone
from voicedrill.sessions.following import follow_up_item
from voicedrill.sessions.script import Answered, Item

if TYPE_CHECKING:
    from voicedrill.coach.schedule.agenda import Task
    from voicedrill.decks.model import Deck, Question

#: So much longer than its minutes a session may take to finish what is begun, seconds.
_GRACE_S = 30.0
_WHY = {"due": "due", "new": "new", "ahead": "ahead of its day"}


@dataclass(frozen=True)
class TodayScript:
    """Asks ``tasks`` in their order, those that still fit in ``minutes``; at most ``follow_ups`` after each.

    ``decks``: by reference, with their files, of all tasks. A task whose question the deck no longer has is
    passed over. Questions come in the words whose turn it is, points alone in a short question of their own.
    """

    tasks: "tuple[Task, ...]"
    decks: "Mapping[str, tuple[Deck, Path]]"
    minutes: float
    follow_ups: int = 0

    def next(self, so_far: Sequence[Answered], elapsed_s: float) -> Item | None:
        """See `script.Script`."""
        left_s = self.minutes * 60 + _GRACE_S - elapsed_s
        follow_up = follow_up_item(so_far, self.follow_ups)
        if follow_up is not None and left_s > 0:
            return follow_up
        asked = {_name(one.item) for one in so_far if not one.item.part}
        for task in self.tasks:
            item = self._item(task, len(asked) + 1)
            if item is not None and _name(item) not in asked and (not asked or task.seconds <= left_s):
                return item
        return None

    def _item(self, task: "Task", number: int) -> Item | None:
        card = task.question.card
        deck, file = self.decks[card.deck]
        question: Question | None = next((q for q in deck.questions if q.id == card.question), None)
        if question is None:
            return None
        wanted = [point.point for point in task.points]
        if wanted:
            if not any(point.id in wanted for point in question.points):
                return None
            question, why = for_points_alone(question, wanted), "what you left out"
        else:
            question, why = reworded(question, card.asked), _WHY[task.why]
        return Item(question, deck, file, f"Question {number} of {len(self.tasks)}, {why}", mode="today")


def _name(item: Item) -> tuple[Path | None, str]:
    return item.deck_file, item.question.id
