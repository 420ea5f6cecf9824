"""Which stories cover which questions, and which are worn out or unused."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from voicedrill.coach.progress.rows import StoryRow

#: A story is worn out by so many tellings in so many days, or by so many different questions at any time.
RECENT_DAYS = 14
OFTEN = 5
MANY_QUESTIONS = 4

Wear = Literal["unused", "in use", "told often", "for many questions"]


@dataclass(frozen=True)
class KnownStory:
    """A story that stands in a deck, and the questions (their ids) that ask for it there."""

    id: str
    title: str
    questions: tuple[str, ...] = ()


@dataclass(frozen=True)
class StoryUse:
    """How a story is used. ``questions``: ids of those it answered, the most told first.

    ``open``: ids of those that ask for it in its deck and were never answered; empty without the deck.
    """

    deck: str | None
    id: str
    title: str
    told: int
    recent: int
    last: date | None
    questions: tuple[str, ...]
    open: tuple[str, ...]
    wear: Wear


def story_uses(
    rows: Iterable[StoryRow], known: Mapping[str | None, Sequence[KnownStory]] | None = None
) -> tuple[StoryUse, ...]:
    """Every story that was told or is ``known`` (by deck): the worn out first, the unused last."""
    told: dict[tuple[str | None, str], list[StoryRow]] = {}
    for row in rows:
        told.setdefault((row.deck, row.story), []).append(row)
    in_decks = {(deck, story.id): story for deck, stories in (known or {}).items() for story in stories}
    uses = [
        _use(deck, story, told.get((deck, story), []), in_decks.get((deck, story)))
        for deck, story in {**told, **in_decks}
    ]
    worn = {"told often": 0, "for many questions": 0, "in use": 1, "unused": 2}
    return tuple(sorted(uses, key=lambda use: (worn[use.wear], -use.recent, -use.told, use.title)))


def _use(deck: str | None, story: str, rows: list[StoryRow], known: KnownStory | None) -> StoryUse:
    rows = sorted(rows, key=lambda row: (-row.told, row.question))
    questions = tuple(row.question for row in rows)
    recent = sum(row.recent for row in rows)
    return StoryUse(
        deck=deck,
        id=story,
        title=known.title if known else story.replace("-", " "),
        told=sum(row.told for row in rows),
        recent=recent,
        last=max((row.last for row in rows), default=None),
        questions=questions,
        open=tuple(question for question in known.questions if question not in questions) if known else (),
        wear=_wear(len(rows), recent),
    )


def _wear(questions: int, recent: int) -> Wear:
    if recent >= OFTEN:
        return "told often"
    if questions >= MANY_QUESTIONS:
        return "for many questions"
    return "in use" if questions else "unused"
