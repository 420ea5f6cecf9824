"""Text of a deck as it may be shown: nothing in it moves the cursor or turns the line around."""

import re

#: Control characters (ESC among them), and those that reorder or hide text. Marks that right-to-left scripts
#: need (U+200E, U+200F, U+061C) stay.
_UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]")


def shown(text: str) -> str:
    """``text`` in one line, what is not to be shown as text replaced by "�"."""
    return " ".join(_UNSAFE.sub("\ufffd", text.replace("\r", " ")).split())


def shown_lines(text: str) -> list[str]:
    """The paragraphs of ``text``, each as `shown`; empty ones left out."""
    return [line for line in map(shown, re.split(r"\n+", text)) if line]
