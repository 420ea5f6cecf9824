"""Which questions a mock interview asks: by round, kind and difficulty, and by what is weak.

The same deck, weights and seed give the same plan. Questions are drawn by weight without putting any back
(Efraimidis and Spirakis 2006): a question of weight 3 is three times as likely to come first as one of 1.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from random import Random

from voicedrill.coach.mock.clock import Budget, Costs, budget_of
from voicedrill.coach.mock.rounds import USUAL_MINUTES, USUAL_QUESTIONS, closing_question, is_for
from voicedrill.decks.model import Deck, Question, Round

_DIFFICULTIES = {"easy": 0, None: 1, "medium": 1, "hard": 2}
#: What opens a round, whatever its difficulty.
_OPENS = "pitch"
#: The id and the words of the closing question of decks that have none.
CLOSING_ID = "your-questions-to-them"
CLOSING = Question(
    CLOSING_ID,
    "We have a few minutes left. What would you like to ask me?",
    kind="ask-them",
    seconds=(15, 45),
)


@dataclass(frozen=True)
class PlannedQuestion:
    """One question of a round, and its time."""

    id: str
    kind: str
    budget: Budget


@dataclass(frozen=True)
class PlannedRound:
    """One round. ``closing``: the question that asks for the candidate's own, if there is one, at the end."""

    id: str
    name: str
    limit_s: float
    questions: tuple[PlannedQuestion, ...]
    closing: PlannedQuestion | None = None

    @property
    def planned_s(self) -> float:
        """What its questions will take, closing included."""
        closing_s = self.closing.budget.budget_s if self.closing else 0.0
        return sum(question.budget.budget_s for question in self.questions) + closing_s


@dataclass(frozen=True)
class Plan:
    """A whole mock interview. ``limit_s``: of all rounds together, None: each has its own only.

    ``left_out``: names of rounds for which there were no questions or no time.
    """

    rounds: tuple[PlannedRound, ...]
    follow_ups: int
    seed: int
    limit_s: float | None = None
    left_out: tuple[str, ...] = ()

    @property
    def planned_s(self) -> float:
        """What all questions will take."""
        return sum(stage.planned_s for stage in self.rounds)


def make_plan(
    deck: Deck,
    rounds: Sequence[Round],
    costs: Costs,
    *,
    seed: int,
    minutes: float | None = None,
    weights: Mapping[str, float] | None = None,
    role: str | None = None,
) -> Plan:
    """The questions of ``rounds``.

    ``minutes``: for all of them; rounds that would not even have time for one question each are left out,
    the last first. ``weights``: question id to how much it needs practice, 1 where nothing is known.
    ``role``: questions for other roles are not asked. A plan without rounds has nothing to ask.
    """
    weights = weights or {}
    fillable = [stage for stage in rounds if _candidates(deck, stage, role)]
    planned: list[PlannedRound] = []
    for count in range(len(fillable), 0, -1):
        held = fillable[:count]
        fillings = _fill(deck, held, _limits(held, minutes), costs, weights, role, seed)
        while held and not all(filling.chosen or filling.too_short for filling in fillings):
            # Where others took all of its questions, a round is not held, and the last of the rest closes.
            held = [filling.stage for filling in fillings if filling.chosen or filling.too_short]
            fillings = _fill(deck, held, _limits(held, minutes), costs, weights, role, seed)
        if all(filling.chosen for filling in fillings):
            planned = [filling.planned(costs) for filling in fillings]
            break
    names = {stage.id for stage in planned}
    return Plan(
        tuple(planned),
        costs.follow_ups,
        seed,
        minutes * 60 if minutes is not None else None,
        tuple(stage.name for stage in rounds if stage.id not in names),
    )


def _limits(rounds: Sequence[Round], minutes: float | None) -> list[float]:
    """Seconds of each round: its own most minutes, or its share of those given."""
    own = [max((stage.minutes or USUAL_MINUTES)[1], 1e-3) * 60 for stage in rounds]
    if minutes is None:
        return own
    return [seconds / sum(own) * minutes * 60 for seconds in own]


@dataclass
class _Filling:
    """A round while its questions are drawn. ``turns``: how many of each kind it has."""

    stage: Round
    limit_s: float
    left_s: float
    closing: PlannedQuestion | None
    turns: dict[str, int]
    chosen: list[Question] = field(default_factory=list)
    too_short: bool = False

    @property
    def is_full(self) -> bool:
        return len(self.chosen) == (self.stage.questions or USUAL_QUESTIONS)

    def choose(self, pool: list[Question], costs: Costs, stories: set[str], at_least_one: bool) -> bool:
        """Take one question out of the pool, the kinds in turn; False when none fits.

        A story that was asked for already is asked for again only where nothing else is left.
        """
        own = [question for question in pool if question.kind in self.turns]
        fitting = [question for question in own if budget_of(question, costs).budget_s <= self.left_s]
        if own and not fitting and at_least_one and not self.chosen:
            fitting = [min(own, key=lambda each: budget_of(each, costs).budget_s)]
        self.too_short = bool(own and not fitting)
        if not fitting:
            return False
        new = [question for question in fitting if question.story not in stories] or fitting
        # min keeps the first of equals: of the kinds, and of the order drawn.
        question = min(new, key=lambda each: (self.turns[each.kind], list(self.turns).index(each.kind)))
        pool.remove(question)
        self.chosen.append(question)
        self.turns[question.kind] += 1
        self.left_s -= budget_of(question, costs).budget_s
        if question.story:
            stories.add(question.story)
        return True

    def planned(self, costs: Costs) -> PlannedRound:
        """The round as it will be held, easier questions first."""
        questions = tuple(_planned(question, costs) for question in sorted(self.chosen, key=_place))
        return PlannedRound(self.stage.id, self.stage.name, self.limit_s, questions, self.closing)


def _fill(
    deck: Deck,
    rounds: Sequence[Round],
    limits: Sequence[float],
    costs: Costs,
    weights: Mapping[str, float],
    role: str | None,
    seed: int,
) -> list[_Filling]:
    """Questions for the rounds, one for each in turn, so that the first do not take all."""
    closes = [at for at, stage in enumerate(rounds) if "ask-them" in stage.kinds] or [len(rounds) - 1]
    closings: set[str] = set()
    fillings = []
    for at, (stage, limit_s) in enumerate(zip(rounds, limits, strict=True)):
        closing = None
        if at in closes:
            question = closing_question(deck, stage, role, frozenset(closings)) or CLOSING
            closings.add(question.id)
            closing = _planned(question, costs.without_follow_ups)
        left_s = limit_s - (closing.budget.budget_s if closing else 0.0)
        turns = dict.fromkeys(_kinds(deck, stage), 0)
        fillings.append(_Filling(stage, limit_s, left_s, closing, turns))
    pool = [question for question in _order(deck.questions, weights, Random(seed)) if is_for(question, role)]
    stories: set[str] = set()
    open_ones = list(fillings)
    while open_ones:
        open_ones = [
            filling
            for filling in open_ones
            if not filling.is_full and filling.choose(pool, costs, stories, at_least_one=len(rounds) == 1)
        ]
    return fillings


def _kinds(deck: Deck, stage: Round) -> tuple[str, ...]:
    kinds: Iterable[str] = stage.kinds or sorted({question.kind for question in deck.questions})
    return tuple(kind for kind in kinds if kind != "ask-them")


def _candidates(deck: Deck, stage: Round, role: str | None) -> list[Question]:
    kinds = _kinds(deck, stage)
    return [question for question in deck.questions if question.kind in kinds and is_for(question, role)]


def _order(questions: Sequence[Question], weights: Mapping[str, float], random: Random) -> list[Question]:
    """The questions as drawn one after the other, by weight."""
    keys = {q.id: math.log(1.0 - random.random()) / max(weights.get(q.id, 1.0), 1e-6) for q in questions}
    return sorted(questions, key=lambda question: -keys[question.id])


def _place(question: Question) -> tuple[bool, int]:
    return question.kind != _OPENS, _DIFFICULTIES[question.difficulty]


def _planned(question: Question, costs: Costs) -> PlannedQuestion:
    return PlannedQuestion(question.id, question.kind, budget_of(question, costs))
