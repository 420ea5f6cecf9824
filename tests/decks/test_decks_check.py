"""The linter: each rule on a deck that breaks it and on one that does not."""

from pathlib import Path

import pytest

from voicedrill.decks.check import check_deck
from voicedrill.decks.find import deck_names, find_deck
from voicedrill.errors import DeckError

CLEAN = """\
title: T
stories:
  - {id: s, title: S, framework: star, beats: {situation: [a spike]}}
questions:
  - id: a
    ask: How do you deal with late events?
    points: [windows with a grace period, 8 million streams at the peak]
    facts: [8 million streams]
    framework: star
    story: s
    beats: {result: [no data lost]}
  - {id: b, ask: What would you ask us?, kind: ask-them}
"""


OVER_ONE = "{f: [{beat: x, share: 0.7}, {beat: y, share: 0.5}]}"


def check(tmp_path: Path, text: str) -> list[tuple[str, str, int | None]]:
    path = tmp_path / "a.yaml"
    path.write_text(text)
    findings = check_deck(path)
    assert all(finding.file == str(path) for finding in findings)
    return [(finding.rule, finding.severity, finding.line) for finding in findings]


def test_a_good_deck_has_no_findings(tmp_path: Path) -> None:
    assert check(tmp_path, CLEAN) == []


@pytest.mark.parametrize("name", deck_names())
def test_shipped_decks_have_no_findings(name: str) -> None:
    assert check_deck(find_deck(name)) == ()


@pytest.mark.parametrize(
    ("old", "new", "finding"),
    [
        ("[no data lost]}", "[no data lost], reslut: [x]}", ("unknown-beat", "error", 11)),
        ("beats: {situation", "beats: {setting", ("unknown-beat", "error", 3)),
        ("story: s\n", "story: t\n", ("unknown-story", "error", 10)),
        ("    framework: star\n", "", ("beats-without-framework", "warning", 10)),
        ("What would you ask us?", "How do you deal with late events", ("asked-twice", "warning", 12)),
        ("kind: ask-them", "kind: technical", ("no-points", "warning", 12)),
        ("windows with", "'[which?] windows', with", ("blank", "warning", 7)),
        ("no data lost", "____ lost", ("blank", "warning", 11)),
        ("grace period", "grace period" + " and so on" * 12, ("long-point", "warning", 7)),
        ("facts: [8 million streams]", "facts: [won 3 prizes]", ("fact-without-point", "warning", 8)),
        ("title: T", f"title: T\nframeworks: {OVER_ONE}", ("shares", "error", 2)),
        ("ask: How", "aks: How", ("unknown-key", "error", 6)),
        ("id: b", "id: a", ("duplicate-id", "error", 12)),
        ("grace period", "grace: period: x", ("yaml", "error", 7)),
    ],
)
def test_each_rule(tmp_path: Path, old: str, new: str, finding: tuple[str, str, int]) -> None:
    assert old in CLEAN
    assert finding in check(tmp_path, CLEAN.replace(old, new, 1))


def test_a_deck_without_questions(tmp_path: Path) -> None:
    assert check(tmp_path, "title: T\nquestions: []\n") == [("no-questions", "warning", 2)]


def test_there_must_be_a_text_to_check(tmp_path: Path) -> None:
    with pytest.raises(DeckError, match="no such file"):
        check_deck(tmp_path / "no.yaml")
