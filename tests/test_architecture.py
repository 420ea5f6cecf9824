"""The house keeps its shape: dependencies point one way, and heavy things are imported when used."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parent.parent / "src" / "voicedrill"
MODULES = sorted(SOURCE.rglob("*.py"))

BOTTOM = {"errors", "timing", "transcript", "recording", "resources", "folders", "__init__"}
#: What each room may import beside itself and the bottom.
MAY_IMPORT = {
    "decks": set(),
    "audio": set(),
    "voice": {"audio"},
    "weights": {"decks"},
    "recognition": {"audio", "decks", "coverage", "weights"},
    "judges": {"decks", "coverage", "weights"},
    "delivery": {"decks", "coverage"},
    "coverage": {"decks"},
    "settings": {"decks"},
    "assessment": {"decks", "delivery", "coverage"},
    "coach": {"decks", "delivery", "coverage", "assessment"},
    "reports": {"decks", "delivery", "coverage", "assessment", "coach"},
    "teaching": {"decks", "coverage", "delivery", "assessment", "coach", "reports"},
    "history": {"decks", "coverage", "delivery", "assessment", "coach", "reports"},
    "sessions": {
        "decks",
        "audio",
        "voice",
        "recognition",
        "judges",
        "delivery",
        "coverage",
        "assessment",
        "coach",
        "reports",
        "teaching",
        "history",
        "settings",
    },
}
HEAVY = (
    "av",
    "bs4",
    "ctranslate2",
    "docx",
    "faster_whisper",
    "fsrs",
    "ftfy",
    "huggingface_hub",
    "jinja2",
    "lxml",
    "markdown_it",
    "moonshine_voice",
    "numpy",
    "onnxruntime",
    "pocketsphinx",
    "pydantic",
    "pypdfium2",
    "pyttsx3",
    "rapidfuzz",
    "rich",
    "ruamel",
    "simplemma",
    "sounddevice",
    "tokenizers",
    "tomlkit",
    "wordfreq",
    "yaml",
)


def room(module: str) -> str:
    return module.split(".")[1] if "." in module else "__init__"


def imports(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return {name for name in found if name.split(".")[0] == "voicedrill"}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_imports_point_one_way(path: Path) -> None:
    own = path.relative_to(SOURCE).parts[0].removesuffix(".py")
    if own in ("cli", "__main__"):
        return
    allowed = BOTTOM | {own} | MAY_IMPORT.get(own, set())
    wrong = {name for name in imports(path) if room(name) not in allowed and name != "voicedrill.__version__"}
    assert not wrong, f"{own} may not know {sorted(wrong)}"


def test_the_command_line_imports_nothing_heavy_before_it_is_used() -> None:
    probe = f"""
import sys
import voicedrill.cli.main
from click.testing import CliRunner
result = CliRunner().invoke(voicedrill.cli.main.command, ["--help"])
assert result.exit_code == 0, result.output
print(sorted(name for name in {HEAVY} if name in sys.modules))
"""
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_no_module_outgrows_its_subject(path: Path) -> None:
    assert len(path.read_text().splitlines()) <= 400
