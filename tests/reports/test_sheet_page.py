"""The cheat sheet as a page: self-contained, harmless, and one sheet of paper."""

import re
import shutil
import subprocess
from html.parser import HTMLParser
from pathlib import Path

import pytest

from voicedrill.decks.load import load_deck
from voicedrill.decks.model import Deck, Question, Story, TalkingPoint
from voicedrill.decks.sheet import sheet_of
from voicedrill.reports.sheet_html import sheet_html

CONTENT = Path(__file__).parents[2] / "content"
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "{{ 7 * 7 }} {% raw %}",
    "</style><b>",
    "\u202eevil\u2066 \x1b[2J",
    "x" * 10_000,
]


class Reader(HTMLParser):
    """Tags, attributes and text of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        self.text += data


def page_of(text: str) -> str:
    point = (TalkingPoint("p", text),)
    questions = tuple(
        Question(kind, text, kind=kind, points=point, facts=(text,))  # type: ignore[arg-type]
        for kind in ("pitch", "technical", "gap", "ask-them")
    )
    story = Story("s", text, beats={"task": (text,)}, facts=(text,), use_for=(text,))
    return sheet_html(sheet_of(Deck(text, questions, company=text, role=text, stories=(story,))))


@pytest.mark.parametrize("text", HOSTILE)
def test_text_of_a_deck_is_never_markup(text: str) -> None:
    plain, hostile = Reader(page_of("plain")), Reader(page_of(text))
    assert set(hostile.tags) <= set(plain.tags)
    assert {name for name, _ in hostile.attributes} <= {name for name, _ in plain.attributes}
    if len(text) < 100:  # a long text leaves no room for all entries
        assert hostile.tags == plain.tags
    assert not set("\x1b\u202e\u2066") & set(hostile.text)
    visible = re.sub("[\x1b\u202e\u2066]", "\ufffd", text)[:200]
    assert visible in hostile.text


def test_the_page_needs_nothing_from_elsewhere() -> None:
    page = sheet_html(sheet_of(load_deck(CONTENT / "senior-engineer.yaml")))
    read = Reader(page)
    assert not {"script", "link", "img", "iframe", "object", "base"} & set(read.tags)
    assert not {name for name, _ in read.attributes} & {"src", "href", "onload", "style"}
    assert "url(" not in page
    assert "@import" not in page
    assert "http" not in page.replace("http-equiv", "")
    assert "prefers-color-scheme: dark" in page


def test_right_to_left_text_has_its_own_direction() -> None:
    page = page_of("שלום \u200fעולם")
    assert '<b dir="auto">שלום \u200fעולם</b>' in page


@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium to print with")
@pytest.mark.parametrize("paper", ["A4", "letter"])
def test_a_full_deck_is_one_sheet_of_paper(tmp_path: Path, paper: str) -> None:
    import pypdfium2

    page = sheet_html(sheet_of(load_deck(CONTENT / "programme-manager.yaml")))
    # The reader's paper is the printer's choice, and the font the widest that is common.
    page = page.replace("@page { margin", f"@page {{ size: {paper}; margin").replace(
        '"Helvetica Neue"', '"DejaVu Sans", "Helvetica Neue"'
    )
    source, target = tmp_path / "sheet.html", tmp_path / "sheet.pdf"
    source.write_text(page, encoding="utf-8")
    arguments = ["--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path}/profile"]
    subprocess.run(
        [str(CHROMIUM), *arguments, "--no-pdf-header-footer", f"--print-to-pdf={target}", source.as_uri()],
        check=True,
        capture_output=True,
        timeout=100,
    )
    document = pypdfium2.PdfDocument(target)
    try:
        assert len(document) == 1
        assert "Two hundred applications" in document[0].get_textpage().get_text_bounded()
    finally:
        document.close()
