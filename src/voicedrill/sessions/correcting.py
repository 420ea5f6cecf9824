"""After a report: a verdict is corrected, kept, and all is judged again; and back."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from voicedrill.coverage.lessons import NO_LESSONS, Lessons
from voicedrill.decks.model import Deck, Question, Story
from voicedrill.reports.model import Report
from voicedrill.sessions.correction_views import keys_for, learnt, lines_of
from voicedrill.sessions.screen import Screen
from voicedrill.teaching.book import Passage, Place, tidy
from voicedrill.teaching.choosing import Decided, Left, Material, Points, State, step
from voicedrill.teaching.doubts import offered
from voicedrill.teaching.reading import LessonsError
from voicedrill.teaching.rejudge import rejudged
from voicedrill.teaching.store import Change, LessonsFile
from voicedrill.transcript import quote

_KEY_WAIT_S = 0.2

#: Waits up to some seconds for a key; None when none came.
NextKey = Callable[[float], str | None]


@dataclass(frozen=True)
class Subject:
    """What is corrected: an answer's report as it was first made. ``keep``: puts a new one in its place.

    ``story``: the one that the question uses.
    """

    question: Question
    report: Report
    keep: Callable[[Report], None]
    story: Story | None = None


class Corrector:
    """Corrects one report after the other, and undoes corrections of the last one."""

    def __init__(self, lessons: LessonsFile, screen: Screen, next_key: NextKey) -> None:
        self._lessons = lessons
        self._screen = screen
        self._next_key = next_key
        self._changes: list[Change] = []
        self._subject: Subject | None = None
        self._report: Report | None = None

    def tell(self, deck: Deck) -> None:
        """Say what is used, before anybody speaks. Raises LessonsError, as a slip is best mended then."""
        book = self._lessons.read()
        if not book:
            return
        self._screen.say("Judged with what you corrected before:", "dim")
        self._screen.line(f"  {self._lessons.path}", "dim")
        strangers = "; ".join(map(str, book.strangers(deck)))
        if strangers:
            self._screen.say(
                f"There are lessons on points that the deck does not have: {strangers}.", "yellow"
            )

    def learnt(self, question: Question) -> Lessons:
        """What the next answer is to be judged with."""
        try:
            return self._lessons.read().lessons(question.id)
        except LessonsError as error:  # changed since the session began: no reason to lose an answer
            self._screen.say(f"Judged without what you corrected before: {error}", "yellow")
            return NO_LESSONS

    def begin(self, subject: Subject) -> None:
        """A new report stands on the screen: it is the one to correct from now on."""
        self._subject, self._report = subject, subject.report
        self._changes.clear()

    @property
    def undoable(self) -> bool:
        """Whether there are corrections of this report that can be undone."""
        return bool(self._changes)

    def correct(self) -> Report:
        """Ask which verdict is wrong, learn it, show the report anew. Gives the report as it is then."""
        subject, before = self._both
        try:
            book = self._lessons.read()
            material = Material(
                before.coverage.points,
                before.transcript.words,
                lambda n: offered(subject.question, before.coverage.points, n, before.transcript.words, book),
            )
            decided = self._choose(material)
            if decided is None:
                return before
            verdict = material.verdicts[decided.point]
            place = Place(subject.question.id, verdict.id)
            words = quote(material.words, decided.first, decided.last).quote
            now = datetime.now().astimezone()
            passage = Passage(tidy(words), before.attempt_id, now.date().isoformat())
            self._changes.append(
                self._lessons.change(lambda book: book.correction(place, decided.kind, passage))
            )
            after = self._show(subject)
        except LessonsError as error:
            self._screen.say(str(error), "yellow")
            return before
        self._screen.say(learnt(material.verdicts, decided, after.coverage.points[decided.point]), "green")
        return after

    def undo(self) -> Report:
        """Take the last correction of this report back. Gives the report as it is then."""
        subject, before = self._both
        try:
            self._lessons.undo(self._changes[-1])
            self._changes.pop()
            after = self._show(subject)
        except LessonsError as error:
            self._screen.say(str(error), "yellow")
            return before
        self._screen.say("The correction is forgotten.", "green")
        return after

    @property
    def _both(self) -> tuple[Subject, Report]:
        assert self._subject is not None, "flow lets nothing be corrected before there is a report"
        assert self._report is not None
        return self._subject, self._report

    def _show(self, subject: Subject) -> Report:
        # From the report as it was first made: what an undone lesson had decided must not stay.
        after = rejudged(subject.report, subject.question, self._lessons.read(), subject.story)
        self._report = after
        subject.keep(after)
        self._screen.report(after)
        return after

    def _choose(self, material: Material) -> Decided | None:
        state: State = Points()
        shown: State | None = None
        try:
            while not isinstance(state, Decided | Left):
                if type(state) is not type(shown):
                    self._screen.still()
                    for line in lines_of(state, material):
                        self._screen.put(line)
                if state != shown:
                    self._screen.tell_keys(keys_for(state, material))
                    shown = state
                key = self._next_key(_KEY_WAIT_S)
                if key is not None:
                    state = step(state, key, material)
        finally:
            self._screen.still()
        return state if isinstance(state, Decided) else None
