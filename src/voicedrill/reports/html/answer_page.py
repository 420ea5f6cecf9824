"""The page of one answer: what to change, the sound to listen to, what was said and how it was said."""

from collections import Counter

from voicedrill.coach.delivery_advice import Bands
from voicedrill.decks.model import Question
from voicedrill.reports.html.beats import bar, beat_rows
from voicedrill.reports.html.figures import figures
from voicedrill.reports.html.lanes import lanes
from voicedrill.reports.html.layout import data_uri, render, when
from voicedrill.reports.html.passages import Aside, Line, lines
from voicedrill.reports.html.values import EmbeddedSound, SoundPicture
from voicedrill.reports.model import Report

_NUMERALS = {1: "One thing to change", 2: "Two things to change", 3: "Three things to change"}
#: What the marks of the transcript are called, in the order of the legend.
_MARKS = {
    "point-covered": "a point made",
    "point-partial": "a point made in part",
    "filler": "filler",
    "maybe": "possible filler",
    "hedge": "hedge",
    "apology": "apology",
    "flag": "red flag",
    "pause": "long pause",
}


def answer_page(
    report: Report,
    question: Question | None = None,
    *,
    picture: SoundPicture | None = None,
    sound: EmbeddedSound | None = None,
    bands: Bands | None = None,
    open_notes: bool = False,
) -> str:
    """One HTML file that shows ``report``.

    ``question``: as it was asked; its notes are then there, folded unless ``open_notes``. ``picture``: what
    is drawn of the sound; ``sound``: what can be listened to. Without them the page shows what the report
    holds. ``bands``: the bounds by which advice was given, None: the program's own.
    """
    transcript = lines(report)
    beats = tuple(beat_rows(report.coverage, question))
    return render(
        "answer.html.j2",
        styles=("answer.css",),
        script="player.js",
        report=report,
        question=question,
        when=when(report.created_at),
        lanes=lanes(report, picture),
        sound=data_uri(sound) if sound else None,
        advice_title=_NUMERALS.get(len(report.advice), "What to change"),
        made=Counter(point.status for point in report.coverage.points),
        flags=[flag for flag in report.coverage.red_flags if flag.present],
        figures=figures(report, bands),
        lines=transcript,
        legend=_legend(transcript),
        beats=beats,
        told=bar([(row.share, row) for row in beats]),
        expected=bar([(row.expected, row) for row in beats]),
        open_notes=open_notes,
        has_notes=question is not None and has_notes(question),
    )


def _legend(transcript: tuple[Line, ...]) -> tuple[tuple[str, str], ...]:
    """The marks that stand in the transcript, with their names."""
    there = set()
    for line in transcript:
        for part in line.parts:
            there |= {part.kind} if isinstance(part, Aside) else set(part.kinds)
    return tuple((kind, name) for kind, name in _MARKS.items() if kind in there)


def has_notes(question: Question) -> bool:
    """Whether there is anything that a speaker noted for the answer."""
    return bool(question.said_script or question.facts or question.follow_ups or question.why) or any(
        any(notes) for notes in question.said_beats.values()
    )
