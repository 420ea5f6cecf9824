"""A terminal made of software: runs voicedrill in a pseudo-terminal, presses keys, reads the screen."""

import os
import re
import select
import subprocess
import sys
import time
from pathlib import Path

_CONTROL = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]|\r")
# The new process takes the terminal as its own, so that Ctrl-C reaches it as a signal.
_START = """
import fcntl, sys, termios
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
from voicedrill.cli.main import main
sys.argv = ["voicedrill", *sys.argv[1:]]
main()
"""


class Terminal:
    """voicedrill in a terminal of 100 by 40. ``text``: all that was printed so far, without control codes."""

    def __init__(self, *arguments: object, data: Path, environment: dict[str, str] | None = None) -> None:
        import termios

        self._master, self._slave = os.openpty()
        termios.tcsetwinsize(self._slave, (40, 100))
        self.modes_before = self.modes
        self.text = ""
        self._read_until = 0
        self.process = subprocess.Popen(
            [sys.executable, "-c", _START, *map(str, arguments)],
            stdin=self._slave,
            stdout=self._slave,
            stderr=self._slave,
            start_new_session=True,
            env={**(environment or os.environ), "VOICEDRILL_DATA": str(data), "TERM": "xterm-256color"},
        )

    @property
    def modes(self) -> list[object]:
        """The terminal's settings."""
        import termios

        return termios.tcgetattr(self._slave)

    def press(self, keys: str) -> None:
        """Type ``keys``."""
        os.write(self._master, keys.encode())

    def wait_for(self, text: str, timeout_s: float = 40) -> None:
        """Return when ``text`` stands in what was printed since the last wait. Raises TimeoutError."""
        deadline = time.monotonic() + timeout_s
        while (at := self.text.find(text, self._read_until)) < 0:
            if not self._read(deadline - time.monotonic()):
                raise TimeoutError(f"{text!r} was never shown:\n{self.text}")
        self._read_until = at + len(text)

    def _read(self, timeout_s: float) -> bool:
        ready, _, _ = select.select([self._master], [], [], max(0.0, timeout_s))
        if not ready:
            return False
        self.text += _CONTROL.sub("", os.read(self._master, 65536).decode("utf-8", "replace"))
        return True

    def wait_for_end(self, timeout_s: float = 40) -> int:
        """The exit code, when the program has ended."""
        deadline = time.monotonic() + timeout_s
        while self.process.poll() is None:
            if time.monotonic() > deadline:
                raise TimeoutError(f"it goes on:\n{self.text}")
            self._read(0.05)
        while self._read(0):
            pass
        return self.process.returncode

    def close(self) -> None:
        """End it, if it runs, and close the terminal."""
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        os.close(self._slave)
        os.close(self._master)
