"""`voicedrill decks` and `voicedrill check`."""

import json
from pathlib import Path

GOOD = "title: Mine\nquestions:\n  - {id: a, ask: How?, points: [x, y]}\n"
BAD = "title: Mine\nquestions:\n  - {id: a, ask: How?, pionts: [x]}\n"


def test_shipped_decks_and_their_questions_are_listed(run) -> None:
    result = run("decks")
    assert result.exit_code == 0
    assert "  starter " in result.stdout
    listed = run("decks", "starter").stdout
    assert listed.startswith("starter: ")
    assert "made-it-better" in listed


def test_a_deck_of_ones_own_as_json(run, tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(GOOD)
    (deck,) = json.loads(run("decks", path, "--json").stdout)
    assert deck == {
        "deck": str(path),
        "title": "Mine",
        "file": str(path),
        "role": None,
        "company": None,
        "stories": 0,
        "rounds": 0,
        "minutes": [1.2, 2.5],
        "questions": [{"id": "a", "ask": "How?", "kind": "behavioural", "seconds": [75, 150], "points": 2}],
    }


def test_a_deck_that_is_not_there(run, tmp_path: Path) -> None:
    assert run("decks", "nonsense").exit_code == 2
    assert run("decks", tmp_path / "no.yaml").exit_code == 3
    assert run("check", tmp_path / "no.yaml").exit_code == 3
    assert run("check", tmp_path).exit_code == 3


def test_check_as_text(run, tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(BAD)
    result = run("check", path)
    assert result.exit_code == 1
    assert result.stdout == (
        f"{path}, line 3: error: unknown key 'pionts' in a question. Did you mean 'points'? [unknown-key]\n"
    )
    assert "1 error." in result.stderr


def test_check_as_json(run, tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(BAD)
    result = run("check", path, "--json")
    (finding,) = json.loads(result.stdout)
    assert list(finding) == ["rule", "severity", "file", "line", "message"]
    assert (finding["rule"], finding["severity"], finding["line"]) == ("unknown-key", "error", 3)
    assert result.stderr == ""


def test_warnings_alone_leave_with_zero(run, tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(GOOD.replace("x, y", "'[what year?]'"))
    result = run("check", path)
    assert (result.exit_code, result.stdout.count("error:")) == (0, 0)
    assert "[blank]" in result.stdout
    assert run("check", "starter", "--json").stdout == "[]\n"
