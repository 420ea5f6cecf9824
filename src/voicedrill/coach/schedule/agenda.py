"""What to ask today: the most valuable of what is due or new, in the minutes that there are. Pure.

A question's value is what asking it today adds to what will probably be known on the interview day (without
an interview: in 30 days), in points, for each minute that it takes: FSRS says how well each point will be
remembered then if it is asked now, and if it is not. So what is nearly forgotten, must be said or is still
missing comes first, and long answers must be worth their time.

Points that were missed may be asked for alone, in a short answer, where that adds more a minute than the
whole question. New questions come at a pace at which all have been asked with days to spare, in at least 0.3
of the minutes.
"""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from voicedrill.coach.schedule.cards import Card, QuestionCards, by_question
from voicedrill.coach.schedule.interview import Interview, horizon_days, retention
from voicedrill.coach.schedule.memory import USUAL, Curve, Grade, Memory, reviewed

Why = Literal["due", "new", "ahead"]

#: Seconds for the question to be read aloud, and for the report to be read.
READING_S = 6.0
REVIEWING_S = 20.0
#: How long it takes to say one point, and how long at most to think before.
POINT_S = 15.0
POINT_THINK_S = 5.0
#: Of what was never asked: the chance that the first answer says it, and what it adds at least to be worth
#: it. The second is more than the first because a new question pays only if it is asked again later.
_FIRST_SAID, _NEW_COST, _NEW_WEIGHT = 0.1, 0.2, 0.7
#: New questions may be spread over this part of the days that are left; without an interview so many come a
#: day.
NEW_BY = 0.4
NEW_A_DAY = 3
#: Where value would put them off, they come all the same: days that are spared, part of the minutes they may
#: take.
SPARE_DAYS = 4
NEW_SHARE = 0.3


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to ask. ``points``: only these; none: the whole question. ``value``: points a minute."""

    question: QuestionCards
    points: tuple[Card, ...]
    why: Why
    seconds: float
    value: float

    @property
    def cards(self) -> tuple[Card, ...]:
        """The cards that it reviews."""
        return self.points or (self.question.card, *self.question.points)


@dataclass(frozen=True, slots=True)
class Agenda:
    """``tasks`` in the order to ask them. ``left_over``: due or new today, without time for it.

    ``next_due``: the first day after today on which something is due; None when nothing ever was asked.
    """

    tasks: tuple[Task, ...]
    left_over: int = 0
    next_due: date | None = None

    @property
    def seconds(self) -> float:
        """How long it takes."""
        return sum(task.seconds for task in self.tasks)


def agenda(
    cards: Iterable[Card],
    today: date,
    minutes: float,
    interviews: Mapping[str, Interview] | None = None,
    think_s: float = 10.0,
    curve: Curve = USUAL,
) -> Agenda:
    """What to ask on ``today`` in ``minutes``. ``think_s``: thinking before a whole answer.

    No question twice, and none that was asked today already. With an interview ahead the minutes are filled
    with what is not due yet.
    """
    questions = by_question(cards)
    ahead_of = {deck: one for deck, one in (interviews or {}).items() if one.days_left(today) >= 0}
    questions = by_question(cards)
    found = (_task(one, today, ahead_of.get(one.card.deck), think_s, curve) for one in questions)
    tasks = sorted(filter(None, found), key=lambda task: -task.value)
    new = [task for task in tasks if task.why == "new"]
    begun = Counter(one.card.deck for one in questions if _begun(one, today))
    paced = _paced(new, begun, today, ahead_of, NEW_BY, 0)
    first = (
        _fitting(_paced(new, begun, today, ahead_of, 1.0, SPARE_DAYS), minutes * 60 * NEW_SHARE)
        if ahead_of
        else []
    )
    wanted = [*first, *(task for task in tasks if task not in first and (task.why != "new" or task in paced))]
    chosen = _fitting(wanted, minutes * 60)
    left_over = sum(task.why != "ahead" for task in wanted) - sum(task.why != "ahead" for task in chosen)
    chosen.sort(key=lambda task: -task.value)
    return Agenda(tuple(chosen), left_over, _next_due(questions, today, ahead_of, curve))


def _fitting(tasks: Iterable[Task], seconds: float) -> list[Task]:
    """The tasks for which there is time, each in its turn; a long one is passed over for shorter ones."""
    chosen = []
    for task in tasks:
        if task.seconds <= seconds:
            chosen.append(task)
            seconds -= task.seconds
    return chosen


def _task(
    question: QuestionCards, today: date, interview: Interview | None, think_s: float, curve: Curve
) -> Task | None:
    """The best way of asking the question today; None when it had better wait."""
    card = question.card
    horizon = horizon_days(interview, today)
    whole_s = READING_S + think_s + sum(card.seconds) / 2 + REVIEWING_S
    if card.memory is None and all(point.memory is None for point in question.points):
        return Task(question, (), "new", whole_s, _value(_gain_of_new(card, horizon, curve), whole_s))
    wanted = retention(interview, today)
    due = [one for one in (card, *question.points) if _is_due(one, today, wanted, curve)]
    if not due and interview is None:
        return None
    if any(one.memory is not None and one.memory.last_review >= today for one in (card, *question.points)):
        return None
    own = [(one, _gain(one, today, horizon, curve)) for one in question.points]
    rest = max(0.0, card.weight - sum(one.weight for one in question.points))
    gain = sum(added for _, added in own) + rest * _gain_a_point(card.memory, today, horizon, curve)
    why: Why = "due" if due else "ahead"
    best = Task(question, (), why, whole_s, _value(gain, whole_s))
    open_points = [(one, added) for one, added in own if one in due] if due else own
    if card in due or not open_points:
        return best
    points_s = READING_S + min(think_s, POINT_THINK_S) + POINT_S * len(open_points) + REVIEWING_S / 2
    value = _value(sum(added for _, added in open_points), points_s)
    if value <= best.value:
        return best
    return Task(question, tuple(one for one, _ in open_points), why, points_s, value)


def _is_due(card: Card, today: date, wanted: float, curve: Curve) -> bool:
    due = card.due(wanted, curve)
    return due is not None and due <= today


def _gain(card: Card, today: date, horizon: int, curve: Curve) -> float:
    return card.worth * _gain_a_point(card.memory, today, horizon, curve)


def _gain_a_point(memory: Memory | None, today: date, horizon: int, curve: Curve) -> float:
    """What a review today adds to the chance of recall after ``horizon`` days.

    More weight is on what would be forgotten by then: the curve is least sure of what was not asked for long.
    """
    if memory is None:
        return 0.0
    age = (today - memory.last_review).days
    now = curve.recall(memory.stability, age)
    then = curve.recall(memory.stability, age + horizon)
    said = curve.recall(reviewed(memory, Grade.GOOD, today).stability, horizon)
    unsaid = curve.recall(reviewed(memory, Grade.AGAIN, today).stability, horizon)
    return max(0.0, now * said + (1 - now) * unsaid - then) * math.sqrt(1 - then)


def _gain_of_new(card: Card, horizon: int, curve: Curve) -> float:
    day = date.min
    said = curve.recall(reviewed(None, Grade.GOOD, day).stability, horizon)
    unsaid = curve.recall(reviewed(None, Grade.AGAIN, day).stability, horizon)
    return card.worth * _NEW_WEIGHT * (_FIRST_SAID * said + (1 - _FIRST_SAID) * unsaid - _NEW_COST)


def _value(gain: float, seconds: float) -> float:
    return gain / (seconds / 60)


def _begun(question: QuestionCards, today: date) -> bool:
    """Whether it was new today."""
    memory = question.card.memory
    return memory is not None and memory.reviews == 1 and memory.last_review >= today


def _paced(
    new: Sequence[Task],
    begun: Mapping[str, int],
    today: date,
    interviews: Mapping[str, Interview],
    part: float,
    spare: int,
) -> list[Task]:
    """So many of the new questions of each deck that all will have been asked in time; ``begun``: today."""
    chosen = []
    for deck in dict.fromkeys(task.question.card.deck for task in new):
        own = [task for task in new if task.question.card.deck == deck]
        done = begun.get(deck, 0)
        if deck in interviews:
            days = max(1, int((interviews[deck].days_left(today) - spare) * part))
            most = math.ceil((len(own) + done) / days)
        else:
            most = NEW_A_DAY
        chosen += own[: max(0, most - done)]
    return chosen


def _next_due(
    questions: Sequence[QuestionCards], today: date, interviews: Mapping[str, Interview], curve: Curve
) -> date | None:
    tomorrow = today + timedelta(1)
    days = []
    for question in questions:
        wanted = retention(interviews.get(question.card.deck), today)
        for card in (question.card, *question.points):
            due = card.due(wanted, curve)
            if due is not None:
                days.append(max(due, tomorrow))
    return min(days, default=None)
