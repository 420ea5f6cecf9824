"""What a user can see is documented, and what the documents say is so."""

import re
import runpy
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PAGES = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").glob("*.md"))]


def test_every_command_and_option_stands_in_the_page_of_the_command_line() -> None:
    make = runpy.run_path(str(ROOT / "docs" / "make.py"))
    assert (ROOT / "docs" / "cli.md").read_text(encoding="utf-8") == make["cli_page"](), (
        "the commands have changed: run `python docs/make.py`"
    )


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8"))
    local = [link for link in links if "://" not in link]
    assert [link for link in local if not (page.parent / link).exists()] == []


def test_every_page_can_be_reached_from_the_readme() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert [page.name for page in PAGES[2:] if f"docs/{page.name}" not in readme] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_no_page_names_a_command_that_does_not_exist(page: Path) -> None:
    from voicedrill.cli.main import COMMANDS

    text = page.read_text(encoding="utf-8")
    code = re.findall(r"```.*?```", text, re.DOTALL) + re.findall(r"`[^`\n]+`", text)
    named = set(re.findall(r"(?:^|`)voicedrill ([a-z]+)", "\n".join(code), re.MULTILINE))
    assert named <= set(COMMANDS)


def test_every_code_of_an_error_is_documented() -> None:
    from voicedrill import errors

    codes = {value.exit_code for value in vars(errors).values() if hasattr(value, "exit_code")}
    table = (ROOT / "docs" / "report.md").read_text(encoding="utf-8")
    assert all(f"| {code} |" in table for code in codes)
