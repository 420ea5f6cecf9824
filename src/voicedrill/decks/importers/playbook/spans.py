"""A playbook cut into its parts: each begins at a section's title or at what its small headings stand below.

A story, a question pattern or a gap has no heading that says so; it is known by the small headings in it
("FROM RÉSUMÉ", "WHAT GREAT LOOKS LIKE", "YOUR BRIDGE SCRIPT"), and begins at the title or question above.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from voicedrill.decks.importers.document import Block
from voicedrill.decks.importers.phrases import is_quoted, is_title
from voicedrill.decks.importers.playbook.marks import Mark, beat_name, mark_of
from voicedrill.decks.importers.playbook.roles import Role, role_of
from voicedrill.decks.importers.wording import Likeness, likeness

#: A part's title stands at most so many blocks above its first small heading.
_LOOK_BACK = 5


class Part(Enum):
    """What a span of blocks is."""

    SECTION = "section"
    STORY = "story"
    PATTERN = "pattern"
    GAP = "gap"
    CURVEBALL = "curveball"
    PLAN = "plan"
    TABLE = "table"


@dataclass(frozen=True)
class Span:
    """A part and its blocks, the title first; ``role`` of a section."""

    part: Part
    role: Role | None
    blocks: tuple[Block, ...]


#: Small headings by the part that they stand in; the first of a kind that comes again begins another part.
_BELONGS = {
    Mark.VERIFIED: Part.STORY,
    Mark.USE_FOR: Part.STORY,
    Mark.BEAT: Part.STORY,
    Mark.ASKING: Part.PATTERN,
    Mark.GREAT: Part.PATTERN,
    Mark.PROBE: Part.GAP,
    Mark.SCRIPT: Part.GAP,
    Mark.REQUIREMENT: Part.GAP,
    Mark.WHY_ASK: Part.CURVEBALL,
    Mark.DAYS: Part.PLAN,
}
#: Roles whose sections are read as they are: small headings in them begin no part of their own.
_WHOLE = frozenset({Role.TEMPLATE, Role.RECOVERY, Role.RECALL, Role.IF_ASKED, Role.PREPARE})

#: Roles whose sections have titles inside that look like another of the same.
_ONE = frozenset({Role.TEMPLATE, Role.RECOVERY})


def spans(blocks: Sequence[Block]) -> tuple[Span, ...]:
    """The parts in order; together they hold every block."""
    starts: dict[int, tuple[Part, Role | None]] = {0: (Part.SECTION, None)}
    marks = [mark_of(block) for block in blocks]
    roles = [role_of(block) if mark is None else None for block, mark in zip(blocks, marks, strict=True)]
    part, seen, whole = Part.SECTION, set[object](), False
    current: Role | None = None
    last_start = 0
    for i, (block, mark, role) in enumerate(zip(blocks, marks, roles, strict=True)):
        if block.kind == "row":
            if i == 0 or blocks[i - 1].kind != "row" or block.header:
                starts[i], part, seen, last_start = (Part.TABLE, None), Part.TABLE, set(), i
            continue
        if role is not None and role is current and role in _ONE:
            continue
        if role is not None or part is Part.TABLE:
            # A page's running title comes again in the middle of a part of its own section.
            starts[i], part, seen, last_start = (Part.SECTION, role), Part.SECTION, set(), i
            current, whole = role, role in _WHOLE
            continue
        belongs = None if mark is None or whole else _BELONGS.get(mark)
        if belongs is None:
            continue
        kind: object = (mark, beat_name(block.text)) if mark is Mark.BEAT else mark
        is_new = part is not belongs or (kind in seen and mark is not Mark.DAYS)
        if mark is Mark.BEAT and part is not Part.STORY:
            continue
        if is_new:
            start = _title_above(blocks, marks, roles, i, belongs, last_start)
            if start is None:
                continue
            starts[start], part, seen, last_start = (belongs, None), belongs, set(), i
            current = None
        seen.add(kind)
    edges = sorted(starts)
    return tuple(
        Span(*starts[start], tuple(blocks[start:end]))
        for start, end in zip(edges, [*edges[1:], len(blocks)], strict=True)
        if start < end
    )


def _title_above(
    blocks: Sequence[Block],
    marks: Sequence[Mark | None],
    roles: Sequence[Role | None],
    i: int,
    part: Part,
    floor: int,
) -> int | None:
    """Where the title stands that belongs to the small heading at ``i``; None when there is none."""
    if part is Part.PLAN:
        return i
    found: int | None = None
    for j in range(i - 1, max(i - 1 - _LOOK_BACK, floor, 0) - 1, -1):
        block = blocks[j]
        if part in (Part.PATTERN, Part.CURVEBALL):
            if is_ask(block):
                return j
            if roles[j] is not None or marks[j] is not None:
                return None
            continue
        if roles[j] is not None or is_number(block) or block.kind == "item":
            if is_number(block) and found is None:
                continue
            break
        if marks[j] is Mark.REQUIREMENT and part is Part.GAP:
            found = j
            continue
        if marks[j] is not None or not is_title(block):
            break
        found = j
    return found


def is_number(block: Block) -> bool:
    """A number alone: of a page, of a step, of a story."""
    return (
        block.kind in ("paragraph", "heading", "item")
        and re.fullmatch(r"\W*\d{1,3}\W*", block.text) is not None
    )


def is_ask(block: Block) -> bool:
    """A question or prompt in a line of its own, as long as it may be."""
    if block.kind not in ("paragraph", "heading", "summary") or len(block.text) > 900:
        return False
    return is_quoted(block.text) or likeness(block.text) >= Likeness.SURE
