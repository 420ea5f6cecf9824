"""The user's own folders. The environment's `VOICEDRILL_DATA` and `VOICEDRILL_CACHE` move them."""

import os
from pathlib import Path


def data_dir() -> Path:
    """Attempts and models; created, readable by the user alone, when first asked for."""
    return _folder("VOICEDRILL_DATA", "user_data_path")


def cache_dir() -> Path:
    """What can be made again, such as spoken questions."""
    return _folder("VOICEDRILL_CACHE", "user_cache_path")


def _folder(variable: str, function: str) -> Path:
    override = os.environ.get(variable)
    if override:
        folder = Path(override).expanduser()
    else:
        import platformdirs

        folder = getattr(platformdirs, function)("voicedrill", appauthor=False)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder
