"""The decks that ship: they are read without a complaint, can be said aloud, and are nobody else's words."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from voicedrill.coverage import facts, red_flags
from voicedrill.coverage.answers import prepare_text
from voicedrill.coverage.matching import Index
from voicedrill.decks.check import check_deck
from voicedrill.decks.load import load_deck
from voicedrill.decks.model import Deck, Question, Story
from voicedrill.resources import content_dir

DECKS = sorted(content_dir().glob("*.yaml"))
SEEDS = Path(__file__).resolve().parents[3] / "shared" / "seeds"
#: A run of so many words that also stands in a seed is a copy, not a coincidence.
COPIED = 8
#: What may be said in one breath, words.
LONGEST_BREATH = 22

every_deck = pytest.mark.parametrize("path", DECKS, ids=lambda path: path.stem)


@cache
def deck_in(path: Path) -> Deck:
    return load_deck(path)


def deck(name: str) -> Deck:
    return deck_in(content_dir() / f"{name}.yaml")


def tagged(name: str, tag: str) -> list[Question]:
    return [question for question in deck(name).questions if tag in question.tags]


def kinds(name: str) -> Counter[str]:
    return Counter(question.kind for question in deck(name).questions)


def told(sentences: Iterator[str]) -> Index:
    """Somebody who says the sentences one after the other."""
    return Index(prepare_text(" ".join(f"{s[0].upper()}{s[1:].rstrip('.?!')}." for s in sentences)))


@every_deck
def test_a_shipped_deck_has_nothing_to_complain_about(path: Path) -> None:
    assert check_deck(path) == ()


def test_a_question_is_named_once_over_all_decks() -> None:
    names = Counter(question.id for path in DECKS for question in deck_in(path).questions)
    assert {name: times for name, times in names.items() if times > 1} == {}


@every_deck
def test_every_question_says_what_to_say_how_long_and_why(path: Path) -> None:
    for question in deck_in(path).questions:
        assert 10 <= question.target_s[0] < question.target_s[1] <= 400, question.id
        assert question.difficulty, question.id
        assert question.tags, question.id
        assert question.why, question.id
        if question.kind != "ask-them":
            assert 3 <= len(question.points) <= 7, question.id
            assert question.red_flags, question.id


@every_deck
def test_points_can_be_said_in_one_breath(path: Path) -> None:
    for question in deck_in(path).questions:
        for point in question.points:
            assert 2 <= len(point.say.split()) <= LONGEST_BREATH, (question.id, point.say)
        for follow_up in question.follow_ups:
            for point in follow_up.points:
                assert len(point.say.split()) <= LONGEST_BREATH, (question.id, point.say)


@every_deck
def test_questions_and_stories_with_beats_have_notes_for_each(path: Path) -> None:
    parts: list[Question | Story] = [*deck_in(path).questions, *deck_in(path).stories]
    for part in parts:
        if part.beats:
            assert part.framework is not None, part.id
            assert list(part.beats) == [beat.beat for beat in part.framework.beats], part.id


@every_deck
def test_the_result_of_a_story_has_a_number(path: Path) -> None:
    for part in deck_in(path).stories:
        if "result" in part.beats:
            notes = " ".join(part.beats["result"])
            assert prepare_text(notes).numbers or part.facts, (part.id, notes)


@pytest.mark.parametrize(
    # In the oldest three some figures stand in the facts alone: they are for adding one's own.
    "path",
    [path for path in DECKS if path.stem not in ("starter", "backend", "pitch-and-curveballs")],
    ids=lambda path: path.stem,
)
def test_saying_every_point_states_the_facts_and_raises_no_red_flag(path: Path) -> None:
    for question in deck_in(path).questions:
        points = told(point.say for point in question.points)
        raised = [verdict.text for verdict in red_flags.judge(question.red_flags, points) if verdict.present]
        assert raised == [], question.id
        notes = [note for point in question.points for note in (point.say, *point.aliases)]
        notes += [note for each in question.beats.values() for note in each]
        whole = told(iter([*notes, *([question.script] if question.script else [])]))
        missing = {v.text: v.status for v in facts.judge(question.facts, whole) if v.status != "stated"}
        assert missing == {}, question.id


@every_deck
def test_rounds_ask_what_the_deck_has(path: Path) -> None:
    there = {question.kind for question in deck_in(path).questions}
    for each in deck_in(path).rounds:
        assert each.minutes, each.id
        assert set(each.kinds) <= there, each.id


def test_the_platform_deck_covers_its_loop() -> None:
    assert kinds("container-platform") >= Counter(
        {"technical": 12, "gap": 3, "behavioural": 4, "culture": 4, "system-design": 3, "ask-them": 3}
        | {"pitch": 2, "compensation": 1}
    )
    assert len(deck("container-platform").stories) == 3
    assert len(deck("container-platform").rounds) == 8
    for question in deck("container-platform").questions:
        if question.kind == "system-design":
            assert list(question.beats) == ["clarify", "high level", "deep dive", "trade-offs"]
        if question.kind == "gap":
            assert question.framework is not None
            assert question.framework.name == "bridge"


def test_the_data_products_deck_covers_its_loop() -> None:
    assert kinds("commerce-ml") >= Counter(
        {"technical": 15, "gap": 3, "behavioural": 3, "culture": 4, "system-design": 3, "ask-them": 4}
        | {"pitch": 1, "compensation": 1}
    )
    assert len(deck("commerce-ml").stories) == 3
    assert len(deck("commerce-ml").rounds) == 8


def test_the_senior_engineer_has_six_stories_and_twelve_patterns() -> None:
    senior = deck("senior-engineer")
    patterns, stories = tagged("senior-engineer", "pattern"), tagged("senior-engineer", "story")
    assert len(patterns) == 12
    assert Counter(question.kind for question in patterns) == {
        "system-design": 5,
        "technical": 2,
        "coding": 2,
        "culture": 2,
        "behavioural": 1,
    }
    assert all(len(question.red_flags) >= 2 and question.follow_ups for question in patterns)
    assert len(senior.stories) == 6
    assert {question.story for question in stories} == {story.id for story in senior.stories}
    for story in senior.stories:
        assert story.verified
        assert story.use_for
        assert len(story.follow_ups) == 3
        assert all(follow_up.points for follow_up in story.follow_ups)


def test_the_senior_engineer_has_pitches_gaps_recovery_curveballs_and_a_plan() -> None:
    senior = {question.id: question for question in deck("senior-engineer").questions}
    for name, shortest, longest in (("pitch-half-minute", 20, 40), ("pitch-two-minutes", 90, 135)):
        assert list(senior[name].target_s) == [shortest, longest]
        # At 150 words a minute the script must fit.
        assert shortest <= len((senior[name].script or "").split()) / 150 * 60 <= longest, name
    frameworks = {q.id: q.framework.name for q in senior.values() if q.framework}
    assert list(frameworks.values()).count("bridge") == 3
    assert frameworks["do-not-know"] == "recovery"
    assert frameworks["proud-system"] == "proud-system"
    assert frameworks["two-in-the-morning"] == "incident"
    assert list(senior["first-ninety-days"].beats) == ["orient", "deliver", "lead"]
    assert kinds("senior-engineer")["ask-them"] == 4


def test_the_deck_outside_technology_is_for_many_trades_and_kinds() -> None:
    outside = deck("outside-technology")
    assert len(outside.questions) >= 24
    assert len({question.role for question in outside.questions}) >= 12
    assert set(kinds("outside-technology")) == {
        "behavioural",
        "gap",
        "pitch",
        "curveball",
        "compensation",
        "ask-them",
        "culture",
    }


@cache
def runs_of_seeds() -> frozenset[tuple[str, ...]]:
    return frozenset(
        run for file in SEEDS.glob("*.txt") for run in runs(file.read_text("utf-8", errors="replace"))
    )


def runs(text: str) -> Iterator[tuple[str, ...]]:
    words = re.findall(r"[a-z0-9]+", text.lower().replace("'", "").replace("’", ""))
    return zip(*(words[start:] for start in range(COPIED)), strict=False)


def texts_in(data: Any) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, list):
        for item in data:
            yield from texts_in(item)
    elif isinstance(data, dict):
        for item in data.values():
            yield from texts_in(item)


@pytest.mark.skipif(
    not SEEDS.is_dir(), reason="the prep documents that gave the facts are not on this machine"
)
@every_deck
def test_no_run_of_words_is_copied_from_the_prep_documents(path: Path) -> None:
    copied = {
        " ".join(run)
        for text in texts_in(yaml.safe_load(path.read_text("utf-8")))
        for run in runs(text)
        if run in runs_of_seeds()
    }
    assert copied == set()
