"""What an answer said, as verdicts with evidence. Field for field the `coverage` part of the report."""

from dataclasses import dataclass
from typing import Literal

from voicedrill.transcript import Quote


@dataclass(frozen=True)
class PointVerdict:
    """Whether a talking point was made. ``score``: chance (0 to 1) that a coach would tick it.

    ``taught``: it would be judged otherwise, had the speaker corrected nothing.
    """

    id: str
    text: str
    weight: float
    must: bool
    status: Literal["covered", "partial", "missed"]
    score: float
    evidence: Quote | None
    taught: bool = False


@dataclass(frozen=True)
class Judged:
    """What another judge than the embedded one says of a question's points, in their order.

    None stands where it gave no verdict that it could prove: the embedded judge then has the word.
    """

    judge: str
    points: tuple[PointVerdict | None, ...]


@dataclass(frozen=True)
class BeatVerdict:
    """One beat of the framework. ``share``: its part of the answer's time, None when untimed or absent."""

    beat: str
    present: bool
    share: float | None
    spans: tuple[Quote, ...]


@dataclass(frozen=True)
class BeatNote:
    """Something that stands out in how a beat was told. ``evidence``: where; None for a beat that is missing.

    Out of order, it was told after the beat ``after``, which should follow it, or before the beat ``before``,
    which should precede it.
    """

    kind: Literal["out-of-order", "missing", "result-without-number", "action-only-we"]
    beat: str
    evidence: Quote | None
    after: str | None = None
    before: str | None = None


@dataclass(frozen=True)
class FactVerdict:
    """Whether a fact was said right. ``said``: what was said instead, when misstated.

    ``from_story``: the question's story has it, and not the question, which need not be told all of it.
    """

    text: str
    status: Literal["stated", "misstated", "absent"]
    said: str | None
    evidence: Quote | None
    from_story: bool = False

    @property
    def counts(self) -> bool:
        """Whether the answer is better or worse for it: a story's fact that was not told is no loss."""
        return self.status != "absent" or not self.from_story


@dataclass(frozen=True)
class RedFlagVerdict:
    """Whether a pattern that loses points is there."""

    text: str
    present: bool
    evidence: Quote | None


@dataclass(frozen=True)
class Recital:
    """How much of an answer stands word for word in the script, or in an earlier answer to the same question.

    ``longest_run_words``: words in a row that stand there too, fillers not counted; ``share``: of the
    answer's runs of three words, 0 to 1; ``evidence``: the longest run. ``pace_evenness``: 1 is the same pace
    in every window, 0 is a spread as large as the pace itself; None with fewer than three windows.
    """

    source: Literal["script", "earlier answer"]
    longest_run_words: int
    share: float
    evidence: Quote | None
    pace_evenness: float | None


@dataclass(frozen=True)
class Coverage:
    """All of it, and who judged. ``score``: weighted, partial counts half; None without points."""

    judge: str
    score: float | None
    points: tuple[PointVerdict, ...]
    beats: tuple[BeatVerdict, ...]
    facts: tuple[FactVerdict, ...]
    red_flags: tuple[RedFlagVerdict, ...]
    beat_notes: tuple[BeatNote, ...] = ()
    recital: Recital | None = None

    @property
    def facts_that_count(self) -> tuple[FactVerdict, ...]:
        """Without those of the question's story that were not told, which is no loss."""
        return tuple(fact for fact in self.facts if fact.counts)
