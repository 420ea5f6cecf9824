"""Answers to keep, with what a summary of the history looks at."""

from datetime import UTC, datetime
from typing import Any

from voicedrill.coverage.results import Coverage, FactVerdict, PointVerdict
from voicedrill.decks.model import Question, TalkingPoint
from voicedrill.delivery.results import Delivery, Length, RateRange, Wording
from voicedrill.history.store import History
from voicedrill.history.values import KeptAnswer
from voicedrill.reports.model import SCHEMA, AudioRef, QuestionRef, Report, Timings
from voicedrill.timing import Pause
from voicedrill.transcript import Transcript

Facts = dict[str, tuple[str, str | None]]


def put(
    history: History,
    when: str,
    question: str = "late",
    *,
    kind: str = "technical",
    deck: str | None = "a.yaml",
    story: str | None = None,
    points: dict[str, str] | None = None,
    facts: Facts | None = None,
    score: float | None = 0.5,
    wpm: float | None = 150.0,
    verdict: str = "on-target",
    **rest: Any,
) -> str:
    """Keep an answer spoken at ``when`` ("2026-11-20 18:00", UTC); its attempt's id is that time."""
    at = datetime.fromisoformat(when).replace(tzinfo=UTC)
    attempt = rest.pop("attempt", f"{at:%Y%m%d-%H%M%S}-ab12")
    coverage = Coverage(
        "words",
        score,
        tuple(
            PointVerdict(name, f"say {name}", 1.0, False, status, 0.5, None)
            for name, status in (points or {}).items()
        ),
        (),
        tuple(FactVerdict(text, status, said, None) for text, (status, said) in (facts or {}).items()),
        (),
    )
    asked = Question(
        question, f"About {question}?", kind, points=(TalkingPoint("p1", "say p1"),), story=story
    )
    history.add(
        KeptAnswer(
            attempt=attempt,
            report=report(attempt, at, coverage, wpm, verdict, asked),
            question=asked,
            created_at=at,
            deck=deck,
            deck_title="The deck",
            **rest,
        )
    )
    return attempt


def report(
    attempt: str, at: datetime, coverage: Coverage, wpm: float | None, verdict: str, question: Question
) -> Report:
    """An answer of 60 s, 48 of them spoken, with two pauses, one of them long."""
    timed = wpm is not None
    return Report(
        schema=SCHEMA,
        voicedrill="0",
        attempt_id=attempt,
        created_at=at.isoformat(),
        language="en",
        warnings=(),
        question=QuestionRef(question.id, question.ask, question.kind, "0"),
        audio=AudioRef("answer.wav", 64.0, None, 0.0, False),
        transcript=Transcript("text", None, "words", "none", ()),
        delivery=Delivery(
            first_word_s=1.5 if timed else None,
            answer_s=60.0 if timed else None,
            phonation_s=48.0 if timed else None,
            word_count=150,
            length=Length((60.0, 120.0), verdict) if timed else None,
            speech_rate_wpm=wpm,
            articulation_rate_wpm=wpm,
            pace=(),
            pauses=(Pause(5, 15, True, "clause", False), Pause(20, 22, False, "clause", False))
            if timed
            else (),
            fillers=(),
            filled_pauses_per_min=RateRange(2.0, 3.0) if timed else None,
            discourse_fillers_per_min=0.0 if timed else None,
            voice=None,
            wording=Wording((), (), 0, 0),
            recital=None,
        ),
        coverage=coverage,
        advice=(),
        follow_up=None,
        timings=Timings(None, 0.1, None),
    )
