"""All of the progress as one value, put together from the rows of the history."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from voicedrill.coach.calibration import Rated, RatingFit, rating_fit
from voicedrill.coach.progress.measures import MEASURES, Measure
from voicedrill.coach.progress.points import OpenPoint, QuestionProgress, open_points, question_progress
from voicedrill.coach.progress.rows import (
    AnswerRow,
    DayRow,
    DueRow,
    FactRow,
    KindRow,
    PointRow,
    QuestionRow,
    StoryRow,
)
from voicedrill.coach.progress.stories import KnownStory, StoryUse, story_uses
from voicedrill.coach.progress.streaks import CalendarDay, Streak, calendar, streak
from voicedrill.coach.progress.trends import Trend, trends


@dataclass(frozen=True)
class Rows:
    """What the history gives. ``days``: of all time; all else since the date that was asked for.

    ``days`` and ``latest`` in order of time; ``measured``: how many answers (no drills) there are in all;
    ``due`` None: nothing is scheduled.
    """

    days: tuple[DayRow, ...] = ()
    latest: tuple[AnswerRow, ...] = ()
    measured: int = 0
    questions: tuple[QuestionRow, ...] = ()
    points: tuple[PointRow, ...] = ()
    facts: tuple[FactRow, ...] = ()
    stories: tuple[StoryRow, ...] = ()
    kinds: tuple[KindRow, ...] = ()
    ratings: tuple[Rated, ...] = ()
    due: tuple[DueRow, ...] | None = None


@dataclass(frozen=True)
class DueQuestion:
    """A question that is to be asked again on the day ``due``: all of it, or ``points`` of it alone."""

    ask: str
    due: date
    points: tuple[str, ...]


@dataclass(frozen=True)
class Progress:
    """How practice goes. ``since`` None: from the beginning; ``deck``: the title of the only one asked about.

    ``attempts`` questions were answered, with follow-ups ``answers`` times, on ``days`` days, ``practised_s``
    seconds of speaking, all since ``since``; ``due`` None: nothing is scheduled.
    """

    today: date
    since: date | None
    deck: str | None
    attempts: int
    answers: int
    days: int
    practised_s: float
    streak: Streak
    calendar: tuple[CalendarDay, ...]
    trends: tuple[Trend, ...]
    questions: tuple[QuestionProgress, ...]
    open_points: tuple[OpenPoint, ...]
    facts: tuple[FactRow, ...]
    stories: tuple[StoryUse, ...]
    kinds: tuple[KindRow, ...]
    rating: RatingFit
    due: tuple[DueRow, ...] | None = field(default=None)

    @property
    def due_questions(self) -> tuple[DueQuestion, ...]:
        """What is due by question, the most overdue first, then what falls due soon."""
        found: dict[tuple[str | None, str], list[DueRow]] = {}
        for row in self.due or ():
            found.setdefault((row.deck, row.question), []).append(row)
        questions = (_due_question(rows, self.today) for rows in found.values())
        return tuple(sorted(questions, key=lambda question: question.due))

    @property
    def questions_due(self) -> int:
        """How many questions are due now, themselves or a point of theirs."""
        return sum(question.due <= self.today for question in self.due_questions)


def _due_question(rows: Sequence[DueRow], today: date) -> DueQuestion:
    due = min(row.due for row in rows)
    by_then = [row.point for row in rows if row.due <= max(due, today)]
    points = () if None in by_then else tuple(point for point in by_then if point)
    return DueQuestion(rows[0].ask, due, points)


def build_progress(
    rows: Rows,
    today: date,
    *,
    since: date | None = None,
    deck: str | None = None,
    stories: Mapping[str | None, Sequence[KnownStory]] | None = None,
    measures: Sequence[Measure] = MEASURES,
) -> Progress:
    """The progress at ``today``. ``stories``: those of decks that were read, by what names the deck.

    ``measures``: what is followed over time, with the speaker's own bounds of advice.
    """
    counted = [row for row in rows.days if since is None or row.day >= since]
    questions = question_progress(rows.questions, rows.points)
    return Progress(
        today=today,
        since=since,
        deck=deck,
        attempts=sum(row.attempts for row in counted),
        answers=sum(row.answers for row in counted),
        days=len(counted),
        practised_s=sum(row.practised_s for row in counted),
        streak=streak((row.day for row in rows.days), today),
        calendar=calendar({row.day: row.attempts for row in rows.days}, today),
        trends=trends(counted, rows.latest, rows.measured, measures),
        questions=questions,
        open_points=open_points(questions),
        facts=rows.facts,
        stories=story_uses(rows.stories, stories),
        kinds=rows.kinds,
        rating=rating_fit(rows.ratings),
        due=rows.due,
    )
