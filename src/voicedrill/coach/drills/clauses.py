"""An answer cut into clauses, plainly spoken: for rules that ask how a clause begins or what it denies."""

from dataclasses import dataclass

from voicedrill.coverage.answers import Answer
from voicedrill.coverage.phrasing import spoken

_ENDS = tuple(".,;:?!")
_OPENS = frozenset({"but", "because", "although"})
_SUBJECTS = frozenset({"i", "we", "my", "that", "it", "what", "so"})


@dataclass(frozen=True)
class Clause:
    """Words ``first`` to ``last`` (both included); ``text``: plainly spoken (`coverage.phrasing`)."""

    first: int
    last: int
    text: str


def clauses(answer: Answer) -> tuple[Clause, ...]:
    """All of the answer in order; a clause ends at punctuation, and before "but" or "and I"."""
    said = spoken(answer.words)
    found: list[Clause] = []
    texts: list[str] = []
    first = 0
    for at, one in enumerate(said):
        if not texts:
            first = one.index
        texts.append(one.text)
        after = said[at + 1] if at + 1 < len(said) else None
        if after is not None and after.index == one.index:
            continue
        then = said[at + 2].text if at + 2 < len(said) else ""
        opens = after is None or after.text in _OPENS or (after.text == "and" and then in _SUBJECTS)
        if opens or answer.words[one.index].text.rstrip("\"'”’)").endswith(_ENDS):
            found.append(Clause(first, one.index, " ".join(texts)))
            texts = []
    return tuple(found)
