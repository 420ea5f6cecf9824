"""Quotes: only what was said, word for word, counts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from judged_answers import ANSWER, transcript

from voicedrill.judges.quotes import LONGEST, find_quote, tokens_of

WORDS = transcript(ANSWER).words


@pytest.mark.parametrize(
    ("quoted", "found"),
    [
        ("i ROLLED back, the release!", "I rolled back the release"),
        ("So I rolled back", "So, um, I rolled back"),
        ("so, uh, I rolled", "So, um, I rolled"),
        ("“for a third of our users…”", "for a third of our users."),
        ("our users so I rolled", "our users. So, um, I rolled"),
    ],
)
def test_case_punctuation_and_filled_pauses_do_not_count(quoted: str, found: str) -> None:
    assert find_quote(quoted, WORDS).quote == found


@pytest.mark.parametrize(
    "quoted",
    [
        "I rolled the release back",
        "I rolled back a release",
        "rolled back release",
        "roll back the release",
        "a third of our users I rolled",
        "status page myself. We never knew",
        "page",
        "",
        "…",
    ],
)
def test_likeness_is_not_enough(quoted: str) -> None:
    assert find_quote(quoted, WORDS) is None


def test_hyphens_part_words_and_apostrophes_do_not() -> None:
    words = transcript("We went event-driven, and it didn’t break.").words
    assert find_quote("driven and it", words).quote == "event-driven, and it"
    assert find_quote("it didn't break", words).quote == "it didn’t break."
    assert find_quote("it didn t break", words) is None


def test_nearly_all_of_the_answer_decides_nothing() -> None:
    long = transcript("word " * LONGEST + "word").words
    assert find_quote("word " * LONGEST, long) is not None
    assert find_quote("word " * (LONGEST + 1), long) is None


@given(st.integers(0, len(WORDS) - 1), st.integers(1, 12))
def test_every_run_of_the_answers_words_is_found_with_its_times(first: int, length: int) -> None:
    run = WORDS[first : first + length]
    text = " ".join(word.text for word in run)
    found = find_quote(text.upper(), WORDS)
    if len(tokens_of(text.replace("um,", ""))) < 2:
        assert found is None
        return
    assert found.start >= WORDS[0].start
    assert tokens_of(found.quote.replace("um,", "")) == tokens_of(text.replace("um,", ""))
    assert [word for word in WORDS if word.start == found.start]
    assert [word for word in WORDS if word.end == found.end]


@given(st.text(max_size=60))
def test_whatever_is_found_was_said(quoted: str) -> None:
    found = find_quote(quoted, WORDS)
    assert found is None or tokens_of(quoted)[0] in tokens_of(found.quote)
