"""A mock interview of two rounds as values: an answer with a follow-up, one skipped, one not recorded."""

from dataclasses import replace

from demo_report import demo_question, demo_report

from voicedrill.coach.mock.contradictions import Contradiction
from voicedrill.coach.mock.results import (
    SCHEMA,
    Change,
    Debrief,
    FollowUpLine,
    KindLine,
    OwnQuestions,
    QuestionLine,
    RoundLine,
    Trend,
)
from voicedrill.coach.mock.retold import Retold
from voicedrill.coach.mock.telling import Place
from voicedrill.coach.results import Advice
from voicedrill.coverage.results import RedFlagVerdict
from voicedrill.decks.model import Question
from voicedrill.delivery.results import Length, RateRange
from voicedrill.reports.html.interview import AnswerTold, QuestionTold
from voicedrill.reports.model import Part, QuestionRef, Report
from voicedrill.timing import Word
from voicedrill.transcript import Quote, Transcript

#: How long the recordings of the two answers are that have one, seconds.
ANSWER_S, FOLLOW_UP_S = 47.907, 6.0
LEFT_OUT = "What would you do differently?"
FOLLOW_UP = ("I", "would", "ask", "reception", "a", "month", "sooner", "next", "time.")
ASKED = ("What", "does", "a", "day", "look", "like", "here?")


def follow_up_report() -> Report:
    words = tuple(Word(text, at * 0.5, at * 0.5 + 0.4) for at, text in enumerate(FOLLOW_UP, 1))
    report = demo_report()
    return replace(
        report,
        warnings=(),
        question=QuestionRef("more", LEFT_OUT, "behavioural", "77"),
        audio=replace(report.audio, duration_s=FOLLOW_UP_S) if report.audio else None,
        transcript=Transcript("moonshine", "tiny-en", "", "aligned", words),
        delivery=replace(report.delivery, fillers=(), pauses=(), pace=(), answer_s=4.9),
        coverage=replace(
            report.coverage,
            points=(),
            beats=(),
            facts=(),
            beat_notes=(),
            red_flags=(RedFlagVerdict("Promises too much", True, Quote("next time.", 4.0, 4.9)),),
        ),
        part=Part(report.attempt_id, 1, LEFT_OUT, "It was left out.", None, ("sooner",)),
    )


def unrecorded_report() -> Report:
    report = follow_up_report()
    words = tuple(Word(text, None, None) for text in ASKED)
    return replace(
        report,
        attempt_id="20261121-115000-ef56",
        audio=None,
        part=None,
        question=QuestionRef("ask", "What would you like to ask us?", "ask-them", "78"),
        transcript=Transcript("given", None, "", "none", words),
        coverage=replace(report.coverage, red_flags=()),
    )


def questions() -> tuple[QuestionTold, ...]:
    """The interview's clock: a question of 20 s of thought, its follow-up, one skipped, one of their own."""
    main, asked = demo_report(), demo_question()
    points = main.coverage.points
    # What was missed at first was said in the follow-up.
    late = replace(points[4], status="covered", evidence=Quote("a month sooner next time.", 2.5, 4.9))
    coverage = replace(main.coverage, points=(*points[:4], late, *points[5:]))
    first = QuestionLine(
        number=1,
        round=0,
        id=asked.id,
        ask=asked.ask,
        kind="behavioural",
        attempt=main.attempt_id,
        answered=True,
        asked_at_s=0.0,
        took_s=86.0,
        answer_s=46.0,
        length=Length((45.0, 120.0), "on-target"),
        made=tuple(point.text for point in coverage.points if point.status == "covered"),
        partly=(points[2].text,),
        missed=(),
        must_missed=(),
        score=0.9,
        words=105,
        beats=coverage.beats,
        misstated=(("40 patients called", "thirty"),),
        red_flags=("Blame shifting: it was others", "Promises too much"),
        speech_rate_wpm=137.0,
        filled_pauses_per_min=RateRange(5.2, 7.8),
        fillers_per_min=7.8,
        first=Advice("facts", "You said “thirty”; your deck says 40.", Quote("thirty patients", 20.4, 21.2)),
        follow_ups=(FollowUpLine(LEFT_OUT, "It was left out.", 4.9),),
        interjections=("Can you give me a number?",),
        self_rating=3,
    )
    skipped = replace(
        first,
        number=2,
        id="why-us",
        ask="Why us?",
        kind="culture",
        attempt=None,
        answered=False,
        asked_at_s=86.0,
        took_s=9.0,
        answer_s=None,
        length=None,
        words=0,
        made=(),
        partly=(),
        beats=(),
        misstated=(),
        red_flags=(),
        speech_rate_wpm=None,
        fillers_per_min=None,
        first=None,
        follow_ups=(),
        interjections=(),
        self_rating=None,
    )
    theirs = replace(
        skipped,
        number=3,
        round=1,
        id="ask",
        ask="What would you like to ask us?",
        kind="ask-them",
        attempt="20261121-115000-ef56",
        answered=True,
        asked_at_s=95.0,
        took_s=25.0,
        words=7,
    )
    return (
        QuestionTold(
            first,
            coverage,
            replace(asked, script="My script, word by word."),
            (
                AnswerTold(0, main, 0.0, 70.0, first.interjections, ANSWER_S, (0.2, 1.0, 0.4, 0.8)),
                AnswerTold(1, follow_up_report(), 70.0, 16.0, (), FOLLOW_UP_S, (0.5, 1.0)),
            ),
        ),
        QuestionTold(skipped, None, Question("why-us", "Why us?")),
        QuestionTold(theirs, None, None, (AnswerTold(0, unrecorded_report(), 95.0, 25.0),)),
    )


def debrief() -> Debrief:
    """All that a debrief can tell."""

    def place(part: int, text: str, start: float) -> Place:
        return Place(1, part, "And?", "20261121-114258-ab12", Quote(text, start, start + 1))

    lines = tuple(told.line for told in questions())
    return Debrief(
        schema=SCHEMA,
        mock="mock-20261121-114200-ab12",
        created_at="2026-11-21T11:42:00+00:00",
        deck="A clinic",
        mood="pressing",
        took_s=120.0,
        planned_s=150.0,
        rounds=(
            RoundLine("First call", 90.0, 80.0, 95.0, 2, 2, 1),
            RoundLine("The team", 60.0, 70.0, 25.0, 2, 1, 0),
        ),
        questions=lines,
        not_asked=1,
        changes=(
            Change(
                "figures",
                "Learn your own numbers.",
                (place(0, "thirty patients", 20.4), place(1, "sooner", 3.0)),
            ),
            Change("time", "Shorter answers leave room for more."),
        ),
        stories_used_twice=(
            Retold(1, 3, None, "words", 0.6, ("clinic", "visits"), (place(0, "So basically", 8.6),)),
        ),
        contradictions=(
            Contradiction(
                "patients", place(0, "thirty patients", 20.4), place(1, "forty patients", 1.0), False
            ),
        ),
        own_questions=(
            OwnQuestions(
                1,
                None,
                (Quote("What does a day look like here?", None, None),),
                ("what does an ordinary day look like",),
                ("when will I hear from you",),
            ),
        ),
        kinds=(KindLine("behavioural", 1, 5.5, 6),),
        trends=(
            Trend("speech_rate_wpm", ((1, 120.0), (2, 150.0), (3, 171.0)), 120.0, 171.0, "rose"),
            Trend("fillers_per_min", ((1, 4.0), (2, 4.0), (3, 4.0)), 4.0, 4.0, "steady"),
        ),
        unused_stories=("The rota",),
    )
