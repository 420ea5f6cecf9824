"""What was taught: it counts in other wording too, and a wrong tick does not come back."""

from voicedrill.coverage.answers import prepare_text
from voicedrill.coverage.lessons import Lessons, PointLesson
from voicedrill.coverage.points import judge, stems_asked
from voicedrill.coverage.results import PointVerdict
from voicedrill.decks.model import TalkingPoint

ASK = "How do you keep a cache from taking the database down?"
POINTS = (
    TalkingPoint("coalesce", "request coalescing on a miss"),
    TalkingPoint("drill", "game day: kill the cache on purpose"),
    TalkingPoint("warm", "warm up before taking traffic"),
)
TAUGHT = PointLesson(
    passages=(
        "What I'd do is let the first fella through and have the rest of them wait on the step for whatever "
        "he brings back.",
    )
)


def verdicts(answer: str, lessons: Lessons | None = None) -> dict[str, PointVerdict]:
    found = judge(POINTS, prepare_text(answer), stems_asked(ASK), lessons or {})
    return {verdict.id: verdict for verdict in found}


AGAIN = (
    "The old price is a row with the customer. And if it is really not there at all, the first fella goes "
    "in and the rest wait on the step. We never had much luck with anything else."
)


def test_a_taught_passage_counts_when_it_comes_back_in_other_words() -> None:
    assert verdicts(AGAIN)["coalesce"].status == "missed"
    taught = verdicts(AGAIN, {"coalesce": TAUGHT})["coalesce"]
    assert taught.status == "covered"
    assert taught.evidence is not None
    assert "first fella" in taught.evidence.quote
    assert "wait on the step" in taught.evidence.quote


def test_a_taught_passage_ticks_nothing_where_it_does_not_come_back() -> None:
    answer = "The first thing I did was ring the whole team, and nobody had slept."
    assert verdicts(answer, {"coalesce": TAUGHT})["coalesce"].status == "missed"


def test_a_lesson_is_of_its_own_point_alone() -> None:
    before, after = verdicts(AGAIN), verdicts(AGAIN, {"coalesce": TAUGHT})
    assert before["drill"] == after["drill"]
    assert before["warm"] == after["warm"]


WRONG = "I killed a whole day on purpose with a game about the cache, and it was fun."
RIGHT = "Every quarter we have a game day, and on purpose we kill the cache and watch."
NOT_IT = {"drill": PointLesson(not_passages=(WRONG,))}


def test_what_was_wrongly_ticked_is_not_ticked_again() -> None:
    assert verdicts(WRONG)["drill"].status == "covered"
    assert verdicts(WRONG, NOT_IT)["drill"].status == "missed"
    alike = "So I killed the day on purpose, with some game about our cache, which was fun."
    assert verdicts(alike, NOT_IT)["drill"].status == "missed"


def test_a_counter_example_takes_nothing_from_what_stands_elsewhere() -> None:
    between = " ".join(["Then we had tea and talked of the weather for a while with everybody there."] * 3)
    plain = verdicts(f"{RIGHT} {between}")["drill"]
    beside = verdicts(f"{WRONG} {between} {RIGHT} {between}", NOT_IT)["drill"]
    assert plain.status == beside.status == "covered"
    assert beside.evidence is not None
    assert "game day" in beside.evidence.quote


def test_a_lesson_of_no_point_and_an_empty_one_change_nothing() -> None:
    answer = f"{RIGHT} {AGAIN}"
    assert verdicts(answer) == verdicts(answer, {"drill": PointLesson(), "gone": TAUGHT})
