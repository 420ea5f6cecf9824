"""Make the pictures in docs/images: of pages in a Chromium without a window, of terminals by rich, from the
demo's answer or made-up ones.

python docs/screenshots.py                # all
python docs/screenshots.py --terminals    # those of terminals alone, which need no Chromium
"""

import io
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console

IMAGES = Path(__file__).resolve().parent / "images"


@dataclass(frozen=True)
class Picture:
    """A window of ``width`` by ``height`` at the top of ``page``, taken after ``script`` ran in it."""

    name: str
    page: str
    width: int
    height: int
    scheme: str = "light"
    script: str = ""


def answer_page() -> str:
    """The page of the demo's answer, without its sound's path and with a day that does not change."""
    from voicedrill.decks.find import find_question
    from voicedrill.resources import demo_dir
    from voicedrill.sessions.analyse import Analyser
    from voicedrill.sessions.pages import make_page

    deck, question = find_question("starter#made-it-better")
    sound = demo_dir() / "answer.flac"
    with Analyser("moonshine") as analyser:
        report = analyser.analyse_file(sound, question, deck)
    report = replace(report, attempt_id="20261121-114258-ab12", created_at="2026-11-21T11:42:58+00:00")
    return make_page(report, question, sound)


def pictures() -> Iterator[Picture]:
    """All that there are."""
    from made_up_mock import made_up_page
    from made_up_progress import made_up_progress

    from voicedrill.reports.html.progress_page import progress_page

    page = answer_page()
    halfway = "document.querySelectorAll('.at')[2].click(); document.querySelector('#sound').pause()"
    yield Picture("answer-page-1280", page, 1280, 1220, script=halfway)
    yield Picture("answer-page-390", page, 390, 1400, "dark")
    page = progress_page(made_up_progress())
    yield Picture("progress-page-1280", page, 1280, 1330)
    yield Picture("progress-page-390", page, 390, 1400, "dark")
    page = made_up_page()
    heard = "document.querySelectorAll('.at')[1].click(); document.querySelector('#sound').pause()"
    yield Picture("mock-page-1280", page, 1280, 1480, script=heard)
    yield Picture("mock-page-390", page, 390, 1400, "dark")


def practice_screen(console: "Console") -> None:
    """The question and the lines below it, 63 s into an answer."""
    from voicedrill.decks.find import find_question
    from voicedrill.sessions import views
    from voicedrill.sessions.flow_values import Recording, Rules
    from voicedrill.sessions.screen import Screen
    from voicedrill.sessions.script import Item

    deck, question = find_question("starter#made-it-better")
    Screen(console=console).ask(Item(question, deck, None, heading="Question 2 of 7", lead_in=None))
    speaking = Recording(63.0, heard_speech=True, silence_s=1.0, ends_in_s=1.5)
    console.print(views.status(views.View(question, speaking, Rules(), level_dbfs=-24.0), console.width))


def progress_screen(console: "Console") -> None:
    """`voicedrill progress` after seven weeks."""
    from made_up_progress import made_up_progress

    from voicedrill.reports.progress_terminal import print_progress

    print_progress(made_up_progress(), console)


def take_terminals() -> None:
    """Screens of 80 columns, as SVG that loads nothing from elsewhere."""
    from rich.console import Console

    for name, called, screen in (
        ("practice-terminal", "voicedrill practice", practice_screen),
        ("progress-terminal", "voicedrill progress", progress_screen),
    ):
        console = Console(
            record=True,
            width=80,
            file=io.StringIO(),
            force_terminal=True,
            color_system="truecolor",
            highlight=False,
        )
        screen(console)
        svg = console.export_svg(title=called, unique_id=name)
        target = IMAGES / f"{name}.svg"
        target.write_text(re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL), encoding="utf-8")
        print(f"{target.name}: {target.stat().st_size // 1000} kB")


def main() -> None:
    """Take them all."""
    IMAGES.mkdir(exist_ok=True)
    take_terminals()
    if "--terminals" not in sys.argv[1:]:
        take_pages()


def take_pages() -> None:
    """The pages, as PNG."""
    from playwright.sync_api import sync_playwright

    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if chromium is None:
        raise SystemExit("There is no Chromium to take pictures with.")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        file = Path(folder) / "page.html"
        for picture in pictures():
            file.write_text(picture.page, encoding="utf-8")
            context = browser.new_context(
                viewport={"width": picture.width, "height": picture.height},
                color_scheme=picture.scheme,  # type: ignore[arg-type]  # "light" or "dark"
            )
            page = context.new_page()
            page.goto(file.as_uri())
            page.evaluate(f"new Promise((done) => {{ {picture.script}; setTimeout(done, 300) }})")
            target = IMAGES / f"{picture.name}.png"
            page.screenshot(path=target)
            print(f"{target.name}: {target.stat().st_size // 1000} kB")
            context.close()
        browser.close()


if __name__ == "__main__":
    main()
