"""Words made comparable."""

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voicedrill.coverage.rarity import weight
from voicedrill.coverage.sounds import skeleton
from voicedrill.coverage.synonyms import families, phrases
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


@pytest.mark.parametrize(
    "pair",
    [
        "decide decision",
        "reduce reduction",
        "deliver delivery",
        "explain explanation",
        "perform performance",
        "lead leadership",
        "grow growth",
        "rely reliability",
        "ran running",
        "submit submission",
    ],
)
def test_a_word_and_what_is_derived_from_it_share_a_stem(pair: str) -> None:
    one, other = pair.split()
    assert stem(one) == stem(other)


def test_families_hold_what_stands_for_one_another() -> None:
    assert set(families(stem("rollback"))) & set(families(stem("revert")))
    found = [family for _, _, family in phrases([stem(word) for word in ["we", "put", "it", "all", "back"]])]
    assert set(found) & set(families(stem("rollback")))
    assert not set(families(stem("rollback"))) & set(families(stem("dentist")))


def test_a_phrase_is_no_phrase_when_much_stands_between() -> None:
    stems = [stem(word) for word in ["we", "put", "the", "whole", "of", "the", "long", "table", "back"]]
    assert not {family for _, _, family in phrases(stems)} & set(families(stem("rollback")))


def test_rare_words_weigh_more() -> None:
    assert weight("the") == 0
    assert 0 < weight("time") < weight("customer") < weight("escalation") <= weight("idempotency")


def test_word_tables_are_not_loaded_before_a_word_is_looked_up() -> None:
    probe = (
        "import sys, voicedrill.coverage.evaluate as e; "
        "print([name for name in ('simplemma', 'wordfreq') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
