"""docs/practice.md names every option and every key."""

import re
from pathlib import Path

import pytest

from voicedrill.cli.main import prepare
from voicedrill.cli.practice import command
from voicedrill.sessions.keys import ACTIONS, RATINGS

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "practice.md").read_text()
KEY_NAMES = {" ": "space", "\n": "enter"}


def section(title: str) -> str:
    return re.split(r"^## ", PAGE.split(f"## {title}\n", 1)[1], maxsplit=1, flags=re.MULTILINE)[0]


def test_every_option_is_documented() -> None:
    prepare(command)  # as it is called
    options = {name for param in command.params for name in param.opts if name.startswith("--")}
    assert len(options) > 10
    assert set(re.findall(r"`(--[a-z-]+)", section("Options"))) == options


@pytest.mark.parametrize("name", ["end_silence_s", "max_s", "engine"])
def test_documented_defaults_are_the_real_ones(name: str) -> None:
    [param] = [param for param in command.params if param.name == name]
    [row] = [row for row in section("Options").splitlines() if f"`{param.opts[0]} " in row]
    default = row.split("|")[2].strip(" `")
    assert default == (f"{param.default:g}" if isinstance(param.default, float) else param.default)


def test_every_key_is_documented() -> None:
    rows = section("Keys").split("|---|---|\n")[1].splitlines()
    named = {key for row in rows if row.startswith("|") for key in re.findall("`(.+?)`", row.split("|")[1])}
    assert named == {KEY_NAMES.get(key, key) for key in (*ACTIONS, *RATINGS)} | {"Ctrl-C"}
