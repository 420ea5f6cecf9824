"""The analyser: one engine for many answers, none for words, the same report live and from a file."""

import re
import threading
import time
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from voicedrill.audio.clips import SAMPLE_RATE_HZ
from voicedrill.audio.files import WavWriter, read_clip
from voicedrill.decks.model import Deck, GlossaryTerm, Question, TalkingPoint
from voicedrill.errors import UsageError
from voicedrill.recognition import registry
from voicedrill.recognition.base import Heard
from voicedrill.recognition.fakes import ScriptedRecogniser
from voicedrill.recognition.listener import Listened, Listener
from voicedrill.recording import SoundMeasures
from voicedrill.resources import demo_dir
from voicedrill.sessions.analyse import CLIPPED, TOO_QUIET, Analyser, new_attempt_id, report_on
from voicedrill.sessions.transcripts import transcript_from_data, transcript_from_text

ANSWER = demo_dir() / "answer.flac"
QUESTION = Question("q", "How?", points=(TalkingPoint("p", "called forty patients"),))
TIMED = transcript_from_data([{"text": "Hello", "start": 0.5, "end": 1.0}], "here")
SOUND = SoundMeasures(2.0, -60.0, -20.0, 0.0, False, ())


class Counted(ScriptedRecogniser):
    closed = False

    def close(self) -> None:
        self.closed = True


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[Counted]:
    """Every recogniser that the registry opened."""
    engines: list[Counted] = []

    def open_recogniser(name: str) -> Counted:
        engines.append(Counted(["one", "two"] * 50))
        return engines[-1]

    monkeypatch.setattr(registry, "open_recogniser", open_recogniser)
    return engines


def test_the_engine_is_opened_once_and_closed(opened: list[Counted]) -> None:
    deck = Deck("T", (QUESTION,), glossary=(GlossaryTerm("Kafka"),))
    with Analyser() as analyser:
        assert not opened
        analyser.analyse_file(ANSWER, QUESTION, deck)
        analyser.analyse_file(ANSWER)
        (engine,) = opened
        assert {hints.terms for hints in engine.hints} == {deck.glossary, ()}
        assert not engine.closed
    assert engine.closed


def test_ctrl_c_closes_the_engine_only_when_it_is_idle(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    # Long enough for a first cut, short enough for the others to wait while the engine is busy.
    short = tmp_path / "short.wav"
    with WavWriter(short) as writer:
        writer.write(read_clip(ANSWER).samples[: 20 * SAMPLE_RATE_HZ])
    busy_at_close: list[bool] = []

    class Slow(ScriptedRecogniser):
        started, released, busy = threading.Event(), threading.Event(), False

        def transcribe(self, *_: object) -> Heard:
            self.busy = True
            self.started.set()
            self.released.wait(20)
            self.busy = False
            return Heard("done")

        def close(self) -> None:
            busy_at_close.append(self.busy)

    engine = Slow([])

    def interrupted(listener: Listener) -> Listened:
        engine.started.wait(20)
        threading.Timer(0.1, engine.released.set).start()
        raise KeyboardInterrupt

    monkeypatch.setattr(registry, "open_recogniser", lambda _: engine)
    monkeypatch.setattr(Listener, "finish", interrupted)
    with pytest.raises(KeyboardInterrupt), Analyser() as analyser:
        analyser.analyse_file(short)
    assert busy_at_close == [False]


def test_words_need_no_engine(opened: list[Counted]) -> None:
    with Analyser() as analyser:
        report = analyser.analyse_transcript(transcript_from_text("I called forty patients."), QUESTION)
    assert not opened
    assert report.audio is None
    assert report.timings.recognition_s is None
    assert [point.status for point in report.coverage.points] == ["covered"]
    assert report.question is not None
    assert (report.question.id, len(report.question.hash)) == ("q", 16)


def test_a_recogniser_that_was_given_stays_the_givers(opened: list[Counted]) -> None:
    given = ScriptedRecogniser(["I called forty patients."])
    with Analyser(recogniser=given) as analyser:
        assert analyser.recogniser is given
        report = analyser.analyse_file(ANSWER, QUESTION)
    assert not opened
    assert report.transcript.engine == "scripted"
    assert report.audio is not None
    assert report.audio.path == str(ANSWER)


def test_an_unknown_engine_fails_when_sound_comes() -> None:
    with pytest.raises(UsageError, match="Known: auto"):
        Analyser("nonsense").analyse_file(ANSWER)


def test_warnings_say_what_the_sound_spoils_and_nothing_twice() -> None:
    spoilt = replace(SOUND, too_quiet=True, clipped_share=0.02)
    report = report_on(
        Listened(TIMED, spoilt, ("lost", "cut off"), 0.1), None, Path("a.wav"), warnings=["lost"]
    )
    assert report.warnings == ("lost", "cut off", TOO_QUIET, CLIPPED)
    assert report_on(Listened(TIMED, SOUND, (), 0.1), None, Path("a.wav")).warnings == ()


def test_a_live_answer_keeps_its_name_and_knows_its_delay() -> None:
    listened = Listened(TIMED, SOUND, (), 0.1)
    decided = time.monotonic() - 10
    report = report_on(listened, None, Path("a.wav"), attempt_id="20261121-114258-ab12", decided_at_s=decided)
    assert report.attempt_id == "20261121-114258-ab12"
    assert report.timings.after_speech_s is not None
    assert report.timings.after_speech_s >= 10
    assert datetime.fromisoformat(report.created_at).tzinfo is not None


def test_attempt_ids_sort_by_time_and_differ() -> None:
    now = datetime(2026, 11, 21, 11, 42, 58)
    ids = {new_attempt_id(now) for _ in range(50)}
    assert len(ids) > 45
    assert all(re.fullmatch(r"20261121-114258-[0-9a-f]{4}", each) for each in ids)
