"""Question patterns of a playbook: what is asked, what great looks like, red flags, which story to use."""

import re
from dataclasses import replace

from voicedrill.decks.importers.document import Block
from voicedrill.decks.importers.draft import DraftFollowUp, DraftPoint, DraftQuestion
from voicedrill.decks.importers.phrases import any_of, ask_of, joined, points, whole_sentences
from voicedrill.decks.importers.playbook.book import FOR_A_MACHINE, Book, pieces
from voicedrill.decks.importers.playbook.marks import Mark
from voicedrill.decks.importers.playbook.spans import Span
from voicedrill.decks.importers.playbook.stories import add_follow_up, any_quoted
from voicedrill.decks.load import id_from_words
from voicedrill.decks.model import Kind

_STORY_NUMBER = re.compile(r"\b(?:story|stories)\s*#?(\d{1,2})\b|[(\s]#(\d{1,2})\b", re.I)
#: So many words of a title in a row stand for it.
_RUN = 3
#: Advice names one of so many stories at the beginning of a document.
_MOST_STORIES = 100
_BEHAVIOURAL = any_of(
    r"^(?:tell me about|describe|share|give (?:me )?an example of|talk about) "
    r"(?:a|an|the|one|another|your (?:last|biggest))\b",
    r"\ba time (?:when|you|that)\b",
)
_CODING = any_of(
    r"^(?:implement|code)\b",
    r"\bwrite (?:the |some |a )?(?:code|function|program|query)\b",
    r"\bcoding (?:question|problem)\b",
)
_DESIGN = any_of(
    r"^(?:design|architect|sketch)\b",
    r"\bhow would you (?:design|architect|build)\b",
    r"\bsystem design (?:question|problem)\b",
    r"\byour design\b|\barchitectural decisions\b",
)
_CULTURE = any_of(r"\bculture\b", r"\bcultural\b")


def kind_of(ask: str, why: str) -> Kind:
    """The kind of a pattern, from its words and from what it is said to test."""
    if _BEHAVIOURAL.search(ask):
        return "culture" if _CULTURE.search(why) else "behavioural"
    if _CODING.search(ask) or _CODING.search(why):
        return "coding"
    if _DESIGN.search(ask) or _DESIGN.search(why):
        return "system-design"
    return "technical"


def read_pattern(span: Span, book: Book) -> None:
    """A question: what great looks like are its points, what they really ask is why it is asked."""
    ask_block, *rest = span.blocks
    book.ledger.use(ask_block)
    said: list[DraftPoint] = []
    flags: list[DraftPoint] = []
    why: list[str] = []
    prep: list[str] = []
    notes: list[str] = []
    follow_ups: list[DraftFollowUp] = []
    parts = list(pieces(rest, book))
    quoted = any_quoted(parts)
    for piece in parts:
        line = piece.block.line
        match piece.mark:
            case Mark.ASKING | Mark.WHY_ASK:
                why.append(piece.text)
            case Mark.GREAT:
                said += points(piece.text, line, piece.block.lead)
            case Mark.RED_FLAGS:
                flags.append(DraftPoint(piece.text, line))
            case Mark.PREP:
                prep.append(piece.text)
            case Mark.FOLLOW_UPS:
                add_follow_up(piece, follow_ups, quoted=quoted)
            case Mark.PROMPT:
                book.ledger.leave(FOR_A_MACHINE, piece.block)
                continue
            case _:
                notes.append(piece.text)
        book.ledger.use(piece.block)
    ask = ask_of(ask_block.text)
    kind = kind_of(ask, " ".join(why))
    book.advice[len(book.questions)] = " ".join(prep)
    frameworks = {"behavioural": "star", "culture": "star", "system-design": "system-design"}
    book.questions.append(
        DraftQuestion(
            ask,
            ask_block.line,
            kind,
            tuple(said),
            frameworks.get(kind),
            red_flags=tuple(flags),
            follow_ups=tuple(follow_ups),
            why=joined(why),
            notes=joined([*notes, *prep]),
        )
    )


def name_stories(book: Book) -> None:
    """Give each question the story that its advice names, when all stories are known."""
    for i, text in book.advice.items():
        book.questions[i] = replace(book.questions[i], story=story_named(text, book))


def story_named(text: str, book: Book) -> str | None:
    """The story that the advice says to use: by its title, else by its number. The first named counts."""
    plain, stories = text.casefold(), book.stories[:_MOST_STORIES]
    found = [(at, story.title) for story in stories if (at := plain.find(story.title.casefold())) >= 0]
    if not found:
        match = _STORY_NUMBER.search(text)
        number = int(match[1] or match[2]) if match else 0
        if 0 < number <= len(book.stories):
            found.append((0, book.stories[number - 1].title))
    if not found:
        found = [(at, s.title) for s in stories for run in _runs(s.title) if (at := plain.find(run)) >= 0]
    return id_from_words(min(found)[1]) if found else None


def _runs(title: str) -> list[str]:
    """Runs of words that stand for a title: "the rate limiting system" is the distributed one."""
    words = title.casefold().split()
    return [" ".join(words[i : i + _RUN]) for i in range(len(words) - _RUN + 1)]


def read_table(span: Span, book: Book) -> None:
    """What they said, what they mean, how you show it: a question a row. Gaps are kept for the scripts."""
    header, *rows = span.blocks
    names = [cell.casefold() for cell in header.cells]
    said = _column(names, r"said|says|requirement|jd|posting|advert|asks? for")
    shown = _column(names, r"demonstrat|show|prove|evidence|resume|résumé|your")
    meant = _column(names, r"mean")
    status = _column(names, r"status|fit|match|covered")
    if said is None or (shown is None and meant is None):
        book.ledger.leave(
            "a table of contents"
            if _column(names, r"section|title|page") is not None
            else "a table that asks nothing",
            *span.blocks,
        )
        return
    book.ledger.use(*span.blocks)
    for row in rows:
        cells = [*row.cells, *[""] * len(names)]
        ask, show = ask_of(cells[said]), cells[shown] if shown is not None else ""
        state = cells[status].strip() if status is not None else ""
        if re.search(r"\bgap\b|\bmissing\b|\bweak\b|\bpartial", state, re.I):
            book.gaps[ask] = (f"{header.cells[shown].capitalize()}: {show}" if shown is not None else "", row)
            continue
        book.questions.append(
            DraftQuestion(
                ask,
                row.line,
                "behavioural",
                tuple(p for p in _shown(show, row)),
                why=cells[meant] or None if meant is not None else None,
                tags=(state.casefold(),) if state else ("what they said",),
            )
        )


def _shown(text: str, row: Block) -> tuple[DraftPoint, ...]:
    return tuple(p for sentence in whole_sentences(text) for p in points(sentence, row.line))


def _column(names: list[str], pattern: str) -> int | None:
    return next((i for i, name in enumerate(names) if re.search(rf"\b(?:{pattern})", name)), None)
