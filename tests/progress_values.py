"""Progress as it may be after some weeks, for tests of what shows it."""

from datetime import date, timedelta

from voicedrill.coach.calibration import Rated
from voicedrill.coach.progress.build import Progress, Rows, build_progress
from voicedrill.coach.progress.rows import (
    AnswerRow,
    DayRow,
    DueRow,
    FactRow,
    KindRow,
    PointRow,
    QuestionRow,
    StoryRow,
    Total,
)
from voicedrill.coach.progress.stories import KnownStory

TODAY = date(2026, 11, 21)


def empty() -> Progress:
    return build_progress(Rows(), TODAY)


def rows(text: str = "") -> Rows:
    """Twelve answers on six days; ``text`` ends everything that a deck or a speaker worded."""
    days = [TODAY - timedelta(days=number) for number in (9, 7, 4, 2, 1, 0)]
    answers = [
        AnswerRow(
            day,
            "technical",
            {
                "score": 0.3 + 0.05 * (2 * n + half),
                "speech_rate_wpm": 140.0 + 2 * n + half,
                "filled_pauses_per_min": 6.5 - 0.2 * n,
                "silence_share": 0.2,
                "on_target": float(n % 2),
                "first_word_s": 1.0 + 0.1 * n,
            },
            answer_s=80.0,
            filled_high=7.5 - 0.2 * n,
        )
        for n, day in enumerate(days)
        for half in (0, 1)
    ]
    totals = {"score": Total(2, 1.0), "speech_rate_wpm": Total(2, 290.0)}
    return Rows(
        days=tuple(DayRow(day, 2, 3, 240.0, totals) for day in days),
        latest=tuple(answers),
        measured=len(answers),
        questions=(
            QuestionRow(
                "a.yaml", "Streams" + text, "late", "How late?" + text, "technical", 4, days[-1], 0.5
            ),
            QuestionRow("a.yaml", "Streams" + text, "why", "Why us?" + text, "pitch", 1, days[0], None),
        ),
        points=(
            PointRow("a.yaml", "late", "p1", "windows with a grace period" + text, "covered", 0),
            PointRow("a.yaml", "late", "p2", "idempotent writes" + text, "missed", 0),
            PointRow("a.yaml", "late", "p1", "windows with a grace period" + text, "missed", 1),
            PointRow("a.yaml", "late", "p2", "idempotent writes" + text, "missed", 1),
            PointRow("a.yaml", "late", "p2", "idempotent writes" + text, "partial", 2),
        ),
        facts=(FactRow("a.yaml", "late", "p99 under 50 ms" + text, "80 ms" + text, 2, 3),),
        stories=(StoryRow("a.yaml", "rate-limiter" + text, "late", 6, 5, days[-1]),),
        kinds=(KindRow("technical", 11, 0.6, 0.4), KindRow("pitch", 1, None, None)),
        ratings=tuple(Rated(2, 0.9) for _ in range(6)),
        due=(
            DueRow("a.yaml", "late", "How late?" + text, None, TODAY + timedelta(days=2)),
            DueRow("a.yaml", "late", "How late?" + text, "idempotent writes" + text, days[0]),
            DueRow("a.yaml", "why", "Why us?" + text, None, TODAY + timedelta(days=3)),
        ),
    )


def full(text: str = "") -> Progress:
    return build_progress(
        rows(text), TODAY, stories={"a.yaml": [KnownStory("outage", "The outage" + text, ("why",))]}
    )
