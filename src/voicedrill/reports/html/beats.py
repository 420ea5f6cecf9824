"""The beats of an answer beside what their framework expects. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from voicedrill.coverage.results import Coverage
from voicedrill.decks.model import Question
from voicedrill.reports.html.lanes import beat_colour
from voicedrill.reports.phrases import noted
from voicedrill.transcript import Quote


@dataclass(frozen=True)
class BeatRow:
    """A beat beside what its framework expects of it. Shares in percent, None where there is none."""

    name: str
    colour: int
    present: bool
    share: float | None
    expected: float | None
    first: Quote | None
    notes: tuple[tuple[str, Quote | None], ...]


@dataclass(frozen=True)
class Segment:
    """A part of a bar, in percent."""

    x: float
    width: float
    colour: int
    name: str


def beat_rows(coverage: Coverage, question: Question | None) -> Iterator[BeatRow]:
    """The beats of ``coverage`` in their order; ``question`` knows what is expected of each."""
    framework = question.framework if question else None
    expected = {beat.beat: beat.share for beat in framework.beats} if framework else {}
    for number, beat in enumerate(coverage.beats, 1):
        share = expected.get(beat.beat)
        yield BeatRow(
            name=beat.beat,
            colour=beat_colour(number),
            present=beat.present,
            share=None if beat.share is None else 100 * beat.share,
            expected=None if share is None else 100 * share,
            first=beat.spans[0] if beat.spans else None,
            notes=tuple(
                (noted(note), note.evidence)
                for note in coverage.beat_notes
                if note.beat == beat.beat and note.kind != "missing"
            ),
        )


def bar(parts: Sequence[tuple[float | None, BeatRow]]) -> tuple[Segment, ...]:
    """The parts side by side over the whole width; nothing when no part has a share."""
    whole = sum(share or 0.0 for share, _ in parts)
    if whole <= 0:
        return ()
    made, x = [], 0.0
    for share, row in parts:
        width = 100 * (share or 0.0) / whole
        if width:
            made.append(Segment(round(x, 2), round(width, 2), row.colour, row.name))
        x += width
    return tuple(made)
