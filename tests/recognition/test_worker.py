"""A function in a process of its own: its answers, its errors, its end."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from voicedrill.errors import EngineError
from voicedrill.recognition.worker import Worker, WorkerGoneError

SOON_S = 20.0


class StubbornError(Exception):
    """Cannot be sent from one process to another."""

    def __init__(self, one: str, other: str) -> None:
        super().__init__(one + other)


def counting() -> Callable[[object], tuple[int, object]]:
    calls = iter(range(1000))

    def function(argument: object) -> tuple[int, object]:
        if isinstance(argument, Exception):
            raise argument
        if argument == "stubborn":
            raise StubbornError("so ", "so")
        if argument == "print":
            print("noise", flush=True)
            os.write(1, b"more noise")
        if argument == "pid":
            return next(calls), os.getpid()
        if argument == "end":
            os._exit(3)
        return next(calls), argument

    return function


def never_starting() -> Callable[[], None]:
    raise EngineError("There is no model.")


@pytest.fixture
def worker() -> Iterator[Worker[tuple[int, object]]]:
    one = Worker(counting)
    yield one
    one.close()


def test_calls_are_answered_in_another_process_that_remembers(worker: Worker[tuple[int, object]]) -> None:
    large = os.urandom(2_000_000)  # much more than a pipe holds
    assert worker.call(large) == (0, large)
    assert worker.call("pid") == (1, worker.pid)
    assert worker.pid != os.getpid()


def test_what_the_function_prints_does_not_mix_with_its_answers(worker: Worker[tuple[int, object]]) -> None:
    assert worker.call("print") == (0, "print")
    assert worker.call("next") == (1, "next")


def test_errors_come_back_and_the_worker_lives_on(worker: Worker[tuple[int, object]]) -> None:
    with pytest.raises(EngineError, match="The model broke"):
        worker.call(EngineError("The model broke."))
    with pytest.raises(RuntimeError, match=r"StubbornError\('so so'\)"):
        worker.call("stubborn")
    assert worker.call("next") == (0, "next")


def test_a_worker_that_died_says_so_each_time(worker: Worker[tuple[int, object]]) -> None:
    for _ in range(2):
        with pytest.raises(WorkerGoneError):
            worker.call("end")


def test_one_that_was_killed_says_so(worker: Worker[tuple[int, object]]) -> None:
    worker.call("next")
    os.kill(worker.pid, signal.SIGKILL)
    with pytest.raises(WorkerGoneError):
        worker.call("next")


def test_one_that_cannot_begin_is_gone() -> None:
    worker = Worker(never_starting)
    with pytest.raises(WorkerGoneError):
        worker.call()
    worker.close()


def test_closing_twice_is_fine(worker: Worker[tuple[int, object]]) -> None:
    worker.close()
    worker.close()
    with pytest.raises(WorkerGoneError):
        worker.call("next")


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals")
def test_it_does_not_hear_ctrl_c(worker: Worker[tuple[int, object]]) -> None:
    worker.call("next")
    os.kill(worker.pid, signal.SIGINT)
    assert worker.call("next") == (1, "next")
    assert os.getpgid(worker.pid) != os.getpgid(0)  # a terminal would not even send it


def test_a_program_without_a_main_guard_can_use_it(tmp_path: Path) -> None:
    program = tmp_path / "program.py"
    program.write_text(
        "from functools import partial\nimport operator\n"
        "from voicedrill.recognition.worker import Worker\n"
        "print('begun')\n"
        "worker = Worker(partial(partial, operator.add))\n"
        "print(worker.call(2, 3))\nworker.close()\n"
    )
    done = subprocess.run([sys.executable, program], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["begun", "5"]


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="needs /proc")
def test_no_orphan_stays_when_the_parent_is_killed() -> None:
    program = (
        "from functools import partial; import operator, time\n"
        "from voicedrill.recognition.worker import Worker\n"
        "worker = Worker(partial(partial, operator.add)); worker.call(2, 3)\n"
        "print(worker.pid, flush=True); time.sleep(1000)\n"
    )
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        child = int(parent.stdout.readline())
        assert is_alive(child)
        parent.kill()
    deadline = time.monotonic() + SOON_S
    while is_alive(child):
        assert time.monotonic() < deadline, "the child lives on"
        time.sleep(0.01)


def is_alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"  # ended, though nobody has asked how
