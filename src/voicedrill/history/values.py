"""What goes into the history and what comes out of it, as values."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

# Whoever only reads rows, such as `progress`, is spared the models of decks and reports.
if TYPE_CHECKING:
    from datetime import datetime

    from voicedrill.decks.model import GlossaryTerm, Question
    from voicedrill.reports.model import Report

#: What an attempt was part of.
Mode = Literal["practice", "today", "mock", "drill", "analyze"]


@dataclass(frozen=True)
class KeptAnswer:
    """A finished answer as it is kept. ``question``: as it was asked.

    ``created_at``: when it was spoken, with its offset. ``part``: 0 the answer, from 1 on those to
    follow-ups, asked ``because``. ``deck``: what `find_deck` finds it by. ``session``: the run that it
    belongs to. ``self_rating``: 1 to 4. ``sound``: the name of its file in the attempt's folder, None when
    there is none.
    """

    attempt: str
    report: "Report"
    question: "Question"
    created_at: "datetime"
    part: int = 0
    deck: str | None = None
    deck_title: str | None = None
    glossary: "tuple[GlossaryTerm, ...]" = ()
    mode: Mode = "practice"
    session: str | None = None
    self_rating: int | None = None
    because: str | None = None
    sound: str | None = None


@dataclass(frozen=True, slots=True)
class PastAnswer:
    """One answer of the history in a few numbers; those of its report, None where they do not apply.

    ``created_at``: UTC, ISO 8601; ``day``: the date where it was spoken. ``ask``: the question as worded.
    """

    attempt: str
    part: int
    created_at: str
    day: str
    deck: str | None
    deck_title: str | None
    question_id: str
    question_hash: str
    kind: str
    story: str | None
    mode: str
    session: str | None
    self_rating: int | None
    ask: str
    because: str | None
    sound: str | None
    duration_s: float | None
    score: float | None
    answer_s: float | None
    word_count: int
    speech_rate_wpm: float | None
    articulation_rate_wpm: float | None
    filled_pauses_low_per_min: float | None
    filled_pauses_high_per_min: float | None
    discourse_fillers_per_min: float | None
    silence_share: float | None
    long_pauses: int
