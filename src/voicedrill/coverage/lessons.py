"""What a speaker corrected: passages that do make a point, and passages that do not. Values only."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class PointLesson:
    """Corrections of one talking point, each a passage of one of the speaker's own answers, as transcribed.

    ``passages``: the speaker said that these make the point ("I did say that"); ``not_passages``: that these
    were ticked and do not make it. Both may be long, and be said in other words the next time.
    """

    passages: tuple[str, ...] = ()
    not_passages: tuple[str, ...] = ()


#: Lessons by the id of the talking point.
Lessons = Mapping[str, PointLesson]

#: Nothing has been taught.
NO_LESSONS: Lessons = {}
