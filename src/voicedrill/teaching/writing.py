"""Edits to a lessons file's text that leave comments, order and all else in it as they are."""

from collections.abc import Sequence
from typing import Any

from voicedrill.teaching.book import Add, Edit, Remove
from voicedrill.teaching.reading import SCHEMA, LessonsError, read_book

HEADING = f"""\
# What you corrected in the reports on this deck's answers (docs/teaching.md). `voicedrill review` and
# `voicedrill teach` change it, and so may you: delete what is no longer true.
schema: {SCHEMA}
questions: {{}}
"""


def edited(text: str | None, edits: Sequence[Edit], file: str) -> str:
    """``text`` (None: no file yet) with the edits made.

    Raises LessonsError when the text cannot be read, or holds YAML that cannot be edited safely: what is
    written is read again before it is given back.
    """
    expected = read_book(text or "", file).after(edits)
    written = _written(HEADING if text is None or not text.strip() else text, edits, file)
    try:
        safe = read_book(written, file) == expected
    except LessonsError:
        safe = False
    if not safe:
        raise LessonsError(
            f"{file}: it cannot be changed without harm to what stands in it; is there an anchor (&name) or "
            "an alias (*name)? Write those parts out."
        )
    return written


def _written(text: str, edits: Sequence[Edit], file: str) -> str:
    from io import StringIO

    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    yaml = YAML()
    yaml.preserve_quotes = True
    yaml.allow_unicode = True
    yaml.width = 4096
    yaml.indent(mapping=2, sequence=4, offset=2)
    try:
        document = yaml.load(text)
        if document is None:  # nothing but comments
            document = yaml.load(text + HEADING)
        for edit in edits:
            _apply(document, edit)
        out = StringIO()
        yaml.dump(document, out)
    except (YAMLError, ValueError, TypeError, AttributeError, KeyError) as error:
        raise LessonsError(f"{file}: it cannot be changed ({error}).") from error
    return out.getvalue()


def _apply(document: Any, edit: Edit) -> None:
    if isinstance(edit, Add):
        _add(document, edit)
    else:
        _remove(document, edit)


def _add(document: Any, edit: Add) -> None:
    from ruamel.yaml.comments import CommentedMap, CommentedSeq

    document.setdefault("schema", SCHEMA)
    at = document
    for key in ("questions", edit.place.question, edit.place.point):
        if not at.get(key):  # missing, empty or `{}`: an empty one in braces would stay in braces
            at[key] = CommentedMap()
        at = at[key]
    if not at.get(edit.kind):
        at[edit.kind] = CommentedSeq()
    at[edit.kind].append(_entry(edit))


def _entry(edit: Edit) -> Any:
    from datetime import date

    from ruamel.yaml.comments import CommentedMap
    from ruamel.yaml.scalarstring import DoubleQuotedScalarString

    passage = edit.passage
    entry = CommentedMap(passage=DoubleQuotedScalarString(passage.text))
    if passage.attempt is not None:
        entry["attempt"] = passage.attempt
    if passage.date is not None:
        try:
            plain = date.fromisoformat(passage.date)
            entry["date"] = plain if plain.isoformat() == passage.date else passage.date
        except ValueError:
            entry["date"] = passage.date
    return entry


def _remove(document: Any, edit: Remove) -> None:
    """Takes the passage away, and what is left empty by that."""
    path = ("questions", edit.place.question, edit.place.point, edit.kind)
    around = [document]
    for key in path:
        inner = around[-1].get(key)
        if inner is None:
            return
        around.append(inner)
    passages = around[-1]
    for number, item in enumerate(passages):
        if _same(item, edit):
            del passages[number]
            break
    # "questions" itself may stay.
    for key, holder, held in list(zip(path, around, around[1:], strict=False))[:0:-1]:
        if len(held) == 0:
            del holder[key]


def _same(item: Any, edit: Remove) -> bool:
    from datetime import date

    if not isinstance(item, dict):
        item = {"passage": item}
    when = item.get("date")
    found = (
        str(item.get("passage")),
        item.get("attempt"),
        when.isoformat() if isinstance(when, date) else when,
    )
    return found == (edit.passage.text, edit.passage.attempt, edit.passage.date)
