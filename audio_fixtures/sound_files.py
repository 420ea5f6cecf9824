"""Sound to 16 kHz mono FLAC and back, by PyAV."""

from pathlib import Path

import numpy as np

from audio_fixtures.signals import Samples

FILE_RATE_HZ = 16_000
#: The lowest bits hold nothing but noise far below the room's own: zero, they cost FLAC no space.
_EMPTY_BITS = 4


def write_flac(path: Path, samples: Samples, rate_hz: int) -> None:
    """``samples`` resampled to `FILE_RATE_HZ`, 16 bits."""
    import av

    step = 1 << _EMPTY_BITS
    with av.open(str(path), "w", format="flac") as container:
        best = {"compression_level": "12"}
        stream = container.add_stream("flac", rate=FILE_RATE_HZ, layout="mono", options=best)
        whole = np.clip(
            np.round(resampled(samples, rate_hz, FILE_RATE_HZ) * 32768 / step) * step, -32768, 32767
        )
        frame = av.AudioFrame.from_ndarray(whole.astype(np.int16)[np.newaxis], format="s16", layout="mono")
        frame.sample_rate = FILE_RATE_HZ
        for packet in [*stream.encode(frame), *stream.encode(None)]:
            container.mux(packet)


def resampled(samples: Samples, rate_hz: int, wanted_hz: int) -> Samples:
    """``samples`` at another rate."""
    import av

    resampler = av.AudioResampler(format="flt", layout="mono", rate=wanted_hz)
    frame = av.AudioFrame.from_ndarray(samples[np.newaxis].astype(np.float32), format="flt", layout="mono")
    frame.sample_rate = rate_hz
    out = [part.to_ndarray()[0] for part in [*resampler.resample(frame), *resampler.resample(None)]]
    wanted = round(len(samples) * wanted_hz / rate_hz)
    joined = np.concatenate(out)[:wanted]
    return np.pad(joined, (0, wanted - len(joined))).astype(np.float32)


def read_flac(path: Path) -> Samples:
    """The file's samples at its own rate, -1..1."""
    import av

    with av.open(str(path)) as container:
        parts = [frame.to_ndarray().reshape(-1) for frame in container.decode(audio=0)]
    return (np.concatenate(parts) / 32768).astype(np.float32)
