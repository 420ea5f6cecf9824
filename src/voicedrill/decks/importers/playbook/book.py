"""What was understood of a playbook so far, and the walk through a part by its small headings."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from voicedrill.decks.importers.document import Block
from voicedrill.decks.importers.draft import (
    DraftPoint,
    DraftQuestion,
    DraftRound,
    DraftStory,
    Ledger,
)
from voicedrill.decks.importers.phrases import clean
from voicedrill.decks.importers.playbook.marks import Mark, mark_of
from voicedrill.decks.importers.playbook.spans import is_number
from voicedrill.decks.load import id_from_words

NUMBER_ALONE = "a number standing alone, of a page or a step"
FOR_A_MACHINE = "a prompt for a chat model; voicedrill asks by itself"
_LIGHT = frozenset(
    re.findall(
        r"\w+",
        "a an the of and or to in on at for with you your me my about tell describe how do does did is are "
        "was were what that this it as be have has had by from would time walk through give us we",
    )
)


@dataclass
class Book:
    """Everything that the readers of parts add to; the blocks go into the ledger."""

    ledger: Ledger
    questions: list[DraftQuestion] = field(default_factory=list)
    stories: list[DraftStory] = field(default_factory=list)
    rounds: list[DraftRound] = field(default_factory=list)
    prep: dict[str, list[DraftPoint]] = field(default_factory=dict)
    frameworks: dict[str, tuple[str, ...]] = field(default_factory=dict)
    #: Gaps of the gap table by requirement, until a script takes them: what the résumé shows, and the row.
    gaps: dict[str, tuple[str, Block]] = field(default_factory=dict)
    #: All short lines of the document, in lower case.
    titles: frozenset[str] = frozenset()
    #: What is said of how to prepare a question, by its index: the story to use may stand further down.
    advice: dict[int, str] = field(default_factory=dict)
    #: What the document calls the question that a pitch answers ("Tell me about yourself").
    opening: str | None = None
    #: The length of the long pitch that the document promises, seconds.
    long_pitch: tuple[float, float] | None = None

    def prepare(self, heading: str, text: str, block: Block) -> None:
        """Advice on how to prepare: kept by heading, never asked for."""
        self.prep.setdefault(heading, []).append(DraftPoint(text, block.line))
        self.ledger.use(block)

    def split(self, text: str) -> tuple[str, ...]:
        """Two titles that a PDF has run together, when each stands alone elsewhere; else the text itself."""
        words = text.split()
        for i in range(1, len(words)):
            one, other = " ".join(words[:i]), " ".join(words[i:])
            if one.casefold() in self.titles and other.casefold() in self.titles:
                return one, other
        return (text,)

    def own_framework(self, ask: str, beats: Sequence[str]) -> str:
        """The name of a framework of this deck with these beats."""
        name = id_from_words(ask)
        self.frameworks[name] = tuple(beats)
        return name


@dataclass(frozen=True)
class Piece:
    """A block of a part and the small heading it stands below; ``text`` without a label in its own line."""

    mark: Mark | None
    text: str
    block: Block
    heading: Block | None = None


def pieces(blocks: Sequence[Block], book: Book) -> Iterator[Piece]:
    """The blocks of a part with the small headings above them; headings and lone numbers enter the ledger."""
    mark: Mark | None = None
    heading: Block | None = None
    for block in blocks:
        if is_number(block):
            book.ledger.leave(NUMBER_ALONE, block)
            continue
        own = mark_of(block)
        if own is None:
            yield Piece(mark, clean(block.text), block, heading)
            continue
        if block.kind == "paragraph" and block.lead and block.rest:
            mark, heading = own, block
            yield Piece(own, clean(block.rest), block, heading)
            continue
        mark, heading = own, block
        if mark is Mark.PROMPT:
            book.ledger.leave(FOR_A_MACHINE, block)
        else:
            book.ledger.use(block)


@lru_cache(maxsize=1_000)
def heavy_words(text: str) -> frozenset[str]:
    """The words that carry the meaning, cut to six letters so that "systems" meets "system"."""
    return frozenset(word[:6] for word in re.findall(r"\w+", text.casefold()) if word not in _LIGHT)


def likest(text: str, others: Iterable[str], least: float = 0.5) -> int | None:
    """The index of the text that shares the most words with ``text``; None below ``least`` of the fewer."""
    words = heavy_words(text)
    best: tuple[float, int] | None = None
    for i, other in enumerate(others):
        theirs = heavy_words(other)
        fewer = min(len(words), len(theirs))
        share = len(words & theirs) / fewer if fewer else 0.0
        if share >= least and (best is None or share > best[0]):
            best = share, i
    return best[1] if best else None
