"""Files replaced in one step: whoever looks finds the old one or the new one, whole."""

import os
import tempfile
from pathlib import Path


def replace_file(path: Path, content: bytes, *, only_new: bool = False, mode: int | None = None) -> None:
    """Write beside the place, then move there. A link stays a link; rights stay as they were.

    ``only_new``: raises FileExistsError when there is a file already, whenever it came. ``mode``: the rights
    of a new file, else those that the system gives. Raises OSError, and then leaves all as it was.
    """
    target = Path(os.path.realpath(path))
    handle, name = tempfile.mkstemp(prefix=f".{target.name[:100]}.", suffix=".part", dir=target.parent)
    beside = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        # mkstemp makes files that only their owner reads.
        beside.chmod(_mode_of(target) or (0o666 & ~_umask() if mode is None else mode))
        if only_new:
            _move_to_free_place(beside, target)
        else:
            beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)


def _move_to_free_place(beside: Path, target: Path) -> None:
    try:
        os.link(beside, target)  # unlike a look and a move, this fails when a file has come meanwhile
    except FileExistsError:
        raise
    except OSError as error:  # a file system without hard links
        if target.exists():
            raise FileExistsError(target) from error
        beside.replace(target)


def _mode_of(path: Path) -> int | None:
    try:
        return path.stat().st_mode & 0o777
    except OSError:
        return None


def _umask() -> int:
    mask = os.umask(0o022)
    os.umask(mask)
    return mask
