"""Which verdict is wrong, and where was the point made? A state machine over single keys: pure.

Points ──missed──> Passages ──t──> Sentences
  │                   │                │
  └──ticked───────────┴────────────────┴──> Decided      Left from anywhere
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from voicedrill.coverage.candidates import Candidate, place_of, sentences_around
from voicedrill.coverage.results import PointVerdict
from voicedrill.coverage.words import sentences
from voicedrill.teaching.book import Kind
from voicedrill.timing import Word

#: What the points are chosen by; the letters left out mean something else.
LABELS = "123456789acdefghijklmoprsvwxyz"
CONFIRM, BACK, LEAVE = "\n ", "b", "q"
SENTENCES, DENY = "t", "n"
_DELETE = "\x7f\x08"
_RANGE = re.compile(r"(\d+)(?:-(\d+))?")


@dataclass(frozen=True)
class Material:
    """What there is to choose from. ``offered``: the likeliest passages for the point of that number."""

    verdicts: Sequence[PointVerdict]
    words: Sequence[Word]
    offered: Callable[[int], tuple[Candidate, ...]]

    @property
    def sentences(self) -> tuple[tuple[int, int], ...]:
        """First and last word of every sentence."""
        return sentences(self.words)


@dataclass(frozen=True)
class Points:
    """All points are shown: which verdict is wrong?"""


@dataclass(frozen=True)
class Passages:
    """The likeliest passages for a point are shown: where was it made?"""

    point: int
    candidates: tuple[Candidate, ...]


@dataclass(frozen=True)
class Sentences:
    """The whole answer is shown, its sentences numbered; ``typed`` is what was typed of a number or range."""

    point: int
    typed: str = ""


@dataclass(frozen=True)
class Decided:
    """The words ``first`` to ``last`` make the point, or do not."""

    point: int
    kind: Kind
    first: int
    last: int


@dataclass(frozen=True)
class Left:
    """Nothing was corrected."""


State = Points | Passages | Sentences | Decided | Left


def step(state: State, key: str, material: Material) -> State:
    """The next state. A key that means nothing changes nothing."""
    if key == LEAVE:
        return Left()
    match state:
        case Points():
            return _points(state, key, material)
        case Passages():
            return _passages(state, key, material)
        case Sentences():
            return _sentences(state, key, material)
    return state


def _points(state: Points, key: str, material: Material) -> State:
    if key in CONFIRM or key == BACK:
        return Left()
    number = LABELS.find(key)
    if not 0 <= number < len(material.verdicts):
        return state
    if material.verdicts[number].status == "covered":
        return denied(number, material) or state
    candidates = material.offered(number)
    return Passages(number, candidates) if candidates else Sentences(number)


def denied(point: int, material: Material) -> Decided | None:
    """The tick of a point taken away, with the sentences of its evidence; None when it has no evidence."""
    evidence = material.verdicts[point].evidence
    place = place_of(sentences_around(evidence, material.words), material.words) if evidence else None
    return Decided(point, "not_said", *place) if place else None


def _passages(state: Passages, key: str, material: Material) -> State:
    number = 0 if key in CONFIRM else LABELS.find(key)
    if 0 <= number < len(state.candidates):
        chosen = state.candidates[number]
        return Decided(state.point, "said", chosen.first, chosen.last)
    if key == SENTENCES:
        return Sentences(state.point)
    if key == DENY:  # half ticked, and not said at all
        return denied(state.point, material) or state
    return Points() if key == BACK else state


def _sentences(state: Sentences, key: str, material: Material) -> State:
    if key in _DELETE:
        return replace(state, typed=state.typed[:-1])
    if key == BACK or (key in CONFIRM and not state.typed):
        return Points()
    if key in CONFIRM:
        span = words_of_range(state.typed, material.sentences)
        return Decided(state.point, "said", *span) if span else replace(state, typed="")
    if key in "0123456789-" and len(state.typed) < 9:
        return replace(state, typed=state.typed + key)
    return state


def words_of_range(typed: str, spans: Sequence[tuple[int, int]]) -> tuple[int, int] | None:
    """The first and last word of the sentences that "3" or "3-5" names, counted from 1; None for no such."""
    match = _RANGE.fullmatch(typed)
    if match is None:
        return None
    first, last = int(match[1]), int(match[2] or match[1])
    return (spans[first - 1][0], spans[last - 1][1]) if 1 <= first <= last <= len(spans) else None
