"""Whole sessions without a terminal: the file microphone, the embedded recogniser, a process of its own."""

import json
import os
import signal
import subprocess
import sys
import time
import wave
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import past_answers
from voicedrill.audio.files import read_clip
from voicedrill.reports.as_json import to_json
from voicedrill.sessions.attempts import Attempt, unfinished_attempts

ShareHeard = Callable[[str], float]
QUESTION = ("starter", "--question", "made-it-better")


def command(*arguments: object) -> list[str]:
    return [sys.executable, "-c", "from voicedrill.cli.main import main; main()", *map(str, arguments)]


def practice(*arguments: object) -> "subprocess.CompletedProcess[str]":
    done = subprocess.run(
        command("practice", *arguments), stdin=subprocess.DEVNULL, capture_output=True, text=True
    )
    assert "Traceback" not in done.stderr
    return done


def reports(done: "subprocess.CompletedProcess[str]") -> list[dict[str, Any]]:
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def kept(data: Path) -> list[Attempt]:
    return [Attempt(folder) for folder in sorted((data / "attempts").iterdir())]


def seconds(path: Path) -> float:
    if path.suffix != ".wav":
        return read_clip(path).duration_s
    with wave.open(str(path)) as file:
        return file.getnframes() / file.getframerate()


def test_an_answer_from_a_file_is_reported_and_kept(
    data: Path, spoken: Path, spoken_s: float, share_heard: ShareHeard
) -> None:
    done = practice(*QUESTION, "--json", "--no-voice", "--device", f"file:{spoken}@8")
    [report] = reports(done)
    assert report["question"]["id"] == "made-it-better"
    assert share_heard(report["transcript"]["text"]) > 0.7
    assert report["warnings"] == []
    [attempt] = kept(data)
    assert report["attempt_id"] == attempt.id
    assert report["audio"]["path"] == str(attempt.sound)
    [in_history] = past_answers.reports()
    assert json.loads(to_json(in_history)) == report
    assert not attempt.question.exists()
    assert attempt.sound.suffix == ".flac"
    # It ended by silence, 2.5 s after the last word.
    assert seconds(attempt.sound) == pytest.approx(spoken_s + 2.5, abs=0.5)
    assert report["audio"]["duration_s"] == pytest.approx(seconds(attempt.sound), abs=0.01)
    assert report["timings"]["after_speech_s"] > 0
    assert str(attempt.folder) in done.stderr


def test_a_streamed_answer_is_told_as_the_file_is(data: Path, spoken: Path) -> None:
    done = practice(*QUESTION, "--json", "--no-voice", "--device", f"file:{spoken}@0")
    [streamed] = reports(done)
    filed = subprocess.run(
        command("analyze", "--json", kept(data)[0].folder), capture_output=True, text=True, check=True
    )
    report = json.loads(filed.stdout)
    for key in ("attempt_id", "question", "audio", "transcript", "delivery", "coverage", "advice"):
        assert report[key] == streamed[key], key


def start_in_real_time(spoken: Path) -> "subprocess.Popen[str]":
    """A session that has begun to record."""
    process = subprocess.Popen(
        command("practice", *QUESTION, "--json", "--no-voice", "--device", f"file:{spoken}"),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stderr is not None
    for line in process.stderr:
        if "Recording." in line:
            return process
    raise AssertionError("it never began to record")


def wait_for_sound(data: Path, at_least_s: float) -> Attempt:
    [attempt] = kept(data)
    deadline = time.monotonic() + 60
    while seconds(attempt.sound) < at_least_s:
        assert time.monotonic() < deadline, "nothing is recorded"
        time.sleep(0.02)
    return attempt


def test_a_killed_session_leaves_its_sound_and_the_next_one_says_so(
    data: Path, spoken: Path, share_heard: ShareHeard
) -> None:
    process = start_in_real_time(spoken)
    attempt = wait_for_sound(data, 1.0)
    reached = time.monotonic()
    wait_for_sound(data, 3.0)
    spoken_s = 1.0 + time.monotonic() - reached
    process.kill()
    process.communicate()
    assert seconds(attempt.sound) >= spoken_s - 0.5
    assert unfinished_attempts() == [attempt]
    done = practice(*QUESTION, "--json", "--no-voice", "--no-keep", "--device", f"file:{spoken}@0")
    assert f"voicedrill analyze {attempt.folder}" in done.stderr
    finished = subprocess.run(
        command("analyze", "--json", attempt.folder), capture_output=True, text=True, check=True
    )
    assert share_heard(json.loads(finished.stdout)["transcript"]["text"]) > 0.2
    assert unfinished_attempts() == []
    assert [report.attempt_id for report in past_answers.reports()] == [attempt.id]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signals")
@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_session_says_where_its_sound_is(
    data: Path, spoken: Path, sent: signal.Signals
) -> None:
    process = start_in_real_time(spoken)
    attempt = wait_for_sound(data, 1.0)
    process.send_signal(sent)
    out, err = process.communicate()
    assert process.returncode == 130
    assert out == ""
    assert f"voicedrill analyze {attempt.folder}" in err
    assert "Traceback" not in err
    assert seconds(attempt.sound) >= 1.0
    assert unfinished_attempts() == [attempt]
