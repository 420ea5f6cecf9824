"""When a pressing interviewer breaks in, and when not."""

import json
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from voicedrill.coach.mock.pressing import HOW, HOW_MUCH, LEAST_S, MOST, WHOSE, Pressed, press

FOLDER = Path(__file__).resolve().parent
VAGUE = yaml.safe_load((FOLDER / "vague_answers.yaml").read_text())
ROOT = FOLDER.parents[2]
CONCRETE = [
    (case["id"], case["kind"], case["answer"])
    for line in (ROOT / "benchmarks" / "data" / "coverage_answers.jsonl").read_text().splitlines()
    for case in [json.loads(line)]
    if len(case["answer"].split()) >= 60
]
#: Of the concrete ones, the answer of "we" alone that should be pressed.
ONLY_WE = "we-did"
#: An answer of boasts that is let through: "complaints", "backlog" and "delighted" look like things.
LET_THROUGH = "The results were really great."


def play(text: str, kind: str, wpm: float = 140.0, lag_s: float = 3.0) -> tuple[Pressed, ...]:
    """Speak ``text``; its words are known some seconds later, a few at a time."""
    words, pressed = text.split(), ()
    for second in range(0, round(len(words) / wpm * 60), 5):
        known = words[: max(0, int((second - lag_s) * wpm / 60))]
        found = press(" ".join(known), float(second), kind, pressed)  # type: ignore[arg-type]
        pressed += (found,) if found else ()
    return pressed


@pytest.mark.parametrize("case", VAGUE, ids=lambda case: f"{case['split']}: {case['text'][:30]}")
def test_a_vague_answer_is_pressed(case: dict[str, str]) -> None:
    pressed = play(case["text"], case["kind"])
    if case["text"].startswith(LET_THROUGH):
        assert not pressed, "it is caught now: say so in docs/mock.md"
        return
    assert 1 <= len(pressed) <= MOST
    assert pressed[0].at_s >= LEAST_S
    if "first" in case:
        assert pressed[0].say == case["first"]
    assert len({one.say for one in pressed}) == len(pressed)


def test_a_concrete_answer_is_not_interrupted() -> None:
    pressed = {name for name, kind, text in CONCRETE if play(text, kind)}
    assert pressed == {ONLY_WE}
    assert len(CONCRETE) > 70


@given(st.text(alphabet="abcdefgh iwe.", max_size=600), st.floats(0, 600), st.integers(0, 3))
def test_nothing_is_said_too_soon_or_too_often(text: str, recorded_s: float, count: int) -> None:
    before = tuple(Pressed(HOW, 10 * n, 10.0 * n) for n in range(count))
    pressed = press(text, recorded_s, "behavioural", before)
    if pressed is not None:
        assert count < MOST
        assert recorded_s - (before[-1].at_s if before else 0.0) >= LEAST_S
        assert pressed.say in {HOW, WHOSE, HOW_MUCH} - {one.say for one in before}


VAGUE_WORDS = VAGUE[1]["text"]


@pytest.mark.parametrize(
    "detail",
    [
        "and that brought us 40 new customers",
        "and then I rang the supplier and cancelled the order",
        "and that was with Marta from the night shift",
    ],
)
def test_one_detail_is_enough(detail: str) -> None:
    words = VAGUE_WORDS.split()
    assert press(" ".join(words[:80]), 40.0, "behavioural") is not None
    assert press(" ".join([*words[:60], *detail.split(), *words[60:80]]), 40.0, "behavioural") is None


def test_a_term_of_the_deck_counts_as_a_name() -> None:
    words = [*VAGUE[3]["text"].split()[:70], "kubernetes"]
    assert press(" ".join(words), 40.0, "technical") is not None
    assert press(" ".join(words), 40.0, "technical", terms=frozenset({"kubernetes"})) is None


@pytest.mark.parametrize("kind", ["pitch", "compensation", "ask-them"])
def test_some_questions_are_never_interrupted(kind: str) -> None:
    assert play(VAGUE_WORDS * 2, kind) == ()
