"""A judge that reads: does a passage of the answer entail the point? Asked of a cross-encoder, here.

A window of the answer is the premise, the point as the deck words it (or one of its aliases) the hypothesis.
First every two sentences that follow each other; then, around the best of these, each of the two alone and
the two with a neighbour: windows of one to three sentences, at less than half the cost of trying all. The
best window is the evidence, and its probability of entailment the score.
"""

import time
from collections.abc import Iterable, Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path

from voicedrill.coverage.results import PointVerdict
from voicedrill.coverage.words import is_filled_pause, sentences
from voicedrill.decks.model import Question, TalkingPoint
from voicedrill.decks.suggest import did_you_mean
from voicedrill.errors import EngineError, JudgeError
from voicedrill.judges.base import JudgeChoice, JudgeStatus, verdict
from voicedrill.judges.cross_encoder import CrossEncoder
from voicedrill.transcript import Quote, Transcript, quote
from voicedrill.weights import models

#: Probability of entailment from which a point is covered, and from which it is made in part. 0.5: where the
#: model holds it more likely than all else together. Neither is tuned: see docs/judges.md.
COVERED, PARTIAL = 0.5, 0.2

#: First and last sentence of a window, both included.
Window = tuple[int, int]
#: A point's place in the question, and a window.
_Pair = tuple[int, Window]


class EntailmentJudge:
    """Asks ``encoder``, which may take ``limit_s`` seconds for each answer."""

    def __init__(self, encoder: CrossEncoder, limit_s: float) -> None:
        self.name = f"entail:{encoder.name}"
        self._encoder = encoder
        self._limit_s = limit_s

    def judge(self, question: Question, transcript: Transcript) -> tuple[PointVerdict, ...]:
        """One verdict a point. Raises JudgeError: the model does not load or run, or takes too long."""
        points, passages = question.points, _Passages(transcript)
        ends = time.monotonic() + self._limit_s
        wanted = [(at, window) for at in range(len(points)) for window in pairs(passages.count)]
        scores = self._scores(points, passages, wanted, ends)
        wanted = [
            (at, window)
            for at, (best, _) in enumerate(best_windows(scores, len(points)))
            for window in around(best, passages.count)
        ]
        scores |= self._scores(points, passages, wanted, ends)
        return tuple(
            verdict(point, score, score >= COVERED, passages.quote(window) if score >= PARTIAL else None)
            for point, (window, score) in zip(points, best_windows(scores, len(points)), strict=True)
        )

    def close(self) -> None:
        """Free the weights."""
        self._encoder.close()

    def _scores(
        self, points: Sequence[TalkingPoint], passages: "_Passages", wanted: Iterable[_Pair], ends: float
    ) -> dict[_Pair, float]:
        """The probability that each window entails each point, in the best of the point's wordings."""
        asked = [
            ((at, window), (passages.text(window), wording))
            for at, window in wanted
            for wording in points[at].wordings
        ]
        if not asked:
            return {}
        limit_s = ends - time.monotonic()
        probabilities = self._encoder.probabilities([texts for _, texts in asked], limit_s)
        found: dict[_Pair, float] = {}
        for (pair, _), probability in zip(asked, probabilities, strict=True):
            found[pair] = max(float(probability), found.get(pair, 0.0))
        return found


class _Passages:
    """The words of an answer, cut into ``count`` sentences."""

    def __init__(self, transcript: Transcript) -> None:
        self._words = transcript.words
        self._cuts = sentences(transcript.words)
        self.count = len(self._cuts)

    def text(self, window: Window) -> str:
        first, last = self._span(window)
        words = self._words[first : last + 1]
        return " ".join(word.text for word in words if not is_filled_pause(word.text))

    def quote(self, window: Window) -> Quote:
        return quote(self._words, *self._span(window))

    def _span(self, window: Window) -> tuple[int, int]:
        return self._cuts[window[0]][0], self._cuts[window[1]][1]


def open_entailment(what: str, choice: JudgeChoice) -> EntailmentJudge:
    """The judge for a folder, or for a model that was pulled (by its name or its repository's).

    Raises JudgeError when there is none.
    """
    folder = Path(what).expanduser()
    if not folder.is_dir():
        folder = _pulled(next((model.name for model in models.ENTAILMENT if what == model.repository), what))
    return EntailmentJudge(CrossEncoder(folder), choice.limit_s)


def status() -> JudgeStatus:
    """Whether a model is here."""
    missing = [package for package in ("onnxruntime", "tokenizers") if find_spec(package) is None]
    if missing:
        return JudgeStatus("entail", False, f"not installed: pip install {' '.join(missing)}")
    try:
        here = models.installed("entailment")
    except EngineError as error:
        return JudgeStatus("entail", False, str(error))
    if not here:
        return JudgeStatus(
            "entail", False, f"no model yet: voicedrill models pull {models.RECOMMENDED_JUDGE}"
        )
    return JudgeStatus(
        "entail", True, "ready: " + ", ".join(f"--judge entail:{model.name}" for model in here)
    )


def pairs(count: int) -> list[Window]:
    """Every two sentences of ``count`` that follow each other; the only one, where there is one."""
    return [(at, at + 1) for at in range(count - 1)] or [(0, 0)] * min(count, 1)


def around(window: Window, count: int) -> list[Window]:
    """The sentences of a window of two one by one, and with the sentence before it and behind it."""
    first, last = window
    found = [(first, first), (last, last)] if first < last else []
    if first > 0:
        found.append((first - 1, last))
    if last + 1 < count:
        found.append((first, last + 1))
    return found


def best_windows(scores: Mapping[_Pair, float], points: int) -> list[tuple[Window, float]]:
    """For each point its best window and that one's score; of equals the shortest, then the first."""
    best: list[tuple[Window, float]] = [((0, 0), 0.0)] * points
    for (at, window), score in sorted(scores.items(), key=lambda item: (_length(item[0][1]), item[0])):
        if score > best[at][1]:
            best[at] = window, score
    return best


def _length(window: Window) -> int:
    return window[1] - window[0]


def _pulled(name: str) -> Path:
    here = [model.name for model in models.installed("entailment")]
    if name in here:
        return models.path_of(name, "entailment")
    known = [model.name for model in models.ENTAILMENT]
    pull = name if name in known else models.RECOMMENDED_JUDGE
    hint = did_you_mean(name, [*here, *known]) if name not in known else ""
    raise JudgeError(
        f"there is neither a folder {name!r} nor a judge's model of that name "
        f"(here: {', '.join(here) or 'none'}).{hint} Run `voicedrill models pull {pull}`, or name a folder."
    )
