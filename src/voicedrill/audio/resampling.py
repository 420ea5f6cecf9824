"""A stream of mono samples brought from one rate to another, without a seam between its blocks."""

import numpy as np

from voicedrill.audio.clips import Samples, joined


class Resampler:
    """Turns blocks at ``from_hz`` into blocks at ``to_hz`` by FFmpeg's windowed-sinc filter.

    `push` holds back the few milliseconds that the filter still needs; `finish` gives them.
    """

    def __init__(self, from_hz: int, to_hz: int) -> None:
        import av

        self._from_hz = from_hz
        self._same = from_hz == to_hz
        self._new_frame = av.AudioFrame.from_ndarray
        self._resampler = av.AudioResampler(format="fltp", layout="mono", rate=to_hz)

    def push(self, samples: Samples) -> Samples:
        """The samples that can be told after these, shape (m,)."""
        if self._same or not len(samples):
            return samples
        frame = self._new_frame(np.ascontiguousarray(samples[np.newaxis]), format="fltp", layout="mono")
        frame.sample_rate = self._from_hz
        return joined(piece.to_ndarray()[0] for piece in self._resampler.resample(frame))

    def finish(self) -> Samples:
        """What was held back; nothing can be pushed after it."""
        if self._same:
            return joined(())
        return joined(piece.to_ndarray()[0] for piece in self._resampler.resample(None))
