"""How much memory a program and all that it starts hold, sampled from /proc while it runs. Linux only."""

import os
import threading
import time
from pathlib import Path
from types import TracebackType
from typing import Self

_PAGE_MB = os.sysconf("SC_PAGE_SIZE") / 1e6


class MemorySampler:
    """Samples the resident memory of process ``pid`` and its descendants, summed, until the block ends.

    Pages that two processes share are counted twice. ``samples``: (seconds since the block began, megabytes).
    """

    def __init__(self, pid: int, every_s: float = 0.25) -> None:
        self.samples: list[tuple[float, float]] = []
        self._pid = pid
        self._every_s = every_s
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._sample, daemon=True)

    @property
    def peak_mb(self) -> float:
        """The most that was seen."""
        return self.peak_between_mb(0, float("inf"))

    def peak_between_mb(self, start_s: float, end_s: float) -> float:
        """The most that was seen between two moments, 0 without a sample."""
        return max((mb for at_s, mb in self.samples if start_s <= at_s < end_s), default=0.0)

    def __enter__(self) -> Self:
        self._began_s = time.monotonic()
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._over.set()
        self._thread.join()

    def _sample(self) -> None:
        while not self._over.wait(self._every_s):
            resident = sum(_resident_mb(pid) for pid in _family(self._pid))
            if resident:
                self.samples.append((time.monotonic() - self._began_s, resident))


def _family(pid: int) -> list[int]:
    """``pid`` and all its descendants."""
    family = [pid]
    for member in family:
        for children in Path(f"/proc/{member}/task").glob("*/children"):
            try:
                family.extend(int(child) for child in children.read_text().split())
            except OSError:  # a thread that has just ended
                continue
    return family


def _resident_mb(pid: int) -> float:
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * _PAGE_MB
    except (OSError, IndexError):
        return 0.0
