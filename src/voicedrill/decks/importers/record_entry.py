"""One record of a list of questions: its cells put together to a question."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from voicedrill.decks.frameworks import find_framework
from voicedrill.decks.importers.bank_lines import kind_named
from voicedrill.decks.importers.document import Document, says_something
from voicedrill.decks.importers.draft import DraftBeat, DraftFollowUp, DraftPoint, DraftQuestion
from voicedrill.decks.importers.note_points import prose_points, split_points
from voicedrill.decks.importers.phrases import joined
from voicedrill.decks.importers.question_kinds import difficulty_of, kind_in_section
from voicedrill.decks.importers.readers.lines import label_of
from voicedrill.decks.importers.record_cells import cloze, is_prose, pieces, tags
from voicedrill.decks.importers.record_columns import Column, spaced
from voicedrill.decks.importers.sentences import sentences
from voicedrill.decks.importers.wording import clean_ask
from voicedrill.decks.model import Difficulty, Kind

#: Prose of so many words is also kept as the script. Words.
_SCRIPT_WORDS = 40
_SECONDS = re.compile(
    r"(?P<low>\d+(?:\.\d+)?)\s*(?:(?:-|–|to)\s*(?P<high>\d+(?:\.\d+)?)\s*)?(?P<unit>min|m\b|sec|s\b)?", re.I
)
_MOST_SECONDS = 3_600
_BEATS = {
    Column.SITUATION: "situation",
    Column.TASK: "task",
    Column.ACTION: "action",
    Column.RESULT: "result",
    Column.LESSON: "lesson",
}


@dataclass
class Place:
    """Where a record stands, for finding the lines of what is inside it."""

    document: Document
    line: int
    end: int

    def __post_init__(self) -> None:
        self._at = self.line

    def line_of(self, text: str) -> int:
        """The line of a piece of the record: where its first words stand, from the piece before on."""
        if self.end == self.line:
            return self.line
        words = re.findall(r"\w+", text)[:5]
        for start in (self._at, self.line):
            for n in range(start, self.end + 1):
                line = self.document.text_of(n)
                if words and words[0] in line and all(word in line for word in words):
                    self._at = n
                    return n
        return self._at


@dataclass
class Record:
    """One question being put together."""

    place: Place
    section: str | None
    tags: list[str]
    ask: str = ""
    line: int = 0
    id: str | None = None
    kind: Kind | None = None
    difficulty: Difficulty | None = None
    role: str | None = None
    company: str = ""
    framework: str | None = None
    seconds: tuple[float, float] | None = None
    sections: list[str] = field(default_factory=list)
    points: list[DraftPoint] = field(default_factory=list)
    scripted: list[DraftPoint] = field(default_factory=list)
    beats: dict[str, list[DraftPoint]] = field(default_factory=dict)
    facts: list[DraftPoint] = field(default_factory=list)
    red_flags: list[DraftPoint] = field(default_factory=list)
    follow_ups: list[DraftFollowUp] = field(default_factory=list)
    script: list[str] = field(default_factory=list)
    why: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def enter(self, column: Column, name: str, cell: str, place: Place) -> None:
        """One cell under what its column holds."""
        match column:
            case Column.ASK:
                self._enter_ask(cell, place)
            case Column.POINTS:
                self._enter_points(cell, name, place)
            case Column.SCRIPT:
                self.script.append(cell)
                self.scripted += [p for text in pieces(cell) for p in prose_points(text, place.line_of(text))]
            case Column.WHY:
                self.why.append(cell)
            case Column.FOLLOW_UPS:
                self.follow_ups += [_follow_up(text, place) for text in _asked(cell)]
            case Column.RED_FLAGS:
                self.red_flags += _whole(cell, place)
            case Column.FACTS:
                self.facts += [DraftPoint(text, place.line_of(text)) for text in pieces(cell, commas=True)]
            case Column.TAGS:
                self.tags += tags(cell, spaced=place.document.media == "anki")
            case Column.NUMBER | Column.FILE_DATA:
                pass  # These count the rows and say nothing.
            case Column.ID:
                self.id = cell if re.fullmatch(r"[^\W\d][\w.-]*", cell) else None
                if self.id is None and not cell.isdigit():
                    self._note(name, cell)
            case _ if column in _BEATS:
                self.beats.setdefault(_BEATS[column], []).extend(_whole(cell, place))
            case _:
                self._enter_fact(column, name, cell)

    def _enter_ask(self, cell: str, place: Place) -> None:
        self.line = self.line or place.line_of(cell)
        gaps = cloze(cell)
        if gaps:
            cell = gaps[0]
            self.points += [DraftPoint(answer, self.line) for answer in dict.fromkeys(gaps[1])]
        text = " ".join(cell.split())
        if not self.ask:
            self.ask = clean_ask(text) or text
            if text.endswith((")", "]")):
                self.difficulty = self.difficulty or difficulty_of(text)
        else:
            self.ask = f"{self.ask} {text}"

    def _enter_points(self, cell: str, name: str, place: Place) -> None:
        if is_prose(cell):
            lines = [line for line in cell.split("\n") if says_something(line)]
            for text in lines:
                few = len(pieces(text, commas=_listing(name))) > 1
                found = _notes(text, place, commas=True) if few else prose_points(text, place.line_of(text))
                self.points += found
            if len(cell.split()) >= _SCRIPT_WORDS:
                self.script += lines
        else:
            self.points += _notes(cell, place, commas=_listing(name))

    def _enter_fact(self, column: Column, name: str, cell: str) -> None:
        """What is said of the question and not in its answer; what is not understood goes to the notes."""
        text = " ".join(cell.split())
        match column:
            case Column.KIND:
                self.kind = self.kind or kind_named(text)
                if kind_named(text) is None:
                    self.tags += tags(text)
            case Column.SECTION:
                parts = tags(cell)
                self.tags += parts
                self.sections += parts
            case Column.DIFFICULTY:
                self.difficulty = self.difficulty or difficulty_of(text)
                if difficulty_of(text) is None:
                    self._note(name, text)
            case Column.ROLE:
                self.role = self.role or text
            case Column.COMPANY:
                self.company = text
                self.notes.append(f"Company: {text}")
            case Column.FRAMEWORK:
                self.framework = _framework(text)
                if self.framework is None:
                    self._note(name, text)
            case Column.SECONDS:
                self.seconds = _length(name, text)
                if self.seconds is None:
                    self._note(name, text)
            case _:
                self._note(name, text)

    def _note(self, name: str, text: str) -> None:
        named = spaced(name)
        self.notes.append(f"{named[:1].upper()}{named[1:]}: {text}" if named and named != "notes" else text)

    def question(self) -> DraftQuestion:
        """What was gathered."""
        if self.section:
            self.sections.append(self.section)
            self.tags.append(self.section)
        kind = self.kind or kind_in_section(
            self.ask, next((kind for kind in map(kind_named, self.sections) if kind), None)
        )
        framework = self.framework
        if not set(self.beats) <= _beat_names(framework):
            framework = "star-lesson" if "lesson" in self.beats else "star"
        return DraftQuestion(
            self.ask,
            self.line or self.place.line,
            kind=kind,
            points=tuple(self.points or ([] if self.beats else self.scripted)),
            framework=framework,
            beats=tuple(DraftBeat(beat, tuple(notes)) for beat, notes in self.beats.items()),
            facts=tuple(self.facts),
            red_flags=tuple(self.red_flags),
            follow_ups=tuple(self.follow_ups),
            script="\n".join(self.script) or None,
            seconds=self.seconds,
            difficulty=self.difficulty,
            tags=tuple(dict.fromkeys(self.tags)),
            role=self.role,
            why=joined(self.why),
            notes=joined(self.notes),
            id=self.id,
        )


def _notes(cell: str, place: Place, *, commas: bool = False) -> list[DraftPoint]:
    """A list's entries as points; an entry "Label: sentence" is named by its label."""
    found = []
    for text in pieces(cell, commas=commas):
        label = label_of(text)
        rest = text[len(label) + 1 :].strip() if label else ""
        named = label is not None and len(rest.split()) > 2
        found += split_points(rest if named else text, place.line_of(text), label if named else None)
    return found


def _whole(cell: str, place: Place) -> list[DraftPoint]:
    """A list's entries as they stand: "Blame: puts it on others" is one red flag."""
    return [DraftPoint(text, place.line_of(text)) for text in pieces(cell)]


def _follow_up(text: str, place: Place) -> DraftFollowUp:
    """ "What would you change? → start earlier; ask more" as a question with points."""
    ask, _, answer = text.partition(" → ")
    line = place.line_of(ask)
    return DraftFollowUp(clean_ask(ask), line, tuple(_notes(answer, place)))


def _asked(cell: str) -> Iterator[str]:
    """Follow-up questions: the entries of the list, and several questions in one entry apart."""
    for text in pieces(cell):
        asked = sentences(text)
        if len(asked) > 1 and all(sentence.endswith("?") for sentence in asked):
            yield from asked
        else:
            yield text


def _listing(name: str) -> bool:
    """Whether a column by this name holds a list, whose short entries may be kept apart by commas."""
    return (
        re.search(
            r"points|keywords|key words|bullets|criteria|ideas|outline|signs|flags|look ?fors?", spaced(name)
        )
        is not None
    )


def _length(name: str, text: str) -> tuple[float, float] | None:
    """An answer's length in seconds: "60-90 sec", "2 minutes", or a number under "Minutes"."""
    match = _SECONDS.search(text)
    if match is None:
        return None
    unit = (match["unit"] or spaced(name)[-7:] or "s").casefold()
    times = 60.0 if unit.startswith("m") or "min" in unit else 1.0
    low, high = float(match["low"]) * times, float(match["high"] or match["low"]) * times
    if low == high:
        low *= 0.75
    return (low, high) if 0 < low <= high < _MOST_SECONDS else None


def _framework(text: str) -> str | None:
    """The name of a framework that we have; None for another."""
    known = find_framework(text)
    return known.name if known else None


def _beat_names(framework: str | None) -> frozenset[str]:
    known = find_framework(framework) if framework else None
    return frozenset(beat.beat for beat in known.beats) if known else frozenset()
