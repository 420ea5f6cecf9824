"""JSON, lines of JSON and YAML as a document of rows: one for each record, columns from the records' keys.

Lists of records may stand in a mapping ("questions") or in groups ("category" with "questions"); what the groups say
about all of their records becomes a column of each. Values that are lists have their items in lines of the cell.
"""

import json
import re
from collections.abc import Iterator
from typing import Any

from voicedrill.decks.importers.document import Block, Document
from voicedrill.errors import DeckError, ImportFileError

_MAX_DEPTH = 12
_MAX_RECORDS = 50_000
#: A record's key that says: what has it is a question.
_ASKING = frozenset(
    ["question", "ask", "q", "prompt", "front", "title", "text", "name", "query", "question_text"]
)


def read_data(text: str, name: str) -> Document:
    """Repaired JSON or YAML as a document. Raises ImportFileError when it is neither."""
    data, title = _loaded(text, name), None
    if isinstance(data, dict):
        title = next(
            (str(data[key]) for key in ("title", "name", "deck") if isinstance(data.get(key), str)), None
        )
    records = []
    for record in _records(data, {}, 0):
        records.append(record)
        if len(records) > _MAX_RECORDS:
            raise ImportFileError(f"{name} has more than {_MAX_RECORDS:,} records; split it")
    names = list(dict.fromkeys(key for record in records for key in record))
    lines = tuple(text.split("\n"))
    blocks = [Block("row", " | ".join(names), 1, cells=tuple(names), header=True)] if records else []
    finder = _LineFinder(lines)
    for record in records:
        cells = tuple(record.get(key, "") for key in names)
        blocks.append(
            Block("row", " | ".join(cell for cell in cells if cell), finder.line_of(record), cells=cells)
        )
    shown = tuple(block.text for block in blocks) if len(lines) < len(records) else lines
    return Document(name, "data", tuple(blocks), shown, title)


def _loaded(text: str, name: str) -> Any:
    try:
        return json.loads(text)
    except RecursionError as error:
        raise ImportFileError(f"{name} is nested too deeply to be a list of questions") from error
    except ValueError as error:
        broken = error
    if text.lstrip()[:1] in ("{", "["):
        try:
            return [json.loads(line) for line in text.split("\n") if line.strip()]
        except (ValueError, RecursionError):
            pass
    from voicedrill.decks.yaml12 import read_yaml

    try:
        return read_yaml(text).data
    except DeckError as error:
        where = f", line {getattr(error, 'line', None) or getattr(broken, 'lineno', 1)}"
        raise ImportFileError(f"{name}{where}: neither JSON nor YAML that can be read: {error}") from error


def _records(data: Any, shared: dict[str, str], depth: int) -> Iterator[dict[str, str]]:
    """Every record below ``data`` with what the groups around it say."""
    if depth > _MAX_DEPTH:
        return
    if isinstance(data, list):
        for entry in data:
            if isinstance(entry, str) and len(entry.split()) > 1:
                yield {**shared, "question": entry}
            else:
                yield from _records(entry, shared, depth + 1)
        return
    if not isinstance(data, dict):
        return
    keys = {str(key).casefold() for key in data}
    groups = [key for key, value in data.items() if _is_group(value)]
    if keys & _ASKING and not (groups and keys & {"questions", "cards", "items"}):
        yield {**shared, **{str(key): _cell(value) for key, value in data.items()}}
        return
    own = {
        **shared,
        **{str(k): _cell(v) for k, v in data.items() if isinstance(v, str | int | float) and depth > 0},
    }
    for key, value in data.items():
        if isinstance(value, dict | list):
            named = {"category": str(key)} if not _plain_name(key) and isinstance(value, list) else {}
            yield from _records(value, {**own, **named}, depth + 1)
        elif isinstance(value, str) and str(key).rstrip().endswith("?"):
            yield {**shared, "question": str(key), "answer": value}


def _is_group(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and isinstance(value[0], dict | str)


def _plain_name(key: Any) -> bool:
    return str(key).casefold() in {
        "questions",
        "cards",
        "items",
        "data",
        "notes",
        "records",
        "entries",
        "results",
        "list",
    }


def _cell(value: Any) -> str:
    """A value as the text of a cell: a list's items in lines, a mapping's as "key: value"."""
    if value is None:
        return ""
    if isinstance(value, list):
        return "\n".join(_cell(entry).replace("\n", " ") for entry in value)
    if isinstance(value, dict):
        for key in ("text", "say", "point", "question", "ask"):
            if isinstance(value.get(key), str):
                return str(value[key])
        return "\n".join(f"{key}: {_cell(entry)}".replace("\n", " ") for key, entry in value.items())
    return str(value)


class _LineFinder:
    """Where a record stands: the first line from the record before on that holds its longest text's beginning."""

    def __init__(self, lines: tuple[str, ...]) -> None:
        self._lines = lines
        self._at = 0

    def line_of(self, record: dict[str, str]) -> int:
        """1-based; the line of the record before when its own cannot be found."""
        text = next((v for k, v in record.items() if k.casefold() in _ASKING and v), "") or max(
            record.values(), default=""
        )
        words = re.findall(r"\w+", text.split("\n")[0][:60])[:4]
        if words:
            for i in range(self._at, len(self._lines)):
                if all(word in self._lines[i] for word in words):
                    self._at = i
                    break
        return self._at + 1
