"""The microphones and speakers of this machine, as PortAudio lists them."""

import platform
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from types import ModuleType
from typing import Literal

from voicedrill.errors import DeviceError

Direction = Literal["input", "output"]

#: How much sound a stream holds, so that a busy machine neither loses any nor falters. PortAudio's
#: own "high" is 35 ms on ALSA: a second in which Python's lock was held then cost most of that second.
LATENCY_S = 0.4

_FILES_STILL_WORK = "Recordings can be analysed without it: voicedrill analyze FILE."


@dataclass(frozen=True)
class Device:
    """A microphone or a speaker. ``index`` is PortAudio's; ``channels`` the most that it has."""

    index: int
    name: str
    system: str
    channels: int
    sample_rate_hz: int
    is_default: bool


def input_devices() -> tuple[Device, ...]:
    """Every microphone. Raises DeviceError when PortAudio is missing."""
    return _devices("input")


def output_devices() -> tuple[Device, ...]:
    """Every speaker. Raises DeviceError when PortAudio is missing."""
    return _devices("output")


def portaudio_problem() -> str | None:
    """Why no microphone or speaker can be used at all, with what to do; None when PortAudio works."""
    try:
        portaudio()
    except DeviceError as error:
        return str(error)
    return None


@cache
def portaudio() -> ModuleType:
    """The sounddevice module. Raises DeviceError when it or the PortAudio library cannot be loaded."""
    try:
        import sounddevice
    except (ImportError, OSError) as error:
        raise DeviceError(
            f"PortAudio, which reaches the microphone, is missing. {_how_to_install()}"
        ) from error
    except Exception as error:  # sounddevice's own error: the library is there and could not start.
        raise DeviceError(f"PortAudio could not start ({error}). {_FILES_STILL_WORK}") from error
    module: ModuleType = sounddevice
    return module


def find_device(spec: str | None, direction: Direction) -> Device:
    """The device that ``spec`` names: its number, its name or a part of that; None is the system's choice.

    Raises DeviceError when there is none, when several fit or when PortAudio is missing.
    """
    return choose_device(_devices(direction), spec, direction)


def choose_device(devices: Sequence[Device], spec: str | None, direction: Direction) -> Device:
    """The one of ``devices`` that ``spec`` names, as in `find_device`. Raises DeviceError."""
    what = "microphone" if direction == "input" else "speaker"
    if not devices:
        raise DeviceError(f"There is no {what}. Plug one in and try again. {_FILES_STILL_WORK}")
    known = "; ".join(f"{device.index} {device.name}" for device in devices)
    if spec is None:
        default = next((device for device in devices if device.is_default), None)
        if default is None:
            raise DeviceError(f"The system names no usual {what}. Choose one with --device. Known: {known}.")
        return default
    wanted = spec.strip().casefold()
    for fits in (
        [device for device in devices if str(device.index) == wanted],
        [device for device in devices if device.name.casefold() == wanted],
        [device for device in devices if wanted and wanted in device.name.casefold()],
    ):
        # The same device often stands there once for each sound system of the platform: its default wins.
        if len(fits) > 1:
            fits = [device for device in fits if device.is_default] or fits
        if len(fits) == 1:
            return fits[0]
        if fits:
            several = "; ".join(f"{device.index} {device.name} ({device.system})" for device in fits)
            raise DeviceError(f"Several devices fit {what} '{spec}'; use a number: {several}.")
    raise DeviceError(f"No {what} '{spec}'. Known: {known}.")


def _devices(direction: Direction) -> tuple[Device, ...]:
    sounddevice = portaudio()
    try:
        listed = [dict(device) for device in sounddevice.query_devices()]
        systems = [str(system["name"]) for system in sounddevice.query_hostapis()]
        default = sounddevice.default.device[0 if direction == "input" else 1]
    except sounddevice.PortAudioError as error:
        raise DeviceError(f"The sound devices could not be listed: {error}.") from error
    return tuple(
        Device(
            index=index,
            name=str(device["name"]).strip(),
            system=systems[device["hostapi"]],
            channels=int(device[f"max_{direction}_channels"]),
            sample_rate_hz=round(device["default_samplerate"]),
            is_default=index == default,
        )
        for index, device in enumerate(listed)
        if device[f"max_{direction}_channels"] > 0
    )


def _how_to_install() -> str:
    if platform.system() == "Linux":
        return (
            "Install it with your system's packages (Debian and Ubuntu: sudo apt install libportaudio2; "
            f"Fedora: sudo dnf install portaudio). {_FILES_STILL_WORK}"
        )
    return f"Install it with: pip install --force-reinstall sounddevice. {_FILES_STILL_WORK}"
