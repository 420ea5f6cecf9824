"""What the tests of the history share beside fixtures."""

from collections.abc import Callable
from pathlib import Path

import numpy as np

from voicedrill.audio.files import WavWriter
from voicedrill.history.values import KeptAnswer

#: The fixture ``answer``: makes an answer of the id that is given.
MakeAnswer = Callable[..., KeptAnswer]


def record(path: Path, seconds: float = 1.0) -> None:
    """A recording with something in it, at ``path``."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with WavWriter(path) as wav:
        wav.write((np.sin(np.arange(round(seconds * 16_000)) / 9) / 3).astype(np.float32))
