"""Single keys from the terminal, and signals; the terminal is always put back as it was."""

import atexit
import os
import re
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from voicedrill.sessions.flow_values import Action, Rating

#: Called with a pressed key, as one character; Enter is "\n". Arrows and function keys are swallowed.
OnKey = Callable[[str], None]

#: What each key means during a question.
ACTIONS: dict[str, Action] = {
    " ": "go",
    "\n": "go",
    "r": "redo",
    "s": "skip",
    "h": "hear",
    "p": "pause",
    "q": "quit",
    "c": "correct",
    "u": "undo",
}
#: And while it waits for a rating.
RATINGS: dict[str, Rating] = {"1": 1, "2": 2, "3": 3, "4": 4}

#: What arrows and function keys send (ECMA-48), Alt with a key, and Escape alone.
_SEQUENCE = re.compile(r"\x1b(\[[0-?]*[ -/]*[@-~]|O.|.)?", re.DOTALL)


@contextmanager
def keys_of_terminal(on_key: OnKey) -> Iterator[bool]:
    """Call ``on_key`` from a thread of its own for every key, while the block runs.

    Gives False, and reads nothing, where standard input is not a terminal. Ctrl-C stays a signal. The
    terminal's settings are put back however the block ends; should the process end without leaving it, the
    interpreter's exit puts them back.
    """
    if not sys.stdin.isatty():
        yield False
    elif sys.platform == "win32":
        with _windows_keys(on_key):
            yield True
    else:
        with _posix_keys(on_key):
            yield True


@contextmanager
def termination_interrupts() -> Iterator[None]:
    """Take SIGTERM as Ctrl-C while the block runs, so that it too leaves everything in order."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def characters(data: bytes) -> list[str]:
    """The keys in what a terminal sent at once. An escape sequence, such as an arrow's, is no key."""
    return list(_SEQUENCE.sub("", data.decode("utf-8", "ignore")).replace("\r", "\n"))


if sys.platform != "win32":
    import select
    import termios
    import tty

    @contextmanager
    def _posix_keys(on_key: OnKey) -> Iterator[None]:
        terminal = sys.stdin.fileno()
        before = termios.tcgetattr(terminal)

        def restore() -> None:
            termios.tcsetattr(terminal, termios.TCSADRAIN, before)

        def continue_(*_: object) -> None:  # after Ctrl-Z and `fg` the shell has put its own settings there
            tty.setcbreak(terminal, termios.TCSANOW)

        stop_read, stop_write = os.pipe()
        thread = threading.Thread(
            target=_read_posix, args=(terminal, stop_read, on_key), name="keys", daemon=True
        )
        in_main_thread = threading.current_thread() is threading.main_thread()
        atexit.register(restore)
        try:
            tty.setcbreak(terminal, termios.TCSANOW)
            if in_main_thread:
                continued = signal.signal(signal.SIGCONT, continue_)
            thread.start()
            yield
        finally:
            os.write(stop_write, b".")
            if thread.ident is not None:
                thread.join()
            if in_main_thread:
                signal.signal(signal.SIGCONT, continued)
            restore()
            atexit.unregister(restore)
            os.close(stop_read)
            os.close(stop_write)

    def _read_posix(terminal: int, stop: int, on_key: OnKey) -> None:
        while True:
            ready, _, _ = select.select([terminal, stop], [], [])
            if stop in ready:
                return
            try:
                data = os.read(terminal, 64)
            except OSError:  # the terminal is gone
                return
            if not data:
                return
            for key in characters(data):
                on_key(key)

else:
    import msvcrt

    @contextmanager
    def _windows_keys(on_key: OnKey) -> Iterator[None]:
        # A console needs no change of mode here: msvcrt reads past line editing by itself.
        stop = threading.Event()
        thread = threading.Thread(target=_read_windows, args=(stop, on_key), name="keys", daemon=True)
        thread.start()
        try:
            yield
        finally:
            stop.set()
            thread.join()

    def _read_windows(stop: threading.Event, on_key: OnKey) -> None:
        while not stop.wait(0.02):
            while msvcrt.kbhit():
                key = msvcrt.getwch()
                if key in ("\x00", "\xe0"):  # an arrow or function key: its code follows
                    msvcrt.getwch()
                elif key == "\x03":
                    import _thread

                    _thread.interrupt_main()
                else:
                    on_key(key.replace("\r", "\n"))
