"""Any document with questions in it: headings, bold lines, lists, "Q:", details blocks, tables, flashcards.

A block asks by its words (`wording`) and by its place: the document marks its questions in one way or a few
(`candidates.Form`), and what stands inside an answer is part of it. So a sentence with a question mark
inside an answer is no question, and a line without one is when its neighbours in the same form are.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from voicedrill.decks.importers.answer_keys import with_answers_in_place
from voicedrill.decks.importers.answers import answered
from voicedrill.decks.importers.asked import Asked, leads_away
from voicedrill.decks.importers.asking import Asking, names_a_part, without_number
from voicedrill.decks.importers.candidates import (
    Candidate,
    Form,
    candidate,
    is_generic_summary,
    is_title_only,
)
from voicedrill.decks.importers.dialogue import without_speakers
from voicedrill.decks.importers.document import Block, Document
from voicedrill.decks.importers.draft import Draft, DraftQuestion, Ledger
from voicedrill.decks.importers.labels import beat_of
from voicedrill.decks.importers.letters import is_around_the_text, is_letter
from voicedrill.decks.importers.page_words import are_buttons, end_an_entry
from voicedrill.decks.importers.question_kinds import difficulty_of, kind_in_section, section_kind
from voicedrill.decks.importers.question_tables import QuestionTable, question_tables
from voicedrill.decks.importers.readers.lines import label_of
from voicedrill.decks.importers.section_lines import end_of_answers, is_section_line
from voicedrill.decks.importers.sections import holds_no_questions, is_front_matter
from voicedrill.decks.importers.wording import Likeness, clean_ask
from voicedrill.decks.model import Kind

_LONGEST_TAG = 60
_TEXT = ("paragraph", "quote", "item")


def likeness(document: Document) -> float:
    """How much the document is one with questions; it is the last resort, so never sure."""
    asking = sum(bool(c and c.likeness >= Likeness.SURE) for c in map(candidate, document.blocks))
    return 0.3 if asking else 0.1


def read(document: Document) -> Draft:
    """Questions and their answers in the document's order."""
    return _Outline(document).draft()


class _Outline:
    """One way through a document."""

    def __init__(self, document: Document) -> None:
        document = replace(document, blocks=with_answers_in_place(without_speakers(document.blocks)))
        self._document = document
        self._blocks = document.blocks
        self._ledger = Ledger(document)
        self._asking = Asking(self._blocks)
        self._end = end_of_answers(self._asking)
        # A guide to stories asks "What was the outcome?" under "Result"; that is no question of an interview.
        headings = (beat_of(block.text) for block in self._blocks if block.kind == "heading")
        self._is_template = len({beat for beat in headings if beat}) > 2
        self._tables = question_tables(self._blocks)
        pages = [b for b in self._blocks if b.kind == "paragraph" and are_buttons(b.text)]
        #: Lines of buttons, by identity: one is a word of an answer, several are a copied page's.
        self._buttons = {id(block) for block in pages} if len(pages) > 2 else set[int]()
        self._is_letter = is_letter(block.text for block in self._blocks if block.kind == "paragraph")
        self._asked: list[Asked] = []
        #: How many questions of a form have their answer further in (True), or not.
        self._places = Counter[tuple[Form, bool]]()
        self._tabled: list[DraftQuestion] = []
        self._open: Asked | None = None
        self._announced: list[Block] = []
        self._sections: list[tuple[int, str]] = []
        self._closed_section: int | None = None
        self._hidden = 0
        #: Of the last heading that was no part of an answer.
        self._level = 0
        self._title: str | None = document.title

    def draft(self) -> Draft:
        """All questions, and what was left out."""
        for i, block in enumerate(self._blocks):
            self._take(i, block)
        asked = self._without_repeats()
        answered_elsewhere = {_key(one.question.ask) for one in asked if one.has_answer}
        questions = [self._finished(one) for one in asked]
        for row in self._tabled:
            if row.points or row.script or _key(row.ask) not in answered_elsewhere:
                questions.append(row)
        questions.sort(key=lambda question: question.line)
        return Draft(
            "outline",
            tuple(questions),
            title=self._title,
            left_out=self._ledger.left_out("before the first question, or not part of one"),
            used=self._ledger.used,
            understood=(_understood(questions),),
        )

    # What a block is

    def _take(self, i: int, block: Block) -> None:
        if block.kind == "rule":
            self._end_of_details(block)
            return
        if not block.says_something or block.kind == "other":
            return
        if i >= self._end:
            self._close()
            self._ledger.leave("below the answers, and part of none", block)
            return
        found = self._asking.candidates[i]
        if id(block) in self._buttons:
            self._button(block)
        elif self._is_letter and block.kind == "paragraph" and is_around_the_text(block.text):
            self._close()
            self._ledger.leave("the head or the end of a letter", block)
        elif self._document.media == "text" and block.kind == "paragraph" and self._is_other_title(i, block):
            self._close()
        elif i in self._tables:
            self._table(self._tables[i])
        elif block.kind == "heading":
            self._heading(i, block, found)
        elif self._announced and block.kind in ("paragraph", "item", "quote"):
            self._ask(block, Candidate(clean_ask(block.text), "", Likeness.SAID_SO, Form("said")))
        elif is_title_only(block) and self._asking.announces(i):
            self._close()
            self._announced = [block]
        elif is_generic_summary(block):
            self._hidden += 1
            self._keep(block)
        elif found and self._may_ask(i, found):
            self._ask(block, found)
        elif is_section_line(self._asking, i, self._open):
            self._close()
            self._ledger.use(block)
            self._enter(7, block.text)
        else:
            self._keep(block)

    def _is_other_title(self, i: int, block: Block) -> bool:
        """Whether a line of plain text, a blank one above it, is the title of what holds no questions."""
        apart = i == 0 or self._blocks[i - 1].end + 1 < block.line
        return apart and not block.depth and holds_no_questions(block.text)

    def _button(self, block: Block) -> None:
        self._ledger.leave("a button or a count of a web page", block)
        if self._open and self._open.has_answer and end_an_entry(block.text):
            self._close()

    def _keep(self, block: Block) -> None:
        """The block belongs to the open question, or to none."""
        if self._open and self._ends_the_list(block):
            self._close()
        if self._open:
            self._open.blocks.append(block)

    def _ends_the_list(self, block: Block) -> bool:
        """Whether text stands below a table, or a list, of questions and not in it as their answers do."""
        now = self._open
        if now and now.block.kind == "row":
            return block.kind != "row"
        if now is None or now.form.kind not in ("item", "paragraph") or block.kind not in _TEXT:
            return False
        # Text beside an item stands outside the list; beside a line it may well be its answer, and below a
        # bold item as well.
        is_title = now.form.bold and (
            not now.has_answer or (now.blocks[:1] and now.blocks[0].depth <= now.block.depth)
        )
        beside = (
            block.depth == now.block.depth
            and now.form.kind == "item"
            and block.kind != "item"
            and not is_title
        )
        if block.depth >= now.block.depth and not beside:
            return False
        if block.kind == now.block.kind == "item":
            return True
        inner, outer = self._places[now.form, True], self._places[now.form, False]
        return inner > 1 and not outer

    def _is_closed_for(self, block: Block) -> bool:
        """Whether a heading stands inside a section that holds no questions."""
        return bool(self._closed_section) and block.level > (self._closed_section or 0)

    def _may_ask(self, i: int, found: Candidate) -> bool:
        """Whether a block asks here: in a section without questions only one that says so does."""
        is_plain = found.form.kind != "summary" and found.likeness < Likeness.SAID_SO
        if is_plain and self._closed_section is not None:
            return False
        now = self._open
        return self._asking.asks(i, found, now.form if now else None, now.block.depth if now else 0)

    def _end_of_details(self, block: Block) -> None:
        if block.marker != "/details":
            return
        if self._hidden:
            self._hidden -= 1
        elif self._open and self._open.form.kind == "summary":
            self._close()

    def _heading(self, i: int, block: Block, found: Candidate | None) -> None:
        inside = (
            self._open is not None
            and self._open.form.kind == "heading"
            and block.level > self._open.form.level
        )
        if is_title_only(block) and self._asking.announces(i):
            self._close()
            self._announced, self._level = [block], block.level
        elif (inside and (found is None or found.likeness < Likeness.SURE)) or (
            self._open and not inside and names_a_part(block) and block.level > self._level - self._is_titled
        ):
            self._keep(block)
        elif found and not self._is_closed_for(block) and self._asking.heading_asks(i, found):
            self._leave_section(block.level)
            self._level = block.level
            self._ask(block, found)
        else:
            self._close()
            self._leave_section(block.level)
            self._level = block.level
            self._ledger.use(block)
            if block.level == 1 and self._title is None and not self._asked:
                self._title = block.text
            else:
                self._enter(block.level, block.text)
            if holds_no_questions(block.text) or (self._is_template and beat_of(block.text)):
                # Contents and introductions end at the next heading, whatever its level.
                self._closed_section = 0 if is_front_matter(block.text) else block.level

    @property
    def _is_titled(self) -> bool:
        """Whether the open question stands below a title ("Q"), whose like ("A") may name its answer."""
        now = self._open
        return bool(now and now.leading and not now.has_answer)

    # What is done with it

    def _table(self, table: QuestionTable) -> None:
        if table.first_block is None:
            return
        self._close()
        section = self._section_facts()
        rows = table.questions(self._ledger)
        self._tabled += [
            replace(
                question,
                kind=question.kind or kind_in_section(question.ask, section[0]),
                tags=tuple(dict.fromkeys((*question.tags, *section[1]))),
            )
            for question in rows
        ]

    def _ask(self, block: Block, found: Candidate) -> None:
        leading = tuple(self._announced)
        self._close()
        kind, tags = self._section_facts()
        question = DraftQuestion(
            found.ask,
            block.line,
            kind=kind_in_section(found.ask, kind),
            difficulty=difficulty_of(block.text) if _carries_level(block.text) else None,
            tags=tags,
        )
        self._open = Asked(question, block, found.form, found.rest, leading=leading)

    def _close(self) -> None:
        if self._open:
            self._asked.append(self._open)
            if self._open.blocks:
                is_inner = self._open.blocks[0].depth > self._open.block.depth
                self._places[self._open.form, is_inner] += 1
        self._open, self._hidden, self._announced = None, 0, []

    def _enter(self, level: int, title: str) -> None:
        self._sections = [
            *(s for s in self._sections if s[0] < level),
            (level, without_number(title)),
        ]

    def _leave_section(self, level: int) -> None:
        self._sections = [section for section in self._sections if section[0] < level]
        if self._closed_section is not None and level <= (self._closed_section or 9):
            self._closed_section = None

    def _section_facts(self) -> tuple[Kind | None, tuple[str, ...]]:
        kinds = [section_kind(title) for _, title in reversed(self._sections)]
        tags = tuple(title for _, title in self._sections if 0 < len(title) <= _LONGEST_TAG)
        return next((kind for kind in kinds if kind), None), tags

    def _finished(self, asked: Asked) -> DraftQuestion:
        self._ledger.use(asked.block, *asked.leading)
        blocks: list[Block] = list(asked.blocks)
        if asked.rest:
            inline = replace(
                asked.block,
                kind="paragraph",
                text=asked.rest,
                lead=label_of(asked.rest),
                bold=False,
                link=None,
            )
            blocks.insert(0, inline)
        return answered(asked.question, blocks, self._ledger)

    def _without_repeats(self) -> list[Asked]:
        """Without the entries of a table of contents: a question without an answer that is asked again."""
        self._close()
        elsewhere: dict[str, int] = {}
        for asked in self._asked:
            key = _key(asked.question.ask)
            if asked.has_answer or key not in elsewhere:
                elsewhere.setdefault(key, asked.question.line)
                if asked.has_answer:
                    elsewhere[key] = asked.question.line
        written_here = sum(asked.has_answer for asked in self._asked if not leads_away(asked))
        led_away = sum(not asked.has_answer for asked in self._asked if leads_away(asked))
        kept = []
        for asked in self._asked:
            line = elsewhere[_key(asked.question.ask)]
            if not asked.has_answer and line != asked.question.line:
                self._ledger.leave(f"asked in line {line}", asked.block, *asked.leading)
            elif leads_away(asked) and not asked.has_answer and written_here > led_away:
                self._ledger.leave("a link to another page", asked.block, *asked.leading)
            else:
                kept.append(asked)
        return kept


def _carries_level(text: str) -> bool:
    return re.search(r"[\[(][^()\[\]]{3,40}[\])]\s*$", text) is not None


def _key(ask: str) -> str:
    return " ".join(re.findall(r"\w+", ask.casefold()))


def _understood(questions: Sequence[DraftQuestion]) -> str:
    n = len(questions)
    return f"Read as a document with questions: {n} found."
