"""What was understood of a prep sheet so far."""

from dataclasses import dataclass, field

from voicedrill.decks.importers.document import Block, Document
from voicedrill.decks.importers.draft import DraftPoint, DraftQuestion, DraftRound, DraftStory, Ledger


@dataclass
class Sheet:
    """Everything that the readers of sections add to; the blocks go into the ledger."""

    document: Document
    ledger: Ledger
    questions: list[DraftQuestion] = field(default_factory=list)
    stories: list[DraftStory] = field(default_factory=list)
    rounds: list[DraftRound] = field(default_factory=list)
    prep: dict[str, list[DraftPoint]] = field(default_factory=dict)
    frameworks: dict[str, tuple[str, ...]] = field(default_factory=dict)
    areas: int = 0

    def prepare(self, heading: str, *texts: tuple[str, Block]) -> None:
        """Advice on how to prepare: kept by heading, never asked for."""
        notes = self.prep.setdefault(heading, [])
        for text, block in texts:
            notes.append(DraftPoint(text, block.line))
            self.ledger.use(block)
