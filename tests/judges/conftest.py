"""What the tests of judges use."""

import socket
from collections.abc import Callable

import pytest
from click.testing import CliRunner, Result

from voicedrill.cli.main import command


@pytest.fixture(autouse=True)
def no_choice_of_the_tester(
    monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Whatever judge and models the tester has stay out of it."""
    for variable in ("", "_KEY", "_SECONDS"):
        monkeypatch.delenv(f"VOICEDRILL_JUDGE{variable}", raising=False)
    monkeypatch.delenv("VOICEDRILL_ALLOW_HOST", raising=False)
    monkeypatch.setenv("VOICEDRILL_DATA", str(tmp_path_factory.mktemp("data")))


@pytest.fixture
def run() -> Callable[..., Result]:
    """Run `voicedrill ARGS`; whatever happens, it leaves with an exit code and without a traceback."""

    def run(*args: object) -> Result:
        result = CliRunner().invoke(command, [str(arg) for arg in args])
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        assert "Traceback" not in result.output
        return result

    return run


@pytest.fixture
def connections(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Every attempt to look up or reach a host fails, and is kept."""
    attempts: list[object] = []

    def refuse(*address: object, **_: object) -> None:
        attempts.append(address)
        raise OSError("not now")

    for name in ("connect", "connect_ex"):
        monkeypatch.setattr(socket.socket, name, refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    return attempts
