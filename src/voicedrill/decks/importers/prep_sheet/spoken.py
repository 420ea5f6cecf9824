"""Gaps and culture questions: answers that stand in the sheet as they are to be said."""

from collections.abc import Sequence

from voicedrill.decks.importers.document import Block
from voicedrill.decks.importers.draft import DraftFollowUp, DraftPoint, DraftQuestion
from voicedrill.decks.importers.phrases import (
    ask_of,
    asked_and_answered,
    clean,
    is_quoted,
    joined,
    points,
    spoken_points,
    unquoted,
)
from voicedrill.decks.importers.prep_sheet.entries import (
    Entry,
    IsTitle,
    Line,
    by_heading,
    entries,
    groups,
    is_ask,
    is_plain_title,
)
from voicedrill.decks.importers.prep_sheet.families import AVOID, FOLLOW_UPS, GAP, QUESTION, SAY, WHY
from voicedrill.decks.importers.prep_sheet.rest import is_list_of_questions, read_outline, read_top
from voicedrill.decks.importers.prep_sheet.sections import Section
from voicedrill.decks.importers.prep_sheet.sheet import Sheet
from voicedrill.decks.importers.wording import clean_ask
from voicedrill.decks.model import Kind

#: What is quoted at this length is an answer. Words.
_LONG_ASK = 20


def read_gaps(section: Section, sheet: Sheet) -> None:
    """Gaps, each with what to say: a script, whose sentences are the points."""
    opens: IsTitle = by_heading(section.body) or (
        lambda body, i: (
            bool(GAP.match(body[i].lead or ""))
            or (is_ask(body[i]) and not _is_said(body, i))
            or is_plain_title(body[i])
        )
    )
    for entry in entries(section.body, opens):
        if entry.title is None:
            others = _answered_gaps(entry.body, sheet)
            if others:
                read_top(Entry(None, others), section, sheet, "gap")
            continue
        if is_list_of_questions(entry):
            read_outline([entry.title, *entry.body], sheet, "gap")
            continue
        title = clean(entry.title.text)
        label, colon, rest = title.partition(":")
        if colon and GAP.match(label.strip()):
            title = rest
        _answer(entry, ask_of(title), "gap", (), sheet, framework="bridge")


def _answered_gaps(body: Sequence[Block], sheet: Sheet) -> tuple[Block, ...]:
    """'"You have no X" -> what to say' in a line each; what is not so is given back."""
    rest = []
    for block in body:
        pair = asked_and_answered(clean(block.text))
        if pair is None:
            rest.append(block)
            continue
        sheet.ledger.use(block)
        ask, answer = pair
        said = spoken_points(answer, block.line)
        sheet.questions.append(
            DraftQuestion(ask, block.line, "gap", said, framework="bridge", script=unquoted(answer))
        )
    return tuple(rest)


def _is_said(body: Sequence[Block], i: int) -> bool:
    """Whether a quoted line is what to say: it follows the label that says so."""
    return i > 0 and bool(body[i - 1].lead) and bool(SAY.search(body[i - 1].lead or ""))


def read_culture(section: Section, sheet: Sheet) -> None:
    """Values or questions, each with the answer as it is to be told; a value above a question is its tag."""
    opens: IsTitle = by_heading(section.body) or _opens_culture
    value = ""
    for entry in entries(section.body, opens):
        if entry.title is None and not any(QUESTION.match(block.lead or "") for block in entry.body):
            read_top(entry, section, sheet, "culture")
            continue
        if entry.title and is_list_of_questions(entry):
            read_outline([entry.title, *entry.body], sheet, "culture")
            continue
        asked = entries(entry.body, lambda body, i: bool(QUESTION.match(body[i].lead or "")))
        name = clean_ask(clean(entry.title.text)) if entry.title else ""
        if entry.title and (not entry.body or any(part.title for part in asked)):
            value = name
            sheet.ledger.use(entry.title)
        tags = (value.casefold(),) if value else ()
        for part in asked:
            if part.title:
                _answer(part, ask_of(part.title.rest), "culture", tags, sheet)
            elif entry.title and name != value:
                its_tags = tags if is_ask(entry.title) else ()
                _answer(Entry(entry.title, part.body), ask_of(name), "culture", its_tags, sheet)
            else:
                sheet.prepare(name or "Culture", *((clean(b.text), b) for b in part.body))


def _opens_culture(body: Sequence[Block], i: int) -> bool:
    """A value or a question of its own line; "Q:" stands below one; what is to be said opens nothing."""
    if QUESTION.match(body[i].lead or "") or _is_said(body, i):
        return False
    return is_plain_title(body[i]) or (is_ask(body[i]) and len(body[i].text.split()) < _LONG_ASK)


def _answer(
    entry: Entry, ask: str, kind: Kind, tags: tuple[str, ...], sheet: Sheet, framework: str | None = None
) -> None:
    """A question whose answer stands below it as it is to be said."""
    script: list[Line] = []
    said: list[DraftPoint] = []
    flags: list[DraftPoint] = []
    why: list[str] = []
    notes: list[str] = []
    follow_ups: list[DraftFollowUp] = []
    parts = groups(entry.body)
    has_quotes = any(is_quoted(line.text) for part in parts for line in part.lines)
    if entry.title:
        sheet.ledger.use(entry.title)
    for part in parts:
        if part.title:
            sheet.ledger.use(part.title)
        sheet.ledger.use(*(line.block for line in part.lines))
        for line in part.lines:
            at = line.block.line
            is_item = line.block.kind == "item"
            if part.matches(FOLLOW_UPS):
                pair = asked_and_answered(line.text)
                ask_, answer = pair or (ask_of(line.text), "")
                follow_ups.append(DraftFollowUp(ask_, at, points(answer, at) if answer else ()))
            elif part.matches(AVOID):
                flags += points(line.text, at)
            elif part.matches(WHY):
                why.append(line.text)
            elif not is_item and (
                is_quoted(line.text) or (not has_quotes and (not part.label or SAY.search(part.label)))
            ):
                script.append(line)
                said += spoken_points(line.text, at)
            elif is_item or not part.label or SAY.search(part.label):
                said += points(line.text, at, line.block.lead)
            else:
                notes.append(f"{part.label}: {line.text}")
    sheet.questions.append(
        DraftQuestion(
            ask,
            entry.title.line if entry.title else entry.body[0].line,
            kind,
            tuple(said),
            framework=framework,
            red_flags=tuple(flags),
            follow_ups=tuple(follow_ups),
            script=joined(unquoted(line.text) for line in script),
            tags=tags,
            why=joined(why),
            notes=joined(notes),
        )
    )
