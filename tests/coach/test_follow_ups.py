"""The follow-up that an answer left open."""

from dataclasses import replace

from test_advice import GOOD_COVERAGE, GOOD_DELIVERY, QUESTION, SAID, beats, point

from voicedrill.assessment import Assessment
from voicedrill.coach.follow_ups import choose_follow_up
from voicedrill.coverage.results import Coverage, FactVerdict
from voicedrill.decks.model import FollowUp, Question, TalkingPoint
from voicedrill.delivery.results import Wording

GRACE = FollowUp("What happens to events after the grace period?")
SINK = FollowUp("What if the job restarts?", (TalkingPoint("x", "idempotent writes to the sink"),))
ASKED = replace(QUESTION, follow_ups=(GRACE, SINK))


def ask(
    coverage: Coverage, question: Question | None = ASKED, wording: Wording | None = None
) -> tuple[str, str] | None:
    delivery = replace(GOOD_DELIVERY, wording=wording or GOOD_DELIVERY.wording)
    found = choose_follow_up(question, Assessment(delivery, coverage))
    return (found.ask, found.because) if found else None


def test_the_decks_own_follow_up_about_what_was_missed() -> None:
    points = (point("windows with a grace period", "covered"), point("idempotent writes", "missed"))
    found = ask(replace(GOOD_COVERAGE, points=points))
    assert found == (SINK.ask, '"idempotent writes" was left out.')


def test_a_missed_must_point_before_another() -> None:
    points = (point("windows with a grace period", "missed"), point("idempotent writes", "missed", must=True))
    found = ask(replace(GOOD_COVERAGE, points=points))
    assert found is not None
    assert found[0] == SINK.ask


def test_follow_ups_about_what_was_said_are_not_asked() -> None:
    points = (point("windows with a grace period", "covered"), point("idempotent writes", "covered"))
    assert ask(replace(GOOD_COVERAGE, points=points)) is None


def test_a_follow_up_on_another_subject_is_asked_when_nothing_else_is_open() -> None:
    question = replace(QUESTION, follow_ups=(GRACE, FollowUp("What would you change today?")))
    found = ask(replace(GOOD_COVERAGE, points=(point("windows with a grace period", "covered"),)), question)
    assert found is not None
    assert found[0] == "What would you change today?"


def test_a_missing_result_is_probed() -> None:
    found = ask(replace(GOOD_COVERAGE, beats=beats(situation=0.3, action=0.7, result=None)), QUESTION)
    assert found == ("How did it end, and how do you know?", "The answer had no result.")


def test_a_wrong_number_is_probed_without_giving_the_right_one() -> None:
    found = ask(
        replace(GOOD_COVERAGE, facts=(FactVerdict("8M", "misstated", "five million", SAID),)), QUESTION
    )
    assert found is not None
    assert "five million" in found[0]
    assert "8M" not in found[0]
    assert "8M" in found[1]


def test_a_missed_point_without_an_own_follow_up() -> None:
    found = ask(replace(GOOD_COVERAGE, points=(point("exactly-once sinks", "missed"),)))
    assert found == ("Can you say more about this: exactly-once sinks?", '"exactly-once sinks" was left out.')


def test_we_without_i() -> None:
    found = ask(GOOD_COVERAGE, QUESTION, Wording((), (), 1, 8))
    assert found is not None
    assert found[0] == "What was your own part in that?"
    technical = replace(QUESTION, kind="technical")
    assert ask(GOOD_COVERAGE, technical, Wording((), (), 1, 8)) is None


def test_nothing_is_asked_without_an_answer_or_a_question() -> None:
    missed = replace(GOOD_COVERAGE, points=(point("idempotent writes", "missed"),))
    silent = Assessment(replace(GOOD_DELIVERY, word_count=0), missed)
    assert choose_follow_up(ASKED, silent) is None
    assert ask(missed, None) is None
