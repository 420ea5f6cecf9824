"""Advice: at most three, the most valuable first, with evidence, nothing when nothing stands out."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from voicedrill.assessment import Assessment
from voicedrill.coach.advice import MOST, advise, choose
from voicedrill.coach.flag_advice import INSTEAD, instead_of
from voicedrill.coach.proposal import GAINS, LEAST, Proposal, brief, label, tail
from voicedrill.coach.results import Advice
from voicedrill.coach.strengths import went_well
from voicedrill.coverage import results as coverage_results
from voicedrill.coverage.red_flag_habits import FAMILIES
from voicedrill.coverage.red_flag_shapes import SHAPES
from voicedrill.coverage.results import (
    BeatNote,
    BeatVerdict,
    Coverage,
    FactVerdict,
    PointVerdict,
    RedFlagVerdict,
)
from voicedrill.decks.model import Question
from voicedrill.delivery.results import Delivery, Filler, Length, PaceWindow, RateRange, Recital, Wording
from voicedrill.timing import Pause, Word
from voicedrill.transcript import Quote, Transcript

QUESTION = Question("q", "Tell me about a time it broke.", "behavioural", (75, 150))
SAID = Quote("so we", 12.0, 12.5)
GOOD_DELIVERY = Delivery(
    first_word_s=0.5,
    answer_s=100.0,
    phonation_s=80.0,
    word_count=240,
    length=Length((75, 150), "on-target"),
    speech_rate_wpm=144.0,
    articulation_rate_wpm=180.0,
    pace=(PaceWindow(0.5, 15.5, 140.0), PaceWindow(5.5, 20.5, 150.0)),
    pauses=(Pause(10, 10.6, False, "boundary", False),),
    fillers=(),
    filled_pauses_per_min=RateRange(0, 1.2),
    discourse_fillers_per_min=0.0,
    voice=None,
    wording=Wording((), (), 12, 3),
    recital=None,
)
GOOD_COVERAGE = Coverage("rules", 1.0, (), (), (), ())


def advice(
    delivery: dict[str, Any] | None = None, coverage: dict[str, Any] | None = None
) -> tuple[Advice, ...]:
    assessment = Assessment(
        replace(GOOD_DELIVERY, **(delivery or {})), replace(GOOD_COVERAGE, **(coverage or {}))
    )
    return advise(QUESTION, assessment)


def point(text: str, status: str, *, must: bool = False, weight: float = 1.0) -> PointVerdict:
    evidence = None if status == "missed" else SAID
    return PointVerdict(text, text, weight, must, status, 0.5, evidence)  # type: ignore[arg-type]  # a literal


def beats(**shares: float | None) -> tuple[BeatVerdict, ...]:
    return tuple(
        BeatVerdict(name, share is not None, share, (SAID,) if share else ())
        for name, share in shares.items()
    )


def ums(*starts: float) -> tuple[Filler, ...]:
    return tuple(Filler("um", "filled-pause", s, s + 0.3, "transcript", certain=True) for s in starts)


def test_a_good_answer_needs_no_advice() -> None:
    assert advice() == ()


def test_what_the_story_holds_and_the_question_did_not_ask_for_needs_no_advice() -> None:
    assert (
        advice(coverage={"facts": (FactVerdict("8M streams", "absent", None, None, from_story=True),)}) == ()
    )


def test_no_words() -> None:
    (only,) = advice({"word_count": 0, "answer_s": None})
    assert "microphone" in only.say


CASES: list[tuple[str, dict[str, Any], dict[str, Any], str]] = [
    ("red flags", {}, {"red_flags": (RedFlagVerdict("Blames others", True, SAID),)}, "Blames others"),
    ("facts", {}, {"facts": (FactVerdict("8M streams", "misstated", "five million", SAID),)}, "five million"),
    ("facts", {}, {"facts": (FactVerdict("8M streams", "absent", None, None),)}, "8M streams"),
    ("talking points", {}, {"points": (point("rollback", "missed", must=True),)}, "rollback"),
    ("talking points", {}, {"points": (point("rollback", "missed"),)}, "rollback"),
    ("talking points", {}, {"points": (point("rollback", "partial"),)}, "rollback"),
    ("structure", {}, {"beats": beats(situation=0.2, task=0.1, action=0.7, result=None)}, "how it ended"),
    ("structure", {}, {"beats": beats(situation=0.4, task=0.1, action=0.4, result=0.1)}, "50%"),
    ("structure", {}, {"beats": beats(situation=0.2, task=0.1, action=0.3, result=0.4)}, "30%"),
    ("length", {"answer_s": 40.0, "length": Length((75, 150), "short")}, {}, "0:40; "),
    ("length", {"answer_s": 240.0, "length": Length((75, 150), "long")}, {}, "4:00; "),
    ("filled pauses", {"fillers": ums(*range(0, 100, 9))}, {}, "7"),
    ("filled pauses", {"fillers": ums(40, 43, 49.5)}, {}, "0:40"),
    ("pace", {"speech_rate_wpm": 200.0}, {}, "200"),
    ("pace", {"speech_rate_wpm": 90.0}, {}, "90"),
    ("pace", {"pace": (PaceWindow(60, 75, 220.0),)}, {}, "1:00"),
    ("pauses", {"pauses": (Pause(70, 74, True, "clause", False),)}, {}, "1:10"),
    ("pauses", {"pauses": (Pause(10, 45, True, "boundary", False),)}, {}, "35%"),
    ("wording", {"wording": Wording((SAID,) * 6, (), 10, 0)}, {}, "6 hedges"),
    ("wording", {"wording": Wording((), (SAID, SAID), 10, 0)}, {}, "2 times"),
    ("wording", {"wording": Wording((), (), 1, 9)}, {}, "9 times"),
    ("script", {"recital": Recital(0.8, 30)}, {}, "80%"),
    ("structure", {}, {"beat_notes": (BeatNote("result-without-number", "result", SAID),)}, "figure"),
    (
        "structure",
        {},
        {"beat_notes": (BeatNote("out-of-order", "task", SAID, after="action"),)},
        "the action",
    ),
    ("wording", {}, {"beat_notes": (BeatNote("action-only-we", "action", SAID),)}, '"I"'),
    (
        "script",
        {},
        {"recital": coverage_results.Recital("script", 30, 0.7, SAID, None)},
        "70%",
    ),
]


@pytest.mark.parametrize(("about", "delivery", "coverage", "holds"), CASES)
def test_each_thing_to_change_is_told_with_its_figure(
    about: str, delivery: dict[str, Any], coverage: dict[str, Any], holds: str
) -> None:
    (only,) = advice(delivery, coverage)
    assert only.about == about
    assert holds in only.say


def test_discourse_fillers_name_the_commonest() -> None:
    fillers = tuple(Filler("like", "discourse", s, s + 0.2, "transcript", certain=True) for s in range(9))
    (only,) = advice({"fillers": fillers, "discourse_fillers_per_min": 5.4})
    assert '"like" came 9 times' in only.say
    assert only.evidence == Quote("like", 0, 0.2)


def test_long_pauses_after_a_number_or_at_a_boundary_are_left_alone() -> None:
    pauses = (
        Pause(10, 13.5, True, "clause", True),
        Pause(30, 33.5, True, "boundary", False),
        Pause(50, 52, True, "clause", False),
    )
    assert advice({"pauses": pauses}) == ()


def test_the_most_valuable_first_and_one_of_each_kind() -> None:
    found = advice(
        {"speech_rate_wpm": 200.0, "fillers": ums(*range(0, 100, 3)), "recital": Recital(0.9, 40)},
        {
            "points": (
                point("a", "missed"),
                point("b", "missed", must=True),
                point("c", "missed", must=True),
            ),
            "facts": (FactVerdict("8M", "misstated", "5M", SAID),),
        },
    )
    assert [one.about for one in found] == ["talking points", "facts", "filled pauses"]
    assert '"b" and "c"' in found[0].say
    assert found[1].evidence == SAID


def test_the_heavier_of_two_missed_points_is_named_first() -> None:
    (only,) = advice({}, {"points": (point("light", "missed"), point("heavy", "missed", weight=3.0))})
    assert '"heavy" and "light"' in only.say


def test_in_a_few_seconds_one_slip_makes_no_rate() -> None:
    assert advice({"answer_s": 8.0, "fillers": ums(1, 2, 3), "speech_rate_wpm": 200.0}) == ()


def test_the_transcript_gives_the_words_as_evidence() -> None:
    words = tuple(Word(f"w{n}", n * 0.5, n * 0.5 + 0.4) for n in range(200))
    transcript = Transcript("moonshine", None, "", "aligned", words)
    delivery = replace(GOOD_DELIVERY, pauses=(Pause(60, 64, True, "clause", False),))
    (only,) = advise(QUESTION, Assessment(delivery, GOOD_COVERAGE), transcript)
    assert only.evidence is not None
    assert "w119" in only.evidence.quote
    assert only.evidence.start == 58.5


def test_without_a_question_only_the_delivery_is_advised_on() -> None:
    assessment = Assessment(replace(GOOD_DELIVERY, speech_rate_wpm=200.0, length=None), GOOD_COVERAGE)
    assert [one.about for one in advise(None, assessment)] == ["pace"]


def test_a_missed_point_is_given_a_place_in_the_speakers_own_words() -> None:
    said = Quote("and then I rang the registrar straight away,", 20.0, 23.0)
    points = (replace(point("called for help", "covered"), evidence=said), point("sepsis six", "missed"))
    (only,) = advice({}, {"points": points})
    assert 'right after "… I rang the registrar straight away"' in only.say
    assert only.evidence == said


def test_a_missing_beat_is_filled_from_the_decks_own_notes() -> None:
    question = replace(QUESTION, beats={"result": ("11% after 8 weeks",)})
    coverage = replace(GOOD_COVERAGE, beats=beats(situation=0.2, task=0.1, action=0.7, result=None))
    (only,) = advise(question, Assessment(GOOD_DELIVERY, coverage))
    assert 'your notes have "11% after 8 weeks"' in only.say


def test_a_result_without_a_number_is_given_the_fact_that_was_left_out() -> None:
    coverage: dict[str, Any] = {
        "facts": (FactVerdict("11% after 8 weeks", "absent", None, None),),
        "beat_notes": (BeatNote("result-without-number", "result", SAID),),
    }
    (only,) = advice({}, coverage)
    assert '"11% after 8 weeks"' in only.say


def test_never_two_of_the_same_thing() -> None:
    found = advice(
        {"wording": Wording((), (SAID,) * 4, 1, 9)},
        {
            "red_flags": (RedFlagVerdict("Says we only", True, SAID),),
            "beat_notes": (BeatNote("action-only-we", "action", SAID),),
        },
    )
    assert [one.about for one in found] == ["red flags", "wording"]
    assert "apologised" in found[1].say


def test_a_sure_miss_weighs_more_than_a_doubtful_one() -> None:
    flag = {"red_flags": (RedFlagVerdict("Blames others", True, SAID),)}
    doubtful = replace(point("a", "missed"), score=0.45)
    others = tuple(point(name, "covered") for name in "bcd")
    found = advice({}, {"points": (doubtful, *others), **flag})
    assert [one.about for one in found] == ["red flags", "talking points"]
    found = advice({}, {"points": (replace(doubtful, score=0.05), *others), **flag})
    assert [one.about for one in found] == ["talking points", "red flags"]


def test_what_would_win_next_to_nothing_is_not_said() -> None:
    points = tuple(point(str(n), "covered") for n in range(30))
    assert advice({}, {"points": (*points, point("x", "missed", weight=0.2))}) == ()


def test_every_kind_of_red_flag_has_something_to_do_instead() -> None:
    kinds = {family.name for family in FAMILIES} | {shape.name for shape in SHAPES} | {"missing"}
    assert set(INSTEAD) == kinds
    assert instead_of("Blame shifting: puts it on others") == INSTEAD["blame"]
    assert instead_of("Ignores the cost") == INSTEAD["missing"]


def test_a_long_wording_is_named_by_its_label() -> None:
    assert brief("traces: slow vs fast") == "traces: slow vs fast"
    assert brief("Regression guard: " + "word " * 12) == "Regression guard"
    assert brief("word " * 20).endswith(" …")


def test_a_place_is_one_sentence_where_it_can_be() -> None:
    assert tail(Quote("I rang the bell. Then I went in and sat down.", 0, 1)) == "… I went in and sat down"
    assert tail(Quote("I rang the bell. Twice.", 0, 1)) == "I rang the bell. Twice"
    assert label('"We" only: the own part cannot be told') == "We only"


def test_what_went_well_is_told_as_observations() -> None:
    coverage = replace(GOOD_COVERAGE, points=(point("a", "covered"), point("b", "covered")))
    assert (
        went_well(Assessment(GOOD_DELIVERY, coverage))
        == "Every point was made and the length fitted (100 s)."
    )
    assert went_well(Assessment(replace(GOOD_DELIVERY, length=None), GOOD_COVERAGE)) is None


PROPOSALS = st.builds(
    Proposal,
    reason=st.sampled_from(sorted(GAINS)),
    about=st.sampled_from(["facts", "pace", "structure", "wording"]),
    say=st.just("Do this."),
    evidence=st.none(),
    degree=st.floats(-1, 2),
    topics=st.frozensets(st.sampled_from(["result", "figures"]), max_size=1),
)


@given(st.lists(PROPOSALS, max_size=12))
def test_the_best_are_chosen_each_about_something_else(proposals: list[Proposal]) -> None:
    chosen = choose(proposals)
    assert len(chosen) <= MOST
    assert [one.gain for one in chosen] == sorted((one.gain for one in chosen), reverse=True)
    assert len({one.about for one in chosen}) == len(chosen)
    assert all(one.gain >= LEAST for one in chosen)
    if any(one.gain >= LEAST for one in proposals):
        assert chosen[0].gain == max(one.gain for one in proposals)


@given(chosen=st.lists(st.sampled_from(CASES), max_size=8))
@settings(deadline=None, max_examples=40)
def test_never_more_than_three_and_no_verdict_on_the_person(
    chosen: list[tuple[str, dict[str, Any], dict[str, Any], str]],
) -> None:
    delivery: dict[str, Any] = {}
    coverage: dict[str, Any] = {}
    for _, here, there, _ in chosen:
        delivery |= here
        coverage |= there
    found = advice(delivery, coverage)
    assert len(found) <= 3
    assert bool(found) == bool(chosen)
    assert len({one.about for one in found}) == len(found)
    for one in found:
        assert not any(
            word in one.say.lower() for word in ("nervous", "confident", "confidence", "hire", "you are")
        )
