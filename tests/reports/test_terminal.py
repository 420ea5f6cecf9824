import io
from dataclasses import replace

import pytest
from rich.console import Console

from voicedrill.coverage.results import BeatNote, Recital
from voicedrill.reports.model import Report
from voicedrill.reports.terminal import print_report
from voicedrill.transcript import Quote, Repair, Transcript


def printed(report: Report, width: int = 80) -> str:
    out = io.StringIO()
    print_report(report, Console(file=out, width=width))
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines())


FULL = """
How do you deal with late events?
────────────────────────────────────────────────────────────────────────────────
  ! The room is loud: move closer to the microphone.

Two things to change
  1. Say that writes are idempotent.
  2. The p99 is under 50 ms; you said 80 ms.
     0:31  “we shipped it in March”

What you said   1 of 3 points, 1 in part
  ✓ windows with a grace period
    0:31  “we shipped it in March”
  ✗ idempotent writes  (must)
  ◐ a side output for what is too late
    0:31  “we shipped it in March”

Facts
  ≠ p99 under 50 ms: you said 80 ms
    0:31  “we shipped it in March”
  ✗ 8M peak concurrent streams

Red flags
  ⚑ Blame shifting: puts the failure on another team
    0:31  “we shipped it in March”

Beats   not heard: result
  S▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇A▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇
  ■ situation 25%   ■ action 75%   ■ result –

How you said it
  length        1:10   within the 1:00 to 2:00 asked for
  pace          147 words a minute, 186 without the pauses
                ▃▅▇   120 to 190
  pauses        2, 1 of them long: 3.5 s at 0:40
  um and uh     um, 1 more possible   (0.9 to 1.7 a minute)
  fillers       you know
  timeline      0:01 u─··──────────?─────────────░░░░────y─────────────── 1:11
                · pause  ░ long pause  letters: fillers
  pitch         118 Hz in the middle, moving over 4.2 semitones
  hedges        I guess
  “I” and “we”  I ×4, we ×2
  script        31% of your three-word runs stand in it; the longest run in
                common is 9 words

They may ask next
  What did you do yourself?
  You said we twice and I never.

Heard by moonshine (tiny-en), word times aligned to the sound; points judged by
words."""

EMPTY = """
Your answer
────────────────────────────────────────────────────────────────────────────────
  ! No speech was heard.

How you said it
  words         none were recognised

Heard by text, no word times; points judged by words."""


def test_a_full_report(full_report: Report) -> None:
    assert printed(full_report) == FULL


def test_an_empty_report(empty_report: Report) -> None:
    assert printed(empty_report) == EMPTY


@pytest.mark.parametrize("width", [20, 33, 60, 100, 300])
def test_no_line_is_wider_than_the_terminal_and_no_word_is_lost(full_report: Report, width: int) -> None:
    text = printed(full_report, width)
    assert max(len(line) for line in text.splitlines()) <= min(width, 100)
    assert "idempotent" in text


def test_markup_in_an_answer_is_shown_and_not_obeyed(full_report: Report) -> None:
    report = replace(full_report, warnings=("[bold]not bold[/bold] [/]",))
    assert "[bold]not bold[/bold] [/]" in printed(report)


def test_a_repaired_term_is_shown_with_what_was_heard(full_report: Report) -> None:
    repair = Repair("item potency", "idempotency", 3.0, 3.6, 4, 4)
    transcript = replace(full_report.transcript, repairs=(repair,))
    assert "“item potency” as idempotency" in printed(replace(full_report, transcript=transcript))


def test_untimed_transcript_shows_no_times(full_report: Report) -> None:
    delivery = replace(
        full_report.delivery,
        first_word_s=None,
        answer_s=None,
        phonation_s=None,
        length=None,
        speech_rate_wpm=None,
        pace=(),
        pauses=(),
        filled_pauses_per_min=None,
        voice=None,
    )
    transcript = Transcript("text", None, "we shipped", "none", ())
    text = printed(replace(full_report, delivery=delivery, transcript=transcript))
    assert "timeline" not in text
    assert "pauses" not in text
    assert "no word times" in text


def test_what_stands_out_in_the_beats_is_told_under_them(full_report: Report) -> None:
    said = Quote("we shipped it in March", 31.25, 33.0)
    notes = (
        BeatNote("missing", "result", None),
        BeatNote("out-of-order", "situation", said, after="action"),
        BeatNote("out-of-order", "result", said, before="situation"),
        BeatNote("action-only-we", "action", said),
        BeatNote("result-without-number", "result", said),
    )
    text = printed(replace(full_report, coverage=replace(full_report.coverage, beat_notes=notes)))
    told = text[text.index("situation 25%") : text.index("How you said it")]
    assert [line.strip() for line in told.splitlines() if "·" in line] == [
        "· the situation came after the action",
        "· the result came before the situation",
        "· the action is told as “we”, never as “I”",
        "· the result has no number in it",
    ]


def test_words_that_stand_in_the_script_are_told_as_an_observation(full_report: Report) -> None:
    said = Quote("we shipped it in March", 31.25, 33.0)
    recital = Recital("script", 31, 0.62, said, 0.914)
    text = printed(replace(full_report, coverage=replace(full_report.coverage, recital=recital)), 300)
    flat = " ".join(text.split())
    assert (
        "word for word You said 31 words in a row as they stand in your script, from 0:31 on; 62% of your "
        "three-word runs stand there; your pace was 91% even"
    ) in flat
    assert "the longest run in common" not in flat
    short = Recital("earlier answer", 2, 0.04, said, None)
    text = printed(replace(full_report, coverage=replace(full_report.coverage, recital=short)), 300)
    assert "word for word 4% of your three-word runs stand in an earlier answer of yours" in " ".join(
        text.split()
    )
