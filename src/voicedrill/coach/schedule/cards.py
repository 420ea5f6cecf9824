"""What is scheduled: a card for each question and one for each point that was missed. Values only."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from voicedrill.coach.schedule.memory import RETENTION, USUAL, Curve, Memory

#: How many points a question without any stands for, so that it is worth asking too.
_WITHOUT_POINTS = 2.0
#: A must point is worth so many others of its weight.
_MUST = 2.0


@dataclass(frozen=True, slots=True)
class Card:
    """A question (``point`` "") or one of its points. ``memory`` None: never asked.

    ``text``: the question as the deck words it, or the point; ``seconds``: how long the answer should be;
    ``weight``: of the point, of all points for a question; ``asked``: the wording used last.
    """

    deck: str
    question: str
    point: str
    text: str
    kind: str
    seconds: tuple[float, float]
    weight: float
    must: bool
    memory: Memory | None
    asked: str | None = None

    @property
    def worth(self) -> float:
        """What knowing it is worth, in points of weight 1."""
        return self.weight * (_MUST if self.must else 1.0)

    def due(self, retention: float = RETENTION, curve: Curve = USUAL) -> date | None:
        """The first day on which its recall is down to ``retention``; None for what was never asked."""
        if self.memory is None:
            return None
        return self.memory.last_review + timedelta(curve.interval_days(self.memory.stability, retention))


@dataclass(frozen=True, slots=True)
class QuestionCards:
    """A question's own card and those of its points."""

    card: Card
    points: tuple[Card, ...]

    @property
    def key(self) -> tuple[str, str]:
        """Deck and question."""
        return self.card.deck, self.card.question


def by_question(cards: Iterable[Card]) -> list[QuestionCards]:
    """Cards put together by question, in their order; points without their question are left out."""
    own: dict[tuple[str, str], Card] = {}
    points: dict[tuple[str, str], list[Card]] = {}
    for card in cards:
        key = (card.deck, card.question)
        if card.point:
            points.setdefault(key, []).append(card)
        else:
            own[key] = card
    return [QuestionCards(card, tuple(points.get(key, ()))) for key, card in own.items()]


def weight_of(weights: Sequence[float]) -> float:
    """The weight of a question with points of these weights."""
    return sum(weights) or _WITHOUT_POINTS
