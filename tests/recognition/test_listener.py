"""Sound in, timed words out: with a scripted recogniser, and with the embedded one on a spoken answer."""

import json
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest

from voicedrill.audio.clips import SAMPLE_RATE_HZ, Samples
from voicedrill.audio.files import WavWriter, read_clip
from voicedrill.decks.model import GlossaryTerm
from voicedrill.errors import AudioFileError, EngineError
from voicedrill.recognition.alignment import Alignment, ProportionalAligner
from voicedrill.recognition.base import Heard, Hints, Recogniser
from voicedrill.recognition.cuts import Cut
from voicedrill.recognition.fakes import ScriptedRecogniser
from voicedrill.recognition.listener import Listened, Listener, ListeningError, listen_file, split_words
from voicedrill.recognition.registry import open_recogniser
from voicedrill.timing import Word

ANSWER = Path(__file__).parents[2] / "audio_fixtures" / "demo" / "answer.flac"
FOREVER = 60.0


@pytest.fixture(scope="module")
def answer() -> Samples:
    return read_clip(ANSWER).samples


@pytest.fixture(scope="module")
def moonshine() -> Iterator[Recogniser]:
    recogniser = open_recogniser("moonshine")
    yield recogniser
    recogniser.close()


class Trusting:
    """An aligner that gives every word 0.2 s from where speech begins, and is sure of it."""

    def align(self, cut: Cut, texts: Sequence[str]) -> Alignment:
        starts = [cut.speech[0].start + 0.2 * number for number in range(len(texts))]
        words = tuple(Word(text, start, start + 0.2) for text, start in zip(texts, starts, strict=True))
        return Alignment(words, trusted=True)


def heard(listener: Listener, samples: Samples, block: int = SAMPLE_RATE_HZ) -> Listened:
    for at in range(0, len(samples), block):
        listener.push(samples[at : at + block])
    return listener.finish()


def recognised(listened: Listened) -> list[Word]:
    """The words without the filled pauses of the sound: the demo's are found whatever is scripted."""
    heard_in_sound = {
        (pause.text, pause.start)
        for pause in listened.transcript.filled_pauses or ()
        if pause.witness == "acoustic"
    }
    return [word for word in listened.transcript.words if (word.text, word.start) not in heard_in_sound]


def test_words_stand_where_the_speech_is(answer: Samples) -> None:
    recogniser = ScriptedRecogniser(f"cut{n} word" for n in range(100))
    listened = heard(Listener(recogniser, aligner=Trusting()), answer)
    words = recognised(listened)
    assert words[0].text == "cut0"
    assert [word.text for word in words[::2]] == [f"cut{n}" for n in range(len(recogniser.cuts_s))]
    starts = [word.start for word in words if word.start is not None]
    assert len(starts) == len(words)
    assert starts == sorted(starts)
    assert 0.3 < starts[0] < 0.6
    assert listened.sound.duration_s == pytest.approx(len(answer) / SAMPLE_RATE_HZ)
    assert listened.transcript.timing == "aligned"
    assert listened.warnings == ()


def test_silence_is_an_empty_transcript_and_a_warning() -> None:
    recogniser = ScriptedRecogniser(["never asked"])
    listened = heard(Listener(recogniser, aligner=Trusting()), np.zeros(5 * SAMPLE_RATE_HZ, np.float32))
    assert listened.transcript.words == ()
    assert listened.transcript.text == ""
    assert listened.warnings == ("No speech was heard.",)
    assert recogniser.cuts_s == []


def test_no_sound_at_all_is_no_crash() -> None:
    listened = Listener(ScriptedRecogniser([]), aligner=Trusting()).finish()
    assert listened.warnings == ("No speech was heard.",)
    assert listened.sound.duration_s == 0


def test_push_gives_the_speech_probabilities(answer: Samples) -> None:
    listener = Listener(ScriptedRecogniser([]), aligner=Trusting())
    probabilities = listener.push(answer[: 10 * SAMPLE_RATE_HZ])
    listener.finish()
    assert len(probabilities) == 10 * SAMPLE_RATE_HZ // 512
    assert probabilities.max() > 0.9


def test_push_never_waits_for_a_slow_recogniser(answer: Samples) -> None:
    may_go_on = threading.Event()

    class Slow(ScriptedRecogniser):
        def transcribe(self, samples: Samples, hints: Hints) -> Heard:
            assert may_go_on.wait(FOREVER)
            return super().transcribe(samples, hints)

    listener = Listener(Slow(f"cut{n}" for n in range(100)), aligner=Trusting())
    for at in range(0, len(answer), SAMPLE_RATE_HZ):
        listener.push(answer[at : at + SAMPLE_RATE_HZ])  # would hang here if it waited
    may_go_on.set()
    assert len(listener.finish().transcript.words) > 3


def test_a_failure_surfaces_at_the_end_and_keeps_what_was_heard(answer: Samples) -> None:
    recogniser = ScriptedRecogniser(["I worked", EngineError("The model broke."), "never"])
    with pytest.raises(ListeningError, match=r"The model broke\.") as caught:
        heard(Listener(recogniser, aligner=Trusting(), max_waiting=1), answer)
    assert caught.value.listened.transcript.text == "I worked"
    assert caught.value.listened.sound.duration_s == pytest.approx(len(answer) / SAMPLE_RATE_HZ)


def test_an_error_of_no_known_kind_is_named(answer: Samples) -> None:
    with pytest.raises(ListeningError, match=r"The recogniser failed: ZeroDivisionError\('x'\)"):
        heard(Listener(ScriptedRecogniser([ZeroDivisionError("x")]), aligner=Trusting()), answer)


def test_estimated_times_are_called_so(answer: Samples) -> None:
    listened = heard(Listener(ScriptedRecogniser(["some words"]), aligner=ProportionalAligner()), answer)
    assert listened.transcript.timing == "engine"
    assert any("estimates" in warning for warning in listened.warnings)


def test_an_engines_own_times_serve_where_alignment_fails(answer: Samples) -> None:
    line = Heard("some words", (Word("some", 1.0, 1.5, 0.9), Word("words", 1.5, 2.0, 0.4)))
    listened = heard(Listener(ScriptedRecogniser([line]), aligner=ProportionalAligner()), answer)
    first, second = recognised(listened)
    assert first.end == second.start
    assert second.end is not None
    assert first.start is not None
    assert second.end - first.start == pytest.approx(1.0)
    assert (first.probability, second.probability) == (0.9, 0.4)


def test_an_alignment_keeps_the_engines_probabilities(answer: Samples) -> None:
    line = Heard("some words", (Word("some", 1.0, 1.5, 0.9), Word("words", 1.5, 2.0, 0.4)))
    listened = heard(Listener(ScriptedRecogniser([line]), aligner=Trusting()), answer)
    assert [word.probability for word in recognised(listened)] == [0.9, 0.4]
    assert listened.transcript.words[0].start == pytest.approx(0.4, abs=0.2)


def test_the_glossary_repairs_what_was_heard(answer: Samples) -> None:
    recogniser = ScriptedRecogniser(["we used cooper netties for it"])
    hints = Hints((GlossaryTerm("Kubernetes", ("cooper netties",)),))
    listened = heard(Listener(recogniser, hints, Trusting()), answer)
    assert "Kubernetes" in listened.transcript.text
    assert listened.transcript.repairs[0].raw == "cooper netties"
    assert recogniser.hints[0] == hints


def test_streamed_and_filed_sound_read_the_same(answer: Samples, moonshine: Recogniser) -> None:
    filed = listen_file(ANSWER, moonshine)
    streamed = heard(Listener(moonshine), answer, block=701)
    assert streamed.transcript == filed.transcript
    assert streamed.sound == filed.sound
    assert filed.transcript.timing == "aligned"
    assert filed.warnings == ()
    truth = json.loads(ANSWER.with_name("answer.truth.json").read_text(encoding="utf-8"))["words"]
    spoken = {word["text"].lower().strip(".,") for word in truth}
    recognised = {word.text.lower().strip(".,") for word in filed.transcript.words}
    assert len(spoken & recognised) >= 0.8 * len(spoken)
    assert recognised & {"um", "uh"}


def test_a_silent_file_is_no_crash(tmp_path: Path, moonshine: Recogniser) -> None:
    with WavWriter(tmp_path / "silent.wav") as wav:
        wav.write(np.zeros(3 * SAMPLE_RATE_HZ, np.float32))
    listened = listen_file(tmp_path / "silent.wav", moonshine)
    assert listened.transcript.words == ()
    assert listened.warnings == ("No speech was heard.",)


def test_a_file_that_is_no_sound_is_told_and_leaves_no_thread(tmp_path: Path) -> None:
    (tmp_path / "a.wav").write_text("not sound")
    before = threading.active_count()
    with pytest.raises(AudioFileError):
        listen_file(tmp_path / "a.wav", ScriptedRecogniser([]), aligner=Trusting())
    assert threading.active_count() == before


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", []),
        ("One, two.", ["One,", "two."]),
        ("well - yes", ["well-", "yes"]),
        ("... so", ["so"]),
    ],
)
def test_split_words(text: str, words: list[str]) -> None:
    assert split_words(text) == words
