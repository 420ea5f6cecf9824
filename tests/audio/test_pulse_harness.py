"""The harness itself: what is spoken into the virtual microphone can be recorded."""

import json
import subprocess
import sys
import wave
from pathlib import Path

import numpy as np
import pytest

import pulse

LIST_DEVICES = "import json, sounddevice as s; print(json.dumps([dict(d) for d in s.query_devices()]))"


def test_portaudio_sees_the_virtual_card(virtual_sound: pulse.VirtualSound) -> None:
    done = subprocess.run(
        [sys.executable, "-c", LIST_DEVICES],
        env=virtual_sound.environment,
        capture_output=True,
        text=True,
        check=True,
    )
    names = {device["name"] for device in json.loads(done.stdout)}
    assert "default" in names


RECORD = """
import sys, numpy, sounddevice
sound = sounddevice.rec(16000 * 2, samplerate=16000, channels=1, dtype="int16")
sounddevice.wait()
numpy.save(sys.argv[1], sound[:, 0])
"""


def test_what_is_spoken_arrives_in_portaudio(virtual_sound: pulse.VirtualSound, tmp_path: Path) -> None:
    spoken = tmp_path / "tone.wav"
    tone = (8000 * np.sin(2 * np.pi * 440 * np.arange(48_000) / 16_000)).astype("<i2")
    with wave.open(str(spoken), "wb") as file:
        file.setparams((1, 2, 16_000, 0, "NONE", "NONE"))
        file.writeframes(tone.tobytes())
    recorder = subprocess.Popen(
        [sys.executable, "-c", RECORD, str(tmp_path / "heard.npy")], env=virtual_sound.environment
    )
    virtual_sound.wait_for_recorder()
    with virtual_sound.record_speaker(tmp_path / "speaker.wav"):
        virtual_sound.speak_into_microphone(spoken)
    assert recorder.wait(timeout=30) == 0
    heard = np.load(tmp_path / "heard.npy").astype(np.float64)
    spectrum = np.abs(np.fft.rfft(heard))
    assert np.abs(heard).max() > 4000
    assert np.argmax(spectrum) * 16_000 / len(heard) == pytest.approx(440, abs=1)
    with wave.open(str(tmp_path / "speaker.wav")) as file:
        assert file.getnframes() > 0
        assert not any(file.readframes(file.getnframes())), "the speaker must not hear the microphone"
