"""Any document with questions in it: what asks is a question, what follows is its answer."""

from voicedrill.decks.importers.document import Block, Document
from voicedrill.decks.importers.draft import Draft, DraftPoint, DraftQuestion, Ledger
from voicedrill.decks.importers.sentences import sentences
from voicedrill.decks.importers.wording import Likeness, clean_ask
from voicedrill.decks.importers.wording import likeness as asks


def likeness(document: Document) -> float:
    """How much it is a document with questions."""
    return 0.3 if any(asks(block.text) >= Likeness.SURE for block in document.blocks) else 0.1


def read(document: Document) -> Draft:
    """Questions and their answers in order."""
    ledger = Ledger(document)
    questions: list[DraftQuestion] = []
    current: Block | None = None
    points: list[DraftPoint] = []

    def closed() -> None:
        if current is not None:
            questions.append(DraftQuestion(clean_ask(current.text), current.line, points=tuple(points)))
            points.clear()

    for block in document.blocks:
        if asks(block.text) >= Likeness.SURE:
            closed()
            current = block
            ledger.use(block)
        elif current is not None and block.kind not in ("heading", "code", "other"):
            ledger.use(block)
            points += [DraftPoint(text, block.line, block.lead) for text in sentences(block.text)]
        elif block.kind == "heading":
            closed()
            current = None
            ledger.use(block)
    closed()
    return Draft("outline", tuple(questions), left_out=ledger.left_out(), used=ledger.used)
