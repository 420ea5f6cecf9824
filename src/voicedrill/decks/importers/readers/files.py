"""The bytes of a prep document, within bounds."""

from pathlib import Path

from voicedrill.errors import ImportFileError

MAX_BYTES = 20_000_000


def bytes_of(path: Path) -> bytes:
    """The file's bytes. Raises ImportFileError when there are none, too many, or none can be had."""
    if path.is_dir():
        raise ImportFileError(f"{path} is a folder; name the files in it, such as {path}/*.md")
    try:
        if not path.is_file() and path.exists():
            raise ImportFileError(f"{path} is no ordinary file, so it is not read")
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise ImportFileError(
                f"{path} has {size / 1e6:.0f} MB; at most {MAX_BYTES / 1e6:.0f} MB are read. Split it, or "
                "save it without its pictures."
            )
        return path.read_bytes()
    except FileNotFoundError as error:
        raise ImportFileError(f"{path}: there is no such file") from error
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise ImportFileError(f"{path} cannot be read ({reason})") from error
