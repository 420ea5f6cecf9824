"""Asking for a few points of a question alone, without giving them away. Pure.

The deck's own cue comes first: a follow-up about the point, or the beat whose notes hold it. A cue that
shares words with a point would be half of the answer, and is not used.
"""

from collections.abc import Sequence
from dataclasses import replace

from voicedrill.coverage.words import tokens_of, words_of
from voicedrill.decks.model import FollowUp, Question, TalkingPoint
from voicedrill.delivery.words import word_set

#: The key, in a question's `extra`, of the points that are asked for alone.
POINTS_ALONE = "x-voicedrill-points-alone"
#: A text is about a point when it holds this share of the point's words.
_ABOUT = 0.5
#: Seconds for each point, at least and at most.
_LEAST_S, _MOST_S = 5.0, 25.0
_SMALL = word_set(
    "a an and are as at be but by for from had has have how i if in is it its me my no not of on or our so",
    "that the their them then there they this to was we were what when where which who why will with you",
    "your",
)


def is_for_points_alone(question: Question) -> bool:
    """Whether `for_points_alone` has made it."""
    return POINTS_ALONE in question.extra


def for_points_alone(question: Question, point_ids: Sequence[str]) -> Question:
    """A short question for these points of ``question`` (at least one of them it has), with the same id."""
    points = tuple(point for point in question.points if point.id in point_ids)
    return replace(
        question,
        ask=_ask(question, points),
        points=points,
        seconds=(_LEAST_S * len(points), _MOST_S * len(points)),
        framework=None,
        beats={},
        facts=(),
        follow_ups=(),
        script=None,
        rewordings=(),
        extra={**question.extra, POINTS_ALONE: [point.id for point in points]},
    )


def _ask(question: Question, points: Sequence[TalkingPoint]) -> str:
    about = f'"{question.ask.strip()}"'
    for follow_up in question.follow_ups:
        if all(_asks_for(follow_up, point) for point in points) and not _tells(follow_up.ask, points):
            return f"You were asked: {about} {follow_up.ask.strip()}"
    beats = {_beat_of(question, point) for point in points}
    beat = beats.pop() if len(beats) == 1 else None
    if beat is not None and not _tells(beat, points):
        return f"Last time your answer to {about} left something out, in this part: {beat}. Say only that."
    left_out = "something" if len(points) == 1 else f"{_NUMBERS.get(len(points), len(points))} things"
    only = "that" if len(points) == 1 else "those"
    return f"Last time your answer to {about} left {left_out} out. Say only {only}."


_NUMBERS = {2: "two", 3: "three", 4: "four", 5: "five", 6: "six", 7: "seven"}


def _asks_for(follow_up: FollowUp, point: TalkingPoint) -> bool:
    """Whether a point of the follow-up is this one, in the same or other words."""
    return any(
        other.id == point.id or _about(_stems(" ".join(other.wordings)), _stems(point.say))
        for other in follow_up.points
    )


def _beat_of(question: Question, point: TalkingPoint) -> str | None:
    """The one beat whose notes speak of the point."""
    wanted = _stems(point.say)
    beats = [beat for beat, notes in question.said_beats.items() if _about(_stems(" ".join(notes)), wanted)]
    return beats[0] if len(beats) == 1 else None


def _tells(text: str, points: Sequence[TalkingPoint]) -> bool:
    """Whether a text has a content word of a point, or of another way of saying it."""
    stems = _stems(text)
    return any(stems & _stems(wording) for point in points for wording in point.wordings)


def _about(stems: frozenset[str], wanted: frozenset[str]) -> bool:
    return bool(wanted) and len(stems & wanted) >= _ABOUT * len(wanted)


def _stems(text: str) -> frozenset[str]:
    return frozenset(token.stem for token in tokens_of(words_of(text)) if token.text not in _SMALL)
