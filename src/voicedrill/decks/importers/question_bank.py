"""A question bank copied from a page: role, kind, difficulty, question and #tags in lines of their own.

Which line is what is told from its words and its place; in which order a bank gives them, from its first
question. What stands around the bank becomes the company, the rounds of the loop and advice under ``x-prep``;
page numbers and the texts of buttons are left out.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from voicedrill.decks.importers.answers import answered
from voicedrill.decks.importers.bank_lines import (
    GLUED_ROLE,
    Line,
    bank_lines,
    kind_named,
    kinds_named,
    tags_of,
)
from voicedrill.decks.importers.document import Block, Document
from voicedrill.decks.importers.draft import Draft, DraftPoint, DraftQuestion, DraftRound, Ledger
from voicedrill.decks.importers.phrases import minutes
from voicedrill.decks.importers.question_kinds import difficulty_of
from voicedrill.decks.importers.wording import clean_ask

_LEAST = 3
_ATTRIBUTES = frozenset(["role", "kind", "difficulty", "tags", "other"])
_LOOP = re.compile(
    r"\b(?:interview|hiring) (?:loop|process|rounds?|stages|steps|timeline)\b|\bthe loop\b|^(?:rounds|"
    r"stages)$",
    re.I,
)
_BANK = re.compile(
    r"\bquestion bank\b|\b(?:interview|practice|sample|top|all|most asked) questions\b|^questions\b", re.I
)
_ROUNDS_INSIDE = re.compile(r"\(\s*(?P<inside>\d[^()]*)\)")
_LENGTH_AT_END = re.compile(r"\s*[-–—:,]\s*~?\d[^()]{0,12}(?:min|hour|hr|h\b).*$", re.I)
_SENTENCE_END = ".!?"
#: Titles of pictures, whose figures are no text.
_CHART = re.compile(r"\b(?:radar|chart|graph|distribution|trend|heat ?map|statistics)s?\b", re.I)


@dataclass
class _Record:
    """One question of the bank and the lines that say something of it."""

    question: Line
    facts: list[Line] = field(default_factory=list)
    more: list[Line] = field(default_factory=list)


def likeness(document: Document) -> float:
    """How much it is a bank: questions with two or more of role, kind, difficulty and tags each."""
    lines = bank_lines(document)
    records, _, _ = _records(lines)
    known = [len({line.what for line in record.facts} - {"other"}) for record in records]
    rich = sum(n >= 2 for n in known)
    asking = sum(line.asks for line in lines)
    if rich < _LEAST or rich < 0.7 * len(records) or rich < 0.6 * asking:
        return 0.0
    return 0.92


def read(document: Document) -> Draft:
    """Every question of the bank with its facts, and what the page says around it."""
    ledger = Ledger(document)
    lines = bank_lines(document)
    records, before, after = _records(lines)
    questions = [_question(record, ledger) for record in records]
    around = _Around(ledger)
    around.read(before, is_before=True)
    around.read(after, is_before=False)
    return Draft(
        "question-bank",
        tuple(questions),
        title=document.title or around.title,
        company=around.company,
        role=_only_role(questions),
        rounds=tuple(around.rounds),
        prep={heading: tuple(notes) for heading, notes in around.prep.items() if notes},
        left_out=ledger.left_out("part of the page around the questions"),
        used=ledger.used,
        understood=(_understood(questions, around),),
    )


def _records(lines: Sequence[Line]) -> tuple[list[_Record], list[Line], list[Line]]:
    """The records, and the lines before and after them."""
    at = [i for i in range(len(lines)) if _is_question(lines, i)]
    at = _without_lone_ends(lines, at)
    if not at:
        return [], list(lines), []
    leading = _leading(lines, at)
    records = [_Record(lines[i]) for i in at]
    first = at[0] - len(_suffix(lines[: at[0]], leading))
    records[0].facts += lines[first : at[0]]
    after: list[Line] = []
    for n, i in enumerate(at):
        end = at[n + 1] if n + 1 < len(at) else len(lines)
        gap = list(lines[i + 1 : end])
        if n + 1 < len(at):
            ahead = _suffix(gap, leading)
            records[n + 1].facts += ahead
            gap = gap[: len(gap) - len(ahead)]
        else:
            last = max((j for j, line in enumerate(gap) if line.what in _ATTRIBUTES - {"other"}), default=-1)
            tail = next(
                (j for j, line in enumerate(gap[: last + 1]) if line.what in ("text", "heading", "button")),
                last + 1,
            )
            gap, after = gap[:tail], gap[tail:]
        for line in gap:
            (records[n].facts if line.what in _ATTRIBUTES else records[n].more).append(line)
    return records, list(lines[:first]), after


def _is_question(lines: Sequence[Line], i: int) -> bool:
    """Whether a text is a question here: tags or a fact below it, or two facts above it."""
    line = lines[i]
    if line.what != "text" or line.words < (2 if line.asks else 3):
        return False
    above = 0
    while above < i and lines[i - 1 - above].what in _ATTRIBUTES:
        above += 1
    known_above = {lines[j].what for j in range(i - above, i)} - {"other"}
    below = i + 1 < len(lines) and lines[i + 1].what in _ATTRIBUTES - {"other"}
    if line.asks:
        return bool(known_above) or below
    return line.words > 4 and (len(known_above) >= 2 or (below and lines[i + 1].what == "tags"))


def _without_lone_ends(lines: Sequence[Line], at: list[int]) -> list[int]:
    """Without what looks like a question far before the bank: a sentence of the page's head below "Hard"."""
    while len(at) > _LEAST and not lines[at[0]].asks and at[1] - at[0] > 12:
        at = at[1:]
    return at


def _leading(lines: Sequence[Line], at: Sequence[int]) -> frozenset[str]:
    """What stands above a question in this bank and not below it: told from its first question, where nothing
    of another can be meant.
    """
    above: set[str] = set()
    for j in range(at[0] - 1, -1, -1):
        if lines[j].what not in _ATTRIBUTES or lines[j].what in above - {"tags", "other"}:
            break
        above.add(lines[j].what)
    tail = [line.what for line in lines[at[-1] + 1 :][:6]]
    below = set()
    for what in tail:
        if what not in _ATTRIBUTES:
            break
        below.add(what)
    # What stands below the last question belongs to it, whatever the page's head had above the first.
    return frozenset(above - (below - above if above - below else below))


def _suffix(lines: Sequence[Line], leading: frozenset[str]) -> list[Line]:
    """The longest end of ``lines`` that can stand above a question: each fact once."""
    taken: list[Line] = []
    seen: Counter[str] = Counter()
    for line in reversed(lines):
        if line.what not in leading or (seen[line.what] and line.what not in ("tags", "other")):
            break
        seen[line.what] += 1
        taken.insert(0, line)
    return taken


def _question(record: _Record, ledger: Ledger) -> DraftQuestion:
    """A record as a question."""
    ledger.use(*record.question.blocks)
    role = kind = difficulty = None
    tags: list[str] = []
    for line in record.facts:
        ledger.use(*line.blocks)
        match line.what:
            case "role":
                role = role or line.text
            case "kind":
                kind = kind or kind_named(line.text)
                if kind_named(line.text) is None:
                    tags.append(line.text)
            case "difficulty":
                difficulty = difficulty or difficulty_of(line.text)
            case "tags":
                tags += tags_of(line.text)
            case _:
                tags.append(line.text)
    question = DraftQuestion(
        clean_ask(record.question.text),
        record.question.line,
        kind=kind,
        difficulty=difficulty,
        role=role,
        tags=tuple(dict.fromkeys(tags)),
    )
    answer: list[Block] = []
    for line in record.more:
        if line.what == "button":
            ledger.leave("a button or a page number", *line.blocks)
        elif line.what == "heading":
            ledger.leave("a heading of the page", *line.blocks)
        else:
            answer += line.blocks
    return answered(question, answer, ledger) if answer else question


class _Around:
    """The page around the bank: company, loop, advice."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self.company: str | None = None
        self.title: str | None = None
        self.rounds: list[DraftRound] = []
        self.prep: dict[str, list[DraftPoint]] = {}
        self.buttons: list[str] = []
        self._headings: list[Line] = []
        self._has_advice = False
        self._in_loop = False

    def read(self, lines: Sequence[Line], *, is_before: bool) -> None:
        """The lines before or after the bank."""
        self._headings = []
        self._in_loop = False
        for i, line in enumerate(lines):
            following = lines[i + 1] if i + 1 < len(lines) else None
            opens_bank = is_before and _BANK.search(line.text) is not None and line.words < 10
            if line.button or (line.what == "button" and not opens_bank):
                self.buttons.append(line.button or line.text)
            if line.what == "button" and not opens_bank:
                self._ledger.leave("a button or a page number", *line.blocks)
            elif _LOOP.search(line.text) and line.words < 8:
                self._in_loop = True
                self._ledger.use(*line.blocks)
            elif opens_bank and line.text[-1:] not in _SENTENCE_END:
                self._in_loop = False
                self.title = self.title or (f"{self.company}: {line.text}" if self.company else line.text)
                self._ledger.use(*line.blocks)
            elif is_before and not i and line.block.kind == "heading":
                self.title = line.text
                self._ledger.use(*line.blocks)
            elif is_before and not i and _is_name(line) and len(lines) > 1:
                self.company = line.text
                self._ledger.use(*line.blocks)
            elif self._in_loop or (is_before and minutes(line.text) and line.words < 10):
                self._round(line)
            elif _is_heading(line, following):
                self._heading(line)
            elif is_before or self._is_advice():
                self._advice(line)

    def _heading(self, line: Line) -> None:
        """A title of the page; it is left out unless advice comes below it."""
        if self._has_advice:
            self._headings, self._has_advice = [], False
        self._headings.append(line)
        self._ledger.leave("a heading of the page", *line.blocks)

    def _is_advice(self) -> bool:
        """Whether a line after the bank is more than a picture's title."""
        if any(_CHART.search(heading.text) for heading in self._headings):
            self._headings = []
            return False
        return bool(self._headings)

    def _advice(self, line: Line) -> None:
        heading = ": ".join(one.text for one in self._headings) or "About the interview"
        self._has_advice = True
        self._ledger.use(*line.blocks, *(block for one in self._headings for block in one.blocks))
        self.prep.setdefault(heading, []).append(DraftPoint(_unglued(line.text), line.line))

    def _round(self, line: Line) -> None:
        self._ledger.use(*line.blocks)
        is_sentence = line.text[-1:] in _SENTENCE_END or line.words > 9
        if is_sentence and self.rounds:
            last = self.rounds[-1]
            kinds = dict.fromkeys((*last.kinds, *kinds_named(line.text)))
            self.rounds[-1] = replace(
                last, notes=f"{last.notes}. {line.text}" if last.notes else line.text, kinds=tuple(kinds)
            )
            return
        inside = _ROUNDS_INSIDE.search(line.text)
        name = _LENGTH_AT_END.sub("", _ROUNDS_INSIDE.sub("", line.text)).strip(" -–—:,") or line.text
        length = minutes(line.text)
        notes = inside["inside"] if inside and length is None else None
        self.rounds.append(DraftRound(name, line.line, minutes=length, kinds=kinds_named(name), notes=notes))


def _unglued(text: str) -> str:
    """ "Senior EngineerFocuses on ..." as two parts again."""
    return GLUED_ROLE.sub(r"\1: ", text, count=1)


def _is_name(line: Line) -> bool:
    return (
        line.what in ("text", "heading", "role")
        and line.words <= 4
        and line.text[-1:] not in ".!?:;"
        and not line.asks
    )


def _is_heading(line: Line, following: Line | None) -> bool:
    """A short line without an end that something longer follows."""
    if line.block.kind == "heading":
        return True
    if following is None or line.words > 5 or line.text[-1:] in ".!?:;,":
        return False
    return (
        line.what in ("text", "heading")
        and following.line - line.line <= 2
        and not any(c.isdigit() for c in line.text)
    )


def _only_role(questions: Sequence[DraftQuestion]) -> str | None:
    roles = {question.role for question in questions}
    return roles.pop() if len(roles) == 1 else None


def _understood(questions: Sequence[DraftQuestion], around: _Around) -> str:
    counts = {
        "role": len({question.role for question in questions if question.role}),
        "tag": sum(len(question.tags) for question in questions),
        "round": len(around.rounds),
    }
    told = [f"{n} {name if n == 1 else name + 's'}" for name, n in counts.items() if n]
    with_points = sum(bool(question.points) for question in questions)
    bare = " They come without answers, so add points to those you practise." if not with_points else ""
    buttons = ", ".join(dict.fromkeys(around.buttons))
    left = f" Texts of buttons were left out: {buttons}." if buttons else ""
    return f"Read as a question bank: {', '.join([f'{len(questions)} questions', *told])}.{bare}{left}"
