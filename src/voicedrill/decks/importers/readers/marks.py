"""Bold runs inside a text that passes through the line reader: marked by characters that no text holds."""

import re
from dataclasses import replace

from voicedrill.decks.importers.document import Block, says_something
from voicedrill.decks.importers.readers.lines import BOLD_OFF, BOLD_ON, finished, without_emoji

_LEAD = re.compile(rf"^{BOLD_ON}([^{BOLD_ON}{BOLD_OFF}]+){BOLD_OFF}")
_EMPTY = re.compile(rf"{BOLD_ON}\s*{BOLD_OFF}|{BOLD_OFF}\s*{BOLD_ON}")


def with_marks(block: Block) -> Block:
    """The block with its bold beginning as ``lead``, the marks gone."""
    text = _EMPTY.sub(" ", block.text).strip()
    lead = _LEAD.match(text)
    plain = without_emoji(" ".join(unmarked(text).split()))
    if lead is None or not says_something(lead[1]):
        return finished(replace(block, text=plain, lead=None))
    bold = not says_something(text[lead.end() :])
    label = without_emoji(" ".join(lead[1].split())).rstrip(" :")
    return replace(block, text=plain, lead=label, bold=bold)


def unmarked(text: str) -> str:
    """The text without marks."""
    return text.replace(BOLD_ON, "").replace(BOLD_OFF, "")
