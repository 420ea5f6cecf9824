"""A real browser without a window, one for each module of tests; skipped where there is none."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from seen_pages import Open, Seen

if TYPE_CHECKING:
    from playwright.sync_api import Browser

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


@pytest.fixture(scope="module")
def browser() -> "Iterator[Browser]":
    """Chromium without a window. It may play without being asked: nobody clicks first."""
    sync_api = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
    if CHROMIUM is None:
        pytest.skip("there is no Chromium to look at the page with")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=["--no-sandbox", "--autoplay-policy=no-user-gesture-required", "--mute-audio"],
        )
        yield browser
        browser.close()


@pytest.fixture
def open_page(browser: "Browser", tmp_path: Path) -> Iterator[Open]:
    """Open the text of a page as the file it will be: wide or narrow, light or dark, without a network."""
    contexts = []

    def open_page(text: str, *, width: int = 1280, scheme: str = "light", bypass_csp: bool = False) -> Seen:
        file = tmp_path / "page.html"
        file.write_text(text, encoding="utf-8")
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme=scheme,  # type: ignore[arg-type]  # "light" or "dark"
            bypass_csp=bypass_csp,
            offline=True,
        )
        contexts.append(context)
        context.set_default_timeout(10_000)
        seen = Seen(context.new_page())
        seen.page.goto(file.as_uri())
        return seen

    yield open_page
    for context in contexts:
        context.close()
