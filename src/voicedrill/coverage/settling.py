"""Whose verdict counts where a judge that reads was asked too."""

from collections.abc import Sequence

from voicedrill.coverage.lessons import Lessons, PointLesson
from voicedrill.coverage.results import Judged, PointVerdict

_UNTAUGHT = PointLesson()


def settle(
    judged: Judged,
    words: Sequence[PointVerdict],
    untaught: Sequence[PointVerdict],
    lessons: Lessons,
    words_judge: str,
) -> tuple[str, tuple[PointVerdict, ...]]:
    """The verdicts that count, one a point in order, and the name of who gave them: one judge or both.

    ``words``: the embedded judge's verdicts with the ``lessons`` taken, ``untaught``: without. They count
    where the other judge gave none, and where the speaker taught otherwise: whoever corrected a verdict once
    must not have to do so again because another judge reads.
    """
    theirs = [
        None if verdict is None or _taught(own, bare, lessons.get(own.id, _UNTAUGHT)) else verdict
        for verdict, own, bare in zip(judged.points, words, untaught, strict=True)
    ]
    names = ([judged.judge] if any(theirs) else []) + ([] if theirs and all(theirs) else [words_judge])
    return " + ".join(names), tuple(verdict or own for verdict, own in zip(theirs, words, strict=True))


def _taught(own: PointVerdict, bare: PointVerdict, lesson: PointLesson) -> bool:
    """Whether a lesson speaks on this answer: what was taught is in it, or a tick was taken away."""
    if lesson.passages and own.status == "covered":
        return True
    return bool(lesson.not_passages) and own.status == "missed" and bare.status != "missed"
