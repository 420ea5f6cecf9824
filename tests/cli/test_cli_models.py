"""`voicedrill models` as a user calls it: real processes, a hub on 127.0.0.1, a terminal where it asks."""

import json
import os
import pty
import select
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import fake_hub
from fake_hub import FakeHub
from make_tiny_whisper import make_tiny_whisper

MAIN = "from voicedrill.cli.main import main; main()"
VOICEDRILL = [sys.executable, "-c", MAIN, "models"]
#: Makes standard input the terminal that Ctrl-C comes from.
TAKE_TERMINAL = "import fcntl, os, termios; os.setsid(); fcntl.ioctl(0, termios.TIOCSCTTY, 0)"


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    return {
        **{key: value for key, value in os.environ.items() if not key.startswith(("HF_", "VOICEDRILL_"))},
        "VOICEDRILL_DATA": str(tmp_path / "data"),
        "NO_PROXY": "127.0.0.1",
        "TERM": "xterm",
    }


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_tiny_whisper(tmp_path_factory.mktemp("hub") / "tiny")


@pytest.fixture
def hub(tiny: Path) -> Iterator[FakeHub]:
    with fake_hub.running(tiny) as hub:
        yield hub


def run(environment: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*VOICEDRILL, *arguments],
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def answer_at_terminal(environment: dict[str, str], answer: bytes, *arguments: str) -> tuple[int, str]:
    """Run with a terminal as standard input and error, give ``answer`` when it asks; exit code and screen."""
    command = [sys.executable, "-c", f"{TAKE_TERMINAL}; {MAIN}", "models", *arguments]
    ours, theirs = pty.openpty()
    with subprocess.Popen(command, env=environment, stdin=theirs, stderr=theirs) as process:
        os.close(theirs)
        screen = b""
        answered = False
        silences = 0
        while silences < 30:
            if not select.select([ours], [], [], 2)[0]:
                silences += 1
                if answered and answer == b"\x03":
                    # A signal that comes just before Python sleeps in its read waits for the next one.
                    os.write(ours, answer)
                continue
            try:
                block = os.read(ours, 4096)
            except OSError:  # the other side was closed
                break
            if not block:
                break
            screen += block
            if not answered and b"Download it?" in screen:
                os.write(ours, answer)
                answered = True
        try:
            code = process.wait(60)
        finally:
            process.kill()
    os.close(ours)
    return code, screen.decode()


def test_pull_says_what_how_large_and_from_where_then_list_and_remove(
    environment: dict[str, str], hub: FakeHub, tmp_path: Path
) -> None:
    pulled = run(environment, "pull", "tiny.en", "--yes", "--from", hub.address)
    assert (pulled.returncode, pulled.stdout) == (0, "")
    before = pulled.stderr.partition("10 %")[0]
    for said in (
        "tiny.en: about 78 MB",
        "MIT",
        f"{hub.address}/{fake_hub.REPOSITORY}",
        str(tmp_path / "data"),
    ):
        assert said in before
    assert "100 %" in pulled.stderr
    assert "is ready" in pulled.stderr

    rows = {row["name"]: row for row in json.loads(run(environment, "list", "--json").stdout)}
    assert rows["tiny.en"]["installed"]
    assert rows["tiny.en"]["used"]
    assert not rows["small.en"]["installed"]
    assert "in use" in run(environment, "list").stdout

    again = run(environment, "pull", "tiny.en", "--yes", "--from", hub.address)
    assert again.returncode == 0
    assert "here already" in again.stderr

    assert run(environment, "remove", "tiny.en").returncode == 0
    assert run(environment, "remove", "tiny.en").returncode == 4
    assert "None is here yet" in run(environment, "list").stdout


def test_no_to_the_question_downloads_nothing(environment: dict[str, str], hub: FakeHub) -> None:
    code, screen = answer_at_terminal(environment, b"n\n", "pull", "tiny.en", "--from", hub.address)
    assert code == 4
    assert "Nothing was downloaded" in screen
    assert hub.requests == []


def test_yes_to_the_question_downloads_with_a_bar(environment: dict[str, str], hub: FakeHub) -> None:
    code, screen = answer_at_terminal(environment, b"y\n", "pull", "tiny.en", "--from", hub.address)
    assert code == 0
    assert "is ready" in screen
    assert "100%" in screen or "2.3/2.3 MB" in screen


def test_ctrl_c_at_the_question_is_an_interruption(environment: dict[str, str], hub: FakeHub) -> None:
    code, screen = answer_at_terminal(environment, b"\x03", "pull", "tiny.en", "--from", hub.address)
    assert code == 130
    assert "Traceback" not in screen
    assert hub.requests == []


def test_without_a_terminal_it_does_not_download_unasked(environment: dict[str, str], hub: FakeHub) -> None:
    refused = run(environment, "pull", "tiny.en", "--from", hub.address)
    assert refused.returncode == 2
    assert "--yes" in refused.stderr
    assert hub.requests == []


def test_ctrl_c_in_the_middle_keeps_what_came_and_the_next_call_goes_on(
    environment: dict[str, str], hub: FakeHub
) -> None:
    hub.stalls = True
    command = [*VOICEDRILL, "pull", "tiny.en", "--yes", "--from", hub.address]
    with subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        assert any("50 %" in line for line in iter(process.stderr.readline, ""))
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "What has arrived is kept" in errors
    assert "Traceback" not in errors
    rows = {row["name"]: row for row in json.loads(run(environment, "list", "--json").stdout)}
    assert not rows["tiny.en"]["installed"]
    assert rows["tiny.en"]["unfinished_mb"] > 1.1

    hub.stalls = False
    hub.go_on.set()
    assert run(environment, "pull", "tiny.en", "--yes", "--from", hub.address).returncode == 0
    assert hub.asked("/cdn/model.bin")[-1].startswith("bytes=")


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("pull", "small"), 2, "small.en"),
        (("pull", "tiny.en", "--yes", "--from", "nowhere"), 2, "not a hub's address"),
        (("pull", "tiny.en", "--yes", "--from", "http://127.0.0.1:9"), 4, "No connection"),
        (("remove", ".."), 4, "not on this machine"),
        (("pull",), 2, "NAME"),
    ],
)
def test_what_goes_wrong_is_one_sentence_and_an_exit_code(
    environment: dict[str, str], arguments: tuple[str, ...], code: int, said: str
) -> None:
    done = run(environment, *arguments)
    assert done.returncode == code
    assert said in done.stderr
    assert done.stderr.count("error: ") == 1
    assert "Traceback" not in done.stderr


def test_a_wrong_choice_in_the_environment_does_not_hide_the_list(environment: dict[str, str]) -> None:
    done = run({**environment, "VOICEDRILL_WHISPER_MODEL": "no-such"}, "list")
    assert done.returncode == 0
    assert "small.en" in done.stdout
    assert "no-such" in done.stderr
