"""A question of a mock interview as a card: what the debrief says, with the words that show it. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from voicedrill.coach.mock.results import QuestionLine
from voicedrill.coverage.results import FactVerdict, PointVerdict, RedFlagVerdict
from voicedrill.decks.model import Question
from voicedrill.reports.html.answer_page import has_notes
from voicedrill.reports.html.beats import BeatRow, Segment, bar, beat_rows
from voicedrill.reports.html.figures import Gauge, gauge
from voicedrill.reports.html.interview import AnswerTold, Piece, QuestionTold
from voicedrill.reports.html.passages import Finder, Line, lines
from voicedrill.transcript import Quote

#: Where an answer is: the number of its question, and its part.
Spot = tuple[int, int]


@dataclass(frozen=True)
class PartCard:
    """One answer of a card, and what was said in it. ``because``, ``now_said``: of a follow-up."""

    part: int
    ask: str
    because: str
    now_said: tuple[str, ...]
    seconds: float | None
    piece: Piece | None
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Card:
    """One question. Verdicts come with the part in which their evidence was said."""

    line: QuestionLine
    question: Question | None
    points: tuple[tuple[PointVerdict, int], ...]
    facts: tuple[tuple[FactVerdict, int], ...]
    flags: tuple[tuple[RedFlagVerdict, int], ...]
    length: Gauge | None
    beats: tuple[BeatRow, ...]
    told: tuple[Segment, ...]
    expected: tuple[Segment, ...]
    parts: tuple[PartCard, ...]
    notes: Question | None

    def number_of(self, point: PointVerdict) -> int:
        """The place of a point in the deck's order, from 1: by that the transcript refers to it."""
        return next(number for number, (own, _) in enumerate(self.points, 1) if own.id == point.id)


def card(told: QuestionTold, spots: Mapping[Spot, Piece]) -> Card:
    """What is shown of one question."""
    line, coverage = told.line, told.coverage
    # What stands on the list of questions to them is told by itself; it is no point that was missed.
    points = coverage.points if coverage and line.kind != "ask-them" else ()
    facts = coverage.facts if coverage else ()
    beats = tuple(beat_rows(coverage, told.question)) if coverage else ()
    return Card(
        line=line,
        question=told.question,
        points=tuple((point, _part_of(told, point.evidence)) for point in points),
        facts=tuple((fact, _part_of(told, fact.evidence)) for fact in facts if fact.status == "misstated"),
        flags=tuple(_flags(told)),
        length=_length(line),
        beats=beats,
        told=bar([(row.share, row) for row in beats]),
        expected=bar([(row.expected, row) for row in beats]),
        parts=tuple(_part(answer, spots.get((line.number, answer.part))) for answer in told.answers),
        notes=told.question if told.question and has_notes(told.question) else None,
    )


def _part(answer: AnswerTold, piece: Piece | None) -> PartCard:
    report = answer.report
    part = report.part
    ask = part.ask if part else report.question.ask if report.question else ""
    return PartCard(
        answer.part,
        ask,
        part.because if part else "",
        part.now_said if part else (),
        report.delivery.answer_s,
        piece,
        lines(report),
    )


def _part_of(told: QuestionTold, evidence: Quote | None) -> int:
    """In which of the answers something was said: the first that has these words there."""
    for answer in told.answers:
        if evidence is None or len(told.answers) < 2:
            break
        finder = Finder(answer.report.transcript.words)
        found = finder.find(evidence)
        if found and " ".join(word.text for word in finder.words[slice(*found)]) == evidence.quote:
            return answer.part
    return 0


def _flags(told: QuestionTold) -> Iterator[tuple[RedFlagVerdict, int]]:
    """Each red flag of the debrief where it was shown first."""
    for text in told.line.red_flags:
        there = (
            (flag, answer.part)
            for answer in told.answers
            for flag in answer.report.coverage.red_flags
            if flag.present and flag.text == text
        )
        yield next(there, (RedFlagVerdict(text, True, None), 0))


def _length(line: QuestionLine) -> Gauge | None:
    if line.answer_s is None or line.length is None:
        return None
    low, high = line.length.target_s
    return gauge(line.answer_s, (0.0, max(high * 1.5, line.answer_s)), (low, high))
