"""YAML 1.2's core schema, and every way in which a text can fail to be YAML."""

import json
import math
from collections.abc import Iterator

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from voicedrill.decks import yaml12
from voicedrill.decks.yaml12 import MAX_DEPTH, YamlError, read_yaml

NULL_BOOL_NUMBER = {
    "~": None,
    "null": None,
    "": None,
    "true": True,
    "False": False,
    "12": 12,
    "-7": -7,
    "012": 12,
    "0o17": 15,
    "0x1F": 31,
    "1e3": 1000.0,
    ".5": 0.5,
    "4.": 4.0,
    "-.inf": -math.inf,
}
TEXT = [
    "no",
    "yes",
    "on",
    "Off",
    "y",
    "1:30",
    "12:30:45",
    "1_000",
    "2020-01-01",
    "0b11",
    "<<",
    "=",
    "nulL",
    "+",
]


@pytest.fixture(params=["libyaml", "python"])
def either_parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Both parsers: the fast one may be missing on a user's machine."""
    monkeypatch.setattr(yaml, "__with_libyaml__", request.param == "libyaml")
    yaml12._loader_class.cache_clear()
    yield
    yaml12._loader_class.cache_clear()


@pytest.mark.parametrize(("text", "value"), NULL_BOOL_NUMBER.items())
@pytest.mark.usefixtures("either_parser")
def test_scalars_of_the_core_schema(text: str, value: object) -> None:
    read = read_yaml(f"key: {text}").data["key"]
    assert read == value
    assert type(read) is type(value)


@pytest.mark.parametrize("text", TEXT)
@pytest.mark.usefixtures("either_parser")
def test_what_yaml_1_1_would_change_stays_text(text: str) -> None:
    assert read_yaml(f"key: {text}").data == {"key": text}


def test_quoted_scalars_and_str_tags_are_text() -> None:
    assert read_yaml("[\"12\", 'true', !!str 012, !!int 7, !!float 1]").data == ["12", "true", "012", 7, 1.0]


PRINTABLE = st.text(st.characters(categories=["L", "N", "P", "S", "Zs"]))
PLAIN = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**70), 2**70)
    | PRINTABLE
    | st.floats(allow_nan=False, allow_infinity=False),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(PRINTABLE, inner, max_size=4),
    max_leaves=12,
)


@given(PLAIN)
def test_any_json_is_read_as_json_reads_it(data: object) -> None:
    assert read_yaml(json.dumps(data, ensure_ascii=False)).data == data  # JSON is YAML 1.2


@given(st.text(st.sampled_from("ab:-[]{}&*!|>'\"%@`#, \n\t01.~?"), max_size=40))
def test_any_text_is_read_or_refused_with_a_line_of_its_own(text: str) -> None:
    error = None
    try:
        json.dumps(read_yaml(text).data)
    except YamlError as refused:
        error = refused
    lines = range(1, text.count("\n") + 2)
    assert error is None or (str(error) and error.line in lines)


BROKEN = {
    "a: 1\nb:\n\t- c": (3, "tab"),
    "a: 1\n\tb: 2": (2, "tab"),
    "a: 1\nb: 2\na: 3": (3, "first in line 1"),
    "a: b: c": (1, "quotes"),
    "x: *b": (1, "anchor"),
    "x: &a [*a]": (1, "inside the very thing"),
    "a: 1\nb: @me": (2, "begins with @ needs quotes"),
    "--- 1\n--- 2": (2, "second document"),
    "a: 'b\nc": (1, "never closed"),
    "points:\n  - x\n - y": (3, "indentation"),
    "1: x": (1, "a key must be text"),
    "[a]: x": (1, "a key must be text"),
    "a: !!python/object/apply:os.system [ls]": (1, "tag !!python/object/apply:os.system is not allowed"),
    "a: !mine x": (1, "tag !mine is not allowed"),
    "a: !!int many": (1, "not a whole number"),
    "a: " + "9" * 400: (1, "300 digits"),
    "a\nb\x07c": (2, "control character"),
}


@pytest.mark.parametrize("text", BROKEN)
@pytest.mark.usefixtures("either_parser")
def test_what_is_wrong_is_told_with_its_line(text: str) -> None:
    line, words = BROKEN[text]
    with pytest.raises(YamlError, match=words) as caught:
        read_yaml(text)
    assert caught.value.line == line


@pytest.mark.usefixtures("either_parser")
@pytest.mark.parametrize("text", ["[" * 100_000, "- " * 100_000, "{a: " * 100_000])
def test_deep_nesting_is_refused_and_does_not_overflow(text: str) -> None:
    with pytest.raises(YamlError, match=f"over {MAX_DEPTH} deep"):
        read_yaml(text)


def test_aliases_are_unfolded_but_not_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    assert read_yaml("a: &x [1, 2]\nb: *x").data == {"a": [1, 2], "b": [1, 2]}
    monkeypatch.setattr(yaml12, "MAX_NODES", 1_000)
    bomb = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
        f"{new}: &{new} [{', '.join(['*' + old] * 9)}]\n" for old, new in zip("abcdef", "bcdefg", strict=True)
    )
    with pytest.raises(YamlError, match="more than 1,000 values"):
        read_yaml(bomb)


def test_lines_of_keys_items_and_what_is_not_there() -> None:
    document = read_yaml("title: x\nquestions:\n  - id: a\n    points:\n    - one\n    - two\n  - id: b\n")
    assert document.line_of(()) == 1
    assert document.line_of(("questions",)) == 2
    assert document.line_of(("questions", 0, "points", 1)) == 6
    assert document.line_of(("questions", 1, "id")) == 7
    assert document.line_of(("questions", 1, "ask")) == 7
    assert read_yaml("").line_of(("questions",)) is None
