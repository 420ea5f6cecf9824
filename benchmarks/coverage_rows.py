"""Labelled answers, as the coverage benchmarks read them.

A line of such a file is one answer, a JSON object:

    id, part ("natural", "hard"), split ("tune", "untouched"; optional), kind, question, answer
    points      [{"text", "label": covered | partial | missed}]
    facts       [{"text", "status": stated | misstated | absent}] or null
    red_flags   [{"text", "present"}] or null
    framework   a name that decks may use (default: star); beats: {beat: present} or null
    beat_spans  [[beat, the first words told in it]] or null, and
    sentences_beats  [beat or null, one for each sentence of the answer] (optional, goes before beat_spans)

A sentence of the answer ends where . ? or ! is followed by a space.
"""

import hashlib
import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from voicedrill.decks.frameworks import find_framework
from voicedrill.decks.model import Question, TalkingPoint
from voicedrill.timing import Word
from voicedrill.transcript import Transcript

Row = dict[str, Any]

#: Seconds that a word lasts where only a text is judged: 150 words a minute.
WORD_S = 0.4
_SENTENCE_ENDS = re.compile(r"(?<=[.?!])\s+")


def read_rows(path: Path) -> list[Row]:
    """All rows of the file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def half_of(row: Row) -> bool:
    """One half or the other, by the row's id, so that what is chosen on one can be scored on the other."""
    return hashlib.sha256(row["id"].encode()).digest()[0] % 2 == 1


def question_of(row: Row) -> Question:
    """The deck's question that the row would be."""
    return Question(
        id=row["id"],
        ask=row["question"],
        points=tuple(TalkingPoint(f"p{n}", point["text"]) for n, point in enumerate(row["points"])),
        facts=tuple(fact["text"] for fact in row.get("facts") or ()),
        red_flags=tuple(flag["text"] for flag in row.get("red_flags") or ()),
        framework=find_framework(row.get("framework", "star")) if row.get("beats") else None,
    )


def transcript_of(text: str) -> Transcript:
    """The text as if every word had been said without a pause, so that spans can be placed by their times."""
    words = tuple(Word(part, n * WORD_S, (n + 1) * WORD_S) for n, part in enumerate(text.split()))
    return Transcript(engine="text", model=None, text=text, timing="engine", words=words)


def sentences(text: str) -> tuple[tuple[int, int], ...]:
    """The sentences as (first, last) word indices, both included."""
    found, first = [], 0
    for sentence in _SENTENCE_ENDS.split(text.strip()):
        length = len(sentence.split())
        found.append((first, first + length - 1))
        first += length
    return tuple(found)


def sentence_at(cuts: Sequence[tuple[int, int]], word: int) -> int:
    """The number of the sentence that holds a word."""
    return next((n for n, (_, last) in enumerate(cuts) if word <= last), len(cuts) - 1)


def beat_starts(row: Row) -> tuple[tuple[str, int], ...]:
    """(beat, number of the sentence where it begins) for each time that the labelled beat changes."""
    if row.get("sentences_beats"):
        told = [(beat, n) for n, beat in enumerate(row["sentences_beats"]) if beat]
        return tuple(now for n, now in enumerate(told) if n == 0 or told[n - 1][0] != now[0])
    cuts, words = sentences(row["answer"]), row["answer"].split()
    starts = []
    for beat, opening in row.get("beat_spans") or ():
        sought = opening.split()
        at = next((n for n in range(len(words)) if words[n : n + len(sought)] == sought), None)
        if at is not None:
            starts.append((beat, sentence_at(cuts, at)))
    return tuple(starts)
