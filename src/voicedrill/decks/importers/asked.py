"""A question being read: where it stands, and the blocks after it."""

from dataclasses import dataclass, field

from voicedrill.decks.importers.candidates import Form
from voicedrill.decks.importers.document import Block
from voicedrill.decks.importers.draft import DraftQuestion


@dataclass
class Asked:
    """A question being read: where it stands, and the blocks after it."""

    question: DraftQuestion
    block: Block
    form: Form
    rest: str = ""
    blocks: list[Block] = field(default_factory=list)
    leading: tuple[Block, ...] = ()

    @property
    def has_answer(self) -> bool:
        """Whether anything stands after it."""
        return bool(self.rest) or any(block.says_something for block in self.blocks)


def leads_away(asked: Asked) -> bool:
    """Whether a question is nothing but a link to another page, in a list or a line of its own."""
    link = asked.block.link
    return asked.block.kind != "heading" and bool(link) and not (link or "").startswith("#")
