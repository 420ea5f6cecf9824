"""The report: everything known of one answer, field for field what is written as JSON."""

from dataclasses import dataclass

from voicedrill.coach.baselines import Comparison
from voicedrill.coach.results import Advice, Aim, FollowUpAsked
from voicedrill.coverage.results import Coverage
from voicedrill.delivery.results import Delivery
from voicedrill.transcript import Transcript

SCHEMA = "voicedrill.report/1"


@dataclass(frozen=True)
class QuestionRef:
    """The question that was answered; ``hash`` changes when anything in it does."""

    id: str
    ask: str
    kind: str
    hash: str


@dataclass(frozen=True)
class AudioRef:
    """The sound that was analysed."""

    path: str
    duration_s: float
    noise_dbfs: float | None
    clipped_share: float
    too_quiet: bool


@dataclass(frozen=True)
class Timings:
    """What it cost, seconds. ``after_speech_s``: from the decision that the speaker stopped to the report."""

    recognition_s: float | None
    assessment_s: float
    after_speech_s: float | None


@dataclass(frozen=True)
class Part:
    """The answer to a follow-up is a part of an attempt: ``of`` which, and its ``number`` from 1.

    ``now_said``: what it added of all that the question asked for; ``score``: that of the whole attempt with
    the follow-ups so far counted, 0 to 1, None without points.
    """

    of: str
    number: int
    ask: str
    because: str
    about: Aim | None = None
    now_said: tuple[str, ...] = ()
    score: float | None = None


@dataclass(frozen=True)
class Report:
    """One answer, reported. ``created_at``: ISO 8601 with offset. ``part``: of an answer to a follow-up.

    ``usual``: beside one's own earlier answers, where there are enough of them in the history.
    """

    schema: str
    voicedrill: str
    attempt_id: str
    created_at: str
    language: str
    warnings: tuple[str, ...]
    question: QuestionRef | None
    audio: AudioRef | None
    transcript: Transcript
    delivery: Delivery
    coverage: Coverage
    advice: tuple[Advice, ...]
    follow_up: FollowUpAsked | None
    timings: Timings
    part: Part | None = None
    usual: Comparison | None = None
