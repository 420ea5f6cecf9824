"""What a shell offers after <TAB>, and what stands when it asks."""

from pathlib import Path

import pytest
from click.shell_completion import BashComplete

from voicedrill.cli.main import command


def offered(*words: str) -> list[str]:
    """The values that are offered for the last of ``words``; a type beside, if it is not a plain one."""
    *before, incomplete = words
    found = BashComplete(command, {}, "voicedrill", "_VOICEDRILL_COMPLETE").get_completions(
        before, incomplete
    )
    return [item.value if item.type == "plain" else f"<{item.type}>" for item in found]


@pytest.mark.parametrize(
    ("words", "names"),
    [
        (("pra",), ["practice"]),
        (("history", "rep"), ["replay"]),
        (("practice", "--sou"), ["--sound"]),
        (("practice", "--sound", ""), ["keep", "compress", "delete"]),
        (("practice", "sta"), ["starter"]),
        (("today", "--deck", "backe"), ["backend"]),
        (("drill", "p"), ["pitch", "pay"]),
        (("practice", "backend", "--question", "late"), ["late-events"]),
        (("drill", "bridge", "backend", "--question", "late"), ["late-events"]),
        (("practice", "--question", "about"), ["about-you"]),
        (("practice", "nowhere", "--question", ""), []),
        (("practice", "--engine", "m"), ["moonshine"]),
        (("config", "set", "end"), ["end-silence"]),
        (("config", "set", "bands.fast-wp"), ["bands.fast-wpm"]),
        (("models", "pull", "end"), []),
        (("analyze", "ans"), ["<file>"]),
        (("report", ""), ["last"]),
        (("report", "sav"), ["<file>"]),
        (("import", "no"), ["<file>"]),
    ],
)
def test_names_are_offered(words: tuple[str, ...], names: list[str]) -> None:
    assert offered(*words) == names


def test_decks_of_the_folder_are_offered_beside_those_that_ship(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "mine.yaml").touch()
    monkeypatch.chdir(tmp_path)
    assert {"mine.yaml", "starter"} <= set(offered("practice", ""))
    assert offered("practice", "mi") == ["mine.yaml"]
    assert offered("practice", "../") == ["<file>"]
