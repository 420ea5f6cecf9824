"""Stories told twice, and numbers told in two ways."""

import json
from itertools import combinations
from pathlib import Path

import pytest
import yaml

from voicedrill.coach.mock.contradictions import contradictions
from voicedrill.coach.mock.lines import questions_in
from voicedrill.coach.mock.retold import stories_used_twice
from voicedrill.coach.mock.telling import Spoken, Telling
from voicedrill.coverage.evaluate import evaluate
from voicedrill.coverage.results import Coverage
from voicedrill.decks.model import Question
from voicedrill.delivery.evaluate import evaluate as measure
from voicedrill.timing import Word
from voicedrill.transcript import Transcript

ROOT = Path(__file__).resolve().parents[3]
CASES = yaml.safe_load((Path(__file__).resolve().parent / "tellings.yaml").read_text())

NOTHING_ASKED = Coverage("words", None, (), (), (), ())
UNHEARD = measure(Transcript("given", None, "", "none", ()), None, None)


def spoken(text: str, question: Question, part: int = 0) -> Spoken:
    words = tuple(Word(word, n * 0.4, n * 0.4 + 0.3) for n, word in enumerate(text.split()))
    transcript = Transcript("given", None, text, "engine", words)
    coverage = evaluate(question, transcript) if question.facts else NOTHING_ASKED
    return Spoken(f"attempt-{question.id}", part, question.ask, transcript, UNHEARD, coverage)


def telling(
    number: int, *texts: str, ask: str = "And?", story: str | None = None, facts: tuple[str, ...] = ()
) -> Telling:
    question = Question(f"q{number}", ask, story=story, facts=facts)
    return Telling(
        number, 0, question, tuple(spoken(text, question, part) for part, text in enumerate(texts))
    )


def told(case: dict) -> list[Telling]:
    pairs = zip(case["asks"], case["answers"], strict=True)
    return [telling(number, text, ask=ask) for number, (ask, text) in enumerate(pairs, 1)]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["answers"][0][:40])
def test_a_story_told_twice_is_known_by_its_words(case: dict) -> None:
    found = stories_used_twice(told(case))
    assert [(one.first, one.second, one.known_by) for one in found] == (
        [(1, 2, "words")] if case["same"] else []
    )
    for one in found:
        assert [place.question for place in one.places] == [1, 2]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["answers"][0][:40])
def test_what_was_told_with_two_numbers_is_found_and_nothing_else(case: dict) -> None:
    found = contradictions(told(case))
    assert len(found) == len(case["differ"])
    for one, (first, second) in zip(found, case["differ"], strict=True):
        assert first in one.first.evidence.quote.lower()
        assert second in one.second.evidence.quote.lower()
        assert one.sure == case["same"]
        assert one.first.evidence.start is not None


@pytest.fixture(scope="module")
def benchmark() -> list[str]:
    """The answers of 74 people, each to a question of its own."""
    lines = (ROOT / "benchmarks" / "data" / "coverage_answers.jsonl").read_text().splitlines()
    return [json.loads(line)["answer"] for line in lines]


def test_answers_of_different_people_tell_neither_one_story_nor_one_thing_twice(benchmark: list[str]) -> None:
    tellings = [telling(number, text) for number, text in enumerate(benchmark, 1)]
    pairs = list(combinations(tellings, 2))
    assert len(pairs) == 2701
    assert [(one.number, other.number) for one, other in pairs if stories_used_twice((one, other))] == []
    assert contradictions(tellings) == ()


def test_nobody_contradicts_himself_within_an_answer(benchmark: list[str]) -> None:
    for text in benchmark:
        words = text.split()
        half = len(words) // 2
        assert contradictions([telling(1, " ".join(words[:half]), " ".join(words[half:]))]) == ()


CLINIC = (
    "At the clinic patients kept missing their visits, so I rang forty of them and asked why. Most had "
    "simply forgotten. I wrote a message, the dentist signed it, and we sent it two days before each visit. "
)


@pytest.mark.parametrize(
    ("one", "other", "differ"),
    [
        (
            "Missed visits fell from 18 percent to 11 percent.",
            "It went from 18 percent missed to 11 percent missed.",
            False,
        ),
        (
            "Missed visits fell from 18 percent to 11 percent.",
            "Missed visits went from 18 percent to 9 percent.",
            True,
        ),
        ("Before, 18 percent of visits were missed.", "Now 11 percent of visits are missed.", False),
        ("It took us about three weeks to write.", "It took us nearly twenty days to write.", False),
        ("We had 12 chairs and 300 patients.", "We had 12 chairs and 280 patients.", False),
        ("We had 12 chairs and 300 patients.", "We had 12 chairs and 450 patients.", True),
        (
            "I have been at the front desk for six years.",
            "I have been at the front desk for nine years.",
            True,
        ),
        ("I rang each of them two times.", "I rang each of them three times.", False),
        ("The message cost 40 pounds a month.", "The message cost 90 pounds a month.", True),
        (
            "The message cost 40 pounds, sorry, 90 pounds a month.",
            "The message cost 90 pounds a month.",
            False,
        ),
        ("There were four thousand visits.", "I sat through two visits myself.", False),
    ],
)
def test_two_numbers_for_one_thing(one: str, other: str, differ: bool) -> None:
    found = contradictions([telling(1, CLINIC * 2 + one), telling(2, CLINIC * 2 + other)])
    assert bool(found) == differ, found


def test_a_follow_up_may_not_contradict_its_answer() -> None:
    [found] = contradictions(
        [telling(1, "I had a team of five people at the clinic.", "We were a team of eight.")]
    )
    assert found.sure
    assert (found.first.part, found.second.part) == (0, 1)
    assert found.about == "team"


def test_two_teams_are_only_asked_about() -> None:
    one = "In my last job I led a team of five engineers who built the payment service for shops."
    other = "When I began there I was in a team of eight engineers who built the payment service too."
    [found] = contradictions([telling(1, one), telling(2, other)])
    assert not found.sure
    assert contradictions([telling(1, one), telling(2, "At school I led a team of eight in a game.")]) == ()


def test_a_fact_that_is_right_once_and_wrong_once() -> None:
    facts = ("20 connections in the pool",)
    first = telling(1, "The pool had twenty connections, and all were taken.", facts=facts)
    second = telling(2, "There were fifty connections in the pool that night.", facts=facts)
    [found] = contradictions([first, second])
    assert found.about == facts[0]
    assert found.sure


def test_a_story_of_the_deck_that_was_told_otherwise_is_not_the_same() -> None:
    twice = [telling(1, CLINIC * 2, story="visits"), telling(2, CLINIC * 2, story="visits")]
    [found] = stories_used_twice(twice)
    assert (found.known_by, found.story) == ("deck", "visits")
    other = CASES[0]["answers"][0]
    assert (
        stories_used_twice([telling(1, CLINIC * 2, story="visits"), telling(2, other, story="visits")]) == ()
    )


def test_what_all_stories_of_a_speaker_share_makes_them_no_story() -> None:
    setting = (
        "At the clinic the dentist had patients with appointments at the desk and the phone was ringing. "
    )
    ends = (
        "I bought a kettle for the kitchen and painted its wall green because steam had spoiled the paper.",
        "My cousin lent me a ladder, so I cleaned the gutter and the cellar stayed dry through November.",
        "We moved the printer under the stairs and drilled a hole for its cable, and the noise was gone.",
        "I learned to write invoices from a book and found that an insurer had not paid since spring.",
    )
    assert stories_used_twice([telling(n, setting + end * 2) for n, end in enumerate(ends, 1)]) == ()


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Yes, two things. What does a good first year look like? And who would I learn from?", 2),
        ("I would like to know how you decide things here.", 1),
        ("um so how many people are on call at night", 1),
        ("When there is a conflict I usually try to find a solution.", 0),
        ("What I like is the quiet. No, thank you, you have told me all of it.", 0),
        ("Is there anything that worries you about me", 1),
        ("", 0),
    ],
)
def test_the_questions_of_the_candidate_are_heard(text: str, count: int) -> None:
    asked = questions_in(spoken(text, Question("q", "Your turn?", kind="ask-them")))
    assert len(asked) == count, asked
