"""How tokens are said."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from voicedrill.recognition.spoken import number_readings, readings


@pytest.mark.parametrize(
    ("token", "said"),
    [
        ("hello", "hello"),
        ("4.2", "four point two"),
        ("99.99%", "ninety nine point nine nine percent"),
        ("$3", "three dollars"),
        ("$3.5M", "three point five million dollars"),
        ("p99", "p. ninety nine"),
        ("2019", "twenty nineteen"),
        ("2005", "two thousand five"),
        ("1905", "nineteen oh five"),
        ("1,500", "one thousand five hundred"),
        ("1500", "fifteen hundred"),
        ("8M", "eight million"),
        ("50ms", "fifty milliseconds"),
        ("150", "one hundred and fifty"),
        ("150", "one fifty"),
        ("105", "one oh five"),
        ("100", "a hundred"),
        ("3rd", "third"),
        ("20th", "twentieth"),
        ("90s", "nineties"),
        ("30s", "thirty seconds"),
        ("007", "oh oh seven"),
        ("24/7", "twenty four seven"),
        ("9:30", "nine thirty"),
        ("C++", "c. plus plus"),
        ("C#", "c. sharp"),
        ("e.g.", "e. g."),
        ("node.js", "node dot js"),
        ("and/or", "and or"),
        ("A/B", "a. b."),
        ("don’t", "don't"),
        ("read-only", "read only"),
    ],
)
def test_a_likely_reading_is_among_those_given(token: str, said: str) -> None:
    assert said in {" ".join(reading) for reading in readings(token)}


@pytest.mark.parametrize("token", ["", "-", "—", "...", "!"])
def test_signs_alone_are_not_said(token: str) -> None:
    assert readings(token) == ()


@settings(deadline=None)
@given(st.text(max_size=20))
def test_any_text_is_read_without_an_error(token: str) -> None:
    found = readings(token)
    assert len(found) <= 8
    assert all(word for reading in found for word in reading)


@settings(deadline=None)
@given(st.integers(0, 10**16))
def test_every_number_is_said_in_words(value: int) -> None:
    for reading in number_readings(str(value)):
        assert reading
        assert all(word.isalpha() for word in reading)
