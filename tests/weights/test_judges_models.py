"""Models of judges: fetched like the others, from a hub on 127.0.0.1, and told apart from Whisper's."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

import fake_hub
from fake_hub import FakeHub
from make_tiny_entailment import make_tiny_entailment
from voicedrill.cli.main import command
from voicedrill.decks.model import Question, TalkingPoint
from voicedrill.errors import ModelError
from voicedrill.judges.registry import open_judge
from voicedrill.sessions.transcripts import transcript_from_text
from voicedrill.weights import models

NAME = models.RECOMMENDED_JUDGE
REPOSITORY = f"Xenova/{NAME}"
WEIGHTS = "onnx/model_quantized.onnx"


@pytest.fixture(autouse=True)
def data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VOICEDRILL_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.delenv("VOICEDRILL_WHISPER_MODEL", raising=False)


@pytest.fixture
def hub(tmp_path: Path) -> Iterator[FakeHub]:
    """The files of such a repository: the same weights in several sizes, and what only training needs."""
    folder = make_tiny_entailment(tmp_path / "repository", ["rolled", "back"])
    (folder / "onnx").mkdir()
    (folder / "model.onnx").rename(folder / WEIGHTS)
    (folder / "onnx" / "model.onnx").write_bytes(b"the same, four times as large")
    (folder / "spm.model").write_bytes(b"sentencepiece")
    (folder / "tokenizer_config.json").write_bytes(b"{}")
    with fake_hub.running(folder, REPOSITORY) as hub:
        yield hub


def test_a_pulled_judge_judges_under_its_name(hub: FakeHub) -> None:
    folder = models.pull(NAME, endpoint=hub.address)

    assert sorted(file.name for file in folder.iterdir()) == [
        "config.json",
        "model_quantized.onnx",
        "tokenizer.json",
    ]
    assert (folder / "model_quantized.onnx").read_bytes() == hub.files[WEIGHTS]
    judge = open_judge(f"entail:{NAME}")
    question = Question("q", "How?", points=(TalkingPoint("p", "rolled back"),))
    (verdict,) = judge.judge(question, transcript_from_text("Then I rolled it back."))
    assert (judge.name, verdict.status) == (f"entail:{NAME}", "covered")


def test_only_the_files_that_it_needs_are_asked_for(hub: FakeHub) -> None:
    models.pull(NAME, endpoint=hub.address)
    asked = [path for path, _ in hub.requests if not path.startswith("/cdn/")]
    assert asked[0] == f"/api/models/{REPOSITORY}?blobs=true"
    start = f"/{REPOSITORY}/resolve/{fake_hub.REVISION}/"
    assert {path.removeprefix(start) for path in asked[1:]} == {"config.json", "tokenizer.json", WEIGHTS}


def test_a_broken_download_goes_on_where_it_stopped(hub: FakeHub) -> None:
    hub.breaks, hub.break_after = 1_000, 100
    with pytest.raises(ModelError, match=r"model_quantized\.onnx .*broke off"):
        models.pull(NAME, endpoint=hub.address)
    assert models.installed("entailment") == ()
    hub.breaks = 0
    models.pull(NAME, endpoint=hub.address)
    assert hub.sent[WEIGHTS] == len(hub.files[WEIGHTS])


def test_damaged_weights_are_refused(hub: FakeHub) -> None:
    hub.listing = hub.true_listing()
    hub.files[WEIGHTS] = hub.files[WEIGHTS][:-1] + b"?"
    with pytest.raises(ModelError, match=r"model_quantized\.onnx .*damaged"):
        models.pull(NAME, endpoint=hub.address)


def test_a_repository_without_the_weights_never_counts_as_installed(hub: FakeHub) -> None:
    del hub.files[WEIGHTS]
    with pytest.raises(ModelError, match=r"came without model\.onnx or model_quantized\.onnx"):
        models.pull(NAME, endpoint=hub.address)
    assert models.installed("entailment") == ()


def test_whisper_does_not_take_a_judges_model_for_its_own(hub: FakeHub) -> None:
    models.pull(NAME, endpoint=hub.address)
    assert [model.name for model in models.installed("entailment")] == [NAME]
    assert models.installed() == ()
    assert models.chosen() is None


def test_list_and_remove_know_both_kinds(hub: FakeHub) -> None:
    run = CliRunner().invoke
    pulled = run(command, ["models", "pull", NAME, "--yes", "--from", hub.address])
    assert pulled.exit_code == 0
    assert f"{NAME}: about 96 MB, licence Apache-2.0" in pulled.stderr
    assert "here already" in run(command, ["models", "pull", NAME, "--yes", "--from", hub.address]).stderr
    rows = {row["name"]: row for row in json.loads(run(command, ["models", "list", "--json"]).stdout)}
    assert (rows[NAME]["kind"], rows[NAME]["installed"]) == ("entailment", True)
    assert (rows["small.en"]["kind"], rows["small.en"]["installed"]) == ("whisper", False)
    assert "No Whisper is here yet" in run(command, ["models", "list"]).stdout
    assert run(command, ["models", "remove", NAME]).exit_code == 0
    assert models.installed("entailment") == ()
