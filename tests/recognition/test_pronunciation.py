"""Pronunciations: no token with letters or digits is left without one."""

import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from voicedrill.recognition import dictionary
from voicedrill.recognition.pronunciation import Pronouncer
from voicedrill.recognition.spelling import ending_phones, phones_by_spelling

PHONES = {
    "AA", "AE", "AH", "AO", "AW", "AY", "B", "CH", "D", "DH", "EH", "ER", "EY", "F", "G", "HH", "IH", "IY",
    "JH", "K", "L", "M", "N", "NG", "OW", "OY", "P", "R", "S", "SH", "T", "TH", "UH", "UW", "V", "W", "Y",
    "Z", "ZH",
}  # fmt: skip


@pytest.fixture(scope="module")
def pronouncer() -> Pronouncer:
    return Pronouncer(dictionary.phones_of)


@pytest.mark.parametrize(
    ("token", "phones"),
    [
        ("Kafka,", "K AA F K AH"),
        ("4.2", "F AO R P OY N T T UW"),
        ("failover", "F EY L OW V ER"),
        ("API", "EY P IY AY"),
        ("gRPC", "JH IY AA R P IY S IY"),
        ("US", "Y UW EH S"),
        ("um", "AH M"),
        ("Uhm,", "ER"),
        ("ER", "IY AA R"),
        ("café", "K AH F EY"),
        ("don’t", "D OW N T"),
    ],
)
def test_known_cases(pronouncer: Pronouncer, token: str, phones: str) -> None:
    found = pronouncer.pronunciations(token)
    assert phones in found


@pytest.mark.parametrize("token", ["", "—", "...", "🙂"])
def test_signs_have_no_sound(pronouncer: Pronouncer, token: str) -> None:
    assert pronouncer.pronunciations(token) == ()


@settings(deadline=None)
@given(st.text(string.ascii_letters + string.digits + ".,-'/%$", min_size=1, max_size=16))
def test_every_token_gets_phones_that_the_model_knows(token: str) -> None:
    found = Pronouncer(dictionary.phones_of).pronunciations(token)
    assert all(set(phones.split()) <= PHONES and phones for phones in found)
    if any(char.isalnum() for char in token):
        assert found


@settings(deadline=None)
@given(st.text(string.ascii_lowercase, min_size=1, max_size=14))
def test_any_spelling_gives_phones(word: str) -> None:
    phones = phones_by_spelling(word)
    assert phones
    assert set(phones) <= PHONES


def test_spelling_comes_near_the_dictionary() -> None:
    words = {"latency": "L EY T AH N S IY", "cluster": "K L AH S T ER", "shipped": "SH IH P T"}
    for word, known in words.items():
        assert len(set(phones_by_spelling(word)) & set(known.split())) >= len(set(known.split())) - 2


@pytest.mark.parametrize(
    ("ending", "last", "phones"),
    [
        ("s", "T", ("S",)),
        ("s", "D", ("Z",)),
        ("'s", "S", ("AH", "Z")),
        ("ed", "T", ("AH", "D")),
        ("x", "T", None),
    ],
)
def test_endings_follow_the_sound_before(ending: str, last: str, phones: tuple[str, ...] | None) -> None:
    assert ending_phones(ending, last) == phones
