"""YAML written line by line, with comments: the few forms that a deck needs.

Everything that YAML could misread is quoted, so that versions 1.1 and 1.2 read it alike.
"""

import json
import re
import textwrap
from collections.abc import Iterable, Iterator, Mapping

#: What may stand without quotes: begins with a letter, holds nothing that YAML gives a meaning to.
_PLAIN = re.compile(r"[^\W\d_](?:[\w .,()/+%&;!?'’“”–—-]|:(?=\S))*")
_PLAIN_IN_FLOW = re.compile(r"[^\W\d_][\w .()/+%&'’“”–—-]*")
#: Words that one of the two versions takes for something else than text.
_RESERVED = frozenset(["y", "n", "yes", "no", "on", "off", "true", "false", "null", "none", "nan", "inf"])
_WIDTH = 100


def scalar(text: str, *, flow: bool = False) -> str:
    """A string in one line, quoted when it must be."""
    pattern = _PLAIN_IN_FLOW if flow else _PLAIN
    text = " ".join(text.split()) if "\n" in text or "\t" in text else text
    if pattern.fullmatch(text) and text[-1] not in " :" and text.casefold() not in _RESERVED:
        return text
    return json.dumps(text, ensure_ascii=False).translate(_ESCAPES)


#: JSON leaves these as they are; YAML would take them for ends of lines or refuse them.
_ESCAPES = {code: f"\\u{code:04x}" for code in (*range(0x7F, 0xA0), 0x2028, 0x2029, 0xFEFF, 0xFFFE, 0xFFFF)}


def flow(pairs: Mapping[str, str | int | float | bool | tuple[str, ...] | None]) -> str:
    """A mapping in one line; what is None, empty or false is left away."""
    inside = ", ".join(
        f"{scalar(key, flow=True)}: {_flow_value(value)}" for key, value in pairs.items() if value
    )
    return f"{{{inside}}}"


def flow_list(values: Iterable[str | float]) -> str:
    """A list in one line."""
    return "[" + ", ".join(_flow_value(value) for value in values) + "]"


def _flow_value(value: str | int | float | bool | tuple[str, ...] | None) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        return flow_list(value)
    if isinstance(value, str):
        return scalar(value, flow=True)
    return f"{value:g}" if isinstance(value, float) else str(value)


def prose(key: str, text: str, indent: int) -> Iterator[str]:
    """``key: text``, folded over several lines when it is long; paragraphs stay apart."""
    pad = " " * indent
    paragraphs = [" ".join(part.split()) for part in text.split("\n")]
    paragraphs = [part for part in paragraphs if part]
    whole = "\n".join(paragraphs)
    if len(paragraphs) == 1 and len(whole) < _WIDTH - indent:
        yield f"{pad}{key}: {scalar(whole)}"
    elif whole.translate(_ESCAPES) != whole or not whole.replace("\n", "").isprintable():
        yield f"{pad}{key}: {json.dumps(whole, ensure_ascii=False).translate(_ESCAPES)}"
    else:
        yield f"{pad}{key}: >-"
        for i, part in enumerate(paragraphs):
            if i:
                yield ""
            for line in textwrap.wrap(part, _WIDTH, break_long_words=False, break_on_hyphens=False):
                yield f"{pad}  {line}"
