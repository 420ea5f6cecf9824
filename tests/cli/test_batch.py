"""`voicedrill batch`: one line in, one line out, whatever the lines hold and whatever happens to a worker."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from voicedrill.reports.as_json import from_json
from voicedrill.resources import demo_dir
from voicedrill.sessions import batch
from voicedrill.sessions.batch import Batch
from voicedrill.sessions.manifest import Answer, answer_line

QUESTION = {"ask": "How?", "points": ["called forty patients"], "beats": None}
WORDS = [{"text": "Hello", "start": 0.1, "end": 0.5}, {"text": "there", "start": 0.6, "end": 0.9}]
SAID = "I called forty patients."

#: A line of the manifest -> the kind of error that answers it, or None.
LINES: dict[str, str | None] = {
    json.dumps({"id": "text", "transcript": SAID, "question": QUESTION, "mine": 1}): None,
    "not json": "manifest",
    "": "manifest",
    "[1]": "manifest",
    '{"id": 1, "transcript": NaN}': "manifest",
    '{"id": 1, "transcript": "\\ud800"}': "manifest",
    '{"transcript": "no id"}': "manifest",
    '{"id": "neither"}': "manifest",
    '{"id": "both", "audio": "a.wav", "transcript": "b"}': "manifest",
    '{"id": "typo", "transcript": "a", "qestion": null}': "manifest",
    '{"id": "nul", "audio": "a\\u0000.wav"}': "manifest",
    json.dumps({"id": {"any": "id"}, "transcript": WORDS, "question": None}): None,
    '{"id": "missing", "audio": "no.wav"}': "audio",
    '{"id": "no-sound", "audio": "m.jsonl"}': "audio",
    '{"id": "words", "transcript": [{"text": "a", "start": 2, "end": 1}]}': "transcript",
    '{"id": "deck", "transcript": "a", "question": "mine.yaml#a"}': None,
    '{"id": "no-deck", "transcript": "a", "question": "no.yaml#a"}': "deck",
    '{"id": "no-question", "transcript": "a", "question": "mine.yaml#b"}': "usage",
    '{"id": "bad-question", "transcript": "a", "question": {"ask": "Q", "pionts": []}}': "deck",
}


@pytest.fixture
def manifest(tmp_path: Path) -> Path:
    (tmp_path / "mine.yaml").write_text("title: T\nquestions: [{id: a, ask: Q}]\n")
    path = tmp_path / "m.jsonl"
    path.write_text("\n".join(LINES) + "\n")
    return path


def test_every_line_is_answered_in_its_place(run, manifest: Path) -> None:
    out = manifest.with_name("out.jsonl")
    result = run("batch", manifest, "-o", out, "--jobs", 2)
    assert result.exit_code == 1
    answers = [json.loads(line) for line in out.read_text().splitlines()]
    kinds = [answer["error"]["kind"] if "error" in answer else None for answer in answers]
    assert kinds == list(LINES.values())
    assert [answer["id"] for answer in answers][::11] == ["text", {"any": "id"}]
    assert answers[0]["report"]["coverage"]["points"][0]["status"] == "covered"
    assert from_json(json.dumps(answers[11]["report"])).transcript.timing == "engine"
    assert answers[1]["error"]["message"].startswith(f"{manifest}, line 2 is not JSON")
    assert "Did you mean 'question'?" in answers[9]["error"]["message"]
    assert "Did you mean 'points'?" in answers[18]["error"]["message"]
    assert f"{list(LINES.values()).count(None)} of {len(LINES)} lines done" in result.stderr
    assert sorted(path.name for path in manifest.parent.iterdir()) == ["m.jsonl", "mine.yaml", "out.jsonl"]


def test_sound_is_heard_by_the_embedded_engine(run, tmp_path: Path) -> None:
    line = {"id": 7, "audio": str(demo_dir() / "answer.flac"), "question": "starter#made-it-better"}
    (tmp_path / "m.jsonl").write_text(json.dumps(line))
    result = run("batch", tmp_path / "m.jsonl", "-o", "-", "--engine", "moonshine")
    assert result.exit_code == 0
    answer = json.loads(result.stdout)
    assert answer["id"] == 7
    assert answer["report"]["transcript"]["engine"] == "moonshine"
    assert answer["report"]["delivery"]["word_count"] > 50


def test_an_empty_manifest_gives_an_empty_answer(run, tmp_path: Path) -> None:
    (tmp_path / "m.jsonl").touch()
    result = run("batch", tmp_path / "m.jsonl", "-o", tmp_path / "out.jsonl")
    assert (result.exit_code, (tmp_path / "out.jsonl").read_text()) == (0, "")


def test_inputs_are_never_overwritten(run, manifest: Path) -> None:
    before = manifest.read_bytes()
    sound = manifest.with_name("a.wav")
    sound.write_bytes(b"precious")
    manifest.write_text('{"id": 1, "audio": "a.wav"}\n')
    for out in (manifest, sound, manifest.parent / ".." / manifest.parent.name / "a.wav"):
        result = run("batch", manifest, "-o", out)
        assert result.exit_code == 2
        assert "is an input and would be overwritten" in result.stderr
    assert sound.read_bytes() == b"precious"
    assert before != manifest.read_bytes() == b'{"id": 1, "audio": "a.wav"}\n'


def test_a_wrong_command_line(run, manifest: Path, tmp_path: Path) -> None:
    assert run("batch", tmp_path / "no.jsonl", "-o", tmp_path / "out").exit_code == 3
    assert run("batch", manifest, "-o", tmp_path / "no" / "out").exit_code == 2
    assert run("batch", manifest, "-o", tmp_path).exit_code == 2
    assert run("batch", manifest, "-o", tmp_path / "out", "--engine", "nonsense").exit_code == 2
    assert run("batch", manifest).exit_code == 2


def test_a_line_that_kills_its_worker_is_reported_and_the_rest_done(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batch, "_work", work_or_die)
    lines = [f'{{"id": {i}, "transcript": "a"}}'.encode() for i in range(9)]
    lines[4] = b'{"id": "killer", "transcript": "die"}'
    answers = list(batch.run(Batch(tmp_path / "m.jsonl", lines), 2))
    assert [answer.failed for answer in answers] == [i == 4 for i in range(9)]
    killer = json.loads(answers[4].line)
    assert (killer["id"], killer["error"]["kind"]) == ("killer", "crash")
    assert json.loads(answers[8].line)["id"] == 8


def work_or_die(raw: bytes, where: str, folder: Path) -> Answer:
    """Runs in the worker, as a library that crashes would."""
    from voicedrill.sessions.analyse import Analyser

    if b"die" in raw:
        os.kill(os.getpid(), signal.SIGKILL)
    return answer_line(Analyser(), raw, where, folder)


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_ctrl_c_leaves_nothing_behind(tmp_path: Path) -> None:
    line = json.dumps({"id": 1, "audio": str(demo_dir() / "answer.flac")})
    (tmp_path / "m.jsonl").write_text(f"{line}\n" * 500)
    command = [sys.executable, "-m", "voicedrill", "batch", "m.jsonl", "-o", "out.jsonl", "--jobs", "2"]
    process = subprocess.Popen(
        command, cwd=tmp_path, stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    while process.poll() is None and not list(tmp_path.glob(".out*")):
        time.sleep(0.01)
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does: to the parent and its workers
    _, errors = process.communicate(timeout=60)  # comes back when the last worker has let go of stderr
    assert process.returncode == 130
    assert errors.strip() == "interrupted"
    assert [path.name for path in tmp_path.iterdir()] == ["m.jsonl"]
