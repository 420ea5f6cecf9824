"""Files of any format as a `Document`. The format is told from the content, never from the name alone."""

from pathlib import Path

from voicedrill.decks.importers.document import Document
from voicedrill.decks.importers.readers.choose import Progress, read_bytes

__all__ = ["Progress", "read", "read_bytes"]


def read(path: Path) -> Document:
    """Read a prep document. Raises ImportFileError: what is wrong, where, and what to do."""
    from voicedrill.decks.importers.readers.files import bytes_of

    return read_bytes(bytes_of(path), path.name)
