"""What a session asks, and in which order: practice, today, mock interviews and drills are scripts.

A script is pure: what comes next follows from what was answered and the time that went by. So a session
resumes by giving its script what was answered already, and a script is tested without a device.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal, Protocol

from voicedrill.coach.results import Aim
from voicedrill.decks.model import Deck, Question
from voicedrill.history.values import Mode
from voicedrill.recording import EndedBy
from voicedrill.reports.model import Report
from voicedrill.sessions.flow_values import Rating, Rules


class Interrupter(Protocol):
    """Somebody who may break in while an answer is given."""

    def heard(self, words_so_far: str, recorded_s: float) -> str | None:
        """A sentence to say now, or None. Called again and again with all words that are known so far, which
        lag behind the speaker by some seconds; the recording rests while the sentence is said.
        """


@dataclass(frozen=True)
class Item:
    """One thing to ask.

    ``question``: as it is worded now, with what the answer is judged by. ``lead_in``: said aloud before it.
    ``part``, ``of``, ``because``, ``about``: of a follow-up, its number from 1, the attempt that it is a part
    of, why it is asked, and what it is after. ``reveal``: the report is shown after the answer. ``rules``:
    None: those of the session. ``session``: a name that answers of one mock interview share.
    """

    question: Question
    deck: Deck
    deck_file: Path | None
    heading: str
    lead_in: str | None = None
    part: int = 0
    of: str | None = None
    because: str | None = None
    about: Aim | None = None
    reveal: bool = True
    rules: Rules | None = None
    mode: Mode = "practice"
    session: str | None = None
    interrupter: Interrupter | None = None


@dataclass(frozen=True)
class Answered:
    """What became of an item. ``report`` None: skipped, or quit before there was one.

    ``self_rating``: 1 (poor) to 4 (strong), given before the report was shown. ``started_at``: when it was
    asked. ``attempt_id``: of the attempt that holds the recording; ``interjections``: what the interviewer
    broke in with.
    """

    item: Item
    outcome: Literal["next", "skip", "quit"]
    started_at: datetime
    report: Report | None = None
    self_rating: Rating | None = None
    ended_by: EndedBy | None = None
    attempt_id: str | None = None
    interjections: tuple[str, ...] = ()


class Script(Protocol):
    """Decides what is asked next."""

    def next(self, so_far: Sequence[Answered], elapsed_s: float) -> Item | None:
        """The next item, None when the session is over. Pure: it may be asked before it is needed.

        ``so_far``: all items that were asked, in order; ``elapsed_s``: since the session began.
        """
