"""What a prep sheet holds beside the forms of prep sheets: lists of questions, sections of no known role."""

from collections.abc import Sequence
from dataclasses import replace

from voicedrill.decks.importers import outline
from voicedrill.decks.importers.document import Block
from voicedrill.decks.importers.phrases import clean, is_quoted
from voicedrill.decks.importers.prep_sheet.entries import Entry
from voicedrill.decks.importers.prep_sheet.families import GAP
from voicedrill.decks.importers.prep_sheet.sections import Section
from voicedrill.decks.importers.prep_sheet.sheet import Sheet
from voicedrill.decks.importers.wording import Likeness, likeness
from voicedrill.decks.model import Kind


def read_outline(blocks: Sequence[Block], sheet: Sheet, kind: Kind | None = None) -> bool:
    """The questions in some blocks as an outline reads them; the rest is left out. Whether there was one.

    ``kind``: what the section says that they are.
    """
    draft = outline.read(replace(sheet.document, blocks=tuple(blocks)))
    if not draft.questions:
        sheet.ledger.leave("not part of a question", *blocks)
        return False
    why = {left.line: left.why for left in draft.left_out}
    for i, block in enumerate(blocks):
        if i in draft.used:
            sheet.ledger.use(block)
        else:
            sheet.ledger.leave(why.get(block.line, "not part of a question"), block)
    sheet.questions += [replace(question, kind=kind or question.kind) for question in draft.questions]
    sheet.stories += draft.stories
    sheet.rounds += draft.rounds
    return True


def read_top(entry: Entry, section: Section, sheet: Sheet, kind: Kind) -> None:
    """What stands in a section before its first entry: questions, if there are any, else advice."""
    if any(likeness(block.text) >= Likeness.SURE for block in entry.body) and read_outline(
        entry.body, sheet, kind
    ):
        return
    heading = clean(section.title.text) if section.title else "Notes"
    for block in entry.body:
        sheet.prepare(heading, (clean(block.text), block))


def is_list_of_questions(entry: Entry) -> bool:
    """Whether a title that asks nothing stands above items that ask: then they are the questions."""
    title = entry.title
    if (
        title is None
        or is_quoted(title.text)
        or likeness(title.text) >= Likeness.WEAK
        or GAP.match(title.lead or "")
    ):
        return False
    if GAP.match(title.text.split(":")[0].strip()):
        return False
    items = [block for block in entry.body if block.kind == "item" and block.depth == 0]
    asking = sum(likeness(block.text) >= Likeness.SURE and not block.lead for block in items)
    return asking > 0 and asking * 2 >= len(items)
