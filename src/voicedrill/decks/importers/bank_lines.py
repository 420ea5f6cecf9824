"""The lines of a question bank and what each says: a role, a kind, a difficulty, tags, a button, a text."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import get_args

from voicedrill.decks.importers.document import Block, Document, says_something
from voicedrill.decks.importers.labels import Role, role_of
from voicedrill.decks.importers.page_words import is_button
from voicedrill.decks.importers.question_kinds import difficulty_of, section_kind
from voicedrill.decks.importers.readers.lines import label_of
from voicedrill.decks.importers.wording import Likeness, likeness
from voicedrill.decks.model import Kind

_SEPARATOR = re.compile(r"\s+[•·|●∙/‧]\s+|\s*[•·●∙]\s*|\t+")
_BULLETS = "•·|●∙‧/"
_TAG = re.compile(r"#(?=[^\s#])")
_ROLE = re.compile(
    r"\b(?:engineers?|managers?|scientists?|analysts?|developers?|designers?|architects?|leads?|"
    r"specialists?|consultants?|administrators?|"
    r"directors?|officers?|programmers?|researchers?|testers?|coordinators?|assistants?|associates?|"
    r"representatives?|nurses?|teachers?|"
    r"accountants?|recruiters?|owners?|masters?|strategists?|technicians?|SRE|SDE|SWE|TPM|PM|EM|QA|DBA|"
    r"CTO|interns?|executives?|head of \w+|"
    r"writers?|marketers?|lawyers?|advisers?|advisors?|supervisors?|operators?|drivers?|chefs?|agents?|"
    r"all roles|general)$",
    re.I,
)
_KINDS: tuple[tuple[re.Pattern[str], Kind], ...] = (
    (
        re.compile(
            r"^(?:coding|programming|algorithms?|data structures?(?: (?:and|&) algorithms?)?|dsa|sql|live "
            r"coding|coding challenge)$",
            re.I,
        ),
        "coding",
    ),
    (
        re.compile(
            r"^(?:technical|domain knowledge|domain|theory|concepts?|knowledge|product sense|product|"
            r"analytical|analytics|statistics|"
            r"case(?: study)?|execution|metrics|estimation|troubleshooting|debugging|machine learning|"
            r"clinical|role[- ]specific|strategy|technical knowledge|conceptual)$",
            re.I,
        ),
        "technical",
    ),
    (
        re.compile(
            r"^(?:system design|systems? architecture|architecture|design|ml system design|machine "
            r"learning system design|low[- ]level design|object[- ]oriented design|product design)$",
            re.I,
        ),
        "system-design",
    ),
    (
        re.compile(
            r"^(?:behaviou?ral|behaviou?r|leadership|situational|soft skills?|people|teamwork|experience|"
            r"competency|communication|management|conflict|hr|screening|general)$",
            re.I,
        ),
        "behavioural",
    ),
    (
        re.compile(r"^(?:culture|culture[- ]fit|values|cultural fit|fit|motivation|motivational)$", re.I),
        "culture",
    ),
    (re.compile(r"^(?:curve ?ball|brain ?teasers?|puzzles?)$", re.I), "curveball"),
    (re.compile(r"^(?:compensation|salary|pay)$", re.I), "compensation"),
    (re.compile(r"^(?:pitch|introduction|intro|elevator pitch)$", re.I), "pitch"),
)
#: A button's text that ran into the next line's: "SimulateUnwritten Rules".
_GLUED = re.compile(r"^(?P<button>Simulate|Practi[cs]e|Start|Show|View|Save|Share|Next|Reveal)(?=[A-Z][a-z])")
#: A person's job that ran into the sentence about them: "Senior EngineerFocuses on ...".
GLUED_ROLE = re.compile(
    r"^((?:[A-Z][\w-]+ ){0,3}(?:Engineer|Manager|Scientist|Analyst|Developer|Designer|Lead|Director|"
    r"Recruiter|Interviewer))(?=[A-Z][a-z]+ )"
)
_ASIDE_WORDS = 5


@dataclass(frozen=True)
class Line:
    """A line: ``what`` is role, kind, difficulty, tags, other (a short fact), button, heading, mark or text.

    ``button``: the button's text that its beginning lost.
    """

    text: str
    line: int
    block: Block
    what: str
    button: str | None = None

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The block of the document it stands in."""
        return (self.block,)

    @property
    def words(self) -> int:
        """How many words it has."""
        return len(self.text.split())

    @property
    def asks(self) -> bool:
        """Whether its words ask something."""
        return self.what == "text" and likeness(self.text) >= Likeness.SURE


def bank_lines(document: Document) -> list[Line]:
    """Every line that can matter, in order; one with bullets ("Engineer • Coding • hard") as several."""
    pieces = [
        piece
        for block in document.blocks
        if block.kind not in ("row", "code", "other")
        for piece in _pieces(block, document)
    ]
    known = Counter(text.casefold() for text, _, _, _ in pieces)
    lines = [_line(text, line, block, known) for text, line, block, _ in pieces]
    return _by_place(lines, [joined for *_, joined in pieces])


def _by_place(lines: Sequence[Line], joined: Sequence[bool]) -> list[Line]:
    """Lines between bullets that only their place tells: "Teacher • Classroom • Hard"."""
    runs: list[list[int]] = []
    after_mark = False
    for i, line in enumerate(lines):
        if line.what == "mark":
            after_mark = bool(runs) and runs[-1][-1] == i - 1
        elif (joined[i] or after_mark) and runs and line.words <= _ASIDE_WORDS:
            runs[-1].append(i)
            after_mark = False
        else:
            runs.append([i])
            after_mark = False
    found = list(lines)
    columns: dict[int, Counter[str]] = {}
    for run in runs:
        if len(run) > 1:
            for place, i in enumerate(run):
                columns.setdefault(place, Counter())[lines[i].what] += 1
    for run in runs:
        for place, i in enumerate(run):
            if (
                len(run) > 1
                and lines[i].what in ("text", "heading", "other")
                and lines[i].words <= _ASIDE_WORDS
            ):
                usual = [
                    what for what, _ in columns[place].most_common() if what in ("role", "kind", "difficulty")
                ]
                what = usual[0] if usual and usual[0] != "difficulty" else "other"
                found[i] = replace(lines[i], what=what)
    return [line for line in found if line.what != "mark"]


def _pieces(block: Block, document: Document) -> list[tuple[str, int, Block, bool]]:
    """The block's lines where one of them is a fact of its own, else its text; split where bullets stand.

    (text, line, block, whether a bullet in the same line joins it to the piece before).
    """
    texts = [(block.text, block.line)]
    if block.end > block.line and document.media == "text":
        single = [(document.text_of(n).strip(), n) for n in range(block.line, block.end + 1)]
        if any(_certain(text) for text, _ in single):
            texts = [(text, n) for text, n in single if text]
    found = []
    for text, line in texts:
        parts = [part.strip() for part in _SEPARATOR.split(text) if says_something(part)]
        if len(parts) > 1 and all(len(part.split()) <= _ASIDE_WORDS for part in parts):
            found += [(part, line, block, i > 0) for i, part in enumerate(parts)]
        elif says_something(text):
            found.append((text.strip(" \t•·●∙"), line, block, False))
        elif text.strip() and text.strip() in _BULLETS:
            found.append((text.strip(), line, block, False))
    return found


def _certain(text: str) -> bool:
    return (
        bool(_TAG.match(text)) or _is_difficulty(text) or (_kind(text) is not None and len(text.split()) < 4)
    )


def _line(text: str, line: int, block: Block, known: Counter[str]) -> Line:
    label = label_of(text)
    role = role_of(label)
    named = {Role.ROLE: "role", Role.KIND: "kind", Role.DIFFICULTY: "difficulty", Role.TAGS: "tags"}
    if label and role in named:
        rest = text[len(label) + 1 :].strip(" .")
        if rest and (role is Role.TAGS or len(rest.split()) <= _ASIDE_WORDS):
            return Line(rest, line, block, named[role])
    if label and re.fullmatch(r"(?:interview )?question|q|prompt", label, re.I):
        return Line(text[len(label) + 1 :].strip(), line, block, "text")
    glued = _GLUED.match(text)
    if glued:
        inner = _line(text[glued.end() :].strip(), line, block, known)
        return replace(inner, button=glued["button"])
    return Line(text, line, block, _what(text, block, known))


def _what(text: str, block: Block, known: Counter[str]) -> str:
    if not says_something(text):
        return "mark"
    if _TAG.match(text):
        return "tags"
    if _is_difficulty(text):
        return "difficulty"
    if is_button(text):
        return "button"
    words = len(text.split())
    asks = likeness(text) >= Likeness.SURE
    if _kind(text) is not None and words < _ASIDE_WORDS:
        return "kind"
    if words <= _ASIDE_WORDS and not asks and text[-1:] not in ".!?:" and _ROLE.search(text):
        return "role"
    if block.kind == "heading":
        return "text" if asks else "heading"
    if words < _ASIDE_WORDS and not asks and text[-1:] not in ".!?:" and known[text.casefold()] > 2:
        return "other"
    return "text"


def _is_difficulty(text: str) -> bool:
    return len(text.split()) == 1 and difficulty_of(text.strip("[]()")) is not None


def _kind(text: str) -> Kind | None:
    bare = re.sub(r"\s+(?:questions?|round|interview)$", "", text.strip(" .:[]()"), flags=re.I)
    return next((kind for pattern, kind in _KINDS if pattern.match(bare)), None)


def kind_named(text: str) -> Kind | None:
    """Our kind for a bank's name of one: "Behavioral", "System Design", "SQL", or our own name."""
    own = next((kind for kind in get_args(Kind) if kind == text.strip().casefold()), None)
    return own or _kind(text) or section_kind(text)


def kinds_named(text: str) -> tuple[Kind, ...]:
    """All kinds that a round's description names: "domain knowledge, coding, and system design"."""
    found: dict[Kind, None] = {}
    for piece in re.split(r"[,;.]|\band\b|&|/", text):
        words = piece.strip().split()
        for size in (3, 2, 1):
            for i in range(len(words) - size + 1):
                kind = _kind(" ".join(words[i : i + size]))
                if kind and not (size == 1 and words[i].casefold() in _LOOSE):
                    found.setdefault(kind)
    return tuple(found)


#: Words that name a kind alone and mean something else inside a sentence.
_LOOSE = frozenset(
    [
        "experience",
        "people",
        "product",
        "general",
        "design",
        "strategy",
        "execution",
        "domain",
        "fit",
        "communication",
        "case",
        "management",
        "knowledge",
        "concepts",
        "intro",
        "introduction",
        "screening",
        "metrics",
        "hr",
    ]
)


def tags_of(text: str) -> list[str]:
    """The tags of a line: "#Python #AWS S3", or "Python, AWS S3"."""
    parts = _TAG.split(text) if _TAG.search(text) else re.split(r"\s*[,;|•·]\s*", text)
    return [part.strip(" ,;|•·") for part in parts if says_something(part)]
