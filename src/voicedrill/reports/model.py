"""The report: everything known of one answer, field for field what is written as JSON."""

from dataclasses import dataclass

from voicedrill.coach.results import Advice, FollowUpAsked
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
class Report:
    """One answer, reported. ``created_at``: ISO 8601 with offset."""

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
