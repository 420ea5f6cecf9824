"""Which of the transcript's words are words: filled pauses and backchannels told apart.

Conventions: ``bare`` text is lower case, with straight apostrophes and without punctuation around it.
"""

import re
from collections.abc import Sequence
from typing import Literal

from voicedrill.timing import TimeSpan, Word
from voicedrill.transcript import Transcript

WordKind = Literal["word", "filled-pause", "backchannel", "nothing"]

_FILLED_PAUSE = re.compile(r"u+m+|u+h+m*|e+r+m*|e+r+h+m*|a+h+m*|eh+m*")
#: Said to show that one listens, or thinks aloud: neither a word nor a filler (design, words).
_BACKCHANNEL = re.compile(r"m+|h+m+|m+h+m*|m+-?h+m+|(uh|mm)-?(huh|uh|hm+|mm+)|aha")
_AROUND = re.compile(r"^[^\w%$€£]+|[^\w%$€£+#]+$")


def word_set(*lines: str) -> frozenset[str]:
    """The words of some lines as a set: a readable way to write a word list."""
    return frozenset(word for line in lines for word in line.split())


def bare(text: str) -> str:
    """``text`` in lower case without punctuation around it; empty for a lone dash or note sign."""
    return _AROUND.sub("", text.lower().replace("’", "'").replace("‘", "'"))


def kind_of(text: str) -> WordKind:
    """What one written word is. "uh-huh" is a backchannel, "uh" a filled pause, "..." nothing."""
    plain = bare(text)
    if not plain:
        return "nothing"
    if _BACKCHANNEL.fullmatch(plain):
        return "backchannel"
    return "filled-pause" if _FILLED_PAUSE.fullmatch(plain) else "word"


def kinds(words: Sequence[Word]) -> tuple[WordKind, ...]:
    """What each word is. "uh huh" in two words is one backchannel, as "uh-huh" is."""
    found = [kind_of(word.text) for word in words]
    for index in range(1, len(words)):
        if bare(words[index].text) in {"huh", "hum"}:
            found[index] = "backchannel"
            if found[index - 1] == "filled-pause":
                found[index - 1] = "backchannel"
    return tuple(found)


def spoken_words(words: Sequence[Word]) -> tuple[Word, ...]:
    """The words that count as words: no filled pauses, no backchannels, no lone punctuation."""
    return tuple(word for word, kind in zip(words, kinds(words), strict=True) if kind == "word")


def span_of(word: Word) -> TimeSpan | None:
    """When a word was said; None when it carries no time."""
    if word.start is None or word.end is None:
        return None
    return TimeSpan(word.start, max(word.start, word.end))


def answer_span(transcript: Transcript) -> TimeSpan | None:
    """From the start of the first word to the end of the last; None without words or without times."""
    spans = [span for word in spoken_words(transcript.words) if (span := span_of(word))]
    if not spans:
        return None
    return TimeSpan(min(span.start for span in spans), max(span.end for span in spans))
