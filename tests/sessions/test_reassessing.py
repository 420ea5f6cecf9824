"""Old recordings under today's analysis: the report is new, the time is old, and the difference is told."""

import shutil
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest

from voicedrill.audio.files import WavWriter
from voicedrill.coverage.lessons import NO_LESSONS, Lessons
from voicedrill.decks.find import find_question
from voicedrill.decks.model import Deck, Question
from voicedrill.errors import HistoryError
from voicedrill.history.folders import Attempt
from voicedrill.history.store import open_history
from voicedrill.reports.model import Part, Report
from voicedrill.resources import content_dir
from voicedrill.sessions.analyse import Analyser
from voicedrill.sessions.attempts import create_attempt, create_follow_up, finish_attempt
from voicedrill.sessions.reassessing import reassess
from voicedrill.sessions.transcripts import transcript_from_data
from voicedrill.teaching.book import Passage, Place
from voicedrill.teaching.store import lessons_of

SAYS = "We had an odd trick with the letters there and it went well."


@pytest.fixture
def mine(data: Path, tmp_path: Path) -> Path:
    """A deck of one's own."""
    return Path(shutil.copy(content_dir() / "starter.yaml", tmp_path / "mine.yaml"))


class Hears(Analyser):
    """Hears the same words in every recording."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text

    def analyse_file(
        self,
        path: Path,
        question: Question | None = None,
        deck: Deck | None = None,  # noqa: ARG002 - an Analyser's
        lessons: Lessons = NO_LESSONS,
        earlier: Sequence[str] = (),  # noqa: ARG002 - an Analyser's
    ) -> Report:
        assert path.is_file()
        return self.analyse_transcript(transcript_from_data(self._text, "test"), question, lessons)


@pytest.fixture
def kept(mine: Path) -> Attempt:
    """An answer of the year before and its follow-up, in which the recogniser heard next to nothing."""
    deck, question = find_question(f"{mine}#made-it-better")
    attempt = create_attempt(question, deck, datetime(2025, 11, 21, 9, tzinfo=UTC), mine)
    part = Part(attempt.id, 1, "Why?", "You did not say why.")
    follow_up = create_follow_up(part, replace(question, ask="Why?"), deck, mine)
    for each in (attempt, follow_up):
        with WavWriter(each.recorded) as wav:
            wav.write(np.zeros(1_600, np.float32))
        finish_attempt(each, Hears("Well."))
    return attempt


def test_the_new_reports_take_the_place_of_the_old(kept: Attempt) -> None:
    with open_history() as history:
        before = history.answers()
        old = history.report(kept.id)
    made = reassess(kept.id, Hears(SAYS))
    assert [one.report.transcript.text for one in made] == [SAYS, SAYS]
    told = {change.about: (change.was, change.now) for change in made[0].changes}
    assert told["words"] == ("1", "13")
    with open_history() as history:
        after = history.answers()
        assert [history.report(kept.id, part).transcript.text for part in (0, 1)] == [SAYS, SAYS]
        assert history.report(kept.id).created_at == old.created_at
        part = history.report(kept.id, 1).part
    assert part is not None
    assert (part.number, part.because) == (1, "You did not say why.")
    assert [(a.attempt, a.part, a.created_at, a.sound) for a in after] == [
        (b.attempt, b.part, b.created_at, b.sound) for b in before
    ]
    assert not reassess(kept.id, Hears(SAYS))[0].changes


def test_what_was_taught_since_is_used_unless_it_is_not_wanted(kept: Attempt, mine: Path) -> None:
    point = find_question(f"{mine}#made-it-better")[1].points[0]
    place = Place("made-it-better", point.id)
    taught = Passage("we had an odd trick with the letters there", None, "2026-11-21")
    lessons_of(mine).change(lambda book: book.correction(place, "said", taught))

    def status(learnt: bool) -> str:
        report = reassess(kept.id, Hears(SAYS), learnt)[0].report
        return next(verdict.status for verdict in report.coverage.points if verdict.id == point.id)

    assert status(learnt=False) == "missed"
    assert status(learnt=True) == "covered"


def test_without_its_recording_nothing_changes(kept: Attempt) -> None:
    with open_history() as history:
        before = history.report(kept.id)
    (kept.folder / "follow-up-1.wav").unlink()
    with pytest.raises(HistoryError, match="is gone"):
        reassess(kept.id, Hears(SAYS))
    with open_history() as history:
        assert history.report(kept.id) == before
