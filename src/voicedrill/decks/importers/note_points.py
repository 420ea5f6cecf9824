"""A note of a document as points that can be said."""

import re

from voicedrill.decks.importers.draft import DraftPoint
from voicedrill.decks.importers.sentences import sayable, sentences

_LEAD_IN = re.compile(
    r"^(?:for example|for instance|example|e\.g\.|here (?:is|are)|consider|let['’]?s|"
    r"note that|in other words|such as|yes|no|that is|these are|there are|some|"
    r"the following)\b.{0,80}:$"
    r"|^(?:yes|no|sure|exactly|of course|great question|good question|for example|in short|"
    r"let me explain|here['’]s (?:how|why))[.!,]?$",
    re.I,
)
#: Advice on how to tell it is nothing to be told.
_ADVICE = re.compile(
    r"^(?:use|try|follow|apply|remember|stick to|answer with) (?:the )?(?:star|car|soar|par)\b.{0,40}$", re.I
)


def split_points(text: str, line: int, label: str | None = None) -> list[DraftPoint]:
    """One note as points that can be said: whole when it is short, else its sentences and clauses."""
    pieces = sayable(text)
    return [DraftPoint(piece, line, label if i == 0 else None) for i, piece in enumerate(pieces)]


def prose_points(text: str, line: int) -> list[DraftPoint]:
    """A paragraph's sentences as points; those that only lead in to something else are none."""
    return [
        DraftPoint(piece, line)
        for sentence in sentences(_unquoted(text))
        if not _LEAD_IN.match(sentence) and not _ADVICE.match(sentence)
        for piece in sayable(sentence)
    ]


def _unquoted(text: str) -> str:
    """A paragraph that is quoted as a whole, without its marks: its first sentence would keep one of them."""
    bare = text.strip()
    quoted = len(bare) > 2 and bare[0] in '"“„' and bare[-1] in '"”“' and not set(bare[1:-1]) & set('"“”„')
    return bare[1:-1] if quoted else text
