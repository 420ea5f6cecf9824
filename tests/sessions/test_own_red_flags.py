"""The user's red_flags.yaml."""

from pathlib import Path

import pytest

from voicedrill.coverage.red_flags import NO_PHRASES, Phrases
from voicedrill.coverage.words import words_of
from voicedrill.decks.model import Question
from voicedrill.errors import InputError
from voicedrill.sessions.analyse import Analyser
from voicedrill.sessions.own_red_flags import load_phrases
from voicedrill.transcript import Transcript


def test_what_the_file_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "red_flags.yaml").write_text(
        "families:\n  blame: [the auditors sprang it on us]\nown:\n  says basically: basically\n", "utf-8"
    )
    monkeypatch.setenv("VOICEDRILL_CONFIG", str(tmp_path))
    assert load_phrases() == Phrases(
        families={"blame": ("the auditors sprang it on us",)}, own={"says basically": ("basically",)}
    )


def test_no_file_no_phrases_and_no_folder_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VOICEDRILL_CONFIG", str(tmp_path / "none"))
    assert load_phrases() == NO_PHRASES
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "families:\nown:\n"])
def test_an_empty_file_is_none(tmp_path: Path, text: str) -> None:
    path = tmp_path / "red_flags.yaml"
    path.write_text(text, "utf-8")
    assert load_phrases(path) == NO_PHRASES


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("familys:\n  blame: [x]\n", r"line 1: unknown key 'familys'. Did you mean 'families'\?"),
        (
            "own:\n  a: [b]\nfamilies:\n  blaming: [x]\n",
            r"line 4: no family is called 'blaming'. Did you mean 'blame'",
        ),
        ("families:\n  blame:\n    - 3\n", r"line 2: 'blame' must be a phrase or a list of phrases"),
        ("families:\n  blame: []\n", "must be a phrase or a list"),
        ("families: [blame]\n", "line 1: 'families' must hold names"),
        ("- blame\n", "the file must hold names"),
        ("families: {blame: [x\n", "red_flags.yaml, line"),
    ],
)
def test_errors_name_the_line_and_what_was_meant(tmp_path: Path, text: str, says: str) -> None:
    path = tmp_path / "red_flags.yaml"
    path.write_text(text, "utf-8")
    with pytest.raises(InputError, match=says):
        load_phrases(path)


def test_bytes_that_are_no_text(tmp_path: Path) -> None:
    path = tmp_path / "red_flags.yaml"
    path.write_bytes(b"\xff\xfe\x00own")
    with pytest.raises(InputError, match="UTF-8"):
        load_phrases(path)


def test_a_slip_in_the_file_costs_no_report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VOICEDRILL_CONFIG", str(tmp_path))
    question = Question("q", "What broke?", red_flags=("Blame",))
    transcript = Transcript("text", None, "", "none", words_of("It was the gremlins again. To be honest."))
    (tmp_path / "red_flags.yaml").write_text("familie: {}", "utf-8")
    report = Analyser().analyse_transcript(transcript, question)
    assert "Did you mean 'families'?" in report.warnings[0]
    (tmp_path / "red_flags.yaml").write_text(
        "families: {blame: the gremlins again}\nown: {honest: to be honest}", "utf-8"
    )
    report = Analyser().analyse_transcript(transcript, question)
    assert report.warnings == ()
    assert [(flag.text, flag.present) for flag in report.coverage.red_flags] == [
        ("Blame", True),
        ("honest", True),
    ]
