"""Gaps with their bridge scripts, curveballs with their frameworks, and what to do when one does not know."""

import re

from voicedrill.decks.blanks import LIGHT_WORDS
from voicedrill.decks.importers.document import Block
from voicedrill.decks.importers.draft import DraftBeat, DraftPoint, DraftQuestion
from voicedrill.decks.importers.phrases import (
    any_of,
    ask_of,
    clean,
    is_quoted,
    is_title,
    joined,
    points,
    spoken_points,
    unquoted,
)
from voicedrill.decks.importers.playbook.book import FOR_A_MACHINE, NUMBER_ALONE, Book, likest, pieces
from voicedrill.decks.importers.playbook.marks import Mark, mark_of
from voicedrill.decks.importers.playbook.spans import Span, is_number

#: A step of the recovery is named in so many words, one of another framework in so many.
_NAME_WORDS, _LONGEST_HEADLINE = 3, 8
_HEADLINE_ENDS = re.compile(r"\s+[—–-]\s+|[:;]\s|,\s(?=identify|assess|then|and\b)|\.\s")
#: Frameworks that a curveball's steps may be, each beat by the words that tell it, in order.
_KNOWN: dict[str, tuple[tuple[str, re.Pattern[str]], ...]] = {
    "proud-system": (
        ("context", any_of(r"\bcontext\b|\bset the\b|\bscale\b")),
        ("decisions", any_of(r"\bdecisions?\b|\bchoices\b|\barchitectur")),
        ("hardest problem", any_of(r"\bhardest\b|\bproblem\b|\bchallenge\b|\bbroke\b")),
        ("what I would change", any_of(r"\bdifferently\b|\bwould change\b|\bregret\b|\brebuil")),
        ("connection", any_of(r"\bconnect|\brelate\b|\btranslate\b|\bat (?:the company|this)\b")),
    ),
    "incident": (
        ("blast radius", any_of(r"\bblast radius\b|\bimpact\b|\bscope\b|\bwho is affected\b|\bquantify\b")),
        ("signals", any_of(r"\bsignals?\b|\bmonitoring\b|\bdashboards?\b|\bevidence\b|\bmetrics\b")),
        ("escalate or investigate", any_of(r"\bescalat|\binvestigat")),
        ("mitigate", any_of(r"\broll(?:ing)? ?back\b|\bmitigat|\bfail ?over\b")),
        ("communicate", any_of(r"\bcommunicat|\bstatus\b|\bstakeholders\b")),
        ("follow up", any_of(r"\bafter|\bpost-?mortem\b|\btimeline\b|\bfollow[- ]up\b")),
    ),
}
_RECOVERY = {"pause", "acknowledge", "reason", "anchor"}


def read_gap(span: Span, book: Book) -> None:
    """A gap: the bridge script is what to say; what to check first and why they probe are kept beside it."""
    titles: list[Block] = []
    why: list[str] = []
    script: list[str] = []
    said: list[DraftPoint] = []
    verify: list[str] = []
    notes: list[str] = []
    requirement = ""
    for piece in pieces(span.blocks, book):
        match piece.mark:
            case None:
                titles.append(piece.block)
            case Mark.REQUIREMENT if piece.block.lead:
                requirement = piece.text
            case Mark.PROBE | Mark.WHY_ASK:
                why.append(piece.text)
            case Mark.SCRIPT:
                script.append(unquoted(piece.text))
                said += spoken_points(piece.text, piece.block.line)
            case Mark.VERIFY:
                label = (piece.heading.lead or piece.heading.text) if piece.heading and not verify else ""
                verify += [f"{label.capitalize().rstrip(':')}:"] if label else []
                verify.append(piece.text)
            case Mark.PROMPT:
                book.ledger.leave(FOR_A_MACHINE, piece.block)
                continue
            case _:
                notes.append(piece.text)
        book.ledger.use(piece.block)
    title = ask_of(titles[0].text) if titles else requirement
    notes += [block.text for block in titles[1:]]
    if requirement:
        notes.insert(0, f"Re: {requirement}")
        same = likest(requirement, book.gaps, 0.8)
        if same is not None:
            row = list(book.gaps)[same]
            notes.append(book.gaps.pop(row)[0])
    notes += verify
    book.questions.append(
        DraftQuestion(
            title,
            titles[0].line if titles else span.blocks[0].line,
            "gap",
            tuple(said),
            "bridge",
            script=joined(script),
            why=joined(why),
            notes=joined(notes),
        )
    )


def read_curveball(span: Span, book: Book) -> None:
    """A curveball: the steps of its framework are both its points and its beats."""
    ask_block, *rest = span.blocks
    book.ledger.use(ask_block)
    why: list[str] = []
    notes: list[str] = []
    steps: list[tuple[str, Block]] = []
    flags: list[DraftPoint] = []
    for piece in pieces(rest, book):
        if piece.mark is Mark.PROMPT:
            book.ledger.leave(FOR_A_MACHINE, piece.block)
            continue
        book.ledger.use(piece.block)
        if piece.mark is Mark.FRAMEWORK and piece.block.kind == "item":
            steps.append((piece.text, piece.block))
        elif piece.mark is Mark.RED_FLAGS:
            flags.append(DraftPoint(piece.text, piece.block.line))
        elif piece.mark is Mark.WHY_ASK and piece.block.lead:
            why.append(piece.text)
        else:
            notes.append(piece.text)
    ask = ask_of(ask_block.text)
    framework, beats = plan_of(ask, steps, book)
    book.questions.append(
        DraftQuestion(
            ask,
            ask_block.line,
            "curveball",
            tuple(p for text, block in steps for p in points(text, block.line)),
            framework,
            beats,
            red_flags=tuple(flags),
            why=joined(why),
            notes=joined(notes),
        )
    )


def plan_of(ask: str, steps: list[tuple[str, Block]], book: Book) -> tuple[str | None, tuple[DraftBeat, ...]]:
    """The framework that the steps are: a known one when each of its beats is told, else one of its own."""
    if len(steps) < 2:
        return None, ()
    for name, known in _KNOWN.items():
        beats = {beat: [s for s in steps if pattern.search(headline(s[0]))] for beat, pattern in known}
        if all(beats.values()) and len(steps) <= len(known) + 1:
            return name, _assigned(steps, known)
    names = [headline(text).casefold() for text, _ in steps]
    if len(set(names)) < len(names):
        return None, ()
    framework = book.own_framework(ask, names)
    return framework, tuple(
        DraftBeat(name, (DraftPoint(text, block.line),))
        for name, (text, block) in zip(names, steps, strict=True)
    )


def _assigned(
    steps: list[tuple[str, Block]], known: tuple[tuple[str, re.Pattern[str]], ...]
) -> tuple[DraftBeat, ...]:
    """Each step to the beat that its headline tells and that comes no earlier than the one before it."""
    notes: dict[str, list[DraftPoint]] = {beat: [] for beat, _ in known}
    at = 0
    for text, block in steps:
        told = [i for i, (_, pattern) in enumerate(known) if pattern.search(headline(text)) and i >= at]
        at = told[0] if told else at
        notes[known[at][0]].append(DraftPoint(text, block.line))
    return tuple(DraftBeat(beat, tuple(found)) for beat, found in notes.items() if found)


def headline(text: str) -> str:
    """The beginning of a step that names it: "Check the monitoring first — did a deployment happen?"."""
    words = _HEADLINE_ENDS.split(text)[0].strip(" .").split()
    if len(words) > _LONGEST_HEADLINE:
        words = " ".join(words).split(",")[0].split()[:_LONGEST_HEADLINE]
        while len(words) > 1 and words[-1].casefold() in LIGHT_WORDS:
            words.pop()
    return " ".join(words)


def read_recovery(span: Span, book: Book) -> None:
    """What to do when one does not know the answer: steps with what to say in each, and phrases that work."""
    title, *rest = span.blocks
    book.ledger.use(title)
    steps: dict[str, list[DraftPoint]] = {}
    said: list[DraftPoint] = []
    flags: list[DraftPoint] = []
    notes: list[str] = []
    spoken: list[DraftPoint] = []
    section: Mark | None = None
    step = ""
    for i, block in enumerate(rest):
        if is_number(block):
            book.ledger.leave(NUMBER_ALONE, block)
            continue
        book.ledger.use(block)
        mark = mark_of(block)
        text = clean(block.text)
        if mark in (Mark.RED_FLAGS, Mark.PHRASES):
            section, step = mark, ""
        elif section is Mark.RED_FLAGS:
            flags.append(DraftPoint(text, block.line))
        elif section is Mark.PHRASES:
            found = points(text, block.line)
            said += [p for p in found if not p.blanks]
            notes += [p.text for p in found if p.blanks]
        elif is_title(block) and len(text.split()) <= _NAME_WORDS and i and is_number(rest[i - 1]):
            step = text.casefold()
            steps[step] = []
        elif step:
            found = points(text, block.line)
            steps[step] += found
            # Where words are given, what is not in quotes tells what to do and not what to say.
            spoken += [p for p in found if is_quoted(text) and not p.blanks]
        elif text.casefold() != "universal framework":
            notes.append(text)
    framework: str | None = None
    if len(steps) > 1:
        known = set(steps) == _RECOVERY
        framework = "recovery" if known else book.own_framework(title.text, list(steps))
    book.questions.append(
        DraftQuestion(
            clean(title.text),
            title.line,
            "curveball",
            (*spoken, *said),
            framework,
            tuple(DraftBeat(name, tuple(told)) for name, told in steps.items()),
            red_flags=tuple(flags),
            notes=joined(notes),
        )
    )
