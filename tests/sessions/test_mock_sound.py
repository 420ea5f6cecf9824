"""A mock interview of three rounds through the real PortAudio, unattended, in a short form."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

import pulse
from voicedrill.voice.speech import render

DECK = """\
schema: voicedrill.deck/1
title: Three short rounds
rounds:
  - {id: call, name: First call, minutes: [1, 2], kinds: [pitch], questions: 1}
  - {id: manager, name: Manager, minutes: [1, 2], kinds: [behavioural], questions: 1}
  - {id: team, name: Team, minutes: [1, 2], kinds: [technical, ask-them], questions: 1}
questions:
  - {id: who, ask: Who are you?, kind: pitch, seconds: [1, 5], points: [I run the front desk]}
  - id: better
    ask: What did you make better?
    seconds: [1, 5]
    points: [I called the patients, {id: letter, say: I wrote a letter, must: true}]
    follow_ups: [Did they get a letter?]
  - {id: booking, ask: How do you book?, kind: technical, seconds: [1, 5], points: [a calendar]}
  - {id: ask, ask: Any questions?, kind: ask-them, seconds: [1, 5], points: [what is a day like]}
"""
#: What is said, by words of the heading that it is asked under.
SAYS = {
    "follow-up": "Yes, I wrote a letter.",
    "your turn": "What is a day like here?",
    "First call": "I run the front desk.",
    "Manager": "I called the patients.",
    "Team": "In a calendar.",
}


@pytest.fixture
def folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("VOICEDRILL_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("VOICEDRILL_CACHE", str(tmp_path / "cache"))
    return tmp_path


def test_three_rounds_with_a_follow_up(folders: Path, virtual_sound: pulse.VirtualSound) -> None:
    deck = folders / "short.yaml"
    deck.write_text(DECK)
    spoken = {words: render(text, rate=170) for words, text in SAYS.items()}
    program = "from voicedrill.cli.main import main; main()"
    session = subprocess.Popen(
        [
            *(sys.executable, "-c", program, "mock", str(deck), "--mood", "pressing", "--seed", "1"),
            *("--end-silence", "1", "--no-voice", "--sound", "keep", "--json"),
        ],
        env=virtual_sound.environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert session.stderr is not None
    said, heading = [], ""
    for line in session.stderr:
        said.append(line)
        heading = line if line.startswith("──") else heading
        if "Recording." in line:
            virtual_sound.wait_for_recorder()
            virtual_sound.speak_into_microphone(next(spoken[words] for words in SAYS if words in heading))
    out, _ = session.communicate(timeout=60)
    assert session.returncode == 0, "".join(said)
    *reports, debrief = (json.loads(line) for line in out.splitlines())
    asked = [report["question"]["ask"] for report in reports if report["part"] is None]
    assert asked == ["Who are you?", "What did you make better?", "How do you book?", "Any questions?"]
    assert any(report["part"] for report in reports), "what was left open is followed up"
    assert all(report["transcript"]["words"] for report in reports)
    assert all(report["audio"]["duration_s"] < 10 for report in reports), "each ended by its silence"
    assert [stage["name"] for stage in debrief["rounds"]] == ["First call", "Manager", "Team"]
    assert debrief["questions"][0]["made"] == ["I run the front desk"]
    assert debrief["questions"][1]["follow_ups"]
    spoken_s = sum(report["audio"]["duration_s"] for report in reports)
    assert sum(stage["took_s"] for stage in debrief["rounds"]) == pytest.approx(debrief["took_s"], abs=0.1)
    assert debrief["took_s"] >= spoken_s - 0.1
