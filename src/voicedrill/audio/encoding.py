"""Sound made small for a page: MP3, which every browser plays and seeks in, at a constant rate."""

import io
from collections.abc import Iterable

import numpy as np

from voicedrill.audio.clips import SAMPLE_RATE_HZ, Samples
from voicedrill.errors import AudioFileError

#: Speech of 16 kHz is clear at this rate: 0.3 MB a minute.
BIT_RATE = 40_000
#: LAME's fastest way of working: at this rate the better ones are not heard, and take three times as long.
_QUALITY = "9"


def mp3(samples: Samples) -> bytes:
    """``samples`` (mono, 16 kHz, shape (n,)) as an MP3 file. A constant rate makes seeking exact.

    Raises AudioFileError when this FFmpeg has no MP3 encoder.
    """
    return mp3_of((samples,))


def mp3_of(pieces: Iterable[Samples], bit_rate: int = BIT_RATE) -> bytes:
    """As `mp3`, of pieces one after the other, each of which is made when it is asked for."""
    import av

    whole = io.BytesIO()
    try:
        with av.open(whole, "w", format="mp3") as container:
            stream = container.add_stream(
                "libmp3lame", rate=SAMPLE_RATE_HZ, options={"compression_level": _QUALITY}
            )
            stream.layout = "mono"
            stream.bit_rate = bit_rate
            planar = av.AudioResampler(format="s16p", layout="mono", rate=SAMPLE_RATE_HZ)
            done = 0
            for samples in pieces:
                if not len(samples):
                    continue
                pcm = np.round(np.clip(samples, -1.0, 1.0) * 32767).astype(np.int16)
                frame = av.AudioFrame.from_ndarray(pcm[np.newaxis], format="s16", layout="mono")
                frame.sample_rate = SAMPLE_RATE_HZ
                frame.pts = done
                done += len(samples)
                for whole_frame in planar.resample(frame):
                    container.mux(stream.encode(whole_frame))
            container.mux(stream.encode(None))
    except (av.FFmpegError, ValueError) as error:
        raise AudioFileError(
            f"The sound cannot be put into the page ({error}). It can be made without: --no-sound."
        ) from error
    return whole.getvalue()
