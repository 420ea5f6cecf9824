"""What a drill is made of: what it asks, what was said to it, and what the score says. Values only."""

from dataclasses import dataclass, field
from typing import Literal

from voicedrill.assessment import Assessment
from voicedrill.coverage.results import FactVerdict
from voicedrill.decks.model import Question
from voicedrill.transcript import Quote, Transcript

KindName = Literal["pitch", "bridge", "recovery", "rapid", "facts", "ask-them", "pay"]


@dataclass(frozen=True)
class Options:
    """How a drill is built. ``count``: how many items, None for the kind's own number.

    ``seed``: decides what is drawn, and in which order.
    ``long``: of pitches, the one of two minutes. ``question_id``: only this question of the deck.
    ``wrong_before``: texts of facts that were last said wrong or left out; they are asked first.
    """

    count: int | None = None
    seed: int = 0
    long: bool = False
    question_id: str | None = None
    wrong_before: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Limits:
    """Time for one answer, seconds. None: as in every session."""

    max_s: float
    end_silence_s: float | None = None
    think_s: float | None = None


@dataclass(frozen=True)
class DrillItem:
    """One thing to ask. ``question`` holds what the answer is judged by; ``lead_in`` is said before it."""

    question: Question
    limits: Limits
    lead_in: str | None = None


@dataclass(frozen=True)
class Drill:
    """A drill made from a deck. ``own``: how many items stand in the deck; the others are general.

    ``note``: what the deck lacks and what to add, in a sentence.
    """

    kind: KindName
    items: tuple[DrillItem, ...]
    own: int
    note: str | None = None


@dataclass(frozen=True)
class Said:
    """What was said to an item: the words, and their assessment by the item's question."""

    item: DrillItem
    transcript: Transcript
    assessment: Assessment


@dataclass(frozen=True)
class Check:
    """One thing that the drill looks for. ``say``: what was seen, in a sentence."""

    about: str
    passed: bool
    say: str
    evidence: Quote | None = None


@dataclass(frozen=True)
class AskedQuestion:
    """A question that the speaker asked. ``closed``: yes or no would answer it."""

    quote: Quote
    closed: bool


@dataclass(frozen=True)
class Mark:
    """A beat or a talking point of the answer, and where it is. ``at_s``: from the answer's first word."""

    name: str
    made: bool
    at_s: float | None = None
    evidence: Quote | None = None


@dataclass(frozen=True)
class DrillAnswer:
    """One answer of a drill. Times in seconds, None without word times.

    ``first_word_s``: from the start of the recording; ``answer_s``: from the first word to the last.
    ``band_s``: the length asked for. ``marks``: the beats, or the points, that the kind is about.
    ``asked``: what the speaker asked, in the drill about that. ``words``: of what counts (`rapid`: of the
    first sentence).
    """

    id: str
    ask: str
    first_word_s: float | None
    answer_s: float | None
    words: int
    words_per_min: float | None
    band_s: tuple[float, float]
    checks: tuple[Check, ...] = ()
    marks: tuple[Mark, ...] = ()
    asked: tuple[AskedQuestion, ...] = ()
    quote: Quote | None = None

    @property
    def passed(self) -> bool:
        """Whether there is nothing to change."""
        return all(check.passed for check in self.checks)


@dataclass(frozen=True)
class FactRecall:
    """One fact from memory. ``verdict``: as in a report; ``left_out``: numbers of it that were not said."""

    ask: str
    verdict: FactVerdict
    left_out: tuple[str, ...] = ()
    first_word_s: float | None = None


@dataclass(frozen=True)
class DrillResult:
    """The score of a drill. Of ``answers`` and ``facts`` one is filled, as the kind asks.

    ``best``: the place of the best try, from 0. ``median_first_word_s`` and ``slowest`` (a place, from 0):
    over the answers whose first word has a time. ``passed``: how many answers passed all their checks, or how
    many facts were right.
    """

    kind: KindName
    answers: tuple[DrillAnswer, ...] = ()
    facts: tuple[FactRecall, ...] = ()
    passed: int = 0
    best: int | None = None
    median_first_word_s: float | None = None
    slowest: int | None = None
    missing_points: tuple[str, ...] = field(default=())
