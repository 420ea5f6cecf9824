"""The real PortAudio, on a sound card made of software."""

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from sounds import delay_and_likeness, encode, noise

import pulse
from voicedrill.audio.clips import SAMPLE_RATE_HZ, Samples, dbfs
from voicedrill.audio.files import read_clip

RECORD = """
import sys
from voicedrill.audio.capture import Recorder, open_microphone
recorder = Recorder(open_microphone(sys.argv[2] or None), sys.argv[1])
recorder.start()
print("recording", flush=True)
if sys.argv[3] == "wait":
    recorder.finished.wait(60)
else:
    sys.stdin.readline()
recording = recorder.stop("key")
print(recording.duration_s, recording.lost_s, recording.ended_by, recorder.error, sep="|")
"""

PLAY = """
import sys, threading
from voicedrill.audio.files import read_clip
from voicedrill.audio.playback import open_speaker
stop = threading.Event()
if sys.argv[2] == "stop":
    threading.Thread(target=lambda: (sys.stdin.readline(), stop.set()), daemon=True).start()
print(open_speaker().play(read_clip(sys.argv[1]), stop), stop.is_set())
"""


def voicedrill(sound: pulse.VirtualSound, program: str, *arguments: object) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-c", program, *map(str, arguments)],
        env=sound.environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def bursts(seconds: float) -> Samples:
    """Noise and silence in turns: its place is certain to the sample, and it survives any resampling."""
    spoken = np.convolve(noise(seconds, 0.9), np.ones(4) / 4, "same")
    gate = np.repeat(np.random.default_rng(2).integers(0, 2, round(seconds * 20)), 800)
    return (spoken * gate[: len(spoken)]).astype(np.float32)


@pytest.fixture
def spoken(tmp_path: Path) -> Path:
    return encode(tmp_path / "spoken.wav", bursts(4.0)[np.newaxis], 16_000, "pcm_s16le", "s16")


def test_what_is_spoken_is_recorded_and_nothing_is_lost(
    virtual_sound: pulse.VirtualSound, spoken: Path, tmp_path: Path
) -> None:
    with voicedrill(virtual_sound, RECORD, tmp_path / "answer.wav", "", "key") as program:
        virtual_sound.wait_for_recorder()
        virtual_sound.speak_into_microphone(spoken)
        out, err = program.communicate("\n", timeout=60)
    duration_s, lost_s, ended_by, error = out.splitlines()[-1].split("|")
    assert (ended_by, error, err) == ("key", "None", "")
    assert float(lost_s) <= 0.1
    reference, heard = read_clip(spoken).samples, read_clip(tmp_path / "answer.wav").samples
    assert float(duration_s) == len(heard) / SAMPLE_RATE_HZ >= 4.0
    delay, likeness = delay_and_likeness(reference, heard)
    assert likeness > 0.95
    # Were a piece missing, the part behind it would stand earlier than the part before it.
    for part in range(4):
        piece = reference[part * SAMPLE_RATE_HZ : (part + 1) * SAMPLE_RATE_HZ]
        where, like = delay_and_likeness(piece, heard)
        assert like > 0.95
        assert abs(where - part * SAMPLE_RATE_HZ - delay) <= 0.005 * SAMPLE_RATE_HZ


#: Put before RECORD: a device that knows neither 16 kHz nor mono.
STUBBORN = """
import sounddevice
class Stubborn(sounddevice.InputStream):
    def __init__(self, **settings):
        if settings["samplerate"] == 16000 or settings["channels"] == 1:
            raise sounddevice.PortAudioError("Invalid sample rate")
        super().__init__(**settings)
sounddevice.InputStream = Stubborn
"""


def test_a_device_with_a_rate_and_channels_of_its_own_is_brought_to_ours(
    virtual_sound: pulse.VirtualSound, spoken: Path, tmp_path: Path
) -> None:
    with voicedrill(virtual_sound, STUBBORN + RECORD, tmp_path / "answer.wav", "", "key") as program:
        virtual_sound.wait_for_recorder()
        virtual_sound.speak_into_microphone(spoken)
        out, err = program.communicate("\n", timeout=60)
    duration_s, lost_s, *_ = out.splitlines()[-1].split("|")
    reference, heard = read_clip(spoken).samples, read_clip(tmp_path / "answer.wav").samples
    assert err == ""
    assert float(lost_s) <= 0.1
    assert float(duration_s) == len(heard) / SAMPLE_RATE_HZ
    assert delay_and_likeness(reference, heard)[1] > 0.95


def test_a_device_that_refuses_everything_is_one_clear_sentence(virtual_sound: pulse.VirtualSound) -> None:
    program = """
import sounddevice
from voicedrill.audio.capture import open_microphone
from voicedrill.errors import DeviceError
def refuse(**settings):
    raise sounddevice.PortAudioError("Device unavailable")
sounddevice.InputStream = refuse
try:
    open_microphone()
except DeviceError as error:
    print(error)
"""
    with voicedrill(virtual_sound, program) as running:
        out, err = running.communicate(timeout=60)
    assert out.startswith("The microphone 'default' could not be opened (Device unavailable).")
    assert err == ""


def test_a_clip_is_heard_whole_in_the_speaker(
    virtual_sound: pulse.VirtualSound, spoken: Path, tmp_path: Path
) -> None:
    with (
        virtual_sound.record_speaker(tmp_path / "heard.wav"),
        voicedrill(virtual_sound, PLAY, spoken, "whole") as program,
    ):
        out, err = program.communicate(timeout=60)
    assert (out.split(), err) == (["True", "False"], "")
    reference, heard = read_clip(spoken).samples, read_clip(tmp_path / "heard.wav").samples
    first, like_first = delay_and_likeness(reference[:SAMPLE_RATE_HZ], heard)
    last, like_last = delay_and_likeness(reference[-SAMPLE_RATE_HZ:], heard)
    assert min(like_first, like_last) > 0.95
    assert (last - first) / SAMPLE_RATE_HZ == pytest.approx(3.0, abs=0.005), "without a gap"


def test_playing_stops_when_it_is_told_to(virtual_sound: pulse.VirtualSound, tmp_path: Path) -> None:
    long = encode(tmp_path / "long.wav", bursts(60.0)[np.newaxis], 16_000, "pcm_s16le", "s16")
    with voicedrill(virtual_sound, PLAY, long, "stop") as program:
        virtual_sound.wait_for_player()
        out, err = program.communicate("\n", timeout=30)
    assert (out.split(), err) == (["False", "True"], "")


def test_a_rendered_question_is_heard_in_the_speaker(
    virtual_sound: pulse.VirtualSound, tmp_path: Path
) -> None:
    program = """
import threading
from voicedrill.audio.files import read_clip
from voicedrill.audio.playback import open_speaker
from voicedrill.voice.speech import render
path = render("Tell me about yourself.")
print(path)
open_speaker().play(read_clip(path), threading.Event())
"""
    virtual_sound.environment["VOICEDRILL_CACHE"] = str(tmp_path)
    with (
        virtual_sound.record_speaker(tmp_path / "heard.wav"),
        voicedrill(virtual_sound, program) as running,
    ):
        out, _ = running.communicate(timeout=60)
    question, heard = read_clip(out.strip()).samples, read_clip(tmp_path / "heard.wav").samples
    assert delay_and_likeness(question, heard)[1] > 0.9


def test_a_microphone_that_goes_away_ends_the_recording(
    virtual_sound: pulse.VirtualSound, spoken: Path, tmp_path: Path
) -> None:
    with voicedrill(virtual_sound, RECORD, tmp_path / "answer.wav", "default", "wait") as program:
        virtual_sound.wait_for_recorder()
        virtual_sound.speak_into_microphone(spoken)
        virtual_sound.lose_server()
        out, err = program.communicate(timeout=60)
    assert err == "", "one clear sentence comes as an error; PortAudio's own lines stay away"
    duration_s, _, ended_by, error = out.splitlines()[-1].split("|")
    assert ended_by == "device-lost"
    assert "default" in error
    heard = read_clip(tmp_path / "answer.wav")
    assert heard.duration_s == float(duration_s) > 3.0
    assert dbfs(heard.samples) is not None


def test_the_devices_are_listed_and_chosen(virtual_sound: pulse.VirtualSound) -> None:
    program = """
import json
from voicedrill.audio.devices import find_device, input_devices, output_devices, portaudio_problem
from voicedrill.audio.capture import open_microphone
from voicedrill.errors import DeviceError
try:
    open_microphone("no such thing")
except DeviceError as error:
    message = str(error)
print(json.dumps({
    "in": [d.name for d in input_devices()], "out": [d.name for d in output_devices()],
    "chosen": find_device(None, "input").name, "message": message, "problem": portaudio_problem(),
}))
"""
    with voicedrill(virtual_sound, program) as running:
        out, err = running.communicate(timeout=60)
    told = json.loads(out)
    assert err == ""
    assert "default" in told["in"]
    assert "default" in told["out"]
    assert told["chosen"] == "default"
    assert told["problem"] is None
    assert told["message"].startswith("No microphone 'no such thing'. Known: ")
    assert "pulse" in told["message"]
