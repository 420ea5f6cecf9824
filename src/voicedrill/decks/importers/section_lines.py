"""Lines between questions that belong to no answer: titles of sections, and what closes a document."""

import re

from voicedrill.decks.importers.asked import Asked
from voicedrill.decks.importers.asking import Asking, names_a_part
from voicedrill.decks.importers.candidates import Candidate
from voicedrill.decks.importers.document import Block
from voicedrill.decks.importers.letters import is_farewell
from voicedrill.decks.importers.question_kinds import section_kind
from voicedrill.decks.importers.sections import names_a_section
from voicedrill.decks.importers.wording import Likeness

_LONGEST, _LONGEST_KIND = 8, 3
#: Notes for the day, below the last answer: "Bring: two copies of the CV".
_FOR_THE_DAY = re.compile(
    r"^\W*(?:(?:what to |things to |to )?(?:bring|wear|pack)|dress code|to[- ]?dos?(?: list)?|parking|"
    r"directions|venue|location|address|travel|logistics|practicalities|reminders?|do(?: not|n['’]t) forget|"
    r"notes? to self|day of (?:the )?interview|on the day|after the interview|next steps)\W*(?::.*)?$",
    re.I,
)


def is_section_line(asking: Asking, i: int, now: Asked | None) -> bool:
    """Whether a block is a short line right before a question, between lists of questions: "Teamwork"."""
    block = asking.blocks[i]
    if not _is_worded_as_a_title(block) or not (
        block.kind == "paragraph" or block.bold or _is_lettered(asking, i)
    ):
        return False
    following = asking.next(i)
    if following is not None and now and _belongs_above(asking, i, following):
        return False
    other = asking.candidates[following] if following is not None else None
    if following is None or other is None or other.likeness < Likeness.SURE:
        return False
    if now is None or (block.kind == "item" and not block.bold):
        return True
    stands_alone = (
        asking.is_apart(i) and asking.is_apart(following) and len(block.text.split()) <= _LONGEST_KIND
    )
    is_kind = section_kind(block.text) is not None
    is_named = names_a_section(block.text) or (is_kind and stands_alone)
    lines = [
        one for one in now.blocks if one.kind == "paragraph" and one.depth == block.depth and not one.bold
    ]
    if len(lines) > 1 and not block.bold and len(lines) == len(now.blocks):
        return is_named  # the answer is short paragraphs, and this is one more
    both_bold = block.bold and now.form.bold and block.kind == now.form.kind == "paragraph"
    if now.form.rank <= 8 or both_bold:
        return is_kind and is_named
    if now.form.kind == "item" or block.bold:
        return True
    return is_named or (is_kind and now.has_answer)


def _is_worded_as_a_title(block: Block) -> bool:
    return (
        block.kind in ("paragraph", "item")
        and not block.depth
        and len(block.text.split()) <= _LONGEST
        and block.text[-1:] not in ".?!;,"
        and not block.text[:1].islower()
        and not names_a_part(block)
    )


def _is_lettered(asking: Asking, i: int) -> bool:
    """Whether an item is a title such as "B. Technical", blank lines around it, and no letter above it."""
    marker = asking.blocks[i].marker.strip("().")
    above, following = asking.blocks[i - 1] if i else None, asking.next(i)
    return (
        marker.isalpha()
        and marker.isupper()
        and len(asking.blocks[i].text.split()) <= _LONGEST_KIND
        and (above is None or not (above.kind == "item" and above.marker.strip("().").isalpha()))
        and asking.is_apart(i)
        and following is not None
        and asking.is_apart(following)
    )


def _belongs_above(asking: Asking, i: int, following: int) -> bool:
    """Whether blank lines part a line from what follows and not from what stands before it."""
    block = asking.blocks[i]
    glued = i > 0 and asking.blocks[i - 1].end + 1 == block.line
    return glued and asking.blocks[following].line > block.end + 1


def end_of_answers(asking: Asking) -> int:
    """The index of the first block that belongs to no answer although no question follows: a farewell, notes
    for the day, or what a line across the page parts from the last answer. Without one, the number of blocks.
    """
    blocks = asking.blocks
    sure = [i for i, found in enumerate(asking.candidates) if _is_sure(found)]
    if not sure:
        return len(blocks)
    # What is marked as questions are may be one without their words.
    marked = [i for i, found in enumerate(asking.candidates) if found and _is_marked(asking, found)]
    first, last = sure[0], max(sure[-1], marked[-1] if marked else 0)
    rules = [i for i, block in enumerate(blocks) if block.kind == "rule" and not block.marker]
    # Lines across the page are drawn inside answers as well, in some documents.
    parts = all(_opens(asking, asking.next(i)) for i in rules if first < i < last)
    found = asking.candidates[last]
    answered = found is not None and bool(found.rest)
    for i in range(last + 1, len(blocks)):
        block = blocks[i]
        if block.kind == "rule" and parts and answered and i in rules:
            return i
        if not block.says_something:
            continue
        closes = is_farewell(block.text) or _FOR_THE_DAY.match(block.text)
        if answered and closes and asking.is_apart(i) and not block.depth and block.kind != "item":
            return i
        answered = True
    return len(blocks)


def _is_marked(asking: Asking, found: Candidate) -> bool:
    """Whether a block has a form of its own that questions have here: headings, bold lines, numbers."""
    form = found.form
    is_own = form.kind in ("heading", "summary", "said") or form.bold or form.marker == "number"
    return is_own and asking.forms.asking[form] > 1


def _opens(asking: Asking, i: int | None) -> bool:
    return i is None or asking.blocks[i].kind == "heading" or _is_sure(asking.candidates[i])


def _is_sure(found: Candidate | None) -> bool:
    return found is not None and found.likeness >= Likeness.SURE
