"""What the answer to a follow-up is judged by, and what it adds to its attempt."""

from voicedrill.coach.parts import PartSaid, counted, now_said, question_for
from voicedrill.coach.results import Aim
from voicedrill.coverage.evaluate import evaluate
from voicedrill.coverage.words import words_of
from voicedrill.decks.frameworks import frameworks
from voicedrill.decks.model import FollowUp, Question, Story, TalkingPoint
from voicedrill.transcript import Transcript

TRIED = TalkingPoint("tried", "tried it with one dentist first")
LESSON = TalkingPoint("lesson", "next time I would bring reception in sooner", weight=3)
OWN = TalkingPoint("sooner", "tell the front desk before it starts")
QUESTION = Question(
    "better",
    "Tell me about a time you made something better.",
    points=(TRIED, LESSON),
    framework=frameworks()["star"],
    beats={"result": ("fewer patients missed their visit",)},
    facts=("40 patients called", "18% of visits missed"),
    follow_ups=(FollowUp("What would you do differently?", (OWN,)),),
    story="visits",
)


def said(text: str) -> Transcript:
    return Transcript("test", None, text, "none", words_of(text))


def part(ask: str, about: Aim | None, text: str) -> PartSaid:
    question = question_for(QUESTION, None, ask, about, 1)
    return PartSaid(ask, about, said(text), evaluate(question, said(text)))


def added(ask: str, about: Aim | None, text: str, answer: str = "We tried something.") -> tuple[str, ...]:
    before = evaluate(QUESTION, said(answer))
    one = part(ask, about, text)
    return now_said(before, counted(QUESTION, before, [one]), one)


def test_a_follow_up_is_judged_by_its_own_points_and_by_what_it_is_after() -> None:
    own = question_for(QUESTION, None, "What would you do differently?", Aim("point", "lesson"), 1)
    assert own.points == (OWN,)
    assert question_for(QUESTION, None, "And then?", Aim("point", "lesson"), 1).points == (LESSON,)
    assert (own.facts, own.framework, own.seconds) == ((), None, (10, 60))
    fact = question_for(QUESTION, None, "How many?", Aim("fact", "40 patients called"), 2)
    assert (fact.points, fact.facts) == ((), ("40 patients called",))
    beat = question_for(QUESTION, None, "How did it end?", Aim("beat", "result"), 1)
    assert beat.framework
    assert [step.beat for step in beat.framework.beats] == ["result"]
    assert beat.beats == QUESTION.beats


def test_a_storys_follow_up_brings_its_points() -> None:
    story = Story("visits", "Visits", follow_ups=(FollowUp("Who helped?", (OWN,)),))
    assert question_for(QUESTION, story, "Who helped?", None, 1).points == (OWN,)


def test_what_a_follow_up_adds_is_counted_with_the_answer() -> None:
    before = evaluate(QUESTION, said("We tried it with one dentist first, as a test."))
    assert before.score == 0.25
    one = part("And what else?", Aim("point", "lesson"), "Next time I would bring reception in sooner.")
    after = counted(QUESTION, before, [one])
    assert after.score == 1.0
    assert now_said(before, after, one) == (LESSON.say,)
    assert now_said(after, counted(QUESTION, after, [one]), one) == (), "nothing is added twice"


def test_a_figure_that_is_given_at_last_counts() -> None:
    about = Aim("fact", "40 patients called")
    assert added("How many was that?", about, "I called forty patients myself.") == ("40 patients called",)


def test_a_wrong_figure_is_put_right() -> None:
    answer = "I called thirty patients."
    assert evaluate(QUESTION, said(answer)).facts[0].status == "misstated"
    about = Aim("fact", "40 patients called")
    assert added("Are you sure?", about, "No, I called forty patients.", answer) == ("40 patients called",)


def test_proof_and_the_speakers_own_part_count_though_no_point_asks_for_them() -> None:
    claim = Aim("quote", "it got much better")
    assert added("By how much?", claim, "It went down by a third.") == ('more on "it got much better"',)
    assert added("By how much?", claim, "Well, really a lot better.") == ()
    assert added("Your part?", Aim("role"), "I wrote the message.") == ("your own part",)
    assert added("Your part?", Aim("role"), "We wrote the message.") == ()


def test_a_missing_beat_that_is_told_counts() -> None:
    told = "In the end far fewer patients missed their visit, and after two months the whole group used it."
    assert added("How did it end?", Aim("beat", "result"), told) == ("the result",)
