"""Many answers over all cores: one line in, one line out, in order, whatever happens to a worker."""

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from voicedrill.judges.base import JudgeChoice
from voicedrill.sessions.manifest import Answer, answer_line, failure, id_of

if TYPE_CHECKING:
    from voicedrill.sessions.analyse import Analyser

#: Lines handed out ahead of the one that is waited for, for each worker.
_AHEAD = 3


@dataclass(frozen=True)
class Batch:
    """What is to be done: the manifest's lines (without line ends), and who hears and judges them.

    ``learnt``: with what was corrected after earlier answers to questions of a deck.
    """

    manifest: Path
    lines: Sequence[bytes]
    engine: str = "auto"
    judge: JudgeChoice = JudgeChoice()  # noqa: RUF009 - frozen, so one serves all
    learnt: bool = True

    def where(self, index: int) -> str:
        """How errors name the line at ``index``."""
        return f"{self.manifest}, line {index + 1}"


def cores() -> int:
    """How many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def run(batch: Batch, jobs: int) -> Iterator[Answer]:
    """The answers to the batch's lines, in order, as soon as each is there.

    A worker that dies (killed, out of memory, a crash in a library) costs only the line it worked on: lines
    that were under way are tried again, and the one that kills a worker of its own is reported as "crash".
    Leaving early ends the workers at once.
    """
    under_way: deque[tuple[int, Future[Answer]]] = deque()
    todo = iter(range(len(batch.lines)))
    pool = _Pool(batch, jobs)
    try:
        while True:
            while len(under_way) < jobs * _AHEAD and (index := next(todo, None)) is not None:
                under_way.append((index, pool.submit(index)))
            if not under_way:
                return
            index, future = under_way.popleft()
            try:
                yield future.result()
            except BrokenProcessPool:
                pool.stop()
                yield _alone(batch, index)
                pool = _Pool(batch, jobs)
                under_way = deque((i, pool.submit(i)) for i, _ in under_way)
    finally:
        pool.stop()


def _alone(batch: Batch, index: int) -> Answer:
    pool = _Pool(batch, 1)
    try:
        return pool.submit(index).result()
    except BrokenProcessPool:
        message = f"{batch.where(index)}: the worker died on this line, twice. Is there enough memory?"
        return failure(id_of(batch.lines[index]), "crash", message)
    finally:
        pool.stop()


class _Pool:
    """Worker processes, each with an engine of its own; spawned, as libraries with threads do not fork."""

    def __init__(self, batch: Batch, jobs: int) -> None:
        self._batch = batch
        self._executor = ProcessPoolExecutor(
            jobs,
            multiprocessing.get_context("spawn"),
            _start_worker,
            (batch.engine, jobs, batch.judge, batch.learnt),
        )

    def submit(self, index: int) -> Future[Answer]:
        """Hand out a line. A pool that broke gives a future that says so."""
        batch = self._batch
        try:
            with _interrupts_held():  # this may start a worker, which inherits that
                return self._executor.submit(
                    _work, batch.lines[index], batch.where(index), batch.manifest.parent
                )
        except BrokenProcessPool as error:
            broken: Future[Answer] = Future()
            broken.set_exception(error)
            return broken

    def stop(self) -> None:
        """End the workers, without waiting for what they are doing."""
        self._executor.shutdown(wait=False, cancel_futures=True)
        for child in multiprocessing.active_children():
            child.terminate()
        self._executor.shutdown(wait=True)


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """Ctrl-C comes after this block instead of inside it, and never to a process that is started in it.

    The mask is what such a process inherits. It does not hold the signal from this process, where a
    library's thread may take it, so the handler only notes it.
    """
    if threading.current_thread() is not threading.main_thread() or not hasattr(signal, "pthread_sigmask"):
        yield
        return
    pressed = []
    handler = signal.signal(signal.SIGINT, lambda *_: pressed.append(True))
    mask = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, mask)
        signal.signal(signal.SIGINT, handler)
    if pressed:
        raise KeyboardInterrupt


_analyser: "Analyser | None" = None
_learnt = True


def _start_worker(engine: str, jobs: int, judge: JudgeChoice, learnt: bool) -> None:
    global _analyser, _learnt
    _learnt = learnt
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to handle
    if jobs > 1:
        os.environ.setdefault("OMP_NUM_THREADS", "1")  # one core each, before a model library reads it
    from voicedrill.judges.registry import open_reader
    from voicedrill.sessions.analyse import Analyser

    _analyser = Analyser(engine, judge=open_reader(judge))


def _work(raw: bytes, where: str, folder: Path) -> Answer:
    assert _analyser is not None, "the pool starts every worker with _start_worker"
    return answer_line(_analyser, raw, where, folder, _learnt)
