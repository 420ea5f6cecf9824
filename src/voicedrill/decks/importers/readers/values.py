"""JSON and YAML as values that know their lines: plain data, lines of JSON, nothing that builds objects."""

import json
import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import Any

from voicedrill.errors import DeckError, ImportFileError

#: Deeper than any list of questions, and far from Python's own limit.
MAX_DEPTH = 60
#: Values that are walked through; an alias can make many of a short file. Half a million take a second.
MAX_VALUES = 500_000
_SPACE = re.compile(r"[ \t\n\r]*")
_PLAIN = re.compile(r"-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?|true|false|null|NaN|-?Infinity")
#: Control characters inside strings are let through, as people's own scripts write them.
_STRING = json.JSONDecoder(strict=False)
_WORDS = {"true": "true", "false": "false", "null": ""}


@dataclass(frozen=True)
class Value:
    """Text (numbers as written, nothing as ""), a list or a mapping; and the 1-based lines it stands in."""

    data: "str | list[Value] | dict[str, Value]"
    line: int
    end: int


def values(text: str, name: str) -> list[Value]:
    """The values of a file: one, or one for each line. Raises ImportFileError for other text."""
    if text.lstrip()[:1] in ("{", "["):
        try:
            return _Json(text, name).all()
        except ValueError as error:
            if not _looks_like_yaml(text):
                line = text.count("\n", 0, getattr(error, "pos", 0)) + 1
                raise ImportFileError(
                    f"{name}, line {line}: this is not JSON ({_told(error)}); mend it"
                ) from error
    return [_yaml(text, name)]


def _looks_like_yaml(text: str) -> bool:
    """Whether text that begins like JSON goes on like YAML: keys without quotes, or comments."""
    return (
        re.search(r"^\s*(?:- )?[A-Za-z_][\w ]*:(?:\s|$)|[{,]\s*[A-Za-z_]\w*:\s", text[:2_000], re.M)
        is not None
    )


def _told(error: ValueError) -> str:
    message = error.msg if isinstance(error, json.JSONDecodeError) else str(error)
    return message[:1].casefold() + message[1:]


class _Json:
    """A reader of JSON that counts lines; json.loads knows the values and not where they stand."""

    def __init__(self, text: str, name: str) -> None:
        self._text, self._name = text, name
        self._ends = [match.start() for match in re.finditer("\n", text)]
        self._count = 0

    def all(self) -> list[Value]:
        """Every value of the text, one after the other, commas between them allowed."""
        found, at = [], self._skip(0)
        while at < len(self._text):
            value, at = self._value(at, 0)
            found.append(value)
            at = self._skip(at)
            if self._text[at : at + 1] == "," and found:
                at = self._skip(at + 1)
        return found

    def _line(self, at: int) -> int:
        return bisect_right(self._ends, at - 1) + 1

    def _skip(self, at: int) -> int:
        match = _SPACE.match(self._text, at)
        return match.end() if match else at

    def _value(self, at: int, depth: int) -> tuple[Value, int]:
        self._count += 1
        if depth > MAX_DEPTH:
            raise ImportFileError(f"{self._name}, line {self._line(at)}: it is nested over {MAX_DEPTH} deep")
        if self._count > MAX_VALUES:
            raise _too_many(self._name)
        text, line = self._text, self._line(at)
        match text[at : at + 1]:
            case '"':
                said, end = _STRING.raw_decode(text, at)
                return Value(said, line, self._line(end)), end
            case "[":
                entries, end = self._list(at + 1, depth)
                return Value(entries, line, self._line(end)), end
            case "{":
                pairs, end = self._mapping(at + 1, depth)
                return Value(pairs, line, self._line(end)), end
        plain = _PLAIN.match(text, at)
        if plain is None:
            raise json.JSONDecodeError("a value is missing", text, at)
        return Value(_WORDS.get(plain.group(), plain.group()), line, line), plain.end()

    def _list(self, at: int, depth: int) -> tuple[list[Value], int]:
        found: list[Value] = []
        at = self._skip(at)
        while self._text[at : at + 1] != "]":
            value, at = self._value(at, depth + 1)
            found.append(value)
            at = self._next(at, "]")
        return found, at + 1

    def _mapping(self, at: int, depth: int) -> tuple[dict[str, Value], int]:
        found: dict[str, Value] = {}
        at = self._skip(at)
        while self._text[at : at + 1] != "}":
            if self._text[at : at + 1] != '"':
                raise json.JSONDecodeError("a key in double quotes is missing", self._text, at)
            key, at = _STRING.raw_decode(self._text, at)
            at = self._skip(at)
            if self._text[at : at + 1] != ":":
                raise json.JSONDecodeError("a colon is missing after a key", self._text, at)
            value, at = self._value(self._skip(at + 1), depth + 1)
            # A key that stands twice keeps both values: nothing is lost in silence.
            while key in found:
                key += " "
            found[key] = value
            at = self._next(at, "}")
        return found, at + 1

    def _next(self, at: int, closing: str) -> int:
        """Past a comma, to the next entry or to the closing bracket."""
        at = self._skip(at)
        here = self._text[at : at + 1]
        if here == ",":
            return self._skip(at + 1)
        if here != closing:
            raise json.JSONDecodeError(f"a comma or {closing} is missing", self._text, at)
        return at


def _too_many(name: str) -> ImportFileError:
    return ImportFileError(f"{name} holds more than {MAX_VALUES:,} values; split it")


def _yaml(text: str, name: str) -> Value:
    from voicedrill.decks.yaml12 import Document, read_yaml

    try:
        document: Document = read_yaml(text)
    except DeckError as error:
        line = getattr(error, "line", None)
        where = f"{name}, line {line}" if line else name
        raise ImportFileError(f"{where}: neither JSON nor YAML that can be read: {error}") from error
    last = text.rstrip().count("\n") + 1
    count = 0

    def value(data: Any, path: tuple[Any, ...], before: int) -> Value:
        nonlocal count
        count += 1
        if count > MAX_VALUES:
            raise _too_many(name)
        # An alias stands where it is named; its parts know only where the original is.
        line = max(document.line_of(path) or 1, before) if len(path) < MAX_DEPTH else before
        if isinstance(data, dict):
            pairs = {key: value(entry, (*path, key), line) for key, entry in data.items()}
            return Value(pairs, line, max((v.end for v in pairs.values()), default=line))
        if isinstance(data, list):
            entries = [value(entry, (*path, i), line) for i, entry in enumerate(data)]
            return Value(entries, line, max((v.end for v in entries), default=line))
        said = "" if data is None else str(data).casefold() if isinstance(data, bool) else str(data)
        return Value(said, line, min(last, line + said.rstrip("\n").count("\n") + (1 if "\n" in said else 0)))

    return value(document.data, (), 1)
