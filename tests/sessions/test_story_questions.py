"""Questions that name a story: judged, kept, gone on with and judged again by what the story holds."""

import io
import json
from dataclasses import replace
from datetime import UTC, datetime
from itertools import repeat
from pathlib import Path

import pytest
from mock_speaking import script_for
from rich.console import Console

from voicedrill.coach.schedule.prompts import for_points_alone
from voicedrill.decks.load import load_deck
from voicedrill.history.mocks import KeptStep, MockSettings
from voicedrill.history.store import open_history
from voicedrill.recognition.fakes import ScriptedRecogniser
from voicedrill.reports.model import Report
from voicedrill.sessions.analyse import Analyser
from voicedrill.sessions.flow_values import Rules
from voicedrill.sessions.following import completed, follow_up_item
from voicedrill.sessions.judged import as_judged
from voicedrill.sessions.manifest import answer_line
from voicedrill.sessions.mocking import Held, answered_before, new_mock
from voicedrill.sessions.practice_script import PracticeScript
from voicedrill.sessions.reassessing import reassess
from voicedrill.sessions.run import Settings, run_session
from voicedrill.sessions.screen import Screen
from voicedrill.sessions.script import Item
from voicedrill.sessions.transcripts import transcript_from_data

DECK = """
title: A shop
stories:
  - id: late
    title: The orders that came late
    framework: star
    beats: {situation: [orders came late], result: [from 9 days to 2]}
    facts: ["40 customers called", "delivery from 9 days to 2"]
    follow_ups: [What did it cost?]
questions:
  - {id: bad, ask: Tell me about a bad month., story: late, points: [I called the customers]}
  - {id: how, ask: How do you plan stock?, kind: technical, story: late, points: [count what is there]}
"""
SLIP = "Orders came late that month. So I called thirty customers, one by one. In the end it went well."


@pytest.fixture
def mine(data: Path, tmp_path: Path) -> Path:
    path = tmp_path / "mine.yaml"
    path.write_text(DECK)
    return path


def item(deck_file: Path, question: int = 0) -> Item:
    deck = load_deck(deck_file)
    return Item(deck.questions[question], deck, deck_file, "A question")


def report(item: Item, text: str = SLIP) -> Report:
    transcript = transcript_from_data(text, "test")
    return Analyser().analyse_transcript(transcript, as_judged(item).question)


def facts(report: Report) -> dict[str, str]:
    return {fact.text: fact.status for fact in report.coverage.facts}


def test_a_storys_fact_is_corrected_when_said_wrong_and_not_missed_when_not_said(
    mine: Path,
) -> None:
    told = report(item(mine))
    assert facts(told) == {"40 customers called": "misstated", "delivery from 9 days to 2": "absent"}
    advice = " ".join(advice.say for advice in told.advice if advice.about == "facts")
    assert "40 customers called" in advice
    assert "9 days" not in advice
    assert len(told.advice) <= 3
    assert told.follow_up
    assert "thirty" in told.follow_up.ask
    silent = report(item(mine), "Orders came late that month. So I called the customers. It went well.")
    assert set(facts(silent).values()) == {"absent"}
    assert not any(advice.about == "facts" for advice in silent.advice)
    assert silent.follow_up is None or silent.follow_up.about is None or silent.follow_up.about.kind != "fact"


def test_another_number_of_the_kind_is_no_slip_in_an_answer_that_tells_another_story(mine: Path) -> None:
    text = "I count what is there on Monday. Every order waits five days at most, and two people check it."
    how = report(item(mine, 1), text)
    assert facts(how)["delivery from 9 days to 2"] != "misstated"
    assert (how.coverage.beats, how.coverage.score) == ((), 1.0)


def test_only_what_is_asked_for_itself_is_judged_by_its_story(mine: Path) -> None:
    asked = item(mine)
    for said_so in (
        replace(asked, part=1, of="a"),
        replace(asked, mode="drill"),
        replace(asked, question=for_points_alone(asked.question, [asked.question.points[0].id])),
    ):
        assert as_judged(said_so) == said_so
    assert as_judged(asked).question.facts
    assert as_judged(as_judged(asked)) == as_judged(asked)


def test_the_question_is_kept_as_it_was_judged_and_needs_no_deck_again(mine: Path, spoken: Path) -> None:
    deck = load_deck(mine)
    script = PracticeScript(deck, mine, deck.questions[:1], 1)
    settings = Settings(Rules(think_s=0, end_silence_s=1.0), f"file:{spoken}@0", voice=None, check=False)
    with Analyser(recogniser=ScriptedRecogniser(repeat(SLIP))) as analyser:
        first, second = run_session(script, settings, Screen(console=Console(file=io.StringIO())), analyser)
        assert first.report
        assert facts(first.report)["40 customers called"] == "misstated"
        assert second.item.part == 1, "the follow-up that the slip asks for"
        assert second.item.question.facts == ("40 customers called",)
        assert second.item.question.from_story == ()
        assert first.attempt_id
        with open_history() as history:
            kept = history.asked(first.attempt_id).question
        assert kept == first.item.question
        assert kept.from_story == ("facts", "framework", "beats")
        mine.unlink()
        again = reassess(first.attempt_id, analyser)
    assert [facts(one.report) for one in again] == [facts(first.report), facts(second.report)]  # type: ignore[arg-type]


def test_a_mock_interview_goes_on_with_the_questions_as_they_were_asked(mine: Path, spoken: Path) -> None:
    deck = load_deck(mine)
    script = script_for(deck)
    asked = as_judged(item(mine))
    with Analyser(recogniser=ScriptedRecogniser(repeat(SLIP))) as analyser:
        settings = Settings(Rules(think_s=0, end_silence_s=1.0), f"file:{spoken}@0", voice=None, check=False)
        practice = PracticeScript(deck, mine, deck.questions[:1])
        [first] = run_session(practice, settings, Screen(console=Console(file=io.StringIO())), analyser)
    assert first.report
    held = Held(
        new_mock(deck, mine, script.plan, MockSettings("friendly", 0.0, 1.0, 60.0), datetime.now(UTC)),
        [KeptStep(0, "bad", 0, "answered", first.attempt_id, 0.0, 9.0)],
        {(first.attempt_id or "", 0): first.report},
    )
    mine.write_text(DECK.replace("40 customers called", "41 customers called"))
    [before] = answered_before(held, replace(script, deck=load_deck(mine), questions={}))
    assert before.item.question == asked.question
    follow_up = follow_up_item([before], 1)
    assert follow_up
    assert completed(report(follow_up, "Forty, I counted."), follow_up, [before]).part


def test_a_manifest_judges_by_the_story_too(mine: Path) -> None:
    line = {"id": 1, "transcript": SLIP, "question": "mine.yaml#bad"}
    answer = json.loads(answer_line(Analyser(), json.dumps(line).encode(), "m", mine.parent).line)
    coverage = answer["report"]["coverage"]
    first = coverage["facts"][0]
    assert (first["text"], first["status"], first["said"]) == ("40 customers called", "misstated", "thirty")
    assert first["from_story"] is True
    assert coverage["beats"]
