from collections.abc import Sequence

import pytest
from glossary_cases import (
    FRESH_GLOSSARY,
    FRESH_NEGATIVES,
    FRESH_POSITIVES,
    GLOSSARY,
    NEGATIVES,
    POSITIVES,
)
from hypothesis import given
from hypothesis import strategies as st

from voicedrill.decks.model import GlossaryTerm
from voicedrill.recognition import dictionary
from voicedrill.recognition.glossary import repair
from voicedrill.recognition.phonetics import begin_alike, similarity, split
from voicedrill.timing import Word
from voicedrill.transcript import Repair

needs_dictionary = pytest.mark.skipif(
    not dictionary.is_here(), reason="pocketsphinx, whose dictionary this needs, has no wheel for this Python"
)
KAFKA, REDIS = GlossaryTerm("Kafka"), GlossaryTerm("Redis")


def spoken(text: str, gap_s: float = 0.05) -> tuple[Word, ...]:
    return tuple(
        Word(word, n * (0.4 + gap_s), n * (0.4 + gap_s) + 0.4) for n, word in enumerate(text.split())
    )


def repaired(text: str, terms: Sequence[GlossaryTerm] = GLOSSARY) -> str:
    words, _ = repair(spoken(text), terms)
    return " ".join(word.text for word in words)


# --- what is repaired, and what is not


@needs_dictionary
@pytest.mark.parametrize("text", NEGATIVES)
def test_ordinary_words_stay(text: str) -> None:
    assert repaired(text) == text


@needs_dictionary
@pytest.mark.parametrize("text", FRESH_NEGATIVES)
def test_ordinary_words_stay_with_terms_that_no_threshold_was_set_on(text: str) -> None:
    assert repaired(text, FRESH_GLOSSARY) == text


@needs_dictionary
@pytest.mark.parametrize(
    ("cases", "terms", "least_recall"),
    [
        (POSITIVES[0::2], GLOSSARY, 0.92),
        (POSITIVES[1::2], GLOSSARY, 0.77),
        (FRESH_POSITIVES, FRESH_GLOSSARY, 0.9),
    ],
    ids=["used to set the thresholds", "kept out", "fresh"],
)
def test_terms_are_found_and_never_wrong_ones(
    cases: list[tuple[str, str]], terms: Sequence[GlossaryTerm], least_recall: float
) -> None:
    answers = [(heard, right, repaired(heard, terms)) for heard, right in cases]
    assert [answer for answer in answers if answer[2] not in answer[:2]] == []
    assert sum(right == found for _, right, found in answers) / len(cases) >= least_recall


@needs_dictionary
@pytest.mark.parametrize(
    ("heard", "right"),
    [
        ("red is my favourite", "red is my favourite"),
        ("we cached it in red is the whole time", "we cached it in Redis the whole time"),
        ("we put red is before the database", "we put Redis before the database"),
    ],
)
def test_the_neighbours_decide_when_a_verb_ends_the_words(heard: str, right: str) -> None:
    assert repaired(heard, [REDIS]) == right


@needs_dictionary
@pytest.mark.parametrize(
    "text",
    [
        "our SLA was missed",
        "our sla was missed",
        "our S.L.A. was missed",
        "our s l a was missed",
        "the p ninety five was fine",
        "the p95 was fine",
        "the p 95 was fine",
        "the pee ninety five was fine",
        "ninety nine and a half",
        "a TCL script",
        "an RPC call",
        "an S4 bucket",
    ],
)
def test_letters_and_numbers_are_not_taken_for_others(text: str) -> None:
    terms = [*GLOSSARY, GlossaryTerm("S3", ("S three",))]
    assert repaired(text, terms) == text


@needs_dictionary
def test_the_term_itself_and_its_other_forms_stay() -> None:
    text = "Kafka and Kafka's topics, idempotent or idempotency, Redis"
    assert repaired(text) == text
    assert repair(spoken(text), GLOSSARY)[1] == ()


@needs_dictionary
@pytest.mark.parametrize("between", ["cough, car", "cough. Car", "cough um car", "cough uh car"])
def test_a_sign_or_a_filled_pause_parts_the_words(between: str) -> None:
    assert repaired(f"events in {between} now", [KAFKA]) == f"events in {between} now"


@needs_dictionary
def test_a_pause_parts_the_words() -> None:
    assert repair(spoken("events in cough car", gap_s=0.1), [KAFKA])[1] != ()
    assert repair(spoken("events in cough car", gap_s=0.5), [KAFKA])[1] == ()


@needs_dictionary
def test_words_that_the_recogniser_was_sure_of_must_sound_more_alike() -> None:
    unsure = [Word(text, None, None, 0.6) for text in ("pro", "me", "theus")]
    sure = [Word(text, None, None, 0.99) for text in ("pro", "me", "theus")]
    terms = [GlossaryTerm("Prometheus")]
    assert repair(unsure, terms)[1] != ()
    assert repair(sure, terms)[1] == ()


def test_the_deck_can_ask_for_an_ordinary_word() -> None:
    terms = [GlossaryTerm("cache", ("cash",))]
    assert repaired("we filled the cash, then the rest", terms) == "we filled the cache, then the rest"
    assert repaired("we filled the cash", [GlossaryTerm("cache")]) == "we filled the cash"


def test_without_the_dictionary_only_what_the_deck_says_is_repaired(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dictionary, "_content", lambda: b"")
    terms = [KAFKA, GlossaryTerm("p99", ("p ninety nine",))]
    assert repaired("cough car at p ninety nine", terms) == "cough car at p99"


# --- what comes out


@needs_dictionary
def test_the_term_takes_the_time_of_the_words_and_the_raw_words_are_kept() -> None:
    words = (
        Word("in", 0.0, 0.2, 0.9),
        Word('"cough', 0.3, 0.6, 0.5),
        Word("car,", 0.6, 1.0, 0.7),
        Word("yes", 1.2, 1.5, 0.9),
    )
    out, repairs = repair(words, [KAFKA])
    assert out == (words[0], Word('"Kafka,', 0.3, 1.0, 0.5), words[3])
    assert repairs == (Repair('"cough car,', "Kafka", 0.3, 1.0, 1, 1),)


def test_a_term_of_several_words_shares_the_time() -> None:
    out, repairs = repair(spoken("a slow b log"), [GlossaryTerm("bee log", ("slow b",))])
    assert [(word.text, word.start, word.end) for word in out] == [
        ("a", 0.0, 0.4),
        ("bee", 0.45, pytest.approx(0.875)),
        ("log", pytest.approx(0.875), 1.3),
        ("log", pytest.approx(1.35), pytest.approx(1.75)),
    ]
    assert (repairs[0].first, repairs[0].last) == (1, 2)


def test_words_without_times_give_terms_without_times() -> None:
    words = [Word(text, None, None) for text in ["p", "ninety", "nine"]]
    out, repairs = repair(words, [GlossaryTerm("p99", ("p ninety nine",))])
    assert out == (Word("p99", None, None),)
    assert (repairs[0].start, repairs[0].end) == (None, None)


def test_nothing_gives_nothing() -> None:
    assert repair((), GLOSSARY) == ((), ())
    assert repair(spoken("cough car"), ()) == (spoken("cough car"), ())


_TEXT = "cough car red is item potency p ninety nine um the, in. post gress s l o SLO Kafka — '' 99% ée"
SOME_WORDS = st.sampled_from(_TEXT.split())


@given(st.lists(SOME_WORDS, max_size=30))
def test_the_raw_words_can_be_put_back(texts: list[str]) -> None:
    words = spoken(" ".join(texts))
    out, repairs = repair(words, GLOSSARY)
    back: list[str] = []
    at = 0
    for made in repairs:
        back += [word.text for word in out[at : made.first]]
        back += made.raw.split(" ")
        assert out[made.first].start == made.start
        assert out[made.last].end == made.end
        at = made.last + 1
    back += [word.text for word in out[at:]]
    assert back == [word.text for word in words]
    times = [time for word in out for time in (word.start, word.end)]
    assert times == sorted(times)


@given(st.text(max_size=20), st.text(max_size=20))
def test_any_text_and_any_term_can_be_compared(text: str, term: str) -> None:
    words, _ = repair([Word(piece, None, None) for piece in text.split()], [GlossaryTerm(term)])
    assert words or not text.split()


# --- sounds


def test_similarity_is_one_for_the_same_and_falls_with_what_differs() -> None:
    kafka = split("K AA F K AH")
    same, near, far = split("K AA F K AH"), split("K AO F K AA R"), split("K AO F IY")
    assert similarity(kafka, same) == 1.0
    assert 1.0 > similarity(kafka, near) > 0.8 > similarity(kafka, far)
    assert similarity((), ()) == 1.0
    assert similarity((), kafka) < 0.3


_SOUNDS = "P B T D K G S Z M N L R W HH AA IY AH UW"
PHONES = st.lists(st.sampled_from(_SOUNDS.split()), max_size=8).map(tuple)


@given(PHONES, PHONES)
def test_similarity_is_symmetric_and_at_most_one(left: tuple[str, ...], right: tuple[str, ...]) -> None:
    assert similarity(left, right) == pytest.approx(similarity(right, left))
    assert similarity(left, right) <= 1.0
    assert begin_alike(left, right) == begin_alike(right, left)


@needs_dictionary
def test_the_dictionary_finds_the_first_the_last_and_only_whole_words() -> None:
    assert dictionary.phones_of("cough") == "K AA F"
    assert dictionary.phones_of("'bout") == "B AW T"
    assert dictionary.phones_of("zywicki") is not None
    assert dictionary.phones_of("a") == "AH"
    for unknown in ("", "coug", "coughx", "zzzzz", "a(2)", "(", "é", "~"):
        assert dictionary.phones_of(unknown) is None
