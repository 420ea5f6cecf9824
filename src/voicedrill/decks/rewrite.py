"""Changes to a deck's text by the program that leave its comments, its order and all its other text alone."""

import re
from collections import Counter
from collections.abc import Hashable, Sequence
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from voicedrill.decks.atomic import replace_file
from voicedrill.decks.yaml12 import YamlError, read_yaml
from voicedrill.errors import DeckError

#: Where something stands: keys and list places from the top, such as ("questions", 3, "points", 0).
Place = tuple[Hashable, ...]


@dataclass(frozen=True)
class Replace:
    """Another value (plain data) in a place; a key that is not there yet comes last in its mapping."""

    place: Place
    value: Any


@dataclass(frozen=True)
class Rename:
    """Another name for the key at a place; its value and its order stay."""

    place: Place
    key: str


@dataclass(frozen=True)
class Remove:
    """Take away an item or a key with all that is in it."""

    place: Place


@dataclass(frozen=True)
class Append:
    """Add a value (plain data) at the end of the list at a place; a list that is not there yet is made."""

    place: Place
    value: Any


Edit = Replace | Rename | Remove | Append


def edited(text: str, edits: Sequence[Edit], file: str) -> str:
    """The text with the edits made; places are those of ``text`` as it is given.

    Raises DeckError when the text cannot be read, a place is not there, or the edits cannot be made without
    harm: what was written is read again, and no comment that has a line of its own may be gone.
    """
    try:
        expected = deepcopy(read_yaml(text).data)
        for edit in _in_order(edits):
            _apply(expected, edit)
        written = _written(text, edits, file)
        safe = read_yaml(written).data == expected and not _comments(text) - _comments(written)
    except YamlError as error:
        raise DeckError(f"{file}, line {error.line}: {error}; it was not changed.") from error
    except (KeyError, IndexError, TypeError, AttributeError) as error:
        raise DeckError(f"{file}: the place to change is not there ({error}); it was not changed.") from error
    if not safe:
        raise DeckError(
            f"{file}: it cannot be changed without harm to what stands in it, such as a comment, an anchor "
            "(&name) or an alias (*name). Change it by hand."
        )
    return written


def rewrite(path: Path, edits: Sequence[Edit]) -> None:
    """Make the edits in a file, in one step. Raises DeckError as `edited`, or when it cannot be written."""
    try:
        before = path.read_bytes()
        after = edited(before.decode("utf-8-sig"), edits, str(path)).encode("utf-8")
        if after != before:
            replace_file(path, after)
    except UnicodeDecodeError as error:
        raise DeckError(f"{path}: this is not UTF-8 text; save the file as UTF-8.") from error
    except OSError as error:
        raise DeckError(f"{path} cannot be changed: {error.strerror or error}.") from error


def _written(text: str, edits: Sequence[Edit], file: str) -> str:
    from io import StringIO

    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    yaml = YAML()
    yaml.preserve_quotes = True
    yaml.allow_unicode = True
    yaml.width = 1 << 30  # lines stay as long as their owner made them
    offset = _list_indent(text)
    yaml.indent(mapping=2, sequence=offset + 2, offset=offset)
    try:
        document = yaml.load(text.replace("\r\n", "\n"))
        for edit in _in_order(edits):
            _apply(document, edit)
        out = StringIO()
        yaml.dump(document, out)
    except (YAMLError, ValueError, RecursionError, NotImplementedError) as error:
        raise DeckError(f"{file}: it cannot be changed by the program. Change it by hand.") from error
    return out.getvalue().replace("\n", "\r\n") if "\r\n" in text else out.getvalue()


def _list_indent(text: str) -> int:
    """How far the dashes of lists stand in from their key: 2, or 0 where the deck's owner writes it so."""
    first = re.search(
        r"^( *)[^\s#-][^\n]*:[ \t]*(?:#[^\n]*)?\n(?:[ \t]*(?:#[^\n]*)?\n)*( *)- ", text, re.MULTILINE
    )
    return 0 if first and first.group(1) == first.group(2) else 2


def _in_order(edits: Sequence[Edit]) -> list[Edit]:
    """So that every place is still what it was in the text: what is removed goes last, from the end."""
    removals = sorted(
        (e for e in edits if isinstance(e, Remove)), key=lambda e: _sorting(e.place), reverse=True
    )
    renames = sorted((e for e in edits if isinstance(e, Rename)), key=lambda e: len(e.place), reverse=True)
    return [*(e for e in edits if isinstance(e, Replace | Append)), *renames, *removals]


def _sorting(place: Place) -> list[tuple[int, int, str]]:
    return [(0, step, "") if isinstance(step, int) else (1, 0, str(step)) for step in place]


def _apply(document: Any, edit: Edit) -> None:
    """On plain data and on ruamel.yaml's alike, which behaves as lists and dicts."""
    holder = document
    for step in edit.place[:-1]:
        holder = holder[step]
    last: Any = edit.place[-1]
    match edit:
        case Remove():
            del holder[last]
        case Rename(key=key):
            if key in holder:
                raise KeyError(f"there is a '{key}' already")
            _rename(holder, last, key)
        case Append(value=value):
            if not holder.get(last):  # an empty one in brackets would stay in brackets
                holder[last] = [*(holder.get(last) or ())]
            holder[last].append(value)
        case Replace(value=value):
            old = holder.get(last) if isinstance(holder, dict) else holder[last]
            # ruamel.yaml's strings know how they are quoted.
            holder[last] = type(old)(value) if isinstance(old, str) and isinstance(value, str) else value


def _rename(holder: Any, old: str, new: str) -> None:
    if hasattr(holder, "insert"):  # ruamel.yaml's mapping, which keeps comments by key
        place, comments = list(holder).index(old), holder.ca.items.pop(old, None)
        holder.insert(place, new, holder.pop(old))
        if comments is not None:
            holder.ca.items[new] = comments
    else:
        items = [(new if key == old else key, value) for key, value in holder.items()]
        holder.clear()
        holder.update(items)


def _comments(text: str) -> Counter[str]:
    """The comments that have a line of their own, with how often each stands there."""
    return Counter(line.strip() for line in text.splitlines() if line.lstrip().startswith("#"))
