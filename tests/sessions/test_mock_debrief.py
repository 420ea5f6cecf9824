"""The debrief of a mock interview: what it tells, and how it looks."""

import io
import json
from dataclasses import replace
from pathlib import Path

import pytest
from mock_speaking import BEGAN_AT, Interview, script_for
from rich.console import Console

from voicedrill.coach.mock.results import Debrief
from voicedrill.decks.find import find_deck
from voicedrill.decks.load import load_deck
from voicedrill.decks.model import Deck, Question, Round, TalkingPoint
from voicedrill.history.mocks import Mock, MockSettings
from voicedrill.reports.debrief_json import debrief_json
from voicedrill.reports.debrief_terminal import print_debrief
from voicedrill.resources import demo_dir
from voicedrill.sessions.mocking import Held, debrief_of
from voicedrill.sessions.script import Item

FIXTURES = demo_dir().parent
FILES = {
    "about-you": "about-you-slow",
    "made-it-better": "made-it-better-good",
    "difficult-colleague": "colleague-rambles",
    "a-mistake": "mistake-blames",
    "too-much-at-once": "priorities-too-fast",
}
OWN = {
    "why-us": (
        "I like that you are small. At the clinic I brought the missed appointments from eighteen percent "
        "down to nine percent with one text message two days before each visit, and I would like to do that "
        "kind of thing here, where I see what comes of it for the patients who had simply forgotten to come."
    ),
    "your-questions": "Yes. What should I have done after three months? And what do people find hard here?",
}


@pytest.fixture(autouse=True)
def _own_data(data: Path) -> None:
    """The questions as they were asked are looked for in the history."""


def said(item: Item) -> str:
    if item.part:
        return "I can say more about that if you like."
    name = item.question.id
    if name in OWN:
        return OWN[name]
    return str(json.loads((FIXTURES / f"{FILES[name]}.truth.json").read_text())["text"])


def held_after(interview: Interview, deck: Deck) -> Held:
    """What a session keeps of an interview that was spoken."""
    script = interview.script
    held = Held(Mock("mock-test", "2026-11-21T09:00:00+00:00", "deck", deck.title, script.plan, SETTINGS))
    so_far = interview.so_far
    ends = [(one.started_at - BEGAN_AT).total_seconds() for one in so_far[1:]] + [interview.now_s]
    for at, (answered, ends_at_s) in enumerate(zip(so_far, ends, strict=True)):
        held.take(script, so_far[: at + 1], ends_at_s)
        assert answered.item.session == "mock-test"
    return held


SETTINGS = MockSettings("friendly", 5.0, 2.5, 600.0)


@pytest.fixture(scope="module")
def starter() -> Deck:
    return load_deck(find_deck("starter"))


@pytest.fixture(scope="module")
def interview(starter: Deck, tmp_path_factory: pytest.TempPathFactory) -> Interview:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("VOICEDRILL_DATA", str(tmp_path_factory.mktemp("data")))
        interview = Interview(script_for(starter), said)
        interview.run()
    return interview


@pytest.fixture
def debrief(interview: Interview, starter: Deck) -> Debrief:
    return debrief_of(held_after(interview, starter), starter)


def printed(debrief: Debrief, width: int = 80) -> str:
    console = Console(file=io.StringIO(), width=width, highlight=False)
    print_debrief(debrief, console)
    text = console.file.getvalue()  # type: ignore[attr-defined]
    assert all(len(line) <= max(width, 20) for line in text.splitlines() if "─" not in line), width
    return str(text)


def test_an_interview_is_told_as_a_coach_would(debrief: Debrief) -> None:
    lines = {line.id: line for line in debrief.questions}
    assert [line.number for line in debrief.questions] == list(range(1, 8))
    better = lines["made-it-better"]
    assert len(better.made) == 6
    assert better.length is not None
    assert better.length.verdict == "on-target"
    assert lines["about-you"].must_missed == ("I want to lead a small team",)
    assert lines["a-mistake"].fillers_per_min is not None
    assert lines["a-mistake"].fillers_per_min > 10
    assert lines["a-mistake"].red_flags
    [differing] = debrief.contradictions
    assert (differing.first.evidence.quote, differing.sure) == ("eleven percent were missed,", True)
    assert "nine percent" in differing.second.evidence.quote
    [twice] = debrief.stories_used_twice
    assert (twice.first, twice.second) == (better.number, lines["why-us"].number)
    [own] = debrief.own_questions
    assert len(own.asked) == 2
    assert own.left == ("when will I hear from you",)
    assert {trend.metric: trend.moved for trend in debrief.trends} == {
        "speech_rate_wpm": "steady",
        "fillers_per_min": "fell",
    }
    assert [kind.kind for kind in debrief.kinds] == ["pitch", "behavioural", "culture"]
    assert sum(stage.took_s for stage in debrief.rounds) == pytest.approx(debrief.took_s, abs=0.1)
    assert [change.about for change in debrief.changes][:2] == ["numbers that differ", "one story twice"]


def test_the_same_answers_give_the_same_debrief(debrief: Debrief, starter: Deck) -> None:
    interview = Interview(script_for(starter), said)
    interview.run()
    again = debrief_of(held_after(interview, starter), starter)
    assert debrief_json(again) == debrief_json(debrief)
    data = json.loads(debrief_json(debrief))
    assert data["schema"] == "voicedrill.debrief/1"
    assert data["questions"][0]["length"]["verdict"] == "short"


@pytest.mark.parametrize("width", [28, 46, 80, 200])
def test_it_is_plain_text_at_every_width(debrief: Debrief, width: int) -> None:
    text = printed(debrief, width)
    assert "\x1b" not in text
    squeezed = " ".join(text.split())
    assert "Three things to change" in squeezed
    assert "You told one thing with two numbers." in squeezed
    assert "question 5" in squeezed or "question 6" in squeezed
    assert "eleven percent were missed" in squeezed


def test_what_was_skipped_and_what_was_silent_is_told(starter: Deck) -> None:
    interview = Interview(script_for(starter, follow_ups=0), says_nothing)
    interview.run()
    debrief = debrief_of(held_after(interview, starter), starter)
    text = printed(debrief)
    assert "skipped" in text
    assert "no words were heard" in text
    assert "None was heard." in text
    assert any(change.about == "your questions" for change in debrief.changes)
    assert debrief.trends == ()


def says_nothing(item: Item) -> str | None:
    return {"about-you": None, "your-questions": "No, thank you."}.get(item.question.id, "")


def test_an_interview_without_fault_gets_no_advice() -> None:
    point = TalkingPoint("a", "I count the boxes")
    deck = Deck(
        "Boxes",
        tuple(
            Question(f"q{n}", "And?", kind="technical", seconds=(2, 30), points=(point,)) for n in range(3)
        ),
        rounds=(Round("r", "Round", (5, 10), ("technical",), 3),),
    )
    answers = (
        "I count the boxes on Monday.",
        "First I count the boxes twice.",
        "Then I count the boxes again.",
    )
    interview = Interview(script_for(deck, follow_ups=0), _Boxes(answers))
    interview.run()
    debrief = debrief_of(held_after(interview, deck), deck)
    assert debrief.changes == ()
    assert "Nothing stands out" in printed(debrief)


class _Boxes:
    def __init__(self, answers: tuple[str, ...]) -> None:
        self._answers = iter(answers)

    def __call__(self, item: Item) -> str:
        return "How many boxes are there?" if item.question.kind == "ask-them" else next(self._answers)


def test_a_deck_cannot_move_the_cursor() -> None:
    evil = "Tell me\x1b[2J about\u202e it [bold]now[/bold]"
    deck = Deck(
        "D\x1b]0;x\x07", (Question("q", evil, seconds=(2, 30), points=(TalkingPoint("a", "no\x1b[1m"),)),)
    )
    interview = Interview(script_for(deck), lambda _: "We did it, you know.")
    interview.run()
    text = printed(debrief_of(held_after(interview, deck), deck))
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert "[bold]now[/bold]" in text


def test_an_answer_that_was_deleted_since_is_not_told(interview: Interview, starter: Deck) -> None:
    held = held_after(interview, starter)
    gone = next(iter(held.reports))
    debrief = debrief_of(replace(held, reports={k: v for k, v in held.reports.items() if k != gone}), starter)
    assert [line.answered for line in debrief.questions].count(False) == 1
