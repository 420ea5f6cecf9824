"""The user's own folders. `VOICEDRILL_DATA`, `VOICEDRILL_CACHE` and `VOICEDRILL_CONFIG` move them."""

import os
from pathlib import Path

from voicedrill.errors import FolderError


def data_dir() -> Path:
    """Attempts and models; created, readable by the user alone, when first asked for. Raises FolderError."""
    return _folder("VOICEDRILL_DATA", "user_data_path")


def cache_dir() -> Path:
    """What can be made again, such as spoken questions. Raises FolderError."""
    return _folder("VOICEDRILL_CACHE", "user_cache_path")


def config_dir() -> Path:
    """What the user writes by hand, such as red_flags.yaml. It may not exist: only the user makes it."""
    return _place("VOICEDRILL_CONFIG", "user_config_path")


def _folder(variable: str, function: str) -> Path:
    folder = _place(variable, function)
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise FolderError(
            f"The folder {folder} cannot be made: {error.strerror or error}. "
            f"Set {variable} to a folder that you may write to."
        ) from error
    return folder


def _place(variable: str, function: str) -> Path:
    override = os.environ.get(variable)
    if override:
        return Path(override).expanduser()
    import platformdirs

    folder: Path = getattr(platformdirs, function)("voicedrill", appauthor=False)
    return folder
