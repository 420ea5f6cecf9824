"""Which recogniser is taken, and what is said when none can run."""

import subprocess
import sys

import pytest

from voicedrill.errors import EngineError, UsageError
from voicedrill.recognition import registry
from voicedrill.recognition.registry import EngineStatus, engines, open_recogniser


def only(monkeypatch: pytest.MonkeyPatch, *names: str) -> None:
    monkeypatch.setattr(registry, "_why_not", lambda name: None if name in names else f"No {name} here.")


def test_auto_takes_moonshine_when_whisper_has_no_model(monkeypatch: pytest.MonkeyPatch) -> None:
    only(monkeypatch, "moonshine")
    recogniser = open_recogniser()
    assert recogniser.name == "moonshine"
    assert recogniser.model == "tiny-en"
    recogniser.close()


def test_whisper_is_preferred_as_soon_as_it_can_run(monkeypatch: pytest.MonkeyPatch) -> None:
    only(monkeypatch, "moonshine", "whisper")
    assert next(status.name for status in engines() if status.available) == "whisper"


def test_without_any_engine_the_way_out_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    only(monkeypatch)
    assert engines()[0] == EngineStatus("whisper", False, "No whisper here.")
    with pytest.raises(EngineError, match="voicedrill models pull"):
        open_recogniser()


def test_a_named_engine_that_cannot_run_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    only(monkeypatch, "moonshine")
    with pytest.raises(EngineError, match=r"No whisper here\."):
        open_recogniser("whisper")


def test_an_unknown_engine_lists_the_known_ones() -> None:
    with pytest.raises(UsageError, match="Known: auto, moonshine, whisper"):
        open_recogniser("sphinx")


def test_an_engine_that_cannot_be_imported_is_not_available(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(registry.ENGINES, "whisper", "voicedrill.recognition.not_there:Class")
    assert not engines()[0].available


def test_looking_for_engines_imports_nothing_heavy() -> None:
    code = (
        "import sys; from voicedrill.recognition.registry import engines; engines();"
        "heavy = {'onnxruntime', 'moonshine_voice', 'faster_whisper', 'ctranslate2', 'pocketsphinx', 'av'};"
        "print(sorted(heavy & set(sys.modules)))"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"
