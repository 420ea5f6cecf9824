"""Keeping what ALSA and PortAudio write to the process's error stream off the screen.

They report there, from threads of their own, every attempt that fails, while the outcome comes back to us as
an error anyway.
"""

import io
import os
import sys
import threading
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_lock = threading.Lock()
_users = 0
_undo = ExitStack()


@contextmanager
def quiet_libraries() -> "Iterator[None]":
    """Meanwhile, C libraries write to nowhere, and Python's own `sys.stderr` to where it always did.

    May be nested and used by several threads, in any order: the last one out puts everything back.
    """
    global _users
    with _lock:
        _users += 1
        if _users == 1:
            _divert()
    try:
        yield
    finally:
        with _lock:
            _users -= 1
            if _users == 0:
                _undo.close()


def _divert() -> None:
    try:
        screen = os.dup(2)
    except OSError:  # There is no error stream.
        return
    _undo.callback(os.close, screen)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    _undo.callback(os.close, nowhere)
    if _descriptor(sys.stderr) == 2:
        before, sys.stderr = (
            sys.stderr,
            open(  # noqa: SIM115 - closed by what undoes it
                screen,
                "w",
                encoding=sys.stderr.encoding,
                errors="backslashreplace",
                buffering=1,
                closefd=False,
            ),
        )
        _undo.callback(setattr, sys, "stderr", before)
        _undo.callback(sys.stderr.close)
    os.dup2(nowhere, 2)
    _undo.callback(os.dup2, screen, 2)


def _descriptor(stream: object) -> int | None:
    try:
        return stream.fileno() if isinstance(stream, io.TextIOBase) else None
    except (OSError, ValueError):
        return None
