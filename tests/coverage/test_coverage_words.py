"""Words made comparable."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voicedrill.coverage.sounds import skeleton
from voicedrill.coverage.words import is_filled_pause, sentences, stem, tokens_of, words_of
from voicedrill.timing import Word


@pytest.mark.parametrize(
    "forms",
    [
        "escalate escalated escalating escalation escalates",
        "deploy deployed deploying deployment deployments deploys",
        "cache cached caching caches",
        "query queries queried querying",
        "stop stopped stopping stops",
        "retry retries retried retrying",
        "build built building builds",
        "child children",
        "prioritise prioritize prioritised prioritizing",
        "automate automated automation automatic",
        "fail failed failure failing",
        "idempotent idempotency",
    ],
)
def test_forms_of_a_word_share_a_stem(forms: str) -> None:
    assert len({stem(form) for form in forms.split()}) == 1


@pytest.mark.parametrize(
    "pair",
    [
        "nation note",
        "station state",
        "sing single",
        "red ready",
        "cost coat",
        "news new",
        "server service",
        "business busy",
        "customer custom",
    ],
)
def test_other_words_do_not(pair: str) -> None:
    one, other = pair.split()
    assert stem(one) != stem(other)


def test_tokens_point_back_to_their_words() -> None:
    words = words_of("Um, we didn't use the well-known “cache”, uh, svc.")
    tokens = tokens_of(words)
    assert [t.text for t in tokens] == ["we", "did", "not", "use", "the", "well", "known", "cache", "service"]
    assert [t.index for t in tokens] == [1, 2, 2, 3, 4, 5, 5, 6, 8]


@pytest.mark.parametrize("text", ["um", "Uh,", "er...", "Mm-hmm."])
def test_filled_pauses(text: str) -> None:
    assert is_filled_pause(text)


def test_umbrella_is_a_word() -> None:
    assert not is_filled_pause("umbrella")


def test_sentences_end_at_punctuation() -> None:
    words = words_of("We had an outage. I rolled it back at once. It worked.")
    assert sentences(words) == ((0, 3), (4, 9), (10, 11))


def test_sentences_end_at_pauses_when_nothing_is_punctuated() -> None:
    times = [0.0, 0.3, 0.6, 0.9, 2.0, 2.3, 2.6, 2.9]
    words = tuple(Word(f"word{i}", t, t + 0.25) for i, t in enumerate(times))
    assert sentences(words) == ((0, 3), (4, 7))


@given(st.lists(st.text(min_size=1, max_size=9), max_size=60))
def test_sentences_cover_all_words_without_gaps(texts: list[str]) -> None:
    words = tuple(Word(text, None, None) for text in texts)
    covered = [i for first, last in sentences(words) for i in range(first, last + 1)]
    assert covered == list(range(len(words)))


@given(st.text(max_size=40))
def test_any_text_makes_tokens(text: str) -> None:
    words = words_of(text)
    assert all(0 <= token.index < len(words) and token.text for token in tokens_of(words))


@pytest.mark.parametrize(("term", "heard"), [("idempotency", "itempotency"), ("kubernetes", "cueburnetties")])
def test_misheard_terms_sound_alike(term: str, heard: str) -> None:
    assert skeleton(term) == skeleton(heard)
