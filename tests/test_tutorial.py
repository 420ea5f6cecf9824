"""The tutorial does what it says: its commands run, in its order, and print what stands below them."""

import json
import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner

from voicedrill.audio.clips import SAMPLE_RATE_HZ, Samples
from voicedrill.audio.files import WavWriter, read_clip
from voicedrill.cli.main import command
from voicedrill.recognition import registry
from voicedrill.recognition.base import Heard, Hints
from voicedrill.resources import demo_dir

PAGE = Path(__file__).resolve().parent.parent / "docs" / "tutorial.md"
#: What the page was written with; another day the interview is another day too.
INTERVIEW, WRITTEN = date(2026, 11, 28), date(2026, 11, 21)
#: These listen; what asks much gets little sound.
LISTENS = ("practice", "drill", "mock", "today")
#: What it prints depends on the machine.
LEFT_OUT = ("doctor",)


@dataclass(frozen=True)
class Step:
    """A command of the page, and what stands below it."""

    words: tuple[str, ...]
    shown: str


class Engine:
    """Hears in any part of the demo's answer the words that are there."""

    name, model = "scripted", None

    def __init__(self) -> None:
        truth = json.loads((demo_dir() / "answer.truth.json").read_text(encoding="utf-8"))
        self._words = [(word["text"], (word["start"] + word["end"]) / 2) for word in truth["words"]]
        self._sound = read_clip(demo_dir() / "answer.flac").samples

    def transcribe(self, samples: Samples, hints: Hints) -> Heard:  # noqa: ARG002 (the protocol's)
        """The words in the middle of which ``samples`` are."""
        probe = samples[len(samples) // 2 :][:800]
        places = np.flatnonzero(np.isclose(self._sound[: -len(probe)], probe[0], atol=1e-4))
        at = min(places, key=lambda at: float(np.abs(self._sound[at : at + len(probe)] - probe).sum()))
        start = (int(at) - len(samples) // 2) / SAMPLE_RATE_HZ
        end = start + len(samples) / SAMPLE_RATE_HZ
        return Heard(" ".join(text for text, middle in self._words if start <= middle < end))

    def close(self) -> None:
        """Nothing to free."""


def availability() -> None:
    """Nothing is missing for it."""


def blocks(language: str) -> list[str]:
    """What the page has in fences of ``language``."""
    return re.findall(
        rf"^```{language}\n(.*?)^```", PAGE.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE
    )


def steps() -> Iterator[Step]:
    """The commands of the page in their order."""
    for block in blocks("console"):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            line, _, shown = part.partition("\n")
            yield Step(tuple(shlex.split(line)), shown)


def pattern(shown: str, days: timedelta) -> re.Pattern[str]:
    """What ``shown`` stands for: `...` is anything, and the interview is that many days later."""
    then, now = (f"{day:%A}, {day.day} {day:%B %Y}" for day in (INTERVIEW, INTERVIEW + days))
    shown = shown.replace(then, now)
    lines = [re.escape(line.rstrip()).replace(r"\.\.\.", ".*") for line in shown.splitlines()]
    return re.compile(
        "".join(r"(?s:.*)^" if line == ".*" else line + r" *\n" for line in lines), re.MULTILINE
    )


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where a newcomer stands: nothing kept yet, the project's folder, a terminal of 80 columns."""
    for name in ("DATA", "CACHE", "CONFIG"):
        monkeypatch.setenv(f"VOICEDRILL_{name}", str(tmp_path / name.lower()))
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setitem(registry.ENGINES, "scripted", "test_tutorial:Engine")
    folder = tmp_path / "voicedrill"
    folder.mkdir()
    with WavWriter(folder / "short.wav") as sound:
        sound.write(read_clip(demo_dir() / "answer.flac").samples[: 2 * SAMPLE_RATE_HZ])
    monkeypatch.chdir(folder)
    return folder


def run(step: Step, days: timedelta) -> tuple[int, str]:
    words = [word.replace(f"{INTERVIEW}", f"{INTERVIEW + days}") for word in step.words[1:]]
    if words[0] in LISTENS and "--list" not in words:
        sound = demo_dir() / "answer.flac" if words[0] == "practice" else "short.wav"
        words += ["--device", f"file:{sound}@0", "--engine", "scripted", "--no-voice"]
        words += ["--follow-ups", "0", "--seed", "1"] if words[0] == "mock" else []  # else it is drawn
    result = CliRunner().invoke(command, words)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.output


def test_its_commands_print_what_it_shows(desk: Path) -> None:
    days = date.today() - WRITTEN
    [notes], [added] = blocks("markdown"), blocks("yaml")
    (desk / "notes.md").write_text(notes, encoding="utf-8")
    done = []
    for step in steps():
        code, printed = run(step, days)
        name = step.words[1]
        if name not in LEFT_OUT:
            assert code == 0, (step.words, printed)
            assert pattern(step.shown, days).match(printed.lstrip("\n")), f"{step.words}\n{printed}"
        done.append(name)
        if name == "import":
            deck = desk / "northlight.yaml"
            text, times = re.subn(r"^    kind: behavioural\n", rf"\g<0>{added}", deck.read_text(), flags=re.M)
            assert times == 1
            deck.write_text(text)
        if name == "practice":
            for line in "".join(blocks("text")).splitlines():
                if line != "..." and "“" not in line:
                    assert line in printed.replace(" \n", "\n"), printed
    assert {"import", "practice", "today", "mock", "drill", "progress", "report", "plan"} <= set(done)
