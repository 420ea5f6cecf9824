"""Values as compressed JSON and back. pydantic is loaded only where a question or report is read."""

import hashlib
import json
import zlib
from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from voicedrill.errors import HistoryError

if TYPE_CHECKING:
    from voicedrill.decks.model import GlossaryTerm, Question
    from voicedrill.reports.model import Part


def pack(text: str) -> bytes:
    """Text, compressed."""
    return zlib.compress(text.encode("utf-8"), 9)


def unpack(packed: bytes) -> str:
    """What `pack` was given. Raises HistoryError when it is damaged."""
    try:
        return zlib.decompress(packed).decode("utf-8")
    except (zlib.error, ValueError, TypeError) as error:
        raise HistoryError(
            "A part of the history is damaged and cannot be read. `voicedrill history restore FILE` brings "
            "a backup back."
        ) from error


def pack_data(data: Any) -> bytes:
    """Plain data as compressed JSON."""
    return pack(json.dumps(data, ensure_ascii=False, separators=(",", ":")))


def question_of(data: Any) -> "Question":
    """A question from the plain data of its fields. Raises pydantic's ValidationError."""
    from pydantic import TypeAdapter

    from voicedrill.decks.model import Question

    return TypeAdapter(Question).validate_python(data)


def terms_of(data: Any) -> "tuple[GlossaryTerm, ...]":
    """A glossary from the plain data of its terms. Raises pydantic's ValidationError."""
    from pydantic import TypeAdapter

    from voicedrill.decks.model import GlossaryTerm

    return TypeAdapter(tuple[GlossaryTerm, ...]).validate_python(data)


def part_of(data: Any) -> "Part | None":
    """Which follow-up a report is on, from its plain data. Raises pydantic's ValidationError."""
    from pydantic import TypeAdapter

    from voicedrill.reports.model import Part

    part: Part | None = TypeAdapter(Part | None).validate_python(data)
    return part


def glossary_hash(terms: "Sequence[GlossaryTerm]") -> str:
    """Sixteen hexadecimal digits that change when anything in the glossary does."""
    text = json.dumps([asdict(term) for term in terms], ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:16]
