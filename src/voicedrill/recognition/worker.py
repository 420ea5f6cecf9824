"""One function in a process of its own: for work that holds Python's lock while somebody is being recorded.

A child process is asked and answers over its standard streams, pickled. It ends when its input does: when the
parent closes it, and also when the parent is killed. multiprocessing is not used: its "spawn" runs the
caller's main module once more, which scripts without a guard do not survive.
"""

import os
import pickle
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import Generic, TypeVar

Out = TypeVar("Out")

#: The child finds its modules where the parent does, before it imports any of them.
_PROGRAM = """\
import sys, pickle
sys.path[:] = pickle.load(sys.stdin.buffer)
from voicedrill.recognition.worker import serve
serve()
"""
_ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}


class WorkerGoneError(Exception):
    """The child process has ended; what it was asked last has no answer."""


class Worker(Generic[Out]):
    """Runs in a child process, one call after another, the function that ``make`` makes there.

    ``make`` is found by its name, so it must stand at a module's top. The child starts at once and is not
    waited for before the first call. Belongs to one thread at a time, but for `close`.
    """

    def __init__(self, make: Callable[[], Callable[..., Out]]) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-c", _PROGRAM],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=os.environ | _ONE_THREAD,
            # Ctrl-C in the terminal is the parent's to handle: the child is in no group that gets it.
            start_new_session=True,
            creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),
        )
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._to, self._from = self._process.stdin, self._process.stdout
        with suppress(OSError):  # one that is gone already is told by the first call
            self._send(sys.path)
            self._send(make)

    @property
    def pid(self) -> int:
        """The child's process id."""
        return self._process.pid

    def call(self, *arguments: object) -> Out:
        """What the function gives for ``arguments``.

        Raises what it raises, and WorkerGoneError when the child has ended.
        """
        try:
            self._send(arguments)
            is_error, answer = pickle.load(self._from)
        except (OSError, EOFError, ValueError, pickle.UnpicklingError) as error:
            raise WorkerGoneError from error
        if is_error:
            raise answer
        result: Out = answer
        return result

    def close(self) -> None:
        """End the child, whatever it is doing. Calling it again does nothing."""
        self._process.kill()
        self._process.wait()
        for stream in (self._to, self._from):
            with suppress(OSError):  # what could not be sent any more
                stream.close()

    def _send(self, value: object) -> None:
        pickle.dump(value, self._to, pickle.HIGHEST_PROTOCOL)
        self._to.flush()


def serve() -> None:
    """The child's life. Whatever else in it prints to standard output must not reach the parent."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    requests = sys.stdin.buffer
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    try:
        function = pickle.load(requests)()
        while True:
            arguments = pickle.load(requests)
            pickle.dump(_answer(function, arguments), answers, pickle.HIGHEST_PROTOCOL)
            answers.flush()
    except (EOFError, OSError):
        pass
    os._exit(0)  # nothing is left to tidy up, and nobody should wait for it


def _answer(function: Callable[..., object], arguments: tuple[object, ...]) -> tuple[bool, object]:
    try:
        return False, function(*arguments)
    except Exception as error:
        return True, _sendable(error)


def _sendable(error: Exception) -> Exception:
    """``error``, or what it says where it does not survive being sent."""
    try:
        pickle.loads(pickle.dumps(error))
    except Exception:
        return RuntimeError(repr(error))
    return error
