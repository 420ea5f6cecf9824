"""What the history hands over: plain rows, already counted and summed where SQL can do it.

A part 0 is the answer itself, later parts are follow-ups. Answers of drills are practice, and count as such;
what is measured of them (first sentences against the clock) says nothing of whole answers and is left out.
"""

from datetime import date
from typing import Literal, NamedTuple

PointStatus = Literal["covered", "partial", "missed"]


class Total(NamedTuple):
    """Values added up: how many there were, and their sum."""

    number: int
    sum: float


class DayRow(NamedTuple):
    """One day: attempts begun, answers with follow-ups, seconds spoken, and each measure's total."""

    day: date
    attempts: int
    answers: int
    practised_s: float
    totals: dict[str, Total]


class AnswerRow(NamedTuple):
    """One answer (part 0). ``values``: by the keys of `measures.MEASURES`, None where not known.

    ``filled_high``: the most filled pauses a minute that there may have been.
    """

    day: date
    kind: str | None
    values: dict[str, float | None]
    answer_s: float | None = None
    long_pauses_per_min: float | None = None
    filled_high: float | None = None


class QuestionRow(NamedTuple):
    """A question that was answered. ``ask``: as it was last worded; ``score``: of the last answer."""

    deck: str | None
    deck_title: str | None
    id: str
    ask: str
    kind: str | None
    answers: int
    last: date
    score: float | None


class PointRow(NamedTuple):
    """A point as one answer made it. ``nth``: 0 in the question's last answer, 1 in the one before ..."""

    deck: str | None
    question: str
    point: str
    text: str
    status: PointStatus
    nth: int


class FactRow(NamedTuple):
    """A fact that was said wrong in the last answer that said it at all, and how often of late.

    ``said``: what was said last; ``wrong`` of ``told``: among the question's last answers that told it.
    """

    deck: str | None
    question: str
    text: str
    said: str | None
    wrong: int
    told: int


class StoryRow(NamedTuple):
    """A story as one question asked for it. ``recent``: how often told in the last `stories.RECENT_DAYS`."""

    deck: str | None
    story: str
    question: str
    told: int
    recent: int
    last: date


class KindRow(NamedTuple):
    """A kind of question: answers, and mean score of the last ten and of the ten before."""

    kind: str
    answers: int
    score: float | None
    before: float | None


class DueRow(NamedTuple):
    """Something that is to be asked again. ``point``: its wording when it is a point; ``due``: local date."""

    deck: str | None
    question: str
    ask: str
    point: str | None
    due: date
