"""`voicedrill practice` without a terminal: options, what goes wrong, and the sentences for it."""

import json
from collections.abc import Callable
from itertools import repeat
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from voicedrill.cli.main import command
from voicedrill.recognition import registry
from voicedrill.recognition.fakes import ScriptedRecogniser
from voicedrill.sessions.attempts import Attempt

Practice = Callable[..., Result]
QUESTION = ("starter", "--question", "made-it-better")


@pytest.fixture
def practice() -> Practice:
    """Run `voicedrill practice ARGS`; it leaves with an exit code and without a traceback."""

    def run(*arguments: object) -> Result:
        result = CliRunner().invoke(command, ["practice", *map(str, arguments)])
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        return result

    return run


def reports(done: Result) -> list[dict[str, Any]]:
    assert done.exit_code == 0, done.output
    return [json.loads(line) for line in done.stdout.splitlines()]


def kept(data: Path) -> list[Attempt]:
    return [Attempt(folder) for folder in sorted((data / "attempts").iterdir())]


def test_several_questions_give_a_line_each(practice: Practice, data: Path, spoken: Path) -> None:
    device = ("--device", f"file:{spoken}@0")
    done = practice("backend", "--questions", 2, "--json", "--no-voice", "--no-keep", *device)
    assert [report["question"]["kind"] for report in reports(done)] != []
    assert len(reports(done)) == 2
    assert kept(data) == []


def test_no_speech_is_a_warning_in_the_report(practice: Practice, data: Path, silence: Path) -> None:
    done = practice(*QUESTION, "--json", "--no-voice", "--device", f"file:{silence}@0")
    [report] = reports(done)
    assert "No speech was heard." in report["warnings"]
    assert report["delivery"]["word_count"] == 0
    assert report["delivery"]["speech_rate_wpm"] is None


def test_the_time_limit_ends_an_answer(practice: Practice, data: Path, spoken: Path) -> None:
    done = practice(*QUESTION, "--json", "--no-voice", "--max-seconds", 4, "--device", f"file:{spoken}@4")
    [report] = reports(done)
    assert report["audio"]["duration_s"] == pytest.approx(4, abs=0.2)


def test_without_a_terminal_the_report_is_printed_for_people(
    practice: Practice, data: Path, spoken: Path
) -> None:
    done = practice(*QUESTION, "--no-voice", "--device", f"file:{spoken}@0")
    assert done.exit_code == 0, done.stderr
    assert "What you said" in done.stdout
    assert str(kept(data)[0].folder) in done.stdout
    assert "\x1b" not in done.stdout


class BrokenEngine(ScriptedRecogniser):
    def __init__(self) -> None:
        super().__init__(repeat(RuntimeError("out of order")))


def availability() -> None:
    """What the registry asks of an engine's module."""


def test_a_recogniser_that_fails_leaves_the_recording_and_says_how_to_go_on(
    practice: Practice, data: Path, spoken: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(registry.ENGINES, "broken", f"{__name__}:BrokenEngine")
    device = ("--device", f"file:{spoken}@0")
    done = practice(*QUESTION, "--json", "--no-voice", "--no-keep", "--engine", "broken", *device)
    assert done.exit_code == 4
    assert done.stdout == ""
    [attempt] = kept(data)
    assert attempt.is_unfinished
    assert f"voicedrill analyze {attempt.folder}" in done.stderr
    assert [line for line in done.stderr.splitlines() if line.startswith("error: ")] != []


def test_the_deck_that_was_taken_is_told(practice: Practice, data: Path, spoken: Path) -> None:
    done = practice("--questions", 1, "--no-voice", "--json", "--device", f"file:{spoken}@0")
    assert len(reports(done)) == 1
    assert "Deck: starter" in done.stderr


def test_a_voice_that_fails_is_a_line_and_not_the_end(
    practice: Practice, data: Path, spoken: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VOICEDRILL_ESPEAK", "system-of-old")
    done = practice(*QUESTION, "--json", "--device", f"file:{spoken}@0")
    assert len(reports(done)) == 1
    assert done.stderr.count("The question is not read aloud") == 1


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["no-such-deck"], 2, "No deck 'no-such-deck'"),
        (["starter", "--question", "nothing"], 2, "No question 'nothing'"),
        (["starter", "--engine", "mumble"], 2, "no recogniser 'mumble'"),
        (["starter", "--end-silence", "0"], 2, "--end-silence"),
        (["starter", "--device", "file:nowhere.wav"], 3, "nowhere.wav"),
        (["starter", "--device", "no such microphone"], 4, "microphone"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(
    practice: Practice, data: Path, arguments: list[str], code: int, says: str
) -> None:
    done = practice(*arguments, "--json", "--no-voice")
    assert done.exit_code == code, done.stderr
    assert says in done.stderr
    assert done.stdout == ""
    assert not (data / "attempts").exists() or kept(data) == []


def test_a_page_is_written_beside_the_recording_if_wanted(
    practice: Practice, data: Path, silence: Path
) -> None:
    device = ("--device", f"file:{silence}@0")
    [report] = reports(practice(*QUESTION, "--json", "--no-voice", "--page", "--sound", "delete", *device))
    page = kept(data)[0].folder / "report.html"
    assert report["question"]["ask"] in page.read_text(encoding="utf-8")
    assert "audio/mpeg" in page.read_text(encoding="utf-8")  # made before the recording goes
    assert page.stat().st_mode & 0o077 == 0
