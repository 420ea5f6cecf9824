"""What the commands that write a file share: asking before one is replaced, and replacing it in one step."""

import sys
from pathlib import Path

import click


def check_output(path: Path, *, force: bool, what: str) -> bool:
    """Whether the file there may be replaced: ``force``, or a yes at a terminal. False: it must be a new one.

    Raises UsageError for a folder, for one that is not there, and for a file that may not go.
    """
    from voicedrill.errors import UsageError

    if path.is_dir():
        raise UsageError(f"{path} is a folder; name a file in it for {what}.")
    if not path.parent.is_dir():
        raise UsageError(f"there is no folder {path.parent}; make it first, or name another.")
    if force or not (path.exists() or path.is_symlink()):
        return force
    if at_terminal() and click.confirm(f"{path} is there already. Replace it?", default=False, err=True):
        return True
    raise UsageError(f"{path} is there already; --force replaces it, or name another file.")


def save(path: Path, text: str, *, replace: bool, mode: int | None = None) -> None:
    """Write ``text`` as UTF-8 in one step. Raises UsageError for a file that may not go, or cannot.

    ``mode``: the rights of a new file, else those that the system gives.
    """
    from voicedrill.decks.atomic import replace_file
    from voicedrill.errors import UsageError

    try:
        replace_file(path, text.encode("utf-8"), only_new=not replace, mode=mode)
    except FileExistsError as error:
        raise UsageError(f"{path} is there already; --force replaces it, or name another file.") from error
    except OSError as error:
        raise UsageError(
            f"{path} cannot be written ({error.strerror or error}); name another place."
        ) from error


def read_text(path: Path) -> str:
    """The text of a file that was named. Raises InputError when it cannot be read."""
    from voicedrill.errors import InputError

    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) and error.strerror else "it is not UTF-8 text"
        raise InputError(f"{path} cannot be read: {why}.") from error


def at_terminal() -> bool:
    """Whether there is somebody to ask."""
    return sys.stdin.isatty() and sys.stderr.isatty()
