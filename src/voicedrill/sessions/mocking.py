"""Holds a mock interview: begins or goes on with it, keeps what was asked, and makes its debrief."""

import secrets
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from voicedrill.coach.mock.debrief import debrief
from voicedrill.coach.mock.moods import mood_of
from voicedrill.coach.mock.plan import CLOSING, CLOSING_ID, Plan
from voicedrill.coach.mock.results import Debrief
from voicedrill.coach.mock.telling import Spoken, Telling
from voicedrill.coach.mock.weak import weights_from
from voicedrill.decks.find import reference_to
from voicedrill.decks.model import Deck, Question, Story
from voicedrill.errors import VoicedrillError
from voicedrill.history import mocks
from voicedrill.history.mocks import KeptStep, Mock, MockSettings
from voicedrill.history.store import History, open_history
from voicedrill.reports.model import Report
from voicedrill.sessions.analyse import Analyser
from voicedrill.sessions.desk import Settings
from voicedrill.sessions.following import follow_up_item
from voicedrill.sessions.mock import MockScript
from voicedrill.sessions.run import run_session
from voicedrill.sessions.screen import Screen
from voicedrill.sessions.script import Answered, Item

Reports = dict[tuple[str, int], Report]


@dataclass
class Held:
    """An interview and how far it came. ``reports``: by attempt and part; ``ratings``: by attempt, 1 to 4."""

    mock: Mock
    steps: list[KeptStep] = field(default_factory=list)
    reports: Reports = field(default_factory=dict)
    ratings: dict[str, int] = field(default_factory=dict)
    is_over: bool = False

    @property
    def elapsed_s(self) -> float:
        """How far the interview's clock has run."""
        return max([self.mock.elapsed_s, *(step.at_s + step.took_s for step in self.steps)])

    def take(self, script: MockScript, so_far: Sequence[Answered], now_s: float) -> KeptStep:
        """Take note of the last of ``so_far``, that is over at ``now_s`` of the interview's clock."""
        step, answered = script.steps(so_far)[-1], so_far[-1]
        attempt = answered.attempt_id if answered.report is not None else None
        kept = KeptStep(
            step.round,
            step.question,
            step.part,
            step.outcome,
            attempt,
            round(step.at_s, 2),
            round(max(0.0, now_s - step.at_s), 2),
            answered.interjections,
        )
        self.steps.append(kept)
        if answered.report is not None and attempt is not None:
            self.reports[attempt, step.part] = answered.report
            if answered.self_rating is not None:
                self.ratings[attempt] = answered.self_rating
        return kept


def new_mock(deck: Deck, deck_file: Path, plan: Plan, settings: MockSettings, now: datetime) -> Mock:
    """An interview that has not begun yet."""
    name = mocks.new_id(now, secrets.token_hex(2))
    return Mock(name, mocks.moment(now), reference_to(deck_file), deck.title, plan, settings)


def weights_of(deck: Deck, deck_file: Path) -> dict[str, float]:
    """How much each question of the deck needs practice, by the history. Raises HistoryError."""
    with open_history() as history:
        rows = history.answers(deck=reference_to(deck_file), part=0)
    return weights_from(((row.question_id, row.score) for row in rows), (q.id for q in deck.questions))


def unfinished_mocks(deck: str | None = None) -> list[Mock]:
    """Interviews that can be gone on with, the latest first. Raises HistoryError."""
    with open_history() as history:
        found = mocks.all_mocks(history, "open")
    return [mock for mock in found if deck is None or mock.deck == deck]


def recall(name: str) -> Held:
    """An interview of the history with all that was answered. Raises HistoryError."""
    with open_history() as history:
        mock = mocks.find(history, name)
        steps = mocks.steps_of(history, mock)
        rows = history.answers(session=mock.id, part=0)
        ratings = {row.attempt: row.self_rating for row in rows if row.self_rating is not None}
        return Held(mock, steps, _reports(history, steps), ratings, mock.state != "open")


def _reports(history: History, steps: list[KeptStep]) -> Reports:
    found: Reports = {}
    for step in steps:
        if step.attempt is not None and history.holds(step.attempt, step.part):
            found[step.attempt, step.part] = history.report(step.attempt, step.part)
    return found


def hold(
    held: Held,
    deck: Deck,
    deck_file: Path,
    settings: Settings,
    screen: Screen,
    analyser: Analyser,
    on_report: Callable[[Report], None],
) -> Held:
    """Hold an interview, or go on with it, until it is over or somebody quits.

    What was asked is kept after every answer, unless the settings keep nothing. Raises as `run_session`.
    """
    keep, mock = settings.keep, held.mock
    if keep and not held.steps:
        with open_history() as history:
            if not any(known.id == mock.id for known in mocks.all_mocks(history)):
                mocks.begin(history, mock)
    script = _script(held, deck, deck_file, settings)
    earlier = answered_before(held, script)
    script = replace(script, earlier=tuple(step.at_s for step in held.steps[: len(earlier)]))
    began_s = time.monotonic()

    def take(answered: Answered) -> None:
        if answered.report is None and answered.outcome != "skip":
            return
        now_s = script.before_s + time.monotonic() - began_s
        so_far.append(answered)
        step = held.take(script, so_far, now_s)
        if keep:
            with open_history() as history:
                mocks.add_step(history, mock.id, step)
        if answered.report is not None:
            on_report(answered.report)

    so_far = list(earlier)
    asked = run_session(
        script,
        settings,
        screen,
        analyser,
        answered=earlier,
        elapsed_s=script.before_s,
        on_answered=take,
    )
    now_s = script.before_s + time.monotonic() - began_s
    was_left = bool(asked) and len(asked) > len(earlier) and asked[-1].outcome == "quit"
    held.is_over = not was_left and script.next(tuple(so_far), now_s) is None
    if keep and held.is_over:
        with open_history() as history:
            mocks.close(history, mock.id, "over")
    return held


def give_up(held: Held) -> None:
    """End an interview early: what was answered can be debriefed. Raises HistoryError."""
    with open_history() as history:
        mocks.close(history, held.mock.id, "ended")
    held.is_over = True


def _script(held: Held, deck: Deck, deck_file: Path, settings: Settings) -> MockScript:
    mock = held.mock
    rules = replace(
        settings.rules,
        think_s=mock.settings.think_s,
        end_silence_s=mock.settings.end_silence_s,
        max_s=mock.settings.max_s,
    )
    return MockScript(
        _without_lost(mock.plan, deck),
        deck,
        deck_file,
        mood_of(mock.settings.mood),
        rules,
        mock.id,
        datetime.now().astimezone(),
        before_s=held.elapsed_s,
    )


def _without_lost(plan: Plan, deck: Deck) -> Plan:
    """The plan without the questions that the deck no longer has."""
    known = {question.id for question in deck.questions} | {CLOSING_ID}
    rounds = (
        replace(
            stage,
            questions=tuple(question for question in stage.questions if question.id in known),
            closing=stage.closing if stage.closing and stage.closing.id in known else None,
        )
        for stage in plan.rounds
    )
    return replace(plan, rounds=tuple(rounds))


def answered_before(held: Held, script: MockScript) -> list[Answered]:
    """The answers of the history as the script takes them."""
    found: list[Answered] = []
    questions = _as_asked(held, script.questions)
    for step in held.steps:
        report = held.reports.get((step.attempt or "", step.part))
        item = follow_up_item(found, script.plan.follow_ups) if step.part else None
        question = questions.get(step.question, Question(step.question, step.question))
        if item is None:
            item = Item(question, script.deck, script.deck_file, "", mode="mock", session=script.name)
        started_at = datetime.fromisoformat(report.created_at) if report else script.began_at
        found.append(
            Answered(
                item,
                "skip" if report is None else "next",
                started_at,
                report=report,
                attempt_id=step.attempt,
                interjections=step.pressed,
            )
        )
    return found


# -- The debrief ---------------------------------------------------------------------------------------


def debrief_of(held: Held, deck: Deck | None) -> Debrief:
    """The debrief of what was answered. ``deck`` None: it is gone; what the history knows is enough."""
    mock = held.mock
    stories: tuple[Story, ...] = deck.stories if deck else ()
    return debrief(
        mock.plan,
        told_in(held, deck),
        mock=mock.id,
        created_at=mock.created_at,
        deck=mock.deck_title,
        mood=mock.settings.mood,
        took_s=held.elapsed_s,
        stories=stories,
    )


def told_in(held: Held, deck: Deck | None) -> tuple[Telling, ...]:
    """What was told for each question as it was asked, in the order asked; ``deck`` as for `debrief_of`."""
    questions = {CLOSING_ID: CLOSING, **({q.id: q for q in deck.questions} if deck else {})}
    return tellings_of(held, _as_asked(held, questions))


def _as_asked(held: Held, questions: Mapping[str, Question]) -> dict[str, Question]:
    """The questions as they were when they were asked: the history's, else the deck's."""
    found = dict(questions)
    wanted = {(step.question, step.attempt) for step in held.steps if step.part == 0 and step.attempt}
    with open_history() as history:
        for question, attempt in wanted:
            report = held.reports.get((attempt or "", 0))
            if report is not None and report.question is not None:
                try:
                    found[question] = history.question(report.question.hash)
                except VoicedrillError:  # not kept: the deck's own is the one that was asked
                    continue
    return found


def tellings_of(held: Held, questions: Mapping[str, Question]) -> tuple[Telling, ...]:
    """What was told for each question, in the order asked."""
    found: list[Telling] = []
    for step in held.steps:
        report = held.reports.get((step.attempt or "", step.part))
        spoken = (_spoken(step, report),) if report is not None else ()
        if step.part and found:
            last = found[-1]
            took_s = step.at_s + step.took_s - last.asked_at_s
            # An answer that was deleted since takes those to its follow-ups with it.
            told = (*last.spoken, *spoken) if last.spoken else ()
            found[-1] = replace(last, spoken=told, took_s=took_s)
            continue
        question = questions.get(step.question, Question(step.question, step.question))
        rating = held.ratings.get(step.attempt or "")
        found.append(Telling(len(found) + 1, step.round, question, spoken, step.at_s, step.took_s, rating))
    return tuple(found)


def _spoken(step: KeptStep, report: Report) -> Spoken:
    part = report.part
    ask = part.ask if part else report.question.ask if report.question else ""
    return Spoken(
        report.attempt_id,
        step.part,
        ask,
        report.transcript,
        report.delivery,
        report.coverage,
        report.advice,
        part.because if part else None,
        part.about if part else None,
        step.pressed,
    )
