"""The published JSON Schema says what the program reads, no more and no less."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from voicedrill.cli.check import command
from voicedrill.decks.load import load_deck
from voicedrill.decks.schema import deck_schema, schema_path
from voicedrill.decks.shapes import DeckShape, Shape
from voicedrill.decks.yaml12 import read_yaml
from voicedrill.errors import DeckError
from voicedrill.resources import content_dir

SCHEMA = deck_schema()
TYPES = {
    "string": str,
    "array": list,
    "object": dict,
    "number": (int, float),
    "integer": int,
    "boolean": bool,
    "null": type(None),
}
PAGE = (Path(__file__).resolve().parents[2] / "docs" / "decks.md").read_text(encoding="utf-8")


def fits(value: Any, schema: Any) -> bool:
    """Whether a value fits a schema: those keywords of draft 2020-12 that ours has, and no other."""
    if schema is False or schema is True:
        return bool(schema)
    for keyword, wanted in sorted(schema.items(), key=lambda item: item[0] != "type"):
        match keyword:
            case "$schema" | "title" | "description" | "default" | "$defs":
                good = True
            case "$ref":
                good = fits(value, SCHEMA["$defs"][wanted.removeprefix("#/$defs/")])
            case "anyOf":
                good = any(fits(value, one) for one in wanted)
            case "type":
                is_bool = isinstance(value, bool)
                good = isinstance(value, TYPES[wanted]) and is_bool == (wanted == "boolean")  # type: ignore[arg-type]
            case "enum":
                good = value in wanted
            case "const":
                good = value == wanted
            case "pattern":
                good = not isinstance(value, str) or re.search(wanted, value) is not None
            case "minLength":
                good = not isinstance(value, str) or len(value) >= wanted
            case "minimum":
                good = value >= wanted
            case "maximum":
                good = value <= wanted
            case "exclusiveMinimum":
                good = value > wanted
            case "minItems":
                good = len(value) >= wanted
            case "maxItems":
                good = len(value) <= wanted
            case "prefixItems":
                good = all(fits(item, one) for item, one in zip(value, wanted, strict=False))
            case "items":
                rest = value[len(schema.get("prefixItems", ())) :]
                good = all(fits(item, wanted) for item in rest)
            case "required":
                good = set(wanted) <= set(value)
            case "properties":
                good = all(fits(value[key], one) for key, one in wanted.items() if key in value)
            case "patternProperties":
                good = True
            case "additionalProperties" if wanted is False:
                own = re.compile("|".join(schema["patternProperties"]))
                good = all(key in schema["properties"] or own.search(key) for key in value)
            case "additionalProperties":
                good = all(fits(item, wanted) for item in value.values())
            case _:
                raise AssertionError(f"this test does not know the keyword {keyword}")
        if not good:
            return False
    return True


def test_what_ships_is_what_the_shapes_say() -> None:
    assert json.loads(schema_path().read_text(encoding="utf-8")) == SCHEMA


def test_one_command_puts_it_beside_a_deck() -> None:
    printed = CliRunner().invoke(command, ["--schema"])
    assert json.loads(printed.stdout) == SCHEMA
    assert CliRunner().invoke(command, []).exit_code == 2


@pytest.mark.parametrize("path", sorted(content_dir().glob("*.yaml")), ids=lambda path: path.stem)
def test_shipped_decks_fit(path: Path) -> None:
    assert fits(read_yaml(path.read_text(encoding="utf-8")).data, SCHEMA)


@pytest.mark.parametrize("example", re.findall(r"^```yaml\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE))
def test_examples_of_the_page_fit(example: str) -> None:
    data = read_yaml(example).data
    assert fits(data, SCHEMA if "questions" in data else SCHEMA["$defs"]["DeckQuestionShape"])


GOOD = {"title": "T", "questions": [{"id": "a", "ask": "Why?"}]}


@pytest.mark.parametrize(
    "change",
    [
        {},
        {"x-mine": [1, {"a": None}]},
        {"schema": "voicedrill.deck/2"},
        {"schema": None},
        {"title": None},
        {"title": "  "},
        {"titel": "T"},
        {"glossary": ["Kafka", {"term": "p99", "say": "p ninety nine"}, {"term": "x", "say": ["y"]}]},
        {"glossary": [{"say": "p"}]},
        {"rounds": [{"id": "r", "name": "R", "minutes": [30, 45], "kinds": ["culture"], "questions": 2}]},
        {"rounds": [{"id": "r", "name": "R", "minutes": [30], "kinds": ["culture"]}]},
        {"rounds": [{"id": "r", "name": "R", "kinds": ["chat"]}]},
        {"rounds": [{"id": "r", "name": "R", "questions": 0}]},
        {"frameworks": {"f": ["a", {"beat": "b", "share": 0.5}]}},
        {"frameworks": {"f": []}},
        {"frameworks": {"f": [{"beat": "b", "share": 2}]}},
        {"stories": [{"id": "s", "title": "S", "beats": {"a": "one", "b": ["two"]}}]},
        {"stories": [{"id": "s"}]},
        {"stories": None},
        {"questions": []},
        {"questions": [{"ask": "Why?"}]},
        {"questions": [{"id": "ä-1", "ask": "Why?"}]},
        {"questions": [{"id": "a b", "ask": "Why?"}]},
        {"questions": [{"id": "-a", "ask": "Why?"}]},
        {"questions": [{"id": "a", "ask": "Why?", "points": "one"}]},
        {"questions": [{"id": "a", "ask": "Why?", "points": ["one", {"say": "two", "must": True}]}]},
        {"questions": [{"id": "a", "ask": "Why?", "points": [{"say": "two", "weight": 0}]}]},
        {"questions": [{"id": "a", "ask": "Why?", "points": [{"say": "two", "must": "yes"}]}]},
        {"questions": [{"id": "a", "ask": "Why?", "points": [2024]}]},
        {"questions": [{"id": "a", "ask": "Why?", "difficulty": "hardest"}]},
        {"questions": [{"id": "a", "ask": "Why?", "source": {"file": "a.md", "line": 0}}]},
        {
            "questions": [
                {"id": "a", "ask": "Why?", "follow_ups": ["How?", {"ask": "When?", "points": ["now"]}]}
            ]
        },
    ],
)
def test_it_takes_what_the_program_takes(tmp_path: Path, change: dict[str, Any]) -> None:
    data = GOOD | change
    path = tmp_path / "a.yaml"
    path.write_text(json.dumps(data))  # JSON is YAML
    try:
        load_deck(path)
        taken = True
    except DeckError:
        taken = False
    assert fits(data, SCHEMA) == taken


def test_every_key_is_explained_to_who_writes_in_an_editor() -> None:
    parts = {"DeckShape": SCHEMA, **SCHEMA["$defs"]}
    shapes = {shape.__name__: shape for shape in Shape.__subclasses__() if shape.__name__ in parts}
    assert DeckShape in shapes.values()
    for name, shape in shapes.items():
        assert set(parts[name]["properties"]) == shape.keys()
        assert all(value["description"] for value in parts[name]["properties"].values())
