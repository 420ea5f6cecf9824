"""JSON, lines of JSON and YAML as a document of rows: one for each record, columns from the records' keys.

Lists of records may stand in a mapping ("questions") or in groups ("category" with "questions"); what the
groups say about all of their records becomes a column of each. Lists have their items in lines of the cell.
What stands in no record is a paragraph of its own, so that it is told and not lost.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from voicedrill.decks.importers.document import Block, Document, says_something
from voicedrill.decks.importers.labels import beat_of
from voicedrill.decks.importers.readers.values import Value, values
from voicedrill.decks.importers.wording import Likeness, likeness
from voicedrill.errors import ImportFileError

_MAX_RECORDS = 50_000
#: A record's key that says: what has it is a question.
_ASKING = frozenset(
    [
        "question",
        "questions",
        "ask",
        "q",
        "prompt",
        "front",
        "question_text",
        "questiontext",
        "query",
        "problem",
        "interview_question",
    ]
)
#: Keys that may ask, or name a group of questions.
_NAMING = frozenset(["title", "text", "name", "term", "topic", "card", "content", "cloze", "expression"])
_ANSWERING = frozenset(
    [
        "answer",
        "answers",
        "a",
        "back",
        "points",
        "definition",
        "response",
        "responses",
        "solution",
        "explanation",
        "key_points",
        "keypoints",
        "talking_points",
    ]
)
#: Keys of a group that only say: here are the questions.
_PLAIN = frozenset(
    [
        "questions",
        "cards",
        "items",
        "data",
        "notes",
        "records",
        "entries",
        "results",
        "list",
        "sections",
        "categories",
        "topics",
        "groups",
        "decks",
        "chapters",
        "content",
        "interview_questions",
        "flashcards",
        "qa",
        "faq",
        "rounds",
    ]
)
_TITLES = ("title", "name", "deck", "deck_name")
_SHARED = frozenset(["difficulty", "level", "role", "type", "kind", "tags", "company"])


def read_data(text: str, name: str) -> Document:
    """Repaired JSON or YAML as a document. Raises ImportFileError when it is neither.

    Properties: "company" and "role" where the file gives them once for all.
    """
    walk = _Walk(name)
    whole = values(text, name)
    for value in whole:
        walk.go(value, {}, is_top=len(whole) == 1)
    lines = tuple(text.split("\n"))
    names = list(dict.fromkeys(key for record in walk.records for key in record.cells))
    blocks = list(walk.others)
    if walk.records:
        blocks.append(Block("row", " | ".join(names), 1, cells=tuple(names), header=True))
    for record in walk.records:
        cells = tuple(record.cells.get(key, "") for key in names)
        said = " | ".join(" ".join(cell.split()) for cell in cells if cell)
        blocks.append(Block("row", said, record.line, record.end, cells=cells))
    blocks.sort(key=lambda block: (block.line, not block.header))
    seen = {n for block in blocks for n in range(block.line, block.end + 1)}
    # Lines of brackets and keys alone hold nothing that could be lost.
    blocks += [
        Block("rule", "", n) for n, line in enumerate(lines, 1) if n not in seen and says_something(line)
    ]
    blocks.sort(key=lambda block: block.line)
    return Document(name, "data", tuple(blocks), lines, walk.title, walk.properties)


@dataclass(frozen=True)
class _Record:
    cells: dict[str, str]
    line: int
    end: int


class _Walk:
    """One way through the values: records, what stands beside them, and the file's title."""

    def __init__(self, name: str) -> None:
        self._name = name
        self.records: list[_Record] = []
        self.others: list[Block] = []
        self.title: str | None = None
        self.properties: dict[str, str] = {}

    def go(self, value: Value, shared: dict[str, str], *, is_top: bool = False) -> None:
        """Everything below a value; ``shared`` is what the groups around it say of all their records."""
        data = value.data
        if isinstance(data, list):
            for entry in data:
                self._entry(entry, shared)
        elif isinstance(data, dict):
            if _is_record(data):
                self._record({**shared, **_cells(data)}, value)
            else:
                self._group(data, shared, is_top=is_top)
        elif says_something(data):
            self._other(data, value)

    def _entry(self, entry: Value, shared: dict[str, str]) -> None:
        """One of a list: a record, a group, a question alone, or a pair of question and answer."""
        data = entry.data
        if isinstance(data, str):
            if likeness(data) >= Likeness.WEAK:
                self._record({**shared, "question": data}, entry)
            elif says_something(data):
                self._other(data, entry)
        elif isinstance(data, list) and len(data) > 1 and all(isinstance(one.data, str) for one in data):
            said = [str(one.data) for one in data]
            if likeness(said[0]) >= Likeness.WEAK:
                self._record({**shared, "question": said[0], "answer": "\n".join(said[1:])}, entry)
            else:
                for one in data:
                    self._entry(one, shared)
        else:
            self.go(entry, shared)

    def _group(self, data: dict[str, Value], shared: dict[str, str], *, is_top: bool) -> None:
        inner = dict(shared)
        has_groups = any(isinstance(value.data, list | dict) for value in data.values())
        for key, value in data.items():
            said, plain = value.data, _key(key)
            if not isinstance(said, str) or _asks(key):
                continue
            if is_top and self.title is None and plain in _TITLES:
                self.title = said
                self.others.append(Block("rule", "", value.line, value.end))
            elif is_top and plain in ("company", "role"):
                self.properties[plain] = said
                self.others.append(Block("rule", "", value.line, value.end))
            elif (
                has_groups
                and says_something(said)
                and (plain in _SHARED or plain in _NAMING or plain in ("category", "section"))
            ):
                column = plain if plain in _SHARED else "category"
                inner[column] = f"{inner[column]}\n{said}" if column in inner else said
                self.others.append(Block("rule", "", value.line, value.end))
            elif says_something(said):
                self._other(f"{key}: {said}", value)
        for key, value in data.items():
            if _asks(key):
                self._record({**shared, "question": key, "answer": _cell(value)}, value)
            elif isinstance(value.data, list | dict):
                named = (
                    {}
                    if _key(key) in _PLAIN or not says_something(key)
                    else {"category": _joined(inner, key)}
                )
                self.go(value, {**inner, **named})

    def _record(self, cells: dict[str, str], value: Value) -> None:
        self.records.append(
            _Record({key: cell for key, cell in cells.items() if cell}, value.line, value.end)
        )
        if len(self.records) > _MAX_RECORDS:
            raise ImportFileError(f"{self._name} has more than {_MAX_RECORDS:,} records; split it")

    def _other(self, text: str, value: Value) -> None:
        self.others.append(Block("paragraph", " ".join(text.split()), value.line, value.end))


def _joined(inner: dict[str, str], key: str) -> str:
    words = " ".join(re.sub(r"(?<=[a-z])(?=[A-Z])", " ", key).replace("_", " ").split())
    return f"{inner['category']}\n{words}" if "category" in inner else words


def _key(key: str) -> str:
    return re.sub(r"[\s-]+", "_", key.strip().casefold())


def _asks(key: str) -> bool:
    """Whether a key is itself a question: {"What is a mutex?": "A lock ..."}."""
    return len(key.split()) > 1 and (key.rstrip().endswith("?") or likeness(key) >= Likeness.SURE)


def _is_record(data: dict[str, Value]) -> bool:
    """Whether a mapping is one question, and no group of them."""
    keys = {_key(key): value.data for key, value in data.items()}
    if any(isinstance(keys.get(key), str) and keys[key] for key in _ASKING):
        return True
    naming = [said for key, said in keys.items() if key in _NAMING and isinstance(said, str)]
    if not naming:
        return False
    if keys.keys() & _ANSWERING or any("{{c1::" in said for said in naming):
        return True
    holds = any(
        isinstance(said, dict) or (isinstance(said, list) and any(not isinstance(v.data, str) for v in said))
        for said in keys.values()
    )
    return (
        not holds and not (keys.keys() & _PLAIN) and any(likeness(said) >= Likeness.WEAK for said in naming)
    )


def _cells(data: dict[str, Value]) -> dict[str, str]:
    """A record's keys and cells; a mapping with the beats of a story gives a cell for each beat."""
    found: dict[str, str] = {}
    for key, value in data.items():
        inner = value.data
        if isinstance(inner, dict) and sum(beat_of(name) is not None for name in inner) > 1:
            found |= {name: _cell(part) for name, part in inner.items()}
        else:
            found[key] = _cell(value)
    return found


def _cell(value: Value) -> str:
    """A value as the text of a cell: a list's items in lines, a question with its answer after an arrow."""
    data = value.data
    if isinstance(data, str):
        return data.strip("\n")
    if isinstance(data, list):
        return "\n".join(line for line in (" ".join(_cell(entry).split()) for entry in data) if line)
    return "\n".join(_told(data))


def _told(data: dict[str, Value]) -> Iterator[str]:
    said = {_key(key): value for key, value in data.items()}
    head = next(
        (
            key
            for key in ("say", "text", "point", "ask", "question", "q")
            if key in said and isinstance(said[key].data, str)
        ),
        None,
    )
    if head is None:
        for key, value in data.items():
            for line in _cell(value).split("\n"):
                if says_something(line):
                    yield f"{key[:1].upper()}{key[1:].replace('_', ' ')}: {line}"
        return
    rest = [
        "; ".join(_cell(value).split("\n"))
        for key, value in said.items()
        if key != head and key not in ("id", "weight", "must", "aliases")
    ]
    rest = [text for text in rest if says_something(text)]
    yield str(said[head].data) + (f" → {'; '.join(rest)}" if rest else "")
