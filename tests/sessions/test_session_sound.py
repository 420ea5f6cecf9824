"""The whole session through the real PortAudio, on a sound card made of software."""

import json
import subprocess
import sys
import time
import wave
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

import past_answers
import pulse
from terminal import Terminal
from voicedrill.audio.clips import Samples
from voicedrill.audio.files import read_clip
from voicedrill.decks.find import find_question
from voicedrill.sessions.attempts import Attempt
from voicedrill.voice.speech import render

ShareHeard = Callable[[str], float]


def start(sound: pulse.VirtualSound, *arguments: str) -> "subprocess.Popen[str]":
    program = "from voicedrill.cli.main import main; main()"
    return subprocess.Popen(
        [sys.executable, "-c", program, "practice", "starter", "--question", "made-it-better", *arguments],
        env=sound.environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def wait_for_recording(session: "subprocess.Popen[str]") -> None:
    assert session.stderr is not None
    said = []
    for line in session.stderr:
        said.append(line)
        if "Recording." in line:
            return
    raise AssertionError("it never recorded: " + "".join(said))


def likeness(reference: Samples, heard: Samples) -> float:
    """Normalised cross-correlation of ``reference`` with the part of ``heard`` that is most like it."""
    size = 1 << (len(reference) + len(heard)).bit_length()
    spectrum = np.fft.rfft(heard, size) * np.conj(np.fft.rfft(reference, size))
    correlation = np.fft.irfft(spectrum, size)[: len(heard)]
    at = int(np.argmax(correlation))
    part = heard[at : at + len(reference)]
    return float(correlation[at] / (np.linalg.norm(reference) * np.linalg.norm(part)))


def recorded_s(path: Path) -> float:
    with wave.open(str(path)) as file:
        return file.getnframes() / file.getframerate()


@pytest.fixture
def folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Data and spoken questions of one's own; asked for before the sound card, which hands them on."""
    monkeypatch.setenv("VOICEDRILL_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("VOICEDRILL_CACHE", str(tmp_path / "cache"))
    return tmp_path


def test_a_question_is_heard_and_its_answer_understood(
    folders: Path, virtual_sound: pulse.VirtualSound, spoken: Path, share_heard: ShareHeard
) -> None:
    with virtual_sound.record_speaker(folders / "speaker.wav"):
        session = start(virtual_sound, "--json")
        wait_for_recording(session)
        virtual_sound.wait_for_recorder()
        virtual_sound.speak_into_microphone(spoken)
        out, err = session.communicate(timeout=60)
    assert session.returncode == 0, err
    report = json.loads(out)
    assert share_heard(report["transcript"]["text"]) > 0.7
    assert report["warnings"] == []
    assert len(read_clip(Path(report["audio"]["path"])).samples) > 0
    _, question = find_question("starter#made-it-better")
    asked = read_clip(render(question.ask)).samples
    assert likeness(asked, read_clip(folders / "speaker.wav").samples) > 0.9


def test_a_microphone_that_is_lost_ends_the_answer_and_keeps_it(
    folders: Path, virtual_sound: pulse.VirtualSound, spoken: Path, share_heard: ShareHeard
) -> None:
    session = start(virtual_sound, "--json", "--no-voice")
    wait_for_recording(session)
    virtual_sound.wait_for_recorder()
    speaking = virtual_sound.start_speaking(spoken)
    [folder] = (folders / "data" / "attempts").iterdir()
    attempt = Attempt(folder)
    while recorded_s(attempt.sound) < 4:
        assert speaking.poll() is None, "nothing is recorded"
        time.sleep(0.05)
    virtual_sound.lose_server()
    out, err = session.communicate(timeout=60)
    speaking.wait()
    assert session.returncode == 4, err
    assert len([line for line in err.splitlines() if line.startswith("error: ")]) == 1
    assert "Traceback" not in err
    report = json.loads(out)
    assert share_heard(report["transcript"]["text"]) > 0.2
    assert "The microphone was lost: the answer ends there." in report["warnings"]
    assert past_answers.report_on(attempt.id).warnings == tuple(report["warnings"])


def test_another_microphone_can_be_chosen_and_the_question_interrupted(
    folders: Path, virtual_sound: pulse.VirtualSound
) -> None:
    terminal = Terminal("practice", "starter", data=folders / "data", environment=virtual_sound.environment)
    try:
        terminal.wait_for("(the usual one). Say a few words")
        terminal.press("d")
        terminal.wait_for("1  pulse")
        terminal.wait_for("a number choose")
        terminal.press("1")
        terminal.wait_for("Microphone: pulse. Say a few words")
        terminal.wait_for("no sound at all")
        terminal.press(" ")
        terminal.wait_for("The question is being read.")
        virtual_sound.wait_for_player()
        terminal.press(" ")
        terminal.wait_for("Think first: 0:10")
        terminal.press("\x03")
        assert terminal.wait_for_end() == 130
        assert terminal.modes == terminal.modes_before
    finally:
        terminal.close()
