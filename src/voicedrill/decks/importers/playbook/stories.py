"""Stories of a playbook: the verified line, the draft by beats, what it is used for, what is asked next."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from voicedrill.decks.blanks import BLANK
from voicedrill.decks.importers.document import Block
from voicedrill.decks.importers.draft import (
    DraftBeat,
    DraftFollowUp,
    DraftPoint,
    DraftQuestion,
    DraftStory,
)
from voicedrill.decks.importers.phrases import (
    ask_of,
    figures,
    is_quoted,
    joined,
    points,
    spoken_points,
    unquoted,
    whole_sentences,
)
from voicedrill.decks.importers.playbook.book import FOR_A_MACHINE, Book, Piece, pieces
from voicedrill.decks.importers.playbook.marks import Mark, beat_name
from voicedrill.decks.importers.playbook.spans import Span, is_ask
from voicedrill.decks.importers.prep_sheet.families import STORY_ORDER
from voicedrill.decks.load import id_from_words

_NUMBERED = re.compile(r"^(?:story\s*)?\d{1,2}\s*[.):–—-]?\s+(?=\D)", re.I)
_USES = re.compile(r"\s+/\s+|\s*[;|•]\s*|\n")


def read_story(span: Span, book: Book) -> None:
    """A story, and the first question that it is used for, which practice asks."""
    titles: list[Block] = []
    verified: list[str] = []
    uses: list[str] = []
    beats: dict[str, list[DraftPoint]] = {}
    said: list[DraftPoint] = []
    facts: list[DraftPoint] = []
    verify: list[str] = []
    follow_ups: list[DraftFollowUp] = []
    uses_line = 0
    parts = list(pieces(span.blocks, book))
    quoted = any_quoted(parts)
    for piece in parts:
        line = piece.block.line
        match piece.mark:
            case None:
                titles.append(piece.block)
            case Mark.VERIFIED:
                verified.append(unquoted(piece.text))
                facts += [DraftPoint(figure, line) for figure in figures(piece.text)]
            case Mark.USE_FOR:
                uses += [ask_of(use) for use in _USES.split(piece.text) if use.strip()]
                uses_line = uses_line or line
            case Mark.BEAT if piece.heading:
                name = beat_name(piece.heading.lead or piece.heading.text)
                beats.setdefault(name, []).extend(DraftPoint(s, line) for s in whole_sentences(piece.text))
                said += spoken_points(piece.text, line)
            case Mark.VERIFY:
                label = (piece.heading.lead or piece.heading.text) if piece.heading and not verify else ""
                verify += [f"{label.rstrip(':')}:"] if label else []
                verify.append(piece.text)
            case Mark.FOLLOW_UPS:
                add_follow_up(piece, follow_ups, quoted=quoted)
            case _:
                why = FOR_A_MACHINE if piece.mark is Mark.PROMPT else "says how to use the draft of a story"
                book.ledger.leave(why, piece.block)
                continue
        book.ledger.use(piece.block)
    title = _NUMBERED.sub("", titles[0].text).strip() if titles else (uses[0] if uses else "Story")
    shows = tuple(dict.fromkeys(value.casefold() for block in titles[1:] for value in book.split(block.text)))
    framework = "star-lesson" if "lesson" in beats else "star"
    line = titles[0].line if titles else span.blocks[0].line
    blanks = sum(len(BLANK.findall(p.text)) for notes in beats.values() for p in notes)
    notes = [f"Shows: {', '.join(shows)}"] if shows else []
    notes += verify
    if blanks:
        notes.append(f"To fill in: {blanks} [bracket{'s' if blanks > 1 else ''}] in the beats.")
    book.stories.append(
        DraftStory(
            title,
            line,
            framework,
            tuple(DraftBeat(beat, tuple(beats[beat])) for beat in STORY_ORDER if beat in beats),
            facts=tuple(facts),
            verified=joined(verified),
            use_for=tuple(dict.fromkeys(uses)),
            follow_ups=tuple(follow_ups),
            notes=joined(notes),
        )
    )
    book.questions.append(
        DraftQuestion(
            uses[0] if uses else title,
            uses_line or line,
            "behavioural",
            tuple(said),
            framework,
            facts=tuple(facts),
            follow_ups=tuple(follow_ups),
            story=id_from_words(title),
            tags=shows,
        )
    )


def any_quoted(parts: Iterable[Piece]) -> bool:
    """Whether follow-ups stand in quotes: then "Explain your choice." without them is what to say."""
    return any(piece.mark is Mark.FOLLOW_UPS and is_quoted(piece.text) for piece in parts)


def add_follow_up(piece: Piece, follow_ups: list[DraftFollowUp], *, quoted: bool) -> None:
    """A question asked next, or what to say to the last one."""
    block = piece.block
    if not follow_ups or (is_quoted(piece.text) if quoted else is_ask(block)):
        follow_ups.append(DraftFollowUp(ask_of(piece.text), block.line))
        return
    last = follow_ups[-1]
    more = tuple(p for sentence in whole_sentences(piece.text) for p in points(sentence, block.line))
    follow_ups[-1] = DraftFollowUp(last.ask, last.line, (*last.points, *more))


def read_bank(blocks: Sequence[Block], book: Book) -> None:
    """The story bank of a cheat sheet: titles that stand above, each with one more question for it."""
    titles = [story.title.casefold() for story in book.stories]
    current: int | None = None
    for block in blocks:
        text = _NUMBERED.sub("", block.text).strip().lstrip("→ ").strip()
        title, _, use = (part.strip() for part in text.partition("→"))
        if title.casefold() in titles:
            current = titles.index(title.casefold())
            book.ledger.use(block)
            text = use
            if not text:
                continue
        if current is None:
            continue
        story = book.stories[current]
        ask = ask_of(text)
        if ask and ask not in story.use_for:
            book.stories[current] = replace(story, use_for=(*story.use_for, ask))
        book.ledger.use(block)
