"""A whole interview as the rules of its debrief look at it. Values."""

from collections.abc import Sequence
from dataclasses import dataclass

from voicedrill.coach.mock.contradictions import Contradiction
from voicedrill.coach.mock.results import Change, OwnQuestions, QuestionLine, RoundLine
from voicedrill.coach.mock.retold import Retold
from voicedrill.coach.mock.telling import Place, Spoken, Telling
from voicedrill.transcript import Quote

#: What a change would win, 0 to 1, and the change.
Proposed = tuple[float, Change]
#: Two answers and a third of all make a habit.
_OFTEN, _OFTEN_SHARE = 2, 1 / 3


@dataclass(frozen=True)
class Whole:
    """What the rules look at, each value in the order of the interview."""

    tellings: Sequence[Telling]
    lines: Sequence[QuestionLine]
    rounds: Sequence[RoundLine]
    retold: Sequence[Retold]
    contradictions: Sequence[Contradiction]
    own_questions: Sequence[OwnQuestions]
    not_asked: int
    unused_stories: Sequence[str]

    @property
    def answered(self) -> list[tuple[Telling, Spoken, QuestionLine]]:
        """What was answered, but for the candidate's own questions."""
        return [
            (telling, telling.spoken[0], line)
            for telling, line in zip(self.tellings, self.lines, strict=True)
            if telling.spoken and telling.question.kind != "ask-them"
        ]


def is_habit(count: int, of: int) -> bool:
    """Whether ``count`` of ``of`` answers are more than a slip."""
    return count >= _OFTEN and count >= of * _OFTEN_SHARE


def place(telling: Telling, evidence: Quote) -> Place:
    """Where in the first answer to a question something was said."""
    spoken = telling.spoken[0]
    return Place(telling.number, spoken.part, spoken.ask, spoken.attempt, evidence)


def named(texts: Sequence[str], last: str = "and") -> str:
    """Texts in a row: "a, b and c"."""
    if len(texts) < 2:
        return "".join(texts)
    return f"{', '.join(texts[:-1])} {last} {texts[-1]}"
