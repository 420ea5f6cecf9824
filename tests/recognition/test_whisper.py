"""The real path through faster-whisper and CTranslate2, on a model that `make_tiny_whisper` builds."""

import socket
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from make_tiny_whisper import SENTENCE, make_tiny_whisper
from voicedrill.decks.model import GlossaryTerm
from voicedrill.errors import EngineError
from voicedrill.recognition import registry
from voicedrill.recognition.base import Hints
from voicedrill.recognition.whisper import (
    LONGEST_CUT_S,
    LONGEST_HOTWORDS,
    WhisperRecogniser,
    availability,
    hotwords,
    whole_words,
)
from voicedrill.weights.models import InstalledModel

RATE = 16_000


@pytest.fixture(scope="session")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_tiny_whisper(tmp_path_factory.mktemp("whisper") / "tiny-random")


@pytest.fixture(scope="module")
def whisper(tiny: Path):
    recogniser = WhisperRecogniser(InstalledModel("tiny-random", tiny))
    yield recogniser
    recogniser.close()


@pytest.fixture
def data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("VOICEDRILL_DATA", str(tmp_path))
    monkeypatch.delenv("VOICEDRILL_WHISPER_MODEL", raising=False)
    return tmp_path


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Every attempt to reach a host fails, and is kept: the libraries swallow some errors."""
    attempts: list[object] = []

    def refuse(*address: object) -> None:
        attempts.append(address)
        raise OSError("a connection was opened while analysing")

    for name in ("connect", "connect_ex"):
        monkeypatch.setattr(socket.socket, name, refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    return attempts


def made_sound(duration_s: float) -> np.ndarray:
    times = np.arange(int(duration_s * RATE)) / RATE
    tone = 0.2 * np.sin(2 * np.pi * 150 * times) * (np.sin(2 * np.pi * 3 * times) > 0)
    return (tone + np.random.default_rng(1).normal(scale=0.01, size=len(times))).astype(np.float32)


def test_a_cut_gives_the_words_once_with_times_inside_the_cut(whisper: WhisperRecogniser) -> None:
    heard = whisper.transcribe(made_sound(6.0), Hints())

    assert heard.text == SENTENCE.strip()
    assert heard.words is not None
    assert [word.text for word in heard.words] == SENTENCE.split()
    times = [time for word in heard.words for time in (word.start, word.end)]
    assert times == sorted(times)
    assert 0 <= times[0] < times[-1] <= 6.0
    assert all(0 <= word.probability <= 1 for word in heard.words)


def test_glossary_terms_reach_the_model_and_do_not_cost_the_sentence(whisper: WhisperRecogniser) -> None:
    terms = (GlossaryTerm("Kafka"), GlossaryTerm("idempotency"))
    heard = whisper.transcribe(made_sound(5.0), Hints(terms))
    assert heard.text == SENTENCE.strip()


@pytest.mark.parametrize("duration_s", [0.01, 0.3, LONGEST_CUT_S])
def test_the_shortest_and_the_longest_cut(whisper: WhisperRecogniser, duration_s: float) -> None:
    heard = whisper.transcribe(made_sound(duration_s), Hints())
    assert heard.words is not None
    assert all(word.end <= duration_s for word in heard.words)


def test_no_samples_are_no_words(whisper: WhisperRecogniser) -> None:
    heard = whisper.transcribe(np.zeros(0, dtype=np.float32), Hints())
    assert (heard.text, heard.words) == ("", ())


def test_a_cut_longer_than_whisper_hears_is_refused(whisper: WhisperRecogniser) -> None:
    with pytest.raises(EngineError, match="at most 28 s"):
        whisper.transcribe(made_sound(LONGEST_CUT_S + 1), Hints())


def test_two_runs_give_the_same(whisper: WhisperRecogniser) -> None:
    sound = made_sound(4.0)
    assert whisper.transcribe(sound, Hints()) == whisper.transcribe(sound, Hints())


def test_a_loop_is_broken(tmp_path: Path) -> None:
    folder = make_tiny_whisper(tmp_path / "looping", " so we try and", loops=True)
    recogniser = WhisperRecogniser(InstalledModel("looping", folder))
    heard = recogniser.transcribe(made_sound(3.0), Hints())
    assert heard.text.count("we try and so") <= 2


def test_a_closed_recogniser_says_so(tiny: Path) -> None:
    recogniser = WhisperRecogniser(InstalledModel("tiny-random", tiny))
    recogniser.close()
    recogniser.close()
    with pytest.raises(EngineError, match="closed"):
        recogniser.transcribe(made_sound(1.0), Hints())


@pytest.mark.parametrize("damage", ["model.bin", "tokenizer.json", "vocabulary.json"])
def test_a_damaged_model_says_what_to_do(tmp_path: Path, damage: str) -> None:
    folder = make_tiny_whisper(tmp_path / "small.en")
    content = (folder / damage).read_bytes()
    (folder / damage).write_bytes(content[: len(content) // 2])
    with pytest.raises(EngineError, match=r"(?s)does not load.*models remove small.en.*models pull small.en"):
        WhisperRecogniser(InstalledModel("small.en", folder))


def test_a_model_without_its_tokenizer_is_not_opened_and_nothing_is_fetched(
    tmp_path: Path, no_network: list[object]
) -> None:
    folder = make_tiny_whisper(tmp_path / "small.en")
    (folder / "tokenizer.json").unlink()  # faster-whisper would fetch one from the hub
    with pytest.raises(EngineError, match=r"lacks tokenizer\.json"):
        WhisperRecogniser(InstalledModel("small.en", folder))
    assert no_network == []


def test_analysing_opens_no_connection(tiny: Path, no_network: list[object]) -> None:
    recogniser = WhisperRecogniser(InstalledModel("tiny-random", tiny))
    assert recogniser.transcribe(made_sound(3.0), Hints()).words
    assert no_network == []


def test_auto_takes_whisper_as_soon_as_a_model_is_here(data_folder: Path) -> None:
    assert registry.engines()[0].name == "whisper"
    assert not registry.engines()[0].available
    assert "models pull" in (availability() or "")

    make_tiny_whisper(data_folder / "models" / "tiny.en")
    recogniser = registry.open_recogniser("auto")

    assert (recogniser.name, recogniser.model) == ("whisper", "tiny.en")
    assert recogniser.transcribe(made_sound(3.0), Hints()).text == SENTENCE.strip()


def test_a_wrong_choice_is_said_by_availability(data_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VOICEDRILL_WHISPER_MODEL", "no-such-model")
    assert "no-such-model" in (availability() or "")
    with pytest.raises(EngineError, match="no-such-model"):
        registry.open_recogniser("whisper")


def test_hotwords_are_as_many_terms_as_the_prompt_may_hold() -> None:
    terms = [
        GlossaryTerm(term) for term in ("Kafka", "consistent hashing ring", "idempotency", "Redis", "p99")
    ]
    assert hotwords(terms) == "Kafka, consistent hashing ring"
    assert hotwords([]) is None
    assert hotwords([GlossaryTerm("x" * 33)]) is None


@given(st.lists(st.text(min_size=1, max_size=40), max_size=20))
def test_hotwords_never_grow_beyond_their_limit(names: list[str]) -> None:
    assert len(hotwords([GlossaryTerm(name) for name in names]) or "") <= LONGEST_HOTWORDS


@dataclass
class Piece:
    word: str
    start: float
    end: float
    probability: float


def test_pieces_of_one_word_are_joined() -> None:
    pieces = [Piece(" about", 0.1, 0.4, 0.9), Piece(" 99", 0.4, 0.8, 0.8), Piece(".9%", 0.8, 1.2, 0.6)]
    words = whole_words(pieces, 5.0)
    assert [(word.text, word.start, word.end, word.probability) for word in words] == [
        ("about", 0.1, 0.4, 0.9),
        ("99.9%", 0.4, 1.2, 0.6),
    ]


times = st.floats(min_value=-1, max_value=40)


@given(
    st.lists(st.builds(Piece, st.text(max_size=5), times, times, st.floats(0, 1))),
    st.floats(min_value=0, max_value=28),
)
def test_word_times_stay_inside_the_cut_whatever_the_library_gives(
    pieces: list[Piece], duration_s: float
) -> None:
    for word in whole_words(pieces, duration_s):
        assert word.text
        assert 0 <= word.start <= word.end <= duration_s
