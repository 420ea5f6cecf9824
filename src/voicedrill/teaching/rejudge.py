"""A report judged again after a correction: its points, its score, its advice and its follow-up. Pure."""

from dataclasses import replace

from voicedrill.assessment import Assessment
from voicedrill.coach.advice import advise
from voicedrill.coach.follow_ups import choose_follow_up
from voicedrill.coverage.candidates import place_of
from voicedrill.coverage.evaluate import JUDGE, evaluate, score
from voicedrill.coverage.results import Judged, PointVerdict
from voicedrill.decks.model import Question, Story
from voicedrill.reports.model import Report
from voicedrill.teaching.book import Book, Place, Taught
from voicedrill.transcript import Quote, Transcript, quote


def rejudged(report: Report, question: Question, book: Book, story: Story | None = None) -> Report:
    """``report`` as it stands with the lessons of ``book``.

    ``question``: the one that was answered, ``story``: the one that it uses.

    What the speaker said of a point of this very answer is not weighed against anything: that is the verdict.
    """
    now = evaluate(question, report.transcript, book.lessons(question.id), _reader(report))
    verdicts = tuple(
        _in_own_words(verdict, book.at(Place(question.id, verdict.id)), report.attempt_id, report.transcript)
        for verdict in now.points
    )
    coverage = replace(report.coverage, judge=now.judge, score=score(verdicts), points=verdicts)
    assessment = Assessment(report.delivery, coverage)
    return replace(
        report,
        coverage=coverage,
        advice=advise(question, assessment, report.transcript),
        follow_up=choose_follow_up(question, assessment, [report.transcript], story),
    )


def _reader(report: Report) -> Judged | None:
    """What a judge that reads said, from the report itself: it is not asked again.

    What lessons had decided is left to them.
    """
    name = report.coverage.judge.removesuffix(f" + {JUDGE}")
    if name == JUDGE:
        return None
    return Judged(name, tuple(None if verdict.taught else verdict for verdict in report.coverage.points))


def _in_own_words(
    verdict: PointVerdict, taught: Taught, attempt: str, transcript: Transcript
) -> PointVerdict:
    said = [passage.text for passage in taught.said if passage.attempt == attempt]
    if said and verdict.status != "covered":
        place = place_of(Quote(said[-1], None, None), transcript.words)
        evidence = quote(transcript.words, *place) if place else verdict.evidence
        return replace(verdict, status="covered", score=1.0, evidence=evidence, taught=True)
    denied = any(passage.attempt == attempt for passage in taught.not_said)
    if denied and not said and verdict.status != "missed":
        return replace(verdict, status="missed", score=0.0, evidence=None, taught=True)
    return verdict
