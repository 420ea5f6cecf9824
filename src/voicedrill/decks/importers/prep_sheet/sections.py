"""A prep sheet's sections: which there are, by what they are for, whatever they are called.

In Markdown the headings of one level are the sections. In text that lost its markup a section begins with a
short line whose words are those of a section; all other short lines are titles inside one.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from voicedrill.decks.importers.document import Block, Document
from voicedrill.decks.importers.phrases import any_of, is_title


class Role(Enum):
    """What a section of a prep sheet holds."""

    LOOP = "the interview loop"
    PITCH = "opening stories"
    AREAS = "areas of talking points"
    GAPS = "gaps"
    STORIES = "stories"
    CULTURE = "culture answers"
    DESIGN = "system design questions"
    ASK = "questions to ask them"
    PAY = "pay"
    PREPARE = "preparation"


_ROLES: tuple[tuple[Role, re.Pattern[str]], ...] = (
    (
        Role.ASK,
        any_of(
            r"\bquestions? (?:(?:i|you|we) )?(?:(?:can|could|should|will|might) )?(?:to |for )?(?:ask )?"
            r"(?:them|interviewers?|the (?:company|team|panel|interviewers?|manager)|ask)\b",
            r"\bask (?:them|the (?:interviewers?|team|panel))\b",
            r"\bmy questions\b",
            r"\breverse interview\b",
        ),
    ),
    (
        Role.LOOP,
        any_of(
            r"\b(?:interview|hiring|selection) (?:process|loop|rounds?|stages?|steps?|format|structure|"
            r"schedule|timeline|pipeline)\b",
            r"^(?:the )?(?:process|loop|rounds|stages|timeline|agenda)\b",
            r"\bwhat to expect\b",
        ),
    ),
    (
        Role.PAY,
        any_of(
            r"\b(?:compensation|salar(?:y|ies)|pay|money|offer)\b",
            r"\bnegotiat",
            r"\b(?:the money|money talk)\b",
        ),
    ),
    (
        Role.DESIGN,
        any_of(
            r"\b(?:system|architecture|data|ml|infrastructure|solution) design\b",
            r"\bdesign (?:questions?|exercises?|round|problems?|prompts?)\b",
            r"\bcase (?:study|studies|questions?)\b",
            r"\bwhiteboard",
        ),
    ),
    (
        Role.STORIES,
        any_of(r"\bstories\b", r"\bstar (?:bank|answers|examples)\b", r"\bbehaviou?ral\b", r"\bstory bank\b"),
    ),
    (
        Role.PITCH,
        any_of(
            r"\b(?:main|opening|core|your|elevator|personal|career|my|intro\w*|30[- ]second|origin) "
            r"(?:story|pitch(?:es)?|statement|narrative)\b",
            r"\b(?:opening|opener|elevator)\b",
            r"\btell (?:me|them) about yourself\b",
            r"\bintroduc(?:ing|tion of) yourself\b",
            r"^(?:the )?(?:pitch|intro)\b",
            r"\bwho (?:you are|i am)\b",
        ),
    ),
    (
        Role.GAPS,
        any_of(
            r"\b(?:gaps?|concerns|objections?|doubts)\b",
            r"\bweak(?:ness(?:es)?| (?:spots?|points?))\b",
            r"\bpush ?back\b",
            r"\bhard questions about you\b",
            r"\bwhere you(?:['’]re| are) thin\b",
        ),
    ),
    (
        Role.CULTURE,
        any_of(
            r"\bculture\b",
            r"\b(?:leadership |company |core )?(?:values|principles)\b",
            r"\bmotivation\b",
            r"\bfit questions\b",
        ),
    ),
    (
        Role.AREAS,
        any_of(
            r"\b(?:talking|key|proof|selling) points\b",
            r"\b(?:key|core) (?:themes|messages|topics|areas)\b",
            r"\byour experience\b",
            r"\bexperience (?:map|mapping|areas)\b",
            r"\btechnical (?:topics|areas|questions|depth|themes)\b",
            r"\btopics to (?:own|cover|know)\b",
            r"\bwhat (?:you|i) bring\b",
            r"\bareas? of expertise\b|\bexpertise areas\b",
        ),
    ),
    (
        Role.PREPARE,
        any_of(
            r"\b(?:final|mindset|remember|reminders?|checklist|preparation|prep|tips|logistics|pep talk)\b",
            r"\bday (?:of|before)\b",
            r"\bbefore (?:the|each|every) interview\b",
            r"\blast (?:words?|thoughts?|minute)\b",
        ),
    ),
)
#: What makes a line a title of its own entry, whatever words it has: 'Gap: "You have not ..."', '1. Kafka'.
_ENTRY = re.compile(
    r"^(?:gap|concern|weakness|objection|story|q|question|\d{1,2}[.)])\s*\d*\s*[:.)–-]?\s*[\"“]", re.I
)


@dataclass(frozen=True)
class Section:
    """A title and what stands below it. ``role`` None: none that prep sheets have; no ``title``: the top."""

    title: Block | None
    role: Role | None
    body: tuple[Block, ...]


def role_of(text: str) -> Role | None:
    """What a section of this title holds."""
    if _ENTRY.match(text):
        return None
    return next((role for role, pattern in _ROLES if pattern.search(text)), None)


def sections(document: Document) -> tuple[Section, ...]:
    """The document cut at the titles of its sections; rules and empty blocks are left away."""
    blocks = [block for block in document.blocks if block.says_something]
    level = section_level(blocks)
    return tuple(_cut(blocks, level))


def section_level(blocks: Sequence[Block]) -> int | None:
    """The level of the headings that are sections; None when the text has lost its headings."""
    levels = Counter(block.level for block in blocks if block.kind == "heading" and role_of(block.text))
    if not levels:
        return None
    level, times = levels.most_common(1)[0]
    titles = sum(_is_plain_title(block) for block in blocks)
    return level if times > 2 and times > titles else None


def _is_plain_title(block: Block) -> bool:
    """Whether a paragraph is the title of a section of prep sheets."""
    # A label has a colon; a whole bold line without one is a title where there are no headings.
    is_label = block.lead is not None and block.lead == block.text.rstrip(":") and not block.bold
    if block.kind != "paragraph" or not is_title(block) or is_label:
        return False
    return role_of(block.text) is not None


def _cut(blocks: Sequence[Block], level: int | None) -> Iterator[Section]:
    title: Block | None = None
    role: Role | None = None
    body: list[Block] = []
    for block in blocks:
        if level is None:
            opens = (block.kind == "heading" or _is_plain_title(block)) and role_of(block.text) is not None
        else:
            opens = block.kind == "heading" and block.level <= level
        if not opens:
            body.append(block)
            continue
        if title is not None or body:
            yield Section(title, role, tuple(body))
        title, role, body = block, role_of(block.text), []
    yield Section(title, role, tuple(body))
