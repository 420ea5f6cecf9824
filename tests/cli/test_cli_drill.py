"""`voicedrill drill` from the command line to the history: a file is the microphone, a script is heard."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import ClassVar

import pytest
from click.testing import Result

from voicedrill.audio.files import WavWriter, read_clip
from voicedrill.coach.drills.kinds import KINDS
from voicedrill.history.drilled_facts import wrong_facts
from voicedrill.history.store import open_history
from voicedrill.recognition import registry
from voicedrill.recognition.fakes import ScriptedRecogniser
from voicedrill.resources import demo_dir

Run = Callable[..., Result]
RATE_HZ = 16_000


class Engine(ScriptedRecogniser):
    """Hears the lines that the test has said."""

    lines: ClassVar[list[str]] = []

    def __init__(self) -> None:
        super().__init__(iter(self.lines))


def availability() -> None:
    return None


@pytest.fixture(scope="module")
def second(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A little of the demo's answer, heard as one cut."""
    path = tmp_path_factory.mktemp("sound") / "second.wav"
    with WavWriter(path) as wav:
        wav.write(read_clip(demo_dir() / "answer.flac").samples[RATE_HZ // 2 : 2 * RATE_HZ])
    return path


@pytest.fixture
def drill(run: Run, second: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run `voicedrill drill ARGS`; the recogniser hears ``says``, one line an answer."""
    monkeypatch.setitem(registry.ENGINES, "said", f"{__name__}:Engine")

    def drill(*args: object, says: list[str]) -> Result:
        monkeypatch.setattr(Engine, "lines", says)
        result = run(
            *("drill", *args, "--no-voice", "--sound", "keep"),
            *("--engine", "said", "--device", f"file:{second}@0"),
        )
        assert result.exit_code == 0, result.output
        return result

    return drill


SAYS = {
    "pitch": "I run the front desk of a busy clinic, and I want to lead a small team.",
    "bridge": "That is true, I have not. But last year I trained two people.",
    "recovery": "I don't know. I would guess that it is the paper, and I would ask at the desk.",
    "rapid": "We cut it by seventy four percent.",
    "facts": "A thousand and one.",
    "ask-them": "What does a good first year look like? And who would I work with?",
    "pay": "I would like to hear your range first, and then I am sure that we agree.",
}


@pytest.mark.parametrize("kind", KINDS)
def test_a_whole_drill_of_each_kind(kind: str, drill: Run) -> None:
    result = drill(kind, "starter", "--count", 1, "--seed", 1, "--json", says=[SAYS[kind]])
    report, score = map(json.loads, result.stdout.splitlines())
    assert report["schema"] == "voicedrill.report/1"
    assert report["transcript"]["text"] == SAYS[kind]
    assert (score["schema"], score["kind"], score["deck"]) == ("voicedrill.drill/1", kind, "starter")
    [answer] = score["facts"] or score["answers"]
    assert answer["ask"] == report["question"]["ask"]
    with open_history() as history:
        [kept] = history.answers()
    assert (kept.mode, kept.session) == ("drill", score["session"])


def test_facts_that_were_wrong_come_first_until_they_are_right(drill: Run, run: Run) -> None:
    asked = ("facts", "backend", "--seed", 3, "--count", 2)
    told = drill(
        *asked, says=["From four point two seconds to three hundred milliseconds.", "Forty minutes."]
    )
    assert "Right." in told.output
    assert "you said Forty minutes; it is 35 minutes to recover" in told.output
    assert wrong() == {"35 minutes to recover"}
    assert "1 The checkout that slowed down every Friday: how many minutes to recover?" in (
        plain(run("drill", *asked, "--list").output)
    )
    with open_history() as history, history.transaction():  # nobody drills twice within a second
        history.connection.execute("UPDATE attempts SET created_at = '2026-01-01T09:00:00+00:00'")
    drill(*asked[:-1], 1, says=["Thirty-five."])
    assert wrong() == set()


def wrong() -> frozenset[str]:
    with open_history() as history:
        return wrong_facts(history, "backend")


def plain(text: str) -> str:
    return " ".join(text.split())


def test_without_a_kind_they_are_listed_with_what_the_deck_has(run: Run) -> None:
    for args in ((), ("starter",)):
        listed = run("drill", *args)
        assert listed.exit_code == 0
        assert all(kind in listed.output for kind in KINDS)
        assert "5 facts" in listed.output
        assert "general ones: this deck has none" in listed.output


def test_what_would_be_asked_can_be_seen_first(run: Run) -> None:
    listed = run("drill", "facts", "backend", "--list")
    assert "how many connections in the pool?" in plain(listed.output)
    assert "20" not in listed.output
    assert run("drill", "rapid", "question-bank", "--list", "--seed", 4).output == (
        run("drill", "rapid", "question-bank", "--list", "--seed", 4).output
    )


def test_what_a_deck_lacks_is_said(run: Run) -> None:
    assert "Add a question with `kind: pitch`" in " ".join(
        run("drill", "pitch", "backend", "--list").output.split()
    )
    lacks = run("drill", "facts", "question-bank")
    assert (lacks.exit_code, "no fact with a number" in lacks.output) == (2, True)


@pytest.mark.parametrize(
    "args", [("fact",), ("fact", "backend"), ("facts", "backent"), ("pitch", "--count", 0)]
)
def test_a_wrong_name_is_told_with_what_there_is(run: Run, args: tuple[object, ...]) -> None:
    refused = run("drill", *args)
    assert refused.exit_code == 2
    assert refused.output.startswith(
        ("error: no drill 'fact'. Did you mean 'facts'?", "error: No deck", "Usage")
    )
