"""When two numbers are the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voicedrill.coverage.comparison import same_kind, same_number
from voicedrill.coverage.numbers import Number, find_numbers
from voicedrill.coverage.words import words_of


def number(text: str) -> Number:
    (only,) = find_numbers(words_of(text))
    return only


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("1.1 seconds", "1100 milliseconds"),
        ("50 percent", "halved"),
        ("47.3%", "forty seven percent"),
        ("a third of it", "33%"),
        ("2/3", "67%"),
        ("$3.2M", "three point two million"),
        ("£180k", "a hundred and eighty grand"),
        ("8 weeks", "two months"),
        ("a month and a half", "six weeks"),
        ("3:30 pm", "half past three"),
        ("14 March", "March 14th"),
        ("3:41", "three forty one"),
        ("37p", "£0.37"),
        ("about 2019", "2020"),
        ("about 50", "48"),
        ("nearly 100%", "99%"),
    ],
)
def test_the_same(one: str, other: str) -> None:
    assert same_number(number(one), number(other))
    assert same_number(number(other), number(one))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("2019", "2016"),
        ("14 March", "15 March"),
        ("the third time", "the fourth time"),
        ("99.95%", "99.5%"),
        ("99.9%", "100%"),
        ("47 minutes", "fifty minutes"),
        ("47 minutes", "47 seconds"),
        ("two", "doubled"),
        ("Q3", "Q1"),
        ("8 weeks", "ten weeks"),
        ("50 dollars", "50 euros"),
        ("about 50", "60"),
    ],
)
def test_not_the_same(one: str, other: str) -> None:
    assert not same_number(number(one), number(other))
    assert not same_number(number(other), number(one))


def test_money_without_a_currency_may_be_any() -> None:
    assert same_kind(number("forty grand"), number("£10"))
    assert not same_kind(number("£10"), number("$10"))


NUMBERS = st.builds(
    Number,
    value=st.floats(-1e9, 1e9, allow_nan=False),
    unit=st.sampled_from(
        ["ms", "s", "%", "x", "USD", "weeks", "months", "th", "date", "year", "clock", None]
    ),
    first=st.just(0),
    last=st.just(0),
    approximate=st.booleans(),
    text=st.just(""),
)


@given(NUMBERS, NUMBERS)
def test_a_number_is_itself_and_order_does_not_matter(one: Number, other: Number) -> None:
    assert same_number(one, one)
    assert same_number(one, other) == same_number(other, one)
