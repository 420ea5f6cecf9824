import io
import json
from datetime import date

import pytest
from rich.console import Console

from progress_values import TODAY, empty, full, rows
from voicedrill.coach.progress.build import Progress, Rows, build_progress
from voicedrill.coach.progress.rows import AnswerRow, DayRow, Total
from voicedrill.reports.progress_json import progress_json
from voicedrill.reports.progress_terminal import print_progress


def printed(progress: Progress, width: int = 80) -> str:
    out = io.StringIO()
    print_progress(progress, Console(file=out, width=width))
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines())


FULL = """
Your progress
────────────────────────────────────────────────────────────────────────────────
  12 answers on 6 days, 6 follow-ups, 24 min of speaking. 3 days in a row.
  1 question is due: `voicedrill today` asks what you have time for.
  Missed most: “idempotent writes”, not covered in any of its last 3 tellings.
  Last told wrong: “p99 under 50 ms”, as 80 ms.
  Um and uh: 5.9 a minute of late; advice is given above 5.

Due   until a week from now
  · How late?  (since 12 Nov 2026)
      idempotent writes
    Why us?  (24 Nov 2026)

Practice   answers a day in the last 12 weeks
      Sep     Oct     Nov
  Mon · · · · · · · · · · · ·
      · · · · · · · · · · · ▒
  Wed · · · · · · · · · · · ·
      · · · · · · · · · · ▒ ▒
  Fri · · · · · · · · · · · ▒
      · · · · · · · · · · ▒ ▒
  Sun · · · · · · · · · · ·
      ░ 1   ▒ 2 to 3   ▓ 4 to 6   █ 7 and more

Over time   each mark an answer; numbers: the middle of the last ten answers
  points made        100% ┤          ▂▃  62%
                          ┤     ▂▃▅▆███
                          ┤▂▃▅▆████████
                       0% ┤████████████
                           12 Nov 2026 to 21 Nov 2026
                     your usual 36% to 80%
  pace               ▄▄▄▄▄▄▄▄▄▄▅▅  146 words a minute
                     your usual 141 to 150   good 125 to 170
  um and uh          ▇▇▇▇▆▆▆▆▆▆▆▆  5.9 to 6.9 a minute
                     your usual 5.5 to 6.5   good up to 3
  silence            ▄▄▄▄▄▄▄▄▄▄▄▄  20%
                     your usual 20%   good 12% to 30%
  length on target   ··●●··●●··●●  60%
  time to first word ▂▂▃▃▃▃▃▃▃▃▃▃  1.3 s
                     your usual 1.0 to 1.5

Points still open   as told in the last answers, the latest right
    ◐✗✗  idempotent writes
         How late?

Questions and their points   each mark a point: ✓ covered ◐ in part ✗ missed
  ✓✗  How late?  4 answers

Facts last told wrong
  ≠ p99 under 50 ms: you said 80 ms  (2 of 3 times)

Stories   and the questions that they answered
  ! rate limiter: told 5 times in 14 days   late
  – The outage: never told   not yet: why

Kinds of question   points made in the last ten answers
  technical          60%   40% before   11 answers
  pitch              –     1 answer

Your own rating
  You rate yourself lower than your points: in 6 of 6 answers, by 2.0 of 4 steps
  on average."""

EMPTY = """
Your progress
────────────────────────────────────────────────────────────────────────────────
  No answers yet. `voicedrill practice` asks the first question."""

ONE = """
Your progress
────────────────────────────────────────────────────────────────────────────────
  1 answer on 1 day, 62 s of speaking. Today is day one.

Practice   answers a day in the last 12 weeks
      Sep     Oct     Nov
  Mon · · · · · · · · · · · ·
      · · · · · · · · · · · ·
  Wed · · · · · · · · · · · ·
      · · · · · · · · · · · ·
  Fri · · · · · · · · · · · ·
      · · · · · · · · · · · ░
  Sun · · · · · · · · · · ·
      ░ 1   ▒ 2 to 3   ▓ 4 to 6   █ 7 and more

Over time
  points made        50%
  pace               150 words a minute
                     good 125 to 170
  length on target   100%"""


def test_progress_after_some_weeks() -> None:
    assert printed(full()) == FULL


def test_an_empty_history_says_how_to_begin_and_nothing_else() -> None:
    assert printed(empty()) == EMPTY


def test_one_answer() -> None:
    values = {"score": 0.5, "speech_rate_wpm": 150.0, "on_target": 1.0}
    one = Rows(
        days=(DayRow(TODAY, 1, 1, 62.0, {key: Total(1, value) for key, value in values.items()}),),
        latest=(AnswerRow(TODAY, "pitch", dict(values)),),
        measured=1,
    )
    assert printed(build_progress(one, TODAY)) == ONE


@pytest.mark.parametrize("width", [20, 33, 60, 79, 100, 300])
def test_no_line_is_wider_than_the_terminal_and_no_word_is_lost(width: int) -> None:
    text = printed(full(), width)
    # Narrower than a label and its number, a table of them is not to be had.
    assert max(len(line) for line in text.splitlines()) <= max(min(width, 100), 40)
    for word in ("idempotent", "technical", "silence", "outage"):
        assert word in text


def test_text_of_a_deck_moves_no_cursor() -> None:
    text = printed(full(" \x1b[2J\u202egpj.exe\r\n"))
    assert not any(mark in text for mark in "\x1b\u202e\r")
    assert "idempotent writes �[2J�gpj.exe" in text


def test_a_long_list_is_cut_and_its_rest_counted() -> None:
    many = rows()
    questions = tuple(many.questions[0]._replace(id=f"q{n}", ask=f"Question {n}?") for n in range(12))
    points = tuple(many.points[0]._replace(question=f"q{n}") for n in range(12))
    text = printed(build_progress(Rows(days=many.days, questions=questions, points=points), TODAY))
    assert "Question 7?" in text
    assert "Question 8?" not in text
    assert "and 4 more" in text


def test_progress_as_json_is_plain_and_whole() -> None:
    data = json.loads(progress_json(full()))
    assert data["schema"] == "voicedrill.progress/1"
    assert data["today"] == "2026-11-21"
    assert data["streak"] == {"days": 3, "today": True, "longest": 3}
    assert data["trends"][1]["usual"]["low"] == pytest.approx(140.1, abs=2)
    assert data["questions"][0]["points"][1] == {
        "id": "p2",
        "text": "idempotent writes",
        "statuses": ["partial", "missed", "missed"],
    }
    assert data["open_points"][0]["missed"] == 2.5
    assert data["facts"][0]["said"] == "80 ms"
    assert {story["id"]: story["wear"] for story in data["stories"]} == {
        "rate-limiter": "told often",
        "outage": "unused",
    }
    assert data["due"][1]["point"] == "idempotent writes"
    assert len(data["headlines"]) == 5


def test_progress_of_nothing_as_json() -> None:
    data = json.loads(progress_json(empty()))
    assert (data["attempts"], data["due"], data["questions"]) == (0, None, [])
    assert date.fromisoformat(data["calendar"][-1]["day"]).weekday() == 6
