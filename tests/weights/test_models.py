"""Models: the catalogue, what is here, and the download against a hub on 127.0.0.1."""

import resource
import shutil
import signal
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

import fake_hub
from fake_hub import FakeHub
from make_tiny_whisper import SENTENCE, make_tiny_whisper
from voicedrill.errors import ModelError, UsageError
from voicedrill.recognition.base import Hints
from voicedrill.recognition.whisper import WhisperRecogniser
from voicedrill.weights import hub as hub_module
from voicedrill.weights import models

NAME = "tiny.en"


@pytest.fixture(autouse=True)
def data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("VOICEDRILL_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    for variable in ("VOICEDRILL_WHISPER_MODEL", "HF_ENDPOINT"):
        monkeypatch.delenv(variable, raising=False)
    return tmp_path / "data"


@pytest.fixture(scope="session")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_tiny_whisper(tmp_path_factory.mktemp("hub") / "tiny")


@pytest.fixture
def hub(tiny: Path) -> Iterator[FakeHub]:
    with fake_hub.running(tiny) as hub:
        yield hub


def pull(hub: FakeHub, **options: object) -> Path:
    return models.pull(NAME, endpoint=hub.address, **options)


def install(name: str) -> Path:
    folder = models.models_dir() / name
    folder.mkdir()
    for file in ("config.json", "model.bin", "tokenizer.json", "vocabulary.txt"):
        (folder / file).write_bytes(b"x" * 1000)
    return folder


# --- the download


def test_a_pulled_model_is_whole_and_can_be_used(hub: FakeHub, tiny: Path) -> None:
    import numpy as np

    seen: list[tuple[str, int, int]] = []
    folder = pull(hub, progress=lambda *step: seen.append(step))

    assert {file.name: file.read_bytes() for file in folder.iterdir()} == {
        file.name: file.read_bytes() for file in tiny.iterdir()
    }
    assert [model.name for model in models.installed()] == [NAME]
    assert models.unfinished() == {}
    here = [step[1] for step in seen]
    assert here == sorted(here)
    assert here[-1] == seen[-1][2] == sum(file.stat().st_size for file in tiny.iterdir())
    heard = WhisperRecogniser().transcribe(np.zeros(16_000, dtype=np.float32), Hints())
    assert heard.text in ("", SENTENCE.strip())


def test_only_the_files_of_the_model_are_asked_for_and_one_host_is_asked(hub: FakeHub) -> None:
    pull(hub)
    asked = [path for path, _ in hub.requests if not path.startswith("/cdn/")]
    assert asked[0] == f"/api/models/{fake_hub.REPOSITORY}?blobs=true"
    assert sorted(path.rsplit("/", 1)[1] for path in asked[1:]) == [
        "config.json",
        "model.bin",
        "preprocessor_config.json",
        "tokenizer.json",
        "vocabulary.json",
    ]
    assert all(f"/resolve/{fake_hub.REVISION}/" in path for path in asked[1:])


def test_a_model_that_is_here_is_not_fetched_again(hub: FakeHub) -> None:
    folder = pull(hub)
    hub.requests.clear()
    assert pull(hub) == folder
    assert hub.requests == []


def test_a_break_in_the_middle_is_taken_up_in_the_same_call(hub: FakeHub, tiny: Path) -> None:
    hub.breaks = 2
    pull(hub)
    assert hub.asked("/cdn/model.bin") == [None, "bytes=100000-", "bytes=200000-"]
    assert hub.sent["model.bin"] == (tiny / "model.bin").stat().st_size


def test_a_download_that_broke_off_goes_on_in_the_next_call_and_no_byte_comes_twice(
    hub: FakeHub, tiny: Path
) -> None:
    hub.breaks = 1_000
    with pytest.raises(ModelError, match=r"model\.bin .*broke off at 0\.5 of 2\.0 MB.*kept.*go on"):
        pull(hub)
    assert models.installed() == ()
    assert models.unfinished()[NAME] > 0.5

    hub.breaks = 0
    pull(hub)

    assert hub.asked("/cdn/model.bin")[-1] == "bytes=500000-"
    assert hub.sent == {file.name: file.stat().st_size for file in tiny.iterdir()}
    assert [model.name for model in models.installed()] == [NAME]


def test_a_host_that_cannot_go_on_in_the_middle_starts_again(hub: FakeHub, tiny: Path) -> None:
    hub.breaks, hub.ranges = 1, False
    folder = pull(hub)
    assert (folder / "model.bin").read_bytes() == (tiny / "model.bin").read_bytes()


def test_what_was_kept_of_another_revision_is_thrown_away(hub: FakeHub, tiny: Path) -> None:
    part = models.models_dir() / f"{NAME}.part" / "model.bin.part"
    part.parent.mkdir()
    part.write_bytes(b"old" * 1000)
    (part.parent / "config.json").write_bytes(b"{}")
    folder = pull(hub)
    for name in ("model.bin", "config.json"):
        assert (folder / name).read_bytes() == (tiny / name).read_bytes()


def test_ctrl_c_keeps_what_has_arrived(hub: FakeHub, tiny: Path) -> None:
    def press_ctrl_c(name: str, here: int, total: int) -> None:
        if here > total / 2:
            signal.raise_signal(signal.SIGINT)

    with pytest.raises(KeyboardInterrupt):
        pull(hub, progress=press_ctrl_c)
    kept = (models.models_dir() / f"{NAME}.part" / "model.bin.part").stat().st_size
    assert 0 < kept < (tiny / "model.bin").stat().st_size

    pull(hub)

    assert hub.asked("/cdn/model.bin")[-1] == f"bytes={kept}-"


@pytest.mark.parametrize("name", ["model.bin", "config.json"])
def test_a_file_with_another_checksum_is_refused_and_deleted(hub: FakeHub, name: str) -> None:
    hub.listing = hub.true_listing()
    content = bytearray(hub.files[name])
    content[len(content) // 2] ^= 1
    hub.files[name] = bytes(content)
    with pytest.raises(ModelError, match=rf"{name} .*damaged.*deleted"):
        pull(hub)
    assert models.installed() == ()
    assert not (models.models_dir() / f"{NAME}.part" / f"{name}.part").exists()


@pytest.mark.parametrize("difference", [-1000, 1000])
def test_a_file_of_another_size_is_refused(hub: FakeHub, difference: int) -> None:
    hub.listing = hub.true_listing()
    next(entry for entry in hub.listing["siblings"] if entry["rfilename"] == "model.bin")["size"] += (
        difference
    )
    with pytest.raises(ModelError, match=r"model\.bin"):
        pull(hub)
    assert models.installed() == ()


def test_a_model_without_its_tokenizer_never_counts_as_installed(hub: FakeHub) -> None:
    del hub.files["tokenizer.json"]
    with pytest.raises(ModelError, match=r"came without tokenizer\.json"):
        pull(hub)
    assert models.installed() == ()


@pytest.mark.parametrize("status", [401, 404])
def test_a_hub_without_the_model(hub: FakeHub, status: int) -> None:
    hub.status["/api/models/" + fake_hub.REPOSITORY] = status
    with pytest.raises(ModelError, match=rf"does not have .*{status}.*--from"):
        pull(hub)


@pytest.mark.parametrize("ending", ["/api/models/" + fake_hub.REPOSITORY, "/cdn/model.bin"])
def test_a_server_error(hub: FakeHub, ending: str) -> None:
    hub.status[ending] = 503
    with pytest.raises(ModelError, match=r"answered 503 .*Try later"):
        pull(hub)
    hub.status.clear()
    assert pull(hub).is_dir()


@pytest.mark.parametrize(
    "answer", [b"<html>Log in</html>", b"[]", b'{"siblings": [{"rfilename": "model.bin"}]}', b"", b"\xff"]
)
def test_a_host_that_is_no_hub(hub: FakeHub, answer: bytes) -> None:
    hub.listing = answer
    with pytest.raises(ModelError, match="did not answer with a list of files"):
        pull(hub)


def test_file_names_that_lead_out_of_the_folder_are_not_fetched(hub: FakeHub, data_folder: Path) -> None:
    hub.files["../../vocabulary.txt"] = b"out"
    pull(hub)
    assert not list(data_folder.parent.rglob("vocabulary.txt"))


def test_no_network() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(
        ModelError, match=rf"No connection to 127\.0\.0\.1:{port}: .*refused.*Check the network"
    ):
        models.pull(NAME, endpoint=f"http://127.0.0.1:{port}")


@pytest.mark.parametrize("endpoint", ["huggingface.co", "file:///etc", "ftp://host/", "http://"])
def test_an_address_that_is_none(endpoint: str) -> None:
    with pytest.raises(UsageError, match="not a hub's address"):
        models.pull(NAME, endpoint=endpoint)


def test_the_environment_names_another_hub(hub: FakeHub, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_ENDPOINT", hub.address + "/")
    assert models.pull(NAME).is_dir()


def test_a_disk_that_takes_no_more(hub: FakeHub) -> None:
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (600_000, limits[1]))
    try:
        with pytest.raises(ModelError, match="could not be written"):
            pull(hub)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert models.installed() == ()
    assert pull(hub).is_dir()


def test_too_little_room_is_said_before_the_download(hub: FakeHub, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hub_module.shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(10, 9, 1))
    with pytest.raises(ModelError, match=r"needs 2 MB more .* VOICEDRILL_DATA"):
        pull(hub)
    assert hub.sent == {}


def test_a_models_folder_that_cannot_be_made(data_folder: Path) -> None:
    data_folder.mkdir()
    (data_folder / "models").write_text("a file stands here")
    with pytest.raises(ModelError, match="models"):
        models.installed()


def test_an_unknown_name_is_answered_with_the_known_ones() -> None:
    with pytest.raises(UsageError, match=r"Did you mean 'small\.en'\?.*base\.en"):
        models.pull("smal.en")


# --- what is here


def test_the_catalogue_names_the_repositories_that_faster_whisper_names() -> None:
    from faster_whisper.utils import _MODELS

    assert {model.name: model.repository for model in models.CATALOGUE} == {
        model.name: _MODELS[model.name] for model in models.CATALOGUE
    }
    assert models.find(models.RECOMMENDED)


def test_nothing_is_here_at_first() -> None:
    assert models.installed() == ()
    assert models.chosen() is None
    with pytest.raises(ModelError, match=r"not on this machine \(here: none\).*models pull base\.en"):
        models.path_of("base.en")


def test_the_most_accurate_model_here_is_used_unless_one_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("small.en", "my-own", "large-v3-turbo", "base.en"):
        install(name)
    assert [model.name for model in models.installed()] == ["my-own", "base.en", "small.en", "large-v3-turbo"]
    assert models.chosen().name == "large-v3-turbo"
    monkeypatch.setenv("VOICEDRILL_WHISPER_MODEL", "my-own")
    assert models.chosen().name == "my-own"


def test_a_folder_elsewhere_can_be_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    elsewhere = install("base.en").rename(tmp_path / "elsewhere")
    monkeypatch.setenv("VOICEDRILL_WHISPER_MODEL", str(elsewhere))
    assert models.chosen() == models.InstalledModel("elsewhere", elsewhere)
    (elsewhere / "model.bin").unlink()
    with pytest.raises(ModelError, match=r"holds no model.*lacks model\.bin"):
        models.chosen()


def test_an_incomplete_folder_is_not_installed_and_can_be_pulled_again(hub: FakeHub) -> None:
    (install(NAME) / "model.bin").unlink()
    assert models.installed() == ()
    assert (pull(hub) / "model.bin").is_file()


def test_removing_frees_the_room_and_unknown_names_harm_nothing(data_folder: Path) -> None:
    folder = install("small.en")
    assert models.remove("small.en") == pytest.approx(0.004)
    assert not folder.exists()
    with pytest.raises(ModelError, match="not on this machine"):
        models.remove("small.en")
    (data_folder / "attempts").mkdir()
    for name in ("../attempts", "..", "", ".", "/"):
        with pytest.raises((UsageError, ModelError)):
            models.remove(name)
    assert (data_folder / "attempts").is_dir()
    assert models.models_dir().is_dir()


def test_an_unfinished_download_can_be_removed(hub: FakeHub) -> None:
    hub.breaks = 1_000
    with pytest.raises(ModelError):
        pull(hub)
    assert models.remove(NAME) > 0.5
    assert models.unfinished() == {}
