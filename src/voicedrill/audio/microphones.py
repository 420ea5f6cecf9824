"""What a microphone is, and the one that PortAudio reaches."""

import queue
import time
from contextlib import ExitStack
from typing import Any, Protocol

import numpy as np

from voicedrill.audio.clips import SAMPLE_RATE_HZ, Samples, joined
from voicedrill.audio.devices import LATENCY_S, Device, find_device, portaudio
from voicedrill.audio.losses import LossMeter
from voicedrill.audio.quiet import quiet_libraries
from voicedrill.audio.resampling import Resampler
from voicedrill.errors import DeviceError

#: A microphone gives sound without a break; after this long without any it is taken for lost.
_LOST_AFTER_S = 3.0


class EndOfSound(Exception):  # noqa: N818 - not an error: a file that plays microphone has an end
    """No sound will come any more, and that is as it should be."""


class Microphone(Protocol):
    """Gives sound as it is spoken: 16 kHz mono blocks of float32, -1 to 1."""

    @property
    def name(self) -> str:
        """What to call it on the screen."""

    @property
    def lost_s(self) -> float:
        """Seconds of sound that were spoken since `open` and did not arrive."""

    def open(self) -> None:
        """Start to listen. Does nothing when it listens already. Raises DeviceError."""

    def read(self, timeout_s: float) -> Samples | None:
        """The sound that came since the last read; None when none came within ``timeout_s``.

        Raises EndOfSound at a file's end and DeviceError when the device is lost.
        """

    def close(self) -> None:
        """Stop listening. Does nothing when closed. It can be opened again."""


class SoundDeviceMicrophone:
    """A microphone reached through PortAudio, at 16 kHz mono or at whatever else it offers, resampled.

    ``device`` is a number, a name or a part of one; None is the system's choice.
    """

    def __init__(self, device: str | None = None) -> None:
        self._spec = device
        self._name = device or "default microphone"
        self._stream: Any = None
        self._blocks: queue.SimpleQueue[tuple[float, Any]] = queue.SimpleQueue()
        self._last_sound_at_s = 0.0

    @property
    def name(self) -> str:
        """The device's own name, once it is open."""
        return self._name

    @property
    def lost_s(self) -> float:
        """Seconds that the clock saw go by without sound since `open`."""
        return self._losses.lost_s if self._stream is not None else 0.0

    def open(self) -> None:
        """Start to listen. Raises DeviceError: PortAudio missing, no such device, or it refuses."""
        if self._stream is not None:
            return
        device = find_device(self._spec, "input")
        self._name = device.name
        self._blocks = queue.SimpleQueue()
        self._losses = LossMeter()
        with ExitStack() as quiet:
            quiet.enter_context(quiet_libraries())
            self._stream, self._rate_hz = self._first_stream_that_opens(device)
            self._quiet = quiet.pop_all()
        self._resampler = Resampler(self._rate_hz, SAMPLE_RATE_HZ)
        self._last_sound_at_s = time.monotonic()

    def read(self, timeout_s: float) -> Samples | None:
        """All sound since the last read; None when none came in time. Raises DeviceError when lost."""
        if self._stream is None:
            raise DeviceError(f"The microphone '{self._name}' is not open.")
        try:
            blocks = [self._blocks.get(timeout=timeout_s)] if timeout_s > 0 else [self._blocks.get_nowait()]
        except queue.Empty:
            self._check_it_lives()
            return None
        while not self._blocks.empty():
            blocks.append(self._blocks.get_nowait())
        for arrival_s, block in blocks:
            self._losses.push(arrival_s, len(block) / self._rate_hz)
        self._last_sound_at_s = blocks[-1][0]
        return self._resampler.push(joined(block.mean(axis=1, dtype=np.float32) for _, block in blocks))

    def close(self) -> None:
        """Stop listening."""
        stream, self._stream = self._stream, None
        if stream is not None:
            with self._quiet:
                stream.close(ignore_errors=True)

    def _first_stream_that_opens(self, device: Device) -> tuple[Any, int]:
        sounddevice = portaudio()
        problem: Exception | None = None
        most = min(2, device.channels)
        for rate_hz in dict.fromkeys((SAMPLE_RATE_HZ, device.sample_rate_hz)):
            for channels in dict.fromkeys((1, most)):
                try:
                    stream = sounddevice.InputStream(
                        device=device.index,
                        samplerate=rate_hz,
                        channels=channels,
                        dtype="float32",
                        latency=LATENCY_S,
                        callback=self._keep,
                    )
                    stream.start()
                except (sounddevice.PortAudioError, ValueError) as error:
                    problem = error
                else:
                    return stream, rate_hz
        raise DeviceError(
            f"The microphone '{device.name}' could not be opened ({problem}). "
            "Is another program using it, or may this one not? Choose another with --device."
        ) from problem

    def _keep(self, block: Any, frames: int, times: Any, status: Any) -> None:  # noqa: ARG002 - PortAudio's
        # Runs in PortAudio's own thread: whatever takes time here loses sound.
        self._blocks.put((time.monotonic(), block.copy()))

    def _check_it_lives(self) -> None:
        silent_s = time.monotonic() - self._last_sound_at_s
        if not self._stream.active:
            raise DeviceError(f"The microphone '{self._name}' was lost: it may have been unplugged.")
        if silent_s > _LOST_AFTER_S:
            raise DeviceError(f"No sound has come from the microphone '{self._name}' for {silent_s:.0f} s.")
