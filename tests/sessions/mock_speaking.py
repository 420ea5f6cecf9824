"""Speaks in a mock interview without sound: texts become timed words, the clock runs as they are long."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from voicedrill.coach.mock.clock import Costs
from voicedrill.coach.mock.moods import mood_of
from voicedrill.coach.mock.plan import Plan, make_plan
from voicedrill.coach.mock.rounds import loop_of
from voicedrill.decks.model import Deck, Round
from voicedrill.sessions.analyse import Analyser
from voicedrill.sessions.flow_values import Rules
from voicedrill.sessions.following import completed
from voicedrill.sessions.mock import MockScript
from voicedrill.sessions.script import Answered, Item
from voicedrill.timing import Word
from voicedrill.transcript import Transcript

BEGAN_AT = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
#: What a speaker says to an item; None: the item is skipped.
Speaker = Callable[[Item], str | None]


def timed(text: str, wpm: float = 150.0) -> Transcript:
    """The words of ``text`` at an even pace, after a second."""
    step_s = 60 / wpm
    words = tuple(
        Word(word, 1.0 + at * step_s, 1.0 + at * step_s + 0.8 * step_s)
        for at, word in enumerate(text.split())
    )
    return Transcript("given", None, text, "engine" if words else "none", words)


def script_for(
    deck: Deck,
    *,
    rounds: tuple[Round, ...] | None = None,
    mood: str = "friendly",
    follow_ups: int = 1,
    minutes: float | None = None,
    seed: int = 1,
    think_s: float = 5.0,
) -> MockScript:
    """A script of ``deck`` that began at `BEGAN_AT`."""
    costs = Costs(think_s, follow_ups)
    plan: Plan = make_plan(deck, rounds or loop_of(deck), costs, seed=seed, minutes=minutes)
    rules = Rules(think_s=think_s, has_keys=False)
    return MockScript(plan, deck, Path("deck.yaml"), mood_of(mood), rules, "mock-test", BEGAN_AT)


@dataclass
class Interview:
    """A mock interview while it is spoken. ``now_s``: on its clock."""

    script: MockScript
    speaker: Speaker
    so_far: list[Answered] = field(default_factory=list)
    now_s: float = 0.0

    def run(self, most: int = 200) -> list[Answered]:
        """Answer until it is over, or ``most`` items were asked."""
        with Analyser() as analyser:
            while len(self.so_far) < most:
                item = self.script.next(tuple(self.so_far), self.now_s)
                if item is None:
                    break
                self.so_far.append(self._answer(item, analyser))
        return self.so_far

    def _answer(self, item: Item, analyser: Analyser) -> Answered:
        started_at = BEGAN_AT + timedelta(seconds=self.now_s)
        text = self.speaker(item)
        self.now_s += 5.0
        if text is None:
            return Answered(item, "skip", started_at)
        attempt = item.of or f"20261121-09{len(self.so_far):04d}-test"
        transcript = timed(text)
        report = replace(analyser.analyse_transcript(transcript, item.question), attempt_id=attempt)
        report = completed(report, item, tuple(self.so_far))
        self.now_s += (transcript.words[-1].end or 0.0) + 2.5 if transcript.words else 20.0
        return Answered(item, "next", started_at, report=report, attempt_id=attempt, self_rating=3)
