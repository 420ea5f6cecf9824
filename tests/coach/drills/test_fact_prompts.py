"""Facts asked for without telling them."""

import re

import pytest
from drill_answers import deck
from hypothesis import given
from hypothesis import strategies as st

from voicedrill.coach.drills import facts
from voicedrill.coach.drills.fact_prompts import numbers_of, prompt_for, tells
from voicedrill.coach.drills.model import Options
from voicedrill.decks.find import deck_names

ONES = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
ALL = Options(count=10_000)


@pytest.mark.parametrize(
    ("fact", "prompt"),
    [
        ("p99 under 50 ms", "p99 under how many milliseconds?"),
        ("p99 from 4.2 s to 300 ms", "p99 from how many seconds to how many milliseconds?"),
        ("40 patients called", "how many patients called?"),
        ("18% of visits missed", "what percent of visits missed?"),
        ("60% less time to production", "what percent less time to production?"),
        ("35 minutes to recover", "how many minutes to recover?"),
        ("from 65 minutes to 25 minutes", "from how many minutes to how many?"),
        ("20% to 30% of each sprint", "from what percent to what percent of each sprint?"),
        ("more than 10 million events a day", "more than how many events a day?"),
        ("half came with papers missing", "what share came with papers missing?"),
        ("cut in half", "cut to what share?"),
        ("10 times the normal load", "how many times the normal load?"),
        ("1%, 10%, 100% of users", "which percentages, in order, of users?"),
        ("base $300K to $400K", "base from how much to how much?"),
        ("asked for 1 week", "asked for how many weeks?"),
        ("since 2019", "since which year?"),
        ("3rd in the region", "which place in the region?"),
        ("no call-back in 3 years", "no call-back in how many years?"),
        ("200000 requests a second", "how many requests a second?"),
    ],
)
def test_a_prompt_sounds_like_a_question(fact: str, prompt: str) -> None:
    assert prompt_for(fact) == prompt


def test_bare_numbers_of_pay_are_money() -> None:
    assert prompt_for("19 to 21 an hour", pay=True) == "from how much to how much an hour?"


@pytest.mark.parametrize("fact", ["SOC 2 passed", "no major incident", "24/7 support", "[X]% of sales", ""])
def test_what_holds_no_number_of_its_own_is_not_asked_for(fact: str) -> None:
    assert prompt_for(fact) is None


spoken = st.one_of(
    st.sampled_from(ONES + TENS),
    st.builds("{} {}".format, st.sampled_from(TENS), st.sampled_from(ONES)),
    st.builds("{} hundred and {}".format, st.sampled_from(ONES), st.sampled_from(TENS)),
    st.builds("{} thousand".format, st.sampled_from(TENS)),
    st.builds("{} point {}".format, st.sampled_from(ONES), st.sampled_from(ONES)),
)
written = st.one_of(
    st.integers(2, 10**7).map(str),
    st.integers(1000, 10**7).map("{:,}".format),
    st.decimals("0.1", "999", places=1).map(str),
)
numerals = st.one_of(spoken, written)
units = st.sampled_from(
    ["%", " ms", " minutes", " weeks", " people", " GB", " million", " patients", " errors"]
)
before = st.sampled_from(["", "about ", "from under ", "in ", "p95 of ", "at least ", "errors fell to "])
after = st.sampled_from(["", " a day", " in the pool", " of visits", " fewer", ", by summer"])


@given(before, numerals, units, after)
def test_no_digit_and_no_number_word_of_the_quantity_is_left(
    before: str, number: str, unit: str, after: str
) -> None:
    prompt = prompt_for(before + number + unit + after)
    assert prompt is not None
    rest = prompt.replace("p95", "")
    assert not re.search(r"\d", rest)
    assert not set(re.findall(r"[a-z]+", rest)) & {*ONES, *TENS, "hundred", "thousand", "million"}


@given(st.text(max_size=60) | st.lists(numerals | before | after | units, max_size=6).map(" ".join))
def test_whatever_stands_there_a_prompt_never_tells_the_number(fact: str) -> None:
    prompt = prompt_for(fact)
    assert prompt is None or (prompt.endswith("?") and not tells(prompt, numbers_of(fact)))


@pytest.mark.parametrize("name", deck_names())
def test_no_prompt_of_a_shipped_deck_gives_its_answer_away(name: str) -> None:
    try:
        drill = facts.build(deck(name), ALL)
    except facts.UsageError:
        assert name == "question-bank"
        return
    asks = [item.question.ask for item in drill.items]
    assert len(set(asks)) == len(asks)
    for item in drill.items:
        [fact] = item.question.facts
        assert not tells(item.question.ask, numbers_of(fact)), item.question.ask


def test_no_label_tells_another_fact_of_the_same_story() -> None:
    drill = facts.build(deck("programme-manager"), ALL)
    moved = [item.question.ask for item in drill.items if item.question.id.startswith("cloud-move")]
    # Its title is "Two hundred applications moved to the cloud".
    assert "Cloud move: how many months?" in moved
    assert all(ask.startswith("Cloud move: ") for ask in moved)
