"""A deck as CSV (RFC 4180): one row a question, with a header that `voicedrill import` understands."""

import csv
from io import StringIO

from voicedrill.decks.export.cells import defused, listed, one_line
from voicedrill.decks.model import Deck, Question

COLUMNS = (
    "question",
    "kind",
    "difficulty",
    "tags",
    "points",
    "facts",
    "red flags",
    "follow-ups",
    "script",
    "why",
    "role",
    "id",
)


def render(deck: Deck) -> str:
    """All questions of ``deck``. Lists stand in one cell, an entry a line; tags are kept apart by commas."""
    out = StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for question in deck.questions:
        writer.writerow([defused(cell) for cell in _cells(question, deck)])
    return out.getvalue()


def _cells(question: Question, deck: Deck) -> tuple[str, ...]:
    return (
        one_line(question.ask),
        question.kind,
        question.difficulty or "",
        ", ".join(one_line(tag.replace(",", " ")) for tag in question.tags),
        listed(point.say for point in question.points),
        listed(question.facts),
        listed(question.red_flags),
        listed(follow_up.ask for follow_up in question.follow_ups),
        (question.script or "").strip(),
        one_line(question.why or ""),
        one_line(question.role or deck.role or ""),
        question.id,
    )
