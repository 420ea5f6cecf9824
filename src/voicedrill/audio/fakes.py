"""A microphone without a microphone: it plays a file."""

import time
from collections.abc import Iterator
from itertools import chain, repeat
from pathlib import Path

import numpy as np

from voicedrill.audio.clips import SAMPLE_RATE_HZ, Samples
from voicedrill.audio.files import read_blocks
from voicedrill.audio.microphones import EndOfSound

_BLOCK_S = 0.1


class FileMicrophone:
    """Plays a sound file as if somebody spoke, then silence, then the end.

    ``speed``: 1 is real time, 4 four times as fast, 0 as fast as it is read. ``silence_after_s``: long enough
    by default that an answer can end by silence. Opened again, it starts from the beginning.
    """

    lost_s = 0.0

    def __init__(self, path: Path | str, speed: float = 1.0, silence_after_s: float = 4.0) -> None:
        self._path = Path(path)
        self._speed = speed
        self._silence_after_s = silence_after_s
        self._blocks: Iterator[Samples] | None = None

    @property
    def name(self) -> str:
        """The file's name."""
        return f"file {self._path.name}"

    def open(self) -> None:
        """Start at the beginning. Raises AudioFileError when the file is not sound."""
        if self._blocks is not None:
            return
        blocks = read_blocks(self._path, _BLOCK_S)
        first = next(blocks)
        self._blocks = chain([first], blocks, self._silence())
        self._opened_at_s = time.monotonic()
        self._played_s = 0.0

    def read(self, timeout_s: float) -> Samples | None:
        """The next tenth of a second, when it has been spoken. Raises EndOfSound after the silence."""
        if self._blocks is None:
            raise EndOfSound
        if self._speed > 0:
            due_s = self._opened_at_s + (self._played_s + _BLOCK_S) / self._speed
            wait_s = due_s - time.monotonic()
            if wait_s > timeout_s:
                time.sleep(max(0.0, timeout_s))
                return None
            time.sleep(max(0.0, wait_s))
        block = next(self._blocks, None)
        if block is None:
            raise EndOfSound
        self._played_s += len(block) / SAMPLE_RATE_HZ
        return block

    def close(self) -> None:
        """Stop playing."""
        self._blocks = None

    def _silence(self) -> Iterator[Samples]:
        block = np.zeros(round(_BLOCK_S * SAMPLE_RATE_HZ), dtype=np.float32)
        return repeat(block, round(self._silence_after_s / _BLOCK_S))
