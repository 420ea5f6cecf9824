"""Playing a clip on a speaker, so that it can be interrupted."""

import threading
from typing import Any, Protocol

import numpy as np

from voicedrill.audio.clips import Clip, Samples, joined
from voicedrill.audio.devices import LATENCY_S, find_device, portaudio
from voicedrill.audio.quiet import quiet_libraries
from voicedrill.audio.resampling import Resampler
from voicedrill.errors import DeviceError

#: How soon an interruption is heard, about.
_BLOCK_S = 0.05
#: Speakers that sleep swallow the first moment.
_WAKE_UP_S = 0.15
#: What a sound server behind the device may hold besides.
_BEHIND_S = 0.1


class Speaker(Protocol):
    """Plays clips."""

    def play(self, clip: Clip, stop: threading.Event | None = None) -> bool:
        """Play ``clip``; return whether it came to its end before ``stop`` was set. Raises DeviceError."""


class NullSpeaker:
    """A speaker for machines without one: it is done at once."""

    def play(self, clip: Clip, stop: threading.Event | None = None) -> bool:  # noqa: ARG002 - a Speaker's
        """Play nothing."""
        return not (stop and stop.is_set())


class SoundDeviceSpeaker:
    """A speaker reached through PortAudio; ``device`` as for a microphone.

    Raises DeviceError when there is no such device or PortAudio is missing.
    """

    def __init__(self, device: str | None = None) -> None:
        self._device = find_device(device, "output")

    @property
    def name(self) -> str:
        """The device's own name."""
        return self._device.name

    def play(self, clip: Clip, stop: threading.Event | None = None) -> bool:
        """Play ``clip`` at the device's own rate; False when ``stop`` was set before its end."""
        sounddevice = portaudio()
        rate_hz = self._device.sample_rate_hz
        samples = _at_rate(clip, rate_hz)
        try:
            with quiet_libraries():
                return self._play(samples, rate_hz, stop or threading.Event())
        except sounddevice.PortAudioError as error:
            raise DeviceError(
                f"The speaker '{self._device.name}' failed ({error}). --no-voice goes without one."
            ) from error

    def _play(self, samples: Samples, rate_hz: int, stop: threading.Event) -> bool:
        stream, channels = self._open(rate_hz)
        size = round(_BLOCK_S * rate_hz)
        try:
            for start in range(0, len(samples), size):
                if stop.is_set():
                    stream.abort()
                    return False
                block = samples[start : start + size, np.newaxis]
                stream.write(np.ascontiguousarray(np.repeat(block, channels, axis=1)))
            # Stopping should play what the stream still holds, but on ALSA some of that is thrown away.
            behind = round((stream.latency + _BEHIND_S) * rate_hz)
            stream.write(np.zeros((behind, channels), dtype=np.float32))
            stream.stop()
        finally:
            stream.close(ignore_errors=True)
        return True

    def _open(self, rate_hz: int) -> tuple[Any, int]:
        sounddevice = portaudio()
        both = dict.fromkeys((min(2, self._device.channels), 1))
        for channels in both:
            try:
                stream = sounddevice.OutputStream(
                    device=self._device.index,
                    samplerate=rate_hz,
                    channels=channels,
                    dtype="float32",
                    latency=LATENCY_S,
                )
                stream.start()
            except sounddevice.PortAudioError as error:
                problem = error
            else:
                return stream, channels
        raise problem


def open_speaker(device: str | None = None) -> Speaker:
    """The speaker that ``device`` names, None for the system's choice. Raises DeviceError."""
    return SoundDeviceSpeaker(device)


def _at_rate(clip: Clip, rate_hz: int) -> Samples:
    resampler = Resampler(clip.sample_rate_hz, rate_hz)
    silence = np.zeros(round(_WAKE_UP_S * clip.sample_rate_hz), dtype=np.float32)
    return joined([resampler.push(joined([silence, clip.samples])), resampler.finish()])
