"""Behavioural questions, each with the story that answers it and its beats under whatever names."""

import re

from voicedrill.decks.importers.draft import DraftBeat, DraftFollowUp, DraftPoint, DraftQuestion, DraftStory
from voicedrill.decks.importers.phrases import (
    ask_of,
    asked_and_answered,
    figures,
    joined,
    points,
    unquoted,
)
from voicedrill.decks.importers.prep_sheet.entries import (
    Entry,
    IsTitle,
    by_heading,
    entries,
    groups,
    is_ask,
    is_parent,
    is_plain_title,
)
from voicedrill.decks.importers.prep_sheet.families import (
    AVOID,
    FOLLOW_UPS,
    PLAIN_BEAT,
    STORY,
    USE_FOR,
    WHY,
    story_beat,
)
from voicedrill.decks.importers.prep_sheet.rest import is_list_of_questions, read_outline, read_top
from voicedrill.decks.importers.prep_sheet.sections import Section
from voicedrill.decks.importers.prep_sheet.sheet import Sheet
from voicedrill.decks.importers.wording import Likeness, likeness
from voicedrill.decks.load import id_from_words


def read_stories(section: Section, sheet: Sheet) -> None:
    """Behavioural questions, each with the story that answers it and the beats of the story."""
    opens: IsTitle = by_heading(section.body) or (
        lambda body, i: is_ask(body[i]) or is_plain_title(body[i]) or is_parent(body, i)
    )
    for entry in entries(section.body, opens):
        if entry.title is None:
            read_top(entry, section, sheet, "behavioural")
        elif is_list_of_questions(entry):
            read_outline([entry.title, *entry.body], sheet, "behavioural")
        else:
            _story(entry, sheet)


def _story(entry: Entry, sheet: Sheet) -> None:
    assert entry.title is not None
    sheet.ledger.use(entry.title)
    ask = ask_of(entry.title.text)
    name, at = ask, entry.title
    beats: dict[str, list[DraftPoint]] = {}
    uses: list[str] = []
    notes: list[str] = []
    follow_ups: list[DraftFollowUp] = []
    said: list[DraftPoint] = []
    beat = "situation"
    for part in groups(entry.body):
        if part.title:
            sheet.ledger.use(part.title)
        sheet.ledger.use(*(line.block for line in part.lines))
        if part.title and STORY.match(part.label):
            own = [line for line in part.lines if line.block is part.title]
            if own:
                name, at = unquoted(own[0].text), part.title
            elif ":" in part.label:
                name, at = part.label.partition(":")[2].strip(), part.title
            part.lines = [line for line in part.lines if line not in own]
        elif part.title:
            beat = story_beat(part.label, beats) or beat
        for line in part.lines:
            lead = line.block.lead if line.block is not part.title else None
            if part.matches(FOLLOW_UPS):
                pair = asked_and_answered(line.text)
                follow_ups.append(
                    DraftFollowUp(pair[0], line.block.line, points(pair[1], line.block.line))
                    if pair
                    else DraftFollowUp(ask_of(line.text), line.block.line)
                )
            elif part.matches(USE_FOR) or (lead and USE_FOR.search(lead)):
                text = line.block.rest if lead else line.text
                uses += [ask_of(use) for use in re.split(r"\s+/\s+|;\s*", text) if use.strip()]
            elif part.matches(AVOID) or part.matches(WHY):
                notes.append(f"{part.label}: {line.text}")
            else:
                beat = (story_beat(lead, beats) if lead else None) or beat
                told = line.block.rest if lead and PLAIN_BEAT.fullmatch(lead) else line.text
                beats.setdefault(beat, []).extend(points(told, line.block.line))
                said += points(told, line.block.line, lead)
    if not said:
        notes = [*notes, *uses]
        question = DraftQuestion(
            ask, entry.title.line, "behavioural", follow_ups=tuple(follow_ups), notes=joined(notes)
        )
        sheet.questions.append(question)
        return
    order = ("situation", "task", "action", "result", "lesson")
    framework = "star-lesson" if "lesson" in beats else "star"
    told_facts = [p for b in order if b != "lesson" for p in beats.get(b, ())]
    facts = [DraftPoint(figure, p.line) for p in told_facts for figure in figures(p.text)]
    story = DraftStory(
        name,
        at.line,
        framework,
        tuple(DraftBeat(b, tuple(beats[b])) for b in order if b in beats),
        facts=tuple(facts),
        use_for=tuple(dict.fromkeys([ask, *uses])) if name != ask or uses else (),
        follow_ups=tuple(follow_ups),
        notes=joined(notes),
    )
    # Without a name of its own it is only the answer to this question.
    has_name = name != ask or likeness(ask) == Likeness.NONE
    if has_name:
        sheet.stories.append(story)
    sheet.questions.append(
        DraftQuestion(
            ask,
            entry.title.line,
            "behavioural",
            tuple(said),
            framework,
            () if has_name else story.beats,
            facts=tuple(facts),
            follow_ups=tuple(follow_ups),
            story=id_from_words(name) if has_name else None,
            notes=None if has_name else story.notes,
        )
    )
