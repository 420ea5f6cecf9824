"""The beat of every passage, found together: dynamic programming over the whole answer (Viterbi 1967).

Each passage speaks for each beat more or less; being far from where the framework expects the beat, going
back in its order and leaving a beat out cost something, all softly, so that a story told out of order is
found as it was told when its words are clear enough.
"""

from collections.abc import Sequence
from itertools import accumulate

from voicedrill.decks.model import Beat

#: What being off the expected place by a whole answer costs, and what going back in the order costs.
PLACE, BACK = 5.0, 0.4
#: The most that being off the place costs: clear words beat it wherever they are said.
FAR = 0.4
#: What every change of beat costs, and what each beat left out on the way costs.
CHANGE, SKIP = 0.15, 0.15


def best_path(
    evidence: Sequence[Sequence[float]], places: Sequence[float], beats: Sequence[Beat]
) -> list[int]:
    """The index of the beat of every passage such that evidence, place and order together are best.

    ``evidence[passage][beat]``; ``places``: each passage's middle, 0 (start of the answer) to 1. At least one
    passage and one beat.
    """
    count = len(beats)
    starts, ends = _expected(beats)

    def local(passage: int, beat: int) -> float:
        place = places[passage]
        off = max(starts[beat] - place, place - ends[beat], 0.0)
        return evidence[passage][beat] - min(PLACE * off, FAR)

    moves = [[_move(old, new) for old in range(count)] for new in range(count)]
    scores = [local(0, beat) - SKIP * beat for beat in range(count)]
    came_from: list[list[int]] = []
    for passage in range(1, len(evidence)):
        # Where two ways are as good, the beat goes on.
        from_here = [
            max((scores[old] + moves[new][old], old == new, old) for old in range(count))[2]
            for new in range(count)
        ]
        scores = [scores[old] + moves[new][old] + local(passage, new) for new, old in enumerate(from_here)]
        came_from.append(from_here)
    path = [max(range(count), key=scores.__getitem__)]
    for step in reversed(came_from):
        path.append(step[path[-1]])
    return path[::-1]


def _expected(beats: Sequence[Beat]) -> tuple[list[float], list[float]]:
    """Where each beat is expected to start and to end, 0 to 1."""
    shares = [beat.share or 1 / len(beats) for beat in beats]
    ends = [end / sum(shares) for end in accumulate(shares)]
    return [0.0, *ends[:-1]], ends


def _move(old: int, new: int) -> float:
    if new == old:
        return 0.0
    return -CHANGE - (BACK if new < old else SKIP * (new - old - 1))
