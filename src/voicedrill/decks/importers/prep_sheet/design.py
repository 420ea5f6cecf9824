"""System design questions with their steps, as the framework's beats where they are those."""

from voicedrill.decks.importers.draft import DraftBeat, DraftFollowUp, DraftPoint, DraftQuestion
from voicedrill.decks.importers.phrases import ask_of, asked_and_answered, is_quoted, joined, points
from voicedrill.decks.importers.prep_sheet.entries import (
    Entry,
    IsTitle,
    by_heading,
    entries,
    groups,
    is_ask,
    is_numbered_title,
    is_parent,
)
from voicedrill.decks.importers.prep_sheet.families import ASKS, AVOID, FOLLOW_UPS, SAY, WHY, design_beat
from voicedrill.decks.importers.prep_sheet.rest import is_list_of_questions, read_outline, read_top
from voicedrill.decks.importers.prep_sheet.sections import Section
from voicedrill.decks.importers.prep_sheet.sheet import Sheet
from voicedrill.decks.load import id_from_words


def read_design(section: Section, sheet: Sheet) -> None:
    """System design questions with their steps, as the framework's beats where they are those."""
    opens: IsTitle = by_heading(section.body) or (
        lambda body, i: is_ask(body[i]) or is_numbered_title(body, i) or is_parent(body, i)
    )
    for entry in entries(section.body, opens):
        if entry.title is None:
            read_top(entry, section, sheet, "system-design")
        elif is_list_of_questions(entry):
            read_outline([entry.title, *entry.body], sheet, "system-design")
        else:
            _design(entry, sheet)


def _design(entry: Entry, sheet: Sheet) -> None:
    assert entry.title is not None
    sheet.ledger.use(entry.title)
    ask = ask_of(entry.title.text)
    said: list[DraftPoint] = []
    flags: list[DraftPoint] = []
    notes: list[str] = []
    why: list[str] = []
    follow_ups: list[DraftFollowUp] = []
    steps: dict[str, list[DraftPoint]] = {}
    for part in groups(entry.body):
        if part.title:
            sheet.ledger.use(part.title)
        sheet.ledger.use(*(line.block for line in part.lines))
        for line in part.lines:
            at, lead = line.block.line, line.block.lead if line.block is not part.title else None
            if part.matches(FOLLOW_UPS) or (part.matches(ASKS) and not design_beat(part.label)):
                pair = asked_and_answered(line.text)
                follow_ups.append(
                    DraftFollowUp(
                        pair[0] if pair else ask_of(line.text), at, points(pair[1], at) if pair else ()
                    )
                )
            elif part.matches(AVOID):
                flags += points(line.text, at)
            elif part.matches(WHY):
                why.append(line.text)
            elif not part.label and lead and design_beat(lead):
                said += points(line.text, at, lead)
                steps.setdefault(lead, []).extend(points(line.block.rest, at))
            elif not part.label or SAY.search(part.label) or is_quoted(line.text):
                said += points(line.text, at, part.label or lead)
            else:
                said += points(line.text, at, lead)
                steps.setdefault(part.label, []).extend(points(line.text, at))
    framework, beats = _plan(ask, steps, sheet)
    sheet.questions.append(
        DraftQuestion(
            ask,
            entry.title.line,
            "system-design",
            tuple(said),
            framework,
            beats,
            red_flags=tuple(flags),
            follow_ups=tuple(follow_ups),
            why=joined(why),
            notes=joined(notes),
        )
    )


def _plan(
    ask: str, steps: dict[str, list[DraftPoint]], sheet: Sheet
) -> tuple[str | None, tuple[DraftBeat, ...]]:
    """The framework that the labels of an answer make, and its beats; one label alone makes none."""
    if len(steps) < 2:
        return None, ()
    named = {label: design_beat(label) for label in steps}
    if sum(beat is not None for beat in named.values()) * 2 >= len(steps):
        beats: dict[str, list[DraftPoint]] = {}
        beat = "clarify"
        for label, notes in steps.items():
            beat = named[label] or beat
            beats.setdefault(beat, []).extend(notes)
        order = ("clarify", "high level", "deep dive", "trade-offs")
        return "system-design", tuple(DraftBeat(b, tuple(beats[b])) for b in order if b in beats)
    name = id_from_words(ask)
    own = {label.casefold(): notes for label, notes in steps.items()}
    sheet.frameworks[name] = tuple(own)
    return name, tuple(DraftBeat(label, tuple(notes)) for label, notes in own.items())
