"""Whole mock interviews: unattended, interrupted and gone on with, debriefed again."""

import json
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from mock_engine import DECK, Engine

from voicedrill.audio.files import WavWriter, read_clip
from voicedrill.cli.main import command
from voicedrill.history import mocks
from voicedrill.history.store import open_history
from voicedrill.recognition import listener, registry
from voicedrill.recognition.alignment import ProportionalAligner
from voicedrill.recognition.parts import OwnPartMaker

MOCK = ("mock", "--json", "--no-voice", "--engine", "speaker", "--seed", "1", "--end-silence", "1")


@pytest.fixture
def deck(data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    # What is "heard" was never said: nothing can be aligned to the sound, and no process need try.
    monkeypatch.setattr(listener, "open_part_maker", lambda: OwnPartMaker(ProportionalAligner()))
    monkeypatch.setitem(registry.ENGINES, "speaker", "mock_engine:Engine")
    from voicedrill.sessions.screen import Screen

    ask = Screen.ask

    def noted(self: Screen, item: Any) -> None:
        Engine.asked = "follow-up" if item.part else item.question.id
        ask(self, item)

    monkeypatch.setattr(Screen, "ask", noted)
    path = tmp_path / "clinic.yaml"
    path.write_text(DECK)
    return path


@pytest.fixture(scope="module")
def short(spoken: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two seconds of speech: its words are the engine's own."""
    path = tmp_path_factory.mktemp("short") / "short.wav"
    with WavWriter(path) as wav:
        wav.write(read_clip(spoken).samples[: 2 * 16_000])
    return path


def run(*arguments: object) -> Result:
    result = CliRunner().invoke(command, [str(argument) for argument in arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def mock(deck: Path, short: Path, *arguments: object) -> list[dict[str, Any]]:
    result = run(*MOCK, deck, "--device", f"file:{short}@0", *arguments)
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_three_rounds_unattended_and_their_debrief_again(deck: Path, short: Path) -> None:
    *reports, debrief = mock(deck, short)
    assert [report["schema"] for report in reports] == ["voicedrill.report/1"] * len(reports)
    assert debrief["schema"] == "voicedrill.debrief/1"
    assert [stage["name"] for stage in debrief["rounds"]] == ["First call", "Hiring manager", "The team"]
    assert debrief["questions"][0]["id"] == "you"
    assert {line["id"] for line in debrief["questions"]} == {"you", "better", "data", "system", "ask"}
    assert any(report["part"] for report in reports), "follow-ups were asked"
    assert all(line["answered"] for line in debrief["questions"])
    # One story for two questions, and its figure once right and once wrong.
    [twice] = debrief["stories_used_twice"]
    assert twice["story"] == "visits"
    [differing] = debrief["contradictions"]
    assert {"11" in differing[side]["evidence"]["quote"] for side in ("first", "second")} == {True, False}
    assert debrief["changes"][0]["about"] == "numbers that differ"
    assert 1 <= len(debrief["changes"]) <= 3
    [own] = debrief["own_questions"]
    assert own["listed"] == ["what does an ordinary day look like"]
    assert [quote["quote"] for quote in own["asked"]] == ["Yes. What does an ordinary day look like here?"]
    assert debrief["unused_stories"] == ["The rota"]

    assert json.loads(run("debrief", "--json").stdout) == debrief
    shown = run("debrief", debrief["mock"][:15]).stdout
    assert "Three things to change" in shown
    assert "What did you make better?" in shown
    listed = run("debrief", "--list").stdout
    assert debrief["mock"] in listed
    assert "A clinic" in listed
    deck.unlink()  # what the history knows is enough, but for stories that were never told
    again = json.loads(run("debrief", "--json").stdout)
    assert again["questions"] == debrief["questions"]


def test_an_interrupted_interview_goes_on_where_it_was(
    deck: Path, short: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_step, count = mocks.add_step, 0

    def break_off(*arguments: Any) -> None:
        nonlocal count
        count += 1
        if count == 2:
            # The answer is in the history; its step is not, as after a SIGKILL between the two.
            raise KeyboardInterrupt
        add_step(*arguments)

    monkeypatch.setattr(mocks, "add_step", break_off)
    broken = run(*MOCK, deck, "--device", f"file:{short}@0", "--follow-ups", "0")
    monkeypatch.setattr(mocks, "add_step", add_step)
    assert broken.exit_code != 0
    assert "voicedrill mock --resume" in broken.stderr
    refused = run("debrief")
    assert refused.exit_code == 2
    assert "is not over" in refused.stderr

    debrief = mock(deck, short, "--resume")[-1]
    ids = [line["id"] for line in debrief["questions"]]
    assert len(ids) == len(set(ids)) == 5
    assert all(line["answered"] for line in debrief["questions"])
    assert not any(line["follow_ups"] for line in debrief["questions"]), "it goes on as it was begun"
    with open_history() as history:
        answers = history.answers(session=debrief["mock"])
        assert mocks.find(history, "last").state == "over"
    assert sorted(answer.question_id for answer in answers) == sorted(ids), "each answer is there once"
    assert run("mock", "--resume").exit_code == 2, "none is left to go on with"


def test_the_whole_interview_comes_on_one_page(
    data: Path, deck: Path, short: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    debrief = mock(deck, short, "--round", "manager")[-1]
    page = tmp_path / "interview.html"
    told = run("debrief", "--html", page)
    assert "opens in any browser" in told.stderr
    assert told.stdout == ""
    text = page.read_text()
    answers = [line for line in debrief["questions"] if line["answered"]]
    pieces = json.loads(unescape(text.partition('data-pieces="')[2].partition('"')[0]))
    count = sum(1 + len(line["follow_ups"]) for line in answers)
    assert count > len(answers) > 1
    [sound] = (data / "attempts" / answers[0]["attempt"]).glob("answer.*")
    length_s = len(read_clip(sound).samples) / 16_000
    assert [piece[1] for piece in pieces] == [pytest.approx(length_s, abs=0.01)] * count
    starts = [number * (length_s + 0.6) for number in range(count)]
    assert [piece[0] for piece in pieces] == pytest.approx(starts, abs=0.05)
    assert len(text) > 4 / 3 * 5_000 * length_s * count, "all of them can be heard"
    assert page.stat().st_mode & 0o077 == 0

    refused = run("debrief", "--html", page)
    assert refused.exit_code == 2
    assert "--force replaces it" in refused.stderr
    sound.unlink()
    run("debrief", "--html", page, "--force")
    assert "1 recording is not there any more" in page.read_text()
    both = run("debrief", "--html", page, "--force", "--no-sound", "--json")
    assert json.loads(both.stdout) == debrief
    assert "made without the sound" in page.read_text()
    assert len(page.read_text()) < 100_000

    opened: list[str] = []
    monkeypatch.setattr("webbrowser.open", lambda address: opened.append(address) or True)
    run("debrief", "--open", "--no-sound")
    assert opened == [(data / "mock.html").as_uri()]
    run("history", "forget", answers[0]["attempt"], "--yes")
    assert not (data / "mock.html").exists(), "what was said stands on it"


def test_nothing_is_kept_when_nothing_shall_be(data: Path, deck: Path, short: Path) -> None:
    debrief = mock(deck, short, "--no-keep", "--round", "first", "--follow-ups", "0")[-1]
    assert [line["answered"] for line in debrief["questions"]] == [True, True]
    assert debrief["questions"][0]["made"] == ["I run the front desk"]
    assert not list((data / "attempts").glob("*/answer.*"))
    with open_history() as history:
        assert mocks.all_mocks(history) == []
        assert history.answers() == []


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--round", "knitting"), "no round 'knitting'"),
        (("--role", "pilot"), "no role 'pilot'"),
        (("--resume",), "No mock interview was interrupted."),
        (("--mood", "angry"), "'angry' is not one of"),
        (("--engine", "ears"), "no recogniser 'ears'"),
    ],
)
def test_what_cannot_be_is_said_in_a_sentence(deck: Path, arguments: tuple[str, ...], said: str) -> None:
    result = run("mock", deck, *arguments)
    assert result.exit_code == 2
    assert said in result.stderr
