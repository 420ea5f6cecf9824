"""Sound made small for a page: MP3, which every browser plays and seeks in, at a constant rate."""

import io

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
    import av

    whole = io.BytesIO()
    try:
        with av.open(whole, "w", format="mp3") as container:
            stream = container.add_stream(
                "libmp3lame", rate=SAMPLE_RATE_HZ, options={"compression_level": _QUALITY}
            )
            stream.layout = "mono"
            stream.bit_rate = BIT_RATE
            pcm = np.round(np.clip(samples, -1.0, 1.0) * 32767).astype(np.int16)
            frame = av.AudioFrame.from_ndarray(pcm[np.newaxis], format="s16", layout="mono")
            frame.sample_rate = SAMPLE_RATE_HZ
            frame.pts = 0
            planar = av.AudioResampler(format="s16p", layout="mono", rate=SAMPLE_RATE_HZ)
            for piece in planar.resample(frame):
                container.mux(stream.encode(piece))
            container.mux(stream.encode(None))
    except (av.FFmpegError, ValueError) as error:
        raise AudioFileError(
            f"The sound cannot be put into the page ({error}). It can be made without: --no-sound."
        ) from error
    return whole.getvalue()
