"""Questions and answers in two numbered lists, as on worksheets: "QUESTIONS 1. ..." and "ANSWERS 1. ..."."""

import re
from collections.abc import Sequence
from dataclasses import replace

from voicedrill.decks.importers.document import Block
from voicedrill.decks.importers.readers.lines import label_of
from voicedrill.decks.importers.wording import Likeness, likeness

_KEY = re.compile(
    r"\W*(?:(?:my|model|sample|suggested|example|possible) )?answers?(?: key)?\W*|\W*solutions\W*", re.I
)
_LEAST = 2


def with_answers_in_place(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Each answer moved below the question of its number, where a list of answers has the numbers of the list
    of questions before it, one for each; else the blocks as they are.
    """
    keys = [i for i, block in enumerate(blocks) if block.kind != "item" and _KEY.fullmatch(block.text)]
    if len(keys) != 1:
        return tuple(blocks)
    key = keys[0]
    questions = {i: number for i in range(key) if (number := _number(blocks[i]))}
    answers = {i: number for i in range(key + 1, len(blocks)) if (number := _number(blocks[i]))}
    numbers = list(questions.values())
    asking = all(likeness(blocks[i].text) >= Likeness.WEAK for i in questions)
    if (
        len(numbers) < _LEAST
        or len(set(numbers)) < len(numbers)
        or list(answers.values()) != numbers
        or not asking
    ):
        return tuple(blocks)
    if any(
        block.says_something and i not in questions
        for i, block in enumerate(blocks[:key])
        if i > min(questions)
    ):
        return tuple(blocks)  # there are answers, or sections, among the questions already
    starts = [*answers, len(blocks)]
    found = list(blocks[: min(questions)])
    for question, start, end in zip(questions, starts[:-1], starts[1:], strict=True):
        first = replace(
            blocks[start], kind="paragraph", marker="", lead=label_of(blocks[start].text), bold=False
        )
        found += [blocks[question], first, *blocks[start + 1 : end]]
    return (*found, replace(blocks[key], kind="rule", text=""))


def _number(block: Block) -> str:
    """The number of an item at the margin, empty without one."""
    return "".join(filter(str.isdigit, block.marker)) if block.kind == "item" and not block.depth else ""
