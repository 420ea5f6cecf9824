"""Drills as scripts of a session: what is asked when, by which rules, and what is said in between."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from voicedrill.coach.drills.kinds import KINDS
from voicedrill.coach.drills.model import Options
from voicedrill.decks.find import find_deck
from voicedrill.decks.load import load_deck
from voicedrill.sessions.analyse import Analyser
from voicedrill.sessions.drill import DrillScript
from voicedrill.sessions.flow_values import Recording, Rules
from voicedrill.sessions.script import Answered, Item
from voicedrill.sessions.transcripts import transcript_from_text
from voicedrill.sessions.views import View, status

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)


def script(kind: str, deck: str = "backend", minutes: float | None = None, **options: object) -> DrillScript:
    loaded = load_deck(find_deck(deck))
    drill = KINDS[kind].build(loaded, Options(**options))  # type: ignore[arg-type] # by name, as given
    return DrillScript(drill, loaded, Path("deck.yaml"), Rules(), "drill-1", minutes)


def answered(item: Item | None, text: str) -> Answered:
    assert item is not None
    report = Analyser().analyse_transcript(transcript_from_text(text), item.question)
    return Answered(item, "next", NOW, report)


def skipped(item: Item | None) -> Answered:
    assert item is not None
    return Answered(item, "skip", NOW)


def test_a_fact_is_asked_at_once_briefly_and_without_its_report() -> None:
    item = script("facts").next((), 0.0)
    assert item is not None
    assert item.rules is not None
    assert (item.rules.think_s, item.rules.max_s, item.rules.end_silence_s) == (0.0, 10.0, 1.5)
    assert not any((item.reveal, item.rules.can_rate, item.rules.can_redo, item.rules.can_correct))
    assert (item.mode, item.session, item.heading) == ("drill", "drill-1", "Fact 1 of 3")


def test_a_pitch_leaves_time_to_think_and_ends_hard() -> None:
    item = script("pitch", "pitch-and-curveballs").next((), 0.0)
    assert item is not None
    assert item.rules is not None
    assert (item.rules.think_s, item.rules.max_s, item.rules.end_silence_s) == (10.0, 60.0, 2.5)


def test_the_time_left_is_shown_from_the_start() -> None:
    item = script("pitch", "pitch-and-curveballs").next((), 0.0)
    assert item is not None
    assert item.rules is not None
    lines = status(View(item.question, Recording(5.0, heard_speech=True), item.rules), 100)
    assert "time limit: ends in 55 s" in "\n".join(str(line) for line in lines.renderables)


def test_the_truth_is_told_before_the_next_fact_and_only_then() -> None:
    drill = script("facts", seed=3)
    first = drill.next((), 0.0)
    assert first is not None
    assert first.lead_in is None
    [fact] = first.question.facts
    wrong = drill.next((answered(first, "It was a thousand and one."),), 5.0)
    assert wrong is not None
    assert wrong.lead_in == f"It is: {fact}."
    right = drill.next((answered(first, fact.replace("%", " percent")),), 5.0)
    assert right is not None
    assert right.lead_in == "Right."
    after_a_skip = drill.next((skipped(first),), 5.0)
    assert after_a_skip is not None
    assert after_a_skip.lead_in is None


def test_it_ends_with_its_items_or_its_minutes() -> None:
    drill = script("rapid", "starter", minutes=1.0)
    first = drill.next((), 100.0)
    assert first is not None  # one at least
    so_far = (skipped(first),)
    assert drill.next(so_far, 59.0) is not None
    assert drill.next(so_far, 60.0) is None
    assert script("rapid", "starter").next((skipped(first),) * 6, 0.0) is None


@pytest.mark.parametrize("kind", KINDS)
def test_what_was_skipped_does_not_count(kind: str) -> None:
    drill = script(kind, "senior-engineer", count=2)
    first = drill.next((), 0.0)
    one = answered(first, "That is right. I have seven years of it, and I would like to hear more.")
    second = drill.next((one,), 1.0)
    result = drill.result((one, skipped(second)))
    assert len(result.answers) + len(result.facts) == 1
    ask = result.facts[0].ask if result.facts else result.answers[0].ask
    assert first is not None
    assert ask == first.question.ask
