"""What every importer must keep to, whatever the document."""

from voicedrill.decks.importers.document import Document
from voicedrill.decks.importers.draft import Draft, quote


def assert_nothing_lost(document: Document, draft: Draft) -> None:
    """Every line that says something is in the deck, or reported as left out; and none is both."""
    covered: set[int] = set()
    for block in document.blocks:
        covered.update(range(block.line, block.end + 1))
    says = {n for n, text in enumerate(document.lines, 1) if any(c.isalnum() for c in text)}
    assert says <= covered, f"no block holds lines {sorted(says - covered)[:10]}"

    told = {(left.line, left.text) for left in draft.left_out}
    for i, block in enumerate(document.blocks):
        if not block.says_something:
            continue
        is_told = (block.line, quote(block.text)) in told
        assert (i in draft.used) or is_told, f"line {block.line} is lost: {block.text[:80]!r}"
    unused = sum(block.says_something and i not in draft.used for i, block in enumerate(document.blocks))
    assert unused == len(draft.left_out)
    assert all(left.why for left in draft.left_out)
