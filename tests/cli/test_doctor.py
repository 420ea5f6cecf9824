"""`voicedrill doctor`: what is missing, what to do, and whether practice can run."""

import json
from pathlib import Path

import pytest

from voicedrill.audio import devices
from voicedrill.audio.devices import Device
from voicedrill.errors import DeviceError, VoiceError
from voicedrill.recognition import registry
from voicedrill.voice import speech

MICROPHONE = Device(3, "Desk microphone", "ALSA", 1, 48_000, False)
DEFAULT = Device(1, "Headset", "ALSA", 2, 48_000, True)


@pytest.fixture(autouse=True)
def machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A machine with two microphones, a speaker and a voice."""
    monkeypatch.setenv("VOICEDRILL_DATA", str(tmp_path / "data"))
    monkeypatch.setattr(devices, "input_devices", lambda: (MICROPHONE, DEFAULT))
    monkeypatch.setattr(devices, "output_devices", lambda: (DEFAULT,))
    monkeypatch.setattr(speech, "voices", lambda: ["en", "en-us"])


def checks(run, code: int) -> dict[str, dict[str, object]]:
    result = run("doctor", "--json")
    assert result.exit_code == code
    assert result.stdout.count("\n") == 1
    data = json.loads(result.stdout)
    assert data["ready"] is (code == 0)
    return {check["name"].strip(): check for check in data["checks"]}


def test_a_machine_that_can_practise(run) -> None:
    found = checks(run, 0)
    assert found["microphone"]["found"] == "Headset, Desk microphone"
    assert found["recogniser"]["found"] == "auto uses moonshine"
    assert found["moonshine"]["ok"]
    assert not found["whisper"]["ok"]
    assert "voicedrill models pull" in str(found["models"]["do"])
    for_people = run("doctor")
    assert for_people.exit_code == 0
    assert "Practice can run here." in for_people.stdout


def test_no_microphone(run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(devices, "input_devices", lambda: ())
    found = checks(run, 4)
    assert found["microphone"]["found"] == "none found"
    assert "voicedrill analyze FILE" in str(found["microphone"]["do"])
    assert "MISSING  microphone" in run("doctor").stdout


def test_no_portaudio_and_no_voice_are_told_in_their_own_words(run, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> None:
        raise DeviceError("PortAudio is missing. Install it.")

    def dumb() -> None:
        raise VoiceError("No voice here.")

    monkeypatch.setattr(devices, "input_devices", fail)
    monkeypatch.setattr(devices, "output_devices", fail)
    monkeypatch.setattr(speech, "voices", dumb)
    found = checks(run, 4)
    assert found["microphone"]["found"] == found["speaker"]["found"] == "PortAudio is missing. Install it."
    assert (found["voice"]["found"], found["voice"]["needed"]) == ("No voice here.", False)


def test_no_recogniser(run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(registry.ENGINES, "moonshine")
    found = checks(run, 4)
    assert not found["recogniser"]["ok"]
    assert "voicedrill models pull" in str(found["recogniser"]["do"])


def test_a_data_folder_that_cannot_be_written(run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("VOICEDRILL_DATA", str(tmp_path / "file"))
    found = checks(run, 4)
    assert not found["data folder"]["ok"]
    assert "VOICEDRILL_DATA" in str(found["data folder"]["do"])
