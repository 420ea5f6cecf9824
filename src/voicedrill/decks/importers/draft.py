"""What an importer understood: a deck in the making, every part with the line it came from.

A draft is written by `write` and nowhere else. Importers keep a `Ledger` of the blocks they used, so that
what they did not use is told and not lost.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from voicedrill.decks.blanks import blanks_in
from voicedrill.decks.importers.document import Block, Document
from voicedrill.decks.model import Difficulty, Kind

_LONGEST_QUOTE = 160


@dataclass(frozen=True)
class DraftPoint:
    """One note: ``text`` is the document's wording, ``label`` what it was named there ("Trade-offs").
    ``must``: the document says that it must not be missing.
    """

    text: str
    line: int
    label: str | None = None
    aliases: tuple[str, ...] = ()
    must: bool = False

    @property
    def blanks(self) -> tuple[str, ...]:
        """Places still to be filled: "[what year?]"."""
        return blanks_of(self.text)


@dataclass(frozen=True)
class DraftFollowUp:
    """A question asked after the answer."""

    ask: str
    line: int
    points: tuple[DraftPoint, ...] = ()


@dataclass(frozen=True)
class DraftBeat:
    """Notes for one step of a framework."""

    beat: str
    notes: tuple[DraftPoint, ...] = ()


@dataclass(frozen=True)
class DraftQuestion:
    """One question. ``id`` None: made from its words. ``kind`` None: told from its words (`wording.kind_of`).
    ``story`` is the id of a `DraftStory`; ``notes`` is what belongs to the question but is not to be said.
    ``file`` is filled in by the import.
    """

    ask: str
    line: int
    kind: Kind | None = None
    points: tuple[DraftPoint, ...] = ()
    framework: str | None = None
    beats: tuple[DraftBeat, ...] = ()
    facts: tuple[DraftPoint, ...] = ()
    red_flags: tuple[DraftPoint, ...] = ()
    follow_ups: tuple[DraftFollowUp, ...] = ()
    script: str | None = None
    seconds: tuple[float, float] | None = None
    difficulty: Difficulty | None = None
    tags: tuple[str, ...] = ()
    role: str | None = None
    story: str | None = None
    why: str | None = None
    notes: str | None = None
    id: str | None = None
    file: str = ""


@dataclass(frozen=True)
class DraftStory:
    """A story. ``id`` None: made from the title."""

    title: str
    line: int
    framework: str | None = None
    beats: tuple[DraftBeat, ...] = ()
    facts: tuple[DraftPoint, ...] = ()
    verified: str | None = None
    use_for: tuple[str, ...] = ()
    follow_ups: tuple[DraftFollowUp, ...] = ()
    notes: str | None = None
    id: str | None = None
    file: str = ""


@dataclass(frozen=True)
class DraftRound:
    """One round of the loop, minutes as the document gives them."""

    name: str
    line: int
    minutes: tuple[float, float] | None = None
    kinds: tuple[Kind, ...] = ()
    questions: int | None = None
    notes: str | None = None


@dataclass(frozen=True)
class DraftTerm:
    """A term of the field and how it is said."""

    term: str
    line: int
    say: tuple[str, ...] = ()


@dataclass(frozen=True)
class LeftOut:
    """A line that is in no part of the deck, and why."""

    line: int
    text: str
    why: str
    file: str = ""


@dataclass(frozen=True)
class Draft:
    """A deck in the making. ``frameworks``: name -> beats in order, for those that the design does not have.
    ``used``: indices of the document's blocks that stand in the deck or structured it. ``prep``: advice on
    how to prepare, by heading; never asked for, kept under ``x-prep``.
    """

    kind: str
    questions: tuple[DraftQuestion, ...] = ()
    title: str | None = None
    company: str | None = None
    role: str | None = None
    stories: tuple[DraftStory, ...] = ()
    rounds: tuple[DraftRound, ...] = ()
    glossary: tuple[DraftTerm, ...] = ()
    frameworks: dict[str, tuple[str, ...]] = field(default_factory=dict)
    prep: dict[str, tuple[DraftPoint, ...]] = field(default_factory=dict)
    left_out: tuple[LeftOut, ...] = ()
    used: frozenset[int] = frozenset()
    understood: tuple[str, ...] = ()


@dataclass(frozen=True)
class ImportReport:
    """What an import understood and what it left out; ``understood`` are sentences for people."""

    kind: str
    questions: int
    with_points: int
    stories: int
    left_out: tuple[LeftOut, ...] = ()
    understood: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


class Ledger:
    """Which blocks of a document were used, and why others were not. Every block ends in one of the two.

    Blocks are known by identity; a block that an importer made itself (the answer half of a line) is no part
    of the document and passed over.
    """

    def __init__(self, document: Document) -> None:
        self._document = document
        self._index = {id(block): i for i, block in enumerate(document.blocks)}
        self._used: set[int] = set()
        self._left: dict[int, str] = {}

    def use(self, *blocks: Block) -> None:
        """These stand in the deck, or shaped it (a heading that became a tag)."""
        self._used.update(self._index[id(block)] for block in blocks if id(block) in self._index)

    def leave(self, why: str, *blocks: Block) -> None:
        """These do not, for this reason; a use of the same block before or after wins."""
        for block in blocks:
            if id(block) in self._index:
                self._left.setdefault(self._index[id(block)], why)

    def is_used(self, block: Block) -> bool:
        """Whether it was used so far."""
        return self._index[id(block)] in self._used

    def line_of(self, text: str, first: int, last: int) -> int:
        """The line of a paragraph (``first`` to ``last``) in which a part of it begins; else ``first``."""
        start = " ".join(text.split()[:3])
        lines = range(first, last + 1)
        return next(
            (n for n in lines if start and start in " ".join(self._document.text_of(n).split())), first
        )

    @property
    def used(self) -> frozenset[int]:
        """Indices of used blocks; those that say nothing count as used."""
        silent = {i for i, block in enumerate(self._document.blocks) if not block.says_something}
        return frozenset(self._used | silent)

    def left_out(self, why: str = "not part of a question") -> tuple[LeftOut, ...]:
        """All other blocks in order; ``why`` for those that no reason was given for."""
        used = self.used
        return tuple(
            LeftOut(block.line, quote(block.text), self._left.get(i, _why(block, why)))
            for i, block in enumerate(self._document.blocks)
            if i not in used
        )


def _why(block: Block, why: str) -> str:
    if block.kind == "other" and block.marker:
        return block.marker
    if block.kind == "other":
        return "markup or file data, not text"
    if block.kind == "code":
        return "code is not said aloud"
    return why


def quote(text: str) -> str:
    """One line of at most 160 characters."""
    flat = " ".join(text.split())
    return flat if len(flat) <= _LONGEST_QUOTE else flat[: _LONGEST_QUOTE - 1].rstrip() + "…"


def blanks_of(*texts: str | None) -> tuple[str, ...]:
    """Places still to be filled, in order, each once."""
    return tuple(dict.fromkeys(blank for text in texts if text for blank in blanks_in(text)))


def points(blocks: Iterable[Block]) -> tuple[DraftPoint, ...]:
    """A point for each block, named by its lead."""
    return tuple(DraftPoint(b.text, b.line, label=b.lead) for b in blocks)
