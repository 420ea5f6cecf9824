"""Numbers: spoken and written forms give one value, spans lie inside, nothing crashes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voicedrill.coverage.lexicon import ordered
from voicedrill.coverage.numbers import Number, find_names, find_numbers
from voicedrill.coverage.words import words_of

ONES = ordered(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
)
TENS = ordered("zero ten twenty thirty forty fifty sixty seventy eighty ninety")


def spoken(number: int, joiner: str = " and ") -> str:
    """A whole number from 0 to under a million million in words."""
    if number < 20:
        return ONES[number]
    if number < 100:
        return TENS[number // 10] + (f" {ONES[number % 10]}" if number % 10 else "")
    for size, name in ((10**9, "billion"), (10**6, "million"), (1000, "thousand"), (100, "hundred")):
        if number >= size:
            rest = number % size
            link = joiner if rest and (size == 100 or rest < 100) else " "
            return f"{spoken(number // size, joiner)} {name}" + (
                f"{link}{spoken(rest, joiner)}" if rest else ""
            )
    raise AssertionError(number)


def numbers_in(text: str) -> tuple[Number, ...]:
    return find_numbers(words_of(text))


def only(text: str) -> tuple[float, str | None]:
    found = numbers_in(text)
    assert len(found) == 1, (text, found)
    return found[0].value, found[0].unit


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("four point two seconds", 4.2, "s"),
        ("4.2 seconds", 4.2, "s"),
        ("4.2s", 4.2, "s"),
        ("8M", 8e6, None),
        ("eight million", 8e6, None),
        ("8,000,000", 8e6, None),
        ("ninety nine point nine nine percent", 99.99, "%"),
        ("99.99%", 99.99, "%"),
        ("99.99 per cent", 99.99, "%"),
        ("two hundred and fifty", 250, None),
        ("in twenty twenty three", 2023, "year"),
        ("in 2023", 2023, "year"),
        ("nineteen ninety nine", 1999, "year"),
        ("half", 0.5, "x"),
        ("cut in half", 0.5, "x"),
        ("by a third", 1 / 3, "x"),
        ("two thirds of it", 2 / 3, "x"),
        ("it tripled", 3, "x"),
        ("three point five x", 3.5, "x"),
        ("tenfold", 10, "x"),
        ("ten times what it was", 10, "x"),
        ("fifty k", 50_000, None),
        ("$3.2 million", 3.2e6, "USD"),
        ("three point two million dollars", 3.2e6, "USD"),
        ("£180k", 180_000, "GBP"),
        ("a hundred and eighty thousand pounds", 180_000, "GBP"),
        ("fifteen grand", 15_000, "money"),
        ("30 second", 30, "s"),
        ("thirty seconds", 30, "s"),
        ("the third time", 3, "th"),
        ("twenty first in line", 21, "th"),
        ("a couple of weeks", 2, "weeks"),
        ("a dozen people", 12, "people"),
        ("minus five degrees", -5, "deg"),
        ("-5%", -5, "%"),
        ("half an hour", 0.5, "h"),
        ("a quarter of an hour", 0.25, "h"),
        ("an hour and a half", 1.5, "h"),
        ("two and a half minutes", 2.5, "min"),
        ("two minutes thirty seconds", 2.5, "min"),
        ("within a week", 1, "weeks"),
        ("50k requests/s", 50_000, "/s"),
        ("fifty thousand requests a second", 50_000, "/s"),
        ("fifty thousand requests per second", 50_000, "/s"),
        ("at 3:30 pm", 15.5, "clock"),
        ("half past three", 3.5, "clock"),
        ("twenty, um, five of them", 20, None),
        ("half a million users", 500_000, None),
        ("three fifty milliseconds", 350, "ms"),
        ("half a percent", 0.5, "%"),
        ("an hour and a quarter", 1.25, "h"),
        ("one weekend in three", 1 / 3, "x"),
        ("at two in the morning", 2, "clock"),
        ("at six in the evening", 18, "clock"),
        ("37p short", 37, "p"),
        ("thirty seven pence", 37, "p"),
        ("nought point four", 0.4, None),
        ("about a month or so", 1, "months"),
        ("two thousand orders", 2000, None),
        ("since two thousand", 2000, "year"),
        ("it crashed four thousand times", 4000, None),
        ("ten times as fast", 10, "x"),
        ("one in five customers", 0.2, "x"),
        ("nine out of ten", 0.9, "x"),
        ("the fourteenth of March", 314, "date"),
        ("March 14th", 314, "date"),
        ("14 March", 314, "date"),
        ("3 May", 503, "date"),
        ("May the third", 503, "date"),
        ("the twenty first of June", 621, "date"),
        ("on 2024-11-05", 1105, "date"),
        ("in Q3", 3, "Q"),
        ("q three", 3, "Q"),
        ("in the third quarter", 3, "Q"),
    ],
)
def test_one_number(text: str, value: float, unit: str | None) -> None:
    found = numbers_in(text)
    assert found[0].value == pytest.approx(value)
    assert found[0].unit == unit


def test_a_filled_pause_does_not_break_a_number() -> None:
    assert only("two hundred um and uh fifty milliseconds") == (250, "ms")


@pytest.mark.parametrize(
    "text",
    [
        "p ninety nine",
        "p99",
        "S3 and e2e and 5xx",
        "v1.2.3",
        "around the clock 24/7",
        "first I asked, second I wrote it down",
        "the one I had",
        "one of the engineers",
        "a third party",
        "a double booking",
        "dozens of people, several times",
        "we may march in",
    ],
)
def test_no_number(text: str) -> None:
    assert numbers_in(text) == ()


def test_a_name_with_a_number_is_known_by_its_short_form() -> None:
    assert find_names(words_of("our p ninety nine was bad")) == (("p99", 1, 3),)
    assert find_names(words_of("the ninety fifth percentile")) == (("p95", 1, 3),)
    assert find_names(words_of("the 95th percentile")) == (("p95", 1, 2),)


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("from nine days to two", [(9, "days"), (2, "days")]),
        ("between 30 and 40 percent", [(30, "%"), (40, "%")]),
        ("30/14/7 days", [(30, "days"), (14, "days"), (7, "days")]),
        ("p99 went from 240 ms to 1.1 s", [(240, "ms"), (1.1, "s")]),
        ("10-15 minutes", [(10, "min"), (15, "min")]),
        ("two hundred and five hundred", [(200, None), (500, None)]),
    ],
)
def test_several_numbers(text: str, pairs: list[tuple[float, str]]) -> None:
    assert [(n.value, n.unit) for n in numbers_in(text)] == pairs


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("it may take 3 days", [3]),
        ("we march 14 miles", [14]),
        ("three in ten days", [3, 10]),
        ("one in London", []),
        ("14 March 2024", [314, 2024]),
    ],
)
def test_what_only_looks_like_a_date_or_a_share(text: str, values: list[float]) -> None:
    assert [number.value for number in numbers_in(text)] == values


@pytest.mark.parametrize(
    "text", ["about fifty", "nearly 50", "up to 50", "50 or so", "more than fifty people"]
)
def test_about_is_heard(text: str) -> None:
    assert numbers_in(text)[0].approximate


def test_exact_is_not_about() -> None:
    assert not numbers_in("it took 50 minutes")[0].approximate


def test_kinds_compare_across_units() -> None:
    one, other = numbers_in("1.1 seconds, then 1100 milliseconds")
    assert (one.kind, one.size) == (other.kind, pytest.approx(other.size))


@given(st.integers(2, 10**12 - 1), st.sampled_from([" and ", " "]))
def test_words_and_digits_agree(number: int, joiner: str) -> None:
    in_words = numbers_in(f"we counted {spoken(number, joiner)} items there")
    in_digits = numbers_in(f"we counted {number} items there")
    with_commas = numbers_in(f"we counted {number:,} items there")
    assert (
        [n.value for n in in_words]
        == [n.value for n in in_digits]
        == [n.value for n in with_commas]
        == [number]
    )


@given(st.integers(0, 999), st.text("0123456789", min_size=1, max_size=4))
def test_decimals_agree(whole: int, digits: str) -> None:
    aloud = " ".join(ONES[int(d)] for d in digits)
    said = numbers_in(f"it took {spoken(whole)} point {aloud} seconds")
    written = numbers_in(f"it took {whole}.{digits} seconds")
    assert (
        [(n.value, n.unit) for n in said]
        == [(n.value, n.unit) for n in written]
        == [(float(f"{whole}.{digits}"), "s")]
    )


PIECES = st.sampled_from(
    ordered(
        "a an and half point hundred thousand million two twenty nine percent seconds hours $ £3 4.5 1,000 - "
        "– / : to from third quarter couple dozen of per x k M m um p 99 p99 3:30 pm minus oh zero times "
        "ten-fold 30/14 % , . one"
    )
)


@given(st.lists(st.one_of(PIECES, st.text(max_size=8)), max_size=25))
def test_never_fails_and_spans_lie_inside_in_order(pieces: list[str]) -> None:
    words = words_of(" ".join(pieces))
    found = find_numbers(words)
    ends = -1
    for number in found:
        assert 0 <= number.first <= number.last < len(words)
        assert number.first >= ends
        ends = number.last
        assert number.text == " ".join(w.text for w in words[number.first : number.last + 1])
        assert number.value == number.value
