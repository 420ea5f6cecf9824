"""What the terminal says of a follow-up's answer."""

import io
from dataclasses import replace

from rich.console import Console

from voicedrill.coach.results import Advice, Aim, FollowUpAsked
from voicedrill.coverage.words import words_of
from voicedrill.decks.model import Question, TalkingPoint
from voicedrill.reports.model import Part, Report
from voicedrill.reports.part_terminal import print_part
from voicedrill.sessions.analyse import Analyser
from voicedrill.sessions.views import rated
from voicedrill.transcript import Transcript

POINTS = (TalkingPoint("a", "I called forty patients"), TalkingPoint("b", "we moved the bakery"))
QUESTION = Question("q-follow-up-1", "What else?", points=POINTS, seconds=(10, 60))
PART = Part(
    "20261121-114258-ab12", 1, "What else?", "left out", Aim("point", "a"), ("I called forty patients",), 0.75
)


def report(text: str = "I called forty patients.") -> Report:
    made = Analyser().analyse_transcript(Transcript("test", None, text, "none", words_of(text)), QUESTION)
    still = FollowUpAsked("And then?", '"we moved the bakery" was left out.')
    advice = (Advice("length", "Say more.", None), Advice("pace", "Slow down.", None))
    return replace(made, part=PART, follow_up=still, advice=advice)


def shown(report: Report, width: int = 80) -> str:
    console = Console(file=io.StringIO(), width=width, color_system=None)
    print_part(report, console)
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def test_what_was_added_comes_first_and_one_advice_is_enough() -> None:
    lines = [line.strip() for line in shown(report()).splitlines() if line.strip()]
    assert lines[:5] == [
        "Now said   75% of the points, follow-ups counted",
        "✓ I called forty patients",
        "“I called forty patients.”",
        "✗ we moved the bakery",
        "One thing to change",
    ]
    assert "Say more." in lines
    assert "Slow down." not in lines
    assert lines[-2:] == ["Still open", '"we moved the bakery" was left out.']


def test_nothing_new_is_said_so() -> None:
    empty = replace(report("Well."), part=replace(PART, now_said=(), score=0.5))
    assert "Nothing new   50% of the points" in shown(empty)


def test_a_follow_up_without_anything_to_judge_is_just_answered() -> None:
    made = report()
    bare = replace(made.coverage, points=(), score=None)
    said = shown(replace(made, coverage=bare, part=replace(PART, now_said=(), score=None)))
    assert said.strip().startswith("Answered\n")


def test_it_keeps_within_a_narrow_terminal() -> None:
    assert max(map(len, shown(report(), 40).splitlines())) <= 40


def test_another_report_is_no_part() -> None:
    assert shown(replace(report(), part=None)) == ""


def test_the_rating_stands_beside_what_was_judged() -> None:
    assert rated(3, report()) == "You gave it 3 of 4; 1 of 2 points was made."
    none = report("Well.")
    assert rated(1, none) == "You gave it 1 of 4; 0 of 2 points were made."
    assert rated(4, replace(none, coverage=replace(none.coverage, points=()))) == "You gave it 4 of 4."
