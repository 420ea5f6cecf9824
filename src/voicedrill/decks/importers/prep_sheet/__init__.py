"""Prep sheets for one role at one company: opening story, talking points, gaps, stories, questions to ask."""

import re
from collections.abc import Callable

from voicedrill.decks.importers.document import Block, Document
from voicedrill.decks.importers.draft import Draft, Ledger
from voicedrill.decks.importers.phrases import any_of, asked_and_answered, clean
from voicedrill.decks.importers.prep_sheet.areas import read_areas
from voicedrill.decks.importers.prep_sheet.design import read_design
from voicedrill.decks.importers.prep_sheet.rest import read_outline
from voicedrill.decks.importers.prep_sheet.sections import Role, Section, sections
from voicedrill.decks.importers.prep_sheet.sheet import Sheet
from voicedrill.decks.importers.prep_sheet.simple import (
    read_ask,
    read_loop,
    read_pay,
    read_pitch,
    read_prepare,
)
from voicedrill.decks.importers.prep_sheet.spoken import read_culture, read_gaps
from voicedrill.decks.importers.prep_sheet.stories import read_stories

_READERS: dict[Role, Callable[[Section, Sheet], None]] = {
    Role.LOOP: read_loop,
    Role.PITCH: read_pitch,
    Role.AREAS: read_areas,
    Role.GAPS: read_gaps,
    Role.STORIES: read_stories,
    Role.CULTURE: read_culture,
    Role.DESIGN: read_design,
    Role.ASK: read_ask,
    Role.PAY: read_pay,
    Role.PREPARE: read_prepare,
}
#: Lines that prep sheets have and lists of questions have not.
_MARKS = any_of(
    r"^what to say\b",
    r"^what (?:you|i)(?:['’]ve)? (?:built|done|did)\b",
    r"^(?:likely |possible )?questions they\b|^likely questions\b",
    r"^(?:story|gap|how to position)\b",
    r"^your (?:edge|honesty|target|strengths|gaps)\b",
    r"^my (?:approach|role|position)\b",
)
_TITLE = re.compile(
    r"^(?:(?P<company>.+?)\s+interview (?:prep\w*|notes|plan|sheet|guide)\s*(?:[-–—:|]\s*(?P<role>.+))?"
    r"|interview (?:prep\w*|notes|plan|sheet|guide)\s*[-–—:|]\s*(?P<other>[^-–—:|,]+?)"
    r"(?:\s+[-–—|]\s+(?P<post>.+))?)$",
    re.I,
)


def likeness(document: Document) -> float:
    """Sections of many roles, and lines that only prep sheets have: at least four of each to be believed.

    Five roles are enough when three of them are about one person and one job.
    """
    titled = [section for section in sections(document) if section.role and section.title]
    # A heading that asks is a question of a list, not a section of a sheet.
    roles = {section.role for section in titled if section.title and not _asks(section.title)}
    marks = sum(bool(block.lead and _MARKS.match(block.lead)) for block in document.blocks)
    pairs = sum(
        asked_and_answered(block.text) is not None for block in document.blocks if block.kind == "item"
    )
    personal = roles & {Role.GAPS, Role.PITCH, Role.AREAS, Role.LOOP, Role.PAY}
    if len(roles) < 4 or not roles & {Role.GAPS, Role.PITCH, Role.AREAS, Role.STORIES}:
        return 0.0
    if marks + pairs < 4 and not (len(roles) > 4 and len(personal) > 2):
        return 0.0
    return min(0.55 + 0.05 * len(roles), 0.9)


def _asks(title: Block) -> bool:
    return title.text.rstrip().endswith("?")


def read(document: Document) -> Draft:
    """The questions, stories and rounds of a prep sheet; sections of no known role are read as outlines."""
    sheet = Sheet(document, Ledger(document))
    company, role, title = _about(document)
    cut = sections(document)
    for i, section in enumerate(cut):
        if i == 0 and not section.body and section.title:
            sheet.ledger.use(section.title)
            continue
        if section.title and section.role:
            sheet.ledger.use(section.title)
        if section.role:
            _READERS[section.role](section, sheet)
        else:
            read_outline([*([section.title] if section.title else []), *section.body], sheet)
    return Draft(
        "prep-sheet",
        tuple(sheet.questions),
        title=title,
        company=company,
        role=role,
        stories=tuple(sheet.stories),
        rounds=tuple(sheet.rounds),
        frameworks=sheet.frameworks,
        prep={name: tuple(notes) for name, notes in sheet.prep.items() if notes},
        left_out=sheet.ledger.left_out(),
        used=sheet.ledger.used,
        understood=_understood(sheet, cut),
    )


def _about(document: Document) -> tuple[str | None, str | None, str | None]:
    """Company, role and title, as far as the first line says them."""
    first = next((block for block in document.blocks if block.says_something), None)
    if first is None or len(first.text) > 120:
        return None, None, document.title
    title = clean(first.text)
    match = _TITLE.match(title)
    if not match:
        return None, None, title
    if match["other"]:
        return match["other"], match["post"], title
    company = match["company"]
    # "Acme Platform Team Interview Prep": the company is the part that other headings name alone.
    if len(company.split()) > 1:
        company = _named_elsewhere(company, [block.text for block in document.blocks if block is not first])
    return company, match["role"], title


def _named_elsewhere(name: str, texts: list[str]) -> str | None:
    """The most words at the beginning of ``name`` that stand before "culture" or the like in some text."""
    words = name.split()
    for end in range(len(words), 0, -1):
        head = re.escape(" ".join(words[:end]))
        pattern = re.compile(
            rf"^{head}(?:['’]s)? (?:culture|range|values|usually|interview|will|wants)\b", re.I
        )
        if any(pattern.match(text) for text in texts):
            return " ".join(words[:end])
    return None


def _understood(sheet: Sheet, cut: tuple[Section, ...]) -> tuple[str, ...]:
    roles = list(dict.fromkeys(section.role.value for section in cut if section.role))
    counts = (
        f"{len(sheet.questions)} questions",
        f"{len(sheet.stories)} stories" if sheet.stories else "",
        f"{len(sheet.rounds)} rounds" if sheet.rounds else "",
    )
    return (f"Read as a prep sheet: {', '.join(roles)}.", f"{', '.join(filter(None, counts))}.")
