"""What is wrong with a deck, each thing with its line, in sentences that say what to write instead."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from voicedrill.decks.rewrite import Edit, Rename, Replace
from voicedrill.decks.suggest import did_you_mean, known_names, nearest
from voicedrill.errors import DeckError

if TYPE_CHECKING:
    from pydantic import ValidationError

Path = Sequence[Hashable]
_MOST_SHOWN = 20


@dataclass(frozen=True)
class Problem:
    """One thing that keeps a deck from being read. ``rule`` names its kind, ``line`` counts from 1.

    ``edits``: what would mend it, when there is one likely way.
    """

    rule: str
    file: str
    line: int | None
    message: str
    edits: tuple[Edit, ...] = ()

    def __str__(self) -> str:
        where = self.file if self.line is None else f"{self.file}, line {self.line}"
        return f"{where}: {self.message}"


class InvalidDeckError(DeckError):
    """All that is wrong with one deck, in the order of its lines."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(sorted(problems, key=lambda problem: problem.line or 0))
        shown = [str(problem) for problem in self.problems[:_MOST_SHOWN]]
        if len(self.problems) > _MOST_SHOWN:
            shown.append(f"... and {len(self.problems) - _MOST_SHOWN} more")
        super().__init__("\n".join(shown))


class _Part(NamedTuple):
    phrase: str
    shape: str
    inner: dict[str, str]


#: The parts of a deck: what they are called in a sentence, their shape, and the parts that their keys hold.
_PARTS = {
    "deck": _Part(
        "the deck",
        "DeckShape",
        {
            "questions": "question",
            "stories": "story",
            "rounds": "round",
            "glossary": "term",
            "frameworks": "beat",
        },
    ),
    "question": _Part(
        "a question", "QuestionShape", {"points": "point", "follow_ups": "follow-up", "source": "source"}
    ),
    "point": _Part("a talking point", "PointShape", {}),
    "follow-up": _Part("a follow-up", "FollowUpShape", {"points": "point"}),
    "source": _Part("a source", "SourceShape", {}),
    "story": _Part("a story", "StoryShape", {"follow_ups": "follow-up"}),
    "round": _Part("a round", "RoundShape", {}),
    "term": _Part("a glossary term", "TermShape", {}),
    "beat": _Part("a beat of a framework", "BeatShape", {}),
}


def shape_problems(
    error: "ValidationError", file: str, line_of: Callable[[Path], int | None], root: str
) -> list[Problem]:
    """Pydantic's findings as problems. ``root``: which part the whole document is, "deck" or "question"."""
    problems = []
    for item in error.errors():
        rule, sentence = _explain(item["type"], item["loc"], item["input"], item.get("ctx", {}), root)
        edits = _mending(rule, tuple(item["loc"]), item["input"], item.get("ctx", {}), root)
        problems.append(Problem(rule, file, line_of(item["loc"]), sentence, edits))
    return problems


def _mending(
    rule: str, path: tuple[Hashable, ...], value: Any, context: dict[str, Any], root: str
) -> tuple[Edit, ...]:
    """For a name that is nearly a known one: that."""
    if rule == "unknown-key":
        near = nearest(str(path[-1]), _shape_of(_part_at(path[:-1], root)).keys())
        return (Rename(path, near),) if near else ()
    if rule == "unknown-value" and isinstance(value, str):
        near = nearest(value, _listed(context["expected"]))
        return (Replace(path, near),) if near else ()
    return ()


def _listed(expected: str) -> list[str]:
    """The values of pydantic's "'a', 'b' or 'c'"."""
    return [word.strip("'") for word in expected.replace(" or ", ", ").split(", ")]


def _explain(kind: str, path: Path, value: Any, context: dict[str, Any], root: str) -> tuple[str, str]:
    """The rule and the sentence of one finding."""
    key = next((step for step in reversed(path) if isinstance(step, str)), root)
    match kind:
        case "missing":
            return "missing-key", f"{_named(_part_at(path[:-1], root), value)} has no '{key}'"
        case "extra_forbidden":
            part = _part_at(path[:-1], root)
            known = sorted(_shape_of(part).keys())
            hint = did_you_mean(key, known) or known_names(known)
            return "unknown-key", f"unknown key '{key}' in {part.phrase}.{hint}"
        case "literal_error" if key == "schema":
            return "schema", f"the schema is {value!r}; this version reads {context['expected']}"
        case "literal_error":
            known = _listed(context["expected"])
            near = did_you_mean(value, known) if isinstance(value, str) else ""
            return "unknown-value", f"unknown {key} {value!r}.{near}{known_names(known)}"
        case "id":
            return "bad-id", f"{value!r} cannot be an id: letters, digits, '-', '_' and '.' only"
        case "band":
            return "bad-value", f"'{key}' must be two numbers, the least and the most, such as [60, 120]"
        case "empty_text" | "string_too_short":
            return "empty", f"'{key}' is empty; write it or leave it out"
        case "too_short":
            return "empty", f"'{key}' has nothing in it"
        case "string_type":
            return "wrong-type", f"'{key}' must be text, not {_shown(value)}{_quoted_hint(value)}"
        case "list_type":
            return "wrong-type", f"'{key}' must be a list, each item after '- ', not {_shown(value)}"
        case "model_type" | "dict_type" | "model_attributes_type":
            phrase = _part_at(path, root).phrase if kind != "dict_type" else f"'{key}'"
            return "wrong-type", f"{phrase} must be a mapping (key: value), not {_shown(value)}"
        case "bool_type":
            return "wrong-type", f"'{key}' must be true or false, not {_shown(value)}"
        case "int_type" | "float_type" | "int_from_float":
            return "wrong-type", f"'{key}' must be a number, not {_shown(value)}"
    bounds = {"greater_than": "more than", "greater_than_equal": "at least", "less_than_equal": "at most"}
    if kind in bounds:
        limit = next(iter(context.values()))
        return "bad-value", f"'{key}' must be {bounds[kind]} {limit:g}, not {_shown(value)}"
    return "bad-value", f"'{key}' cannot be {_shown(value)}"


def _part_at(path: Path, root: str) -> _Part:
    part = _PARTS[root]
    for step in path:
        if isinstance(step, str) and step in part.inner:
            part = _PARTS[part.inner[step]]
    return part


def _shape_of(part: _Part) -> Any:
    from voicedrill.decks import shapes

    return getattr(shapes, part.shape)


def _named(part: _Part, value: Any) -> str:
    name = value.get("id") if isinstance(value, dict) else None
    return f"{part.phrase.removeprefix('a ')} '{name}'" if isinstance(name, str) else part.phrase


def _shown(value: Any) -> str:
    match value:
        case None:
            return "nothing"
        case dict():
            return "a mapping"
        case list() | tuple():
            return "a list"
        case bool():
            return "true" if value else "false"
        case str():
            return repr(value if len(value) <= 40 else value[:39] + "…")
    return str(value)


def _quoted_hint(value: Any) -> str:
    return f'; put it in quotes: "{_shown(value)}"' if isinstance(value, bool | int | float) else ""
