"""A lessons file's text as a `Book`; what is wrong with it is told with its line and what was meant.

    schema: voicedrill.lessons/1
    questions:
      late-events:
        watermark:
          said:
            - passage: "we hold the window open for stragglers"
              attempt: 20261121-114258-ab12
              date: 2026-11-21
          not_said:
            - "we looked at watermarks once"

By hand a passage may be written alone, as in the last line.
"""

from collections.abc import Hashable, Mapping, Sequence
from typing import Any

from voicedrill.decks.suggest import did_you_mean, known_names
from voicedrill.decks.yaml12 import Document, YamlError, read_yaml
from voicedrill.errors import InputError
from voicedrill.teaching.book import Book, Kind, Passage, Place, Taught

SCHEMA = "voicedrill.lessons/1"
_KINDS: tuple[Kind, ...] = ("said", "not_said")
_MOST_SHOWN = 20


class LessonsError(InputError):
    """A lessons file that cannot be read or written."""


def read_book(text: str, file: str) -> Book:
    """The lessons in ``text``; ``file`` names it in errors. An empty file is an empty book.

    Raises LessonsError with every problem on a line of its own.
    """
    try:
        document = read_yaml(text)
    except YamlError as error:
        where = file if error.line is None else f"{file}, line {error.line}"
        raise LessonsError(f"{where}: {error}") from error
    reader = _Reader(document)
    book = reader.book()
    if reader.problems:
        told = [
            f"{file}: {what}" if line is None else f"{file}, line {line}: {what}"
            for line, what in sorted(reader.problems, key=lambda problem: problem[0] or 0)
        ]
        if len(told) > _MOST_SHOWN:
            told[_MOST_SHOWN:] = [f"... and {len(told) - _MOST_SHOWN} more"]
        raise LessonsError("\n".join(told))
    return book


class _Reader:
    """Plain data to values; collects what is wrong."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self.problems: list[tuple[int | None, str]] = []

    def book(self) -> Book:
        data = self._mapping((), self._document.data, "the file", ("schema", "questions"))
        if data and data.get("schema") != SCHEMA:
            found = f"the schema is {data['schema']!r}" if "schema" in data else "there is no 'schema'"
            self._wrong(("schema",), f"{found}; this version reads {SCHEMA}")
        taught = {}
        for question, points in self._mapping(("questions",), data.get("questions"), "'questions'").items():
            at = ("questions", question)
            for point, kinds in self._mapping(at, points, f"the question '{question}'").items():
                lesson = self._taught((*at, point), kinds)
                if lesson != Taught():
                    taught[Place(question, point)] = lesson
        return Book(taught)

    def _taught(self, at: tuple[Hashable, ...], value: Any) -> Taught:
        kinds = self._mapping(at, value, f"the point '{at[-1]}'", _KINDS)
        said, not_said = (self._passages((*at, kind), kinds.get(kind)) for kind in _KINDS)
        return Taught(said, not_said)

    def _passages(self, at: tuple[Hashable, ...], value: Any) -> tuple[Passage, ...]:
        if value is None:
            return ()
        if not isinstance(value, list):
            self._wrong(at, f"'{at[-1]}' must be a list of passages, each after '- '")
            return ()
        found = (self._passage((*at, number), item) for number, item in enumerate(value))
        return tuple(passage for passage in found if passage is not None)

    def _passage(self, at: tuple[Hashable, ...], value: Any) -> Passage | None:
        if isinstance(value, str):
            value = {"passage": value}
        elif not isinstance(value, dict):
            self._wrong(at, f"a passage must be text, not {value!r:.40}; put it in quotes")
            return None
        data = self._mapping(at, value, "a passage", ("passage", "attempt", "date"))
        for key, text in data.items():
            if not isinstance(text, str):
                self._wrong((*at, key), f"'{key}' must be text, not {text!r:.40}; put it in quotes")
                return None
        if not data.get("passage", "").strip():
            self._wrong(at, "a passage has no words")
            return None
        return Passage(data["passage"], data.get("attempt"), data.get("date"))

    def _mapping(
        self, at: Sequence[Hashable], value: Any, what: str, known: Sequence[str] = ()
    ) -> Mapping[str, Any]:
        if value is None:
            return {}
        if not isinstance(value, dict):
            self._wrong(at, f"{what} must be a mapping (key: value)")
            return {}
        for key in value:
            if known and key not in known:
                hint = did_you_mean(key, known) or known_names(known)
                self._wrong((*at, key), f"unknown key '{key}'.{hint}")
        return {key: item for key, item in value.items() if not known or key in known}

    def _wrong(self, at: Sequence[Hashable], what: str) -> None:
        self.problems.append((self._document.line_of(at), what))
