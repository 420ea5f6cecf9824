"""What the judge of answers has to beat: matches that a few lines of code can make."""

import math
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence

import numpy as np
from benchmarks.coverage_rows import Row, sentence_at, sentences
from numpy.typing import NDArray
from rapidfuzz import fuzz

Vector = NDArray[np.float64]
Score = Callable[[str, str], float]

_WORD = re.compile(r"[a-z0-9]+")

#: The words by which beats are sought when nothing better is at hand. Applied to plain lower case text.
STAR = {
    beat: re.compile(rf"\b({pattern})\b")
    for beat, pattern in {
        "situation": r"when i (was|joined)|at the time|last year|years? ago|there was|we (had|were)|it was",
        "task": r"my (job|task|role)|responsib\w+|i (had|needed|was asked) to|the goal|challenge",
        "action": r"(so|then|first) i|i (\w+ed|made|wrote|built|rang|went|took|told|spoke|put|ran|set)",
        "result": r"in the end|as a result|ended up|since then|went (down|up)|percent|outcome|finally",
        "lesson": r"learn(ed|t)|taught me|lesson|in hindsight|next time|looking back|took (away )?from it",
    }.items()
}


def windows(answer: str) -> tuple[str, ...]:
    """Every sentence and every two sentences on end, in lower case; 40 words where nothing is punctuated."""
    words = answer.lower().split()
    cut: list[str] = []
    for first, last in sentences(answer):
        for start in range(first, last + 1, 40):
            cut.append(" ".join(words[start : min(start + 40, last + 1)]))
    return tuple(" ".join(cut[n : n + size]) for size in (1, 2) for n in range(len(cut)))


def token_set(point: str, answer: str) -> float:
    """rapidfuzz token_set_ratio with the best window, 0 to 1."""
    return max((fuzz.token_set_ratio(point.lower(), window) for window in windows(answer)), default=0.0) / 100


def partial(point: str, answer: str) -> float:
    """rapidfuzz partial_ratio with the best window, 0 to 1."""
    return max((fuzz.partial_ratio(point.lower(), window) for window in windows(answer)), default=0.0) / 100


def tf_idf(answers: Sequence[str]) -> Score:
    """Cosine with the best window, words weighted by how few windows of all the answers hold them."""
    texts = [set(_WORD.findall(window)) for answer in answers for window in windows(answer)]
    seen = Counter(word for text in texts for word in text)
    places = {word: n for n, word in enumerate(seen)}
    idf = np.array([math.log((1 + len(texts)) / (1 + count)) + 1 for count in seen.values()])

    def vector(text: str) -> Vector:
        counts = np.zeros(len(places))
        for word in _WORD.findall(text.lower()):
            if word in places:
                counts[places[word]] += 1
        weighted: Vector = counts * idf
        length = np.linalg.norm(weighted)
        return weighted / length if length else weighted

    kept: dict[str, Vector] = {}

    def score(point: str, answer: str) -> float:
        if answer not in kept:
            kept[answer] = np.array([vector(window) for window in windows(answer)])
        return float((kept[answer] @ vector(point)).max(initial=0.0))

    return score


def rivals(rows: Sequence[Row]) -> Mapping[str, Score]:
    """All that score a point against an answer."""
    return {"token_set": token_set, "partial": partial, "tf_idf": tf_idf([row["answer"] for row in rows])}


def star_beats(row: Row) -> tuple[tuple[str, int], ...]:
    """(beat, sentence) where the first words of each beat stand, by `STAR`; nothing for a beat not found."""
    text = re.sub(r"[^\w\s']", " ", row["answer"].lower().replace("’", "'"))
    cuts = sentences(row["answer"])
    found = []
    for beat in row.get("beats") or ():
        match = STAR[beat].search(text) if beat in STAR else None
        if match:
            # A sign that stands alone ("–") is a word of the answer, and none of the plain text.
            found.append((beat, sentence_at(cuts, len(text[: match.start()].split()))))
    return tuple(found)
