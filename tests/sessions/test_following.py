"""Practice as a script: what is asked when, with follow-ups after the answers that leave something open."""

from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from voicedrill.coach.results import Aim, FollowUpAsked
from voicedrill.coverage.words import words_of
from voicedrill.decks.model import Deck, Question, TalkingPoint
from voicedrill.reports.model import Part, Report
from voicedrill.sessions.analyse import Analyser
from voicedrill.sessions.following import completed, follow_up_item
from voicedrill.sessions.practice_script import PracticeScript
from voicedrill.sessions.script import Answered, Item
from voicedrill.transcript import Transcript

DATED = TalkingPoint("dated", "every finding got an owner and a date")
FEWER = TalkingPoint("fewer", "repeats fell from three a quarter to one")
QUESTION = Question("reliable", "How did you make it more reliable?", points=(DATED, FEWER))
OTHER = Question("other", "And what else?")
DECK = Deck("A deck", (QUESTION, OTHER))
NOW = datetime(2026, 11, 21, tzinfo=UTC)
SAID = "I looked at the incidents that came back every few weeks."


def report(item: Item, text: str = SAID) -> Report:
    return Analyser().analyse_transcript(
        Transcript("test", None, text, "none", words_of(text)), item.question
    )


def answer(item: Item, before: list[Answered], text: str = SAID, outcome: str = "next") -> Answered:
    made = completed(report(item, text), item, before)
    attempt = item.of or f"attempt-{len(before)}"
    return Answered(item, outcome, NOW, made, attempt_id=attempt)  # type: ignore[arg-type] # drawn


def course(script: PracticeScript, text: str = SAID) -> list[Answered]:
    so_far: list[Answered] = []
    while item := script.next(so_far, 0.0):
        so_far.append(answer(item, so_far, text))
    return so_far


def script(follow_ups: int) -> PracticeScript:
    return PracticeScript(DECK, None, (QUESTION, OTHER), follow_ups)


def test_without_follow_ups_the_questions_come_in_order() -> None:
    assert [one.item.heading for one in course(script(0))] == ["Question 1 of 2", "Question 2 of 2"]


def test_at_most_as_many_follow_ups_as_asked_for() -> None:
    for most in (1, 2):
        parts = [one.item.part for one in course(script(most))]
        assert parts == [*range(most + 1), 0]
    assert course(script(9))[-1].item.question == OTHER, "nothing is open for ever"


def test_a_follow_up_belongs_to_its_attempt_and_says_why() -> None:
    first, second, *_ = course(script(1))
    assert first.report
    assert first.report.follow_up
    item = second.item
    assert (item.of, item.heading) == ("attempt-0", "Follow-up")
    assert (item.question.ask, item.because) == (first.report.follow_up.ask, first.report.follow_up.because)
    assert item.about == Aim("point", "dated")
    assert item.question.points == (DATED,)


def test_the_answer_says_what_it_added_and_what_is_open_then() -> None:
    item = script(2).next([], 0.0)
    assert item
    so_far = [answer(item, [])]
    follow_up = script(2).next(so_far, 0.0)
    assert follow_up
    made = answer(follow_up, so_far, "Every finding got an owner and a date.").report
    assert made
    assert made.part == Part(
        "attempt-0",
        1,
        follow_up.question.ask,
        '"every finding got an owner and a date" was left out.',
        Aim("point", "dated"),
        now_said=(DATED.say,),
        score=0.5,
    )
    assert made.follow_up
    assert made.follow_up.about == Aim("point", "fewer")


def test_no_follow_up_after_a_skip_or_silence() -> None:
    item = script(1).next([], 0.0)
    assert item
    skipped = Answered(item, "skip", NOW)
    assert follow_up_item([skipped], 1) is None
    assert follow_up_item([answer(item, [], "")], 1) is None
    spoken = answer(item, [])
    follow_up = follow_up_item([spoken], 2)
    assert follow_up
    assert follow_up_item([spoken, Answered(follow_up, "skip", NOW)], 2) is None
    assert follow_up_item([spoken, answer(follow_up, [spoken], "")], 2) is None


def test_any_other_report_is_left_as_it_is() -> None:
    item = Item(QUESTION, DECK, None, "Question 1 of 1")
    made = report(item)
    assert completed(made, item, []) == made


def test_a_report_on_a_follow_up_is_read_as_it_was_written() -> None:
    from voicedrill.reports.as_json import from_json, to_json

    made = course(script(1))[1].report
    assert made
    assert made.part
    assert from_json(to_json(made)).part == made.part


@given(
    st.integers(0, 9), st.sampled_from([SAID, "", "Every finding got an owner.", "We did a lot of things."])
)
def test_a_script_comes_to_its_end_and_is_pure(most: int, text: str) -> None:
    so_far = course(script(most), text)
    assert sum(one.item.part == 0 for one in so_far) == 2
    asked = [one.item.question.ask for one in so_far]
    assert len(set(asked)) == len(asked), "nothing is asked twice"
    for length in range(len(so_far)):
        again = script(most).next(so_far[:length], 99.0)
        assert again
        assert replace(again, heading="") == replace(so_far[length].item, heading="")


def test_a_follow_up_without_points_is_asked_and_counts_nothing() -> None:
    item = Item(OTHER, DECK, None, "Question 1 of 1")
    made = replace(report(item), follow_up=FollowUpAsked("And then?", "Your deck asks this next."))
    follow_up = follow_up_item([Answered(item, "next", NOW, made, attempt_id="a")], 1)
    assert follow_up
    said = completed(report(follow_up), follow_up, [Answered(item, "next", NOW, made, attempt_id="a")])
    assert said.part
    assert (said.part.now_said, said.part.score) == ((), None)
