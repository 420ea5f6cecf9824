"""What several importers make of a line: quotes off, arrows split, minutes and figures found, notes cut."""

import re
from collections.abc import Iterable

from voicedrill.decks.blanks import BLANK, says_something
from voicedrill.decks.importers.document import Block
from voicedrill.decks.importers.draft import DraftPoint
from voicedrill.decks.importers.sentences import sayable, sentences
from voicedrill.decks.importers.wording import Likeness, clean_ask, likeness

_OPENING, _CLOSING = "\"“«„'‘", "\"”»“'’"
#: A line is still the title of something when it is this short. Words and characters.
_TITLE_WORDS, _TITLE_CHARACTERS = 11, 80
_ARROW = re.compile(r"\s*(?:→|⇒|⟶|➔|➜|►|-+>|=+>)\s*")
#: A paragraph that is only an escaped sign in text that once was Markdown: "\$200K".
_ESCAPED = re.compile(r"\\(?=[$#*_~\[\]()`<>+.!|-])")
_MINUTES = re.compile(
    r"(?P<low>\d{1,3})\s*(?:(?:-|–|—|to)\s*(?P<high>\d{1,3})\s*)?-?\s*(?:min(?:ute)?s?\b|mins?\b|')", re.I
)
_HOURS = re.compile(
    r"(?P<low>\d(?:\.\d)?)\s*(?:(?:-|–|—|to)\s*(?P<high>\d(?:\.\d)?)\s*)?-?\s*h(?:ou)?rs?\b", re.I
)
_SECONDS = re.compile(
    r"(?P<low>\d{1,3})\s*(?:(?:-|–|—|to)\s*(?P<high>\d{1,3})\s*)?-?\s*sec(?:ond)?s?\b", re.I
)
_FIGURE = re.compile(
    r"(?<![\w.:/])[~<>≥≤]?\s?[$€£]?\d[\d.,]*(?<![.,])\s?(?:%|[KMB]\b|ms\b|s\b|x\b|k\b)?\+?(?![:\w])"
    r"(?:[ -][A-Za-z][\w/-]*){0,3}"
)
#: Single quotes around somebody's words, not apostrophes.
_OPENS, _CLOSES = re.compile(r"(?<!\w)['‘](?=\w)"), re.compile(r"(?<=[\w.?!,])['’](?!\w)")
#: What a lone figure counts stands in so many characters before it.
_BEFORE = 80
_ENDS_BLANK = re.compile(r"[^.!?\s]\s+\[[^\[\]]*\]$")
#: Commas that stand in no brackets.
_COMMA = re.compile(r",\s+(?![^()]*\))")
_AND = re.compile(r"^(?:and|or)\s+", re.I)
#: A list of key words has so many, each of at most so many words.
_LEAST_LISTED, _KEY_WORDS = 3, 7
#: Words.
_SHORT_SENTENCE = 3
#: "stream start latency from 4.2s to 1.1s": one fact with two figures.
_CHANGE = re.compile(
    r"(?:(?<![\w-])[A-Za-z][\w/-]* ){0,3}from \$?\d[\d.,]*\s?(?:%|[A-Za-z]{1,3}\b)? to \$?\d[\d.,]*(?<![.,])"
    r"(?:%|\s?(?:[KMBksxh]|ms|min)\b)?"
)
_FIGURE_ENDS = frozenset(
    [
        "and",
        "or",
        "with",
        "by",
        "in",
        "on",
        "at",
        "to",
        "from",
        "for",
        "of",
        "the",
        "a",
        "an",
        "as",
        "while",
        "across",
        "within",
        "using",
        "per",
        "after",
        "before",
        "that",
        "which",
        "is",
        "was",
        "were",
        "are",
        "has",
        "had",
        "during",
        "through",
        "into",
        "over",
        "under",
        "instead",
        "so",
        "but",
        "via",
    ]
)


def any_of(*patterns: str) -> re.Pattern[str]:
    """One pattern for any of several, whatever the case."""
    return re.compile("|".join(patterns), re.IGNORECASE)


def clean(text: str) -> str:
    """The text in one line, without what is left of markup: backslashes before signs, a bold mark alone."""
    if "\\" in text:
        text = _ESCAPED.sub("", text)
    return " ".join(text.replace("**", "").split())


def is_quoted(text: str) -> bool:
    """Whether a whole line stands in quotes: what somebody says."""
    text = text.strip().rstrip(".,;")
    return len(text) > 2 and text[0] in '"“«„' and text[-1] in '"”»“'


def unquoted(text: str) -> str:
    """The text without the quotes around all of it; quotes of a part of it stay."""
    text = clean(text)
    if len(text) > 1 and text[0] in _OPENING and text[-1] in _CLOSING:
        inside = text[1:-1]
        if not any(mark in inside for mark in '"“”') or inside.count('"') % 2 == 0:
            return inside.strip()
    return text


def asked_and_answered(text: str) -> tuple[str, str] | None:
    """'"How do you X?" → Y' as its question and its answer; None when the left of the arrow asks nothing."""
    match = _ARROW.search(text)
    if match is None:
        return None
    left, right = text[: match.start()].strip(), text[match.end() :].strip()
    if is_quoted(left) or likeness(left) >= Likeness.SURE:
        return ask_of(left), clean(right)
    return None


def ask_of(text: str) -> str:
    """The words of a question: number, quotes and "Q:" gone."""
    return clean_ask(unquoted(text))


def is_title(block: Block) -> bool:
    """Whether a block looks like the title of what follows: a heading or a short line that is no sentence."""
    if block.kind == "heading":
        return True
    text = block.text.strip()
    return (
        block.kind == "paragraph"
        and len(text) <= _TITLE_CHARACTERS
        and len(text.split()) <= _TITLE_WORDS
        and text[-1:] not in ".!?:;,"
        and text[:1] not in "\"“'‘[("
        and any(c.isalpha() for c in text)
    )


def points(text: str, line: int, label: str | None = None) -> tuple[DraftPoint, ...]:
    """A note as points that can be said: whole when it is short, else cut. The first carries the label."""
    text = unquoted(text)
    return tuple(
        DraftPoint(piece.rstrip(" ;,"), line, label if i == 0 else None)
        for i, piece in enumerate(sayable(text))
    )


def listed_points(text: str, line: int) -> tuple[DraftPoint, ...]:
    """An answer in key words as a point for each: "retries, timeouts, circuit breakers" are three ideas."""
    pieces = _COMMA.split(text) if not set(":;.?!") & set(text[:-1].replace("e.g.", "")) else []
    short = all(1 <= len(piece.split()) <= _KEY_WORDS for piece in pieces)
    if len(pieces) < _LEAST_LISTED or not short:
        return points(text, line)
    return tuple(DraftPoint(_AND.sub("", piece).strip(), line) for piece in pieces if piece.strip())


def spoken_points(text: str, line: int) -> tuple[DraftPoint, ...]:
    """A script's sentences as points; those of which only blanks are written are no points yet."""
    return tuple(
        DraftPoint(piece, line)
        for sentence in whole_sentences(unquoted(text))
        if says_something(sentence)
        for piece in sayable(sentence)
        if any(c.isalnum() for c in piece)
    )


def whole_sentences(text: str) -> list[str]:
    """Sentences that say something alone: none ends inside a [blank? so?] or 'words? of somebody?', and
    one of three words or fewer stays with its neighbour.
    """
    found: list[str] = []
    for sentence in sentences(text):
        open_end = found and (
            found[-1].count("[") > found[-1].count("]")
            or len(_OPENS.findall(found[-1])) > len(_CLOSES.findall(found[-1]))
        )
        # "In [which year?] I led ...": a blank at the end of a sentence that has not ended.
        open_end = open_end or (found and _ENDS_BLANK.search(found[-1]) is not None)
        short = found and min(len(sentence.split()), len(found[-1].split())) <= _SHORT_SENTENCE
        if found and (open_end or short):
            found[-1] = f"{found[-1]} {sentence}"
        else:
            found.append(sentence)
    return found


def minutes(text: str) -> tuple[float, float] | None:
    """The minutes that a round takes: "(45-60 min)", "1 hour", "30 min"."""
    for pattern, times in ((_MINUTES, 1), (_HOURS, 60)):
        match = pattern.search(text)
        if match:
            low = float(match["low"]) * times
            high = float(match["high"] or match["low"]) * times
            if 0 < low <= high < 1_000:
                return low, high
    return None


def seconds_around(text: str) -> tuple[float, float] | None:
    """The length of an answer around what a title names: "The 30-Second Pitch", "~2 minutes"."""
    match = _SECONDS.search(text)
    times = 1
    if match is None:
        match, times = _MINUTES.search(text) or re.search(r"(?P<low>\d)(?P<high>)[- ]min\b", text, re.I), 60
    if match is None:
        return None
    low = float(match["low"]) * times
    high = float(match["high"] or match["low"]) * times
    if low < high:
        return low, high
    # Sources differ by about ten seconds around half a minute, and by a quarter around longer ones.
    slack = 10.0 if low <= 60 else low / 4
    return (low - slack, low + slack) if low > slack else None


def figures(text: str) -> tuple[str, ...]:
    """The figures in a sentence with the words that say of what: "99.99% availability", "40+ services"."""
    text = BLANK.sub(" ; ", text)
    found = [match.group() for match in _CHANGE.finditer(text)]
    text = _CHANGE.sub(" ; ", text)
    for match in _FIGURE.finditer(text):
        words = match.group().split()
        keep = 1
        while keep < len(words) and words[keep].casefold() not in _FIGURE_ENDS:
            keep += 1
        if keep == 1:
            # "cut manual work by 80%": what was counted stands before it.
            before = re.findall(
                r"[A-Za-z][\w/-]*|[^\w\s]", text[max(0, match.start() - _BEFORE) : match.start()]
            )[-4:]
            start = max((i + 1 for i, word in enumerate(before) if not word[0].isalpha()), default=0)
            words = [*before[start:], words[0]]
            keep = len(words)
        found.append(" ".join(words[:keep]))
    return tuple(dict.fromkeys(found))


def joined(texts: Iterable[str]) -> str | None:
    """Paragraphs as one text, a line each; None when there is none."""
    return "\n".join(text for text in texts if text.strip()) or None
