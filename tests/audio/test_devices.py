import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from sounds import encode, tone

from voicedrill.audio.devices import Device, choose_device
from voicedrill.errors import DeviceError

USB = Device(0, "USB Headset", "MME", 1, 44_100, False)
USB_AGAIN = Device(3, "USB Headset", "WASAPI", 1, 48_000, False)
BUILT_IN = Device(1, "Built-in Microphone", "MME", 2, 48_000, True)
THIRD = Device(2, "3 Array", "MME", 4, 48_000, False)

WITHOUT_PORTAUDIO = """
import ctypes.util, sys
ctypes.util.find_library = lambda name: None
import os; os.path.isfile = lambda path: False  # Nor one that sounddevice brings along.
"""


@pytest.mark.parametrize(
    ("spec", "device"),
    [(None, BUILT_IN), ("1", BUILT_IN), ("usb", USB), ("USB HEADSET", USB), (" array ", THIRD), ("3", THIRD)],
)
def test_a_device_is_chosen_by_number_name_or_part(spec: str | None, device: Device) -> None:
    assert choose_device([USB, BUILT_IN, THIRD], spec, "input") == device


@pytest.mark.parametrize(
    ("devices", "spec", "says"),
    [
        ([], None, "There is no microphone. Plug one in"),
        ([USB, BUILT_IN], "webcam", "No microphone 'webcam'. Known: 0 USB Headset; 1 Built-in Microphone."),
        ([USB, BUILT_IN], "", "No microphone ''"),
        ([USB, USB_AGAIN], "usb", "use a number: 0 USB Headset (MME); 3 USB Headset (WASAPI)"),
        ([USB], None, "names no usual microphone. Choose one with --device. Known: 0 USB Headset"),
    ],
)
def test_what_cannot_be_chosen_is_told_with_what_is_known(
    devices: list[Device], spec: str | None, says: str
) -> None:
    with pytest.raises(DeviceError) as caught:
        choose_device(devices, spec, "input")
    assert says in str(caught.value)


def test_of_two_entries_of_one_device_the_usual_one_wins() -> None:
    usual = Device(5, "USB Headset", "WASAPI", 1, 48_000, True)
    assert choose_device([USB, usual], "usb", "input") == usual


def run(program: str, *arguments: object) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-c", WITHOUT_PORTAUDIO + program, *map(str, arguments)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_without_portaudio_the_error_says_what_to_install() -> None:
    done = run("""
from voicedrill.audio.capture import open_microphone
from voicedrill.audio.devices import portaudio_problem
from voicedrill.audio.playback import open_speaker
from voicedrill.errors import DeviceError
print(portaudio_problem())
for open_it in (open_microphone, open_speaker):
    try:
        open_it()
    except DeviceError as error:
        print(error)
""")
    lines = done.stdout.splitlines()
    assert len(lines) == 3, done.stderr
    assert len(set(lines)) == 1
    assert lines[0].startswith("PortAudio, which reaches the microphone, is missing. Install it with")
    assert done.stderr == ""


def test_without_portaudio_files_are_read_and_play_microphone(tmp_path: Path) -> None:
    path = encode(tmp_path / "a.wav", tone(0.5)[np.newaxis], 16_000, "pcm_s16le", "s16")
    done = run(
        """
from voicedrill.audio.capture import open_microphone
print(len(open_microphone("file:" + sys.argv[1] + "@0").read(1)))
""",
        path,
    )
    assert done.stdout.strip() == "1600", done.stderr
