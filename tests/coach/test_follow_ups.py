"""The follow-up that an answer left open."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from test_advice import GOOD_COVERAGE, GOOD_DELIVERY, QUESTION, SAID, beats, point

from voicedrill.assessment import Assessment
from voicedrill.coach.follow_ups import FOLLOW_UP_GAINS, _stems, choose_follow_up
from voicedrill.coach.probes import fact_probe, point_probes
from voicedrill.coach.results import Aim, FollowUpAsked
from voicedrill.coverage.numbers import find_numbers
from voicedrill.coverage.results import Coverage, FactVerdict
from voicedrill.coverage.words import words_of
from voicedrill.decks.find import deck_names, find_deck
from voicedrill.decks.load import load_deck
from voicedrill.decks.model import FollowUp, Question, Story, TalkingPoint
from voicedrill.delivery.results import Wording
from voicedrill.transcript import Transcript

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


def test_a_missed_point_without_an_own_follow_up_is_asked_for_without_being_said() -> None:
    technical = replace(ASKED, kind="technical", ask="When would you add a cache?")
    found = ask(replace(GOOD_COVERAGE, points=(point("exactly-once sinks", "missed"),)), technical)
    assert found == ("What else would you consider?", '"exactly-once sinks" was left out.')
    stale = ask(replace(GOOD_COVERAGE, points=(point("how stale may it be", "missed"),)), technical)
    assert stale is not None
    assert stale[0] == "What can go wrong there, and what would you do about it?"


def said(text: str) -> Transcript:
    return Transcript("test", None, text, "none", words_of(text))


def choose(
    question: Question, text: str, story: Story | None = None, asked: tuple[FollowUpAsked, ...] = ()
) -> FollowUpAsked | None:
    return choose_follow_up(question, Assessment(GOOD_DELIVERY, GOOD_COVERAGE), [said(text)], story, asked)


TOLD = replace(QUESTION, kind="behavioural", follow_ups=())


def test_a_claim_without_proof_is_quoted_back() -> None:
    found = choose(TOLD, "So I rewrote the importer. And the import got much faster.")
    assert found is not None
    assert found.ask == 'You said "the import got much faster". By how much, and how did you measure it?'
    assert found.about == Aim("quote", "the import got much faster.")
    assert choose(TOLD, "The import got much faster, from nine seconds to two.") is None


def test_a_vague_quantity_is_asked_about_when_nothing_weighs_more() -> None:
    found = choose(TOLD, "We talked to a lot of customers.")
    assert found is not None
    assert found.ask == 'You said "a lot of customers". How many was that, roughly?'
    design = replace(TOLD, kind="system-design")
    assert choose(design, "Then many servers share it.") is None, "nobody counts the servers of a sketch"


def test_the_storys_own_follow_up_on_what_stayed_vague() -> None:
    story = Story("s", "Import", follow_ups=(FollowUp("Which customers did you talk to?"),))
    found = choose(TOLD, "We talked to a lot of customers.", story)
    assert found is not None
    assert found.ask == "Which customers did you talk to?"
    assert found.because == 'You said "a lot of customers", and no more of it.'


def test_no_follow_up_comes_twice_nor_one_with_the_same_aim() -> None:
    text = "So I rewrote it. It got much faster. It was a huge success."
    asked: list[FollowUpAsked] = []
    while found := choose(TOLD, text, asked=tuple(asked)):
        asked.append(found)
    assert [one.ask for one in asked] == [
        'You said "It got much faster". By how much, and how did you measure it?',
        'You said "It was a huge success". What changed, and how do you know?',
    ]


@pytest.mark.parametrize("name", deck_names())
def test_probes_for_the_decks_that_ship_give_little_away(name: str) -> None:
    deck = load_deck(find_deck(name))
    probed = [(point.say, next(point_probes(q, point.say))) for q in deck.questions for point in q.points]
    telling = [pair for pair in probed if _stems(pair[0]) & _stems(pair[1])]
    assert len(telling) <= 0.1 * len(probed), telling
    for question in deck.questions:
        for fact in question.facts:
            figures = {number.value for number in find_numbers(words_of(fact))}
            assert not figures & {number.value for number in find_numbers(words_of(fact_probe(fact)))}


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


def test_the_weights_are_those_of_the_docs() -> None:
    page = (Path(__file__).resolve().parents[2] / "docs" / "follow-ups.md").read_text()
    rows = dict(re.findall(r"^\| (.+?) \| (\d+) \|$", page, re.MULTILINE))
    assert {sort: int(weight) for sort, weight in rows.items()} == FOLLOW_UP_GAINS
