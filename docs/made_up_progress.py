"""Seven weeks of practice that nobody had, for pictures of the page of progress."""

import random
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from voicedrill.coach.calibration import Rated
from voicedrill.coach.progress.build import Progress, Rows, build_progress
from voicedrill.coach.progress.points import LAST
from voicedrill.coach.progress.rows import (
    AnswerRow,
    DayRow,
    DueRow,
    FactRow,
    KindRow,
    PointRow,
    PointStatus,
    QuestionRow,
    StoryRow,
)
from voicedrill.coach.progress.stories import RECENT_DAYS, KnownStory
from voicedrill.decks.find import find_deck
from voicedrill.decks.load import load_deck
from voicedrill.decks.model import Question

TODAY = date(2026, 11, 21)
DECK = "senior-engineer"
_ANSWERS, _DAYS, _QUESTIONS = 38, 47, 11
_WORTH = {"covered": 1.0, "partial": 0.5, "missed": 0.0}


@dataclass(frozen=True)
class Told:
    """One answer that was never given."""

    day: date
    question: Question
    statuses: tuple[PointStatus, ...]
    row: AnswerRow

    @property
    def score(self) -> float:
        """What its points are worth, 0 to 1."""
        return sum(_WORTH[status] for status in self.statuses) / len(self.statuses)


def made_up_progress(seed: int = 12) -> Progress:
    """Answers to a deck that ships with voicedrill, better from week to week; always the same."""
    chance = random.Random(seed)
    deck = load_deck(find_deck(DECK))
    told = [_told(number, deck.questions[:_QUESTIONS], chance) for number in range(_ANSWERS)]
    of: dict[str, list[Told]] = defaultdict(list)
    for one in reversed(told):
        of[one.question.id].append(one)
    rows = Rows(
        days=tuple(
            _day(day, [one for one in told if one.day == day]) for day in sorted({t.day for t in told})
        ),
        latest=tuple(one.row for one in told),
        measured=len(told),
        questions=tuple(_question(deck.title, answers) for answers in of.values()),
        points=tuple(
            PointRow(DECK, name, point.id, point.say, status, nth)
            for name, answers in of.items()
            for nth, one in enumerate(answers[:LAST])
            for point, status in zip(one.question.points, one.statuses, strict=True)
        ),
        facts=(FactRow(DECK, "story-performance", "p99 from 4.2 s to 1.1 s", "4.2 s to 1.5 s", 2, 3),),
        stories=tuple(_story(answers) for answers in of.values() if answers[0].question.story),
        kinds=tuple(_kind(kind, told) for kind in sorted({one.question.kind for one in told})),
        ratings=tuple(Rated(_rating(one.score, chance), one.score) for one in told),
        due=tuple(
            DueRow(DECK, answers[0].question.id, answers[0].question.ask, None, TODAY + timedelta(days=late))
            for late, answers in zip((-2, 0, 0, 3), of.values(), strict=False)
        ),
    )
    known = [
        KnownStory(one.id, one.title, tuple(q.id for q in deck.questions if q.story == one.id))
        for one in deck.stories
    ]
    return build_progress(rows, TODAY, deck=deck.title, stories={DECK: known})


def _told(number: int, questions: Sequence[Question], chance: random.Random) -> Told:
    share = number / (_ANSWERS - 1)
    # Days off in between, and some on which more than one question is answered.
    back = (
        round((1 - share) * _DAYS / 3) * 3 - chance.choice((0, 0, 1))
        if share < 0.85
        else _ANSWERS - 1 - number
    )
    day = TODAY - timedelta(days=max(back, 0))
    question = chance.choice(questions)
    weights = (0.35 + 0.45 * share, 0.2, 0.55 - 0.45 * share)
    statuses: list[PointStatus] = ["covered", "partial", "missed"]
    made = tuple(chance.choices(statuses, weights)[0] for _ in question.points)
    filled = max(0.3, chance.gauss(5.6 - 3.0 * share, 0.9))
    values = {
        "score": sum(_WORTH[status] for status in made) / len(made),
        "speech_rate_wpm": chance.gauss(166 - 14 * share, 8),
        "filled_pauses_per_min": filled,
        "silence_share": chance.gauss(0.2, 0.03),
        "on_target": float(chance.random() < 0.35 + 0.4 * share),
        "first_word_s": abs(chance.gauss(1.8 - 0.6 * share, 0.4)),
    }
    row = AnswerRow(day, question.kind, dict(values), 90.0, 1.0, filled * 1.3 + 0.4)
    return Told(day, question, made, row)


def _rating(score: float, chance: random.Random) -> int:
    return min(4, max(1, round(4 * score - 0.2 + chance.gauss(0, 0.7))))


def _day(day: date, told: Sequence[Told]) -> DayRow:
    number = sum(one.day == day for one in told)
    return DayRow(day, number, number + number // 2, 105.0 * number, {})


def _question(title: str, answers: Sequence[Told]) -> QuestionRow:
    last = answers[0]
    asked = last.question
    return QuestionRow(DECK, title, asked.id, asked.ask, asked.kind, len(answers), last.day, last.score)


def _story(answers: Sequence[Told]) -> StoryRow:
    asked = answers[0].question
    recent = sum(one.day > TODAY - timedelta(days=RECENT_DAYS) for one in answers)
    return StoryRow(DECK, asked.story or "", asked.id, len(answers), recent, answers[0].day)


def _kind(kind: str, told: Sequence[Told]) -> KindRow:
    scores = [one.score for one in reversed(told) if one.question.kind == kind]
    before = scores[10:20]
    return KindRow(
        kind, len(scores), sum(scores[:10]) / len(scores[:10]), sum(before) / len(before) if before else None
    )
