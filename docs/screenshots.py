"""Make the pictures of pages in docs/images, in a Chromium without a window,
from the demo's answer or made-up ones.

python docs/screenshots.py
"""

import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

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


def main() -> None:
    """Take them all."""
    from playwright.sync_api import sync_playwright

    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if chromium is None:
        raise SystemExit("There is no Chromium to take pictures with.")
    IMAGES.mkdir(exist_ok=True)
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
