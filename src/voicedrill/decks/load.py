"""Decks and questions read from YAML: all that is wrong is told at once, each thing with its line.

The way: bytes -> text -> YAML 1.2 (`yaml12`) -> shape (`shapes`, pydantic) -> values (`model`), with what
spans several keys looked after on the way: ids that stand twice, frameworks that nobody knows.
"""

import gc
import re
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from voicedrill.decks import model
from voicedrill.decks.blanks import is_fact, says_something
from voicedrill.decks.problems import InvalidDeckError, Problem, shape_problems
from voicedrill.decks.rewrite import Replace
from voicedrill.decks.suggest import did_you_mean, known_names, nearest
from voicedrill.decks.yaml12 import Document, YamlError, read_yaml

if TYPE_CHECKING:
    from voicedrill.decks import shapes

MAX_BYTES = 20_000_000
MAX_QUESTIONS = 20_000
_ID_WORDS = 6

LineOf = Callable[[Sequence[Hashable]], int | None]


def _no_lines(_path: Sequence[Hashable]) -> None:
    return None


@dataclass(frozen=True)
class LoadedDeck:
    """A deck and the lines its parts stand in (`line_of` takes a path such as ("questions", 3, "points")).

    ``written`` is the deck as it is written: with the notes that `blanks` keep out of ``deck``, so that their
    places are those of the text. Its questions and stories are the same in number and order.
    """

    deck: model.Deck
    path: Path
    line_of: LineOf
    written: "shapes.DeckShape"


def load_deck(path: Path | str) -> model.Deck:
    """Read a deck. Raises DeckError naming file, line, what is wrong and what is known."""
    return read_deck(Path(path)).deck


def read_deck(path: Path) -> LoadedDeck:
    """Read a deck and keep its lines. Raises as `load_deck`."""
    return deck_from_text(deck_text(path), path)


def deck_text(path: Path) -> str:
    """The text of a deck's file. Raises InvalidDeckError: no such file, not UTF-8, too large."""
    return _read_text(path, "a deck")


def deck_from_text(text: str, path: Path) -> LoadedDeck:
    """A deck from its text; ``path`` names it in errors. Raises as `load_deck`."""
    with _collector_paused():
        document = _document(text, path, "a deck")
        _refuse_too_many(path, document)
        shape: shapes.DeckShape = _in_shape("DeckShape", document.data, str(path), document.line_of, "deck")
        builder = _Builder(str(path), document.line_of)
        deck = builder.deck(shape)
    builder.raise_problems()
    return LoadedDeck(deck, path, document.line_of, shape)


def load_question_file(path: Path | str) -> model.Question:
    """Read a file that holds one question in the deck format. Raises DeckError as `load_deck`."""
    document = _document(_read_text(Path(path), "a question"), Path(path), "a question")
    return question_from_data(document.data, file=str(path), line_of=document.line_of)


def question_from_data(
    data: Any,
    *,
    file: str = "question",
    line_of: LineOf = _no_lines,
    frameworks: Mapping[str, model.Framework] | None = None,
) -> model.Question:
    """One question from plain data, as a line of a manifest holds it; without an id its words make one.

    ``file`` names the place in errors; ``frameworks`` are known beside the design's. Raises DeckError.
    """
    shape: shapes.QuestionShape = _in_shape("QuestionShape", data, file, line_of, "question")
    builder = _Builder(file, line_of, frameworks)
    question = builder.question(shape, ())
    builder.raise_problems()
    return question


def id_from_words(text: str) -> str:
    """A short stable id from the words of ``text``: lower case, hyphens, at most six words; never empty."""
    words = re.findall(r"\w+", text.casefold().replace("'", "").replace("’", ""))
    return "-".join(words[:_ID_WORDS]) or "point"


@contextmanager
def _collector_paused() -> Iterator[None]:
    """No garbage collection meanwhile: nearly all that is made here is kept, and looking through it again
    and again would take three quarters of a large deck's time.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _document(text: str, path: Path, what: str) -> Document:
    try:
        document = read_yaml(text)
    except YamlError as error:
        raise InvalidDeckError([Problem("yaml", str(path), error.line, str(error))]) from error
    if document.data is None:
        raise _unreadable(path, f"is empty; {what} is expected")
    return document


def _read_text(path: Path, what: str) -> str:
    if path.is_dir():
        raise _unreadable(path, f"is a folder; {what} is a file")
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise _unreadable(path, f"has {size / 1e6:.0f} MB; at most {MAX_BYTES / 1e6:.0f} MB are read")
        raw = path.read_bytes()
    except FileNotFoundError as error:
        raise _unreadable(path, "there is no such file") from error
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise _unreadable(path, f"cannot be read ({reason})") from error
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise InvalidDeckError(
            [Problem("not-readable", str(path), line, "this is not UTF-8 text; save the file as UTF-8")]
        ) from error


def _unreadable(path: Path, message: str) -> InvalidDeckError:
    return InvalidDeckError([Problem("not-readable", str(path), None, message)])


def _refuse_too_many(path: Path, document: Document) -> None:
    questions = document.data.get("questions") if isinstance(document.data, dict) else None
    if isinstance(questions, list) and len(questions) > MAX_QUESTIONS:
        raise _unreadable(
            path,
            f"has {len(questions):,} questions; at most {MAX_QUESTIONS:,} are read. Split it.",
        )


def _in_shape(name: str, data: Any, file: str, line_of: LineOf, root: str) -> Any:
    from pydantic import ValidationError

    from voicedrill.decks import shapes

    try:
        return getattr(shapes, name).model_validate(data)
    except ValidationError as error:
        raise InvalidDeckError(shape_problems(error, file, line_of, root)) from error


class _Builder:
    """Shapes to values. Collects what is wrong between keys; `raise_problems` tells it."""

    def __init__(
        self, file: str, line_of: LineOf, frameworks: Mapping[str, model.Framework] | None = None
    ) -> None:
        self._file = file
        self._line_of = line_of
        self._own_frameworks = dict(frameworks or {})
        self._problems: list[Problem] = []

    def raise_problems(self) -> None:
        if self._problems:
            raise InvalidDeckError(self._problems)

    def deck(self, shape: "shapes.DeckShape") -> model.Deck:
        self._own_frameworks = {
            name: model.Framework(
                name, tuple(model.Beat(beat.beat, beat.share, tuple(beat.cues)) for beat in beats)
            )
            for name, beats in shape.frameworks.items()
        }
        for name, framework in self._own_frameworks.items():
            self._no_doubles("beat", [beat.beat for beat in framework.beats], ("frameworks", name))
        for what, items in (
            ("question", shape.questions),
            ("story", shape.stories),
            ("round", shape.rounds),
        ):
            where = {"story": "stories"}.get(what, what + "s")
            self._no_doubles(what, [item.id for item in items], (where,))
        return model.Deck(
            title=shape.title,
            questions=tuple(self.question(q, ("questions", i)) for i, q in enumerate(shape.questions)),
            company=shape.company,
            role=shape.role,
            glossary=tuple(model.GlossaryTerm(term.term, tuple(term.say)) for term in shape.glossary),
            frameworks=self._own_frameworks,
            stories=tuple(self._story(s, ("stories", i)) for i, s in enumerate(shape.stories)),
            rounds=tuple(
                model.Round(r.id, r.name, r.minutes, tuple(r.kinds), r.questions) for r in shape.rounds
            ),
            extra=shape.extra,
        )

    def question(self, shape: "shapes.QuestionShape", at: tuple[Hashable, ...]) -> model.Question:
        return model.Question(
            id=shape.id or id_from_words(shape.ask),
            ask=shape.ask,
            kind=shape.kind,
            seconds=shape.seconds,
            points=self._points(shape.points, (*at, "points")),
            framework=self._framework(shape.framework, (*at, "framework")),
            beats=_notes(shape.beats),
            facts=tuple(filter(is_fact, shape.facts)),
            red_flags=tuple(shape.red_flags),
            follow_ups=self._follow_ups(shape.follow_ups, (*at, "follow_ups")),
            script=shape.script,
            difficulty=shape.difficulty,
            tags=tuple(shape.tags),
            role=shape.role,
            story=shape.story,
            why=shape.why,
            source=_source(shape.source),
            extra=shape.extra,
            to_fill=_to_fill(shape.points, shape.beats, shape.facts),
            rewordings=tuple(shape.rewordings),
        )

    def _story(self, shape: "shapes.StoryShape", at: tuple[Hashable, ...]) -> model.Story:
        return model.Story(
            id=shape.id,
            title=shape.title,
            framework=self._framework(shape.framework, (*at, "framework")),
            beats=_notes(shape.beats),
            facts=tuple(filter(is_fact, shape.facts)),
            verified=shape.verified,
            use_for=tuple(shape.use_for),
            follow_ups=self._follow_ups(shape.follow_ups, (*at, "follow_ups")),
            source=_source(shape.source),
            extra=shape.extra,
            to_fill=_to_fill((), shape.beats, shape.facts),
        )

    def _points(
        self, shapes_: Sequence["shapes.PointShape"], at: tuple[Hashable, ...]
    ) -> tuple[model.TalkingPoint, ...]:
        self._no_doubles("talking point", [point.id for point in shapes_], at)
        taken = {point.id for point in shapes_ if point.id}
        points = []
        for shape in shapes_:
            name = shape.id or _free_id(id_from_words(shape.say), taken)
            taken.add(name)
            point = model.TalkingPoint(
                name, shape.say, tuple(shape.aliases), shape.weight, shape.must, _source(shape.source)
            )
            if point.wordings:
                points.append(point)
        return tuple(points)

    def _follow_ups(
        self, shapes_: Iterable["shapes.FollowUpShape"], at: tuple[Hashable, ...]
    ) -> tuple[model.FollowUp, ...]:
        return tuple(
            model.FollowUp(shape.ask, self._points(shape.points, (*at, i, "points")), _source(shape.source))
            for i, shape in enumerate(shapes_)
        )

    def _framework(self, name: str | None, at: tuple[Hashable, ...]) -> model.Framework | None:
        if name is None:
            return None
        if name in self._own_frameworks:
            return self._own_frameworks[name]
        from voicedrill.decks.frameworks import find_framework, frameworks

        found = find_framework(name)
        if found is None:
            known = sorted({*frameworks(), *self._own_frameworks})
            message = f"no framework '{name}'.{did_you_mean(name, known)}{known_names(known)}"
            near = nearest(name, known)
            edits = (Replace(at, near),) if near else ()
            self._problems.append(Problem("unknown-framework", self._file, self._line_of(at), message, edits))
        return found

    def _no_doubles(self, what: str, ids: Sequence[str | None], at: tuple[Hashable, ...]) -> None:
        first: dict[str, int] = {}
        for i, name in enumerate(ids):
            if name is None:
                continue
            if name in first:
                other = self._line_of((*at, first[name]))
                where = f" (the first in line {other})" if other else ""
                message = f"the {what} '{name}' stands twice{where}; rename one"
                self._problems.append(Problem("duplicate-id", self._file, self._line_of((*at, i)), message))
            first.setdefault(name, i)


def _free_id(wanted: str, taken: set[str]) -> str:
    name, n = wanted, 2
    while name in taken:
        name, n = f"{wanted}-{n}", n + 1
    return name


def _source(shape: "shapes.SourceShape | None") -> model.Source | None:
    return model.Source(shape.file, shape.line) if shape else None


def _notes(beats: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, ...]]:
    return {beat: tuple(filter(says_something, notes)) for beat, notes in beats.items()}


def _to_fill(
    points: Iterable["shapes.PointShape"], beats: Mapping[str, Sequence[str]], facts: Iterable[str]
) -> tuple[str, ...]:
    """What the question or story is loaded without, because only blanks are written of it yet."""
    empty = [p.say for p in points if not any(map(says_something, (p.say, *p.aliases)))]
    empty += [note for notes in beats.values() for note in notes if not says_something(note)]
    return (*empty, *(fact for fact in facts if not is_fact(fact)))
