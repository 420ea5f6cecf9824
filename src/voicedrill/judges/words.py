"""The embedded judge behind the same port as the others: what `coverage` does when nobody else is asked."""

from voicedrill.coverage import points
from voicedrill.coverage.answers import prepare
from voicedrill.coverage.lessons import NO_LESSONS, Lessons
from voicedrill.coverage.results import PointVerdict
from voicedrill.decks.model import Question
from voicedrill.judges.base import EMBEDDED, JudgeStatus
from voicedrill.transcript import Transcript


class WordsJudge:
    """Rarity-weighted words, no model. ``lessons``: what the speaker corrected."""

    name = EMBEDDED

    def __init__(self, lessons: Lessons = NO_LESSONS) -> None:
        self._lessons = lessons

    def judge(self, question: Question, transcript: Transcript) -> tuple[PointVerdict, ...]:
        """One verdict a point. Never fails."""
        asked = points.stems_asked(question.ask)
        return points.judge(question.points, prepare(transcript.words), asked, self._lessons)

    def close(self) -> None:
        """There is nothing to free."""


def status() -> JudgeStatus:
    """Always there."""
    return JudgeStatus(EMBEDDED, True, "ready: the judge inside the package, used when none is named")
