"""Where the files that ship with voicedrill lie: in a checkout beside src/, in a wheel inside the package."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_CHECKOUT = _PACKAGE.parent.parent


def _shipped(name: str) -> Path:
    inside = _PACKAGE / name
    return inside if inside.is_dir() else _CHECKOUT / name


def content_dir() -> Path:
    """The folder of the decks that ship with voicedrill."""
    return _shipped("content")


def demo_dir() -> Path:
    """The folder of the spoken answer that `voicedrill demo` analyses."""
    return _shipped("audio_fixtures") / "demo"
