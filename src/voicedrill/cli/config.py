"""`voicedrill config`: every default that can be changed, where its value comes from, and changing it."""

import os
from collections.abc import Iterator
from dataclasses import dataclass, fields
from importlib import import_module
from typing import Any

import click

from voicedrill.cli.messages import say
from voicedrill.cli.settings import (
    OPTIONS,
    band_names,
    check_names,
    checked,
    full_name,
    setting_of,
    variable,
)
from voicedrill.errors import UsageError
from voicedrill.settings.file import BANDS, SettingsFile, Value, read_settings, settings_path, write_setting


@dataclass(frozen=True)
class Row:
    """One setting: its value now and who gave it."""

    name: str
    value: Any
    source: str
    variable: str | None
    help: str


@click.group(invoke_without_command=True)
@click.option("--json", "as_json", is_flag=True, help="One object on standard output, nothing else.")
@click.pass_context
def command(context: click.Context, as_json: bool) -> None:
    """Show or change the defaults of the commands.

    Without a subcommand all settings are listed: value, where it comes from, what it does. An option on the
    command line comes first, then the environment variable, then the file, then the program's own default.
    """
    if context.invoked_subcommand is not None:
        return
    settings = read_settings()
    check_names(settings)
    rows = list(_rows(settings))
    if as_json:
        import json

        data = {
            row.name: {"value": row.value, "source": row.source, "variable": row.variable} for row in rows
        }
        click.echo(json.dumps({"file": str(settings.path), "settings": data}, ensure_ascii=False))
        return
    _print(rows, settings)


@command.command()
@click.argument("name")
def get(name: str) -> None:
    """Print the value of NAME."""
    settings = read_settings()
    wanted = _known(name)
    row = next(row for row in _rows(settings) if row.name == wanted)
    click.echo("" if row.value is None else _shown(row.value))


@command.command("set")
@click.argument("name")
@click.argument("values", metavar="VALUE...", nargs=-1, required=True)
def set_(name: str, values: tuple[str, ...]) -> None:
    """Set NAME to VALUE in the configuration file; several values where the option may be repeated.

    For example: `voicedrill config set end-silence 4`, `voicedrill config set fast-wpm 190`.
    """
    wanted = _known(name)
    path = write_setting(wanted, _value(wanted, values))
    say(f"{wanted} is set in {path}.")


@command.command()
@click.argument("name")
def unset(name: str) -> None:
    """Take NAME out of the configuration file: the program's own default is back."""
    wanted = _known(name)
    path = write_setting(wanted, None)
    say(f"{wanted} stands no more in {path}.")


@command.command()
def path() -> None:
    """Print where the configuration file is, or would be."""
    click.echo(settings_path())


def setting_names() -> list[str]:
    """All settings, in the order in which they are shown."""
    return [*OPTIONS, *(f"{BANDS}.{band}" for band in band_names())]


def _known(name: str) -> str:
    """The setting as it stands in the file. Raises UsageError."""
    from voicedrill.decks.suggest import did_you_mean, known_names

    wanted = full_name(name)
    known = setting_names()
    if wanted not in known:
        raise UsageError(f"no setting '{name}'.{did_you_mean(name, known)}{known_names(known)}")
    return wanted


def _value(name: str, values: tuple[str, ...]) -> Value:
    """``values`` as they are written into the file. Raises UsageError for what the option does not take."""
    option = _option(name)
    if option is not None and option.multiple:
        return list(values)
    if len(values) != 1:
        raise UsageError(f"{name} takes one value; put it in quotes if it has spaces.")
    (text,) = values
    if option is None or not option.is_flag:
        number = _number(text)
        value: Value = text if number is None else number
        if option is not None:
            # A device may be called "2": only what the option takes as a number is written as one.
            value = (
                value if isinstance(option.type, click.IntRange | click.FloatRange) else _plain(option, text)
            )
            checked(option, value, name)
        elif number is None:
            raise UsageError(f"{name} takes a number, not '{text}'.")
        return value
    return bool(click.BOOL.convert(text, option, None))


def _plain(option: click.Option, text: str) -> Value:
    converted = option.type.convert(text, option, None)
    return converted if isinstance(converted, str | int | float) else text


def _number(text: str) -> int | float | None:
    for kind in (int, float):
        try:
            return kind(text)
        except ValueError:
            continue
    return None


def _rows(settings: SettingsFile) -> Iterator[Row]:
    for name in OPTIONS:
        option = _option(name)
        if option is None:
            continue
        named = option.envvar if isinstance(option.envvar, str) else variable(name)
        value, source = option.default, "built in"
        if name in settings.options:
            value, source = settings.options[name], "the file"
        if os.environ.get(named):
            value, source = os.environ[named], "the environment"
        yield Row(
            name,
            value if isinstance(value, str | int | float | bool | list) else None,
            source,
            named,
            option.help or "",
        )
    from voicedrill.coach.delivery_advice import Bands

    for band, field in zip(band_names(), fields(Bands), strict=True):
        value, source = field.default, "built in"
        if band in settings.bands:
            value, source = settings.bands[band], "the file"
        yield Row(f"{BANDS}.{band}", value, source, None, "")


def _option(name: str) -> click.Option | None:
    """The first option of that name in any command; None for a bound of advice."""
    from voicedrill.cli.main import COMMANDS

    for target in ("practice", *COMMANDS):
        if target == "config":
            continue
        module, attribute = COMMANDS[target].target.split(":")
        for option in _options_in(getattr(import_module(module), attribute)):
            if setting_of(option) == name:
                return option
    return None


def _options_in(found: click.Command) -> Iterator[click.Option]:
    yield from (option for option in found.params if isinstance(option, click.Option))
    if isinstance(found, click.Group):
        for child in found.commands.values():
            yield from _options_in(child)


def _print(rows: list[Row], settings: SettingsFile) -> None:
    """Each setting and its value, and under them what it does, so that it reads in a narrow window too."""
    import sys

    from rich.console import Console
    from rich.padding import Padding
    from rich.text import Text

    console = Console(file=sys.stdout, highlight=False)
    widest = max(len(row.name) for row in rows)
    for row in rows:
        line = Text(row.name.ljust(widest + 2))
        line.append("–" if row.value is None else _shown(row.value), "bold")
        if row.source != "built in":
            line.append(f"   from {row.source}", "cyan")
        console.print(line)
        if row.variable:
            about = Text(f"{row.help} ".lstrip(), "dim").append(row.variable, "dim italic")
            console.print(Padding(about, (0, 0, 0, 4)))
    there = "" if settings.path.is_file() else " (not there yet: `voicedrill config set` makes it)"
    say(f"\nThe file: {settings.path}{there}. What the bounds mean: docs/metrics.md.")


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return " ".join(map(str, value))
    return f"{value:g}" if isinstance(value, float) else str(value)
