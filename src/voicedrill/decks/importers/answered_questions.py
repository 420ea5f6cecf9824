"""A list of questions with written answers: "Question 3: ...", "Answer: ...", lines "Label: sentence", a
closing example, "Why this is important: ...".

Each labelled line is a point named by its label; what the answer tells of the past is a story; what stands
under "why" is the reason it is asked. General words around the list are kept as notes, and advice before the
first question under ``x-prep``.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from voicedrill.decks.importers.answered_split import ANSWER, EXAMPLE, WHY, Asked, labelled, split_questions
from voicedrill.decks.importers.answers import answered
from voicedrill.decks.importers.document import Block, Document, says_something
from voicedrill.decks.importers.draft import Draft, DraftPoint, DraftQuestion, DraftStory, Ledger
from voicedrill.decks.importers.labels import Role, beat_of, role_of
from voicedrill.decks.importers.note_points import prose_points
from voicedrill.decks.importers.phrases import joined
from voicedrill.decks.importers.question_kinds import difficulty_of, kind_in_section, section_kind
from voicedrill.decks.importers.sentences import sayable, sentences
from voicedrill.decks.importers.told import goes_on_telling, story, tells
from voicedrill.decks.load import id_from_words

_FOR_WHOM = re.compile(
    r"(?i:\b(?:questions?|interviews?|preparation|prep|guide|answers)\b(?: and answers)?) for (?:an? |the "
    r")?(?P<role>[A-Z][\w/&+ -]{2,50}?)(?: (?:role|position|job|interview)s?)? at (?P<company>[A-Z][\w&. "
    r"-]{1,40}?)\s*(?:[.,:;(|–—-]|$)"
)
_SHORT_ATTRIBUTE = 8
#: A last paragraph of so many words may tell how it ended; a shorter one is one more point. Words.
_CLOSING_WORDS = 14
_LEAST_QUESTIONS = 3
_PREP = "Before the questions"
#: Labels that end the labelled list wherever they stand; others are points unless they are short facts.
_STRONG = frozenset([Role.FOLLOW_UPS, Role.RED_FLAGS])
_ATTRIBUTES = frozenset([Role.TAGS, Role.KIND, Role.DIFFICULTY, Role.ROLE, Role.SECONDS])


def likeness(document: Document) -> float:
    """How much it is one: most questions have an answer so named, and labelled lines or a reason."""
    asked = split_questions(document)[0]
    if len(asked) < _LEAST_QUESTIONS:
        return 0.0
    named = reasons = listed = beats = 0
    for one in asked:
        labels = [labelled(block)[0] for block in one.blocks]
        named += any(label and ANSWER.fullmatch(label) for label in labels)
        reasons += any(label and WHY.fullmatch(label) for label in labels)
        listed += (
            sum(
                label is not None and says_something(labelled(block)[1])
                for label, block in zip(labels, one.blocks, strict=True)
            )
            > 3
        )
        beats += len({beat_of(label) for label in labels} - {None}) > 2
    n = len(asked)
    if beats > n / 3 or max(named, reasons) < 0.6 * n:
        return 0.0
    return 0.9 if reasons >= 0.5 * n or (listed >= 0.6 * n) else 0.0


def read(document: Document) -> Draft:
    """Questions with points, stories and reasons in the document's order."""
    ledger = Ledger(document)
    asked, before, sections = split_questions(document)
    ledger.use(*sections)
    title, before = _title(document, before, ledger)
    if title is None and asked and sections and not before and sections[0].line < asked[0].block.line:
        title = sections[0].text
    prep = _advice(before, ledger)
    questions: list[DraftQuestion] = []
    stories: list[DraftStory] = []
    taken: set[str] = set()
    for i, one in enumerate(asked):
        question, told = _Answer(one, ledger, is_last=i == len(asked) - 1).read()
        if told:
            told = replace(told, id=_free_id(told.title, taken))
            question = replace(question, story=told.id)
            stories.append(told)
        questions.append(question)
    company, role = _for_whom(document, ledger)
    return Draft(
        "answered-questions",
        tuple(questions),
        title=title,
        company=company,
        role=role,
        stories=tuple(stories),
        prep=prep,
        left_out=ledger.left_out("not part of a question or its answer"),
        used=ledger.used,
        understood=(_understood(questions, stories, prep),),
    )


def _free_id(title: str, taken: set[str]) -> str:
    """An id from a story's title that no other story has."""
    name = free = id_from_words(title)
    n = 2
    while free in taken:
        free, n = f"{name}-{n}", n + 1
    taken.add(free)
    return free


class _Answer:
    """One question's blocks on their way to points, a story and a reason."""

    def __init__(self, asked: Asked, ledger: Ledger, *, is_last: bool) -> None:
        self._asked, self._ledger, self._is_last = asked, ledger, is_last
        self._points: list[DraftPoint] = []
        self._general: list[tuple[str, int]] = []
        self._told: list[tuple[str, int]] = []
        self._why: list[str] = []
        self._other: list[Block] = []
        self._pending: str | None = None
        self._in_list = False
        self._beats = False
        self._state = "answer"

    def read(self) -> tuple[DraftQuestion, DraftStory | None]:
        """The question and the story that its answer tells, if any."""
        one, self._state = self._asked, "answer"
        named = {beat_of(label) for label, _ in map(labelled, one.blocks) if label and len(label) > 1}
        self._beats = len(named - {None, "lesson"}) > 1
        self._ledger.use(one.block)
        for block in one.blocks:
            self._take(block)
        section = section_kind(one.section) if one.section else None
        question = DraftQuestion(
            one.ask,
            one.block.line,
            kind=kind_in_section(one.ask, section),
            difficulty=difficulty_of(one.block.text)
            if one.block.text.rstrip().endswith((")", "]"))
            else None,
            tags=(one.section.rstrip(" :"),) if one.section else (),
            why=joined(self._why),
        )
        question = answered(question, self._other, self._ledger)
        told = story(self._told, one.ask.rstrip("?.! ")) if self._told else None
        points = list(self._points)
        general = [text for text, _ in self._general]
        script = question.script
        if not points and not question.points and not question.beats and general:
            for text, line in self._general:
                points += prose_points(text, line)
            script = script or ("\n".join(general) if sum(len(t.split()) for t in general) >= 40 else None)
            general = []
        return (
            replace(
                question,
                points=(*points, *question.points),
                script=script,
                notes=joined([*general, question.notes or ""]),
            ),
            told,
        )

    def _take(self, block: Block) -> None:
        if block.kind == "code":
            self._ledger.leave("code is not said aloud", block)
            return
        label, rest = labelled(block)
        state = self._state_of(label, rest)
        if state is not None:
            self._state = state
            if state == "other":
                self._other.append(block)
                return
            self._ledger.use(block)
            if says_something(rest):
                self._say(rest, block, None)
            return
        if self._state == "other":
            self._other.append(block)
        elif self._state == "why" and self._is_last and self._why:
            self._ledger.leave("after the last question", block)
        else:
            self._ledger.use(block)
            self._say(rest if label else block.text, block, label)

    def _state_of(self, label: str | None, rest: str) -> str | None:
        """What a label opens: "answer", "example", "why", "other"; None for the name of a point."""
        if label is None:
            return None
        if ANSWER.fullmatch(label):
            return "answer"
        if WHY.fullmatch(label):
            return "why"
        if EXAMPLE.fullmatch(label):
            return "example"
        role = role_of(label)
        if self._beats and beat_of(label) and len(label) > 1:
            return "other"
        if role in _STRONG or (role is Role.TIPS and re.search(r"tips?|remember|advice|hints?", label, re.I)):
            return "other"
        is_short = (
            says_something(rest)
            and len(rest.split()) <= _SHORT_ATTRIBUTE
            and not re.match(r"(?:I|we)\b", rest, re.I)
        )
        if role in _ATTRIBUTES and is_short and rest[-1:] not in ".!?":
            return "other"
        if role is Role.ANSWER and not says_something(rest):
            return "answer"
        return None

    def _say(self, text: str, block: Block, label: str | None) -> None:
        if self._state == "why":
            self._why.append(block.text if label else text)
        elif self._state == "example":
            self._told.append((block.text if label else text, block.line))
        elif label is not None and not says_something(text):
            # A title alone names what is below it, unless it leads in to a list.
            self._pending = label if block.bold or block.kind == "heading" else None
            self._in_list = True
        elif label is None and block.kind == "paragraph" and text.endswith(":"):
            self._opening(sentences(text)[:-1], block)
        elif (
            label is None
            and self._pending is None
            and block.kind == "paragraph"
            and self._is_told(text, block)
        ):
            self._told.append((text, block.line))
        elif label is None and block.kind == "paragraph" and not self._points and not self._in_list:
            self._general.append((text, block.line))
        else:
            self._point(text, block.line, label or self._pending)
            self._pending = None

    def _opening(self, before_list: Sequence[str], block: Block) -> None:
        """What stands in a paragraph before "My approach includes:"."""
        self._in_list = bool(self._general or self._told or self._points) or not before_list
        text = " ".join(before_list)
        if tells(text):
            self._told.append((text, block.line))
        elif text:
            self._general.append((text, block.line))

    def _is_told(self, text: str, block: Block) -> bool:
        """Whether a paragraph is a story, goes on with one, or closes the list with how it ended."""
        if tells(text):
            return True
        follows = bool(self._told) or (len(self._points) > 2 and len(block.text.split()) > _CLOSING_WORDS)
        return follows and goes_on_telling(text)

    def _point(self, text: str, line: int, label: str | None) -> None:
        self._points += [
            DraftPoint(piece, line, label if i == 0 else None) for i, piece in enumerate(sayable(text))
        ]


def _title(document: Document, before: list[Block], ledger: Ledger) -> tuple[str | None, list[Block]]:
    """The document's title, or its first line when it looks like one; and the blocks without it."""
    if document.title:
        named = (b for b in document.blocks[:8] if b.kind == "other" and document.title in b.text)
        ledger.use(*named)
    if not before or before[0].kind not in ("heading", "paragraph") or before[0].lead:
        return document.title, before
    first = before[0]
    is_title = first.kind == "heading" or (first.text[-1:] not in ".!?:;," and len(first.text.split()) < 14)
    is_sure = first.kind == "heading" or len(before) > 1 or _FOR_WHOM.search(first.text) is not None
    if document.title or not is_title or not is_sure:
        return document.title, before
    ledger.use(first)
    return first.text, before[1:]


def _advice(before: Sequence[Block], ledger: Ledger) -> dict[str, tuple[DraftPoint, ...]]:
    """Advice that stands before the first question, by its heading."""
    prep: dict[str, list[DraftPoint]] = {}
    heading = _PREP
    for block in before:
        ledger.use(block)
        if block.kind == "heading":
            heading = block.text
        elif block.kind != "code":
            prep.setdefault(heading, []).append(DraftPoint(block.text, block.line))
    return {name: tuple(notes) for name, notes in prep.items()}


def _for_whom(document: Document, ledger: Ledger) -> tuple[str | None, str | None]:
    """The company and the role that the document names: "questions for Programme Manager at Example"."""
    first = [block for block in document.blocks[:12] if block.kind in ("heading", "other", "paragraph")]
    for block in first:
        match = _FOR_WHOM.search(block.text.strip(" '\""))
        if match:
            ledger.use(block)
            return match["company"].strip(), match["role"].strip()
    return None, None


def _understood(
    questions: Sequence[DraftQuestion], stories: Sequence[DraftStory], prep: dict[str, tuple[DraftPoint, ...]]
) -> str:
    points = sum(len(question.points) for question in questions)
    reasons = sum(question.why is not None for question in questions)
    tips = sum(map(len, prep.values()))
    kept = f"; {_count(tips, 'line')} of advice before them kept under x-prep" if tips else ""
    return (
        f"Read as questions with written answers: {_count(len(questions), 'question')}, "
        f"{_count(points, 'point')}, {_count(len(stories), 'story', 'stories')}, "
        f"{_count(reasons, 'reason')} why it is asked{kept}."
    )


def _count(n: int, one: str, many: str = "") -> str:
    return f"{n} {one if n == 1 else many or one + 's'}"
