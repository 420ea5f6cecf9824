"""What an answer said: every judgement of this package, put together. Pure, no model, nothing loaded."""

from collections.abc import Sequence
from dataclasses import replace

from voicedrill.coverage import beats, facts, points, recital, red_flags
from voicedrill.coverage.answers import prepare
from voicedrill.coverage.lessons import NO_LESSONS, Lessons
from voicedrill.coverage.matching import Index
from voicedrill.coverage.red_flags import NO_PHRASES, Phrases
from voicedrill.coverage.results import Coverage, FactVerdict, Judged, PointVerdict
from voicedrill.coverage.settling import settle
from voicedrill.decks.blanks import said
from voicedrill.decks.model import Question
from voicedrill.transcript import Transcript

#: The name of this judge in reports.
JUDGE = "words"
_WORTH = {"covered": 1.0, "partial": 0.5, "missed": 0.0}


def evaluate(
    question: Question | None,
    transcript: Transcript,
    lessons: Lessons = NO_LESSONS,
    judged: Judged | None = None,
    earlier: Sequence[str] = (),
    pace_wpm: Sequence[float] = (),
    phrases: Phrases = NO_PHRASES,
) -> Coverage:
    """Judge the content of one answer. Without a question there is nothing to judge by: all is empty.

    ``lessons``: what the speaker corrected after earlier answers to this question. ``judged``: the points as
    another judge sees them (`settling` says when it is not followed); all else is judged here in any case.
    ``earlier``: the texts of earlier answers to it, the latest last; ``pace_wpm``: the pace in this one's
    windows. Both are for `recital` alone. ``phrases``: the user's own for `red_flags`.
    """
    if question is None:
        return Coverage(judge=JUDGE, score=None, points=(), beats=(), facts=(), red_flags=())
    answer = prepare(transcript.words)
    index = Index(answer)
    asked = points.stems_asked(question.ask)
    judge, verdicts = JUDGE, points.judge(question.points, answer, asked, lessons)
    if lessons:
        untaught = points.judge(question.points, answer, asked)
        # A correction changes the point that it is about, and no other that it may compete with.
        verdicts = tuple(
            replace(verdict, taught=verdict.status != bare.status) if verdict.id in lessons else bare
            for verdict, bare in zip(verdicts, untaught, strict=True)
        )
    else:
        untaught = verdicts
    if judged is not None:
        judge, verdicts = settle(judged, verdicts, untaught, lessons, JUDGE)
    told = beats.judge(question.framework, question.said_beats, index)
    return Coverage(
        judge=judge,
        score=score(verdicts),
        points=verdicts,
        beats=told.verdicts,
        facts=_facts(question, index),
        red_flags=red_flags.judge(question.red_flags, index, phrases),
        beat_notes=told.notes,
        recital=recital.judge(answer, question.said_script, earlier, pace_wpm),
    )


def _facts(question: Question, index: Index) -> tuple[FactVerdict, ...]:
    """Judged by what is filled in, shown as the deck has it."""
    verdicts = facts.judge([said(text) for text in question.facts], index)
    if "facts" in question.from_story:
        verdicts = tuple(map(facts.of_story, verdicts))
    return tuple(replace(verdict, text=text) for verdict, text in zip(verdicts, question.facts, strict=True))


def score(verdicts: Sequence[PointVerdict]) -> float | None:
    """The weighted mean of the verdicts, 0 to 1, a partial point counting half; None without points."""
    total = sum(verdict.weight for verdict in verdicts)
    if total <= 0:
        return None
    return sum(verdict.weight * _WORTH[verdict.status] for verdict in verdicts) / total
