"""A report on the demo's answer, made of its truth: every number and time in it is known."""

import json
from pathlib import Path

from voicedrill.coach.results import Advice, FollowUpAsked
from voicedrill.coverage.results import (
    BeatNote,
    BeatVerdict,
    Coverage,
    FactVerdict,
    PointVerdict,
    RedFlagVerdict,
)
from voicedrill.decks.find import find_question
from voicedrill.decks.model import Question
from voicedrill.delivery.results import (
    Delivery,
    Filler,
    Length,
    PaceWindow,
    RateRange,
    Voice,
    Wording,
)
from voicedrill.reports.model import SCHEMA, AudioRef, QuestionRef, Report, Timings
from voicedrill.timing import Pause, Word
from voicedrill.transcript import Quote, Transcript

DEMO = Path(__file__).parents[3] / "audio_fixtures" / "demo"
SOUND = DEMO / "answer.flac"


def demo_question() -> Question:
    return find_question("starter#made-it-better")[1]


def demo_report() -> Report:
    truth = json.loads((DEMO / "answer.truth.json").read_text())
    question = demo_question()
    words = tuple(Word(word["text"], word["start"], word["end"]) for word in truth["words"])

    def said(beginning: str, count: int) -> Quote:
        texts = [word.text for word in words]
        first = " ".join(texts).split(beginning)[0].count(" ")
        part = words[first : first + count]
        return Quote(" ".join(word.text for word in part), part[0].start, part[-1].end)

    evidence = (
        said("many patients", 9),
        said("So basically", 17),
        said("I wrote", 6),
        said("I tried", 6),
        None,
        said("the whole", 5),
    )
    statuses = ("covered", "covered", "partial", "covered", "missed", "covered")
    points = tuple(
        PointVerdict(point.id, point.say, 1.0, number == 4, status, 0.5, quote)
        for number, (point, status, quote) in enumerate(zip(question.points, statuses, evidence, strict=True))
    )
    beats = tuple(
        BeatVerdict(
            beat["beat"],
            True,
            (beat["end"] - beat["start"]) / 46,
            (Quote(beat["beat"], beat["start"], beat["end"]),),
        )
        for beat in truth["beats"]
    )
    fillers = tuple(
        Filler(filler["text"], filler["kind"], filler["start"], filler["end"], "both", True)
        for filler in truth["fillers"]
    )
    pauses = tuple(
        Pause(pause["start"], pause["end"], pause["end"] - pause["start"] >= 1.5, "boundary", False)
        for pause in truth["pauses"]
    )
    pace = tuple(PaceWindow(start, start + 15.0, 110.0 + 5 * start) for start in (0.4, 5.4, 10.4, 20.4, 31.0))
    return Report(
        schema=SCHEMA,
        voicedrill="0.1.0",
        attempt_id="20261121-114258-ab12",
        created_at="2026-11-21T11:42:58+00:00",
        language="en",
        warnings=("The room is loud: move closer to the microphone.",),
        question=QuestionRef(question.id, question.ask, question.kind, "9f8e"),
        audio=AudioRef(str(SOUND), 47.907, -58.1, 0.0, False),
        transcript=Transcript("moonshine", "tiny-en", truth["text"], "aligned", words),
        delivery=Delivery(
            first_word_s=0.4,
            answer_s=46.0,
            phonation_s=38.2,
            word_count=105,
            length=Length((45.0, 120.0), "on-target"),
            speech_rate_wpm=137.0,
            articulation_rate_wpm=165.0,
            pace=pace,
            pauses=pauses,
            fillers=(*fillers, Filler("uh", "filled-pause", 30.0, 30.2, "acoustic", False)),
            filled_pauses_per_min=RateRange(5.2, 7.8),
            discourse_fillers_per_min=2.6,
            voice=Voice(88.0, 5.4),
            wording=Wording((said("simply forgotten", 1),), (), 6, 2),
            recital=None,
        ),
        coverage=Coverage(
            judge="words",
            score=0.75,
            points=points,
            beats=beats,
            facts=(
                FactVerdict("18% of visits missed", "stated", None, said("Eighteen percent", 2)),
                FactVerdict("40 patients called", "misstated", "thirty", said("thirty patients", 2)),
                FactVerdict("11% after 8 weeks", "absent", None, None),
            ),
            red_flags=(RedFlagVerdict("Blame shifting: it was others", True, said("had not come,", 3)),),
            beat_notes=(BeatNote("out-of-order", "task", None, after="action"),),
        ),
        advice=(
            Advice("facts", "You said “thirty”; your deck says 40.", said("thirty patients", 2)),
            Advice("points", "Say what you would do differently.", None),
        ),
        follow_up=FollowUpAsked("What would you do differently?", "It was left out."),
        timings=Timings(2.1, 0.02, 0.4),
    )
