"""An answer's page in a real browser: it plays, seeks, obeys keys, is for everybody, runs nothing else."""

import math
from importlib.resources import files

import pytest
from demo_report import SOUND, demo_question, demo_report
from seen_pages import Open, Seen
from test_answer_page import HOSTILE, hostile

from voicedrill.reports.html.answer_page import answer_page
from voicedrill.sessions.pages import make_page


@pytest.fixture(scope="module")
def page_text() -> str:
    return make_page(demo_report(), demo_question(), SOUND)


@pytest.fixture
def seen(open_page: Open, page_text: str) -> Seen:
    return open_page(page_text)


@pytest.fixture
def slow(seen: Seen) -> Seen:
    """The page, whose sound plays so slowly that a busy machine finds it where a key has put it."""
    seen.page.evaluate("document.querySelector('#sound').playbackRate = 1 / 16")
    return seen


#: Gives where the sound stands when the seek that a click began is over.
SEEK = """async (node) => {
    const sound = document.querySelector("#sound");
    const over = new Promise((done) =>
        sound.addEventListener("seeked", () => done(sound.currentTime), {once: true}));
    node.dispatchEvent(new MouseEvent("click", {bubbles: true}));
    return await over;
}"""


def time_of(seen: Seen) -> float:
    time = seen.page.evaluate("document.querySelector('#sound').currentTime")
    assert isinstance(time, float | int)
    return float(time)


def rests(seen: Seen) -> bool:
    return bool(seen.page.evaluate("document.querySelector('#sound').paused"))


def test_a_clicked_word_is_heard_from_its_start(slow: Seen) -> None:
    words = demo_report().transcript.words
    nodes = slow.page.query_selector_all("#said span[data-s]")
    assert [node.inner_text() for node in nodes] == [word.text for word in words]
    for place in (3, 40, 104, 77, 12, 90):
        at = slow.page.evaluate(SEEK, nodes[place])
        assert abs(at - (words[place].start or 0)) <= 0.05
    assert not rests(slow)


def test_all_that_has_a_time_is_heard_from_there(slow: Seen) -> None:
    for query, start in (
        (".lane.fillers rect >> nth=1", 13.0899),
        (".lane.beats svg >> nth=2", 19.1425),
        (".lane.points svg >> nth=3", 35.3),
        ("#point-4 .at", 35.3),
        ("#facts .at >> nth=1", 20.4),
        (".places button >> nth=0", 8.6305),
        (".advice .at", 20.4),
        (".line .at >> nth=1", 3.9),
    ):
        node = slow.page.query_selector(query)
        assert node is not None
        at = slow.page.evaluate(SEEK, node)
        assert abs(at - float(node.get_attribute("data-s") or "nan")) <= 0.05
        assert at == pytest.approx(start, abs=0.3)


def test_a_click_into_the_waveform_goes_there(slow: Seen) -> None:
    box = slow.page.locator("#wave").bounding_box()
    assert box is not None
    slow.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + 10)
    slow.until("document.querySelector('#sound').currentTime > 20")
    assert time_of(slow) == pytest.approx(47.9 / 2, abs=1)


def test_it_plays_and_shows_where_it_is(seen: Seen) -> None:
    seen.page.keyboard.press("Space")
    seen.until("document.querySelector('#said .on')?.textContent === 'working'")
    assert seen.page.get_by_role("button", name="Pause").count() == 1
    assert seen.page.evaluate("document.querySelector('#word-lane .on').textContent") == "working"
    seen.page.keyboard.press("Space")
    seen.until("document.querySelector('#play').ariaLabel === 'Play'")
    assert rests(seen)
    assert math.isclose(seen.page.evaluate("document.querySelector('#sound').duration"), 47.907, abs_tol=0.05)


def test_the_keys_do_what_the_help_says(slow: Seen) -> None:
    keys = slow.page.keyboard
    for start in (8.6305, 13.0899):
        keys.press("f")
        assert time_of(slow) == pytest.approx(start, abs=0.1)
        slow.page.evaluate("document.querySelector('#sound').pause()")
    assert "Filler at 0:13" in (slow.page.text_content("[role=status]") or "")
    keys.press("ArrowLeft")
    assert time_of(slow) == pytest.approx(8.0899, abs=0.1)
    keys.press("ArrowRight")
    assert time_of(slow) == pytest.approx(13.0899, abs=0.1)
    keys.press("m")
    assert slow.page.evaluate("document.activeElement.id") == "point-3"
    keys.press("m")
    assert slow.page.evaluate("document.activeElement.id") == "point-5"
    keys.press("?")
    assert slow.page.get_by_role("dialog", name="Keys").is_visible()
    keys.press("Escape")
    assert not slow.page.get_by_role("dialog").is_visible()
    keys.press("z")
    width = "document.querySelector('#track').clientWidth"
    assert slow.page.evaluate(width) == pytest.approx(47.907 * 110, abs=2)


def test_keys_are_left_alone_where_they_mean_something_else(seen: Seen) -> None:
    seen.page.get_by_role("button", name="−5 s").focus()
    seen.page.keyboard.press("Space")  # presses the button
    assert rests(seen)
    seen.page.keyboard.press("Control+f")
    assert time_of(seen) == 0
    seen.page.keyboard.press("?")
    seen.page.get_by_role("checkbox").uncheck()
    seen.page.keyboard.press("f")
    seen.page.keyboard.press("Escape")
    seen.page.evaluate("document.activeElement.blur()")
    for key in ("f", "Space", "m"):
        seen.page.keyboard.press(key)
    assert time_of(seen) == 0
    assert rests(seen)


def test_the_keyboard_alone_is_enough(seen: Seen) -> None:
    slider = seen.page.get_by_role("slider", name="Place in the recording")
    slider.focus()
    seen.page.keyboard.press("ArrowRight")
    assert time_of(seen) == pytest.approx(5, abs=0.05)
    seen.until("document.querySelector('#wave').ariaValueText.startsWith('0:05 of 0:47')")
    seen.page.get_by_role("button", name="Hear from 0:20").first.focus()
    seen.page.keyboard.press("Enter")
    seen.until("document.querySelector('#sound').currentTime > 20")
    assert not rests(seen)


def test_nothing_leaves_the_file_and_nothing_breaks(seen: Seen) -> None:
    seen.page.keyboard.press("f")
    seen.until("document.querySelector('#sound').currentTime > 8.7")
    assert {request.partition(":")[0] for request in seen.requests} <= {"file", "blob", "data"}
    assert sum(request.startswith("file:") for request in seen.requests) == 1
    assert seen.troubles == []


def test_without_sound_the_page_still_shows_where_things_are(open_page: Open) -> None:
    seen = open_page(answer_page(demo_report(), demo_question()))
    seen.page.locator("#said span[data-s]").nth(40).click()
    assert seen.page.evaluate("document.querySelector('#word-lane .on') !== null")
    assert seen.page.locator("#transport").count() == 0
    assert seen.troubles == []


def test_axe_finds_nothing_and_the_page_fits(open_page: Open, page_text: str) -> None:
    package = pytest.importorskip("axe_playwright_python", reason="axe-core is not installed")
    axe = files(package).joinpath("axe.min.js").read_text(encoding="utf-8")
    page = open_page(page_text, bypass_csp=True).page
    page.evaluate(axe)
    page.evaluate("document.querySelectorAll('details').forEach((node) => (node.open = true))")
    page.keyboard.press("z")
    for width, scheme, key in (
        (390, "light", ""),
        (1280, "dark", ""),
        (1280, "light", "?"),
        (390, "dark", ""),
    ):
        if key:
            page.keyboard.press(key)
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]  # "light" or "dark"
        assert page.evaluate("document.documentElement.scrollWidth") == width
        found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        told = [(rule["id"], [node["html"] for node in rule["nodes"]]) for rule in found["violations"]]
        assert told == []
        assert len(found["passes"]) > 20
        page.keyboard.press("Escape")


@pytest.mark.parametrize(
    "text", [" ".join(HOSTILE[:-1]), "x" * 10_000, "\u202e\u2066\u05d0 " * 40], ids=["code", "long", "turned"]
)
def test_what_others_wrote_runs_nothing_and_holds_the_layout(open_page: Open, text: str) -> None:
    report = hostile(demo_report(), text)
    seen = open_page(answer_page(report, demo_question()), width=390)
    assert seen.page.evaluate("window.ran") is None
    assert seen.troubles == []
    assert seen.page.evaluate("document.documentElement.scrollWidth") == 390
    assert seen.page.locator("#said span[data-s]").count() == len(report.transcript.words)


def test_a_script_that_came_in_would_not_run(open_page: Open, page_text: str) -> None:
    script = '<script>window.ran = 1</script><img src="data:," onerror="window.ran = 2">'
    seen = open_page(page_text.replace("</main>", f"{script}</main>"))
    assert seen.page.evaluate("window.ran") is None
    assert any("Content Security Policy" in trouble for trouble in seen.troubles)


def test_it_prints_on_two_pages(open_page: Open, page_text: str) -> None:
    pypdfium2 = pytest.importorskip("pypdfium2")
    page = open_page(page_text, scheme="dark").page
    paper = page.pdf(format="A4", print_background=True)
    assert len(pypdfium2.PdfDocument(paper)) == 2
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert not page.locator("#transport").is_visible()
