"""Made sound for the tests of audio."""

from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from numpy.typing import NDArray

from voicedrill.audio.clips import Samples


def tone(seconds: float, hz: float = 440, level: float = 0.5, rate_hz: int = 16_000) -> Samples:
    return (level * np.sin(2 * np.pi * hz * np.arange(round(seconds * rate_hz)) / rate_hz)).astype(np.float32)


def noise(seconds: float, level: float = 0.1, rate_hz: int = 16_000, seed: int = 1) -> Samples:
    drawn = np.random.default_rng(seed).uniform(-level, level, round(seconds * rate_hz))
    return drawn.astype(np.float32)


def encode(path: Path, channels: NDArray[np.float32], rate_hz: int, codec: str, sample_format: str) -> Path:
    """Write ``channels``, shape (channels, n), in the format that the path's ending names."""
    layout = {1: "mono", 2: "stereo", 6: "5.1"}[len(channels)]
    with av.open(str(path), "w") as container:
        stream = container.add_stream(codec, rate=rate_hz, layout=layout, format=sample_format)
        resampler = av.AudioResampler(format=sample_format, layout=layout, rate=stream.rate)
        frame = av.AudioFrame.from_ndarray(np.ascontiguousarray(channels), format="fltp", layout=layout)
        frame.sample_rate, frame.pts, frame.time_base = rate_hz, 0, Fraction(1, rate_hz)
        fifo = av.AudioFifo()
        for piece in [*resampler.resample(frame), *resampler.resample(None)]:
            fifo.write(piece)
        size = stream.codec_context.frame_size or 1024
        while (part := fifo.read(size, partial=True)) is not None:
            container.mux(stream.encode(part))
        container.mux(stream.encode(None))
    return path


def write_video(path: Path) -> Path:
    """A video without sound."""
    with av.open(str(path), "w") as container:
        stream = container.add_stream("mpeg4", rate=10)
        stream.width = stream.height = 32
        stream.pix_fmt = "yuv420p"
        for _ in range(5):
            container.mux(stream.encode(av.VideoFrame(32, 32, "yuv420p")))
        container.mux(stream.encode(None))
    return path


def delay_and_likeness(reference: Samples, heard: Samples) -> tuple[int, float]:
    """How many samples later ``reference`` stands in ``heard``, and their correlation there (-1 to 1)."""
    size = 1 << (len(reference) + len(heard)).bit_length()
    product = np.fft.irfft(np.fft.rfft(heard, size) * np.conj(np.fft.rfft(reference, size)), size)
    delay = int(np.argmax(product))
    if delay > size // 2:
        delay -= size
    start, stop = max(0, delay), min(len(heard), delay + len(reference))
    there, here = heard[start:stop].astype(float), reference[start - delay : stop - delay].astype(float)
    return delay, float(there @ here / np.sqrt((there @ there) * (here @ here)))
