"""config.toml in the user's configuration folder: settings by name, and the bounds of advice under [bands].

Comments and order survive a rewrite. The file is only made when something is set.
"""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from voicedrill.errors import UsageError
from voicedrill.folders import config_dir

BANDS = "bands"
Value = str | int | float | bool | list[str]


@dataclass(frozen=True)
class SettingsFile:
    """What stands in the file. ``options``: by the name of the option that they are the default of."""

    path: Path
    options: dict[str, Value] = field(default_factory=dict)
    bands: dict[str, Value] = field(default_factory=dict)


def settings_path() -> Path:
    """Where the file is, or would be."""
    return config_dir() / "config.toml"


def read_settings() -> SettingsFile:
    """What is set; nothing where there is no file. Raises UsageError when it cannot be read."""
    path = settings_path()
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return SettingsFile(path)
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path} cannot be read: {error}. Mend it or move it away.") from error
    import tomllib

    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"{path} is not TOML: {error}. Mend it or move it away.") from error
    bands = data.pop(BANDS, {})
    if not isinstance(bands, dict):
        raise UsageError(f"{path}: [{BANDS}] must be a table, such as\n[{BANDS}]\nfast-wpm = 190")
    for name, value in [*data.items(), *bands.items()]:
        _check(path, name, value)
    return SettingsFile(path, data, bands)


def write_setting(name: str, value: Value | None) -> Path:
    """Set ``name``, such as "device" or "bands.fast-wpm"; None takes it out. Gives the file's path.

    Raises UsageError when the file cannot be read or written; it is then as it was.
    """
    import tomlkit

    from voicedrill.decks.atomic import replace_file

    before = read_settings()  # a file with mistakes is not rewritten
    path = before.path
    table, _, key = name.rpartition(".")
    document = tomlkit.parse(path.read_text(encoding="utf-8-sig")) if path.is_file() else tomlkit.document()
    place: Any = document
    if table:
        if table not in document:
            document[table] = tomlkit.table()
        place = document[table]
    if value is not None:
        place[key] = value
    elif key in place:
        del place[key]
        if table and not place:
            del document[table]
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        replace_file(path, tomlkit.dumps(document).encode("utf-8"), mode=0o600)
    except OSError as error:
        raise UsageError(f"{path} cannot be written: {error.strerror or error}.") from error
    return path


def _check(path: Path, name: str, value: Any) -> None:
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return
    if not isinstance(value, str | int | float | bool):
        raise UsageError(f"{path}: '{name}' must be a word, a number, true or false, or a list of words.")
