"""Blocks that may be questions: what they would ask, what they would answer, and how the document marks
them.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from voicedrill.decks.importers.document import Block, says_something
from voicedrill.decks.importers.labels import is_meta_question, role_of
from voicedrill.decks.importers.sentences import sentences
from voicedrill.decks.importers.wording import Likeness, clean_ask, likeness, says_so, starts_like_a_question

_ARROW = re.compile(
    r"^(?P<ask>.{4,400}?(?:\?[\"”’']?|[\"”]))\s*(?:→|⇒|->|=>|::|—|–|:|-(?=\s))\s*(?P<rest>\S.*)$", re.S
)
#: Without blanks the mark parts only after a question, for "std::sort" is no card.
_CARD = re.compile(
    r"^(?P<ask>.{2,300}?)(?:\s+(?:::{1,2}|>>|==>)\s+|(?<=[?.][\"”’)])\s*:{2,3}\s*|(?<=[?.])\s*:{2,3}\s*)(?P<rest>\S.*)$",
    re.S,
)
#: "Format: question :: answer" says how the cards are written.
_LEGEND = (
    re.compile(r"\b(?:question|front|term|prompt)\W*$", re.I),
    re.compile(r"^\W*(?:the )?(?:answer|back|definition|response)\b.{0,20}$", re.I),
)
#: '"What would you test first?" I said the login.'
_QUOTED = re.compile(
    r"^[\"“](?P<ask>[^\"“”]{4,400}[?.])[\"”]\s+(?P<rest>(?!(?:I|he|she|we|they)\s+(?:ask|want|wonder))[A-Z0-9].*)$",
    re.S,
)
_INLINE_ANSWER = re.compile(r"^(?P<ask>.{4,600}?)\s+(?:A|Ans|Answer)\s*[:.]\s+(?P<rest>\S.*)$", re.S)
_PROMPT_ARROW = re.compile(r"^(?P<ask>[^→⇒?]{8,160}?)\s*(?:→|⇒|->|=>)\s*(?P<rest>\S.*)$", re.S)
_PROMPT_DASH = re.compile(r"^(?P<ask>[^:→]{8,160}?)\s*(?:\s[—–-]\s|:\s)\s*(?P<rest>\S.*)$", re.S)
_GENERIC_SUMMARY = re.compile(
    r"^\W*(?:(?:show|see|view|click|tap|reveal|expand|open|toggle)\b.*|(?:the )?(?:answers?|"
    r"solutions?|hints?|explanation|details?|more|spoiler|response|code|example|output|reply|"
    r"tips?)\b.{0,20})\W*$",
    re.I,
)
#: "Question 12", "Q3:", "Question": a title whose question stands in the next block.
_TITLE_ONLY = re.compile(
    r"^\W*(?:q|question|prompt|front)\s*(?:no\.?\s*)?#?\s*\d{0,4}(?:\s*(?:of|/)\s*\d{1,4})?\W*$|^\W*(?:scenario|card|"
    r"case|exercise)\s*#?\d{1,4}\W*$|^\W*q\d{1,4}\s*[·|(/-].{0,60}$",
    re.I,
)
_UNFINISHED = re.compile(r"(?:\.{3}|…)\W*$")


class Form(NamedTuple):
    """How a document marks a block; questions of one document mostly share a form."""

    kind: str
    level: int = 0
    marker: str = ""
    bold: bool = False

    @property
    def rank(self) -> int:
        """Outer forms have lower ranks: an answer may hold what ranks higher than its question."""
        match self.kind:
            case "heading":
                return self.level
            case "summary":
                return 7
            case "said":
                return 8
            case "paragraph":
                return 9 if self.bold else 12
            case _:
                if self.bold and not self.level:
                    return 9
                return 10 + 2 * self.level + (0 if self.bold else 1)


@dataclass(frozen=True)
class Candidate:
    """A block that may ask: ``rest`` is what the same block says after the question."""

    ask: str
    rest: str
    likeness: Likeness
    form: Form


def form_of(block: Block, *, bold: bool | None = None) -> Form:
    """How a block is marked."""
    is_bold = block.bold if bold is None else bold
    match block.kind:
        case "heading":
            return Form("heading", block.level)
        case "summary":
            return Form("summary")
        case "item":
            return Form(
                "item", block.depth, "number" if any(c.isdigit() for c in block.marker) else "bullet", is_bold
            )
        case _:
            return Form("paragraph", 0, "", is_bold)


def candidate(block: Block, *, cards: bool = False) -> Candidate | None:
    """What a block would ask; None for one that cannot ask anything. ``cards``: "front :: back" is a
    question.
    """
    if block.kind == "row":
        return _of_a_form(block)
    if block.kind in ("code", "other", "rule") or not block.says_something:
        return None
    text = block.text
    # A callout that is no question: a tip, a note, a warning.
    if is_title_only(block) or block.marker.startswith("!"):
        return None
    card = _CARD.match(text) if cards else None
    if card and block.kind in ("paragraph", "item"):
        if _LEGEND[0].search(card["ask"]) and _LEGEND[1].match(card["rest"]):
            return None
        return Candidate(clean_ask(card["ask"]), card["rest"], Likeness.SAID_SO, Form("said"))
    if block.kind == "summary":
        if _GENERIC_SUMMARY.match(text):
            return None
        return Candidate(clean_ask(text), "", max(likeness(text), Likeness.WEAK), form_of(block))
    if (
        block.kind != "heading"
        and block.lead
        and not block.bold
        and role_of(block.lead) is not None
        and not says_so(text)
    ):
        return None
    ask, rest, bold = _split(block)
    how = likeness(ask)
    if is_meta_question(clean_ask(ask)) or (_UNFINISHED.search(ask) and how < Likeness.SAID_SO):
        return None
    ask_text = clean_ask(ask)
    if not says_something(ask_text):
        return None
    form = form_of(block, bold=bold)
    if how is Likeness.SAID_SO and block.kind != "heading":
        form = Form("said")
    return Candidate(ask_text, rest, how, form)


def _of_a_form(row: Block) -> Candidate | None:
    """What a row of a worksheet asks, where each question has a table: "Q1. | Tell us about a change"."""
    title, ask, *rest = (*row.cells, "", "")
    if _TITLE_ONLY.match(title) is None or role_of(ask) is not None or len(ask.split()) < 2:
        return None
    if likeness(ask) < Likeness.WEAK and not any(character.isdigit() for character in title):
        return None
    return Candidate(clean_ask(ask), "; ".join(filter(says_something, rest)), Likeness.SAID_SO, Form("said"))


def are_cards(blocks: Sequence[Block]) -> bool:
    """Whether lines such as "front :: back" are cards here: there are several."""
    return (
        sum(block.kind in ("paragraph", "item") and _CARD.match(block.text) is not None for block in blocks)
        > 2
    )


def is_title_only(block: Block) -> bool:
    """Whether a block only announces a question: "Question 12"."""
    if block.kind not in ("heading", "paragraph", "item") or _TITLE_ONLY.match(block.text) is None:
        return False
    return likeness(clean_ask(block.text)) < Likeness.SURE


def is_generic_summary(block: Block) -> bool:
    """Whether a details block hides an answer: "Show answer"."""
    return block.kind == "summary" and _GENERIC_SUMMARY.match(block.text) is not None


def _split(block: Block) -> tuple[str, str, bool]:
    """The question in a block, the answer in it, and whether the question is bold."""
    text = block.text
    if block.kind == "heading":
        return text, "", False
    arrow = _PROMPT_ARROW.match(text)
    if arrow and likeness(arrow["ask"]) >= Likeness.SURE and says_something(arrow["rest"]):
        return arrow["ask"], arrow["rest"], block.bold
    if block.lead and not block.bold and says_something(block.rest):
        lead, after = block.lead, text[len(block.lead) :] if text.startswith(block.lead) else block.rest
        if after.startswith("?"):
            lead, after = lead + "?", after[1:]
        # A bold beginning that asks is the question; the rest of the paragraph answers it.
        if (likeness(lead) >= Likeness.SURE and not says_so(text[: len(lead)] + " x")) or _says_more(lead):
            return lead, after.lstrip(" :-–—→\t"), True
    for pattern in (_ARROW, _QUOTED, _INLINE_ANSWER):
        match = pattern.match(text)
        if match and likeness(match["ask"]) >= Likeness.SURE and says_something(match["rest"]):
            return match["ask"], match["rest"], block.bold
    if likeness(text) is Likeness.NONE or "? " in text:
        ask, rest = _leading_question(text)
        if ask:
            return ask, rest, block.bold
    if block.kind == "item":
        match = _PROMPT_DASH.match(text)
        if match and "following" not in match["ask"] and not match["ask"].strip().isdigit():
            head = match["ask"]
            if likeness(head) >= Likeness.SURE and len(match["rest"].split()) > 1 and not text.endswith("?"):
                return head, match["rest"], block.bold
    return text, "", block.bold


def _says_more(lead: str) -> bool:
    return says_so(lead) and len(clean_ask(lead).split()) > 1


def _leading_question(text: str) -> tuple[str, str]:
    """("What is X?", "It is Y.") of "What is X? It is Y."; empty when the text does not begin by asking."""
    if "? " not in text or not (starts_like_a_question(text) or says_so(text)):
        return "", ""
    pieces = sentences(text)
    n = 0
    while n < len(pieces) and (
        pieces[n].rstrip("\"”'’)").endswith("?") or likeness(pieces[n]) >= Likeness.SURE
    ):
        n += 1
    # A last question after a statement belongs to the asking: "I see X. What is it?"
    if not n or n == len(pieces) or pieces[-1].endswith("?"):
        return "", ""
    return " ".join(pieces[:n]), " ".join(pieces[n:])


@dataclass(frozen=True)
class Forms:
    """How often each form asks."""

    asking: Counter[Form]
    all: Counter[Form]

    def share(self, form: Form) -> float:
        """Which part of the blocks of a form asks."""
        return self.asking[form] / self.all[form] if self.all[form] else 0.0


def forms(blocks: Sequence[Block], candidates: Sequence[Candidate | None]) -> Forms:
    """How often each form asks in a document."""
    asking: Counter[Form] = Counter()
    every: Counter[Form] = Counter()
    for block, found in zip(blocks, candidates, strict=True):
        if not block.says_something or block.kind in ("code", "other", "rule", "row"):
            continue
        form = found.form if found else form_of(block)
        every[form] += 1
        asking[form] += bool(found and found.likeness >= Likeness.SURE)
    return Forms(asking, every)
