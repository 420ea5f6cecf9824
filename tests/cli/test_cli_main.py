"""The command as a whole: help without weight, unknown names, every way out with its exit code."""

import os
import subprocess
import sys

import click
import pytest

from voicedrill import __version__
from voicedrill.cli.main import COMMANDS, command
from voicedrill.cli.messages import say
from voicedrill.decks import find
from voicedrill.errors import DeviceError

VOICEDRILL = [sys.executable, "-m", "voicedrill"]


@pytest.mark.parametrize("arguments", [["--help"], ["-h"], []])
def test_help_lists_every_command(run, arguments: list[str]) -> None:
    result = run(*arguments)
    assert result.exit_code == 0
    for name, entry in COMMANDS.items():
        assert f"\n  {name}  " in result.stdout
        assert entry.help in result.stdout


@pytest.mark.parametrize("name", COMMANDS)
def test_the_help_in_the_table_is_the_commands_own(name: str) -> None:
    found = command.get_command(click.Context(command), name)
    assert found is not None
    assert found.get_short_help_str(limit=200) == COMMANDS[name].help


HEAVY = {
    "av",
    "faster_whisper",
    "moonshine_voice",
    "multiprocessing",
    "numpy",
    "onnxruntime",
    "pocketsphinx",
    "pydantic",
    "rapidfuzz",
    "rich",
    "sounddevice",
    "yaml",
}


@pytest.mark.parametrize("name", COMMANDS)
def test_the_help_of_a_command_imports_nothing_heavy(name: str) -> None:
    probe = (
        "import sys; from click.testing import CliRunner; from voicedrill.cli.main import command; "
        f"assert CliRunner().invoke(command, [{name!r}, '--help']).exit_code == 0; "
        f"print(sorted({HEAVY} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_version() -> None:
    done = subprocess.run([*VOICEDRILL, "--version"], capture_output=True, text=True, check=True)
    assert done.stdout == f"voicedrill {__version__}\n"


def test_an_unknown_command_names_the_known(run) -> None:
    result = run("analize")
    assert result.exit_code == 2
    assert "error: no command 'analize'. Did you mean 'analyze'? Known: demo, practice," in result.stderr
    assert run("decks", "--nonsense").exit_code == 2


@pytest.mark.parametrize(
    ("raised", "code", "words"),
    [
        (DeviceError("No microphone."), 4, "error: No microphone."),
        (KeyboardInterrupt(), 130, "interrupted"),
        (RuntimeError("oops"), 1, "error: RuntimeError: oops. This is a bug in voicedrill"),
    ],
)
def test_every_error_is_one_sentence_and_a_code(
    run, monkeypatch: pytest.MonkeyPatch, raised: BaseException, code: int, words: str
) -> None:
    def fail() -> list[str]:
        raise raised

    monkeypatch.setattr(find, "deck_names", fail)
    result = run("decks")
    assert result.exit_code == code
    assert result.stdout == ""
    assert result.stderr.strip().startswith(words)


def test_a_reader_that_leaves_early_is_no_error() -> None:
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(
        [*VOICEDRILL, "decks"], stdout=writer, stderr=subprocess.PIPE, text=True, check=False
    )
    os.close(writer)
    assert (done.returncode, done.stderr) == (0, "")


def test_a_group_by_its_name_alone_shows_its_help_once(run) -> None:
    result = run("deck")
    assert result.exit_code == 2
    assert result.stderr.count("Usage:") == 1
    assert "error:" not in result.stderr


@pytest.mark.parametrize(
    "called",
    [["history"], ["progress"], ["today"], ["practice", "starter", "--no-voice"], ["models", "list"]],
)
def test_a_data_folder_that_cannot_be_made_is_one_sentence(
    run, called: list[str], tmp_path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("VOICEDRILL_DATA", str(tmp_path / "file" / "data"))
    result = run(*called)
    assert result.exit_code in (3, 4)
    assert "VOICEDRILL_DATA" in result.stderr
    assert "bug" not in result.stderr


@pytest.mark.parametrize("columns", [40, 60, 80])
def test_messages_break_between_words_in_a_terminal_and_commands_stay_whole(
    columns: int, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    sentence = "For daily use Whisper is recommended, because it writes down better words than the small one."
    called = f"  voicedrill analyze {'a' * 90}"
    say(f"{sentence}\n{called}")
    *lines, last = capsys.readouterr().err.splitlines()
    assert last == called
    assert all(len(line) <= columns for line in lines)
    assert " ".join(lines) == sentence
