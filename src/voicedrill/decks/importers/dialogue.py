"""Talks between two people, as chats and transcripts keep them: "Mia: How would you ...?", "Ben: I ...".

One of them asks, the other answers; names and times are no part of either.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from voicedrill.decks.importers.document import Block
from voicedrill.decks.importers.labels import beat_of, role_of
from voicedrill.decks.importers.readers.lines import label_of
from voicedrill.decks.importers.wording import Likeness, likeness, says_so

#: "[09/10/2026, 10:02] Mia Holt: ...", "10:02 - Mia: ...", "Mia (10:02): ...".
_SAID = re.compile(
    r"^(?:\[?(?:\d{1,4}[./-]\d{1,2}[./-]\d{1,4},? )?\d{1,2}:\d{2}(?::\d{2})?(?: ?[AP]M)?\]?\s*(?:[-–]\s*)?)?"
    r"(?P<name>[A-Z][\w'-]{0,20}\.?(?: [A-Z][\w'-]{0,20}\.?)?)"
    r"(?: ?[(\[]\d{1,2}:\d{2}(?::\d{2})?[)\]])?:\s+(?P<said>\S.*)$",
    re.S,
)
_MOST_PEOPLE = 3
#: This part of the lines of a talk begins with a name.
_SHARE = 0.6
_LEAST_SAID, _LEAST_ASKED = 2, 2


def without_speakers(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks of a talk without the names of who speaks: questions as paragraphs that say so, answers
    below them; what the one who asks says besides is no part of an answer. Other documents as they are.
    """
    said = {i: match for i, block in enumerate(blocks) if (match := _spoken(block))}
    names = Counter(match["name"] for match in said.values())
    people = {name for name, times in names.items() if times >= _LEAST_SAID}
    said = {i: match for i, match in said.items() if match["name"] in people}
    if not 1 < len(people) <= _MOST_PEOPLE or len(said) < _SHARE * sum(b.says_something for b in blocks):
        return tuple(blocks)
    asked = Counter(m["name"] for m in said.values() if likeness(m["said"]) >= Likeness.SURE)
    asker, questions = next(iter(asked.most_common(1)), ("", 0))
    if questions < _LEAST_ASKED or 3 * (asked.total() - questions) > questions:
        return tuple(blocks)
    return tuple(_alone(block, said.get(i), asker) for i, block in enumerate(blocks))


def _spoken(block: Block) -> re.Match[str] | None:
    if block.kind not in ("paragraph", "item") or block.bold:
        return None
    match = _SAID.match(block.text)
    if match is None or role_of(match["name"]) or beat_of(match["name"]) or says_so(f"{match['name']}: x?"):
        return None
    return match


def _alone(block: Block, spoken: re.Match[str] | None, asker: str) -> Block:
    if spoken is None:
        return block
    text = spoken["said"]
    if spoken["name"] == asker:
        if likeness(text) < Likeness.SURE:
            return replace(block, kind="other", marker="said between the questions")
        return replace(block, kind="paragraph", text=f"Q: {text}", lead=None)
    return replace(block, kind="paragraph", text=text, lead=label_of(text))
