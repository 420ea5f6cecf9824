"""The command line as tests run it."""

from collections.abc import Callable

import pytest
from click.testing import CliRunner, Result

from voicedrill.cli.main import command
from voicedrill.recognition import registry

Run = Callable[..., Result]


@pytest.fixture(autouse=True)
def folders_of_its_own(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Whatever models and attempts the tester has stay out of it."""
    monkeypatch.setenv("VOICEDRILL_DATA", str(tmp_path_factory.mktemp("data")))
    monkeypatch.setenv("VOICEDRILL_CACHE", str(tmp_path_factory.mktemp("cache")))


@pytest.fixture
def run() -> Run:
    """Run `voicedrill ARGS`; whatever happens, it leaves with an exit code and without a traceback."""

    def run(*args: object) -> Result:
        result = CliRunner().invoke(command, [str(arg) for arg in args])
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        assert "Traceback" not in result.output
        return result

    return run


@pytest.fixture
def scripted(monkeypatch: pytest.MonkeyPatch) -> str:
    """The name of an engine that hears the same words in every cut."""
    monkeypatch.setitem(registry.ENGINES, "scripted", "scripted_engine:Engine")
    monkeypatch.setitem(registry.ENGINES, "broken", "scripted_engine:BrokenEngine")
    return "scripted"
