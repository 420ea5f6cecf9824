"""Plain text as a document."""

from voicedrill.decks.importers.document import Document, cover
from voicedrill.decks.importers.readers.front_matter import front_matter
from voicedrill.decks.importers.readers.lines import text_blocks


def read_text(text: str, name: str) -> Document:
    """Repaired plain text as a document."""
    lines = tuple(text.split("\n"))
    front, properties, body_from = front_matter(lines)
    body = text_blocks("\n".join(lines[body_from:]), body_from + 1)
    return Document(
        name, "text", cover((*front, *body), lines), lines, properties.get("title"), properties=properties
    )
