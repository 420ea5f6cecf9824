"""The header that site generators keep above a text: "---", keys and values, "---"."""

import re
from collections.abc import Sequence

from voicedrill.decks.importers.document import Block

_PAIR = re.compile(r"^(?P<key>[A-Za-z][\w -]{0,40}):\s*(?P<value>.*)$")
_LONGEST = 80


def front_matter(lines: Sequence[str]) -> tuple[tuple[Block, ...], dict[str, str], int]:
    """Its lines as "other" blocks, its plain values, and how many lines it takes (0: there is none)."""
    start = next((i for i, line in enumerate(lines) if line.strip()), None)
    if start is None or lines[start].rstrip() not in ("---", "+++"):
        return (), {}, 0
    fence = lines[start].rstrip()
    end = next(
        (i for i in range(start + 1, min(start + _LONGEST, len(lines))) if lines[i].rstrip() == fence), None
    )
    inner = lines[start + 1 : end] if end else ()
    pairs = [match for match in map(_PAIR.match, (line.replace(" = ", ": ", 1) for line in inner)) if match]
    if end is None or not pairs or not _PAIR.match(inner[0].replace(" = ", ": ", 1)):
        return (), {}, 0
    properties = {match["key"].casefold(): match["value"].strip().strip("'\"") for match in pairs}
    blocks = tuple(Block("other", line.strip(), n) for n, line in enumerate(inner, start + 2) if line.strip())
    return blocks, properties, end + 1
