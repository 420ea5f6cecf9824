"""What every judge of talking points takes and gives: the port that judges plug into."""

from dataclasses import dataclass
from typing import Protocol

from voicedrill.coverage.results import PointVerdict
from voicedrill.decks.model import Question, TalkingPoint
from voicedrill.transcript import Quote, Transcript

#: The judge that is used when none is named.
EMBEDDED = "words"
#: Seconds that a judge that reads may take for one answer.
DEFAULT_LIMIT_S = 60.0


class Judge(Protocol):
    """Says of each talking point whether an answer makes it. Belongs to one thread at a time."""

    @property
    def name(self) -> str:
        """What reports call it."""

    def judge(self, question: Question, transcript: Transcript) -> tuple[PointVerdict | None, ...]:
        """One verdict a point of ``question``, in order; None where it has none that it can prove.

        Raises JudgeError when it cannot judge this answer at all.
        """

    def close(self) -> None:
        """Free what it holds. Calling it again does nothing."""


@dataclass(frozen=True)
class JudgeChoice:
    """Which judge, and what it may do. ``allow_hosts``: beside this machine, for a judge that asks a server.

    ``limit_s``: seconds for one answer, whatever it does in them.
    """

    spec: str = EMBEDDED
    allow_hosts: tuple[str, ...] = ()
    limit_s: float = DEFAULT_LIMIT_S


@dataclass(frozen=True)
class JudgeStatus:
    """A kind of judge for `voicedrill doctor`. ``note``: how to use it, or what it lacks."""

    name: str
    available: bool
    note: str


def verdict(point: TalkingPoint, score: float, covered: bool, evidence: Quote | None) -> PointVerdict:
    """A verdict on ``point``: without evidence it is missed, with it covered or else partial."""
    return PointVerdict(
        id=point.id,
        text=point.say,
        weight=point.weight,
        must=point.must,
        status="missed" if evidence is None else "covered" if covered else "partial",
        score=round(score, 3),
        evidence=evidence,
    )
