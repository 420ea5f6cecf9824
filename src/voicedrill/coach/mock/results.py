"""The debrief of a mock interview as a value: what is shown, and what is written as JSON."""

from dataclasses import dataclass
from typing import Literal

from voicedrill.coach.mock.contradictions import Contradiction
from voicedrill.coach.mock.retold import Retold
from voicedrill.coach.mock.telling import Place
from voicedrill.coach.results import Advice
from voicedrill.coverage.results import BeatVerdict
from voicedrill.delivery.results import Length, RateRange
from voicedrill.transcript import Quote

SCHEMA = "voicedrill.debrief/1"


@dataclass(frozen=True)
class FollowUpLine:
    """A follow-up and its answer. ``answer_s``: None when nothing was timed or said."""

    ask: str
    because: str | None
    answer_s: float | None


@dataclass(frozen=True)
class QuestionLine:
    """One question. Points, facts and score: of the answer and its follow-ups together.

    ``took_s``: on the interview's clock; ``answer_s``: of speaking, without follow-ups. ``fillers_per_min``:
    filled pauses and discourse fillers of the answer, where it was long enough for a rate. ``misstated``:
    facts said wrong, and what was said. ``first``: the one thing to change, beside the points that are listed
    anyhow. Not ``answered``: skipped.
    """

    number: int
    round: int
    id: str
    ask: str
    kind: str
    attempt: str | None
    answered: bool
    asked_at_s: float
    took_s: float
    words: int
    answer_s: float | None
    length: Length | None
    made: tuple[str, ...]
    partly: tuple[str, ...]
    missed: tuple[str, ...]
    must_missed: tuple[str, ...]
    score: float | None
    beats: tuple[BeatVerdict, ...]
    misstated: tuple[tuple[str, str | None], ...]
    red_flags: tuple[str, ...]
    speech_rate_wpm: float | None
    filled_pauses_per_min: RateRange | None
    fillers_per_min: float | None
    first: Advice | None
    follow_ups: tuple[FollowUpLine, ...]
    interjections: tuple[str, ...]
    self_rating: int | None


@dataclass(frozen=True)
class RoundLine:
    """One round. Seconds: how long it may be, was planned, and took. Questions: planned, asked, skipped."""

    name: str
    limit_s: float
    planned_s: float
    took_s: float
    planned: int
    asked: int
    skipped: int

    @property
    def over_s(self) -> float:
        """By how much it ran over, never below 0."""
        return max(0.0, self.took_s - self.limit_s)


@dataclass(frozen=True)
class KindLine:
    """How the questions of one kind were answered. ``made``: points, a partial one counts half."""

    kind: str
    questions: int
    made: float
    points: int


@dataclass(frozen=True)
class Trend:
    """A metric over the interview: (question, value) in order; ``first``, ``last``: means of its two ends.

    ``moved``: "steady" when the ends differ by less than a seventh, or a filler a minute.
    """

    metric: Literal["speech_rate_wpm", "fillers_per_min"]
    values: tuple[tuple[int, float], ...]
    first: float
    last: float
    moved: Literal["rose", "fell", "steady"]


@dataclass(frozen=True)
class OwnQuestions:
    """What the candidate asked at the end of a round. ``asked``: the questions, in their words.

    ``listed`` and ``left``: of the deck's list for that interviewer, those that were asked and those not.
    """

    round: int
    interviewer: str | None
    asked: tuple[Quote, ...]
    listed: tuple[str, ...]
    left: tuple[str, ...]


@dataclass(frozen=True)
class Change:
    """One of the things to change over the whole interview, and where it shows."""

    about: str
    say: str
    places: tuple[Place, ...] = ()


@dataclass(frozen=True)
class Debrief:
    """A mock interview, over. ``changes``: three at most, the most valuable first; ``took_s``: in all.

    ``not_asked``: questions of the plan for which there was no time. ``unused_stories``: of the deck.
    """

    schema: str
    mock: str
    created_at: str
    deck: str
    mood: str
    took_s: float
    planned_s: float
    rounds: tuple[RoundLine, ...]
    questions: tuple[QuestionLine, ...]
    not_asked: int
    changes: tuple[Change, ...]
    stories_used_twice: tuple[Retold, ...]
    contradictions: tuple[Contradiction, ...]
    own_questions: tuple[OwnQuestions, ...]
    kinds: tuple[KindLine, ...]
    trends: tuple[Trend, ...]
    unused_stories: tuple[str, ...] = ()
