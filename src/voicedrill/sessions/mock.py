"""A mock interview as a script: which item comes next, in the interviewer's mood. Pure, like every script."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Literal

from voicedrill.coach.mock.course import Step, Turn, next_turn
from voicedrill.coach.mock.moods import Mood, lead_in
from voicedrill.coach.mock.plan import CLOSING, CLOSING_ID, Plan
from voicedrill.coach.mock.pressing import Pressed, press
from voicedrill.coverage.words import plain
from voicedrill.decks.model import Deck, Kind, Question
from voicedrill.sessions.flow_values import Rules
from voicedrill.sessions.following import follow_up_item
from voicedrill.sessions.script import Answered, Item

#: Words that did not change are looked at again after so many seconds.
_LOOKED_AFTER_S = 1.0


@dataclass
class PressingInterviewer:
    """Breaks in while an answer stays vague (`coach.mock.pressing`); one for each answer."""

    kind: Kind
    terms: frozenset[str] = frozenset()
    pressed: tuple[Pressed, ...] = ()
    known: tuple[str, float] = ("", 0.0)

    def heard(self, words_so_far: str, recorded_s: float) -> str | None:
        """See `script.Interrupter`."""
        # Asked for every block of sound; the words change every few seconds only.
        words, at_s = self.known
        if words_so_far == words and recorded_s - at_s < _LOOKED_AFTER_S:
            return None
        self.known = words_so_far, recorded_s
        pressed = press(words_so_far, recorded_s, self.kind, self.pressed, self.terms)
        if pressed is None:
            return None
        self.pressed += (pressed,)
        return pressed.say


@dataclass(frozen=True)
class MockScript:
    """Holds the interview of ``plan``.

    ``rules``: those of the session, which the mood changes; ``name``: the interview's, for its answers.
    ``before_s``: how far the interview's clock had run when the session began, at ``began_at``; ``earlier``:
    when, on that clock, the items were asked that were answered before.
    """

    plan: Plan
    deck: Deck
    deck_file: Path | None
    mood: Mood
    rules: Rules
    name: str
    began_at: datetime
    before_s: float = 0.0
    earlier: tuple[float, ...] = ()
    questions: dict[str, Question] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if not self.questions:
            known = {question.id: question for question in self.deck.questions}
            object.__setattr__(self, "questions", {CLOSING_ID: CLOSING, **known})

    def next(self, so_far: Sequence[Answered], elapsed_s: float) -> Item | None:
        """See `script.Script`. ``elapsed_s``: on the interview's clock."""
        follow_up = follow_up_item(so_far, self.plan.follow_ups)
        turn = next_turn(self.plan, self.steps(so_far, follow_up), elapsed_s)
        if turn is None:
            return None
        if turn.part and follow_up is not None:
            question = follow_up.question
            item = replace(follow_up, heading=f"{self._heading(turn)} · follow-up")
        else:
            question = self.questions[turn.question]
            # A closing question that the deck does not have shall not come back when it is due.
            deck_file = None if question is CLOSING else self.deck_file
            heading = self._heading(turn)
            item = Item(question, self.deck, deck_file, heading, mode="mock", session=self.name)
        return replace(
            item,
            lead_in=self._lead_in(turn, so_far),
            reveal=False,
            rules=self._rules(question),
            interrupter=PressingInterviewer(question.kind, self._terms()) if self.mood.interrupts else None,
        )

    def steps(self, so_far: Sequence[Answered], follow_up: Item | None = None) -> tuple[Step, ...]:
        """What was asked, as `next_turn` takes it. ``follow_up``: what the last answer left open."""
        steps: list[Step] = []
        for place, answered in enumerate(so_far):
            item = answered.item
            if answered.report is None and answered.outcome != "skip":
                continue
            if item.part and steps:
                number, question = steps[-1].round, steps[-1].question
            else:
                question = item.question.id
                number = self._round_of(question, steps)
            is_open = follow_up is not None and place == len(so_far) - 1
            asked = answered.report.follow_up if answered.report and is_open else None
            at_s = self.at_s(place, answered)
            is_skipped = answered.report is None
            outcome: Literal["answered", "skipped"] = "skipped" if is_skipped else "answered"
            steps.append(Step(number, question, item.part, outcome, at_s, asked))
        return tuple(steps)

    def at_s(self, place: int, answered: Answered) -> float:
        """When the item at ``place`` was asked, on the interview's clock."""
        if place < len(self.earlier):
            return self.earlier[place]
        return self.before_s + max(0.0, (answered.started_at - self.began_at).total_seconds())

    def _round_of(self, question: str, steps: Sequence[Step]) -> int:
        """The round that asks a question next: only those that invite the candidate's own come twice."""
        at = steps[-1].round if steps else 0
        asked = {(step.round, step.question) for step in steps}
        for number in range(at, len(self.plan.rounds)):
            stage = self.plan.rounds[number]
            ids = {planned.id for planned in (*stage.questions, stage.closing) if planned}
            if question in ids and (number, question) not in asked:
                return number
        return at

    def _heading(self, turn: Turn) -> str:
        stage, count = self.plan.rounds[turn.round], len(self.plan.rounds)
        which = f"Round {turn.round + 1} of {count}, {stage.name}" if count > 1 else stage.name
        return f"{which} · {'your turn' if turn.closing else f'question {turn.number}'}"

    def _lead_in(self, turn: Turn, so_far: Sequence[Answered]) -> str | None:
        return lead_in(
            self.mood,
            number=sum((answered.item.part > 0) == (turn.part > 0) for answered in so_far),
            opens_round=turn.opens_round,
            first_round=not so_far,
            follow_up=turn.part > 0,
            closing=turn.closing,
            one_more=turn.one_more,
            cut_short=turn.cut_short,
        )

    def _rules(self, question: Question) -> Rules:
        return replace(
            self.rules,
            think_s=self.rules.think_s * self.mood.thinking,
            end_silence_s=self.mood.end_silence_s(self.rules.end_silence_s),
            max_s=self.mood.limit_s(self.rules.max_s, question.target_s),
            can_correct=False,
            can_redo=False,
        )

    def _terms(self) -> frozenset[str]:
        return frozenset(plain(word) for term in self.deck.glossary for word in term.term.split())
