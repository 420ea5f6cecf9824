"""A plan for the days until an interview: each day's minutes, and what to do in the last hours. Pure.

It is made of what the deck has (pitches, stories, rounds, gaps, facts, questions to ask them) and of what is
weak. Each day has its agenda (`voicedrill today`); beside it one thing of its own. Nothing new is begun in
the last hours.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from voicedrill.coach.schedule.cards import Card, QuestionCards, by_question
from voicedrill.coach.schedule.interview import Interview
from voicedrill.coach.schedule.memory import USUAL, Curve
from voicedrill.decks.model import Deck, Question

#: So many days before the interview are planned one by one; earlier ones are all alike.
MOST_DAYS = 14
_LAST_HOURS = (("the evening before", 40.0), ("two hours before", 35.0), ("30 minutes before", 15.0))
#: Said more often than this chance, a question is not weak.
_STRONG = 0.8


@dataclass(frozen=True)
class Step:
    """One thing to do. ``questions``: ids in the deck; ``command``: what does it, if anything."""

    say: str
    minutes: float
    questions: tuple[str, ...] = ()
    command: str | None = None


@dataclass(frozen=True)
class PlannedDay:
    """One day of practice; ``day`` is a local date before that of the interview."""

    day: date
    steps: tuple[Step, ...]

    @property
    def minutes(self) -> float:
        """How long it takes."""
        return sum(step.minutes for step in self.steps)


@dataclass(frozen=True)
class LastHours:
    """A stretch of the last hours: its name, and what to do in it."""

    name: str
    steps: tuple[Step, ...]

    @property
    def minutes(self) -> float:
        """How long it takes."""
        return sum(step.minutes for step in self.steps)


@dataclass(frozen=True)
class Plan:
    """Days that are further off than `MOST_DAYS` are not in it: each is just `voicedrill today`.

    ``weak``: questions that would go badly today, the worst first; ``unseen``: how many were never asked.
    """

    interview: Interview
    today: date
    days: tuple[PlannedDay, ...]
    last_hours: tuple[LastHours, ...]
    weak: tuple[str, ...]
    unseen: int


def plan(
    deck: Deck,
    cards: Iterable[Card],
    interview: Interview,
    today: date,
    curve: Curve = USUAL,
) -> Plan:
    """The plan from ``today`` to the interview, which must not be over. ``cards``: those of the deck."""
    questions = by_question(cards)
    unseen = sum(one.card.memory is None for one in questions)
    weak = _weak(_recalls(questions, today, curve), deck)
    parts = _Parts.of(deck, interview.deck)
    days = tuple(_days(parts, interview, today, weak))
    hours = tuple(
        LastHours(name, tuple(_fitting(_hours(name, parts, weak), minutes)))
        for name, minutes in _LAST_HOURS
        if name != "the evening before" or interview.days_left(today) > 0
    )
    return Plan(interview, today, days, hours, weak, unseen)


def _recalls(questions: Iterable[QuestionCards], today: date, curve: Curve) -> dict[str, float]:
    """Question -> the chance that its weakest card is remembered today; those never asked are left out."""
    found = {}
    for one in questions:
        known = [card.memory for card in (one.card, *one.points) if card.memory is not None]
        if known:
            found[one.card.question] = min(
                curve.recall(memory.stability, (today - memory.last_review).days) for memory in known
            )
    return found


def _weak(recalls: Mapping[str, float], deck: Deck) -> tuple[str, ...]:
    there = {question.id for question in deck.questions}
    weak = [name for name, recall in recalls.items() if recall < _STRONG and name in there]
    return tuple(sorted(weak, key=lambda name: recalls[name]))


@dataclass(frozen=True)
class _Parts:
    """What a deck has for a plan: ids of questions by use, and what commands call the deck."""

    name: str
    pitches: tuple[str, ...]
    gaps: tuple[str, ...]
    ask_them: tuple[str, ...]
    pay: tuple[str, ...]
    stories: tuple[str, ...]
    rounds: tuple[str, ...]
    has_facts: bool

    @classmethod
    def of(cls, deck: Deck, name: str) -> "_Parts":
        def kind(*kinds: str) -> tuple[str, ...]:
            return tuple(question.id for question in deck.questions if question.kind in kinds)

        return cls(
            f'"{name}"' if " " in name else name,
            kind("pitch"),
            kind("gap"),
            kind("ask-them"),
            kind("compensation"),
            tuple(story.title for story in deck.stories) or _told(deck.questions),
            tuple(each.id for each in deck.rounds),
            any(q.facts for q in deck.questions) or any(story.facts for story in deck.stories),
        )

    def drill(self, kind: str) -> str:
        return f"voicedrill drill {kind} {self.name}"


def _told(questions: Sequence[Question]) -> tuple[str, ...]:
    """Without stories: the questions that ask for one."""
    return tuple(q.ask for q in questions if q.kind == "behavioural")


def _days(parts: _Parts, interview: Interview, today: date, weak: Sequence[str]) -> Iterator[PlannedDay]:
    """Each day before the interview: its agenda, and one thing of its own."""
    left = interview.days_left(today)
    for before in range(min(left, MOST_DAYS), 0, -1):
        own = _own_of_day(before, parts)
        minutes = interview.minutes_a_day
        own = own if own is not None and own.minutes <= minutes / 2 else None
        rest = minutes - (own.minutes if own else 0)
        ask = Step(
            "what is due, new or weak" if before > 2 or not weak else "what is weak, and nothing new",
            rest,
            tuple(weak[:5]) if before <= 2 else (),
            f"voicedrill today --deck {parts.name} --minutes {rest:g}",
        )
        yield PlannedDay(interview.day - timedelta(before), (ask, own) if own else (ask,))


def _own_of_day(before: int, parts: _Parts) -> Step | None:
    """The one thing of a day, counted back from the interview: the same turns come again in longer plans."""
    mock = f"voicedrill mock {parts.name}"
    first, last = (f" --round {parts.rounds[n]}" if parts.rounds else "" for n in (0, -1))
    turns: dict[int, Step | None] = {
        1: _some("your questions to them, aloud", 5, parts.ask_them, parts.drill("ask-them")),
        2: Step("a mock interview, friendly", 15, (), f"{mock}{last} --minutes 15"),
        3: Step("the facts of your stories, from memory", 5, (), parts.drill("facts"))
        if parts.has_facts
        else None,
        4: _some("your gaps: acknowledge, pivot, evidence", 6, parts.gaps, parts.drill("bridge")),
        5: Step("a mock interview that presses you", 15, (), f"{mock}{first} --minutes 15 --mood pressing"),
        6: _some("your pitch against the clock", 4, parts.pitches, parts.drill("pitch")),
        7: Step("twenty first sentences", 8, (), parts.drill("rapid")),
    }
    return turns[(before - 1) % len(turns) + 1]


def _hours(name: str, parts: _Parts, weak: Sequence[str]) -> Iterator[Step]:
    """What a stretch of the last hours may hold, the most important first."""
    pitch = _some("your pitch, once, aloud", 2, parts.pitches[:1], parts.drill("pitch"))
    facts = Step("the numbers of your stories, from memory", 4, (), parts.drill("facts"))
    asking = _some("two questions that you will ask them", 2, parts.ask_them[:2], parts.drill("ask-them"))
    match name:
        case "the evening before":
            yield from filter(None, (pitch,))
            if parts.stories:
                stories = parts.stories[:5]
                yield Step(f"each story once, aloud: {'; '.join(stories)}", 2.5 * len(stories))
            yield from _weakest(parts, weak, 3)
            yield from [facts] if parts.has_facts else []
            yield from filter(None, (_some("your gaps, once", 4, parts.gaps[:3], parts.drill("bridge")),))
            yield from filter(
                None, (asking, _some("what you say about pay", 2, parts.pay, parts.drill("pay")))
            )
            yield Step("then stop: sleep does more than another hour", 0)
        case "two hours before":
            yield from filter(None, (pitch,))
            yield from _weakest(parts, weak, 2)
            if parts.stories:
                yield Step(f"the first sentence of each story: {'; '.join(parts.stories[:5])}", 4)
            yield from [facts] if parts.has_facts else []
            yield from filter(None, (asking,))
            yield Step("microphone, camera and a glass of water ready", 3)
        case _:
            yield from filter(None, (pitch,))
            yield from [Step("read the numbers of your stories once", 2)] if parts.has_facts else []
            yield from filter(None, (asking,))
            yield Step("nothing new now: breathe, sit, smile", 2)


def _weakest(parts: _Parts, weak: Sequence[str], most: int) -> list[Step]:
    """The weakest questions once more, where anything is weak."""
    names = tuple(weak[:most])
    if not names:
        return []
    asked = " ".join(f"--question {name}" for name in names)
    return [
        Step(
            "what goes worst now, once", 3.0 * len(names), names, f"voicedrill practice {parts.name} {asked}"
        )
    ]


def _some(say: str, minutes: float, questions: tuple[str, ...], command: str) -> Step | None:
    return Step(say, minutes, questions, command) if questions else None


def _fitting(steps: Iterable[Step], minutes: float) -> Iterator[Step]:
    for step in steps:
        if step.minutes <= minutes:
            minutes -= step.minutes
            yield step
