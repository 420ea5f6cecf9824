"""A deck read with a fair eye: what keeps it from being read, and what will not serve the speaker.

Errors are what cannot work; warnings are what works badly. The rules are in `checks`; where there is one safe
way to mend what a rule found, it says so, and `mended` makes it.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

from voicedrill.decks.checks import answers, around, references, stories
from voicedrill.decks.checks.finding import Finding, Severity
from voicedrill.decks.load import LoadedDeck, deck_from_text, deck_text
from voicedrill.decks.problems import InvalidDeckError
from voicedrill.decks.rewrite import Edit, edited
from voicedrill.errors import DeckError

__all__ = ["Finding", "Severity", "check_deck", "check_text", "mended"]

_RULES: tuple[Callable[[LoadedDeck], Iterator[Finding]], ...] = (
    *references.RULES,
    *answers.RULES,
    *stories.RULES,
    *around.RULES,
)
#: A deck that can be read after mending may show more to mend; it does not go on for ever.
_MOST_PASSES = 5


def check_deck(path: Path) -> tuple[Finding, ...]:
    """All findings in the order of their lines; what is wrong with the deck's text is a finding too.

    Raises InvalidDeckError when there is no text to check: no such file, a folder, not UTF-8, too large.
    """
    return check_text(deck_text(path), path)


def check_text(text: str, path: Path) -> tuple[Finding, ...]:
    """The findings in a deck's text; ``path`` names it. Raises InvalidDeckError: it is empty or too large."""
    try:
        loaded = deck_from_text(text, path)
    except InvalidDeckError as error:
        if any(problem.rule == "not-readable" for problem in error.problems):
            raise
        return tuple(Finding(p.rule, "error", p.file, p.line, p.message, p.edits) for p in error.problems)
    found = [finding for rule in _RULES for finding in rule(loaded)]
    return tuple(sorted(found, key=lambda finding: finding.line or 0))


def mended(text: str, path: Path) -> str:
    """The text with all that can be mended safely; the same when that is nothing. Raises as `check_text`.

    Comments, order and all else stay. A mending that would harm them is not made.
    """
    for _ in range(_MOST_PASSES):
        edits = [edit for finding in check_text(text, path) for edit in finding.edits]
        after = _with_edits(text, list(dict.fromkeys(edits)), path)
        if after == text:
            break
        text = after
    return text


def _with_edits(text: str, edits: list[Edit], path: Path) -> str:
    """All edits at once; when that does harm, the first that does none: the others come in later passes."""
    if not edits:
        return text
    for some in [edits] if len(edits) == 1 else [edits, *([edit] for edit in edits)]:
        try:
            return edited(text, some, str(path))
        except DeckError:
            continue
    return text
