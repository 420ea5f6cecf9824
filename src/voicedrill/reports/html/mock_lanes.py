"""The lanes of a whole interview: where each thing stands, in percent of its clock. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from voicedrill.coach.mock.results import Debrief
from voicedrill.coach.progress.measures import MEASURES
from voicedrill.delivery.results import PaceWindow
from voicedrill.reports.html.drawing import line, outline, percent
from voicedrill.reports.html.interview import Piece, QuestionTold, ticks, waits
from voicedrill.reports.html.lanes import Drawing
from voicedrill.timing import clock

_PACE = next(measure for measure in MEASURES if measure.key == "speech_rate_wpm")
#: Steps of the pace lane: it may be looked at close up.
_STEPS = 2000
#: How long a filler is drawn at least, percent: it may be a fifth of a second of an hour.
_LEAST_WIDTH = 0.12


@dataclass(frozen=True)
class Stretch:
    """``x`` and ``width`` in percent, as text. ``from_s``: where to hear it in the sound, None: nowhere."""

    x: str
    width: str
    kind: str = ""
    text: str = ""
    from_s: float | None = None


@dataclass(frozen=True)
class Wave:
    """The outline of one answer; without a ``drawing`` its place alone is known."""

    place: Stretch
    drawing: Drawing | None


@dataclass(frozen=True)
class Timeline:
    """All lanes of ``length_s`` seconds of interview with ``sound_s`` seconds of sound; empty ones are not
    shown. ``pieces``: for the player, where on the lanes (x and width, percent) which part of the sound lies
    (from, length), and its question.
    """

    length_s: float
    sound_s: float
    pieces: tuple[tuple[float, float, float, float, str], ...]
    ticks: tuple[tuple[str, str], ...]
    rounds: tuple[Stretch, ...]
    questions: tuple[Stretch, ...]
    waits: tuple[Stretch, ...]
    waves: tuple[Wave, ...]
    points: tuple[Stretch, ...]
    pressed: tuple[Stretch, ...]
    fillers: tuple[Stretch, ...]
    pace: Drawing | None


def timeline(debrief: Debrief, questions: Sequence[QuestionTold], found: Sequence[Piece]) -> Timeline | None:
    """The lanes; None when nothing was asked, or no time went by."""
    ends = [told.line.asked_at_s + told.line.took_s for told in questions]
    length_s = max([debrief.took_s, *ends])
    if not questions or length_s <= 0:
        return None
    drawn = _Drawn(debrief, questions, found, length_s)
    return Timeline(
        length_s=length_s,
        sound_s=round(max((p.from_s + p.length_s for p in found if p.is_played), default=0.0), 2),
        pieces=tuple(
            (
                round(piece.from_s, 3),
                round(piece.length_s, 3),
                round(100 * piece.start_s / length_s, 4),
                max(round(100 * piece.span_s / length_s, 4), 0.0001),
                named(piece),
            )
            for piece in found
            if piece.is_played
        ),
        ticks=tuple((percent(tick, length_s), clock(tick)) for tick in ticks(length_s)),
        rounds=tuple(drawn.rounds()),
        questions=tuple(drawn.questions_asked()),
        waits=tuple(drawn.stretch(start, end) for start, end in waits(found)),
        waves=tuple(drawn.waves()),
        points=tuple(drawn.points()),
        pressed=tuple(drawn.pressed()),
        fillers=tuple(drawn.fillers()),
        pace=drawn.pace(),
    )


def named(piece: Piece) -> str:
    """What an answer is called where there is little room: "Q3", "Q3, follow-up 1"."""
    part = f", follow-up {piece.told.part}" if piece.told.part else ""
    return f"Q{piece.number}{part}"


@dataclass(frozen=True)
class _Drawn:
    debrief: Debrief
    asked: Sequence[QuestionTold]
    found: Sequence[Piece]
    length_s: float

    def stretch(
        self, start: float, end: float, kind: str = "", text: str = "", from_s: float | None = None
    ) -> Stretch:
        return Stretch(
            percent(start, self.length_s), percent(max(end - start, 0.0), self.length_s), kind, text, from_s
        )

    def rounds(self) -> Iterator[Stretch]:
        groups = [list(group) for _, group in groupby(self.asked, key=lambda told: told.line.round)]
        if len(groups) != len(self.debrief.rounds):
            return
        starts = [group[0].line.asked_at_s for group in groups]
        for stage, start, end in zip(self.debrief.rounds, starts, [*starts[1:], self.length_s], strict=True):
            yield self.stretch(start, end, text=stage.name)

    def questions_asked(self) -> Iterator[Stretch]:
        heard = {piece.number: piece.from_s for piece in reversed(self.found) if piece.is_played}
        for told in self.asked:
            line = told.line
            kind = "" if line.answered else "skipped"
            yield self.stretch(
                line.asked_at_s,
                line.asked_at_s + line.took_s,
                kind,
                str(line.number),
                heard.get(line.number),
            )

    def waves(self) -> Iterator[Wave]:
        for piece in self.found:
            kind = "follow-up" if piece.told.part else ""
            place = self.stretch(piece.start_s, piece.start_s + piece.span_s, kind)
            peaks = piece.told.peaks
            yield Wave(place, Drawing(outline(peaks), len(peaks) - 1) if len(peaks) > 1 else None)

    def points(self) -> Iterator[Stretch]:
        """Points as parts of their question's time: made first, then in part, then missed."""
        for told in self.asked:
            line = told.line
            counts = (("covered", line.made), ("partial", line.partly), ("missed", line.missed))
            whole = sum(len(texts) for _, texts in counts)
            start = line.asked_at_s
            for kind, texts in counts:
                if texts:
                    end = start + line.took_s * len(texts) / whole
                    yield self.stretch(start, end, kind)
                    start = end

    def pressed(self) -> Iterator[Stretch]:
        """Answers that were broken into; at which word is not kept."""
        for piece in self.found:
            count = len(piece.told.pressed)
            if count:
                yield self.stretch(piece.start_s, piece.start_s + piece.span_s, text=f"{count}×")

    def fillers(self) -> Iterator[Stretch]:
        for piece in self.found:
            for filler in piece.told.report.delivery.fillers:
                if filler.start is None or filler.end is None:
                    continue
                start, end = piece.on_clock(filler.start), piece.on_clock(filler.end)
                kind = "maybe" if not filler.certain else "word" if filler.kind == "discourse" else ""
                end = max(end, start + _LEAST_WIDTH * self.length_s / 100)
                yield self.stretch(
                    start, end, kind, from_s=piece.from_s + filler.start if piece.is_played else None
                )

    def pace(self) -> Drawing | None:
        windows = [(piece, piece.told.report.delivery.pace) for piece in self.found]
        rates = [window.wpm for _, own in windows for window in own]
        if len(rates) < 2:
            return None
        bottom, top = min(_PACE.scale[0], *rates), max(_PACE.scale[1], *rates)
        paths = (line(self._course(piece, own), bottom, top) for piece, own in windows if own)
        low, high = _PACE.good or (bottom, top)
        low, high = bottom if low is None else low, top if high is None else high
        return Drawing(
            "".join(paths),
            _STEPS,
            f"{min(rates):.0f} to {max(rates):.0f} words a minute",
            round(100 * (top - high) / (top - bottom)),
            round(100 * (high - low) / (top - bottom)),
        )

    def _course(self, piece: Piece, own: Sequence[PaceWindow]) -> Iterator[tuple[float, float]]:
        """The middles of the windows; of a single one both its ends, so that there is a line."""
        if len(own) == 1:
            places = [(own[0].start, own[0].wpm), (own[0].end, own[0].wpm)]
        else:
            places = [((window.start + window.end) / 2, window.wpm) for window in own]
        for time_s, rate in places:
            yield _STEPS * piece.on_clock(time_s) / self.length_s, rate
