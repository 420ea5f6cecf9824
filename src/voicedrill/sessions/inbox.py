"""What happens in a session, in one queue: keys, sound, the end of a reading, the report."""

import queue

from voicedrill.sessions.flow_values import Event


class Inbox:
    """Any thread puts in what it notices; the main thread takes it out in order.

    An entry is who says so (None: always listened to) and what happened: an event, an exception to be raised
    in the main thread, or a key as one character.
    """

    def __init__(self) -> None:
        self._queue: queue.SimpleQueue[tuple[object, Event | Exception | str]] = queue.SimpleQueue()

    def put(self, source: object, said: Event | Exception | str) -> None:
        """Add an entry."""
        self._queue.put((source, said))

    def get(self, timeout_s: float) -> tuple[object, Event | Exception | str] | None:
        """The next entry, None when none came within ``timeout_s``."""
        try:
            return self._queue.get(timeout=timeout_s) if timeout_s else self._queue.get_nowait()
        except queue.Empty:
            return None

    @property
    def is_empty(self) -> bool:
        """Whether nothing waits."""
        return self._queue.empty()

    def next_key(self, timeout_s: float) -> str | None:
        """The key that the next entry is; None when none came in time, or something else did."""
        entry = self.get(timeout_s)
        return entry[1] if entry is not None and isinstance(entry[1], str) else None
