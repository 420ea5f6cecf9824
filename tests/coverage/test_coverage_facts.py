"""Facts: stated, misstated, absent."""

import pytest

from voicedrill.coverage import facts
from voicedrill.coverage.answers import prepare_text
from voicedrill.coverage.matching import Index
from voicedrill.coverage.results import FactVerdict


def judge(fact: str, answer: str, *others: str) -> FactVerdict:
    return facts.judge((fact, *others), Index(prepare_text(answer)))[0]


@pytest.mark.parametrize(
    ("fact", "answer"),
    [
        (
            "p99 from 4.2 s to 300 ms",
            "Our p ninety nine went from four point two seconds to three hundred milliseconds.",
        ),
        ("p99 from 4.2 s to 300 ms", "p99 dropped from 4200 ms to 0.3 seconds"),
        ("8M peak concurrent streams", "At the peak we had eight million concurrent streams."),
        ("99.99% availability", "Availability was ninety nine point nine nine percent that year."),
        ("about 1,200 orders failed", "around twelve hundred and fifty orders failed"),
        ("contract worth £180k", "The contract was worth a hundred and eighty grand."),
        ("build time cut in half", "We cut the build time by fifty percent."),
        ("1 hour to recover", "We recovered within an hour."),
        ("Kafka Streams", "I moved it to Kafka Streams over a weekend."),
        ("90 minutes of downtime", "The downtime was an hour and a half."),
    ],
)
def test_stated(fact: str, answer: str) -> None:
    verdict = judge(fact, answer)
    assert (verdict.status, verdict.said) == ("stated", None)
    assert verdict.evidence is not None


@pytest.mark.parametrize(
    ("fact", "answer", "said"),
    [
        ("connection pool size was 20", "I think the pool was fifty connections.", "fifty"),
        (
            "47 minutes of downtime",
            "All in, it was thirty-seven minutes and then we were back.",
            "thirty-seven minutes",
        ),
        (
            "contract worth £180k",
            "It was a contract worth a hundred and fifty grand.",
            "a hundred and fifty grand",
        ),
        ("competitor was 20% cheaper", "They were ten percent cheaper.", "ten percent"),
        ("40 patients called", "So I called thirty patients myself.", "thirty"),
    ],
)
def test_misstated_says_what_was_said(fact: str, answer: str, said: str) -> None:
    verdict = judge(fact, answer)
    assert (verdict.status, verdict.said) == ("misstated", said)
    assert verdict.evidence is not None
    assert said.split()[0] in verdict.evidence.quote


@pytest.mark.parametrize(
    ("fact", "answer"),
    [
        ("competitor was 20% cheaper", "I spend twenty percent of my week on mentoring."),
        ("20 connections in the pool", "There were twenty people in the room."),
        ("CSAT 96%", "Customers were happy with us."),
        ("100 requests per minute per key", "We count how many fall in the last minute."),
        ("3,200 orders affected", "Half of the orders were affected."),
        ("Kafka Streams", "I moved it to another tool."),
        ("47 minutes of downtime", ""),
    ],
)
def test_absent_also_when_the_number_was_said_of_another_thing(fact: str, answer: str) -> None:
    verdict = judge(fact, answer)
    assert (verdict.status, verdict.said, verdict.evidence) == ("absent", None, None)


def test_a_number_that_another_fact_claims_is_no_mistake() -> None:
    answer = "The incident took 35 minutes and the review took 50 minutes."
    assert judge("review took 50 minutes", answer, "incident took 35 minutes").status == "stated"
    assert (
        judge("fix took 20 minutes", answer, "incident took 35 minutes", "review took 50 minutes").status
        == "absent"
    )


def test_the_wording_of_the_deck_is_unchanged() -> None:
    assert judge("  8M   peak ", "eight million at the peak").text == "  8M   peak "
