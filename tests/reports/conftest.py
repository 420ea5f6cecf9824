"""One report that holds everything a report can hold, and one that holds as little as it can."""

import pytest

from voicedrill.coach.results import Advice, FollowUpAsked
from voicedrill.coverage.results import BeatVerdict, Coverage, FactVerdict, PointVerdict, RedFlagVerdict
from voicedrill.delivery.results import (
    Delivery,
    Filler,
    Length,
    PaceWindow,
    RateRange,
    Recital,
    Voice,
    Wording,
)
from voicedrill.reports.model import SCHEMA, AudioRef, QuestionRef, Report, Timings
from voicedrill.timing import Pause, Word
from voicedrill.transcript import FilledPause, Quote, Transcript


@pytest.fixture
def full_report() -> Report:
    said = Quote("we shipped it in March", 31.25, 33.0)
    return Report(
        schema=SCHEMA,
        voicedrill="0.1.0",
        attempt_id="20261121-114258-ab12",
        created_at="2026-11-21T11:42:58+00:00",
        language="en",
        warnings=("The room is loud: move closer to the microphone.",),
        question=QuestionRef("late-events", "How do you deal with late events?", "technical", "9f8e"),
        audio=AudioRef("/tmp/answer.wav", 73.2, -58.123456, 0.0, False),
        transcript=Transcript(
            engine="moonshine",
            model="tiny-en",
            text="Um we shipped it in March",
            timing="aligned",
            words=(Word("Um", 1.0, 1.4, None), Word("we", 31.25, 31.4, 0.98)),
            filled_pauses=(FilledPause("um", 1.0, 1.4, "both", True),),
        ),
        delivery=Delivery(
            first_word_s=1.0,
            answer_s=70.0,
            phonation_s=55.0,
            word_count=171,
            length=Length((60.0, 120.0), "on-target"),
            speech_rate_wpm=146.6,
            articulation_rate_wpm=186.5,
            pace=(PaceWindow(0.0, 15.0, 120.0), PaceWindow(15.0, 30.0, 150.0), PaceWindow(30.0, 45.0, 190.0)),
            pauses=(Pause(5.0, 5.4, False, "boundary", False), Pause(40.0, 43.5, True, "clause", True)),
            fillers=(
                Filler("um", "filled-pause", 1.0, 1.4, "both", True),
                Filler("uh", "filled-pause", 20.0, 20.3, "acoustic", False),
                Filler("you know", "discourse", 50.0, 50.4, "transcript", True),
            ),
            filled_pauses_per_min=RateRange(0.9, 1.7),
            discourse_fillers_per_min=0.9,
            voice=Voice(118.0, 4.2),
            wording=Wording((Quote("I guess", 12.0, 12.4),), (Quote("sorry", 60.0, 60.3),), 4, 2),
            recital=Recital(0.31, 9),
        ),
        coverage=Coverage(
            judge="words",
            score=0.5,
            points=(
                PointVerdict("p1", "windows with a grace period", 1.0, False, "covered", 0.91, said),
                PointVerdict("p2", "idempotent writes", 1.0, True, "missed", 0.04, None),
                PointVerdict("p3", "a side output for what is too late", 1.0, False, "partial", 0.4, said),
            ),
            beats=(
                BeatVerdict("situation", True, 0.25, (said,)),
                BeatVerdict("action", True, 0.75, (said,)),
                BeatVerdict("result", False, None, ()),
            ),
            facts=(
                FactVerdict("p99 under 50 ms", "misstated", "80 ms", said),
                FactVerdict("8M peak concurrent streams", "absent", None, None),
            ),
            red_flags=(RedFlagVerdict("Blame shifting: puts the failure on another team", True, said),),
        ),
        advice=(
            Advice("points", "Say that writes are idempotent.", None),
            Advice("facts", "The p99 is under 50 ms; you said 80 ms.", said),
        ),
        follow_up=FollowUpAsked("What did you do yourself?", "You said we twice and I never."),
        timings=Timings(2.1, 0.02, 0.4),
    )


@pytest.fixture
def empty_report() -> Report:
    return Report(
        schema=SCHEMA,
        voicedrill="0.1.0",
        attempt_id="20261121-114258-ab13",
        created_at="2026-11-21T11:42:58+00:00",
        language="en",
        warnings=("No speech was heard.",),
        question=None,
        audio=None,
        transcript=Transcript("text", None, "", "none", ()),
        delivery=Delivery(
            first_word_s=None,
            answer_s=None,
            phonation_s=None,
            word_count=0,
            length=None,
            speech_rate_wpm=None,
            articulation_rate_wpm=None,
            pace=(),
            pauses=(),
            fillers=(),
            filled_pauses_per_min=None,
            discourse_fillers_per_min=None,
            voice=None,
            wording=Wording((), (), 0, 0),
            recital=None,
        ),
        coverage=Coverage("words", None, (), (), (), ()),
        advice=(),
        follow_up=None,
        timings=Timings(None, 0.001, None),
    )
