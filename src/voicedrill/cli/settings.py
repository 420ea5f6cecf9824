"""Defaults that the user may set: in the configuration file, or by environment variables named after them.

An option takes its value from the command line, else from VOICEDRILL_<NAME>, else from config.toml, else from
the program. A setting is the default of the option of its name in every command that has one.
"""

import re
from dataclasses import fields
from typing import Any

import click

from voicedrill.errors import UsageError
from voicedrill.settings.file import BANDS, SettingsFile, Value, read_settings

#: The options that may be set: those that stay the same from day to day. What they do: `voicedrill config`.
OPTIONS = (
    "device",
    "voice",
    "rate",
    "volume",
    "no-voice",
    "engine",
    "think",
    "end-silence",
    "max-seconds",
    "follow-ups",
    "no-rating",
    "no-check",
    "no-keep",
    "sound",
    "page",
    "mood",
    "judge",
    "allow-host",
    "judge-seconds",
    "no-lessons",
)


def variable(name: str) -> str:
    """The environment variable of a setting."""
    return f"VOICEDRILL_{name.upper().replace('-', '_')}"


def setting_of(option: click.Parameter) -> str | None:
    """The setting that ``option`` takes its default from."""
    if not isinstance(option, click.Option):
        return None
    names = (name.removeprefix("--") for name in option.opts)
    return next((name for name in names if name in OPTIONS), None)


def defaults_of(command: click.Command, settings: SettingsFile | None = None) -> dict[str, Any]:
    """What is set for the options of ``command``, and of those in it, as click's ``default_map``.

    Their environment variables are named on the way. Raises UsageError for a setting that is unknown, or
    whose value its option does not take.
    """
    if isinstance(command, click.Group):
        parts = {name: defaults_of(child, settings) for name, child in command.commands.items()}
        return {name: part for name, part in parts.items() if part}
    found = [(option, setting_of(option)) for option in command.params if isinstance(option, click.Option)]
    named = [(option, name) for option, name in found if name is not None]
    if not named:
        return {}
    if settings is None:
        settings = read_settings()
        check_names(settings)
    for option, name in named:
        option.envvar = option.envvar or variable(name)
    return {
        str(option.name): checked(option, settings.options[name], f"{settings.path}: {name}")
        for option, name in named
        if name in settings.options
    }


def checked(option: click.Option, value: Value, where: str) -> object:
    """``value`` as ``option`` takes it. Raises UsageError, which begins with ``where``."""
    try:
        if option.is_flag and not isinstance(value, bool):
            raise click.BadParameter("it is true or false")
        if option.multiple:
            return tuple(option.type.convert(item, option, None) for item in _listed(value))
        return option.type.convert(value, option, None)
    except click.BadParameter as error:
        message = re.sub(r"not a valid (float|integer)( range)?$", "not a number", error.message.rstrip("."))
        raise UsageError(f"{where}: {message}. See `voicedrill config`.") from error


def check_names(settings: SettingsFile) -> None:
    """Raises UsageError for a setting that there is none of."""
    from voicedrill.decks.suggest import did_you_mean, known_names

    for given, known in ((settings.options, OPTIONS), (settings.bands, band_names())):
        for name in given:
            if name not in known:
                raise UsageError(
                    f"{settings.path}: no setting '{name}'.{did_you_mean(name, known)}{known_names(known)}"
                )


def band_names() -> tuple[str, ...]:
    """The bounds of advice that may be set under [bands]."""
    from voicedrill.coach.delivery_advice import Bands

    return tuple(field.name.replace("_", "-") for field in fields(Bands))


def full_name(name: str) -> str:
    """Where ``name`` stands in the file: a bound of advice may be given without its table."""
    return f"{BANDS}.{name}" if name in band_names() else name


def _listed(value: Value) -> list[str]:
    return value if isinstance(value, list) else str(value).split()
