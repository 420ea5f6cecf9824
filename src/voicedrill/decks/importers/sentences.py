"""Prose cut into sentences that can be points."""

import re

_ABBREVIATION = re.compile(
    r"(?:\b(?:e\.g|i\.e|etc|vs|cf|approx|Dr|Mr|Mrs|Ms|Prof|Sr|Jr|St|No|Fig|Inc|Ltd|Co|dept|resp|incl|min|max|al|ca|Ph\.D|U\.S|U\.K|a\.m|p\.m)|\b[A-Z]|^\d{1,3}|\.\.)\.$"
)
_END = re.compile(r"[.!?…]+[\"'”’)\]]*(?=\s+[\"'“‘(\[]?[A-Z0-9`])")


def sentences(text: str) -> list[str]:
    """The sentences of a paragraph in order. An abbreviation's stop ends none; unfinished ones count."""
    found, start = [], 0
    for match in _END.finditer(text):
        piece = text[start : match.end()].strip()
        if match.group() == "." and _ABBREVIATION.search(piece) and not piece.endswith("etc."):
            continue
        if piece:
            found.append(piece)
        start = match.end()
    rest = text[start:].strip()
    return [*found, rest] if rest else found
