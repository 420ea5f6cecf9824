"""Talking points: was the idea made, where, and how sure is that? The judge called "words".

A point (or one of its aliases) is a bag of terms (`terms`). Each is looked for in the answer by its stem, its
spelling, its sound and by words and phrases that stand for it (`matching`, `synonyms`). What is found becomes
five numbers (`evidence`), they become a chance (`calibration`), and the chance a status. The quote is the
passage that decided (`passage`).
"""

from collections.abc import Sequence

from voicedrill.coverage.answers import Answer
from voicedrill.coverage.calibration import VERBATIM, chance, status
from voicedrill.coverage.evidence import Evidence, Sighting, look, weigh
from voicedrill.coverage.lessons import NO_LESSONS, Lessons, PointLesson
from voicedrill.coverage.likeness import Windows
from voicedrill.coverage.matching import Index
from voicedrill.coverage.passage import passage, whole_clauses
from voicedrill.coverage.results import PointVerdict
from voicedrill.coverage.taught import recall, revise, strength, without
from voicedrill.coverage.terms import Term, echoes, stems_asked, stems_of, terms_of
from voicedrill.coverage.windows import match
from voicedrill.decks.model import TalkingPoint
from voicedrill.transcript import Quote

__all__ = ["Term", "judge", "match", "stems_asked", "terms_of"]


def judge(
    points: Sequence[TalkingPoint], answer: Answer, asked: frozenset[str], lessons: Lessons = NO_LESSONS
) -> tuple[PointVerdict, ...]:
    """One verdict a point, in order. ``asked``: stems of the question's content words (`stems_asked`).

    ``lessons``: what the speaker corrected after earlier answers, by the point's id.
    """
    repeated = echoes(answer, asked)
    index, windows = Index(answer, repeated), Windows(answer, repeated)
    learnt = [lessons.get(point.id, PointLesson()) for point in points]
    sightings = [_look(point, lesson, index, asked) for point, lesson in zip(points, learnt, strict=True)]
    return tuple(
        _verdict(point, lesson, index, sighting, evidence)
        for point, lesson, sighting, evidence in zip(
            points, learnt, sightings, weigh(sightings, windows), strict=True
        )
    )


def _look(point: TalkingPoint, lesson: PointLesson, index: Index, asked: frozenset[str]) -> Sighting:
    """The wording of a point of which most is found, outside of what the speaker said does not make it."""
    own, *aliases = [
        without(look(wording, index, asked), lesson.not_passages, index.answer) for wording in point.wordings
    ]
    return max((own, *(alias for alias in aliases if alias.tells)), key=lambda sighting: sighting.share)


def _verdict(
    point: TalkingPoint, lesson: PointLesson, index: Index, sighting: Sighting, evidence: Evidence
) -> PointVerdict:
    sure, span = chance(evidence), passage(sighting)
    literal = None if lesson.not_passages else _verbatim(point, index)
    if literal is not None and sure < VERBATIM:
        sure, span = VERBATIM, literal
    if lesson.passages:
        strongest = max(lesson.passages, key=lambda taught: strength(taught, index.answer))
        taught = revise(sure, strength(strongest, index.answer))
        if taught > sure:
            span = passage(recall(strongest, index))
        sure = taught if literal is None else max(sure, taught)
    made = status(sure)
    return PointVerdict(
        id=point.id,
        text=point.say,
        weight=point.weight,
        must=point.must,
        status=made,
        score=round(sure, 3),
        evidence=None if made == "missed" or span is None else _quoted(span, index.answer),
    )


def _quoted(span: tuple[int, int], answer: Answer) -> Quote:
    return answer.quote(*whole_clauses(span, answer))


def _verbatim(point: TalkingPoint, index: Index) -> tuple[int, int] | None:
    """Where one of a point's wordings is said word for word, and meant."""
    places = (index.phrase(stems_of(wording)) for wording in point.wordings)
    return next((place for place in places if place is not None), None)
