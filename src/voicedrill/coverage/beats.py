"""Beats: which step of the framework each passage belongs to, which are there, and how long each took.

Every sentence gets one beat. What speaks for a beat: its cue phrases, how people tell it (`manners`: tense,
person, times, numbers), and likeness to the question's notes for it. Place and order are soft preferences;
the best path is found for the whole answer at once (`beat_path`), so that a story told out of order is found
as it was told. A beat is present when one of its passages has evidence of its own.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from voicedrill.coverage.answers import Answer
from voicedrill.coverage.beat_notes import beat_notes
from voicedrill.coverage.beat_path import best_path
from voicedrill.coverage.manners import Manner, manner_of
from voicedrill.coverage.matching import Index
from voicedrill.coverage.passages import Passage, passages
from voicedrill.coverage.phrasing import phrase
from voicedrill.coverage.rarity import weight
from voicedrill.coverage.results import BeatNote, BeatVerdict
from voicedrill.coverage.words import tokens_of, words_of
from voicedrill.decks.model import Beat, Framework

#: What a cue phrase (two at most) and the whole of a note are worth.
_CUE, _NOTES = 1.0, 2.0
#: How often one pattern counts in one passage.
_MOST = 2
#: Evidence of its own that one of its passages must have for a beat to be present.
_PRESENT = 0.3
#: Likeness to the notes under which they say nothing.
_LEAST_LIKE = 0.12
#: What is left of it when only one word is shared, and where the note's words come up again.
_ONE_WORD, _AGAIN = 0.4, 0.5


@dataclass(frozen=True)
class Told:
    """How the beats were told: a verdict for every beat of the framework, in order, and what stands out."""

    verdicts: tuple[BeatVerdict, ...] = ()
    notes: tuple[BeatNote, ...] = ()


def judge(framework: Framework | None, notes: Mapping[str, tuple[str, ...]], index: Index) -> Told:
    """Which beats are there, and how they were told; nothing without a framework.

    ``notes``: by beat, what the deck expects to be told in it.
    """
    if framework is None:
        return Told()
    answer, beats = index.answer, framework.beats
    told = passages(answer)
    if not told or not beats:
        return Told(tuple(BeatVerdict(beat.beat, False, None, ()) for beat in beats))
    evidence = _evidence(beats, notes, told, index)
    path = best_path(evidence, [passage.place for passage in told], beats)
    present = {beat for passage, beat in enumerate(path) if evidence[passage][beat] >= _PRESENT}
    runs = [
        (beat, [told[number] for number, _ in run])
        for beat, run in groupby(enumerate(path), key=lambda pair: pair[1])
        if beat in present
    ]
    shares = _shares(path, [_seconds(answer, passage) for passage in told], len(beats))
    verdicts = tuple(
        BeatVerdict(
            beat=beat.beat,
            present=number in present,
            share=shares[number] if shares and number in present else None,
            spans=tuple(answer.quote(run[0].first, run[-1].last) for of, run in runs if of == number),
        )
        for number, beat in enumerate(beats)
    )
    return Told(verdicts, beat_notes([beat.beat for beat in beats], runs, answer))


def _shares(path: Sequence[int], seconds: Sequence[float | None], count: int) -> list[float] | None:
    """Each beat's part of the time of all passages; None unless all of them are timed."""
    timed = [s for s in seconds if s is not None]
    total = sum(timed)
    if len(timed) < len(seconds) or total <= 0:
        return None
    shares = [0.0] * count
    for beat, length in zip(path, timed, strict=True):
        shares[beat] += length / total
    return shares


def _seconds(answer: Answer, passage: Passage) -> float | None:
    """The time from a passage's first word to its last; None when untimed."""
    start, end = answer.words[passage.first].start, answer.words[passage.last].end
    return None if start is None or end is None else max(0.0, end - start)


def _evidence(
    beats: Sequence[Beat], notes: Mapping[str, tuple[str, ...]], told: Sequence[Passage], index: Index
) -> list[list[float]]:
    """How strongly each passage itself speaks for each beat; 0 is not at all."""
    names = tuple(beat.beat for beat in beats)
    columns = []
    for beat in beats:
        cues = [f" {phrase(cue)} " for cue in beat.cues]
        manner = manner_of(beat.beat, names)
        like = _likeness(notes.get(beat.beat, ()), told, index)
        columns.append([_spoken_for(p, cues, manner) + more for p, more in zip(told, like, strict=True)])
    return [list(row) for row in zip(*columns, strict=True)]


def _spoken_for(passage: Passage, cues: Sequence[str], manner: Manner) -> float:
    """What the cues and the manner of telling say for a beat."""
    said = _CUE * min(2, sum(cue in passage.text for cue in cues))
    return said + sum(worth * min(_MOST, len(p.findall(passage.text))) for p, worth in manner)


def _likeness(notes: Sequence[str], told: Sequence[Passage], index: Index) -> list[float]:
    """What the notes say for a beat, passage by passage: the share (by rarity) of the likest note's words."""
    best = [0.0] * len(told)
    for note in notes:
        tokens = [token for token in tokens_of(words_of(note)) if weight(token.text) > 0]
        total = sum(weight(token.text) for token in tokens) + 1.0
        found = [0.0] * len(told)
        shared = [0] * len(told)
        for token in tokens:
            strength = [0.0] * len(told)
            for hit in index.find(token.text, token.stem):
                at = next(n for n, passage in enumerate(told) if hit.first <= passage.last)
                strength[at] = max(strength[at], hit.strength)
            found = [f + s * weight(token.text) / total for f, s in zip(found, strength, strict=True)]
            shared = [n + (s > 0) for n, s in zip(shared, strength, strict=True)]
        found = [f if n > 1 else _ONE_WORD * f for f, n in zip(found, shared, strict=True)]
        likest = max(found)
        best = [max(b, f if f == likest else _AGAIN * f) for b, f in zip(best, found, strict=True)]
    return [_NOTES * like if like >= _LEAST_LIKE else 0.0 for like in best]
