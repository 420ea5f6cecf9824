"""The parts of a playbook that are lists: cover, loop, questions to ask, the first days, preparation."""

import re
from collections.abc import Container, Sequence
from dataclasses import replace

from voicedrill.decks.importers.document import Block
from voicedrill.decks.importers.draft import DraftBeat, DraftPoint, DraftQuestion, DraftRound
from voicedrill.decks.importers.phrases import (
    any_of,
    ask_of,
    clean,
    is_title,
    joined,
    minutes,
    points,
    spoken_points,
)
from voicedrill.decks.importers.playbook.book import NUMBER_ALONE, Book, likest
from voicedrill.decks.importers.playbook.gaps import plan_of
from voicedrill.decks.importers.playbook.marks import Mark, bare, mark_of
from voicedrill.decks.importers.playbook.roles import Role
from voicedrill.decks.importers.playbook.spans import Span, is_ask, is_number
from voicedrill.decks.importers.prep_sheet.simple import round_kinds

_ROUND = re.compile(
    r"\b(?:screen|interview|assessment|rounds?|panel|onsite|call|chat|take-home|manager)\b", re.I
)
#: "The process includes a ...": stands before the first round of a sentence.
_ROUND_LEAD = re.compile(
    r"^(?:.*?\b(?:includes?|consists? of|starts? with|begins? with|is|are|has|have)\s+)?(?:an?\s+|the\s+)?",
    re.I,
)
_ROUND_WORDS = 8
#: A question is looked for in other words among so many before it.
_LOOK_BACK = 100
_SPECIFIC = re.compile(r"^(?:company|role|team|industry)[- ]specific$|^(?:universal|general|bonus)$", re.I)
_WHO = re.compile(r"^(?:for|to|ask)\s+(?:the\s+|your\s+|an?\s+)?", re.I)
_THIRTY = any_of(r"\b30\s*/\s*60\s*/\s*90\b", r"\bfirst (?:90|ninety) days\b")
#: Commas that stand in no brackets.
_COMMAS = re.compile(r",\s+(?:and\s+|then\s+)?(?![^()]*\))")
_COVER_LABELS = frozenset(
    [
        "prepared for",
        "company",
        "target role",
        "target company",
        "target position",
        "role",
        "generated",
        "candidate",
    ]
)
_ARROW = re.compile(r"\s*→\s*")


def read_cover(span: Span, book: Book, known: Container[str] = ()) -> dict[str, str]:
    """Company and role as the cover names them first; a name and a date are not kept."""
    title, *rest = span.blocks
    label = bare(title.text).casefold()
    if label not in _COVER_LABELS or label in known:
        named = [block for block in rest if (block.lead or "").casefold() in _COVER_LABELS and block.rest]
        book.ledger.use(*named)
        book.ledger.leave(Role.COVER.value, title, *rest)
        return {(block.lead or "").casefold(): clean(block.rest) for block in named}
    value = next((block for block in rest if not is_number(block)), None)
    book.ledger.use(title)
    for block in rest:
        if block is value and not label.startswith(("prepared", "candidate", "generated", "date")):
            book.ledger.use(block)
        else:
            book.ledger.leave(Role.COVER.value, block)
    return {label: clean(value.text)} if value else {}


def read_loop(span: Span, book: Book) -> None:
    """Rounds from a list, or from a sentence that names them with their minutes."""
    title, *rest = span.blocks
    book.ledger.use(title)
    for block in rest:
        if is_number(block):
            book.ledger.leave(NUMBER_ALONE, block)
            continue
        found = _rounds(clean(block.text), block.line, is_item=block.kind == "item")
        if found:
            book.rounds += found
            book.ledger.use(block)
        else:
            book.ledger.leave("names no round", block)


def _rounds(text: str, line: int, *, is_item: bool) -> list[DraftRound]:
    """The rounds that a list's item or the first sentence of a paragraph names."""
    pieces = [text] if is_item else _COMMAS.split(text.split(". ", 1)[0])
    found: list[DraftRound] = []
    for piece in pieces:
        times = minutes(piece)
        # What follows a round in the same list of a sentence is another, whatever it is called.
        follows = found and not is_item and len(piece.split()) <= _ROUND_WORDS
        if times is None and not follows and not _ROUND.search(piece):
            continue
        name = _ROUND_LEAD.sub("", re.sub(r"\s*\([^()]*\)", "", piece)).strip(" .-–—")
        if name:
            found.append(DraftRound(name[:1].upper() + name[1:], line, times, round_kinds(piece)))
    return found


def read_ask(span: Span, book: Book) -> None:
    """Questions for them by interviewer; one that stood before in other words is left out."""
    title, *rest = span.blocks
    book.ledger.use(title)
    who = specific = ""
    for block in rest:
        text = clean(block.text)
        mark = mark_of(block)
        if is_number(block):
            book.ledger.leave(NUMBER_ALONE, block)
        elif mark is Mark.WHY_IT_WORKS and book.questions and book.questions[-1].kind == "ask-them":
            last = book.questions[-1]
            book.questions[-1] = replace(last, why=clean(block.rest))
            book.ledger.use(block)
        elif mark is Mark.FOCUS:
            book.ledger.leave("says what their questions are about", block)
        elif is_ask(block) or (block.kind == "item" and text.rstrip('"”').endswith("?")):
            ask = ask_of(text)
            tags = tuple(tag for tag in (who, specific) if tag)
            before = [q for q in book.questions[-_LOOK_BACK:] if q.kind == "ask-them"]
            before = [q for q in before if not who or _same_who(who, q.tags)]
            same = likest(ask, [q.ask for q in before], 0.6)
            specific = ""
            if same is not None:
                book.ledger.leave(f"asked in line {before[same].line} in other words", block)
                continue
            book.questions.append(DraftQuestion(ask, block.line, "ask-them", tags=tags))
            book.ledger.use(block)
        elif is_title(block):
            name = re.sub(r"^\W+", "", text)
            if _SPECIFIC.match(name):
                specific = name.casefold().replace("-", " ")
            else:
                who, specific = _WHO.sub("", name).casefold(), ""
            book.ledger.use(block)
        else:
            book.ledger.leave(Role.USAGE.value, block)


def _same_who(who: str, tags: Sequence[str]) -> bool:
    """ "executive" and "executives / skip-level" are the same people."""
    return any(who.split()[0].rstrip("s") in tag or tag.split()[0].rstrip("s") in who for tag in tags)


def names_plan(block: Block) -> bool:
    """Whether a line is about a plan of the first days."""
    return block.kind != "row" and _THIRTY.search(block.text) is not None


def read_plan(span: Span, book: Book, named: Block | None) -> None:
    """The first days: a question whose beats are stretches of days. ``named``: a line above that names it."""
    ask = re.split(r"\s+[—–-]\s+|[.:]", clean((named or span.blocks[0]).text))[0].strip()
    if named:
        book.ledger.use(named)
    beats: dict[str, list[DraftPoint]] = {}
    said: list[DraftPoint] = []
    notes: list[str] = []
    beat = label = ""
    fresh = False
    for block in span.blocks:
        text = clean(block.text)
        if is_number(block):
            book.ledger.leave(NUMBER_ALONE, block)
            continue
        book.ledger.use(block)
        mark = mark_of(block)
        if mark is Mark.DAYS:
            beat, fresh = text.casefold(), True
            beats[beat] = []
        elif fresh and is_title(block) and len(text.split()) <= 3 and block.kind != "item":
            notes.append(f"{beat}: {text}")
            beats[text.casefold()] = beats.pop(beat)
            beat, fresh = text.casefold(), False
        elif block.kind == "heading" or mark is Mark.MILESTONE:
            label, fresh = text.capitalize() if text.isupper() else text, False
        elif block.kind == "paragraph" and fresh is False and not beats.get(beat) and is_title(block):
            notes.append(text)
        else:
            found = points(text, block.line, label or block.lead)
            label = ""
            beats.setdefault(beat, []).extend(found)
            said += found
    beats = {name: told for name, told in beats.items() if name and told}
    framework = book.own_framework(ask, list(beats)) if len(beats) > 1 else None
    book.questions.append(
        DraftQuestion(
            ask,
            span.blocks[0].line,
            "culture",
            tuple(said),
            framework,
            tuple(DraftBeat(name, tuple(told)) for name, told in beats.items()) if framework else (),
            notes=joined(notes),
        )
    )


def read_if_asked(span: Span, book: Book) -> None:
    """ "IF THEY ASK ABOUT X" and the short answer."""
    title, *rest = span.blocks
    book.ledger.use(title)
    texts = [block for block in rest if not is_number(block)]
    for block in rest:
        if is_number(block):
            book.ledger.leave(NUMBER_ALONE, block)
    ask = re.sub(
        r"^if (?:they|someone|you(?:['’]re| are)) asks?(?:ed)?(?: about)?\s*",
        "",
        bare(title.text),
        flags=re.I,
    )
    ask = ask.capitalize() if ask.isupper() else ask
    book.ledger.use(*texts)
    book.questions.append(
        DraftQuestion(
            ask or clean(title.text),
            title.line,
            "gap",
            tuple(p for block in texts for p in spoken_points(clean(block.text), block.line)),
            "bridge",
            script=joined(clean(block.text) for block in texts),
        )
    )


def read_recall(span: Span, book: Book) -> None:
    """A curveball in short: added to the one above that it repeats, or a question of its own."""
    title, *rest = span.blocks
    book.ledger.use(title)
    current: int | None = None
    for block in rest:
        text = clean(block.text)
        if is_number(block):
            book.ledger.leave(NUMBER_ALONE, block)
            continue
        if is_ask(block):
            ask = ask_of(text)
            curveballs = [i for i, q in enumerate(book.questions) if q.kind == "curveball"]
            same = likest(ask, [book.questions[i].ask for i in curveballs], 0.7)
            if same is None:
                book.questions.append(DraftQuestion(ask, block.line, "curveball"))
                book.ledger.use(block)
            else:
                book.ledger.leave(
                    f"asked in line {book.questions[curveballs[same]].line} in other words", block
                )
            current = curveballs[same] if same is not None else len(book.questions) - 1
        elif current is not None:
            book.ledger.use(block)
            book.questions[current] = _in_short(book.questions[current], text, block, book)
        else:
            book.prepare(clean(title.text), text, block)


def _in_short(question: DraftQuestion, text: str, block: Block, book: Book) -> DraftQuestion:
    if question.points:
        return replace(question, notes=joined([question.notes or "", f"In short: {text}"]))
    steps = [(step, block) for step in _ARROW.split(text)]
    framework, beats = plan_of(question.ask, steps, book)
    said = tuple(p for step, _ in steps for p in points(step, block.line))
    return replace(question, points=said, framework=framework, beats=beats)


def read_prepare(span: Span, book: Book) -> None:
    """Advice by heading; a title inside it begins the texts below it."""
    title, *rest = span.blocks
    book.ledger.use(title)
    rest = [block for block in rest if block.link is None]
    book.ledger.leave("a link", *(block for block in span.blocks if block.link is not None))
    heading = re.sub(r"^\W+", "", clean(title.text))
    label = ""
    for i, block in enumerate(rest):
        text = clean(block.text)
        if is_number(block):
            book.ledger.leave(NUMBER_ALONE, block)
        elif is_title(block) and block.kind != "item" and i + 1 < len(rest) and not is_title(rest[i + 1]):
            label = re.sub(r"^\d\s+", "", text)
            book.ledger.use(block)
        else:
            book.prepare(heading, f"{label}: {text}" if label else text, block)
            label = label if block.kind == "item" and label else ""
