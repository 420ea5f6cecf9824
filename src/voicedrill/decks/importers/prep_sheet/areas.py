"""Areas of talking points: what was built in each, and the questions about it with their answers."""

import re
from collections.abc import Sequence
from dataclasses import replace

from voicedrill.decks.importers.document import Block
from voicedrill.decks.importers.draft import DraftPoint, DraftQuestion
from voicedrill.decks.importers.phrases import (
    ask_of,
    asked_and_answered,
    clean,
    is_quoted,
    joined,
    listed_points,
    points,
)
from voicedrill.decks.importers.prep_sheet.entries import (
    Entry,
    Group,
    IsTitle,
    Line,
    by_heading,
    entries,
    groups,
    is_numbered_title,
    is_plain_title,
)
from voicedrill.decks.importers.prep_sheet.families import ASKS, NOT_DONE, OWN_WORK, SAY, WHY
from voicedrill.decks.importers.prep_sheet.sections import Section
from voicedrill.decks.importers.prep_sheet.sheet import Sheet
from voicedrill.decks.importers.wording import Likeness, clean_ask, likeness
from voicedrill.decks.model import Kind

_PROMPT = re.compile(r"(?:tell|give|share|describe an?|talk)\b", re.I)
_DESIGN_PROMPT = re.compile(r"(?:design|architect|sketch)\b|how would you (?:design|architect)\b", re.I)


def read_areas(section: Section, sheet: Sheet) -> None:
    """Areas: each is a question by its title, and so is every question with its answer in it."""
    opens: IsTitle = by_heading(section.body) or (
        is_numbered_title if _has_numbered(section.body) else lambda body, i: is_plain_title(body[i])
    )
    for entry in entries(section.body, opens):
        _area(entry, section, sheet)


def _has_numbered(body: Sequence[Block]) -> bool:
    return any(is_numbered_title(body, i) for i in range(len(body)))


def _area(entry: Entry, section: Section, sheet: Sheet) -> None:
    title = clean_ask(clean(entry.title.text)) if entry.title else ""
    said: list[DraftPoint] = []
    why: list[str] = []
    notes: list[str] = []
    asked: list[DraftQuestion] = []
    if entry.title:
        sheet.ledger.use(entry.title)
    for part in groups(entry.body):
        if part.title:
            sheet.ledger.use(part.title)
        sheet.ledger.use(*(line.block for line in part.lines))
        asks_all = part.matches(ASKS)
        if part.matches(NOT_DONE) and not asks_all:
            notes.append(f"{part.label}: {'; '.join(line.text for line in part.lines)}")
            continue
        for line in part.lines:
            pair = asked_and_answered(line.text)
            lone = (
                line.block.kind == "item"
                and line.text.rstrip('"”').endswith("?")
                and likeness(line.text) >= Likeness.SURE
            )
            if pair or asks_all or lone:
                asked = _asked(line, pair, title, asked)
            elif part.matches(WHY):
                why.append(line.text)
            else:
                said += points(
                    _told(part, line),
                    line.block.line,
                    line.block.lead if line.block is not part.title else None,
                )
    if entry.title and (said or why or notes):
        question = DraftQuestion(
            title,
            entry.title.line,
            "technical",
            tuple(said),
            why=joined(why),
            notes=joined(notes),
            tags=("talking points",),
        )
        sheet.questions.append(question)
        sheet.areas += 1
    else:
        heading = clean(section.title.text) if section.title else "Notes"
        asking = {question.line for question in asked}
        for part in groups(entry.body):
            told = [(line.text, line.block) for line in part.lines if line.block.line not in asking]
            sheet.prepare(heading, *told)
    sheet.questions += asked


def _told(part: Group, line: Line) -> str:
    """The text of a line, with a label in the same line that says something of its own."""
    if line.block is part.title and not OWN_WORK.search(part.label) and not SAY.search(part.label):
        return f"{part.label}: {line.text}"
    return line.text


def _asked(
    line: Line, pair: tuple[str, str] | None, area: str, asked: list[DraftQuestion]
) -> list[DraftQuestion]:
    """The questions so far and this line: another question, or more of the answer to the last."""
    tags = (area.casefold(),) if area else ()
    if pair:
        ask, answer = pair
        said = listed_points(answer, line.block.line)
        return [*asked, DraftQuestion(ask, line.block.line, _area_kind(ask), said, tags=tags)]
    is_new = is_quoted(line.text) or likeness(line.text) >= Likeness.SURE
    if asked and not is_new:
        last = asked[-1]
        return [
            *asked[:-1],
            replace(last, points=(*last.points, *points(line.text, line.block.line, line.block.lead))),
        ]
    ask = ask_of(line.text)
    return [*asked, DraftQuestion(ask, line.block.line, _area_kind(ask), tags=tags)]


def _area_kind(ask: str) -> Kind:
    """Questions about an area are technical, unless they ask for a story or a design."""
    if _PROMPT.match(ask):
        return "behavioural"
    return "system-design" if _DESIGN_PROMPT.match(ask) else "technical"
