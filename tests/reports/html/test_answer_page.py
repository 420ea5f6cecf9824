"""An answer's page as text: all of the report stands on it, others write no markup, and it is small."""

import base64
import hashlib
import re
from dataclasses import replace
from html.parser import HTMLParser
from typing import Any

import pytest
from demo_report import SOUND, demo_question, demo_report

from voicedrill.audio.files import read_clip
from voicedrill.coach.baselines import Compared, Comparison
from voicedrill.reports.html.answer_page import answer_page
from voicedrill.reports.html.layout import render
from voicedrill.reports.html.values import EmbeddedSound
from voicedrill.reports.model import Part, Report
from voicedrill.sessions.pages import picture_of
from voicedrill.timing import Word
from voicedrill.transcript import Transcript

SILENT = EmbeddedSound("audio/mpeg", b"no sound")


class Reader(HTMLParser):
    """The elements and the text of a page, without its styles and script."""

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
        if not self.tags or self.tags[-1] not in ("style", "script"):
            self.text += data


def shown_on(page: str) -> str:
    return " ".join(Reader(page).text.split())


def test_everything_that_the_report_says_stands_on_the_page(full_report: Report) -> None:
    text = shown_on(answer_page(full_report))
    for said in (
        "How do you deal with late events?",
        "Two things to change",
        "Say that writes are idempotent.",
        "windows with a grace period",
        "we shipped it in March",
        "1 of 3 points, 1 in part",
        "p99 under 50 ms",
        "80 ms",
        "Blame shifting",
        "not heard",
        "1:00 to 2:00 asked for",
        "147 words a minute",
        "0.9 to 1.7",
        "118 Hz",
        "I guess",
        "What did you do yourself?",
        "The room is loud",
        "tiny-en",
    ):
        assert said in text


def test_an_empty_answer_says_so_and_nothing_else(empty_report: Report) -> None:
    text = shown_on(answer_page(empty_report))
    assert "No words were recognised." in text
    assert "No speech was heard." in text
    assert "Points made" not in text
    assert "How you said it" not in text


def test_the_notes_are_folded_until_they_are_asked_for() -> None:
    report, question = demo_report(), demo_question()
    assert "<details>" in answer_page(report, question)
    assert "<details open>" in answer_page(report, question, open_notes=True)
    assert "front desk of a dental clinic" in answer_page(report, question)
    assert "<details" not in answer_page(report)


def test_expected_shares_come_from_the_questions_framework() -> None:
    report = demo_report()
    assert "Expected" in shown_on(answer_page(report, demo_question()))
    assert "Expected" not in shown_on(answer_page(report))


def test_what_is_usual_stands_beside_the_band_for_everybody(full_report: Report) -> None:
    usual = Comparison((), (Compared("speech_rate_wpm", 146.6, 140.0, 150.0, 158.0, "usual", 12),))
    page = answer_page(replace(full_report, usual=usual))
    assert "your usual 140 to 158" in page
    assert 'class="own"' in page


def test_a_follow_up_shows_its_own_question_and_what_it_added(full_report: Report) -> None:
    part = Part("20261121-114258-ab12", 1, "And <what> did it cost?", "No number.", now_said=("the price",))
    text = shown_on(answer_page(replace(full_report, part=part)))
    assert "And <what> did it cost?" in text
    assert "the price" in text
    assert "follow-up 1" in text


def test_without_sound_nothing_offers_to_be_heard() -> None:
    page = answer_page(demo_report(), demo_question())
    assert "audio" not in Reader(page).tags
    assert [tag for tag in re.findall("<button[^>]*>", page) if "data-s" in tag] == []
    assert 'id="transport"' not in page


def test_sound_is_inside_the_page() -> None:
    page = answer_page(demo_report(), sound=EmbeddedSound("audio/mpeg", b"\x01\x02"))
    assert f'src="data:audio/mpeg;base64,{base64.b64encode(bytes([1, 2])).decode()}"' in page


def test_the_policy_names_the_very_styles_and_script_of_the_page() -> None:
    page = answer_page(demo_report())
    policies = [value or "" for name, value in Reader(page).attributes if name == "content"]
    policy = next(value for value in policies if "default-src" in value)
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    for tag in ("style", "script"):
        [content] = re.findall(f"<{tag}>(.*?)</{tag}>", page, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy


def test_the_page_names_no_other_file_and_no_host() -> None:
    page = answer_page(demo_report(), demo_question(), sound=SILENT)
    links = [value or "" for name, value in Reader(page).attributes if name in ("src", "href")]
    assert [link for link in links if not link.startswith(("#", "data:"))] == []
    style = "".join(re.findall("<style>(.*?)</style>", page, re.DOTALL))
    assert "url(" not in style
    assert "@import" not in style
    assert "style=" not in re.sub("<script>.*?</script>", "", page, flags=re.DOTALL)


HOSTILE = [
    "<script>window.ran = 1</script>",
    '"><img src=x onerror="window.ran = 1">',
    "' onclick='window.ran = 1",
    "</style><b>",
    "{{ 7 * 7 }} {% raw %}",
    "&lt;b&gt; &amp;",
    "x" * 10_000,
]


#: Fields that hold one of a few words of the program's own.
OWN_WORDS = {
    *("schema", "timing", "kind", "status", "verdict", "witness", "source", "created_at"),
    *("metric", "moved", "known_by"),
}


def everywhere(value: Any, text: str) -> Any:
    """``value`` with ``text`` wherever a deck or a voice could put it."""
    if isinstance(value, str):
        return text
    if isinstance(value, tuple):
        return tuple(everywhere(item, text) for item in value)
    if hasattr(value, "__dataclass_fields__"):
        names = [name for name in value.__dataclass_fields__ if name not in OWN_WORDS]
        return replace(value, **{name: everywhere(getattr(value, name), text) for name in names})
    return value


def hostile(report: Report, text: str) -> Report:
    changed = everywhere(report, text)
    assert isinstance(changed, Report)
    return changed


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_text_of_others_is_text(text: str) -> None:
    harmless = Reader(answer_page(hostile(demo_report(), "harmless"), sound=SILENT))
    reader = Reader(answer_page(hostile(demo_report(), text), sound=SILENT))
    assert reader.tags == harmless.tags
    assert {name for name, _ in reader.attributes} == {name for name, _ in harmless.attributes}
    assert text in " ".join(reader.text.split()).replace("\u00a0", " ")


def test_marks_that_turn_text_around_are_shown_and_not_obeyed() -> None:
    page = answer_page(hostile(demo_report(), "a\u202eb\u2066c\x1b[2J\ud800"))
    assert not set("\u202e\u2066\x1b\ud800") & set(page)
    page.encode("utf-8")


def test_a_date_that_is_none_is_left_out(full_report: Report) -> None:
    assert "yesterday" not in answer_page(replace(full_report, created_at="yesterday"))


def test_two_minutes_fit_into_60_kb_beside_their_sound() -> None:
    """As much as two minutes hold; the player is there, its sound is not counted."""
    report = demo_report()
    words = tuple(
        Word(f"{word.text}", word.start + shift, word.end + shift)
        for shift in (0.0, 46.0, 92.0)
        for word in report.transcript.words
        if word.start is not None and word.end is not None and word.end + shift < 120
    )
    fillers = tuple(
        replace(filler, start=filler.start + shift, end=filler.end + shift)
        for shift in (0.0, 46.0, 60.0)
        for filler in report.delivery.fillers
        if filler.start is not None and filler.end is not None
    )
    long = replace(
        report,
        transcript=Transcript("whisper", "small", "", "aligned", words),
        delivery=replace(report.delivery, fillers=fillers, pauses=report.delivery.pauses * 3),
    )
    samples = read_clip(SOUND).samples
    picture = picture_of(samples, report)
    stretched = replace(picture, duration_s=120.0, pitch_hz=(picture.pitch_hz * 3)[: round(120 / 0.08)])
    assert len(words) >= 270
    page = answer_page(long, demo_question(), picture=stretched, sound=EmbeddedSound("audio/mpeg", b""))
    assert len(page.encode()) <= 60_000


def test_every_template_value_must_be_given() -> None:
    from jinja2 import UndefinedError

    with pytest.raises(UndefinedError):
        render("answer.html.j2")


def luminance(colour: str) -> float:
    digits = colour if len(colour) == 6 else "".join(2 * digit for digit in colour)
    parts = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_colours_that_no_checker_sees_can_be_read(scheme: int) -> None:
    """Text in drawings: axe does not judge it. WCAG 2.2: 4.5 to 1."""
    css = re.findall("<style>(.*?)</style>", answer_page(demo_report()), re.DOTALL)[0]
    block = re.findall(r":root ?\{([^}]*)\}", css)[scheme]
    colours = dict(re.findall(r"--([\w-]+):#([0-9a-f]+)", block))
    pairs = [("on-beat", f"beat-{number}") for number in range(1, 7)]
    pairs += [("ink", wash) for wash in ("good-wash", "fair-wash", "rail", "accent-wash", "filler-wash")]
    for text, ground in pairs:
        light, dark = sorted((luminance(colours[text]), luminance(colours[ground])), reverse=True)
        assert (light + 0.05) / (dark + 0.05) >= 4.5, (text, ground)
