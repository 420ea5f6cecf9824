"""`voicedrill decks`, `questions` and `deck show|sheet|export|new`."""

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from voicedrill.audio.clips import SAMPLE_RATE_HZ
from voicedrill.audio.files import WavWriter, read_clip
from voicedrill.cli.main import command
from voicedrill.decks.check import check_deck
from voicedrill.decks.load import load_deck

DEMO = Path(__file__).parents[2] / "audio_fixtures" / "demo" / "answer.flac"
GOOD = """\
# my own
title: Mine
stories:
  - {id: rota, title: The rota, beats: {task: [plan]}, framework: star, facts: [9 people]}
questions:
  - {id: late, ask: 'How late?', kind: technical, tags: [streams], points: [x, y], difficulty: hard}
  - {id: fight, ask: A fight?, story: rota}
"""
HOSTILE = "<script>alert('1')</script> [bold]x[/bold] \x1b[2J \u202eevil & \"q\""


@pytest.fixture
def mine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "mine.yaml"
    path.write_text(GOOD)
    return path


def type_in(text: str, *args: object) -> Result:
    result = CliRunner().invoke(command, [str(arg) for arg in args], input=text)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


# -- decks and questions -------------------------------------------------------------------------------


def test_decks_tells_those_that_ship_and_those_in_this_folder(run, mine: Path) -> None:
    mine.with_name("broken.yaml").write_text("questions: [\n")
    result = run("decks")
    assert "  starter " in result.stdout
    assert "In this folder:\n  mine.yaml " in result.stdout
    assert "2 questions, 2–4 min of answers, 1 story" in result.stdout
    assert "voicedrill check broken.yaml" in result.stderr


def test_questions_are_found_over_all_decks(run, mine: Path) -> None:
    listed = json.loads(run("questions", "--tag", "streams", "--json").stdout)
    mine_only = [entry for entry in listed if entry["deck"] == "mine.yaml"]
    assert mine_only == [
        {
            "question": "mine.yaml#late",
            "deck": "mine.yaml",
            "id": "late",
            "ask": "How late?",
            "kind": "technical",
            "difficulty": "hard",
            "role": None,
            "tags": ["streams"],
            "seconds": [60, 120],
            "points": ["x", "y"],
        }
    ]


def test_questions_of_one_deck_as_text(run, mine: Path) -> None:
    result = run("questions", mine, "--difficulty", "hard", "--search", "late")
    assert result.stdout == f"{mine}#late\n  How late?\n  technical · hard · #streams\n"
    assert result.stderr == "\n1 question.\n"


def test_a_tag_that_nobody_has(run, mine: Path) -> None:
    result = run("questions", mine, "--tag", "stream")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "Did you mean 'streams'?" in result.stderr
    assert run("questions", mine, "--tag", "stream", "--json").stdout == "[]\n"


def test_an_unknown_kind_lists_the_kinds(run) -> None:
    result = run("questions", "--kind", "riddle")
    assert result.exit_code == 2
    assert "'system-design'" in result.stderr


# -- show ----------------------------------------------------------------------------------------------


def test_show_a_deck_a_question_and_a_story(run, mine: Path) -> None:
    whole = run("deck", "show", mine).stdout
    assert all(text in whole for text in ("Mine", "The rota", "plan", "9 people", "How late?", "A fight?"))
    assert "✓ x" not in whole
    assert "✓ x" in run("deck", "show", mine, "--all").stdout
    question = run("deck", "show", mine, "fight").stdout
    assert "A fight?" in question
    assert "The rota" in question
    story = run("deck", "show", mine, "rota").stdout
    assert "Answers" in story
    assert "A fight?" in story
    assert run("deck", "show", mine, "nobody").exit_code == 2


def test_what_is_piped_is_plain(run, mine: Path) -> None:
    output = run("deck", "show", mine, "--all").stdout
    assert "\x1b" not in output
    assert [line for line in output.split("\n") if line != line.rstrip()] == []


@pytest.mark.parametrize("args", [["show"], ["show", "--all"], ["show", "q"], ["sheet"]])
def test_hostile_text_is_shown_as_text(run, tmp_path: Path, args: list[str]) -> None:
    name, *rest = args
    result = run("deck", name, _hostile(tmp_path), *rest)
    assert result.exit_code == 0
    assert "[bold]x[/bold]" in result.stdout
    assert not set("\x1b\u202e") & set(result.stdout)


# -- sheet ---------------------------------------------------------------------------------------------


def test_sheet_in_the_terminal(run) -> None:
    output = run("deck", "sheet", "container-platform").stdout
    assert "Ask them" in output
    assert "99.99% uptime · p99 under 50 ms" in output


def test_a_page_is_not_overwritten_without_a_word(run, tmp_path: Path) -> None:
    page = tmp_path / "sheet.html"
    assert run("deck", "sheet", "starter", "--html", page).exit_code == 0
    assert page.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    page.write_text("mine")
    assert run("deck", "sheet", "starter", "--html", page).exit_code == 2
    assert page.read_text() == "mine"
    assert run("deck", "sheet", "starter", "--html", page, "--force").exit_code == 0
    assert page.read_text(encoding="utf-8") != "mine"
    assert run("deck", "sheet", "starter", "--html", tmp_path / "no" / "s.html").exit_code == 2
    assert [path.name for path in tmp_path.iterdir()] == ["sheet.html"]


def test_open_without_a_file_makes_one_in_the_cache(run, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr("webbrowser.open", lambda uri: bool(opened.append(uri)) or True)
    assert run("deck", "sheet", "starter", "--open").exit_code == 0
    assert run("deck", "sheet", "starter", "--open").exit_code == 0
    assert opened[0].startswith("file:///")
    assert opened[0].endswith("/starter-sheet.html")


# -- export --------------------------------------------------------------------------------------------


def test_export_here_and_into_a_file(run, mine: Path, tmp_path: Path) -> None:
    here = run("deck", "export", mine, "--to", "csv").stdout_bytes
    rows = list(csv.DictReader(io.StringIO(here.decode(), newline="")))
    assert [row["question"] for row in rows] == ["How late?", "A fight?"]
    assert rows[0]["points"] == "• x\n• y"
    out = tmp_path / "out.csv"
    assert run("deck", "export", mine, "--to", "csv", "-o", out).exit_code == 0
    assert out.read_bytes() == here
    assert run("deck", "export", mine, "--to", "anki", "-o", out).exit_code == 2
    assert out.read_bytes() == here


def test_what_was_exported_is_imported(run, mine: Path, tmp_path: Path) -> None:
    for form, name in (("csv", "d.csv"), ("anki", "d.txt"), ("markdown", "d.md")):
        out, deck = tmp_path / name, tmp_path / f"{form}.yaml"
        assert run("deck", "export", "starter", "--to", form, "-o", out).exit_code == 0
        assert run("import", out, "-o", deck).exit_code == 0
        before = load_deck(Path(__file__).parents[2] / "content" / "starter.yaml")
        assert [(q.ask, [p.say for p in q.points]) for q in load_deck(deck).questions] == [
            (q.ask, [p.say for p in q.points]) for q in before.questions
        ]


# -- new -----------------------------------------------------------------------------------------------

STORY = (
    "The rota\n\nnobody came\nnine were ill\n\nplan it\n\nasked them\n\nall came: 9 of 9\n\n9 of 9\n\n"
    "conflict, planning\n"
)


def test_a_story_is_asked_for_beat_by_beat(tmp_path: Path) -> None:
    path = tmp_path / "new.yaml"
    result = type_in(f"Mine\n\nnurse\n{STORY}Tell me about a conflict.\n", "deck", "new", "--story", path)
    assert result.exit_code == 0, result.output
    assert check_deck(path) == ()
    deck = load_deck(path)
    assert (deck.title, deck.company, deck.role) == ("Mine", None, "nurse")
    story = deck.stories[0]
    assert story.beats == {
        "situation": ("nobody came", "nine were ill"),
        "task": ("plan it",),
        "action": ("asked them",),
        "result": ("all came: 9 of 9",),
    }
    assert (story.facts, story.use_for) == (("9 of 9",), ("conflict", "planning"))
    assert (deck.questions[0].ask, deck.questions[0].story) == ("Tell me about a conflict.", "the-rota")
    assert [path.name for path in tmp_path.iterdir()] == ["new.yaml"]


def test_questions_are_asked_for_until_there_is_none(tmp_path: Path) -> None:
    path = tmp_path / "new.yaml"
    first = "How late?\nriddle\ntechnical\nkeep a window\n\n\n\nstreams\n"
    second = "How late?\n\nI listened\n\n\nhook\n\n\n\n\n\n\n"
    result = type_in(f"Mine\n\n\n{first}{second}\n", "deck", "new", path)
    assert result.exit_code == 0, result.output
    assert "No kind 'riddle'" in result.stderr
    deck = load_deck(path)
    assert [(q.id, q.kind) for q in deck.questions] == [
        ("how-late", "technical"),
        ("how-late-2", "behavioural"),
    ]
    assert deck.questions[1].beats == {"situation": ("hook",)}


def test_a_deck_that_is_there_is_added_to_and_not_overwritten(mine: Path) -> None:
    assert type_in(f"{STORY}\n", "deck", "new", "--story", mine).exit_code == 2
    assert mine.read_text() == GOOD
    assert type_in(f"{STORY}\n", "deck", "new", "--story", mine, "--add", "--force").exit_code == 2
    assert type_in(f"{STORY}\n", "deck", "new", "--story", mine, "--add").exit_code == 0
    assert mine.read_text().startswith("# my own\n")
    assert [story.id for story in load_deck(mine).stories] == ["rota", "the-rota"]
    assert len(load_deck(mine).questions) == 2


def test_who_breaks_off_loses_nothing_and_nothing_is_written(tmp_path: Path) -> None:
    lines = f"Mine\n\nnurse\n{STORY}Why?\n".splitlines(keepends=True)
    for given in range(1, len(lines)):
        result = type_in("".join(lines[:given]), "deck", "new", "--story", tmp_path / "new.yaml")
        assert result.exit_code == 130
        assert list(tmp_path.iterdir()) == []
        for line in lines[:given]:
            assert all(word.strip() in result.stdout for word in line.split(",")), line
        (tmp_path / "kept.yaml").write_text(result.stdout)
        assert not [finding for finding in check_deck(tmp_path / "kept.yaml") if finding.severity == "error"]
        (tmp_path / "kept.yaml").unlink()
    nothing = type_in("", "deck", "new", tmp_path / "new.yaml")
    assert (nothing.exit_code, nothing.stdout) == (130, "")


def test_who_breaks_off_while_adding_gets_what_was_new(mine: Path) -> None:
    first = "How late?\ntechnical\nkeep a window\n\n\n\nstreams\n"
    result = type_in(f"{first}And now?\n\nI listened\n", "deck", "new", mine, "--add")
    assert result.exit_code == 130
    assert mine.read_text() == GOOD
    mine.write_text(result.stdout)
    added = load_deck(mine)
    assert [(q.id, q.ask) for q in added.questions] == [("how-late", "How late?"), ("and-now", "And now?")]
    assert added.questions[1].points[0].say == "I listened"
    assert added.title == "Mine"


def test_a_deck_that_went_bad_meanwhile_costs_nothing(mine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from voicedrill.cli import saving
    from voicedrill.errors import UsageError

    def refuse(*_: object, **__: object) -> None:
        raise UsageError("The disk is full.")

    monkeypatch.setattr(saving, "save", refuse)
    result = type_in("How late?\n\n\n\n\n\n\n\n\n\n\n", "deck", "new", mine, "--add")
    assert result.exit_code == 2
    assert "The disk is full." in result.stderr
    assert "How late?" in result.stdout


def test_a_story_by_voice(tmp_path: Path, scripted: str) -> None:
    sound = tmp_path / "four-seconds.wav"
    with WavWriter(sound) as writer:
        writer.write(read_clip(DEMO).samples[: 4 * SAMPLE_RATE_HZ])
    path = tmp_path / "new.yaml"
    # Title typed; company and role left out; then by voice: once again, once typed, once left out.
    keys = "t\nMine\ns\ns\n\n\na\n\nt\nplan it\n\ns\n\ns\n\ns\n"
    result = type_in(
        keys, "deck", "new", "--story", path, "--voice", "--device", f"file:{sound}@0", "--engine", scripted
    )
    assert result.exit_code == 0, result.output
    assert [finding for finding in check_deck(path) if finding.severity == "error"] == []
    story = load_deck(path).stories[0]
    assert story.title == "So I called forty patients"
    assert story.beats == {
        "situation": ("So I called forty patients",),
        "task": ("plan it",),
        "result": ("So I called forty patients",),
    }


def test_no_microphone_is_told_before_anything_is_lost(tmp_path: Path, scripted: str) -> None:
    path = tmp_path / "new.yaml"
    result = type_in(
        "", "deck", "new", path, "--voice", "--device", f"file:{tmp_path}/none.wav", "--engine", scripted
    )
    assert result.exit_code in (3, 4)
    assert not path.exists()
    assert type_in("", "deck", "new", path, "--voice", "--engine", "nobody").exit_code == 2


def _hostile(folder: Path) -> Path:
    path = folder / "hostile.yaml"
    text = json.dumps(HOSTILE)
    story = f"{{id: s, title: {text}, beats: {{task: [{text}]}}, framework: star}}"
    question = f"{{id: q, ask: {text}, points: [{text}], red_flags: [{text}], tags: [{text}], story: s}}"
    path.write_text(
        f"title: {text}\nrole: {text}\nstories:\n  - {story}\nquestions:\n  - {question}\n", encoding="utf-8"
    )
    return path
