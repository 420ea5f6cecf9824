"""What follows a question, as the parts of its answer: points, beats, script, follow-ups, red flags, why it
is asked.

A list's items are points as they stand. Prose is cut into sentences, each a point, and kept whole as the
script when it is long enough to be read aloud. Nothing is reworded.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from voicedrill.decks.importers.document import Block, says_something
from voicedrill.decks.importers.draft import DraftBeat, DraftFollowUp, DraftPoint, DraftQuestion, Ledger
from voicedrill.decks.importers.labels import Role, beat_of, role_of
from voicedrill.decks.importers.note_points import prose_points, split_points
from voicedrill.decks.importers.question_kinds import difficulty_of, section_kind
from voicedrill.decks.importers.readers.lines import label_of
from voicedrill.decks.importers.sentences import sentences
from voicedrill.decks.importers.wording import Likeness, clean_ask, likeness

#: Prose of so many words is also kept as the script. Words.
_SCRIPT_WORDS = 40
_ASIDE = re.compile(
    r"^\W*(?:back to (?:the )?top|(?:further|more|related) reading|learn more|read more|"
    r"see also|see:|source|sources|reference|references|credit|image|"
    r"for more (?:info\w*|details?|on)|you can read more|to learn more|"
    r"read (?:about )?it here|here is (?:a|an|the) (?:link|article|video)|more info\w*|"
    r"more details)\b|^\W*(?:(?:would you like|do you want|want) me to|(?:just )?let me know if|"
    r"(?:i )?hope (?:this|that) helps|feel free to (?:ask|reach))\b|^\W*https?://\S+\W*$|⬆|^\W*(?:\[?edit\]?|here)\W*$",
    re.I,
)
#: What a sentence says about the question and not in answer to it.
_ASKED_FOR = re.compile(
    r"^(?:interviewers?|employers?|recruiters?|hiring managers?|they|companies)\s+(?:often\s+|usually\s+)?"
    r"(?:asks?|uses?) (?:this|it)\b",
    re.I,
)
#: A question whose answer is questions.
_FOR_THEM = re.compile(
    r"\bquestions? (?:do you have )?(?:for|to ask) (?:us|me)\b|\b(?:ask|know from) (?:us|me)\b|"
    r"\b(?:do|would) you have (?:any|some) questions\b|\bwhat (?:would|do) you (?:want|like) to know\b",
    re.I,
)
_DASHED = re.compile(r"^(?:(?P<label>[^\W\d_][\w ]{2,24}?)\s+[—–-]|(?P<short>Ans(?:wer)?)\.)\s+(?=\S)", re.I)
_HASHTAGS = re.compile(r"(?:^|(?<=\s))#([A-Za-z][\w&/.-]*(?: [A-Z][\w&/.-]*)*)")
#: Labels whose list is no list of remarks but the answer again.
_REMARKS = frozenset([Role.ASIDE, Role.KIND, Role.DIFFICULTY, Role.ROLE, Role.SECONDS, Role.FRAMEWORK])
_PIECE_NUMBER = re.compile(r"^\s*\d{1,2}[.)]\s+(?=\S)")
_MINUTES = re.compile(
    r"(?P<low>\d+(?:\.\d+)?)\s*(?:(?:-|–|to)\s*(?P<high>\d+(?:\.\d+)?)\s*)?(?P<unit>min|sec|s\b|m\b)", re.I
)


@dataclass
class _Parts:
    """What was gathered for one question."""

    points: list[DraftPoint] = field(default_factory=list)
    prose: list[DraftPoint] = field(default_factory=list)
    scripts: list[tuple[str, int]] = field(default_factory=list)
    tips: list[DraftPoint] = field(default_factory=list)
    remarks: list[DraftPoint] = field(default_factory=list)
    wanted: list[DraftPoint] = field(default_factory=list)
    beats: dict[str, list[DraftPoint]] = field(default_factory=dict)
    follow_ups: list[DraftFollowUp] = field(default_factory=list)
    red_flags: list[DraftPoint] = field(default_factory=list)
    why: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)


def answered(question: DraftQuestion, blocks: Sequence[Block], ledger: Ledger) -> DraftQuestion:
    """The question with what the blocks after it say about its answer; all of them are entered in the
    ledger.
    """
    reader = _Answer(question, ledger, beats=_has_beats(blocks))
    for i, block in enumerate(blocks):
        reader.take(block, is_step=_is_step(i, blocks))
    return reader.question()


def _has_beats(blocks: Iterable[Block]) -> bool:
    """Whether the labels of an answer are those of a story: two or more of situation, task, action,
    result.
    """
    named = {(beat_of(_label(block)), len(_label(block) or "") > 1) for block in blocks}
    spelled = {beat for beat, is_word in named if beat and is_word and beat != "lesson"}
    letters = {beat for beat, _ in named if beat and beat != "lesson"}
    return len(spelled) > 1 or len(letters) > 3


def _is_step(i: int, blocks: Sequence[Block]) -> bool:
    """Whether an item that asks stands between steps: what follows it in its list does not ask."""
    after = blocks[i + 1] if i + 1 < len(blocks) else None
    return (
        blocks[i].kind == "item"
        and any(c.isdigit() for c in blocks[i].marker)
        and after is not None
        and after.kind == "item"
        and (after.depth, bool(after.marker)) == (blocks[i].depth, True)
        and likeness(after.text) is Likeness.NONE
    )


def _label(block: Block) -> str | None:
    """The label that a block begins with, or is: also before a dash where it names a part of an answer."""
    if block.kind in ("heading", "summary") or block.bold:
        return block.text
    if block.kind == "row" and len(block.cells) > 1:
        return block.cells[0]
    dashed = _DASHED.match(block.text) if block.lead is None else None
    label = (dashed["label"] or dashed["short"]) if dashed else None
    if beat_of(label) or role_of(label):
        return label
    return block.lead


class _Answer:
    """The state between the blocks of one answer: under which label we are."""

    def __init__(self, question: DraftQuestion, ledger: Ledger, *, beats: bool) -> None:
        self._question = question
        self._ledger = ledger
        self._beats = beats
        self._parts = _Parts()
        self._role: Role = Role.ANSWER
        self._beat: str | None = None
        self._in_list = False
        #: Whether the document lists what to say, so that a sample answer only shows how.
        self._listed = False
        self._is_step = False
        #: First line of a paragraph -> its last, for those of several lines.
        self._ends: dict[int, int] = {}

    def take(self, block: Block, *, is_step: bool = False) -> None:
        """One more block of the answer. ``is_step``: what asks in it is part of the answer, no follow-up."""
        self._is_step = is_step
        if not block.says_something:
            return
        if block.end > block.line:
            self._ends[block.line] = block.end
        if block.kind in ("code", "other"):
            self._ledger.leave(
                "code is not said aloud" if block.kind == "code" else "markup or file data", block
            )
            return
        if _ASIDE.search(block.text) or (block.link is not None and likeness(block.text) < Likeness.SURE):
            self._ledger.leave("a link or a reference, not part of the answer", block)
            return
        if block.kind == "row":
            self._row(block)
            return
        pieces = block.text.split(" | ")
        if len(pieces) > 1 and all(role_of(label_of(piece)) for piece in pieces):
            self._ledger.use(block)
            for piece in pieces:
                self.take(replace(block, text=piece, lead=label_of(piece), bold=False))
            return
        label, rest = self._labelled(block)
        if label is not None:
            self._ledger.use(block)
            if says_something(rest):
                self._say(rest, block, None)
                # A label with its text in the same line holds for that line and a list below it; what it only
                # remarks has said all.
                self._in_list = True
                if self._role in _REMARKS and block.kind != "item":
                    self._role = Role.ANSWER
            return
        if block.kind == "heading":
            self._ledger.use(block)
            self._role, self._beat = Role.ANSWER, None
            return
        if self._in_list and block.kind != "item":
            self._role, self._beat, self._in_list = Role.ANSWER, None, False
        self._say(block.text, block, block.lead)

    def _labelled(self, block: Block) -> tuple[str | None, str]:
        """The label that opens a part of the answer, and the text after it; None without one."""
        label = _label(block)
        beat = beat_of(label) if self._beats else None
        role = Role.BEAT if beat else role_of(label)
        if role is None or label is None:
            return None, ""
        self._role, self._beat, self._in_list = role, beat, False
        self._listed = self._listed or role is Role.ANSWER
        whole = block.kind in ("heading", "summary") or block.bold
        return label, "" if whole else replace(block, lead=label).rest

    def _say(self, text: str, block: Block, lead: str | None) -> None:
        """Text under the present label."""
        parts, line = self._parts, block.line
        is_item = block.kind in ("item", "row")
        self._ledger.use(block)
        match self._role:
            case Role.ANSWER:
                self._answer(text, block, lead)
            case Role.SCRIPT:
                if is_item:
                    parts.points += split_points(text, line, lead)
                else:
                    parts.scripts.append((text, line))
            case Role.WANTED if is_item:
                parts.wanted += split_points(text, line, lead)
            case Role.WHY | Role.WANTED:
                parts.why.append(text)
            case Role.FOLLOW_UPS:
                self._follow_up(text, line)
            case Role.RED_FLAGS:
                parts.red_flags += split_points(text, line)
            case Role.TIPS:
                parts.tips += split_points(text, line)
            case Role.NOTES:
                parts.remarks += split_points(text, line)
            case Role.BEAT:
                notes = split_points(text, line) if is_item else prose_points(text, line)
                parts.beats.setdefault(self._beat or "situation", []).extend(notes)
            case Role.ASIDE:
                parts.notes.append(text)
            case _:
                self._attribute(text)

    def _answer(self, text: str, block: Block, lead: str | None) -> None:
        parts = self._parts
        self._listed = self._listed or block.kind == "item"
        tags = _HASHTAGS.findall(text) if text.startswith("#") else []
        if tags and not says_something(_HASHTAGS.sub("", text)):
            parts.tags += tags
            return
        if text.endswith(":") and len(text.split()) <= 14:
            return  # It leads in to the list below it.
        if _ASKED_FOR.match(text):
            parts.why.append(text)
            return
        if block.kind == "item" or lead:
            asks = block.kind == "item" and text.endswith("?") and likeness(text) >= Likeness.SURE
            if asks and not lead and not self._is_step and not _FOR_THEM.search(self._question.ask):
                self._follow_up(text, block.line)
                return
            parts.points += split_points(text, block.line, lead)
        else:
            found = prose_points(text, block.line)
            parts.points += found
            parts.prose.append(DraftPoint(text, block.line))

    def _follow_up(self, text: str, line: int) -> None:
        parts = self._parts
        asked = likeness(text) >= Likeness.WEAK
        if asked or not parts.follow_ups:
            for ask in sentences(text) if text.count("?") > 1 and len(text.split()) > 25 else [text]:
                parts.follow_ups.append(DraftFollowUp(clean_ask(ask), line))
        else:
            last = parts.follow_ups[-1]
            parts.follow_ups[-1] = replace(last, points=(*last.points, *split_points(text, line)))

    def _row(self, block: Block) -> None:
        """A row of a table inside an answer: a label and what belongs to it, or a point."""
        self._ledger.use(block)
        if block.header:
            return
        cells = [cell for cell in block.cells if says_something(cell)]
        if not cells:
            return
        label, rest = self._labelled(block)
        if label is not None and says_something(rest or "; ".join(cells[1:])):
            for piece in re.split(r"\s*;\s+", "; ".join(cells[1:])):
                self._say(piece, block, None)
            self._role, self._beat = Role.ANSWER, None
            return
        text = f"{cells[0]}: {'; '.join(cells[1:])}" if len(cells) > 1 else cells[0]
        self._role, self._beat = Role.ANSWER, None
        self._parts.points += split_points(text, block.line, cells[0] if len(cells) > 1 else None)

    def _attribute(self, text: str) -> None:
        """A label that says something about the question and nothing to be said aloud."""
        question, parts = self._question, self._parts
        match self._role:
            case Role.TAGS:
                parts.tags += [
                    tag.strip(" #.") for tag in re.split(r"[,;/|•·]|\s#", text) if says_something(tag)
                ]
            case Role.KIND:
                kind = section_kind(text)
                self._question = replace(question, kind=kind or question.kind)
                if kind is None:
                    parts.tags.append(text.strip(" ."))
            case Role.DIFFICULTY:
                self._question = replace(question, difficulty=difficulty_of(text) or question.difficulty)
                if difficulty_of(text) is None:
                    parts.notes.append(text)
            case Role.ROLE:
                self._question = replace(question, role=text.strip(" ."))
            case Role.SECONDS:
                self._question = replace(question, seconds=_seconds(text))
                if _seconds(text) is None:
                    parts.notes.append(text)
            case _:
                parts.notes.append(text)

    def _placed(self, points: Iterable[DraftPoint]) -> tuple[DraftPoint, ...]:
        """The points, those from a paragraph of several lines in the line that they begin in."""
        return tuple(
            replace(point, line=self._ledger.line_of(point.text, point.line, self._ends[point.line]))
            if point.line in self._ends
            else point
            for point in points
        )

    def question(self) -> DraftQuestion:
        """The question with all that was gathered."""
        parts, question = self._parts, self._question
        points = list(parts.points)
        if parts.wanted and not points and not parts.beats:
            points, parts.wanted = parts.wanted, []
        elif not self._listed and not parts.beats:
            # Where nothing lists what to say, the sample answer does.
            for text, line in parts.scripts:
                points += prose_points(text, line)
        if not points and not parts.beats:
            # What is only named "notes" or "tips" is the answer where there is no other.
            if parts.remarks:
                points, parts.remarks = parts.remarks, []
            else:
                points, parts.tips = parts.tips, []
        script = "\n".join(text for text, _ in parts.scripts)
        prose = "\n".join(point.text for point in parts.prose)
        if not script and len(prose.split()) >= _SCRIPT_WORDS:
            script = prose
        notes = [*parts.notes, *(note.text for note in (*parts.remarks, *parts.tips))]
        framework = question.framework
        if parts.beats:
            framework = "star-lesson" if "lesson" in parts.beats else "star"
        return replace(
            question,
            points=(*question.points, *self._placed(points)),
            script=script.strip('"“” ') or question.script,
            beats=tuple(DraftBeat(beat, self._placed(notes)) for beat, notes in parts.beats.items())
            or question.beats,
            framework=framework,
            follow_ups=(*question.follow_ups, *parts.follow_ups),
            red_flags=(*question.red_flags, *self._placed(parts.red_flags)),
            why="\n".join([*parts.why, *(point.text for point in parts.wanted)]) or question.why,
            notes="\n".join(notes) or question.notes,
            tags=tuple(dict.fromkeys((*question.tags, *parts.tags))),
        )


class CellReader(_Answer):
    """The cells of a row as the parts of an answer."""

    def __init__(self, question: DraftQuestion, ledger: Ledger) -> None:
        super().__init__(question, ledger, beats=False)

    def cell(self, role: Role, text: str, row: Block, beat: str | None = None) -> None:
        """One cell, under what its column's name says."""
        self._role, self._beat = role, beat
        pieces = (
            re.split(r"\s*(?:;|•|·|<br\s*/?>)\s+|\s+(?=\d[.)]\s)", text) if role is not Role.WHY else [text]
        )
        for piece in pieces:
            piece = _PIECE_NUMBER.sub("", piece)
            if says_something(piece):
                self._say(piece, row if len(pieces) > 1 else replace(row, kind="paragraph"), None)


def _seconds(text: str) -> tuple[float, float] | None:
    """The length of an answer that a document names: "2 minutes", "60-90 sec"."""
    match = _MINUTES.search(text)
    if match is None:
        return None
    times = 60 if match["unit"].casefold().startswith("m") else 1
    high = float(match["high"] or match["low"]) * times
    low = float(match["low"]) * times if match["high"] else high * 0.75
    return (low, high) if 0 < low <= high < 3_600 else None
