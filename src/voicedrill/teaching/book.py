"""All that was corrected in one deck, as values: passages that make a point, and passages that do not."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from voicedrill.coverage.lessons import Lessons, PointLesson
from voicedrill.decks.model import Deck

#: Whether the speaker said that a passage makes the point, or that it does not.
Kind = Literal["said", "not_said"]


@dataclass(frozen=True)
class Passage:
    """Words of an answer. ``attempt``: the one they are from; ``date``: of the correction, ISO 8601."""

    text: str
    attempt: str | None = None
    date: str | None = None


@dataclass(frozen=True)
class Taught:
    """What was taught of one point, the oldest first."""

    said: tuple[Passage, ...] = ()
    not_said: tuple[Passage, ...] = ()

    def of(self, kind: Kind) -> tuple[Passage, ...]:
        """The passages of one kind."""
        return self.said if kind == "said" else self.not_said


@dataclass(frozen=True)
class Place:
    """A talking point of a question of the deck, by their ids."""

    question: str
    point: str

    def __str__(self) -> str:
        return f"{self.question}, {self.point}"


@dataclass(frozen=True)
class Add:
    """Teach one passage."""

    place: Place
    kind: Kind
    passage: Passage


@dataclass(frozen=True)
class Remove:
    """Forget one passage."""

    place: Place
    kind: Kind
    passage: Passage


Edit = Add | Remove


@dataclass(frozen=True)
class Book:
    """The lessons of one deck. A point of which nothing is taught has no entry."""

    taught: Mapping[Place, Taught] = field(default_factory=dict)

    def at(self, place: Place) -> Taught:
        """What was taught of a point."""
        return self.taught.get(place, Taught())

    def lessons(self, question: str) -> Lessons:
        """What the judge is told about one question's points, for `coverage.evaluate`."""
        return {
            place.point: PointLesson(
                tuple(dict.fromkeys(passage.text for passage in taught.said)),
                tuple(dict.fromkeys(passage.text for passage in taught.not_said)),
            )
            for place, taught in self.taught.items()
            if place.question == question
        }

    def after(self, edits: Sequence[Edit]) -> "Book":
        """The book with the edits made, in order. What is to be removed and is not there stays away."""
        taught = dict(self.taught)
        for edit in edits:
            now = taught.get(edit.place, Taught())
            passages = list(now.of(edit.kind))
            if isinstance(edit, Add):
                passages.append(edit.passage)
            elif edit.passage in passages:
                passages.remove(edit.passage)
            # mypy does not follow a field's name that is a literal.
            now = (
                replace(now, said=tuple(passages))
                if edit.kind == "said"
                else replace(now, not_said=tuple(passages))
            )
            if now == Taught():
                taught.pop(edit.place, None)
            else:
                taught[edit.place] = now
        return Book(taught)

    def correction(self, place: Place, kind: Kind, passage: Passage) -> tuple[Edit, ...]:
        """The edits that teach ``passage``: what was said to the contrary of it, or of its answer, goes.

        None when it is known already.
        """
        taught = self.at(place)
        contrary: Kind = "not_said" if kind == "said" else "said"
        edits: list[Edit] = [
            Remove(place, contrary, old)
            for old in taught.of(contrary)
            if old.text == passage.text or (old.attempt is not None and old.attempt == passage.attempt)
        ]
        if not any((old.text, old.attempt) == (passage.text, passage.attempt) for old in taught.of(kind)):
            edits.append(Add(place, kind, passage))
        return tuple(edits)

    def forgetting(self, place: Place) -> tuple[Edit, ...]:
        """The edits that take away all that was taught of a point."""
        return tuple(Remove(place, kind, passage) for kind, passage in _all_of(self.at(place)))

    def strangers(self, deck: Deck) -> tuple[Place, ...]:
        """Points with lessons that ``deck`` does not have (any more), in the book's order."""
        known = {Place(question.id, point.id) for question in deck.questions for point in question.points}
        return tuple(place for place in self.taught if place not in known)

    def __len__(self) -> int:
        """How many passages were taught."""
        return sum(1 for taught in self.taught.values() for _ in _all_of(taught))


def _all_of(taught: Taught) -> Iterator[tuple[Kind, Passage]]:
    for passage in taught.said:
        yield "said", passage
    for passage in taught.not_said:
        yield "not_said", passage


def backwards(edits: Sequence[Edit]) -> tuple[Edit, ...]:
    """The edits that undo ``edits``."""
    return tuple(
        (Remove if isinstance(edit, Add) else Add)(edit.place, edit.kind, edit.passage)
        for edit in reversed(edits)
    )


def tidy(text: str) -> str:
    """A passage as it is kept: on one line, without what no file can hold."""
    return " ".join(text.encode("utf-8", "replace").decode("utf-8").split())
