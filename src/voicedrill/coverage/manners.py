"""How people tell a beat, whatever the story: tense, person, when and how much, by the beat's name.

Past states and times set a scene; what was asked of the speaker is a task; "I" with a verb of doing in the
past is action; changes, ends and what holds since are results; what is done differently now is a lesson. A
framework of a deck's own gains by this when its beats have one of the names in `_NAMES`. The weights were set
by hand, in tenths (docs/beats.md).
"""

import re
from collections.abc import Mapping
from functools import lru_cache

from voicedrill.coverage import tellings

#: Pattern and what one match is worth; the matches of one pattern count twice at most.
Manner = tuple[tuple[re.Pattern[str], float], ...]


def _manner(*parts: tuple[str, float]) -> Manner:
    return tuple((re.compile(pattern), worth) for pattern, worth in parts)


_SITUATION = _manner((tellings.TIMES, 0.7), (tellings.STATE, 0.4))
_TASK = _manner((tellings.TASKS, 0.9))
_ACTION = _manner((tellings.I_DID, 0.6), (tellings.WE_DID, 0.35))
_RESULT = _manner(
    (tellings.ENDS, 0.8),
    (tellings.SPANS, 0.3),
    (tellings.CHANGES, 0.7),
    (tellings.OUTCOMES, 0.4),
    (tellings.NUMBERED, 0.15),
    (tellings.LATER, 0.3),
    (tellings.THEY_DID, 0.1),
)
_LESSON = _manner((tellings.LESSONS, 0.8))
_NAMES: Mapping[str, Manner] = {
    **dict.fromkeys(("situation", "context", "background", "setting", "scene"), _SITUATION),
    **dict.fromkeys(("task", "goal", "challenge", "problem", "complication", "target", "role"), _TASK),
    **dict.fromkeys(("action", "actions", "approach", "steps", "what i did"), _ACTION),
    **dict.fromkeys(("result", "results", "outcome", "impact", "resolution"), _RESULT),
    **dict.fromkeys(("lesson", "lessons", "learning", "takeaway", "reflection", "takeaways"), _LESSON),
    **dict.fromkeys(
        ("proof", "evidence", "example"),
        _manner((tellings.I_DID, 0.4), (tellings.NUMBERED, 0.15), (tellings.TIMES, 0.4)),
    ),
    "hook": _manner((tellings.I_AM, 0.5)),
    "past": _manner((tellings.I_DID, 0.4), (tellings.TIMES, 0.4), (tellings.STATE, 0.2)),
    "present": _manner((tellings.NOW, 0.6)),
    **dict.fromkeys(("future", "close"), _manner((tellings.WANTS, 0.6))),
    **dict.fromkeys(("bridge", "connection", "fit", "why you"), _manner((tellings.YOU, 0.4))),
    **dict.fromkeys(("acknowledge", "admit"), _manner((tellings.NOT_I, 0.6))),
    "pivot": _manner((tellings.I_HAVE, 0.3)),
    "reason": _manner((tellings.WOULD, 0.3)),
    "clarify": _manner((tellings.QUESTION, 0.4)),
}
#: Where a framework has no lesson, what was learned belongs to the result.
_RESULT_AND_LESSON = (*_RESULT, *_LESSON)


@lru_cache(maxsize=256)
def manner_of(beat: str, beats: tuple[str, ...]) -> Manner:
    """The patterns for a beat of a framework whose beats are ``beats``; none for a name unknown here."""
    name = _plain(beat)
    manner = _NAMES.get(name, ())
    if manner is _RESULT and all(_NAMES.get(_plain(other)) is not _LESSON for other in beats):
        return _RESULT_AND_LESSON
    return manner


def is_action(beat: str) -> bool:
    """Whether the beat is where the speaker tells what they did."""
    return _NAMES.get(_plain(beat)) is _ACTION


def is_result(beat: str) -> bool:
    """Whether the beat is where the story ends, with a number at best."""
    return _NAMES.get(_plain(beat)) is _RESULT


def _plain(beat: str) -> str:
    return " ".join(beat.lower().replace("-", " ").replace("_", " ").split())
