"""The linter: each rule on a deck that breaks it and on one that does not."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from voicedrill.cli.check import command
from voicedrill.decks.check import check_deck, mended
from voicedrill.decks.find import deck_names, find_deck
from voicedrill.errors import DeckError

CLEAN = """\
title: T
stories:
  - {id: s, title: S, framework: star, beats: {situation: [a spike], task: [y], action: [x], result: [none]}}
rounds:
  - {id: r, name: R, kinds: [ask-them, behavioural], questions: 2}
glossary: [Kafka, {term: p99, say: [p ninety nine]}]
questions:
  - id: a
    ask: How do you deal with late events?
    points: [windows with a grace period, {say: 8 million streams at the peak, aliases: [so many at once]}]
    facts: [8 million streams]
    red_flags: ["Silent loss: drops what is late", shows no grace period]
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
    assert check(tmp_path, CLEAN.replace("    framework: star\n", "")) == [], "the story has one"


@pytest.mark.parametrize("name", deck_names())
def test_shipped_decks_have_no_findings(name: str) -> None:
    assert check_deck(find_deck(name)) == ()


TWIN = "{id: t, title: U, beats: {x: [lions tigers bears wolves hounds foxes badgers otters]}, framework: f}"
OTHER = TWIN.replace("id: t, title: U", "id: s2, title: V").replace("badgers", "beavers")


@pytest.mark.parametrize(
    ("old", "new", "finding"),
    [
        ("[no data lost]}", "[no data lost], reslut: [x]}", ("unknown-beat", "error", 15)),
        ("beats: {situation", "beats: {setting", ("unknown-beat", "error", 3)),
        ("story: s\n", "story: t\n", ("unknown-story", "error", 14)),
        ("    framework: star\n    story: s\n", "", ("beats-without-framework", "warning", 13)),
        (
            "    framework: star\n    story: s\n    beats: {result",
            "    story: s\n    beats: {reslut",
            ("unknown-beat", "error", 14),
        ),
        ("What would you ask us?", "How do you deal with late events", ("asked-twice", "warning", 16)),
        ("kind: ask-them", "kind: technical", ("no-points", "warning", 16)),
        ("What would you ask us?", "Salary?", ("short-ask", "warning", 16)),
        ("windows with", "'[which?] windows', with", ("blank", "warning", 10)),
        ("no data lost", "____ lost", ("blank", "warning", 15)),
        ("situation: [a spike]", "situation: ['[when?]']", ("blank", "warning", 3)),
        ("grace period, {", "grace period" + " and so on" * 12 + ", {", ("long-point", "warning", 10)),
        ("story: s\n", "script: " + "many words " * 250 + "\n", ("long-script", "warning", 14)),
        ("facts: [8 million streams]", "facts: [won 3 prizes]", ("fact-without-point", "warning", 11)),
        (
            "grace period, {",
            "grace period, a window with grace periods, {",
            ("duplicate-point", "warning", 10),
        ),
        ("[so many at once]", "[8 million streams at the peak!]", ("duplicate-alias", "warning", 10)),
        ("shows no grace period", "a grace period with windows", ("flag-like-point", "warning", 12)),
        ("shows no grace period", "Mention the windows", ("flag-like-point", "warning", 12)),
        (", task: [y]", "", ("story-missing-beat", "warning", 3)),
        ("result: [none]", "result: [it went well]", ("result-without-number", "warning", 3)),
        (
            "stories:\n",
            f"frameworks: {{f: [x]}}\nstories:\n  - {TWIN}\n  - {OTHER}\n",
            ("stories-alike", "warning", 5),
        ),
        (
            "title: S,",
            "title: S, framework: null, x-a: 1}\n  - {id: u, title: s,",
            ("stories-alike", "warning", 4),
        ),
        ("kinds: [ask-them, behavioural]", "kinds: [coding]", ("round-without-questions", "warning", 5)),
        ("[Kafka, {", "[Kafka, kafka, {", ("duplicate-term", "warning", 6)),
        ("{term: p99, say: [p ninety nine]}", "k8s", ("term-without-say", "warning", 6)),
        ("title: T", f"title: T\nframeworks: {OVER_ONE}", ("shares", "error", 2)),
        ("ask: How", "aks: How", ("unknown-key", "error", 9)),
        ("id: b", "id: a", ("duplicate-id", "error", 16)),
        ("grace period", "grace: period: x", ("yaml", "error", 10)),
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


NEARLY = """\
title: T  # mine
frameworks:
  triage: [blast radius, mitigate]
stories:
  - {id: rate-limiter, title: S, framework: triage, beats: {blast radius: [all], mitigate: [one fix]}}
questions:
  # the first
  - id: a
    ask: Why do you want this?
    knid: technical  # a slip
    framework: triag
    beats: {blast raduis: [x]}
    story: rate-limitter
    dificulty: meduim
    points:
      - one thing  # line 3
      - another
      - One thing.
      - {say: a third, aliases: [the third, A third]}
"""
MENDED = """\
title: T  # mine
frameworks:
  triage: [blast radius, mitigate]
stories:
  - {id: rate-limiter, title: S, framework: triage, beats: {blast radius: [all], mitigate: [one fix]}}
questions:
  # the first
  - id: a
    ask: Why do you want this?
    kind: technical  # a slip
    framework: triage
    beats: {blast radius: [x]}
    story: rate-limiter
    difficulty: medium
    points:
      - one thing  # line 3
      - another
      - {say: a third, aliases: [the third]}
"""


def test_all_that_has_one_remedy_is_mended_and_nothing_else(tmp_path: Path) -> None:
    assert mended(NEARLY, tmp_path / "a.yaml") == MENDED
    assert mended(MENDED, tmp_path / "a.yaml") == MENDED


def test_fix_asks_before_it_changes_anything(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(NEARLY)
    shown = CliRunner().invoke(command, [str(path), "--fix"])
    assert "+    kind: technical  # a slip" in shown.stderr
    assert "Add --yes" in shown.stderr
    assert shown.exit_code == 1
    assert path.read_text() == NEARLY
    done = CliRunner().invoke(command, [str(path), "--fix", "--yes", "--json"])
    assert (done.exit_code, json.loads(done.stdout)) == (0, [])
    assert path.read_text() == MENDED
    assert list(tmp_path.iterdir()) == [path]


def test_fix_leaves_what_it_cannot_tell(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    text = CLEAN.replace("story: s\n", "story: somebody-else\n")
    path.write_text(text)
    done = CliRunner().invoke(command, [str(path), "--fix", "--yes", "--json"])
    assert "nothing that can be mended" in done.stderr
    assert set(json.loads(done.stdout)[0]) == {"rule", "severity", "file", "line", "message"}
    assert path.read_text() == text


def test_two_questions_in_the_same_words_for_two_roles_are_two(tmp_path: Path) -> None:
    text = "title: T\nquestions:\n" + "".join(
        f"  - {{id: {role}, ask: Why this role?, role: {role}, points: [a]}}\n" for role in ("nurse", "cook")
    )
    assert check(tmp_path, text) == []


@pytest.mark.parametrize(
    "flag",
    [
        "Blame shifting: puts the failure on another team",
        "mentions the tool and nothing else",
        "shows off",
        "gives no figure",
    ],
)
def test_a_red_flag_that_is_one_is_left_alone(tmp_path: Path, flag: str) -> None:
    assert check(tmp_path, CLEAN.replace("shows no grace period", f'"{flag}"')) == []
