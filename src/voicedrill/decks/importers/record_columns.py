"""What the columns of a list of questions hold: told from their names, and without names from their cells."""

import re
from collections.abc import Sequence
from enum import Enum

from voicedrill.decks.importers.bank_lines import kind_named
from voicedrill.decks.importers.labels import Role, beat_of, role_of
from voicedrill.decks.importers.question_kinds import difficulty_of
from voicedrill.decks.importers.wording import Likeness, likeness


class Column(Enum):
    """What a column is to its question."""

    ASK = "what is asked"
    POINTS = "points"
    SCRIPT = "the answer as written"
    WHY = "why it is asked"
    FOLLOW_UPS = "follow-up questions"
    RED_FLAGS = "red flags"
    FACTS = "facts"
    TAGS = "tags"
    SECTION = "tags and kind"
    KIND = "kind"
    DIFFICULTY = "difficulty"
    ROLE = "role"
    SECONDS = "length"
    FRAMEWORK = "framework"
    COMPANY = "company"
    ID = "id"
    NUMBER = "number"
    FILE_DATA = "file data"
    SITUATION = "situation"
    TASK = "task"
    ACTION = "action"
    RESULT = "result"
    LESSON = "lesson"
    NOTES = "notes"


_BEATS = {
    "situation": Column.SITUATION,
    "task": Column.TASK,
    "action": Column.ACTION,
    "result": Column.RESULT,
    "lesson": Column.LESSON,
}
#: Names that ask, the surest first.
_ASK_NAMES = (
    r"(?:interview |the |full |sample |example |card )?questions?(?: text| title| asked| body)?|ask(?:ed)?|q",
    r"prompts?|front|question or prompt|query|problem(?: statement)?|scenario|item",
    r"text|term|flash ?card|cloze|expression|card|side 1|field 1",
    r"title|name|topic|word|concept|subject|description|content",
)
_NAMES: tuple[tuple[Column, str], ...] = (
    (Column.WHY, r"why|reasons?|purpose|rationale|intent"),
    (
        Column.NUMBER,
        r"#|no|nr|number|num|n|index|idx|s no|sno|sl|sl no|row|rank|order|question (?:no|number|#)|q ?#",
    ),
    (Column.FILE_DATA, r"g?uuid|guid|note ?type|card type|model"),
    (Column.ID, r"id|key|slug|question id|qid|ref"),
    (
        Column.SCRIPT,
        r"(?:sample|model|example|suggested|ideal|full|good|best|reference|recommended|long) "
        r"(?:answers?|responses?)|script|example",
    ),
    (
        Column.POINTS,
        r"(?:a|answers?|back|responses?|reply|solutions?|points?|(?:key|talking|main|answer|expected|"
        r"must[- ]have) ?points?|(?:short|expected|correct) answers?|keywords?|key ?words|bullets?|"
        r"definition|meaning|explanation|side 2|field 2|rubric|criteria|evaluation criteria|what to "
        r"(?:cover|say|mention|listen for)|look ?fors?|good signs?|green flags?|key ideas|outline|notes "
        r"on (?:the )?answers?|extra|back extra|more|my answers?|"
        r"(?:what|how) (?:i|to|you|i d|i ll|i (?:would|will|should|could)|you should)"
        r"(?: have)? (?:say|said|answer|answered|mention|mentioned|add|added|reply|respond)\b.*|"
        r"(?:better|improved|next|stronger) (?:answers?|time))",
    ),
    (Column.FACTS, r"facts?|figures?|numbers|metrics|key (?:facts|figures|numbers)"),
    (
        Column.SECTION,
        r"section|category|categories|topics?|area|domain|subject|group|theme|chapter|module|unit|"
        r"subtopic|sub ?category|subcategory|skill|competenc(?:y|ies)|deck|stage|round|interview round",
    ),
    (Column.KIND, r"(?:question )?(?:type|kind|format)|interview type"),
    (Column.DIFFICULTY, r"difficulty|level|difficulty level|hardness|complexity"),
    (Column.ROLE, r"roles?|position|job|job title|job role|target role|for role|profile"),
    (Column.COMPANY, r"company|companies|employer|organi[sz]ation|asked (?:at|by|in)"),
    (Column.FRAMEWORK, r"framework|method"),
    (
        Column.SECONDS,
        r"(?:estimated |target |suggested |ideal |expected |answer |max )?(?:time|length|duration|seconds|"
        r"minutes|secs?|mins?|time limit)(?: (?:in )?(?:seconds?|minutes?|s|sec|min|mins))?",
    ),
    (Column.TAGS, r"tags?|labels?|skills"),
)
_PATTERNS = tuple((column, re.compile(pattern, re.I)) for column, pattern in _NAMES)
_ASK_PATTERNS = tuple(re.compile(pattern, re.I) for pattern in _ASK_NAMES)
_BY_ROLE = {
    Role.ANSWER: Column.POINTS,
    Role.SCRIPT: Column.SCRIPT,
    Role.WHY: Column.WHY,
    Role.WANTED: Column.WHY,
    Role.FOLLOW_UPS: Column.FOLLOW_UPS,
    Role.RED_FLAGS: Column.RED_FLAGS,
    Role.TAGS: Column.TAGS,
    Role.KIND: Column.KIND,
    Role.DIFFICULTY: Column.DIFFICULTY,
    Role.ROLE: Column.ROLE,
    Role.SECONDS: Column.SECONDS,
}
_MUCH = 0.6
_ANSWERS = frozenset([Column.POINTS, Column.SCRIPT, Column.FACTS, *_BEATS.values()])
#: Cells with fewer on average are no answers but remarks.
_FEW_WORDS = 3.0
#: A number, a date, a share, an amount: what stands below a name and is none itself.
_FIGURE = re.compile(r"\s*[$€£]?\d[\d\s.,:/%–-]*[$€£]?\s*")
_LONGEST_NAME, _LONGEST_NAME_WORDS = 40, 6


def spaced(name: str) -> str:
    """A column's name as words: "followUps", "follow_ups" and "Follow-ups:" are "follow ups"."""
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name)
    return " ".join(re.sub(r"[_\-./:*?()\[\]\"']+", " ", words).split()).casefold()


def columns(names: Sequence[str], rows: Sequence[Sequence[str]]) -> list[Column]:
    """What each column holds. ``names``: empty when the table has none; ``rows``: its cells."""
    width = max([len(names), *(len(row) for row in rows)], default=0)
    ask = _ask_column(names, rows, width)
    if not names:
        return [Column.ASK if i == ask else _by_cells(_cells(rows, i)) for i in range(width)]
    found = [
        Column.ASK
        if i == ask
        else _by_name(names[i], _cells(rows, i))
        if i < len(names) and names[i].strip()
        else _by_cells(_cells(rows, i))
        for i in range(width)
    ]
    beats = set(_BEATS.values())
    if len(beats.intersection(found)) < 2:
        found = [Column.NOTES if column in beats else column for column in found]
    if not _ANSWERS.intersection(found):
        return _with_answer(found, rows)
    return found


def _with_answer(found: list[Column], rows: Sequence[Sequence[str]]) -> list[Column]:
    """Where no column is named as the answer, notes of several words are: "What comes to my mind"."""

    def words(i: int) -> float:
        cells = _cells(rows, i)
        return sum(len(cell.split()) for cell in cells) / len(cells) if cells else 0.0

    notes = [i for i, column in enumerate(found) if column is Column.NOTES and words(i) >= _FEW_WORDS]
    if notes:
        found[max(notes, key=words)] = Column.POINTS
    return found


def is_header(cells: Sequence[str], rows: Sequence[Sequence[str]] = ()) -> bool:
    """Whether a row names columns: one that asks, and another that we know; or the row is unlike those below
    it. ``rows``: the rows below.
    """
    names = [spaced(cell) for cell in cells if cell.strip()]
    if not names or max(map(len, names)) > _LONGEST_NAME:
        return False
    asks = any(pattern.fullmatch(name) for pattern in _ASK_PATTERNS[:3] for name in names)
    known = sum(_named(name) is not None for name in names)
    return (asks and (known > 0 or len(names) == 1)) or _is_unlike(cells, rows, known)


def _is_unlike(cells: Sequence[str], rows: Sequence[Sequence[str]], known: int) -> bool:
    """Whether a row of short names stands above cells of another sort: figures, or questions."""
    short = all(len(cell.split()) <= _LONGEST_NAME_WORDS for cell in cells)
    if len(rows) < 2 or not short or any(likeness(cell) >= Likeness.SURE for cell in cells):
        return False
    for i, name in enumerate(cells):
        below = _cells(rows, i)
        if not name.strip() or len(below) < 2:
            continue
        if not _FIGURE.fullmatch(name) and all(_FIGURE.fullmatch(cell) for cell in below):
            return True
        if known and likeness(name) is Likeness.NONE and asking_share(below) >= _MUCH:
            return True
    return False


def asking_share(cells: Sequence[str]) -> float:
    """Which part of the filled cells asks by its words."""
    filled = [cell for cell in cells if cell.strip()]
    return sum(likeness(cell) >= Likeness.SURE for cell in filled) / len(filled) if filled else 0.0


def _cells(rows: Sequence[Sequence[str]], i: int) -> list[str]:
    return [row[i] for row in rows[:200] if i < len(row) and row[i].strip()]


def _ask_column(names: Sequence[str], rows: Sequence[Sequence[str]], width: int) -> int | None:
    """The column that asks: by its name, then by what its cells say."""
    best: tuple[float, int] | None = None
    for i in range(width):
        cells = _cells(rows, i)
        if not cells:
            continue
        asks = asking_share(cells)
        name = spaced(names[i]) if i < len(names) else ""
        rank = next((n for n, pattern in enumerate(_ASK_PATTERNS) if pattern.fullmatch(name)), None)
        if name and rank is None and (asks < _MUCH or _named(name) is Column.FOLLOW_UPS):
            continue
        score = asks + (0.0 if rank is None else 1.2 - 0.3 * rank)
        if not names:
            score += 0.05 / (1 + i)
            if asks < 0.3 and (i or width < 2):
                continue
        if best is None or score > best[0]:
            best = score, i
    return best[1] if best else None


def _named(name: str) -> Column | None:
    beat = beat_of(name)
    if beat and len(name) > 1:
        return _BEATS[beat]
    column = next((column for column, pattern in _PATTERNS if pattern.fullmatch(name)), None)
    if column:
        return column
    role = role_of(name)
    return _BY_ROLE.get(role) if role else None


def _by_name(name: str, cells: Sequence[str]) -> Column:
    words = spaced(name)
    # "My answer (short)" is an answer.
    column = _named(words) or _named(spaced(re.sub(r"\(.*?\)", " ", name)))
    if column is None and " " in words:
        # "Answer (short)", "Interview difficulty": the words that name it may have company.
        column = next((found for found in map(_named, (words.split()[-1], words.split()[0])) if found), None)
    if (
        column is Column.KIND
        and cells
        and not any(kind_named(cell) for cell in cells)
        and all(difficulty_of(c) for c in cells)
    ):
        return Column.DIFFICULTY
    if column is Column.NUMBER and cells and not any(cell.strip(" .#").isdigit() for cell in cells):
        return Column.ID
    return column or Column.NOTES


def _by_cells(cells: Sequence[str]) -> Column:
    """What a column without a name holds."""
    if not cells:
        return Column.NOTES
    n = len(cells)
    if all(cell.strip(" .)#").isdigit() for cell in cells):
        return Column.NUMBER
    if sum(difficulty_of(cell) is not None and len(cell.split()) == 1 for cell in cells) > 0.8 * n:
        return Column.DIFFICULTY
    if sum(kind_named(cell) is not None and len(cell.split()) < 4 for cell in cells) > 0.8 * n:
        return Column.KIND
    words = sum(len(cell.split()) for cell in cells) / n
    if all(cell.startswith("#") for cell in cells):
        return Column.TAGS
    if words <= 3 and len(set(cells)) <= max(1, n // 2):
        return Column.SECTION
    return Column.POINTS
