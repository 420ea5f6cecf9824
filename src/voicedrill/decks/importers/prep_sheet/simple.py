"""The sections of a prep sheet that are lists: the loop, pitches, questions to ask them, pay, preparation."""

import re

from voicedrill.decks.importers.document import Block
from voicedrill.decks.importers.draft import DraftPoint, DraftQuestion, DraftRound
from voicedrill.decks.importers.phrases import (
    ask_of,
    clean,
    is_quoted,
    joined,
    minutes,
    points,
    seconds_around,
    spoken_points,
    unquoted,
)
from voicedrill.decks.importers.prep_sheet.entries import Group, groups
from voicedrill.decks.importers.prep_sheet.families import PITCH, QUESTION, SAY
from voicedrill.decks.importers.prep_sheet.sections import Role, Section, role_of
from voicedrill.decks.importers.prep_sheet.sheet import Sheet
from voicedrill.decks.importers.wording import Likeness, likeness
from voicedrill.decks.model import Kind

_ROUND_TEXT = re.compile(r"\s*[(\[][^()\[\]]*\d[^()\[\]]*(?:min|hour|hr|h\b|')[^()\[\]]*[)\]]", re.I)
#: What is asked in a round, from the words that name it.
_ROUND_KINDS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("pitch", re.compile(r"\brecruiter|\bscreen|\bbackground\b|\bintro", re.I)),
    ("compensation", re.compile(r"\bcomp\b|\bcompensation\b|\bsalary\b|\bpay\b", re.I)),
    ("behavioural", re.compile(r"\bbehaviou?r|\bmanager\b|\bpartners?\b|\bleadership\b|\bstakeholder", re.I)),
    ("technical", re.compile(r"\btechnical\b|\bdomain\b|\barchitecture\b|\bdeep dive\b", re.I)),
    (
        "system-design",
        re.compile(r"\bsystem design\b|\bdesign round\b|\barchitecture\b|\bdesign interview\b", re.I),
    ),
    ("coding", re.compile(r"\bcoding\b|\btake-home\b|\bprogramming\b|\bpair", re.I)),
    ("culture", re.compile(r"\bculture\b|\bvalues\b|\bbar raiser\b", re.I)),
)


def round_kinds(text: str) -> tuple[Kind, ...]:
    """The kinds of question that the words of a round name."""
    return tuple(kind for kind, pattern in _ROUND_KINDS if pattern.search(text))


def read_loop(section: Section, sheet: Sheet) -> None:
    """Rounds with their minutes: "2. Hiring manager (45-60 min) - your background"."""
    for block in section.body:
        text = clean(block.text)
        times = minutes(text)
        if block.kind not in ("item", "row") and times is None:
            sheet.ledger.leave("introduces the rounds", block)
            continue
        sheet.ledger.use(block)
        if block.header:
            continue
        sheet.rounds.append(_round(text, block.line, times))


def _round(text: str, line: int, times: tuple[float, float] | None) -> DraftRound:
    aside = _ROUND_TEXT.search(text)
    name = (text[: aside.start()] if aside else re.split(r"\s[-–—|]\s|:\s", text)[0]).strip(" -–—:|")
    rest = (text[aside.end() :] if aside else text[len(name) :]).strip(" -–—:|")
    several = re.search(r"\(?\s*(\d(?:\s*-\s*\d)?)\s*[x×]", aside.group()) if aside else None
    notes = joined([f"{several[1]} rounds" if several else "", rest])
    return DraftRound(
        name or text, line, times, round_kinds(text), notes=notes.replace("\n", ": ") if notes else None
    )


def read_pitch(section: Section, sheet: Sheet) -> None:
    """Opening stories, each with its script. A length in a title ("30 seconds") is the expected one."""
    name = clean(section.title.text) if section.title else "Pitch"
    _pitches(groups(section.body), name, section.title, sheet)


def _pitches(parts: tuple[Group, ...], name: str, title: Block | None, sheet: Sheet) -> None:
    """A question for each group that holds a script; what only leads in to it is a note."""
    has_quotes = any(is_quoted(line.text) for part in parts for line in part.lines)
    notes: list[str] = []
    for part in parts:
        label = part.label
        own = bool(PITCH.search(label) or seconds_around(label))
        spoken = [
            is_quoted(line.text) or (not has_quotes and line.block.kind != "item") for line in part.lines
        ]
        script = [line for line, is_spoken in zip(part.lines, spoken, strict=True) if is_spoken]
        rest = [line for line, is_spoken in zip(part.lines, spoken, strict=True) if not is_spoken]
        if part.title:
            sheet.ledger.use(part.title)
        sheet.ledger.use(*(line.block for line in part.lines))
        if not script and not rest:
            notes.append(label)
            continue
        if not script and (notes or not own) and sheet.questions and sheet.questions[-1].kind == "pitch":
            notes.append(_with_label(part, [line.text for line in rest]))
            continue
        at = part.title if own and part.title else title
        text = joined(unquoted(line.text) for line in script)
        said = tuple(p for line in script for p in spoken_points(line.text, line.block.line))
        for line in rest:
            if line.block.kind == "item":
                said += points(line.text, line.block.line, line.block.lead)
            else:
                notes.append(line.text)
        if label and not own:
            notes.append(label)
        sheet.questions.append(
            DraftQuestion(
                label if own else name,
                at.line if at else (script or rest)[0].block.line,
                "pitch",
                said,
                script=text,
                seconds=seconds_around(f"{label} {name}") or _length_of(text),
                notes=joined(notes),
            )
        )
        notes = []


def _length_of(script: str | None) -> tuple[float, float] | None:
    """The time that a script takes at 125 to 170 words a minute, where it is no half-minute pitch."""
    words = len((script or "").split())
    return (round(words / 170 * 60), round(words / 125 * 60)) if words > 85 else None


def _with_label(part: Group, texts: list[str]) -> str:
    return f"{part.label}: {'; '.join(texts)}" if part.label else "; ".join(texts)


def read_ask(section: Section, sheet: Sheet) -> None:
    """Questions for them, by whom they are for."""
    for part in groups(section.body):
        who = re.sub(r"^(?:for|to|ask)\s+(?:the\s+|your\s+)?", "", part.label, flags=re.I).strip()
        if part.title:
            sheet.ledger.use(part.title)
        for line in part.lines:
            if (
                line.block.kind == "paragraph"
                and likeness(line.text) < Likeness.WEAK
                and not is_quoted(line.text)
            ):
                sheet.ledger.leave("says how to ask, asks nothing", line.block)
                continue
            sheet.ledger.use(line.block)
            tags = (who.casefold(),) if who else ()
            sheet.questions.append(DraftQuestion(ask_of(line.text), line.block.line, "ask-them", tags=tags))


def read_pay(section: Section, sheet: Sheet) -> None:
    """One question about pay: what to say are its points, ranges and targets its notes."""
    said: list[DraftPoint] = []
    notes: list[str] = []
    loose: list[DraftPoint] = []
    ask = clean(section.title.text) if section.title else "Compensation"
    for part in groups(section.body):
        if part.title:
            sheet.ledger.use(part.title)
        sheet.ledger.use(*(line.block for line in part.lines))
        if QUESTION.match(part.label) and part.lines and not said:
            ask = ask_of(part.lines.pop(0).text)
            part.label = ""
        is_said = not part.label or SAY.search(part.label)
        for i, line in enumerate(part.lines):
            listed = line.block.kind == "item" or line.block is part.title or is_quoted(line.text) or i == 0
            if (is_said and listed and part.label) or (is_said and listed and line.block.kind == "item"):
                said += points(line.text, line.block.line)
            elif is_quoted(line.text):
                loose += points(line.text, line.block.line)
            else:
                notes.append(f"{part.label}: {line.text}" if part.label and not is_said else line.text)
    said += loose
    if said or notes:
        at = section.title.line if section.title else section.body[0].line
        sheet.questions.append(DraftQuestion(ask, at, "compensation", tuple(said), notes=joined(notes)))


def read_prepare(section: Section, sheet: Sheet) -> None:
    """Advice, kept by its headings; a pitch or a closing statement in it is one to be practised."""
    name = clean(section.title.text) if section.title else "Notes"
    for part in groups(section.body):
        if PITCH.search(part.label) and any(is_quoted(line.text) for line in part.lines):
            _pitches((part,), part.label, part.title, sheet)
            continue
        if part.title:
            sheet.ledger.use(part.title)
        sheet.prepare(part.label or name, *((line.text, line.block) for line in part.lines))


def is_preparation(section: Section) -> bool:
    """Whether the section is advice by its title."""
    return section.title is not None and role_of(section.title.text) is Role.PREPARE
