"""What stands out in how the beats were told: out of order, missing, a result without a number, only "we".

Observations with their evidence, made from the verdicts on the beats; whether to advise on one is the
coach's business.
"""

import re
from collections.abc import Iterator, Sequence

from voicedrill.coverage.answers import Answer
from voicedrill.coverage.manners import is_action, is_result
from voicedrill.coverage.passages import Passage
from voicedrill.coverage.results import BeatNote
from voicedrill.transcript import Quote

#: How often "we" must be said in the action before it is told as "we" only.
_WE = 2
_SAID_WE = re.compile(r"\b(?:we|us|our|ours)\b")
_SAID_I = re.compile(r"\b(?:i|my|myself)\b")
#: "I" that tells of no deed: "I think we moved it".
_ASIDES = re.compile(r" i (?:think|guess|suppose|believe|would say|remember|do not know|am not sure) ")


def beat_notes(
    names: Sequence[str], runs: Sequence[tuple[int, Sequence[Passage]]], answer: Answer
) -> tuple[BeatNote, ...]:
    """Everything worth noting, in the order of the framework.

    ``names``: the framework's beats; ``runs``: (beat, its passages without a gap) as told, of beats that are
    there. Nothing when no beat was found: that tells more about the cues than about the answer.
    """
    if not runs:
        return ()
    found = [*_out_of_order(names, runs, answer)]
    for number, name in enumerate(names):
        mine = [passage for beat, passages in runs if beat == number for passage in passages]
        if not mine:
            found.append(BeatNote("missing", name, None))
        elif is_result(name) and not _has_number(mine, answer):
            found.append(BeatNote("result-without-number", name, _quote(mine[:1], answer)))
        elif is_action(name) and (told := _only_we(mine)):
            found.append(BeatNote("action-only-we", name, _quote([told], answer)))
    order = {name: number for number, name in enumerate(names)}
    return tuple(sorted(found, key=lambda note: order[note.beat]))


def _out_of_order(
    names: Sequence[str], runs: Sequence[tuple[int, Sequence[Passage]]], answer: Answer
) -> Iterator[BeatNote]:
    """The fewest beats that would have to move for the order to be the framework's."""
    longest: dict[int, Sequence[Passage]] = {}
    for beat, passages in runs:
        if beat not in longest or _length(passages) > _length(longest[beat]):
            longest[beat] = passages
    told = sorted(longest, key=lambda beat: longest[beat][0].first)
    kept = _longest_rising(told)
    for at, beat in enumerate(told):
        if beat in kept:
            continue
        evidence = _quote(longest[beat][:1], answer)
        later = [other for other in told[:at] if other > beat]
        if later:
            yield BeatNote("out-of-order", names[beat], evidence, after=names[max(later)])
        else:
            earlier = min(other for other in told[at + 1 :] if other < beat)
            yield BeatNote("out-of-order", names[beat], evidence, before=names[earlier])


def _longest_rising(told: Sequence[int]) -> frozenset[int]:
    """The most beats that stand in the framework's order, the earliest told of equals."""
    best: list[tuple[int, ...]] = []
    for beat in told:
        lower = [chain for chain in best if chain[-1] < beat]
        before = max(lower, key=len) if lower else ()
        best.append((*before, beat))
    longest: tuple[int, ...] = max(best, key=len) if best else ()
    return frozenset(longest)


def _length(passages: Sequence[Passage]) -> int:
    return passages[-1].last - passages[0].first + 1


def _has_number(passages: Sequence[Passage], answer: Answer) -> bool:
    return any(p.first <= number.first <= p.last for p in passages for number in answer.numbers)


def _only_we(passages: Sequence[Passage]) -> Passage | None:
    """The first passage of an action told with "we" and never with "I"; None when the speaker appears."""
    with_we = [passage for passage in passages if _SAID_WE.search(passage.text)]
    said = sum(len(_SAID_WE.findall(passage.text)) for passage in with_we)
    appears = any(_SAID_I.search(_ASIDES.sub(" ", passage.text)) for passage in passages)
    return with_we[0] if said >= _WE and not appears else None


def _quote(passages: Sequence[Passage], answer: Answer) -> Quote:
    return answer.quote(passages[0].first, passages[-1].last)
