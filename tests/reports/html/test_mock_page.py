"""A mock interview's page: all of the debrief stands on it; what is clicked is heard where it was said."""

from dataclasses import replace
from importlib.resources import files

import pytest
from demo_report import SOUND, demo_report
from hypothesis import given
from hypothesis import strategies as st
from made_up_interview import ANSWER_S, FOLLOW_UP_S, debrief, follow_up_report, questions
from seen_pages import Open, Seen
from test_answer_page import HOSTILE, Reader, everywhere, shown_on

from voicedrill.audio.encoding import mp3_of
from voicedrill.audio.files import read_clip
from voicedrill.reports.html.interview import BETWEEN_S, AnswerTold, pieces, ticks
from voicedrill.reports.html.mock_page import mock_page
from voicedrill.reports.html.values import EmbeddedSound
from voicedrill.timing import clock

SILENT = EmbeddedSound("audio/mpeg", b"no sound")
SECONDS = st.floats(0, 4000, allow_nan=False)
REPORT, QUESTION = demo_report(), questions()[0]


# -- What stands on it ---------------------------------------------------------------------------------


def test_all_of_the_debrief_stands_on_the_page() -> None:
    text = "".join(shown_on(mock_page(debrief(), questions(), sound=SILENT)).split())
    for said in (
        "21 November 2026, 11:42 pressing interviewer Mock interview: A clinic First call The team",
        "Time2:00planned 2:30",
        "Answered2 of 3 questions1 follow-up, 1 more was planned",
        "Points made5 of 61 more in part",
        "Rounds in time1 of 2",
        "Two things to change Learn your own numbers.",
        "Question 1, follow-up 1",
        "1:35 0:05 over planned 1:20 1:30 2 1 skipped",
        "0:25 planned 1:10 1:00 1 of 2",
        "1 question was not asked",
        "behavioural 5.5 of 6 1",
        "Pace rose from 120 to 171 words a minute",
        "Fillers stayed at about 4 a minute",
        "both tell of clinic, visits",
        "Not told: “The rota”",
        "if both are about the same",
        "forty patients",
        "when will I hear from you",
        "behavioural 137 words a minute 7.8 fillers a minute you gave it 3 of 4",
        "Change first: You said “thirty”; your deck says 40.",
        "5 of 6 points, 1 in part",
        "40 patients called: you said thirty",
        "Promises too much in the follow-up",
        "0:46 within 0:45 to 2:00",
        "action 43%",
        "Can you give me a number?",
        "Now said: sooner",
        "culture skipped",
        "voicedrill report 20261121-114258-ab12",
        "My script, word by word.",
    ):
        assert "".join(said.split()) in text, said


def test_notes_are_folded_until_they_are_asked_for() -> None:
    folded, unfolded = (mock_page(debrief(), questions(), open_notes=wanted) for wanted in (False, True))
    assert Reader(folded).attributes.count(("open", None)) == 0
    assert Reader(unfolded).attributes.count(("open", None)) == 1


def test_an_interview_of_nothing_but_skipped_questions_is_a_page() -> None:
    skipped = [questions()[1]]
    empty = replace(
        debrief(),
        rounds=(),
        questions=(skipped[0].line,),
        changes=(),
        contradictions=(),
        stories_used_twice=(),
        own_questions=(),
        kinds=(),
        trends=(),
    )
    text = shown_on(mock_page(empty, skipped))
    assert "Nothing stands out over the whole interview" in text
    assert "Round 1" in text
    assert "The interview" in text
    assert "Question by question" not in shown_on(mock_page(replace(empty, questions=(), took_s=0.0), []))


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_text_of_others_is_text(text: str) -> None:
    harmless, reader = (
        Reader(mock_page(everywhere(debrief(), words), everywhere(questions(), words), sound=SILENT))
        for words in ("harmless", text)
    )
    assert reader.tags == harmless.tags
    assert {name for name, _ in reader.attributes} == {name for name, _ in harmless.attributes}
    assert text in " ".join(reader.text.split()).replace("\u00a0", " ")


# -- Where things lie ----------------------------------------------------------------------------------


@given(st.lists(st.tuples(SECONDS, st.floats(0, 900), st.floats(0, 900), st.booleans()), max_size=8))
def test_answers_lie_within_their_time_and_follow_each_other_in_the_sound(
    answers: list[tuple[float, float, float, bool]],
) -> None:
    told = tuple(
        AnswerTold(part, REPORT, at_s, took_s, sound_s=sound_s if heard else None)
        for part, (at_s, took_s, sound_s, heard) in enumerate(answers)
    )
    found = pieces([replace(QUESTION, answers=told)], has_sound=True)
    from_s = 0.0
    for piece in found:
        assert piece.told.at_s - 0.02 <= piece.start_s
        assert piece.start_s + piece.span_s <= piece.told.at_s + piece.told.took_s + 0.02
        assert piece.on_clock(-1.0) == piece.start_s
        assert piece.on_clock(piece.length_s) == pytest.approx(piece.start_s + piece.span_s)
        if piece.is_played:
            assert piece.from_s == pytest.approx(from_s)
            from_s += piece.length_s + BETWEEN_S
    lasting = [answer for answer in told if answer.sound_s is None or answer.sound_s > 0]
    assert [piece.told for piece in found] == lasting


@given(st.floats(0.5, 100_000))
def test_an_axis_has_a_few_round_marks(length_s: float) -> None:
    marks = ticks(length_s)
    assert 1 <= len(marks) <= 8
    assert all(0 <= mark <= length_s for mark in marks)
    assert marks[-1] > length_s * 0.4 or length_s < 1


# -- In a browser --------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def page_text() -> str:
    import numpy as np

    samples = read_clip(SOUND).samples
    silence = np.zeros(round(BETWEEN_S * 16_000), dtype=np.float32)
    parts = (samples, silence, samples[: round(FOLLOW_UP_S * 16_000)], silence)
    assert len(samples) / 16_000 == pytest.approx(ANSWER_S, abs=0.01)
    return mock_page(debrief(), questions(), sound=EmbeddedSound("audio/mpeg", mp3_of(parts)))


@pytest.fixture
def seen(open_page: Open, page_text: str) -> Seen:
    seen = open_page(page_text)
    # So slow that a busy machine finds the sound where a click has put it.
    seen.page.evaluate("document.querySelector('#sound').playbackRate = 1 / 16")
    return seen


def time_of(seen: Seen) -> float:
    return float(seen.page.evaluate("document.querySelector('#sound').currentTime"))


SECOND = ANSWER_S + BETWEEN_S


def test_what_is_clicked_is_heard_where_it_was_said(seen: Seen) -> None:
    page = seen.page
    for query, time_s in (
        (".lane.asked a >> nth=0", 0.0),
        (".lane.fillers rect >> nth=0", 8.6305),
        (".advice .at >> nth=0", 20.4),
        (".advice .at >> nth=1", SECOND + 3.0),
        ("#numbers .at >> nth=1", SECOND + 1.0),
        ("#q-1 .hear", 0.0),
        ("#q-1 ul.more .at", SECOND),
        ("#q-1 .flags .at >> nth=1", SECOND + 4.0),
        ("#q1-point-5 .at", SECOND + 2.5),
        ("#q1-point-4 .at", 35.3),
    ):
        node = page.locator(query)
        node.evaluate("(node) => node.closest('details')?.setAttribute('open', '')")
        node.dispatch_event("click")
        assert time_of(seen) == pytest.approx(time_s, abs=0.3), query
    assert page.locator(".lane.asked a").nth(2).get_attribute("data-s") is None, "it was not recorded"
    words = page.locator("#q-1 .folds details").nth(1).locator("span[data-s]")
    assert words.nth(0).get_attribute("data-s") == pytest.approx(f"{SECOND + 0.5:.2f}", abs=0.01)
    assert words.all_text_contents() == [word.text for word in follow_up_report().transcript.words]


def test_a_question_of_the_timeline_leads_to_its_card(seen: Seen) -> None:
    seen.page.locator(".lane.asked a").nth(0).click()
    assert seen.page.evaluate("location.hash") == "#q-1"
    assert seen.page.locator("#clock").inner_text() == "0:00 · Q1"
    assert not seen.page.evaluate("document.querySelector('#sound').paused")


def test_the_timeline_runs_on_the_interviews_clock(seen: Seen) -> None:
    """The first answer ends at 1:10 of 2:00, the follow-up at 1:26; before each there is no sound."""
    page = seen.page
    box = page.locator("#wave").bounding_box()
    assert box is not None

    def click(time_s: float) -> float:
        assert box is not None
        page.mouse.click(box["x"] + box["width"] * time_s / 120, box["y"] + 20)
        return time_of(seen)

    assert click(50) == pytest.approx(50 - (69.6 - ANSWER_S), abs=0.7)
    assert page.evaluate("parseFloat(document.querySelector('#head').style.left)") == pytest.approx(
        100 * 50 / 120, abs=0.5
    )
    assert click(83) == pytest.approx(SECOND + 83 - (85.6 - FOLLOW_UP_S), abs=0.7)
    assert click(5) == 0
    assert click(74) == pytest.approx(ANSWER_S, abs=0.1), "between two answers: the end of the first"


def test_keys_go_from_answer_to_answer(seen: Seen) -> None:
    keys = seen.page.keyboard
    keys.press("n")
    assert time_of(seen) == pytest.approx(SECOND, abs=0.05)
    assert seen.page.text_content("[role=status]") == "Q1, follow-up 1"
    keys.press("n")
    assert time_of(seen) == pytest.approx(SECOND, abs=0.1), "there is none after it"
    keys.press("p")
    assert time_of(seen) == pytest.approx(0, abs=0.05)
    keys.press("ArrowRight")
    keys.press("p")
    assert time_of(seen) == pytest.approx(0, abs=0.05), "the beginning of this one first"
    keys.press("m")
    assert seen.page.evaluate("document.activeElement.id") == "q1-point-3"
    keys.press("?")
    assert "hear the next answer" in (seen.page.get_by_role("dialog", name="Keys").text_content() or "")


def test_nothing_leaves_the_file_and_nothing_breaks(seen: Seen) -> None:
    seen.page.keyboard.press("n")
    seen.page.keyboard.press("z")
    seen.until("document.querySelector('#head').style.left !== ''")
    assert {request.partition(":")[0] for request in seen.requests} <= {"file", "blob", "data"}
    assert seen.troubles == []


def test_without_sound_the_page_says_why_and_shows_where_things_were(open_page: Open) -> None:
    page = mock_page(debrief(), questions(), silent_because="The recordings are not there any more.")
    seen = open_page(page)
    assert seen.page.get_by_text("The recordings are not there any more.").is_visible()
    assert seen.page.locator("button.at, .hear").count() == 0
    seen.page.evaluate("document.querySelectorAll('.folds details').forEach((node) => (node.open = true))")
    seen.page.locator("#q-1 .folds span[data-s]").nth(40).click()
    word = demo_report().transcript.words[40]
    on_clock = 69.6 - ANSWER_S + (word.start or 0)
    assert seen.page.evaluate("parseFloat(document.querySelector('#head').style.left)") == pytest.approx(
        100 * on_clock / 120, abs=0.5
    )
    assert seen.troubles == []


def test_axe_finds_nothing_and_the_page_fits(open_page: Open, page_text: str) -> None:
    package = pytest.importorskip("axe_playwright_python", reason="axe-core is not installed")
    page = open_page(page_text, bypass_csp=True).page
    page.evaluate(files(package).joinpath("axe.min.js").read_text(encoding="utf-8"))
    page.evaluate("document.querySelectorAll('details').forEach((node) => (node.open = true))")
    for width, scheme in ((390, "light"), (1280, "dark")):
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]  # "light" or "dark"
        assert page.evaluate("document.documentElement.scrollWidth") == width
        found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        told = [(rule["id"], [node["html"] for node in rule["nodes"]]) for rule in found["violations"]]
        assert told == []


@pytest.mark.parametrize("text", ["x" * 10_000, "\u202e\u2066\u05d0 " * 40], ids=["long", "turned"])
def test_long_and_turned_text_holds_the_layout(open_page: Open, text: str) -> None:
    seen = open_page(mock_page(everywhere(debrief(), text), everywhere(questions(), text)), width=390)
    assert seen.page.evaluate("document.documentElement.scrollWidth") == 390
    assert seen.troubles == []


def test_it_prints_whole_however_close_it_was_looked_at(seen: Seen) -> None:
    page = seen.page
    page.keyboard.press("z")
    page.emulate_media(media="print")
    assert page.evaluate(
        "document.querySelector('#track').clientWidth <= document.querySelector('#window').clientWidth"
    )
    assert not page.locator("#transport").is_visible()
    assert clock(46.0) in page.locator("#q-1").inner_text()
