"""`voicedrill analyze`: good and bad input, each with its report or its sentence and exit code."""

import hashlib
import json
import wave
from pathlib import Path

import numpy as np
import pytest

from voicedrill.audio.files import read_clip
from voicedrill.reports.as_json import from_json
from voicedrill.resources import demo_dir

RATE = 16_000


@pytest.fixture(scope="session")
def speech() -> np.ndarray:
    """Six seconds of the demo's answer."""
    return read_clip(demo_dir() / "answer.flac").samples[: 6 * RATE]


def write_wav(path: Path, samples: np.ndarray, rate: int = RATE, channels: int = 1) -> Path:
    with wave.open(str(path), "wb") as file:
        file.setnchannels(channels)
        file.setsampwidth(2)
        file.setframerate(rate)
        data = np.repeat((np.clip(samples, -1, 1) * 32767).astype("<i2"), channels)
        file.writeframes(data.tobytes())
    return path


def write_float_wav(path: Path, samples: np.ndarray) -> Path:
    data = samples.astype("<f4").tobytes()
    form = b"fmt " + (16).to_bytes(4, "little") + (3).to_bytes(2, "little") + (1).to_bytes(2, "little")
    form += RATE.to_bytes(4, "little") + (4 * RATE).to_bytes(4, "little") + b"\x04\x00\x20\x00"
    body = b"WAVE" + form + b"data" + len(data).to_bytes(4, "little") + data
    path.write_bytes(b"RIFF" + len(body).to_bytes(4, "little") + body)
    return path


def resampled(samples: np.ndarray, rate: int) -> np.ndarray:
    times = np.arange(int(len(samples) * rate / RATE)) / rate
    return np.interp(times, np.arange(len(samples)) / RATE, samples).astype(np.float32)


@pytest.mark.parametrize("form", ["stereo", "8 kHz", "96 kHz", "float"])
def test_sound_of_any_form_gives_a_report_and_stays_as_it_was(
    run, scripted: str, speech: np.ndarray, tmp_path: Path, form: str
) -> None:
    path = tmp_path / "answer.wav"
    match form:
        case "stereo":
            write_wav(path, speech, channels=2)
        case "8 kHz":
            write_wav(path, resampled(speech, 8_000), 8_000)
        case "96 kHz":
            write_wav(path, resampled(speech, 96_000), 96_000)
        case "float":
            write_float_wav(path, speech)
    before = hashlib.sha256(path.read_bytes()).digest()
    result = run("analyze", path, "--engine", scripted, "--json")
    assert result.exit_code == 0, result.output
    assert result.stdout.count("\n") == 1
    report = from_json(result.stdout)
    assert report.audio is not None
    assert report.audio.duration_s == pytest.approx(6, abs=0.05)
    assert report.delivery.word_count >= 5
    assert hashlib.sha256(path.read_bytes()).digest() == before
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_that_was_cut_off_gives_what_is_there_and_says_so(
    run, scripted: str, speech: np.ndarray, tmp_path: Path
) -> None:
    path = write_wav(tmp_path / "cut.wav", speech)
    path.write_bytes(path.read_bytes()[: 44 + 2 * 4 * RATE])
    result = run("analyze", path, "--engine", scripted, "--json")
    report = from_json(result.stdout)
    assert result.exit_code == 0
    assert report.audio is not None
    assert report.audio.duration_s == pytest.approx(4, abs=0.1)
    assert report.warnings


def test_silence_gives_a_report_without_words(run, scripted: str, tmp_path: Path) -> None:
    path = write_wav(tmp_path / "silent.wav", np.zeros(3 * RATE))
    result = run("analyze", path, "--engine", scripted, "--json", "--question", "starter#made-it-better")
    report = from_json(result.stdout)
    assert result.exit_code == 0
    assert (report.delivery.word_count, report.delivery.speech_rate_wpm) == (0, None)
    assert "No speech was heard." in report.warnings
    assert {point.status for point in report.coverage.points} == {"missed"}
    for_people = run("analyze", path, "--engine", scripted)
    assert for_people.exit_code == 0
    assert "No speech was heard." in for_people.stdout


@pytest.mark.parametrize(
    ("name", "content"),
    [("empty.wav", b""), ("text.wav", b"I am no sound.\n" * 40), ("head.wav", b"RIFF\x24\x00\x00\x00WAVE")],
)
def test_what_is_no_sound_is_one_sentence(
    run, scripted: str, tmp_path: Path, name: str, content: bytes
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    result = run("analyze", path, "--engine", scripted, "--json")
    assert (result.exit_code, result.stdout) == (3, "")
    assert result.stderr.startswith("error: ")
    assert name in result.stderr
    assert result.stderr.count("\n") == 1


def test_a_missing_file_and_a_folder(run, scripted: str, tmp_path: Path) -> None:
    for path in (tmp_path / "no.wav", tmp_path):
        result = run("analyze", path, "--engine", scripted)
        assert (result.exit_code, result.stderr.count("\n")) == (3, 1)


def test_one_bad_file_does_not_cost_the_others(
    run, scripted: str, speech: np.ndarray, tmp_path: Path
) -> None:
    good = write_wav(tmp_path / "good.wav", speech)
    (tmp_path / "bad.wav").write_bytes(b"no")
    (tmp_path / "said.txt").write_text("I called forty patients.")
    result = run(
        "analyze",
        tmp_path / "bad.wav",
        good,
        "--transcript",
        tmp_path / "said.txt",
        "--engine",
        scripted,
        "--json",
    )
    assert result.exit_code == 3
    assert "bad.wav" in result.stderr
    reports = [from_json(line) for line in result.stdout.splitlines()]
    assert [report.audio is None for report in reports] == [False, True]
    assert len({report.attempt_id for report in reports}) == 2


def test_a_failing_engine_is_one_sentence(run, scripted: str, speech: np.ndarray, tmp_path: Path) -> None:
    path = write_wav(tmp_path / "good.wav", speech)
    result = run("analyze", path, "--engine", "broken")
    assert result.exit_code == 4
    assert "out of order" in result.stderr


def test_an_unknown_engine_lists_the_known(run, tmp_path: Path) -> None:
    for arguments in (["a.wav"], ["--transcript", "a.txt"]):
        result = run("analyze", *arguments, "--engine", "whisperer")
        assert result.exit_code == 2
        assert "no recogniser 'whisperer'. Did you mean 'whisper'? Known: auto," in result.stderr


def test_nothing_to_analyse_and_a_question_named_twice(run, tmp_path: Path) -> None:
    assert run("analyze").exit_code == 2
    result = run("analyze", "a.wav", "--question", "starter#about-you", "--question-file", "q.yaml")
    assert result.exit_code == 2
    assert run("analyze", "a.wav", "--question", "starter#nothing").exit_code == 2
    assert run("analyze", "a.wav", "--question-file", tmp_path / "q.yaml").exit_code == 3


def test_a_transcript_with_a_question_file(run, tmp_path: Path) -> None:
    (tmp_path / "q.yaml").write_text(
        "ask: How?\nkind: technical\npoints: [called forty patients]\nfacts: [40 patients]\n"
    )
    (tmp_path / "a.txt").write_text("So, um, I called forty patients.\n")
    result = run(
        "analyze", "--transcript", tmp_path / "a.txt", "--question-file", tmp_path / "q.yaml", "--json"
    )
    report = json.loads(result.stdout)
    assert report["schema"] == "voicedrill.report/1"
    assert report["question"]["id"] == "how"
    assert report["audio"] is None
    assert report["transcript"]["timing"] == "none"
    assert report["coverage"]["points"][0]["status"] == "covered"
    assert report["coverage"]["facts"][0]["status"] == "stated"
    assert [filler["text"] for filler in report["delivery"]["fillers"]][-1:] == ["um"]


def test_a_report_goes_back_in_as_a_transcript(
    run, scripted: str, speech: np.ndarray, tmp_path: Path
) -> None:
    path = write_wav(tmp_path / "good.wav", speech)
    first = run("analyze", path, "--engine", scripted, "--json").stdout
    (tmp_path / "report.json").write_text(first)
    again = from_json(run("analyze", "--transcript", tmp_path / "report.json", "--json").stdout)
    assert again.transcript.words == from_json(first).transcript.words
    assert again.transcript.engine == "scripted"


@pytest.mark.slow
def test_an_hour_is_reported_on(run, scripted: str, speech: np.ndarray, tmp_path: Path) -> None:
    four_minutes = np.append(speech, np.zeros(234 * RATE, np.float32))
    path = write_wav(tmp_path / "hour.wav", np.tile(four_minutes, 15))
    report = from_json(run("analyze", path, "--engine", scripted, "--json").stdout)
    assert report.audio is not None
    assert report.audio.duration_s == pytest.approx(3600, abs=0.1)
    assert report.delivery.word_count >= 15 * 5
