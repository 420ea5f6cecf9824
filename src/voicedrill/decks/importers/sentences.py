"""Prose cut into sentences that can be points."""

import re

_ABBREVIATION = re.compile(
    r"(?:\b(?:e\.g|i\.e|etc|vs|cf|approx|Dr|Mr|Mrs|Ms|Prof|Sr|Jr|St|No|Fig|Inc|Ltd|Co|dept|"
    r"resp|incl|min|max|al|ca|Ph\.D|U\.S|U\.K|a\.m|p\.m)|\b[A-Z]|^\d{1,3}|\.\.)\.$"
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


#: A point is an idea to be said in a breath or two; `voicedrill check` complains about longer ones. Words.
LONGEST_POINT = 30
_CLAUSE_ENDS = (
    re.compile(r"(?<=[;])\s+|\s+[—–-]\s+"),
    re.compile(r"(?<=,)\s+(?=(?:and|but|so|which|because|while|whereas|or|then)\b)"),
    re.compile(r"(?<=:)\s+"),
    re.compile(r"(?<=,)\s+"),
)


def sayable(text: str) -> list[str]:
    """A note cut where it can be, when it is too long to be said as one: at sentences, then at clauses."""
    text = " ".join(text.split())
    if len(text.split()) <= LONGEST_POINT:
        return [text]
    return [piece for sentence in sentences(text) for piece in _clauses(sentence, 0)]


def _clauses(text: str, finest: int) -> list[str]:
    words = len(text.split())
    if words <= LONGEST_POINT or finest == len(_CLAUSE_ENDS):
        return [text]
    pieces = [piece for piece in _CLAUSE_ENDS[finest].split(text) if piece.strip()]
    if len(pieces) == 1:
        return _clauses(text, finest + 1)
    merged: list[str] = []
    start = 0
    # Neighbours stay together as far as they fit; slices of the text keep its own punctuation between them.
    position = 0
    for piece in pieces:
        at = text.index(piece, position)
        end = at + len(piece)
        if merged and len(text[start:end].split()) <= LONGEST_POINT:
            merged[-1] = text[start:end]
        else:
            start = at
            merged.append(piece)
        position = end
    return [clause for piece in merged for clause in _clauses(piece, finest + 1)]
