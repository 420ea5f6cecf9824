"""`voicedrill history` and all that it can do, as the user meets it."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from click.testing import Result

from voicedrill.audio.clips import Clip
from voicedrill.audio.files import WavWriter, read_clip
from voicedrill.decks.find import find_deck
from voicedrill.decks.load import load_deck
from voicedrill.errors import DeviceError
from voicedrill.folders import data_dir
from voicedrill.history.folders import Attempt
from voicedrill.history.store import open_history
from voicedrill.reports.model import Part, Report
from voicedrill.resources import demo_dir
from voicedrill.sessions.analyse import Analyser
from voicedrill.sessions.attempts import create_attempt, create_follow_up
from voicedrill.sessions.keeping import keep_answer
from voicedrill.timing import Word
from voicedrill.transcript import Transcript

Run = Callable[..., Result]
DECK = "starter"
SAID = "Um so I called forty patients and I guess it was um the letters that nobody had ever read, sorry."
NOW = datetime.now().astimezone().replace(microsecond=0)


@pytest.fixture(scope="module")
def reports() -> dict[str, Report]:
    """Of what was said in answer to a question, by its deck."""
    words = tuple(Word(text, 0.5 + n * 0.4, 0.8 + n * 0.4, 0.9) for n, text in enumerate(SAID.split()))
    said = Transcript("test", None, SAID, "engine", words)
    with Analyser() as analyser:
        return {
            name: analyser.analyse_transcript(said, load_deck(find_deck(name)).questions[0])
            for name in (DECK, "backend")
        }


@pytest.fixture(scope="module")
def prepared(reports: dict[str, Report], tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    """A data folder with three answers from two decks, the oldest first; the last has a follow-up."""
    data, names = tmp_path_factory.mktemp("prepared"), []
    spoken = read_clip(demo_dir() / "answer.flac").samples[: 4 * 16_000]
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("VOICEDRILL_DATA", str(data))
        for days, name in ((60, DECK), (1, "backend"), (0, DECK)):
            path = find_deck(name)
            deck = load_deck(path)
            question = deck.questions[0]
            attempt = create_attempt(question, deck, NOW - timedelta(days=days), path)
            with WavWriter(attempt.recorded) as wav:
                wav.write(spoken)
            keep_answer(attempt, replace(reports[name], attempt_id=attempt.id))
            names.append(attempt.id)
        part = Part(attempt.id, 1, "Why?", "You did not say why.")
        follow_up = create_follow_up(part, replace(question, ask="Why?"), deck, path)
        keep_answer(follow_up, replace(reports[DECK], attempt_id=attempt.id, part=part))
    return data, names


@pytest.fixture
def kept(prepared: tuple[Path, list[str]]) -> list[Attempt]:
    """The answers of ``prepared``, in a data folder of the test's own."""
    data = shutil.copytree(prepared[0], data_dir(), dirs_exist_ok=True)
    return [Attempt(data / "attempts" / name) for name in prepared[1]]


def test_an_empty_history_says_how_to_begin(run: Run) -> None:
    done = run("history")
    assert (done.exit_code, done.stdout) == (0, "")
    assert "voicedrill practice" in done.stderr
    assert run("history", "show", "last").exit_code == 3
    assert run("history", "--json").stdout == ""


def test_answers_are_listed_and_their_names_lead_on(run: Run, kept: list[Attempt]) -> None:
    done = run("history")
    head, *lines = done.stdout.splitlines()
    assert head.split()[0] == "When"
    assert len(lines) == 4
    assert "+ follow-up 1" in lines[1]
    assert [line.split()[-1] for line in lines] == [
        kept[2].id.rpartition("-")[0],
        kept[2].id.rpartition("-")[0] + "/1",
        kept[1].id.rpartition("-")[0],
        kept[0].id.rpartition("-")[0],
    ]
    assert (
        kept[2].id
        == json.loads(run("history", "show", lines[0].split()[-1], "--json").stdout.splitlines()[0])[
            "attempt_id"
        ]
    )


def test_what_is_listed_can_be_narrowed(run: Run, kept: list[Attempt]) -> None:
    def listed(*options: object) -> list[str]:
        found = map(json.loads, run("history", "--json", *options).stdout.splitlines())
        return [answer["attempt"] for answer in found if answer["part"] == 0]

    old, backend, latest = (attempt.id for attempt in kept)
    assert listed() == [latest, backend, old]
    assert listed("--limit", 1) == [latest]
    assert listed("--deck", DECK) == [latest, old]
    assert listed("--deck", find_deck(DECK)) == [latest, old], "a deck is the same by its path"
    assert listed("--since", "7d") == [latest, backend]
    assert listed("--since", (NOW - timedelta(days=90)).date()) == [latest, backend, old]
    question = load_deck(find_deck("backend")).questions[0].id
    assert listed("--question", question) == listed("--question", f"backend#{question}") == [backend]
    assert "--limit shows more" in run("history", "--limit", 1).stderr
    assert "No such answers" in run("history", "--question", "nowhere").stderr


@pytest.mark.parametrize("since", ["yesterday", "7", "d7", "99999999d", "2026-13-01"])
def test_an_age_that_is_none_is_told(run: Run, since: str) -> None:
    done = run("history", "--since", since)
    assert done.exit_code == 2
    assert "such as 7d" in done.stderr


def test_the_report_is_shown_again_with_its_follow_ups(run: Run, kept: list[Attempt]) -> None:
    shown = run("history", "show", "last").stdout
    assert load_deck(find_deck(DECK)).questions[0].ask in shown
    reports = [json.loads(line) for line in run("history", "show", "last", "--json").stdout.splitlines()]
    assert [report["part"] and report["part"]["number"] for report in reports] == [None, 1]
    alone = json.loads(run("history", "show", "last/1", "--json").stdout)
    assert alone == reports[1]
    done = run("history", "show", kept[0].id[:8] + "zz")
    assert done.exit_code == 3
    assert "voicedrill history" in done.stderr


class Played:
    """A speaker that remembers."""

    def __init__(self) -> None:
        self.clips: list[Clip] = []

    def play(self, clip: Clip) -> bool:
        self.clips.append(clip)
        return True


@pytest.fixture
def speaker(monkeypatch: pytest.MonkeyPatch) -> Played:
    played = Played()
    monkeypatch.setattr("voicedrill.audio.playback.open_speaker", lambda: played)
    return played


def test_an_answer_is_heard_from_any_finding(run: Run, kept: list[Attempt], speaker: Played) -> None:
    listed = run("history", "replay", "last", "--list").stdout
    assert not speaker.clips
    numbers = [int(line.split()[0]) for line in listed.splitlines()]
    assert numbers == list(range(1, len(numbers) + 1))
    [hedge] = [line for line in listed.splitlines() if "hedge" in line]
    assert "“I guess”" in hedge
    assert (
        run("history", "replay", "last", "--finding", hedge.split()[0]).stdout.split()[1:]
        == hedge.split()[1:]
    )
    # "I guess" is the 8th word, at 3.3 s; it is heard from a second before on, to the end at 4 s.
    assert speaker.clips[-1].duration_s == pytest.approx(4 - 2.3, abs=0.05)
    run("history", "replay", "last", "--at", "0:03", "--for", 0.5)
    assert speaker.clips[-1].duration_s == pytest.approx(0.5)
    assert run("history", "replay", "last").stdout == listed
    assert speaker.clips[-1].duration_s == pytest.approx(4)


@pytest.mark.parametrize(
    ("options", "code", "told"),
    [
        (["--finding", "99"], 2, "--list"),
        (["--at", "5:00"], 2, "ends at 0:04"),
        (["--at", "soon"], 2, "1:15"),
        (["--at", "1", "--finding", "1"], 2, "twice"),
    ],
)
def test_places_that_are_none_are_told(
    run: Run, kept: list[Attempt], speaker: Played, options: list[str], code: int, told: str
) -> None:
    done = run("history", "replay", "last", *options)
    assert done.exit_code == code
    assert told in done.stderr
    assert not speaker.clips


def test_without_a_speaker_the_reason_is_told(
    run: Run, kept: list[Attempt], monkeypatch: pytest.MonkeyPatch
) -> None:
    def none() -> None:
        raise DeviceError("No speaker was found.")

    monkeypatch.setattr("voicedrill.audio.playback.open_speaker", none)
    done = run("history", "replay", "last")
    assert done.exit_code == 4
    assert "No speaker was found." in done.stderr
    assert "hedge" in done.stdout, "the findings are of use without"


def test_a_recording_that_is_gone_is_told(run: Run, kept: list[Attempt], speaker: Played) -> None:
    kept[2].recorded.unlink()
    done = run("history", "replay", "last")
    assert done.exit_code == 3
    assert "is gone" in done.stderr


def test_old_answers_are_analysed_anew(run: Run, kept: list[Attempt], scripted: str) -> None:
    kept[1].recorded.unlink()
    done = run("history", "reassess", "--all", "--engine", scripted)
    assert done.exit_code == 3, "one recording is gone, and the rest is done"
    assert kept[1].id in done.stderr
    assert f"{kept[0].id}:\n" in done.stdout
    assert f"words: {len(SAID.split()) - 2} -> 5" in done.stdout
    with open_history() as history:
        assert history.report(kept[0].id).transcript.text == "So I called forty patients."
        assert history.report(kept[1].id).transcript.text == SAID
    assert run("history", "reassess").exit_code == 2


def test_answers_are_forgotten_when_that_is_meant(run: Run, kept: list[Attempt]) -> None:
    done = run("history", "forget", kept[1].id)
    assert done.exit_code == 2, "nobody can be asked here"
    assert "--yes" in done.stderr
    assert kept[1].folder.exists()
    assert run("history", "forget", kept[1].id, "--yes").exit_code == 0
    assert run("history", "forget", "--older-than", "30d", "--yes").exit_code == 0
    assert [attempt.folder.exists() for attempt in kept] == [False, False, True]
    with open_history() as history:
        assert history.attempt_ids() == {kept[2].id}
    unfinished = create_attempt(load_deck(find_deck(DECK)).questions[0], None, NOW)
    assert run("history", "forget", "last/1", "--yes").exit_code == 2, "a part goes with the whole"
    with open_history() as history:
        assert history.connection.execute("SELECT count(*) FROM cards").fetchone()[0] > 0
    assert run("history", "forget", "--all", "--yes").exit_code == 0
    assert not unfinished.folder.exists()
    with open_history() as history:
        assert history.connection.execute("SELECT count(*) FROM cards").fetchone()[0] == 0
    assert "nothing to forget" in run("history", "forget", "--all", "--yes").stderr
    for wrong in ([], ["last", "--all"], ["--all", "--older-than", "3d"]):
        assert run("history", "forget", *wrong).exit_code == 2


def test_a_backup_goes_out_and_comes_back(run: Run, kept: list[Attempt], tmp_path: Path) -> None:
    file = tmp_path / "all.zip"
    done = run("history", "backup", file)
    assert done.exit_code == 0, done.stderr
    assert "3 answers" in done.stderr
    assert run("history", "backup", file).exit_code == 2, "it is there already"
    assert run("history", "backup", file, "--force").exit_code == 0
    run("history", "forget", "--all", "--yes")
    assert run("history", "restore", file).exit_code == 0, "there is nothing to lose"
    assert len(run("history", "--json").stdout.splitlines()) == 4
    assert kept[0].has_sound
    run("history", "forget", "last", "--yes")
    done = run("history", "restore", file)
    assert done.exit_code == 2
    assert "3 answers would replace the 2" in done.stderr
    assert run("history", "restore", file, "--yes").exit_code == 0
    assert run("history", "show", kept[2].id).exit_code == 0
    assert run("history", "restore", tmp_path / "nowhere.zip").exit_code == 3


def test_old_folders_that_cannot_be_read_are_told(run: Run, kept: list[Attempt]) -> None:
    folder = kept[0].folder.with_name("20251101-080000-aaaa")
    shutil.copytree(kept[0].folder, folder)
    (folder / "report.json").write_text("{")
    done = run("history")
    assert done.exit_code == 0
    assert "Left as it is" in done.stderr
    assert len(done.stdout.splitlines()) == 5


def test_a_damaged_history_is_one_sentence_wherever_it_is_used(
    run: Run, kept: list[Attempt], tmp_path: Path
) -> None:
    run("history", "backup", tmp_path / "all.zip")
    database = kept[0].folder.parent.parent / "history.sqlite3"
    for path in database.parent.glob("history.sqlite3*"):
        path.unlink()
    database.write_bytes(os.urandom(5000))
    for args in (
        ["history"],
        ["history", "show", "last"],
        ["practice", DECK, "--json"],
        ["review", "--json"],
    ):
        done = run(*args)
        assert done.exit_code == 3, args
        assert "damaged" in done.stderr
        assert "history restore" in done.stderr
    assert run("history", "restore", tmp_path / "all.zip").exit_code == 0
    assert len(run("history", "--json").stdout.splitlines()) == 4


def test_listing_loads_nothing_that_is_not_needed(kept: list[Attempt]) -> None:
    probe = """
import sys
from click.testing import CliRunner
from voicedrill.cli.main import command
done = CliRunner().invoke(command, ["history", "--deck", "starter"])
assert len(done.stdout.splitlines()) == 4, done.output
print(sorted({"pydantic", "numpy", "yaml", "ruamel"} & set(sys.modules)))
"""
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
