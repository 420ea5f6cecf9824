"""A whole interview as its page needs it: what was told, and where each answer lies in time.

Two clocks: seconds of the page's sound, in which all answers follow each other, and seconds of the interview.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from voicedrill.coach.mock.results import QuestionLine
from voicedrill.coverage.results import Coverage
from voicedrill.decks.model import Question
from voicedrill.reports.model import Report

#: So much silence stands in the sound after each answer.
BETWEEN_S = 0.6


@dataclass(frozen=True)
class AnswerTold:
    """One answer: to the question itself, or to the follow-up ``part`` from 1 on.

    ``at_s``, ``took_s``: on the interview's clock, from the moment it was asked. ``sound_s``: of the
    recording, None when it is not in the page's sound; ``peaks``: as in `values.SoundPicture`.
    """

    part: int
    report: Report
    at_s: float
    took_s: float
    pressed: tuple[str, ...] = ()
    sound_s: float | None = None
    peaks: tuple[float, ...] = ()


@dataclass(frozen=True)
class QuestionTold:
    """One question, as the debrief has it, and its answers; none when it was skipped.

    ``coverage``: of all its answers together; ``question``: as it was asked, None when it is not known.
    """

    line: QuestionLine
    coverage: Coverage | None
    question: Question | None
    answers: tuple[AnswerTold, ...] = ()


@dataclass(frozen=True)
class Piece:
    """Where an answer lies. ``from_s``, ``length_s``: in the sound; ``start_s``, ``span_s``: on the clock.

    ``is_played``: it has a place in the page's sound; on a page without sound every answer has one.
    """

    number: int
    told: AnswerTold
    from_s: float
    length_s: float
    start_s: float
    span_s: float
    is_played: bool = True

    def on_clock(self, time_s: float) -> float:
        """When in the interview a moment of the recording was."""
        return self.start_s + self.span_s * min(max(time_s / self.length_s, 0.0), 1.0)


def pieces(questions: Sequence[QuestionTold], *, has_sound: bool) -> tuple[Piece, ...]:
    """All answers that last, in the order of the interview. ``has_sound``: the page has.

    An answer is taken to end its time on the clock: before it the question was read and thought about. A
    recording that was played faster than it is long is drawn as long as it took. On a page with sound those
    that are not in it take no room there.
    """
    found: list[Piece] = []
    from_s = 0.0
    for told in questions:
        for answer in told.answers:
            length_s = _length_s(answer)
            if length_s <= 0:
                continue
            after_s = min(answer.report.timings.after_speech_s or 0.0, answer.took_s / 4)
            span_s = max(min(length_s, answer.took_s - after_s), 0.01)
            start_s = max(answer.at_s + answer.took_s - after_s - span_s, 0.0)
            is_played = answer.sound_s is not None or not has_sound
            found.append(Piece(told.line.number, answer, from_s, length_s, start_s, span_s, is_played))
            if is_played:
                from_s += length_s + BETWEEN_S
    return tuple(found)


def _length_s(answer: AnswerTold) -> float:
    """How long the recording is: as it was read, else as the report tells."""
    if answer.sound_s is not None:
        return answer.sound_s
    report = answer.report
    if report.audio is not None:
        return report.audio.duration_s
    return max((word.end for word in report.transcript.words if word.end is not None), default=0.0)


def ticks(length_s: float) -> tuple[int, ...]:
    """Moments to be named on an axis: three to seven of them, at round seconds or minutes."""
    steps = (1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400)
    step = next((step for step in steps if length_s / step <= 7), steps[-1])
    return tuple(range(0, int(length_s) + 1, step))


def waits(found: Sequence[Piece]) -> Iterator[tuple[float, float]]:
    """From when to when a question was read and thought about, on the interview's clock."""
    return ((piece.told.at_s, piece.start_s) for piece in found if piece.start_s > piece.told.at_s)
