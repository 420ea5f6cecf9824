"""What becomes of recordings: kept, compressed, deleted; and whoever wants to hear them finds them."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest

from voicedrill.audio.files import WavWriter, read_clip
from voicedrill.audio.flac import compress
from voicedrill.decks.model import Question
from voicedrill.errors import AudioFileError, HistoryError
from voicedrill.history.folders import Attempt
from voicedrill.history.store import open_history
from voicedrill.reports.model import AudioRef, Report
from voicedrill.sessions.analyse import Analyser
from voicedrill.sessions.attempts import create_attempt
from voicedrill.sessions.keeping import keep_answer
from voicedrill.sessions.recordings import broken_off, settle_later, settle_sound, settled
from voicedrill.sessions.transcripts import transcript_from_data

QUESTION = Question("why-us", "Why us?", kind="culture")


@pytest.fixture(scope="module")
def report() -> Report:
    with Analyser() as analyser:
        return analyser.analyse_transcript(transcript_from_data("I like it here.", "test"), QUESTION)


def kept(report: Report, minute: int = 0) -> Attempt:
    """An answer in the history, its sound as it was recorded."""
    attempt = create_attempt(QUESTION, None, datetime(2026, 11, 21, 9, minute, tzinfo=UTC))
    with WavWriter(attempt.recorded) as wav:
        wav.write(np.sin(np.arange(8_000) / 20).astype(np.float32) / 2)
    audio = AudioRef(str(attempt.sound), 0.5, None, 0.0, False)
    keep_answer(attempt, replace(report, attempt_id=attempt.id, audio=audio))
    return attempt


def path_told(attempt: Attempt) -> str:
    with open_history() as history:
        audio = history.report(attempt.id).audio
        assert audio is not None
        return audio.path


def test_a_compressed_recording_is_found_by_all_who_ask(data: Path, report: Report) -> None:
    attempt = kept(report)
    before = read_clip(attempt.sound).samples
    settle_sound(attempt, "compress")
    assert [path.name for path in attempt.folder.iterdir()] == ["answer.flac"]
    assert np.array_equal(read_clip(attempt.sound).samples, before)
    assert attempt.has_sound
    assert path_told(attempt) == str(attempt.folder / "answer.flac")
    with open_history() as history:
        assert history.sound(attempt.id) == attempt.sound
    settle_sound(attempt, "compress")
    assert attempt.sound.exists(), "done already, nothing is done"


def test_a_deleted_recording_leaves_its_report(data: Path, report: Report) -> None:
    attempt = kept(report)
    settle_sound(attempt, "delete")
    assert not attempt.folder.exists()
    with open_history() as history:
        assert history.report(attempt.id).transcript == report.transcript
        with pytest.raises(HistoryError, match="not kept"):
            history.sound(attempt.id)


def test_a_kept_recording_stays_as_it_is(data: Path, report: Report) -> None:
    attempt = kept(report)
    settle_sound(attempt, "keep")
    assert [path.name for path in attempt.folder.iterdir()] == ["answer.wav"]


def test_a_recording_that_cannot_be_compressed_stays(data: Path, report: Report) -> None:
    attempt = kept(report)
    attempt.recorded.write_bytes(b"damaged " * 100)
    with pytest.raises(AudioFileError):
        settle_sound(attempt, "compress")
    settle_later(attempt, "compress").join()
    assert attempt.sound == attempt.recorded
    assert path_told(attempt) == str(attempt.recorded)


def test_a_kill_on_the_way_leaves_one_that_plays_and_is_made_good(data: Path, report: Report) -> None:
    meant_to_stay, in_the_middle, before_the_end, before_the_note, latest = (
        kept(report, n) for n in range(5)
    )
    (in_the_middle.folder / ".answer.flac.part").write_bytes(b"half of it")
    for attempt in (before_the_end, before_the_note):
        compress(attempt.recorded, attempt.compressed)
    before_the_note.recorded.unlink()
    with open_history() as history:
        for attempt in (in_the_middle, before_the_end, before_the_note):
            assert read_clip(history.sound(attempt.id)).duration_s == 0.5
    settle_later(latest, "compress").join()
    assert broken_off(10) == []
    for attempt in (in_the_middle, before_the_end, before_the_note, latest):
        assert [path.name for path in attempt.folder.iterdir()] == ["answer.flac"]
        assert path_told(attempt) == str(attempt.compressed)
    assert [path.name for path in meant_to_stay.folder.iterdir()] == ["answer.wav"]


def test_who_reads_json_is_told_where_the_sound_is(data: Path, report: Report) -> None:
    attempt = kept(report)
    with open_history() as history:
        told = settled(history.report(attempt.id), attempt, "compress")
    assert told.audio is not None
    assert told.audio.path == str(attempt.folder / "answer.flac")
    assert Path(told.audio.path).exists()
