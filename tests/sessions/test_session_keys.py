"""Reading single keys: what arrives, and that the terminal is put back whatever happens."""

import os
import signal
import subprocess
import sys

import pytest

from voicedrill.sessions.keys import characters, keys_of_terminal

if os.name == "nt":
    pytest.skip("Windows has no pseudo-terminals of this kind", allow_module_level=True)

import termios

PROGRAM = """
import fcntl, os, queue, sys, termios
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
from voicedrill.sessions.keys import keys_of_terminal, termination_interrupts
keys = queue.SimpleQueue()
def next_key():
    # As in a session, the main thread wakes now and then: a signal may have reached another thread first.
    while True:
        try:
            return keys.get(timeout=0.1)
        except queue.Empty:
            pass
with termination_interrupts(), keys_of_terminal(keys.put) as reads:
    print("reads" if reads else "no keys", flush=True)
    while (key := next_key()) != "q":
        if key == "x":
            raise RuntimeError("out of order")
        print(repr(key), flush=True)
print("left", flush=True)
"""


class Session:
    def __init__(self) -> None:
        self.master, self.slave = os.openpty()
        self.before = termios.tcgetattr(self.slave)
        self.process = subprocess.Popen(
            [sys.executable, "-c", PROGRAM],
            stdin=self.slave,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    def line(self) -> str:
        assert self.process.stdout is not None
        return self.process.stdout.readline().strip()

    def press(self, keys: str) -> None:
        os.write(self.master, keys.encode())

    def end(self) -> None:
        left = self.process.poll() is not None
        self.process.kill()
        self.process.communicate()
        assert left
        assert termios.tcgetattr(self.slave) == self.before
        os.close(self.slave)
        os.close(self.master)


@pytest.fixture
def session():
    session = Session()
    assert session.line() == "reads"
    assert termios.tcgetattr(session.slave) != session.before
    yield session
    session.end()


def test_keys_arrive_one_by_one_without_enter(session: Session) -> None:
    for sent, got in ((" ", "' '"), ("\r", r"'\n'"), ("r", "'r'"), ("é", "'é'")):
        session.press(sent)
        assert session.line() == got
    session.press("\x1b[A")  # an arrow is no key
    session.press("q")
    assert session.line() == "left"
    assert session.process.wait() == 0


@pytest.mark.parametrize("end", ["\x03", "x", signal.SIGTERM, signal.SIGINT])
def test_the_terminal_is_put_back_however_it_ends(session: Session, end: str | signal.Signals) -> None:
    if isinstance(end, str):
        session.press(end)
    else:
        session.process.send_signal(end)
    assert session.line() == ""
    assert session.process.wait() != 0


def test_after_a_stop_and_a_continue_keys_are_read_again(session: Session) -> None:
    session.process.send_signal(signal.SIGSTOP)
    termios.tcsetattr(session.slave, termios.TCSANOW, session.before)  # as a shell does
    session.process.send_signal(signal.SIGCONT)
    session.press("h")
    # Read at once, though no Enter was pressed: the terminal is in its single-key mode again.
    assert session.line() == "'h'"
    session.press("q")
    assert session.line() == "left"
    assert session.process.wait() == 0


def test_no_terminal_no_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    with open(os.devnull) as nothing:  # noqa: PTH123 - a device, not a path
        monkeypatch.setattr(sys, "stdin", nothing)
        with keys_of_terminal(print) as reads:
            assert not reads


def test_what_a_terminal_sends_at_once_is_told_apart() -> None:
    assert characters(b"rs\r") == ["r", "s", "\n"]
    assert characters(b"\x1b[15~") == []
    assert characters(b"\x1b[Aq\x1bOPr\x1b") == ["q", "r"]
    assert characters("ü".encode()) == ["ü"]
    assert characters(b"\xff") == []
