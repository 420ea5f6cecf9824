"""The score of a drill on the screen."""

import io

import pytest
from rich.console import Console

from voicedrill.coach.drills.model import AskedQuestion, Check, DrillAnswer, DrillResult, FactRecall, Mark
from voicedrill.coverage.results import FactVerdict
from voicedrill.reports.drill_json import drill_json
from voicedrill.reports.drill_terminal import print_drill
from voicedrill.transcript import Quote

QUOTE = Quote("last year I trained two people", 3.0, 5.0)


def answer(ask: str, **more: object) -> DrillAnswer:
    return DrillAnswer("a", ask, 1.25, 31.0, 70, 135.5, (20.0, 40.0), **more)  # type: ignore[arg-type] # by name


def printed(result: DrillResult, width: int = 80) -> str:
    out = io.StringIO()
    print_drill(result, Console(file=out, width=width, highlight=False))
    return out.getvalue()


RESULTS = {
    "pitch": DrillResult(
        "pitch",
        (
            answer("Who are you?", marks=(Mark("hook", True, 0.0), Mark("close", False))),
            answer("Who are you?", checks=(Check("length", False, "12 s: 8 s under."),)),
        ),
        best=0,
    ),
    "bridge": DrillResult(
        "bridge",
        (
            answer(
                "You have never done it?",
                marks=(Mark("acknowledge", True, 0.0), Mark("pivot", True, 3.2), Mark("evidence", False)),
                checks=(Check("evidence", False, "No proof.", QUOTE), Check("apology", True, "No apology.")),
            ),
        ),
    ),
    "rapid": DrillResult(
        "rapid",
        (
            answer("Why here?", checks=(Check("answers", True, "It made a point."),)),
            answer("Why now?", checks=(Check("answers", False, "It made none."),)),
            answer("Why you?"),
        ),
        median_first_word_s=1.25,
        slowest=1,
    ),
    "facts": DrillResult(
        "facts",
        facts=(
            FactRecall("How many desks?", FactVerdict("20 desks", "stated", None, QUOTE)),
            FactRecall("How long?", FactVerdict("35 minutes", "misstated", "forty minutes", QUOTE)),
            FactRecall("How fast?", FactVerdict("p99 under 50 ms", "absent", None, None)),
        ),
        passed=1,
    ),
    "ask-them": DrillResult(
        "ask-them",
        (
            answer(
                "What would you like to know?",
                marks=(Mark("what is hard", True, evidence=QUOTE), Mark("what comes next", False)),
                asked=(AskedQuestion(Quote("Is it nice?", 1.0, 2.0), closed=True),),
            ),
        ),
    ),
}


def test_a_pitch_shows_its_tries_and_the_best() -> None:
    text = printed(RESULTS["pitch"])
    assert "20 to 40 s" in text
    assert "1  31 s, 136 words a minute, first word after 1.2 s  ★ best" in text
    assert "✓\u00a0hook\u00a00\u00a0s" in text
    assert "✗ 12 s: 8 s under." in text


def test_a_bridge_shows_when_each_beat_came_and_the_words_that_prove_a_lack() -> None:
    text = printed(RESULTS["bridge"])
    assert "✓\u00a0pivot\u00a03\u00a0s  ✗\u00a0evidence" in text
    assert "0:03  “last year I trained two people”" in text
    assert "✓ No apology." in text


def test_rapid_fire_ends_in_a_table_with_the_median_and_the_slowest() -> None:
    text = printed(RESULTS["rapid"])
    assert "1 of 2 answered in the first sentence" in text  # of the third nothing can be said
    assert "1.2 s, median of 3" in text
    assert "slowest       1.2 s: Why now?" in text


def test_facts_are_listed_as_wrong_missing_and_right() -> None:
    text = printed(RESULTS["facts"])
    assert text.index("Wrong") < text.index("Missing") < text.index("Right")
    assert "you said forty minutes; it is 35 minutes" in text
    assert "it is p99 under 50 ms" in text
    assert "1 of 3 right" in text


def test_own_questions_are_ticked_and_the_closed_ones_marked() -> None:
    text = printed(RESULTS["ask-them"])
    assert "? Is it nice?  (yes or no)" in text
    assert "✓ what is hard" in text
    assert "✗ what comes next" in text


@pytest.mark.parametrize("kind", RESULTS)
@pytest.mark.parametrize("width", [24, 60, 200])
def test_every_score_fits_its_window(kind: str, width: int) -> None:
    lines = printed(RESULTS[kind], width).splitlines()
    assert max(map(len, lines)) <= min(width, 100)
    assert printed(DrillResult("pay"), width).strip().startswith("Pay")


def test_the_score_as_json_is_one_line_of_plain_data() -> None:
    line = drill_json(RESULTS["rapid"], "starter", "drill-1")
    assert "\n" not in line
    assert '"schema": "voicedrill.drill/1"' in line
    assert '"median_first_word_s": 1.25' in line
