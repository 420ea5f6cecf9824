"""How much sound a capture lost, told by comparing what arrived with the clock."""

from collections import deque


class LossMeter:
    """Compares the sound that arrived with the time that went by.

    A block arrives later than it was spoken, by a delay that wavers; a loss raises that delay for good. So
    the loss is the least delay of the last ``window_s`` less the least delay of the first: what merely
    wavers, or comes in bursts, cancels out. The clock of a sound card runs off by up to some 0.1 ms a second.
    """

    def __init__(self, window_s: float = 1.0) -> None:
        self._window_s = window_s
        self._first_arrival_s: float | None = None
        self._sound_s = 0.0
        self._least_at_first_s = float("inf")
        #: (arrival, delay) with rising delays: the first is always the least of the window.
        self._recent: deque[tuple[float, float]] = deque()

    def push(self, arrival_s: float, duration_s: float) -> None:
        """A block of ``duration_s`` arrived when the monotonic clock showed ``arrival_s``."""
        if self._first_arrival_s is None:
            self._first_arrival_s = arrival_s
        self._sound_s += duration_s
        since_s = arrival_s - self._first_arrival_s
        delay_s = since_s - self._sound_s
        if since_s <= self._window_s:
            self._least_at_first_s = min(self._least_at_first_s, delay_s)
        while self._recent and self._recent[-1][1] >= delay_s:
            self._recent.pop()
        self._recent.append((arrival_s, delay_s))
        while self._recent[0][0] < arrival_s - self._window_s:
            self._recent.popleft()

    @property
    def lost_s(self) -> float:
        """Seconds of sound lost so far, never below 0."""
        if not self._recent:
            return 0.0
        return max(0.0, self._recent[0][1] - self._least_at_first_s)
