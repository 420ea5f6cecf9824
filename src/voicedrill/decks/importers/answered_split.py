"""A document of questions with written answers cut into its questions, and the labels of its lines."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from voicedrill.decks.importers.candidates import is_title_only
from voicedrill.decks.importers.document import Block, Document, says_something
from voicedrill.decks.importers.wording import Likeness, clean_ask, likeness, says_so

ANSWER = re.compile(
    r"(?:(?:sample|example|model|suggested|good|strong|ideal|my|short|best|possible|expert|"
    r"full)\s+)?(?:answer|response|reply|ans|a)",
    re.I,
)
EXAMPLE = re.compile(
    r"(?:(?:real[- ]world|real[- ]life|closing|concrete|specific|personal|practical|brief|short|quick|my|"
    r"an)\s+)*(?:examples?|stor(?:y|ies)|case(?: study)?|anecdote|experience)(?: from .{1,40}| to (?:use|"
    r"tell))?|for (?:example|instance)",
    re.I,
)
WHY = re.compile(
    r"why (?:is )?(?:this|it|the)\b.{0,60}|why (?:they|interviewers|we|employers|recruiters)\b.{0,40}|why "
    r"(?:ask|asked|it['’]s asked)|purpose|rationale|significance|importance|what (?:this|it) (?:shows|"
    r"tests|assesses)\b.{0,30}",
    re.I,
)
#: "Recovery Time Objective (RTO) and Recovery Point Objective (RPO): I work ..."
_LONG_LABEL = re.compile(r"^(?P<label>[A-Z][^:.?!\"“”]{1,80}):\s+(?P<rest>[A-Z].{12,})$", re.S)
_DASHED = re.compile(r"^(?P<label>[A-Z][^:.?!–—]{1,50}?)\s+[–—-]\s+(?P<rest>[A-Z].{12,})$", re.S)
_LABEL_WORDS = 8
_SECTION_WORDS = 9


@dataclass
class Asked:
    """A question and the blocks of its answer."""

    ask: str
    block: Block
    section: str | None
    blocks: list[Block] = field(default_factory=list)


def split_questions(document: Document) -> tuple[list[Asked], list[Block], list[Block]]:
    """The questions with their blocks, what stands before the first, and the titles of sections."""
    blocks = [block for block in document.blocks if block.says_something and block.kind != "other"]
    starts = [_starts(blocks, i) for i in range(len(blocks))]
    asked: list[Asked] = []
    before: list[Block] = []
    sections: list[Block] = []
    section: str | None = None
    i = 0
    while i < len(blocks):
        block = blocks[i]
        if starts[i]:
            if is_title_only(block) and i + 1 < len(blocks):
                sections.append(block)
                i += 1
                block = blocks[i]
            asked.append(Asked(clean_ask(block.text), block, section))
        elif i + 1 < len(blocks) and starts[i + 1] and _is_section(block):
            sections.append(block)
            section = block.text if asked or block.kind == "heading" else section
        elif asked:
            asked[-1].blocks.append(block)
        else:
            before.append(block)
        i += 1
    return asked, before, sections


def _starts(blocks: Sequence[Block], i: int) -> bool:
    """Whether a question begins here: announced as one, or asking and followed by "Answer:"."""
    block = blocks[i]
    if is_title_only(block):
        return i + 1 < len(blocks) and likeness(blocks[i + 1].text) is not Likeness.NONE
    if block.kind == "row" or (i and is_title_only(blocks[i - 1])):
        return False
    if says_so(block.text) and says_something(clean_ask(block.text)):
        return True
    if i + 1 == len(blocks):
        return False
    label = labelled(blocks[i + 1])[0]
    return (
        label is not None
        and ANSWER.fullmatch(label) is not None
        and labelled(block)[0] is None
        and (likeness(block.text) >= Likeness.WEAK or block.kind == "heading" or block.bold)
    )


def _is_section(block: Block) -> bool:
    if block.kind == "heading":
        return True
    short = len(block.text.split()) <= _SECTION_WORDS and block.text[-1:] not in ".!?:;,"
    return block.kind == "paragraph" and short and (block.bold or block.lead is None)


def labelled(block: Block) -> tuple[str | None, str]:
    """The label that a block begins with, or is, and what follows it; None without one."""
    if block.kind == "heading" or (block.bold and block.lead is not None):
        is_name = len(block.text.split()) <= _LABEL_WORDS and block.text[-1:] not in ".!?"
        return (
            (block.text.rstrip(" :."), "")
            if is_name and likeness(block.text) < Likeness.SURE
            else (None, block.text)
        )
    if block.kind == "row" and len(block.cells) > 1:
        return block.cells[0], "; ".join(cell for cell in block.cells[1:] if says_something(cell))
    if block.lead and not says_so(block.text):
        return block.lead, block.rest
    match = _LONG_LABEL.match(block.text) or _DASHED.match(block.text)
    return (match["label"], match["rest"]) if match else (None, block.text)
