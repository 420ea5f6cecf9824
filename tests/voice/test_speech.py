import os
import shutil
import sys
from pathlib import Path

import espeakng_loader
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from voicedrill.audio.clips import dbfs
from voicedrill.audio.files import read_clip
from voicedrill.errors import VoiceError
from voicedrill.voice import speech

on_linux = pytest.mark.skipif(sys.platform != "linux", reason="espeak-ng serves on Linux only")
BUNDLED = Path(espeakng_loader.__file__).parent


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("VOICEDRILL_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


def test_a_question_becomes_speech_and_nothing_is_printed(capfd: pytest.CaptureFixture[str]) -> None:
    clip = read_clip(speech.render("Tell me about a time when you broke production."))
    level = dbfs(clip.samples)
    assert 2 < clip.duration_s < 6
    assert level is not None
    assert level > -35
    assert capfd.readouterr() == ("", "")


def test_the_whole_question_is_spoken() -> None:
    few = read_clip(speech.render("one two three"))
    more = read_clip(speech.render("one two three four five six seven eight nine ten"))
    assert more.duration_s > 2 * few.duration_s
    # The end of the last word is quiet, not cut off.
    assert np.abs(more.samples[-800:]).max() < 0.05


def test_what_was_spoken_once_is_taken_from_the_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    path = speech.render("Why us?")
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    assert speech.render(" Why\n us? ") == path
    with pytest.raises(VoiceError):
        speech.render("Why them?")


def test_rate_volume_and_voice_change_the_sound() -> None:
    text = "What is your biggest weakness?"
    usual, slow = read_clip(speech.render(text)), read_clip(speech.render(text, rate=100))
    quiet, other = read_clip(speech.render(text, volume=0.3)), read_clip(speech.render(text, voice="america"))
    assert slow.duration_s > 1.4 * usual.duration_s
    assert np.abs(quiet.samples).max() < 0.5 * np.abs(usual.samples).max()
    assert not np.array_equal(other.samples, usual.samples)


@on_linux
def test_a_voice_is_named_by_name_part_or_id_and_may_have_a_variant() -> None:
    paths = [
        speech.render("Hello", voice=voice)
        for voice in ("English (America)", "america", "en-us", "gmw/en-us")
    ]
    same = [read_clip(path).samples for path in paths]
    assert all(np.array_equal(samples, same[0]) for samples in same)
    assert not np.array_equal(read_clip(speech.render("Hello", voice="en-us+f3")).samples, same[0])


@on_linux
def test_the_voices_are_the_english_ones() -> None:
    names = speech.voices()
    assert "English (America)" in names
    assert all(name.startswith("English") for name in names)


def test_an_unknown_voice_is_told_with_the_known_ones() -> None:
    with pytest.raises(VoiceError, match=r"no English voice 'klingon'. Known: .*English"):
        speech.render("Hello", voice="klingon")


@pytest.mark.parametrize("text", ["", "  \n\t", "\x00\x07", "?!", "—", "\ud800"])
def test_where_there_is_nothing_to_say_it_says_so(text: str) -> None:
    with pytest.raises(VoiceError, match="nothing to read aloud"):
        speech.render(text)


def test_too_long_a_question_is_refused() -> None:
    with pytest.raises(VoiceError, match="too long"):
        speech.render("word " * 1000)


def test_the_longest_question_is_spoken() -> None:
    text = ("The quick brown fox jumps over it. " * 200)[: speech.MAX_CHARACTERS - 1].strip()
    assert read_clip(speech.render(text, rate=400)).duration_s > 60


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ({"rate": 20}, "rate, in words a minute, must lie between 80 and 400, not 20"),
        ({"volume": 1.5}, "volume"),
    ],
)
def test_settings_out_of_range_are_refused(arguments: dict[str, float], says: str) -> None:
    with pytest.raises(VoiceError, match=says):
        speech.render("Hello", **arguments)


@settings(deadline=None, max_examples=8)
@given(st.text(min_size=1, max_size=60))
def test_whatever_stands_in_a_deck_is_spoken_or_refused_clearly(text: str) -> None:
    try:
        outcome = f"spoken, samples: {len(read_clip(speech.render(text)).samples)}"
    except VoiceError as error:
        outcome = str(error)
    assert outcome.startswith(("spoken", "There is nothing to read aloud", "The voice gave no sound"))


# -- Which library -------------------------------------------------------------------------------------


@on_linux
def test_the_bundled_library_can_be_chosen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VOICEDRILL_ESPEAK", "bundled")
    assert Path(speech.library()).parent == BUNDLED
    assert speech.render("Hello").exists()


@on_linux
def test_a_system_library_goes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pretend_system_library(tmp_path, monkeypatch)
    monkeypatch.setenv("ESPEAK_DATA_PATH", str(BUNDLED))
    assert Path(speech.library()).parent == tmp_path
    monkeypatch.setenv("VOICEDRILL_ESPEAK", "bundled")
    assert Path(speech.library()).parent == BUNDLED


@on_linux
def test_a_system_library_without_its_data_gives_way_to_the_bundled_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pretend_system_library(tmp_path, monkeypatch)
    monkeypatch.setenv("ESPEAK_DATA_PATH", str(tmp_path))
    assert Path(speech.library()).parent == BUNDLED
    monkeypatch.setenv("VOICEDRILL_ESPEAK", "system")
    with pytest.raises(VoiceError, match=r"No speech synthesiser could be started.*--no-voice"):
        speech.render("Hello")


def pretend_system_library(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    library = next(iter(sorted(BUNDLED.glob("libespeak-ng.so*"))))
    shutil.copy(library, folder / "libespeak-ng.so.1")
    monkeypatch.setenv("LD_LIBRARY_PATH", str(folder))


def test_an_unknown_choice_of_library_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VOICEDRILL_ESPEAK", "festival")
    with pytest.raises(VoiceError, match="Known: auto, system, bundled"):
        speech.library()


# -- What can go wrong ---------------------------------------------------------------------------------


@pytest.mark.skipif(os.name == "nt", reason="a shell script stands in for the process")
@pytest.mark.parametrize(
    ("script", "says"),
    [
        ("kill -SEGV $$", "could be started"),
        ("echo Traceback >&2; echo 'ImportError: no driver' >&2; exit 1", "ImportError: no driver"),
        ("exec sleep 60", "took longer than"),
        ("exit 0", "it crashed"),
    ],
)
def test_a_synthesiser_that_crashes_or_hangs_is_one_clear_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str, says: str
) -> None:
    program = tmp_path / "python"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(program))
    monkeypatch.setattr(speech, "_TIME_LIMIT_S", 0.5)
    with pytest.raises(VoiceError, match=says) as caught:
        speech.render("Hello")
    assert "--no-voice" in str(caught.value)


def test_a_cache_that_cannot_be_written_is_one_clear_sentence(tmp_path: Path, cache: Path) -> None:
    cache.mkdir()
    (cache / "voice").touch()
    with pytest.raises(VoiceError, match="cannot be kept"):
        speech.render("Hello")
