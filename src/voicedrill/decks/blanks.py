"""Blanks: places in a note that its owner has still to fill, such as "[what year?]", "____" or "X%".

What stands in a blank is neither spoken nor counted. A note with one is judged by its other words (`said`); a
note that has no others is not a note yet, and `load` keeps it out of the question's points, facts and beats.
A question with one is read aloud as somebody would who has the same sheet (`decks.aloud`).
"""

import re

#: Something to fill; not a citation "[1]", a range "[0, 1]", an index "rows[i]" or a link "[a](b)".
BLANK = re.compile(
    r"""(?<![\w\]])\[(?!sic\])(?:\s*|(?=[^\[\]]*[^\W\d_]|[^\[\]]*[?…_]|\.\.)[^\[\]]{1,400})\](?![(:\[])
      | _{3,}
      | \b(?:TBD|TBC|TODO|XXX)\b
      | \b(?:X{1,3}|N)(?=\s?(?:%|percent\b))
      | (?<=[$£€])X{1,3}\b""",
    re.VERBOSE,
)
#: Words that say nothing by themselves.
LIGHT_WORDS = frozenset(
    re.findall(
        r"\w+",
        "a an the and or of in on at to for from by with as is are was were be it its this that we i our my "
        "per about than over under up down not no so then had has have did do",
    )
)
#: Signs and units that mean nothing without the number that the blank stands for.
_ORPHAN = re.compile(r"(?<=\0)\s?%|[$£€~]\s?(?=\0)|[(\[{\"'“‘]\s*\0\s*[)\]}\"'”’]")


def blanks_in(text: str) -> tuple[str, ...]:
    """The blanks of a text as they are written, in order, each once."""
    return tuple(dict.fromkeys(match.group() for match in BLANK.finditer(text)))


def said(text: str) -> str:
    """What there is to say of a note: the text as it is, or, where it has blanks, without them.

    Empty when nothing of meaning is left: only signs, light words ("in [year]") or a label ("Impact: [X]").
    """
    if not BLANK.search(text):
        return text
    rest = without_marks(BLANK.sub("\0", text.replace("\0", " ")))
    if BLANK.search(rest):  # blanks within blanks
        return said(rest)
    is_label = rest.endswith(":") and "\n" not in rest
    words = re.findall(r"\w+", rest.casefold())
    return "" if is_label or all(word in LIGHT_WORDS for word in words) else rest


def without_marks(text: str) -> str:
    """A text where every blank is a "\\0", without them and what means nothing beside them."""
    rest = re.sub(r"\s*\0", "", orphans_taken(text))
    rest = re.sub(r"\s+(?=[,.;:!?)])", "", rest)
    rest = re.sub(r"\(\s*[,;]?\s*\)|(?<=[,;:])\s*[,;]", "", rest)
    return re.sub(r"[ \t]+", " ", rest).strip(" ,;-–—\t\n")


def orphans_taken(text: str) -> str:
    """The marks with the signs and units about them taken in: "$\\0" and "\\0%" are a "\\0"."""
    return _ORPHAN.sub("\0", text)


def says_something(text: str) -> bool:
    """Whether a note is one although there may be blanks in it."""
    return bool(said(text))


def is_fact(text: str) -> bool:
    """Whether a fact can be said right or wrong already: beside its blanks a number or a name is left."""
    rest = said(text)
    return rest == text or bool(re.search(r"\d|\b[A-Z]", rest))
