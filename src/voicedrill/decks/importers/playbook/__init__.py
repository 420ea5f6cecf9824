"""Playbooks, a report for one person and role: pitches, stories, question patterns, gap scripts, a plan."""

import re
from collections.abc import Callable
from dataclasses import replace

from voicedrill.decks.importers import outline
from voicedrill.decks.importers.document import Block, Document
from voicedrill.decks.importers.draft import Draft, DraftQuestion, Ledger
from voicedrill.decks.importers.phrases import is_title, seconds_around
from voicedrill.decks.importers.playbook.book import NUMBER_ALONE, Book
from voicedrill.decks.importers.playbook.gaps import read_curveball, read_gap, read_recovery
from voicedrill.decks.importers.playbook.lists import (
    names_plan,
    read_ask,
    read_cover,
    read_if_asked,
    read_loop,
    read_plan,
    read_prepare,
    read_recall,
)
from voicedrill.decks.importers.playbook.marks import Mark, mark_of
from voicedrill.decks.importers.playbook.patterns import name_stories, read_pattern, read_table
from voicedrill.decks.importers.playbook.pitches import read_pitch
from voicedrill.decks.importers.playbook.roles import Role
from voicedrill.decks.importers.playbook.spans import Part, Span, is_number, spans
from voicedrill.decks.importers.playbook.stories import read_bank, read_story

_PARTS: dict[Part, Callable[[Span, Book], None]] = {
    Part.STORY: read_story,
    Part.PATTERN: read_pattern,
    Part.GAP: read_gap,
    Part.CURVEBALL: read_curveball,
    Part.TABLE: read_table,
}
_SECTIONS: dict[Role, Callable[[Span, Book], None]] = {
    Role.LOOP: read_loop,
    Role.PITCH: read_pitch,
    Role.RECOVERY: read_recovery,
    Role.ASK: read_ask,
    Role.IF_ASKED: read_if_asked,
    Role.RECALL: read_recall,
    Role.PREPARE: read_prepare,
}
#: Sections that hold nothing to practise beside the parts in them, which are read on their own.
_TO_READ = frozenset(
    {
        Role.CONTENTS,
        Role.ABOUT,
        Role.USAGE,
        Role.TEMPLATE,
        Role.STORIES,
        Role.PATTERNS,
        Role.GAPS,
        Role.CURVEBALLS,
        Role.PLAN,
    }
)
_LONG_PITCH = re.compile(r"\b(?:2|two|3|three)[- ]?min\w*(?=[^.]{0,30}\bpitch|\b)", re.I)


def likeness(document: Document) -> float:
    """How many kinds of parts it has of those that only playbooks have; two, well filled, to be believed."""
    marks = [mark_of(block) for block in document.blocks]
    kinds = (
        marks.count(Mark.VERIFIED) + marks.count(Mark.USE_FOR) > 1 and Mark.BEAT in marks,
        min(marks.count(Mark.ASKING), marks.count(Mark.GREAT)) > 1,
        marks.count(Mark.PROBE) + marks.count(Mark.SCRIPT) > 1,
        marks.count(Mark.DAYS) > 1,
        marks.count(Mark.WHY_IT_WORKS) > 2,
    )
    return 0.0 if sum(kinds) < 2 else 0.9 + 0.01 * sum(kinds)


def read(document: Document) -> Draft:
    """The pitches, stories, patterns, scripts, curveballs, plan and questions to ask of a playbook."""
    blocks = [block for block in document.blocks if block.says_something]
    titles = frozenset(block.text.casefold() for block in blocks if is_title(block))
    book = Book(Ledger(document), titles=titles)
    for block in blocks:
        found = _LONG_PITCH.search(block.text)
        if found and "pitch" in block.text.casefold():
            book.long_pitch = seconds_around(re.sub(r"min\b", "minutes", found.group().replace("two", "2")))
            break
    book.ledger.leave(NUMBER_ALONE, *(block for block in blocks if is_number(block)))
    cover: dict[str, str] = {}
    plan: Block | None = None
    for span in spans(blocks):
        if span.role is Role.COVER:
            cover = read_cover(span, book, cover) | cover
        elif span.part is Part.PLAN:
            read_plan(span, book, plan)
        elif span.part is Part.SECTION:
            _section(span, book, document)
        else:
            _PARTS[span.part](span, book)
        plan = plan or next((block for block in span.blocks if names_plan(block)), None)
    name_stories(book)
    for requirement, (evidence, row) in book.gaps.items():
        book.questions.append(DraftQuestion(requirement, row.line, "gap", notes=evidence or None))
    return Draft(
        "playbook",
        tuple(book.questions),
        title=_title(cover),
        company=cover.get("company"),
        role=next((cover[key] for key in ("target role", "target position", "role") if key in cover), None),
        stories=tuple(book.stories),
        rounds=tuple(book.rounds),
        frameworks=book.frameworks,
        prep={heading: tuple(notes) for heading, notes in book.prep.items()},
        left_out=book.ledger.left_out(),
        used=book.ledger.used,
        understood=_understood(book),
    )


def _section(span: Span, book: Book, document: Document) -> None:
    """A section that is no part of its own."""
    title = span.blocks[0]
    if span.role is Role.BANK:
        book.ledger.use(title)
        read_bank(span.blocks[1:], book)
        book.ledger.leave("a story that does not stand above", *span.blocks)
    elif span.role in _SECTIONS:
        _SECTIONS[span.role](span, book)
    elif span.role in _TO_READ:
        book.ledger.leave(span.role.value if len(span.blocks) > 1 else "a heading", *span.blocks)
    else:
        _unknown(span, book, document)


def _unknown(span: Span, book: Book, document: Document) -> None:
    """Blocks of no known section: their questions as an outline reads them; the rest is left out."""
    draft = outline.read(replace(document, blocks=span.blocks))
    for i, block in enumerate(span.blocks):
        if i in draft.used and draft.questions:
            book.ledger.use(block)
        else:
            book.ledger.leave("not part of a question", block)
    book.questions += draft.questions


def _title(cover: dict[str, str]) -> str | None:
    role = cover.get("target role") or cover.get("role")
    names = [name for name in (cover.get("company"), role) if name]
    return ": ".join([" ".join(names), "interview playbook"]) if names else None


def _understood(book: Book) -> tuple[str, ...]:
    counts = [
        f"{len(book.questions)} questions",
        f"{len(book.stories)} stories" if book.stories else "",
        f"{len(book.rounds)} rounds" if book.rounds else "",
    ]
    return ("Read as a playbook.", f"{', '.join(filter(None, counts))}.")
