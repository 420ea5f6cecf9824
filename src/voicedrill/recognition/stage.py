"""One step of an assembly line: a thread that does one thing to whatever it is given, in order."""

import threading
import time
from collections.abc import Callable
from queue import Queue
from typing import Generic, TypeVar

In = TypeVar("In")


class Stage(Generic[In]):
    """Calls ``do`` with each item in a thread of its own.

    ``max_waiting``: how many items may wait before `put` waits too; 0: any number. After an exception, which
    ``error`` keeps, items are only thrown away, so that nobody waits for ever.
    """

    def __init__(self, name: str, do: Callable[[In], None], max_waiting: int = 0) -> None:
        self.error: Exception | None = None
        #: Seconds spent in ``do``.
        self.busy_s = 0.0
        self._do = do
        self._dropped = False
        self._queue: Queue[In | None] = Queue(max_waiting)
        self._thread = threading.Thread(target=self._work, name=f"voicedrill-{name}", daemon=True)
        self._thread.start()

    def put(self, item: In) -> None:
        """Hand over an item."""
        self._queue.put(item)

    @property
    def is_idle(self) -> bool:
        """Whether everything that was handed over is done."""
        return not self._queue.unfinished_tasks

    def wait_until_idle(self, timeout_s: float) -> bool:
        """Whether everything that was handed over was done in time."""
        done = self._queue.all_tasks_done
        with done:
            return done.wait_for(lambda: self.is_idle, timeout_s)

    def drop(self) -> None:
        """Throw away what waits and what will come."""
        self._dropped = True

    def close(self) -> None:
        """Wait until everything is done and end the thread. Calling it again does nothing."""
        if self._thread.is_alive():
            self._queue.put(None)
            self._thread.join()

    def _work(self) -> None:
        while (item := self._queue.get()) is not None:
            if self.error is None and not self._dropped:
                began_s = time.perf_counter()
                try:
                    self._do(item)
                except Exception as error:  # handed to whoever asks
                    self.error = error
                self.busy_s += time.perf_counter() - began_s
            del item  # it may be large, and the next may be long in coming
            self._queue.task_done()
