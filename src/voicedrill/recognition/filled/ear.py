"""How much each moment of a sound is like a filled pause, heard with a speech encoder.

A tagger (a network of one hidden layer) reads, for each frame of the encoder, its strongest components and
those of frames around it. Its weights were learnt by ``benchmarks/train_filled_pauses.py``.
"""

import io
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from voicedrill.audio.clips import Samples
from voicedrill.errors import EngineError
from voicedrill.recognition.filled.encoder import FIRST_S, STEP_S, SpeechEncoder, can_encode
from voicedrill.recognition.filled.frames import FRAME_S, Track

_FILE = "tagger.npz"
#: The frames that are looked at, from the one that is judged: 0.2 s to either side.
AROUND = (-8, -5, -3, -1, 0, 1, 3, 5, 8)


@dataclass(frozen=True, eq=False)
class Tagger:
    """``mean``: shape (encoder width,); ``components``: (encoder width, c); ``hidden``: (c * len(`AROUND`),
    units); ``hidden_bias``, ``output``: (units,); ``output_bias``: (1,).
    """

    mean: NDArray[np.float32]
    components: NDArray[np.float32]
    hidden: NDArray[np.float32]
    hidden_bias: NDArray[np.float32]
    output: NDArray[np.float32]
    output_bias: NDArray[np.float32]

    def log_odds(self, encoded: NDArray[np.float32]) -> NDArray[np.float32]:
        """For each of the frames of ``encoded``, shape (frames, encoder width)."""
        units = np.tanh(self.seen(encoded) @ self.hidden + self.hidden_bias)
        return np.asarray(units @ self.output + self.output_bias, np.float32)

    def seen(self, encoded: NDArray[np.float32]) -> NDArray[np.float32]:
        """What the network reads: the components of the frames `AROUND` each, side by side."""
        parts = np.asarray((encoded - self.mean) @ self.components, np.float32)
        places = np.clip(np.arange(len(parts))[:, None] + np.array(AROUND), 0, len(parts) - 1)
        seen: NDArray[np.float32] = parts[places].reshape(len(parts), -1)
        return seen


class Ear:
    """Encoder and tagger together."""

    def __init__(self, encoder: SpeechEncoder, tagger: Tagger) -> None:
        self._encoder = encoder
        self._tagger = tagger

    def hear(self, samples: Samples, count: int) -> Track:
        """Log-odds of a filled pause in the ``count`` frames of 10 ms that ``samples`` (16 kHz mono) have."""
        return on_frames(self._tagger.log_odds(self._encoder.frames(samples)), count)


def on_frames(log_odds: NDArray[np.float32], count: int) -> Track:
    """``log_odds`` of encoder frames, read off at ``count`` frames of 10 ms."""
    own_s = FIRST_S + STEP_S * np.arange(len(log_odds))
    track: Track = np.interp((np.arange(count) + 0.5) * FRAME_S, own_s, log_odds.astype(np.float64))
    return track


def tagger_as_bytes(tagger: Tagger) -> bytes:
    """As `shipped_tagger` reads it: 16 bits are enough."""
    buffer = io.BytesIO()
    np.savez_compressed(
        buffer, **{one.name: getattr(tagger, one.name).astype(np.float16) for one in fields(Tagger)}
    )
    return buffer.getvalue()


def tagger_from_bytes(data: bytes) -> Tagger:
    """What `tagger_as_bytes` wrote."""
    with np.load(io.BytesIO(data), allow_pickle=False) as arrays:
        return Tagger(**{one.name: arrays[one.name].astype(np.float32) for one in fields(Tagger)})


def shipped_tagger() -> Tagger:
    """The one that comes with the package."""
    return tagger_from_bytes(files("voicedrill.recognition.filled").joinpath(_FILE).read_bytes())


@cache
def open_ear() -> Ear | None:
    """The ear of this process; None where moonshine's encoder is not installed or does not start."""
    try:
        return Ear(SpeechEncoder(), shipped_tagger()) if can_encode() else None
    except EngineError:
        return None  # filled pauses are found without it too, if not as many
