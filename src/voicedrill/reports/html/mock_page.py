"""The page of a mock interview: what to change, the whole of it on one timeline, then question by question.

Every verdict on it stands in the debrief, or in the reports of its answers; here they are put in place.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from voicedrill.coach.mock.results import Debrief, RoundLine, Trend
from voicedrill.reports.html.cards import Card, card
from voicedrill.reports.html.drawing import line, percent
from voicedrill.reports.html.interview import QuestionTold, pieces
from voicedrill.reports.html.layout import data_uri, render, when
from voicedrill.reports.html.mock_lanes import timeline
from voicedrill.reports.html.values import EmbeddedSound

_HEADINGS = {1: "One thing to change", 2: "Two things to change", 3: "Three things to change"}
_TRENDS = {"speech_rate_wpm": ("Pace", "words a minute"), "fillers_per_min": ("Fillers", "a minute")}
_LENGTHS = {"short": "shorter than", "on-target": "within", "long": "longer than"}
#: Close up a second of the interview is so many pixels wide.
_WIDE = 8


@dataclass(frozen=True)
class RoundShown:
    """A round on a scale that all rounds share, in percent: how long it took within its limit and beyond it,
    where the limit is, and what was planned.
    """

    stage: RoundLine
    within: str
    over: str
    limit: str
    planned: str


@dataclass(frozen=True)
class TrendShown:
    """A metric over the interview: in words, and as a line in a box of 100 by 100."""

    name: str
    words: str
    path: str


def mock_page(
    debrief: Debrief,
    questions: Sequence[QuestionTold],
    *,
    sound: EmbeddedSound | None = None,
    silent_because: str = "",
    open_notes: bool = False,
) -> str:
    """One HTML file that shows a mock interview.

    ``questions``: those of ``debrief``, in its order, with their answers. ``sound``: all recordings that have
    a ``sound_s``, in this order, each followed by `interview.BETWEEN_S` of silence. ``silent_because``: why
    the page has no sound, as a sentence. ``open_notes``: the notes for the answers are not folded.
    """
    found = pieces(questions, has_sound=sound is not None)
    spots = {(piece.number, piece.told.part): piece for piece in found}
    lanes = timeline(debrief, questions, found)
    cards = [card(told, spots) for told in questions]
    return render(
        "mock.html.j2",
        styles=("answer.css", "mock.css"),
        script="player.js",
        debrief=debrief,
        when=when(debrief.created_at),
        advice_title=_HEADINGS.get(len(debrief.changes), "What to change"),
        lanes=lanes,
        wide=round(_WIDE * lanes.length_s) if lanes else 0,
        spots=spots,
        sound=data_uri(sound) if sound else None,
        silent_because=silent_because,
        rounds=tuple(_rounds(debrief.rounds)),
        trends=tuple(map(_trend, debrief.trends)),
        stages=_by_round(debrief, cards),
        counts=_counts(cards),
        lengths=_LENGTHS,
        open_notes=open_notes,
    )


def _by_round(debrief: Debrief, cards: Sequence[Card]) -> list[tuple[str, list[Card]]]:
    """The cards under the names of their rounds."""
    groups = [list(group) for _, group in groupby(cards, key=lambda card: card.line.round)]
    names = [stage.name for stage in debrief.rounds]
    if len(names) != len(groups):
        names = [f"Round {number}" for number in range(1, len(groups) + 1)]
    return list(zip(names, groups, strict=True))


def _counts(cards: Sequence[Card]) -> dict[str, int]:
    """What the head of the page counts; the candidate's own questions have no points."""
    judged = [card.line for card in cards if card.line.kind != "ask-them"]
    return {
        "asked": len(cards),
        "answered": sum(card.line.answered for card in cards),
        "follow_ups": sum(len(card.line.follow_ups) for card in cards),
        "made": sum(len(told.made) for told in judged),
        "partly": sum(len(told.partly) for told in judged),
        "points": sum(len(told.made) + len(told.partly) + len(told.missed) for told in judged),
    }


def _rounds(stages: Sequence[RoundLine]) -> Iterator[RoundShown]:
    whole = max((max(stage.took_s, stage.limit_s, stage.planned_s) for stage in stages), default=0.0)
    for stage in stages:
        yield RoundShown(
            stage,
            percent(min(stage.took_s, stage.limit_s), whole),
            percent(stage.over_s, whole),
            percent(stage.limit_s, whole),
            percent(stage.planned_s, whole),
        )


def _trend(trend: Trend) -> TrendShown:
    name, unit = _TRENDS[trend.metric]
    if trend.moved == "steady":
        words = f"stayed at about {(trend.first + trend.last) / 2:.0f} {unit}"
    else:
        words = f"{trend.moved} from {trend.first:.0f} to {trend.last:.0f} {unit}"
    values = [value for _, value in trend.values]
    points = ((100 * place / max(len(values) - 1, 1), value) for place, value in enumerate(values))
    return TrendShown(name, words, line(points, min(values), max(values)))
