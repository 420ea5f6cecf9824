"""YAML 1.2 (core schema) as plain data that remembers its lines.

PyYAML reads YAML 1.1, where ``no`` is false, ``1:30`` is 90 and ``012`` is 10. Its parser is fine and fast
(libyaml); only the meaning of plain scalars differs, so that part is replaced here by the core schema of
https://yaml.org/spec/1.2.2/#103-core-schema. Tags that build objects are refused, and so are deep nesting
and aliases that unfold without end.
"""

import re
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from voicedrill.errors import DeckError

MAX_DEPTH = 60
MAX_NODES = 3_000_000
#: Values that aliases may add to those that are written.
MAX_ALIASED = 100_000

_TAG = "tag:yaml.org,2002:"
_NULL = re.compile(r"~|null|Null|NULL|")
_BOOL = re.compile(r"true|True|TRUE|false|False|FALSE")
_INT = re.compile(r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+")
_FLOAT = re.compile(
    r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)"
)
#: What a plain scalar that is not text can begin with; most scalars are text and stop here.
_NOT_TEXT_STARTS = frozenset("~nNtTfF-+.0123456789")

type_words = {"str": "text", "int": "a whole number", "float": "a number", "bool": "true or false"}


class YamlError(DeckError):
    """The text is no YAML that can be read. ``line`` counts from 1, None when there is no one line."""

    def __init__(self, message: str, line: int | None) -> None:
        super().__init__(message)
        self.line = line


@dataclass(frozen=True)
class Document:
    """Plain data (dict, list, str, int, float, bool, None) and the node tree that knows the lines."""

    data: Any
    _root: Any

    def line_of(self, path: Sequence[Hashable]) -> int | None:
        """The line (from 1) of what stands at ``path``, or of the nearest thing around it; None when empty.

        A key's line is where the key stands, an item's where the item begins.
        """
        import yaml

        if self._root is None:
            return None
        node, line = self._root, self._root.start_mark.line
        for step in path:
            if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
                node = node.value[step]
                line = node.start_mark.line
            elif isinstance(node, yaml.MappingNode):
                found = next(((key, value) for key, value in node.value if key.value == step), None)
                if found is None:
                    break
                line, node = found[0].start_mark.line, found[1]
            else:
                break
        return int(line) + 1


def read_yaml(text: str) -> Document:
    """Read one YAML document. Raises YamlError: what is wrong, in which line, what to write instead."""
    import yaml

    try:
        root = _compose(text)
    except yaml.MarkedYAMLError as error:
        raise YamlError(*_plain_words(error, text)) from error
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1 if isinstance(error.position, int) else None
        raise YamlError("there is a control character, which YAML does not allow", line) from error
    if root is None:
        return Document(None, None)
    return Document(_Builder().build(root), root)


def _compose(text: str) -> Any:
    loader = _loader_class()(text)
    try:
        return loader.get_single_node()
    finally:
        loader.dispose()


@cache
def _loader_class() -> Any:
    import yaml

    class CoreResolver(yaml.resolver.BaseResolver):
        """The core schema's idea of a plain scalar. It counts the depth: libyaml's wrapper would overflow."""

        depth = 0

        def descend_resolver(self, current_node: Any, current_index: Any) -> None:  # noqa: ARG002 (PyYAML calls it so)
            self.depth += 1
            if self.depth > MAX_DEPTH:
                mark = current_node.start_mark
                raise yaml.composer.ComposerError(None, None, f"it is nested over {MAX_DEPTH} deep", mark)

        def ascend_resolver(self) -> None:
            self.depth -= 1

        def resolve(self, kind: Any, value: Any, implicit: Any) -> str:
            if kind is yaml.ScalarNode:
                return _TAG + (_plain_type(value) if implicit[0] else "str")
            return _TAG + ("seq" if kind is yaml.SequenceNode else "map")

    class FastLoader(CoreResolver, yaml.CBaseLoader):
        """libyaml's parser."""

    class PureLoader(CoreResolver, yaml.BaseLoader):
        """The same parser in Python."""

    return FastLoader if yaml.__with_libyaml__ else PureLoader


def _plain_type(value: str) -> str:
    if value and value[0] not in _NOT_TEXT_STARTS:
        return "str"
    if _NULL.fullmatch(value):
        return "null"
    if _BOOL.fullmatch(value):
        return "bool"
    if _INT.fullmatch(value):
        return "int"
    return "float" if _FLOAT.fullmatch(value) else "str"


class _Builder:
    """Nodes to plain data. Aliases are unfolded, so their cost is counted."""

    def __init__(self) -> None:
        self._nodes = 0
        self._aliased = 0
        self._open: set[int] = set()
        #: How many values each list and mapping holds, by the node's identity.
        self._sizes: dict[int, int] = {}

    def build(self, node: Any) -> Any:
        self._nodes += 1
        if self._nodes > MAX_NODES:
            raise YamlError(f"it unfolds to more than {MAX_NODES:,} values", None)
        if node.id == "scalar":
            return self._scalar(node)
        if node.tag not in (_TAG + "seq", _TAG + "map"):
            raise self._error(node, f"the tag {_tag_as_written(node.tag)} is not allowed here; leave it out")
        if id(node) in self._open:
            raise self._error(node, "an alias (*name) stands inside the very thing it names")
        size = self._sizes.get(id(node))
        if size is not None:
            self._aliased += size
            if self._aliased > MAX_ALIASED:
                raise self._error(node, f"its aliases (*name) unfold to more than {MAX_ALIASED:,} values")
        before = self._nodes
        self._open.add(id(node))
        built = self._mapping(node) if node.id == "mapping" else [self.build(item) for item in node.value]
        self._open.remove(id(node))
        self._sizes[id(node)] = self._nodes - before
        return built

    def _mapping(self, node: Any) -> dict[str, Any]:
        built: dict[str, Any] = {}
        lines: dict[str, int] = {}
        for key_node, value_node in node.value:
            key = self.build(key_node)
            line = key_node.start_mark.line + 1
            if not isinstance(key, str):
                what = repr(key_node.value) if key_node.id == "scalar" else "a list or mapping"
                raise self._error(key_node, f"a key must be text, not {what}; put quotes around it")
            if key in built:
                first = lines[key]
                raise YamlError(f"the key {key!r} stands here twice (first in line {first}); keep one", line)
            built[key] = self.build(value_node)
            lines[key] = line
        return built

    def _scalar(self, node: Any) -> Any:
        kind, text = node.tag.removeprefix(_TAG), node.value
        if kind == "str":
            return text
        if kind == "null" and _NULL.fullmatch(text):
            return None
        if kind == "bool" and _BOOL.fullmatch(text):
            return text[0] in "tT"
        if kind == "int" and _INT.fullmatch(text):
            if len(text) > 300:
                raise self._error(node, "a number of more than 300 digits is too long")
            return int(text, 0) if text[:2] in ("0o", "0x") else int(text)
        if kind in ("int", "float") and _FLOAT.fullmatch(text):
            return float(re.sub(r"\.(?=[iInN])", "", text))  # .inf and .nan
        if kind in type_words:
            raise self._error(node, f"{text!r} is not {type_words[kind]}, as its tag says")
        raise self._error(node, f"the tag {_tag_as_written(node.tag)} is not allowed here; leave it out")

    def _error(self, node: Any, message: str) -> YamlError:
        return YamlError(message, node.start_mark.line + 1)


def _tag_as_written(tag: str) -> str:
    return "!!" + tag.removeprefix(_TAG) if tag.startswith(_TAG) else tag


def _plain_words(error: Any, text: str) -> tuple[str, int | None]:
    """The parser's complaint in words for someone who writes a deck, and the line (from 1)."""
    problem, context, mark = str(error.problem or error), str(error.context or ""), error.problem_mark
    last = text.count("\n") + 1
    line = min(mark.line + 1, last) if mark else None
    if mark and "end of stream" in problem.replace("<stream end>", "end of stream") and error.context_mark:
        line = error.context_mark.line + 1
    at = text.split("\n")[mark.line][mark.column :][:1] if mark and mark.line < last else ""
    if at == "\t" or "tab character" in problem:
        return "there is a tab; YAML is indented with spaces", line
    if at and at in "@`%":
        return f"text that begins with {at} needs quotes", line
    if "another document" in problem:
        return "a second document begins (---); a deck is one document", line
    if "mapping values" in problem:
        return "a ': ' stands where none can; put the text in quotes, or mend the indentation", line
    if "undefined alias" in problem:
        return "an alias (*name) has no anchor (&name) before it; text that begins with * needs quotes", line
    if "end of stream" in problem and ("scalar" in context):
        return "a quotation mark is opened here and never closed", line
    if "flow " in context:
        return "a [ or { is not closed, or a comma is missing", line
    if "block collection" in context or "block mapping" in context:
        return "the indentation or the dashes do not fit what stands above", line
    return f"this is not YAML: {problem}{' ' + context if context else ''}", line
