"""Practice by `voicedrill today` against other orders, for simulated learners who do not remember as FSRS
thinks.

    python benchmarks/scheduling.py                 # the table in docs/scheduling.md; half an hour on one
    core python benchmarks/scheduling.py --seeds 5 --json out.json python benchmarks/scheduling.py
    --development   # other seeds, on which the schedule was made

Every learner has the same deck, the same days on which nothing is practised, and the same minutes on the
others. An answer tests all points of its question; then the report shows those that were left out, which
teaches them too. What is measured is the share of the deck's points that would be said on the interview day.
"""

import argparse
import json
import math
import statistics
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Protocol

sys.path.insert(0, str(Path(__file__).resolve().parent))

from voicedrill.coach.schedule.agenda import READING_S, REVIEWING_S, agenda
from voicedrill.coach.schedule.cards import Card
from voicedrill.coach.schedule.fit import Outcome, fit_curve
from voicedrill.coach.schedule.grades import AGAIN_BELOW, GOOD_BELOW, HARD_BELOW
from voicedrill.coach.schedule.interview import Interview
from voicedrill.coach.schedule.memory import Grade, reviewed

START = date(2026, 1, 1)
THINK_S = 10.0
DECK = "deck"
#: The seeds that are reported, and those on which the schedule was made.
REPORTED, DEVELOPMENT = 20_000, 10_000


@dataclass(frozen=True)
class Asked:
    """A question of the simulated deck: its number, its points' numbers, its length in seconds."""

    number: int
    points: tuple[int, ...]
    seconds: tuple[float, float]

    @property
    def cost_s(self) -> float:
        return READING_S + THINK_S + sum(self.seconds) / 2 + REVIEWING_S


# -- Learners ------------------------------------------------------------------------------------------


class Learner(Protocol):
    """A memory of points. ``day``: days since the beginning."""

    def chance(self, point: int, day: float) -> float: ...
    def practised(self, point: int, day: float, said: bool) -> None: ...


class PowerLaw:
    """ACT-R with decay that grows with activation, which makes spacing work (Pavlik & Anderson 2005).

    Their parameters; ``ease`` makes one talked-through point stick better than one glance at a word pair.
    """

    A, C, TAU, S, SCALE = 0.177, 0.217, -0.704, 0.255, 0.025

    def __init__(self, points: int, random: Random) -> None:
        self._ease = [random.gauss(0.9, 0.4) for _ in range(points)]
        self._seen: list[list[tuple[float, float]]] = [[] for _ in range(points)]

    def _activation(self, point: int, day: float) -> float:
        seen = self._seen[point]
        total = sum(max(60.0, (day - at) * 86_400 * self.SCALE) ** -decay for at, decay in seen)
        return math.log(total) if total else -math.inf

    def chance(self, point: int, day: float) -> float:
        activation = self._activation(point, day)
        if activation == -math.inf:
            return 0.0
        return 1 / (1 + math.exp((self.TAU - activation - self._ease[point]) / self.S))

    def practised(self, point: int, day: float, said: bool) -> None:  # noqa: ARG002 - a port
        activation = self._activation(point, day)
        decay = self.A + (self.C * math.exp(activation) if activation > -math.inf else 0.0)
        self._seen[point].append((day, decay))


class HalfLife:
    """Exponential forgetting with a half-life that counts right and wrong answers (Settles & Meeder 2016)."""

    def __init__(self, points: int, random: Random) -> None:
        self._bias = [random.gauss(-1.5, 0.7) for _ in range(points)]
        self._right, self._wrong = [0] * points, [0] * points
        self._last: list[float | None] = [None] * points

    def chance(self, point: int, day: float) -> float:
        last = self._last[point]
        if last is None:
            return 0.0
        exponent = self._bias[point] + 1.6 * math.sqrt(1 + self._right[point])
        exponent += 0.2 * math.sqrt(1 + self._wrong[point])
        return float(2 ** (-(day - last) / 2**exponent))

    def practised(self, point: int, day: float, said: bool) -> None:
        (self._right if said else self._wrong)[point] += 1
        self._last[point] = day


class Forgetful:
    """Forgets fast, gains most from what was nearly forgotten, and says less than is known (`NOISE`)."""

    def __init__(self, points: int, random: Random) -> None:
        self._half_life = [0.8 * math.exp(random.gauss(0, 0.5)) for _ in range(points)]
        self._last: list[float | None] = [None] * points

    def chance(self, point: int, day: float) -> float:
        last = self._last[point]
        return 0.0 if last is None else float(2 ** (-(day - last) / self._half_life[point]))

    def practised(self, point: int, day: float, said: bool) -> None:
        if self._last[point] is not None:
            forgotten = 1 - self.chance(point, day)
            self._half_life[point] *= 1 + 1.6 * forgotten if said else 0.8
            self._half_life[point] = max(0.5, self._half_life[point])
        self._last[point] = day


LEARNERS: dict[str, Callable[[int, Random], Learner]] = {
    "power law": PowerLaw,
    "half-life": HalfLife,
    "forgetful": Forgetful,
}
#: Chance that a point that is known is not heard, and that one that is not known is.
NOISE = {"power law": (0.05, 0.03), "half-life": (0.05, 0.03), "forgetful": (0.2, 0.08)}


# -- Orders --------------------------------------------------------------------------------------------


class Order(Protocol):
    """Decides what is practised on a day: questions, each with those of its points that are asked for."""

    def today(self, day: int, minutes: float) -> Iterator[tuple[Asked, tuple[int, ...]]]: ...
    def heard(self, day: int, question: Asked, said: dict[int, bool]) -> None: ...


@dataclass
class _Whole:
    """Asks whole questions, none twice a day, as long as there are minutes for one more."""

    deck: Sequence[Asked]
    random: Random
    last_missed: dict[int, float] = field(default_factory=dict)
    last_day: dict[int, int] = field(default_factory=dict)

    def ranked(self, day: int) -> list[Asked]:
        raise NotImplementedError

    def today(self, day: int, minutes: float) -> Iterator[tuple[Asked, tuple[int, ...]]]:
        left_s = minutes * 60
        for question in self.ranked(day):
            if question.cost_s <= left_s:
                left_s -= question.cost_s
                yield question, question.points

    def heard(self, day: int, question: Asked, said: dict[int, bool]) -> None:
        self.last_missed[question.number] = 1 - sum(said.values()) / len(said)
        self.last_day[question.number] = day


class RandomOrder(_Whole):
    def ranked(self, day: int) -> list[Asked]:  # noqa: ARG002 - a port
        return self.random.sample(list(self.deck), len(self.deck))


class FixedOrder(_Whole):
    """The deck from its beginning to its end, and again."""

    def ranked(self, day: int) -> list[Asked]:  # noqa: ARG002 - a port
        return sorted(self.deck, key=lambda q: (self.last_day.get(q.number, -1), q.number))

    def today(self, day: int, minutes: float) -> Iterator[tuple[Asked, tuple[int, ...]]]:
        left_s = minutes * 60
        for question in self.ranked(day):
            if question.cost_s > left_s:
                return
            left_s -= question.cost_s
            yield question, question.points


class MostMissed(_Whole):
    """What went worst the last time it was asked; what was never asked went worst of all."""

    def ranked(self, day: int) -> list[Asked]:  # noqa: ARG002 - a port
        return sorted(
            self.deck,
            key=lambda q: (-self.last_missed.get(q.number, 1.0), self.last_day.get(q.number, -1), q.number),
        )


class Leitner(_Whole):
    """Five boxes, of 1, 2, 4, 8 and 16 days; what is due by box, then new ones, then the next to be due."""

    DAYS = (1, 2, 4, 8, 16)

    def __init__(self, deck: Sequence[Asked], random: Random) -> None:
        super().__init__(deck, random)
        self._box: dict[int, int] = {}

    def ranked(self, day: int) -> list[Asked]:
        def place(question: Asked) -> tuple[int, float, int]:
            box = self._box.get(question.number)
            if box is None:
                return (1, 0, question.number)
            overdue = day - self.last_day[question.number] - self.DAYS[box]
            return (0, box, question.number) if overdue >= 0 else (2, -overdue, question.number)

        return sorted(self.deck, key=place)

    def heard(self, day: int, question: Asked, said: dict[int, bool]) -> None:
        super().heard(day, question, said)
        passed = self.last_missed[question.number] <= 1 - HARD_BELOW
        box = self._box.get(question.number, -1)
        self._box[question.number] = min(box + 1, len(self.DAYS) - 1) if passed else 0


class Today:
    """`voicedrill today` with a plan: the same agenda, grades and cards as in the program."""

    def __init__(self, deck: Sequence[Asked], interview_day: int) -> None:
        self._deck = {question.number: question for question in deck}
        self._interview = Interview(DECK, DECK, START + timedelta(interview_day))
        self._cards: dict[tuple[int, int | None], Card] = {
            (q.number, None): Card(
                DECK, str(q.number), "", "", "technical", q.seconds, float(len(q.points)), False, None
            )
            for q in deck
        }
        self._outcomes: list[Outcome] = []

    def today(self, day: int, minutes: float) -> Iterator[tuple[Asked, tuple[int, ...]]]:
        plan = agenda(
            self._cards.values(),
            START + timedelta(day),
            minutes,
            {DECK: self._interview},
            THINK_S,
            fit_curve(self._outcomes),
        )
        for task in plan.tasks:
            question = self._deck[int(task.question.card.question)]
            yield question, tuple(int(point.point) for point in task.points) or question.points

    def heard(self, day: int, question: Asked, said: dict[int, bool]) -> None:
        today = START + timedelta(day)
        number = question.number
        for point, was_said in said.items():
            card = self._cards.get((number, point))
            if card is None and not was_said:
                card = Card(
                    DECK, str(number), str(point), "", "technical", question.seconds, 1.0, False, None
                )
            if card is not None:
                grade = Grade.GOOD if was_said else Grade.AGAIN
                self._review(number, point, card, grade, today)
        if len(said) == len(question.points):
            whole = self._cards[number, None]
            grade = _grade(sum(said.values()) / len(said))
            self._review(number, None, whole, grade, today)

    def _review(self, number: int, point: int | None, card: Card, grade: Grade, today: date) -> None:
        before = card.memory
        if before is not None:
            days = (today - before.last_review).days
            self._outcomes.append(Outcome(days, before.stability, grade is not Grade.AGAIN))
        self._cards[number, point] = replace(card, memory=reviewed(before, grade, today))


def _grade(score: float) -> Grade:
    """The part of `grades` that a simulated answer can show."""
    if score < AGAIN_BELOW:
        return Grade.AGAIN
    return Grade.HARD if score < HARD_BELOW else Grade.GOOD if score < GOOD_BELOW else Grade.EASY


ORDERS: dict[str, Callable[[Sequence[Asked], Random, int], Order]] = {
    "voicedrill today": lambda deck, _, days: Today(deck, days),
    "random order": lambda deck, random, _: RandomOrder(deck, random),
    "fixed order": lambda deck, random, _: FixedOrder(deck, random),
    "most missed first": lambda deck, random, _: MostMissed(deck, random),
    "Leitner boxes": lambda deck, random, _: Leitner(deck, random),
}


# -- One life ------------------------------------------------------------------------------------------


def deck_of(questions: int, random: Random) -> list[Asked]:
    """A deck of ``questions`` with 3 to 7 points each, of one or two minutes."""
    deck, first = [], 0
    for number in range(questions):
        count = random.randint(3, 7)
        seconds = random.choice(((30.0, 90.0), (60.0, 120.0), (75.0, 150.0)))
        deck.append(Asked(number, tuple(range(first, first + count)), seconds))
        first += count
    return deck


def share_known(
    order_name: str, learner_name: str, days: int, minutes: float, questions: int, seed: int
) -> float:
    """The share of points that would be said on the day of the interview, after ``days`` of practice."""
    deck = deck_of(questions, Random(f"deck {seed}"))
    points = [point for question in deck for point in question.points]
    learner = LEARNERS[learner_name](len(points), Random(f"learner {seed}"))
    order = ORDERS[order_name](deck, Random(f"order {seed}"), days)
    calendar, chances = Random(f"calendar {seed}"), Random(f"chances {seed}")
    slip, guess = NOISE[learner_name]
    for day in range(days):
        if calendar.random() < 0.2 and day < days - 1:
            continue
        for question, asked in list(order.today(day, minutes)):
            heard = {}
            for point in asked:
                known = chances.random() < learner.chance(point, day)
                heard[point] = chances.random() < (1 - slip if known else guess)
                learner.practised(point, day, known)
            order.heard(day, question, heard)
    return statistics.fmean(learner.chance(point, days) for point in points)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--seeds", type=int, default=15)
    parser.add_argument("--minutes", type=float, default=20)
    parser.add_argument("--questions", type=int, default=80)
    parser.add_argument("--days", type=int, nargs="*", default=[7, 30, 180])
    parser.add_argument("--orders", nargs="*", default=list(ORDERS))
    parser.add_argument("--learners", nargs="*", default=list(LEARNERS))
    parser.add_argument("--development", action="store_true", help="the seeds on which the schedule was made")
    parser.add_argument("--json", type=Path)
    given = parser.parse_args()
    first = DEVELOPMENT if given.development else REPORTED
    rows = []
    print(f"{'learner':<12}{'days':>5}  " + "".join(f"{name:>20}" for name in given.orders))
    for learner in given.learners:
        for days in given.days:
            shares = {
                order: [
                    share_known(order, learner, days, given.minutes, given.questions, first + n)
                    for n in range(given.seeds)
                ]
                for order in given.orders
            }
            print(
                f"{learner:<12}{days:>5}  "
                + "".join(f"{statistics.median(values):>20.3f}" for values in shares.values()),
                flush=True,
            )
            rows.append({"learner": learner, "days": days, "shares": shares})
    if given.json:
        about = {"minutes": given.minutes, "questions": given.questions, "first_seed": first}
        given.json.write_text(json.dumps({**about, "rows": rows}, indent=1) + "\n")


if __name__ == "__main__":
    main()
