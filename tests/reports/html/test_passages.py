"""The transcript on a page: nothing of it is lost, and every mark stands at its words."""

from dataclasses import replace

import pytest
from demo_report import demo_report
from hypothesis import given, settings
from hypothesis import strategies as st

from voicedrill.delivery.results import Filler
from voicedrill.reports.html.passages import Aside, Finder, Line, Run, lines
from voicedrill.reports.model import Report
from voicedrill.timing import Pause, Word
from voicedrill.transcript import Quote, Transcript


def runs(made: tuple[Line, ...]) -> list[Run]:
    return [part for line in made for part in line.parts if isinstance(part, Run)]


def marked(made: tuple[Line, ...], kind: str) -> str:
    """The words under marks of a kind."""
    return " ".join(word.text for run in runs(made) if kind in run.kinds for word in run.words)


def untimed(report: Report) -> Report:
    words = tuple(Word(word.text, None, None) for word in report.transcript.words)
    points = tuple(
        replace(point, evidence=point.evidence and Quote(point.evidence.quote, None, None))
        for point in report.coverage.points
    )
    return replace(
        report,
        transcript=replace(report.transcript, timing="none", words=words),
        coverage=replace(report.coverage, points=points),
        delivery=replace(report.delivery, fillers=(), pauses=()),
    )


@pytest.mark.parametrize("report", [demo_report(), untimed(demo_report())], ids=["timed", "untimed"])
def test_evidence_is_marked_where_it_was_said(report: Report) -> None:
    made = lines(report)
    partial = [point for point in report.coverage.points if point.status == "partial"]
    assert marked(made, "point-partial") == " ".join(p.evidence.quote for p in partial if p.evidence)
    ends = [number for run in runs(made) for number in run.ending]
    assert sorted(ends) == [n for n, point in enumerate(report.coverage.points, 1) if point.evidence]


def test_fillers_hedges_and_flags_are_marked() -> None:
    made = lines(demo_report())
    assert marked(made, "filler").split() == ["um", "um", "So", "basically", "um", "um"]
    assert marked(made, "hedge") == "simply"
    assert marked(made, "flag") == "had not come,"
    assert sum(run.flags for run in runs(made)) == 1


def test_what_only_the_sound_told_stands_between_the_words() -> None:
    made = lines(demo_report())
    asides = [part for line in made for part in line.parts if isinstance(part, Aside)]
    assert ("maybe", "uh?") in [(aside.kind, aside.text) for aside in asides]
    long = [pause for pause in demo_report().delivery.pauses if pause.long]
    assert [aside.start for aside in asides if aside.kind == "pause"] == [pause.start for pause in long]


def test_each_beat_is_named_where_it_begins() -> None:
    assert [line.beat for line in lines(demo_report()) if line.beat] == [
        "situation",
        "task",
        "action",
        "result",
    ]


def test_a_quote_that_comes_twice_is_found_twice() -> None:
    words = [Word(text, None, None) for text in ("I", "think", "it", "was", "fine,", "I", "think", "so")]
    finder = Finder(words)
    places = [finder.find(Quote("I think", None, None)) for _ in range(3)]
    assert places == [(0, 2), (5, 7), None]


TEXTS = st.text(min_size=0, max_size=8)
GAPS = st.floats(0, 3, allow_nan=False)


@st.composite
def answers(draw: st.DrawFn) -> Report:
    """A transcript with any words, and fillers, pauses and evidence anywhere in it."""
    time, words = 0.0, []
    for text in draw(st.lists(TEXTS, max_size=60)):
        start = time + draw(GAPS)
        time = start + draw(st.floats(0.01, 1))
        words.append(Word(text, round(start, 4), round(time, 4)))
    moments = st.tuples(st.floats(0, time + 1), st.floats(0, 4))
    pauses = tuple(
        Pause(start, start + length, length >= 1.5, "clause", False)
        for start, length in draw(st.lists(moments, max_size=5))
    )
    fillers = tuple(
        Filler("um", "filled-pause", start, start + length, "acoustic", False)
        for start, length in draw(st.lists(moments, max_size=5))
    )
    report = demo_report()
    points = tuple(
        replace(point, status="covered", evidence=Quote("", start, start + length))
        for point, (start, length) in zip(report.coverage.points, draw(st.lists(moments)), strict=False)
    )
    return replace(
        report,
        transcript=Transcript("any", None, "", "engine", tuple(words)),
        delivery=replace(report.delivery, pauses=pauses, fillers=fillers),
        coverage=replace(report.coverage, points=points),
    )


@settings(max_examples=40, deadline=None)
@given(answers())
def test_every_word_stands_once_and_at_its_time(report: Report) -> None:
    made = lines(report)
    words = report.transcript.words
    assert tuple(word for run in runs(made) for word in run.words) == words
    times = []
    for line in made:
        end = 0
        numbers = [int(number) for number in line.times.split()]
        for gap, length in zip(numbers[::2], numbers[1::2], strict=True):
            times.append((end + gap, end + gap + length))
            end += gap + length
    assert times == [(round(100 * (w.start or 0)), round(100 * (w.end or 0))) for w in words]
    # What the script of the page takes for words: the runs' texts, parted by blanks.
    assert sum(len(run.text.split(" ")) for run in runs(made)) == len(words)


@settings(max_examples=40, deadline=None)
@given(answers())
def test_no_aside_is_lost(report: Report) -> None:
    asides = [part for line in lines(report) for part in line.parts if isinstance(part, Aside)]
    long = [pause for pause in report.delivery.pauses if pause.long]
    in_words = sum(run.kinds.count("maybe") for run in runs(lines(report)))
    assert sum(aside.kind == "pause" for aside in asides) == len(long)
    if not in_words:
        assert sum(aside.kind == "maybe" for aside in asides) == len(report.delivery.fillers)
